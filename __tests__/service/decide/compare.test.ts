import type { Container, ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareGroups, describeDifference } from '../../../src/service/decide/compare.ts';
import type { ServiceRequest } from '../../../src/service/types.ts';
import { echoOf } from '../echo.ts';
import { liveGroup, samplePlan } from '../samples.ts';

const { group } = samplePlan();
const live = await echoOf(group);

/** The group with its scoring container changed. */
function scoring(change: (container: Container) => Partial<Container>, of = group): ContainerGroup {
  const [first, ...others] = of.containers;
  if (!first) throw new Error('There is no container.');
  return { ...of, containers: [{ ...first, ...change(first) }, ...others] };
}

function lines(now: ContainerGroup, wanted: ContainerGroup): string[] {
  return compareGroups(now, wanted).map(describeDifference);
}

describe('what Azure fills in', () => {
  it('is no difference', () => {
    expect(live.ipAddress?.fqdn).toBeDefined();
    expect(live.containers[0]?.instanceView).toBeDefined();
    expect(compareGroups(live, group)).toEqual([]);
  });

  it('is none for any service', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{3,30}[a-z0-9]$/);
    const variable = fc.record({
      name: fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,20}$/),
      value: fc.string(),
      secure: fc.boolean(),
    });
    const request = fc.record<Partial<ServiceRequest>>({
      name,
      location: fc.constantFrom('westeurope', 'West Europe'),
      cpu: fc.double({ min: 0.1, max: 4, noNaN: true }),
      memoryInGB: fc.double({ min: 0.1, max: 16, noNaN: true }),
      port: fc.integer({ min: 1024, max: 65_535 }),
      scoringTimeoutMs: fc.integer({ min: 1_000, max: 3_600_000 }),
      variables: fc.uniqueArray(variable, { selector: (each) => each.name, maxLength: 5 }),
      tags: fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.string()),
    });
    await fc.assert(
      fc.asyncProperty(request, fc.option(name), async (changes, label) => {
        const plan = samplePlan({ ...changes, ...(label !== null && { dnsNameLabel: label }) });
        expect(compareGroups(await echoOf(plan.group), plan.group)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  }, 30_000);

  it.each<[string, Partial<ContainerGroup>]>([
    ['a region as people write it', { location: 'West Europe' }],
    ['zones', { zones: ['1'] }],
    ['an empty list', { initContainers: [], subnetIds: [] }],
    ['defaults', { sku: 'Standard', priority: 'Regular', restartPolicy: 'Always' }],
    ['no identity', { identity: { type: 'None' } }],
    [
      'tags that tell where it came from',
      { tags: { ...live.tags, commit: 'x', 'run-url': 'y', repository: 'z', revision: 'r', models: 'm:1' } },
    ],
  ])('is none for %s', (_what, changes) => {
    expect(compareGroups({ ...live, ...changes }, group)).toEqual([]);
  });

  it('is none for an identity in another case, with the ids that Azure gave it', async () => {
    const identity =
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/Puller';
    const plan = samplePlan({ pull: { kind: 'identity', server: 'r.azurecr.io', identity } });
    const shown = await echoOf(plan.group);
    const assigned = { [identity.toLowerCase()]: { principalId: 'p', clientId: 'c' } };
    expect(compareGroups(shown, plan.group)).toEqual([]);
    expect(
      compareGroups(
        { ...shown, identity: { type: 'UserAssigned', userAssignedIdentities: assigned } },
        plan.group,
      ),
    ).toEqual([]);
  });
});

describe('a group', () => {
  it('does not differ from itself', () => {
    const text = fc.string({ maxLength: 8 });
    const container = fc.record({
      name: text,
      image: text,
      command: fc.array(text),
      resources: fc.record({ requests: fc.record({ cpu: fc.double(), memoryInGB: fc.double() }) }),
      environmentVariables: fc.array(fc.record({ name: text, value: text })),
    });
    const any = fc.record({
      location: text,
      osType: fc.constantFrom('Linux', 'Windows'),
      tags: fc.dictionary(text, text),
      containers: fc.array(container),
      volumes: fc.array(fc.record({ name: text, secret: fc.dictionary(text, text) })),
    });
    fc.assert(fc.property(any, (each) => expect(compareGroups(each, each)).toEqual([])));
  });

  it('has one difference for each variable, value and tag that was changed', () => {
    const changes = fc.uniqueArray(fc.constantFrom('LEVEL', 'team', 'image', 'port', 'label'));
    fc.assert(
      fc.property(changes, (changed) => {
        const has = (what: (typeof changed)[number]): boolean => changed.includes(what);
        const other = scoring((container) => ({
          image: has('image') ? 'other@sha256:1' : container.image,
          ports: [{ port: has('port') ? 9 : 5001 }],
          environmentVariables: (container.environmentVariables ?? []).map((each) =>
            has('LEVEL') && each.name === 'LEVEL' ? { name: 'LEVEL', value: 'other' } : each,
          ),
        }));
        const tags = has('team') ? { ...group.tags, team: 'other' } : group.tags;
        const label = has('label') ? 'another-label' : group.ipAddress?.dnsNameLabel;
        const wanted = { ...other, tags, ipAddress: { ...group.ipAddress, dnsNameLabel: label } };
        expect(compareGroups(live, wanted as ContainerGroup)).toHaveLength(changed.length);
      }),
    );
  });
});

describe('a difference', () => {
  const requests = { cpu: 2, memoryInGB: 4 };
  it.each<[string, ContainerGroup, string[]]>([
    [
      'in cpu and memory replaces',
      scoring(() => ({ resources: { requests } })),
      [
        '~ containers[iris].resources.requests.cpu: 1 -> 2  (replaces the container group)',
        '~ containers[iris].resources.requests.memoryInGB: 1.5 -> 4  (replaces the container group)',
      ],
    ],
    [
      'in the region replaces',
      { ...group, location: 'northeurope' },
      ['~ location: westeurope -> northeurope  (replaces the container group)'],
    ],
    [
      'in the restart policy replaces',
      { ...group, restartPolicy: 'Never' },
      ['~ restartPolicy: Always -> Never  (replaces the container group)'],
    ],
    [
      'in the network replaces',
      { ...group, ipAddress: { type: 'Private', ports: [{ port: 80 }] } },
      [
        '~ ipAddress.type: Public -> Private  (replaces the container group)',
        '- ipAddress.dnsNameLabel: iris-0a1b2c3d',
        '- ipAddress.autoGeneratedDomainNameLabelScope: TenantReuse',
      ],
    ],
    [
      'in an image does not',
      scoring(() => ({ image: 'other@sha256:1' })),
      ['~ containers[iris].image: mlregistry.azurecr.io/aci-model-deploy/iris@sha256:0000 -> other@sha256:1'],
    ],
    [
      'in variables names them; a secure value is stars',
      scoring(() => ({
        environmentVariables: [
          { name: 'LEVEL', value: 'info' },
          { name: 'NEW', secureValue: 'hush' },
          { name: 'SCORING_TIMEOUT_MS', value: '61000' },
        ],
      })),
      [
        '~ containers[iris].environmentVariables[LEVEL]: debug -> info',
        '+ containers[iris].environmentVariables[NEW]: ***',
        '- containers[iris].environmentVariables[TOKEN]',
      ],
    ],
    [
      'in the way of pulling has no password',
      {
        ...group,
        imageRegistryCredentials: [{ server: 'mlregistry.azurecr.io', username: 'u', password: 'p' }],
      },
      ['~ imageRegistryCredentials[mlregistry.azurecr.io].username: mlregistry -> u'],
    ],
    ['in a tag', { ...group, tags: { ...group.tags, team: 'birds' } }, ['~ tags[team]: flowers -> birds']],
    ['in a volume', { ...group, volumes: [] }, ['- volumes[front-end].secret: ***']],
  ])('%s', (_what, wanted, expected) => {
    expect(lines(live, wanted)).toEqual(expected);
  });

  it('never shows what somebody put into a variable', () => {
    const byHand = scoring(
      (container) => ({
        environmentVariables: [
          ...(container.environmentVariables ?? []).map((each) =>
            each.name === 'TOKEN' ? { name: 'TOKEN', value: 'was-plain-by-hand' } : each,
          ),
          { name: 'BY_HAND', value: 'hush' },
        ],
      }),
      live,
    );
    expect(lines(byHand, group)).toEqual([
      '~ containers[iris].environmentVariables[TOKEN]: *** -> ***',
      '- containers[iris].environmentVariables[BY_HAND]',
    ]);
  });

  it.each(['Stopped', 'Failed', 'Succeeded'])('replaces nothing in a group that is %s', (state) => {
    const empty = { ...live, instanceView: { state, events: [] } };
    const wanted = scoring(() => ({ resources: { requests } }));
    expect(compareGroups(empty, wanted).map(({ replaces }) => replaces)).toEqual([false, false]);
    expect(compareGroups(empty, { ...group, location: 'northeurope' })[0]?.replaces).toBe(true);
  });

  it('is found in a group that lacks its front end', () => {
    const [first] = liveGroup().containers;
    const without = { ...live, containers: first ? [first] : [] };
    const found = compareGroups(without, group);
    expect(
      found.every(({ path, kind }) => path.startsWith('containers[iris-front-end]') && kind === 'added'),
    ).toBe(true);
    expect(found.some(({ replaces }) => replaces)).toBe(true);
  });
});
