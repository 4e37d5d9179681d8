import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Source: the example ContainerGroupsGet_Failed of `Azure/azure-rest-api-specs`. */
export const sample: Sample = {
  symptoms: {
    ...deployment({ state: 'Waiting' }),
    events: [{ name: 'FailedMount', message: 'Output: mount error(2): Permission denied' }],
  },
  certainty: 'certain',
  cause: 'A volume could not be mounted.',
  remedy: 'Run the deployment again',
  shows: 'mount error(2)',
};
