import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { AzureError } from '../../src/azure/azure-error.ts';
import type { ContainerGroups } from '../../src/azure/container-groups.ts';
import { checkOwnership, checkUpdate, deploy } from '../../src/service/deploy.ts';
import type { Deployment } from '../../src/service/deploy.ts';
import { stage } from './fake-azure.ts';
import { FakeClock } from './fake-clock.ts';
import { liveGroup, samplePlan } from './samples.ts';

const plan = samplePlan();

describe('whose a group is', () => {
  it.each<[string, Record<string, string>, string]>([
    ['without tags', {}, 'was not made by this Action (it has no tag managed-by=aci-model-deploy)'],
    ['of another tool', { 'managed-by': 'terraform', service: 'iris' }, 'was not made by this Action'],
    [
      'of another service',
      { 'managed-by': 'aci-model-deploy', service: 'roses' },
      'belongs to the service "roses"',
    ],
  ])('a group %s is left alone', (_what, tags, why) => {
    const findings = checkOwnership(liveGroup({ tags }), plan);
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        input: 'container-group-name',
        message: expect.stringContaining(`The container group iris-0a1b2c3d exists already and ${why}`),
        remedy: expect.stringContaining('container-group-name'),
      }),
    ]);
    // Nothing else is said about a group that is not ours.
    expect(checkUpdate(liveGroup({ tags, osType: 'Windows' }), plan)).toEqual(findings);
  });

  it('our own may be updated', () => {
    expect(checkOwnership(liveGroup(), plan)).toEqual([]);
    expect(checkUpdate(liveGroup(), plan)).toEqual([]);
  });
});

describe('what Azure cannot change in place', () => {
  const withResources = (cpu: number, memoryInGB: number): ContainerGroup => {
    const live = liveGroup();
    const [scoring, ...others] = live.containers;
    if (!scoring) throw new Error('no container');
    return { ...live, containers: [{ ...scoring, resources: { requests: { cpu, memoryInGB } } }, ...others] };
  };

  it.each<[string, ContainerGroup, string]>([
    ['cpu', withResources(2, 1.5), 'cpu of the container iris (2 -> 1)'],
    ['memory', withResources(1, 4), 'memoryInGB of the container iris (4 -> 1.5)'],
    ['restart policy', liveGroup({ restartPolicy: 'OnFailure' }), 'restartPolicy (OnFailure -> Always)'],
    ['system', liveGroup({ osType: 'Windows' }), 'osType (Windows -> Linux)'],
    ['region', liveGroup({ location: 'northeurope' }), 'location (northeurope -> westeurope)'],
    ['network', liveGroup({ subnetIds: [{ id: '/S/1' }] }), 'network (/s/1 -> Public)'],
  ])('is told before any write: %s', (_what, live, change) => {
    expect(checkUpdate(live, plan)).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: `Azure cannot change this in the running container group iris-0a1b2c3d: ${change}.`,
        remedy: expect.stringContaining('az container delete --name iris-0a1b2c3d'),
      }),
    ]);
  });

  it('is no matter for ports, labels, images, and how Azure writes a region', () => {
    const other = liveGroup({
      location: 'West Europe',
      ipAddress: { type: 'Public', ports: [{ port: 443 }], dnsNameLabel: 'x' },
    });
    expect(checkUpdate(other, plan)).toEqual([]);
  });

  it.each([
    { instanceView: { state: 'Stopped' } },
    { instanceView: { state: 'Failed' } },
    { provisioningState: 'Failed' },
  ])('is no matter for a group that is deployed as new: %j', (state) => {
    expect(checkUpdate({ ...withResources(2, 4), ...state }, plan)).toEqual([]);
  });
});

describe('deploying', () => {
  async function run(
    live: ContainerGroup | undefined,
    puts: (() => AzureError | undefined)[],
  ): Promise<{ deployment?: Deployment; error?: unknown; tries: number; seconds: number; lines: string[] }> {
    const clock = new FakeClock();
    const start = clock.now();
    const scene = stage(clock, { group: () => live });
    let tries = 0;
    const groups: ContainerGroups = {
      ...scene.groups,
      startPut: (name, group) => {
        expect([name, group]).toEqual([plan.groupName, plan.group]);
        const refusal = puts[Math.min(tries, puts.length - 1)]?.();
        tries += 1;
        return refusal ? Promise.reject(refusal) : Promise.resolve(scene.operation);
      },
    };
    const work = deploy({ groups, plan, live, clock, log: scene.log });
    const result = await clock.run(
      work.then(
        (deployment) => ({ deployment }),
        (error: unknown) => ({ error }),
      ),
    );
    return { ...result, tries, seconds: (clock.now() - start) / 1000, lines: scene.lines };
  }

  const refused =
    (status: number, code: string, message = 'm') =>
    () =>
      new AzureError({
        doing: 'deploy the container group iris-0a1b2c3d',
        status,
        code,
        message,
        correlationId: 'c-1',
      });
  const taken = (): undefined => undefined;

  it('creates what is not there and updates what is', async () => {
    expect(await run(undefined, [taken])).toMatchObject({ deployment: { result: 'created' }, tries: 1 });
    expect(await run(liveGroup(), [taken])).toMatchObject({ deployment: { result: 'updated' }, tries: 1 });
  });

  it('waits for a group in transition, and says so once', async () => {
    const busy = refused(409, 'ContainerGroupTransitioning');
    const played = await run(liveGroup(), [busy, busy, busy, taken]);
    expect(played).toMatchObject({ deployment: { result: 'updated' }, tries: 4, seconds: 36 });
    expect(played.lines).toEqual(['Azure is still busy with iris-0a1b2c3d; trying again for up to 5 m 0 s.']);
  });

  it('gives a group in transition up after five minutes', async () => {
    const played = await run(liveGroup(), [refused(409, 'ContainerGroupTransitioning')]);
    expect(played.seconds).toBe(300);
    expect(played.error).toMatchObject({
      findings: [
        {
          remedy: expect.stringContaining('concurrency'),
          azure: { code: 'ContainerGroupTransitioning', correlationId: 'c-1' },
        },
      ],
    });
  });

  it.each([
    [
      409,
      'ServiceUnavailable',
      'The requested resource is not available in the location',
      /ask for less cpu or memory/,
    ],
    [
      409,
      'ServiceUnavailable',
      "Resource type container group quota 'ContainerGroups' exceeded",
      /higher quota/,
    ],
    [400, 'ContainerGroupQuotaReached', "quota 'StandardCores' exceeded", /higher quota/],
    [400, 'InaccessibleImage', 'no', /AcrPull/],
    [409, 'RegistryErrorResponse', 'no', /Azure container registry/],
    [409, 'MissingSubscriptionRegistration', 'no', /az provider register/],
    [400, 'DnsNameLabelAlreadyTaken', 'no', /dnsNameLabel/],
    [400, 'InvalidContainerGroupUpdate', 'no', /delete the container group/],
  ])('says what to do about %s %s: %s', async (status, code, message, remedy) => {
    const played = await run(liveGroup(), [refused(status, code, message)]);
    expect(played.tries).toBe(1);
    expect(played.error).toMatchObject({
      message: `Could not deploy the container group iris-0a1b2c3d: ${code}: ${message}`,
      findings: [{ remedy: expect.stringMatching(remedy) }],
    });
  });
});
