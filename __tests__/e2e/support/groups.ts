import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { GroupRecord } from '../../../local-azure/container-instance/group-record.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds between two looks at a group that is being made. */
const POLL_MS = 10;

/** Makes a container group as anybody could who does not use the Action. */
export async function makeGroup(
  bench: Workbench,
  name: string,
  tags: Readonly<Record<string, string>>,
): Promise<GroupRecord> {
  const { subscriptionId, resourceGroup, location } = bench.azure.info;
  const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
  const container = {
    name: 'web',
    properties: {
      image: 'mcr.microsoft.com/azurelinux/base/nginx:1.28',
      command: ['sleep', '600'],
      resources: { requests: { cpu: 1, memoryInGB: 1 } },
    },
  };
  const answer = await bench.azure.containerInstance.handle({
    method: 'PUT',
    url: new URL(`https://management.azure.com${id}?api-version=2023-05-01`),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(
      JSON.stringify({ location, tags, properties: { osType: 'Linux', containers: [container] } }),
    ),
  });
  expect(answer).toMatchObject({ status: 201 });
  const group = bench.group(name);
  if (!group) throw new Error(`There is no container group ${name}.`);
  // Another client's write is refused until then.
  while (group.isTransitioning) await sleep(POLL_MS);
  return group;
}

/** Names of all container groups, in order. */
export function groupNames(bench: Workbench): string[] {
  return bench.azure.containerInstance
    .groups()
    .map(({ name }) => name)
    .sort();
}

/** Tags of a group; empty when there is none. */
export function tagsOf(bench: Workbench, name: string): Readonly<Record<string, string>> {
  return bench.group(name)?.body.tags ?? {};
}

/** Name of the container group that a run's outputs point to. */
export function groupNameOf({ outputs }: { readonly outputs: Readonly<Record<string, string>> }): string {
  return outputs['container-group']?.split('/').at(-1) ?? '';
}

/** Deletes every container group, whoever made it. */
export async function clearGroups(bench: Workbench): Promise<void> {
  for (const { id } of bench.azure.containerInstance.groups()) {
    const url = new URL(`https://management.azure.com${id}?api-version=2023-05-01`);
    const remove = { method: 'DELETE', url, headers: {}, body: Buffer.alloc(0) };
    // A group whose deployment is under way refuses.
    while ((await bench.azure.containerInstance.handle(remove))?.status === 409)
      await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
