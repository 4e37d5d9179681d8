import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A large image on its way. Source: the event as recorded in `Azure/azure-cli` (container tests). */
export const sample: Sample = {
  symptoms: deployment(
    { state: 'Waiting' },
    [['Pulling', 'pulling image "ml.azurecr.io/iris@sha256:0401403"']],
    {
      unfinished: 'Creating',
    },
  ),
  certainty: 'certain',
  cause: 'Azure was still pulling the image of the container iris',
  remedy: 'Raise wait-timeout',
  shows: 'pulling image',
};
