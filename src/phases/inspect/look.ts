import type { ContainerGroup } from '@azure/arm-containerinstance';
import { ContainerLogs } from '../../service/wait/container-logs.ts';
import { deployedOf } from '../../service/decide/deployed.ts';
import type { Outcome } from '../../service/wait/health.ts';
import type { Inspection } from '../../service/wait/inspection.ts';
import { inspect } from '../../service/wait/inspection.ts';
import { stateReasons } from '../../service/wait/state.ts';
import type { Access } from '../access.ts';
import { outcomeOf } from '../update/answers.ts';
import type { Tools } from '../tools.ts';

/** A container group as it is. */
export interface Look {
  readonly group: ContainerGroup;
  readonly inspection: Inspection;
  /** The last log of each container that was not empty, without secrets of this run. */
  readonly logs: ReadonlyMap<string, string>;
}

/**
 * Reads a group, asks its endpoint where it should answer, and reads its logs where they are wanted. Resolves to
 * undefined when there is no such group.
 */
export async function lookAt(
  groupName: string,
  { groups }: Pick<Access, 'groups'>,
  { tools, withLogs }: { readonly tools: Tools; readonly withLogs: boolean },
): Promise<Look | undefined> {
  const reader = new ContainerLogs(groups, groupName);
  const readLogs = async (group: ContainerGroup): Promise<void> =>
    withLogs ? reader.read(group) : undefined;
  const first = await groups.get(groupName);
  if (!first) return undefined;
  const [outcome] = await Promise.all([ask(first, tools), readLogs(first)]);
  const group = await again(first, outcome, () => groups.get(groupName));
  if (group !== first) await readLogs(group);
  // A container may have logged what it was given.
  const logs = new Map([...reader.kept].map(([name, text]) => [name, tools.hide(text)] as const));
  return { group, inspection: inspect({ group, outcome, logs, now: tools.clock.now() }), logs };
}

/** What the endpoint of a group does that runs by Azure's word. */
async function ask(group: ContainerGroup, tools: Tools): Promise<Outcome | undefined> {
  return stateReasons(group).length > 0 ? undefined : outcomeOf(deployedOf(group), group, tools);
}

/** The group read again when it should have answered: a container that crashes may have done so meanwhile. */
async function again(
  first: ContainerGroup,
  outcome: Outcome | undefined,
  read: () => Promise<ContainerGroup | undefined>,
): Promise<ContainerGroup> {
  if (outcome?.kind === 'healthy' || stateReasons(first).length > 0) return first;
  return (await read()) ?? first;
}
