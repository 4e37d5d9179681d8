import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Source: https://learn.microsoft.com/azure/container-instances/container-instances-troubleshooting */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulling', 'pulling image "ml.azurecr.io/iris:1"'],
    [
      'Failed',
      'Failed to pull image "ml.azurecr.io/iris:1": rpc error: code 2 desc Error: image t/aci-hellowrld:latest not found',
    ],
    ['BackOff', 'Back-off pulling image "ml.azurecr.io/iris:1"'],
  ]),
  certainty: 'certain',
  cause: 'does not exist in the registry',
  remedy: 'digest',
  shows: 'not found',
};
