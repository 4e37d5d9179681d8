import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { AzureError } from '../../../src/azure/azure-error.ts';
import { deploy } from '../../../src/service/write/deploy.ts';
import { pullOf } from '../../../src/service/write/put.ts';
import { stage } from '../fake-azure.ts';
import { FakeClock } from '../fake-clock.ts';
import { liveGroup, samplePlan } from '../samples.ts';

const plan = samplePlan();
const lost = new AzureError({
  doing: 'deploy it',
  status: 0,
  code: 'ECONNRESET',
  message: 'read ECONNRESET',
});
const fault = new AzureError({ doing: 'deploy it', status: 504, code: 'GatewayTimeout', message: 'm' });
const busy = new AzureError({
  doing: 'deploy it',
  status: 409,
  code: 'ContainerGroupTransitioning',
  message: 'm',
});
const ours = liveGroup({ provisioningState: 'Creating', tags: { ...plan.group.tags } });
const before = liveGroup({
  tags: { ...plan.group.tags, 'aci-model-deploy-run-url': 'another', revision: '0' },
});

/** Deploys while the n-th PUT and the n-th reading of the group give these; the last of each stays. */
async function run(
  puts: readonly (AzureError | 'taken')[],
  reads: readonly (ContainerGroup | AzureError | undefined)[],
): Promise<{ puts: number; gets: number; status?: string | undefined; error?: unknown; seconds: number }> {
  const clock = new FakeClock();
  const start = clock.now();
  const scene = stage(clock, { group: () => undefined });
  const counts = { puts: 0, gets: 0 };
  const groups = {
    ...scene.groups,
    startPut: () => {
      const answer = puts[Math.min(counts.puts++, puts.length - 1)];
      return answer instanceof AzureError ? Promise.reject(answer) : Promise.resolve(scene.operation);
    },
    get: () => {
      const answer = reads[Math.min(counts.gets++, reads.length - 1)];
      return answer instanceof AzureError ? Promise.reject(answer) : Promise.resolve(answer);
    },
  };
  const work = deploy({ groups, plan, clock, log: scene.log }).then(
    async (operation) => ({ status: (await operation.poll()).status }),
    (error: unknown) => ({ error }),
  );
  const result = await clock.run(work);
  return { ...counts, ...result, seconds: (clock.now() - start) / 1000 };
}

describe('a PUT whose answer was lost', () => {
  it.each([
    ['a broken connection', lost],
    ['a fault of the server', fault],
  ])('is followed by the group, not repeated, after %s', async (_what, refusal) => {
    expect(await run([refusal], [ours])).toMatchObject({ puts: 1, gets: 2, status: 'Creating', seconds: 0 });
  });

  it.each([
    ['that is still as it was', before],
    ['that is not there', undefined],
    ['that cannot be read', lost],
  ])('is sent again for a group %s', async (_what, group) => {
    expect(await run([lost, 'taken'], [group])).toMatchObject({ puts: 2, gets: 1, status: 'Succeeded' });
  });

  it('is found out later, when Azure says that it is busy with the group', async () => {
    expect(await run([lost, busy], [before, ours])).toMatchObject({
      puts: 2,
      status: 'Creating',
      seconds: 2,
    });
  });

  it('ends as an error after four tries', async () => {
    const played = await run([lost], [undefined]);
    expect(played).toMatchObject({
      puts: 4,
      gets: 4,
      error: {
        message: 'Could not deploy it: ECONNRESET: read ECONNRESET (tried 4 times)',
        findings: [{ remedy: expect.stringContaining('Check the network of the runner') }],
      },
    });
  });
});

it('a PUT that was refused is sent again without reading the group', async () => {
  expect(await run([busy, 'taken'], [ours])).toMatchObject({ puts: 2, gets: 0, status: 'Succeeded' });
});

describe('how an image is pulled', () => {
  const group = (image: string, credential?: object): ContainerGroup => ({
    ...plan.group,
    containers: [{ name: 'iris', image, resources: { requests: { cpu: 1, memoryInGB: 1 } } }],
    imageRegistryCredentials: credential ? [{ server: 's', ...credential }] : [],
  });

  it.each([
    ['mlregistry.azurecr.io/iris@sha256:00', { identity: '/subscriptions/s/id' }, 'identity'],
    ['mlregistry.azurecr.io/iris:1', { username: 'u', password: 'p' }, undefined],
    ['mcr.microsoft.com/azureml/x', undefined, undefined],
    ['localhost/iris', undefined, undefined],
    ['registry:5000/iris', undefined, undefined],
    ['nginx', undefined, 'docker-hub'],
    ['team/iris:1', undefined, 'docker-hub'],
    ['docker.io/team/iris', undefined, 'docker-hub'],
    ['index.docker.io/team/iris', { username: 'u', password: 'p' }, 'docker-hub'],
  ])('%s with %j: %s', (image, credential, expected) => {
    expect(pullOf(group(image, credential))).toBe(expected);
  });
});
