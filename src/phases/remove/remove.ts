import type { ContainerGroup } from '@azure/arm-containerinstance';
import pLimit from 'p-limit';
import type { Finding } from '../../findings.ts';
import { ActionError, error, failure } from '../../findings.ts';
import type { DeployedService } from '../../github/deployments.ts';
import { removalCount } from '../../report/sections/removals.ts';
import type { Removal } from '../../report/types.ts';
import { deleteGroup } from '../../service/write/gone.ts';
import { TAGS } from '../../service/tags.ts';
import type { Access } from '../access.ts';
import { retire } from '../tell/github-deployment.ts';
import type { Run } from '../job.ts';
import { removeImages } from './remove-images.ts';
import { findingsOf } from '../told.ts';
import type { Tools } from '../tools.ts';

/** Groups that are removed at once: Azure looks at each for a while until it is gone. */
const AT_ONCE = 4;

/** A container group that has to go. */
export interface Doomed extends Pick<Removal, 'kind' | 'reason'> {
  /** As it was when that was decided. */
  readonly group: ContainerGroup;
  /** Whether it still has to go, as it is right before. */
  readonly isStill: (now: ContainerGroup) => boolean;
}

type Remover = Pick<Run, 'inputs' | 'facts'> & { readonly tools: Tools };

/**
 * Removes groups, and with a preview the images that are its own. One that cannot be removed keeps no other.
 * @throws ActionError that lists what is left.
 */
export async function removeAll(doomed: readonly Doomed[], run: Remover, access: Access): Promise<void> {
  const removed: Removal[] = [];
  run.facts.removed = removed;
  const limit = pLimit(AT_ONCE);
  const remove = async (each: Doomed): Promise<readonly Finding[]> => {
    try {
      removed.push(await removeOne(each, run, access));
      return [];
    } catch (caught) {
      return leftBehind(each, caught, access);
    }
  };
  const left = await Promise.all(doomed.map((each) => limit(() => remove(each))));
  await retire(servicesOf(doomed, removed), run);
  const findings = left.flat();
  const count = left.filter(({ length }) => length > 0).length;
  if (count > 1)
    findings.unshift(error(`${count} of ${doomed.length} container groups could not be removed.`));
  if (count > 0) throw new ActionError(findings);
}

/** The services that are gone; a candidate is none. */
function servicesOf(doomed: readonly Doomed[], removed: readonly Removal[]): readonly DeployedService[] {
  const gone = new Set(removed.map(({ containerGroup }) => containerGroup));
  return doomed.flatMap(({ group: { name = '', tags }, kind }) =>
    kind !== 'candidate' && gone.has(name)
      ? [{ service: tags?.[TAGS.service] ?? '', containerGroup: name }]
      : [],
  );
}

/** What a dry run has to say about the same groups. */
export function tellDoomed(doomed: readonly Doomed[], { facts, tools }: Remover): void {
  facts.removed = doomed.map(removalOf);
  facts.result = 'planned';
  for (const { containerGroup, kind, reason } of facts.removed)
    tools.log.info(`Would be removed: the ${kind} ${containerGroup}, because ${reason}`);
  tools.log.info(`Dry run: nothing was written. ${removalCount(facts.removed)} would be removed.`);
}

async function removeOne(doomed: Doomed, run: Remover, { groups, connection }: Access): Promise<Removal> {
  const { clock, log } = run.tools;
  const removal = removalOf(doomed);
  const { containerGroup: groupName, kind, reason } = removal;
  const now = await groups.get(groupName);
  if (now && !doomed.isStill(now)) throw changed(removal);
  await deleteGroup({ groups, groupName, clock, log });
  log.info(`Removed the ${kind} ${groupName}, because ${reason}`);
  const imageRepository =
    kind === 'preview' ? await removeImages(doomed.group, { ...run, connection }) : undefined;
  return { ...removal, ...(imageRepository !== undefined && { imageRepository }) };
}

function removalOf({ group, kind, reason }: Doomed): Removal {
  return { containerGroup: group.name ?? '', kind, reason };
}

function changed({ kind, containerGroup }: Removal): ActionError {
  return failure(
    `The ${kind} ${containerGroup} was changed while this run looked at it, so it is left as it is.`,
    { remedy: 'Run the workflow again, and let no two runs work on one service: set `concurrency`.' },
  );
}

function leftBehind(
  { group, kind }: Doomed,
  caught: unknown,
  { groups, resourceGroup }: Access,
): readonly Finding[] {
  const { name = '' } = group;
  const [first = error('it failed'), ...others] = findingsOf(caught);
  const remedy = `It costs money until it is gone: az container delete --name ${name} --resource-group ${resourceGroup.name}`;
  return [
    {
      ...first,
      message: `The ${kind} ${name} could not be removed: ${first.message}`,
      remedy: first.remedy === undefined ? remedy : `${first.remedy} ${remedy}`,
      azure: { portalUrl: groups.portalUrl(name), ...first.azure },
    },
    ...others,
  ];
}
