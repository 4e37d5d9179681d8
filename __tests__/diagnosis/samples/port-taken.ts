import type { Sample } from '../sample.ts';
import { crashed } from '../sample.ts';

/** A server of the user's own on the front end's port. */
export const sample: Sample = {
  symptoms: crashed(1, [
    '[2026-11-23 12:00:00 +0000] [7] [INFO] Starting gunicorn 23.0.0',
    "[2026-11-23 12:00:00 +0000] [7] [ERROR] Connection in use: ('0.0.0.0', 80)",
    "[2026-11-23 12:00:05 +0000] [7] [ERROR] Can't connect to ('0.0.0.0', 80)",
  ]),
  certainty: 'certain',
  cause: 'wants port 80 that another program of the container group has',
  remedy: 'input port',
  shows: 'Connection in use',
};
