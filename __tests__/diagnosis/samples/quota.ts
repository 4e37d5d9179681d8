import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A new subscription. Source: aci's own message, `MicrosoftDocs/SupportArticles-docs` (spot-container-group-quota-reached-error). */
export const sample: Sample = {
  symptoms: {
    ...deployment({ state: 'Waiting' }),
    events: [
      {
        name: 'ContainerGroupQuotaReached',
        message:
          "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region 'westeurope'. Limit: '10', Usage: '10' Requested: '2'.",
      },
    ],
  },
  certainty: 'certain',
  cause:
    'quota StandardCores of your subscription in westeurope is used up (10 of 10 are used, 2 more are needed)',
  remedy: 'another location',
  shows: 'ContainerGroupQuotaReached',
};
