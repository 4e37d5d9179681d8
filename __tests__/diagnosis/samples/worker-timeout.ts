import type { Sample } from '../sample.ts';
import { crashed, BANNER } from '../sample.ts';

/** gunicorn, and its wrong guess afterwards. */
export const sample: Sample = {
  symptoms: crashed(1, [
    ...BANNER,
    "2026-11-23 12:00:01,001 I [9] azmlinfsrv.user_script - Invoking user's init function",
    '[2026-11-23 12:05:01 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)',
    '[2026-11-23 12:05:02 +0000] [7] [ERROR] Worker (pid:9) was sent SIGKILL! Perhaps out of memory?',
  ]),
  certainty: 'certain',
  cause: 'took longer than gunicorn lets a worker be silent',
  remedy: 'WORKER_TIMEOUT',
  shows: 'WORKER TIMEOUT',
};
