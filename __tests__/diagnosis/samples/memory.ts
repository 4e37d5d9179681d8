import type { Sample } from '../sample.ts';
import { crashed, BANNER, MEMORY } from '../sample.ts';

/** Source: v1's troubleshooting guide; the words are gunicorn's. */
export const sample: Sample = {
  symptoms: crashed(137, [
    ...BANNER,
    "2026-11-23 12:00:01,001 I [9] azmlinfsrv.user_script - Invoking user's init function",
    '[2026-11-23 12:00:21 +0000] [7] [ERROR] Worker (pid:9) was sent SIGKILL! Perhaps out of memory?',
    '[2026-11-23 12:00:21 +0000] [12] [INFO] Booting worker with pid: 12',
  ]),
  certainty: 'likely',
  cause: 'The container ran out of memory.',
  remedy: 'Raise memoryInGB in the deployment config (now 1.5 GB)',
  shows: 'SIGKILL',
  place: MEMORY,
};
