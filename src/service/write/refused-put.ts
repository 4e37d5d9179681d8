import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { AzureError } from '../../azure/azure-error.ts';
import { explain } from '../../azure/explain.ts';
import { classify } from '../../azure/retry.ts';
import type { Place } from '../../azure/retry/types.ts';
import { ActionError } from '../../findings.ts';
import { capacityRemedy } from './capacity.ts';

/** The error of a PUT that Azure refuses for good; where there is no room, with other regions and sizes. */
export function refusedPut(refusal: AzureError, place: Place, group: ContainerGroup): ActionError {
  const explained = explain(refusal);
  if (classify(refusal.facts, place).retryClass !== 'capacity') return explained;
  const remedy = capacityRemedy(group);
  return new ActionError(
    explained.findings.map((finding) => ({ ...finding, remedy })),
    { cause: refusal },
  );
}
