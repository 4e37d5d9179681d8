import type { Sample } from '../sample.ts';
import { deployment, BANNER } from '../sample.ts';

/** init() that fetches a model when the time is up. */
export const sample: Sample = {
  symptoms: deployment(
    {
      lines: [
        ...BANNER,
        "2026-11-23 12:00:01,001 I [9] azmlinfsrv.user_script - Invoking user's init function",
        '2026-11-23 12:00:01,002 I [9] azmlinfsrv.print - Downloading weights',
      ],
    },
    [
      [
        'Unhealthy',
        'Readiness probe failed: Get "http://10.92.0.4:5001/": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
      ],
    ],
    { healthStatus: 504 },
  ),
  certainty: 'likely',
  cause: 'init() of the entry script had not ended',
  remedy: 'wait-timeout',
  shows: "Invoking user's init function",
};
