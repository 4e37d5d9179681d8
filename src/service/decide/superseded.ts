import type { ContainerGroup } from '@azure/arm-containerinstance';
import { ActionError, error } from '../../findings.ts';
import { TAGS } from '../tags.ts';
import type { ServicePlan } from '../types.ts';

/** Somebody else has deployed the group while this run worked on it. What they deployed is not ours to undo. */
export class Superseded extends ActionError {
  constructor(...given: ConstructorParameters<typeof ActionError>) {
    super(...given);
    this.name = 'Superseded';
  }
}

/**
 * The error of a run whose group shows a revision that is neither the run's nor the one before it; undefined while
 * the group is the run's. A group without a revision tag proves nothing: somebody may only have changed its tags.
 *
 * @param before The group as it was before this run's write.
 */
export function supersededBy(
  group: ContainerGroup | undefined,
  plan: Pick<ServicePlan, 'groupName' | 'revision'>,
  before?: ContainerGroup,
): Superseded | undefined {
  const found = group?.tags?.[TAGS.revision];
  if (found === undefined || found === plan.revision || found === before?.tags?.[TAGS.revision])
    return undefined;
  const run = group?.tags?.[TAGS.runUrl];
  return new Superseded([
    error(
      `The container group ${plan.groupName} was deployed by ${run ? `another run (${run})` : 'somebody else'} while this run worked on it: it has the revision ${found}, and this run's is ${plan.revision}.`,
      {
        remedy:
          'What that run deployed is left as it is. Let no two runs work on one service: set `concurrency` in the workflow.',
      },
    ),
  ]);
}
