import { describe, expect, it } from '@jest/globals';
import { AzureError } from '../../../src/azure/azure-error.ts';
import type { ContainerGroups } from '../../../src/azure/container-instance/container-groups.ts';
import { checkOwnership, deploy } from '../../../src/service/write/deploy.ts';
import type { Operation } from '../../../src/azure/container-instance/operation.ts';
import { stage } from '../fake-azure.ts';
import { FakeClock } from '../fake-clock.ts';
import { liveGroup, samplePlan } from '../samples.ts';

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
  });

  it('our own may be updated', () => {
    expect(checkOwnership(liveGroup(), plan)).toEqual([]);
  });

  describe('of previews', () => {
    const expires = Date.UTC(2026, 10, 3);
    const [first, twelfth] = ['octo-org/iris#1', 'octo-org/iris#12'].map((of) =>
      samplePlan({ preview: { of, expires } }),
    );

    it.each([
      ['a service', first, plan, 'is the preview of the pull request octo-org/iris#1'],
      ['another preview', twelfth, first, 'is the preview of the pull request octo-org/iris#12'],
      ['a preview', plan, first, 'is no preview (it has no tag preview=octo-org/iris#1)'],
    ])('the group is not taken by %s', (_what, live, wanted = plan, why) => {
      const tags = live?.group.tags ?? {};
      expect(checkOwnership(liveGroup({ tags }), wanted)).toEqual([
        expect.objectContaining({
          message: expect.stringContaining(`exists already and ${why}; it is left`),
        }),
      ]);
    });

    it('its own may be updated', () => {
      const tags = { ...first?.group.tags, expires: '2026-01-01T00:00:00.000Z' };
      expect(checkOwnership(liveGroup({ tags }), first ?? plan)).toEqual([]);
    });
  });
});

describe('deploying', () => {
  async function run(
    puts: (() => AzureError | undefined)[],
    afterDelete = false,
  ): Promise<{ operation?: Operation; error?: unknown; tries: number; seconds: number; lines: string[] }> {
    const clock = new FakeClock();
    const start = clock.now();
    const scene = stage(clock, { group: () => liveGroup() });
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
    const work = deploy({ groups, plan, afterDelete, clock, log: scene.log });
    const result = await clock.run(
      work.then(
        (operation) => ({ operation }),
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

  it('sends the plan once when Azure takes it', async () => {
    const played = await run([taken]);
    expect(played).toMatchObject({ tries: 1, seconds: 0, lines: [] });
    expect(played.operation).toBeDefined();
  });

  it('waits for a group in transition, and tells every try', async () => {
    const busy = refused(409, 'ContainerGroupTransitioning');
    const played = await run([busy, busy, busy, taken]);
    expect(played).toMatchObject({ tries: 4, seconds: 36 });
    expect(played.lines).toHaveLength(3);
    expect(played.lines[2]).toBe(
      'Could not deploy the container group iris-0a1b2c3d. Azure says ContainerGroupTransitioning: another operation on the group is under way; trying again in 12 s (3 of 25).',
    );
  });

  it('waits two minutes for its own label after its own delete, each reason by its own clock', async () => {
    const held = refused(400, 'DnsNameLabelAlreadyTaken');
    const busy = refused(409, 'ContainerGroupTransitioning');
    const played = await run([busy, held, held, taken], true);
    expect(played).toMatchObject({ tries: 4, seconds: 22 });
    expect(played.lines).toEqual([
      expect.stringMatching(/another operation on the group is under way; trying again in 12 s \(1 of 25\)/),
      expect.stringMatching(/still holds the DNS label of the deleted group; .* \(1 of 24\)/),
      expect.stringMatching(/still holds the DNS label of the deleted group; .* \(2 of 24\)/),
    ]);
    const given = await run([held], true);
    expect(given).toMatchObject({
      seconds: 120,
      error: { findings: [{ azure: { code: 'DnsNameLabelAlreadyTaken' } }] },
    });
  });

  it('gives a group in transition up after five minutes', async () => {
    const played = await run([refused(409, 'ContainerGroupTransitioning')]);
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
      4,
      /no room in westeurope .*\(cpu 1, memoryInGB 1\).*northeurope, swedencentral, francecentral/,
    ],
    [
      409,
      'ServiceUnavailable',
      "Resource type container group quota 'ContainerGroups' exceeded",
      3,
      /higher quota/,
    ],
    [400, 'ContainerGroupQuotaReached', "quota 'StandardCores' exceeded", 1, /higher quota/],
    [400, 'InaccessibleImage', 'no', 1, /AcrPull/],
    [409, 'RegistryErrorResponse', 'no', 4, /Azure container registry/],
    [409, 'MissingSubscriptionRegistration', 'no', 1, /az provider register/],
    [400, 'DnsNameLabelAlreadyTaken', 'no', 1, /dnsNameLabel/],
    [400, 'InvalidContainerGroupUpdate', 'no', 1, /delete the container group/],
  ])('says what to do about %s %s: %s', async (status, code, message, tries, remedy) => {
    const played = await run([refused(status, code, message)]);
    const times = tries === 1 ? '' : ` (tried ${tries} times)`;
    expect(played.tries).toBe(tries);
    expect(played.error).toMatchObject({
      message: `Could not deploy the container group iris-0a1b2c3d: ${code}: ${message}${times}`,
      findings: [{ remedy: expect.stringMatching(remedy), azure: { code, correlationId: 'c-1' } }],
    });
  });
});
