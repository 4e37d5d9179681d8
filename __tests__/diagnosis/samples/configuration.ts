import type { Sample } from '../sample.ts';
import { crashed, BANNER } from '../sample.ts';

/** A value that the server cannot use. Source: `microsoft/azureml-inference-server`. */
export const sample: Sample = {
  symptoms: crashed(3, [
    ...BANNER,
    '2026-11-23 12:00:01,000 E [9] azmlinfsrv - ===============Configuration Error=================',
    "2026-11-23 12:00:01,000 E [9] azmlinfsrv - SCORING_TIMEOUT_MS: the value 'soon' is not a positive integer",
  ]),
  certainty: 'certain',
  cause: 'does not accept the value of an environment variable',
  remedy: 'environment-variables',
  shows: "the value 'soon'",
};
