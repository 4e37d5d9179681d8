import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareGroups } from '../../../src/service/decide/compare.ts';
import { frontEndConfig } from '../../../src/service/plan/front-end-config.ts';
import type { KnownSecrets } from '../../../src/service/plan/previous.ts';
import { planPrevious } from '../../../src/service/plan/previous.ts';
import type { ServiceRequest } from '../../../src/service/types.ts';
import { echoOf } from '../echo.ts';
import { samplePlan, sampleRequest } from '../samples.ts';

const plan = samplePlan();
const live = await echoOf(plan.group);
const known = sampleRequest();
const identity =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller';

/** The keys of a restored group may be others than it had. */
const mark = { path: 'tags[aci-model-deploy-restored]', kind: 'added', to: 'true', replaces: false };

/** The front end's configuration in a group. */
function configOf({ volumes }: ContainerGroup): string {
  return Buffer.from(volumes?.[0]?.secret?.['nginx.conf'] ?? '', 'base64').toString();
}

const { pull: unknown, ...withoutPull } = known;

describe('the previous state', () => {
  it('is what was deployed, with every secret, when this run has the same ones', () => {
    const { plan: previous, lost } = planPrevious(live, known);
    expect(lost).toEqual([]);
    expect(unknown).toBeDefined();
    expect(previous).toMatchObject({
      name: 'iris',
      groupName: 'iris-0a1b2c3d',
      revision: plan.revision,
      healthPath: '/',
      scoringPath: '/score',
      auth: known.auth,
    });
    expect(compareGroups(live, previous.group)).toEqual([mark]);
    expect(configOf(previous.group)).toBe(configOf(plan.group));
    expect(previous.group.imageRegistryCredentials).toEqual(plan.group.imageRegistryCredentials);
    expect(previous.group.containers[0]?.environmentVariables).toEqual(
      plan.group.containers[0]?.environmentVariables,
    );
  });

  it('is so for any service', async () => {
    const changes = fc.record<Partial<ServiceRequest>>({
      scoringTimeoutMs: fc.integer({ min: 1_000, max: 3_600_000 }),
      port: fc.integer({ min: 1024, max: 65_535 }),
      healthPath: fc.constantFrom('/', '/healthz'),
      scoringPath: fc.constantFrom('/score', '/v2/predict'),
      auth: fc.constantFrom<ServiceRequest['auth']>({ enabled: false }, known.auth),
      variables: fc.constantFrom<ServiceRequest['variables']>([], known.variables, [
        { name: 'SCORING_TIMEOUT_MS', value: '5', secure: false },
      ]),
      pull: fc.constantFrom<NonNullable<ServiceRequest['pull']>>(
        { kind: 'identity', server: 'r.azurecr.io', identity },
        { kind: 'password', server: 'r.azurecr.io', username: 'u', password: 'p' },
      ),
    });
    await fc.assert(
      fc.asyncProperty(changes, async (given) => {
        const request = sampleRequest(given);
        const deployed = samplePlan(given);
        const shown = await echoOf(deployed.group);
        const { plan: previous, lost } = planPrevious(shown, request);
        expect(lost).toEqual([]);
        const marked = request.auth.enabled ? [mark] : [];
        expect(compareGroups(shown, await echoOf(previous.group))).toEqual(marked);
        expect([previous.healthPath, previous.scoringPath, previous.auth]).toEqual([
          request.healthPath,
          request.scoringPath,
          request.auth,
        ]);
        const inSeconds = Math.ceil(request.scoringTimeoutMs / 1000) * 1000;
        const own = given.variables?.some(({ name }) => name === 'SCORING_TIMEOUT_MS');
        const scoringTimeoutMs = own ? inSeconds : request.scoringTimeoutMs;
        const { revision } = deployed;
        expect(configOf(previous.group)).toBe(frontEndConfig({ ...request, scoringTimeoutMs, revision }));
      }),
      { numRuns: 15 },
    );
  }, 30_000);

  it('keeps its own values where this run has others', () => {
    const { plan: previous } = planPrevious(live, sampleRequest({ scoringPath: '/other', port: 8080 }));
    expect(previous.scoringPath).toBe('/score');
    expect(previous.group.containers[0]?.ports).toEqual([{ port: 5001, protocol: 'TCP' }]);
    expect(configOf(previous.group)).toContain('server 127.0.0.1:5001;');
  });

  it("has this run's keys, because Azure does not tell the old ones", () => {
    const { plan: previous, lost } = planPrevious(
      live,
      sampleRequest({ auth: { enabled: true, primaryKey: 'Renewed-Key-0123456789' } }),
    );
    expect(lost).toEqual([]);
    expect(configOf(previous.group)).toContain('Renewed');
    expect(configOf(previous.group)).not.toContain('PrimaryKey');
  });

  it('asks for no key where it asked for none', async () => {
    const open = await echoOf(samplePlan({ auth: { enabled: false } }).group);
    expect(planPrevious(open, known).plan.auth).toEqual({ enabled: false });
  });

  it('is pulled as this run pulls, when that is by an identity now', () => {
    const pull = { kind: 'identity', server: 'MLRegistry.azurecr.io', identity } as const;
    const { plan: previous, lost } = planPrevious(live, sampleRequest({ pull }));
    expect(lost).toEqual([]);
    expect(previous.group).toMatchObject({
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      imageRegistryCredentials: [{ server: 'mlregistry.azurecr.io', identity }],
    });
  });
});

describe('what is lost', () => {
  it.each<[string, KnownSecrets, string[]]>([
    ['a secure variable', { ...known, variables: [] }, ['the secure variable TOKEN of the container iris']],
    ['the password of the registry', withoutPull, ['the password of the registry mlregistry.azurecr.io']],
    [
      'the keys',
      { ...known, auth: { enabled: false } },
      ['the keys: this run has none, so that anybody may call the service'],
    ],
  ])('is named: %s', (_what, secrets, lost) => {
    const previous = planPrevious(live, secrets);
    expect(previous.lost).toEqual(lost);
    expect(previous.plan.group.containers).toHaveLength(2);
  });

  it('is named: what somebody put in by hand', () => {
    const volumes = [
      ...(live.volumes ?? []),
      { name: 'certificates', secret: {} },
      { name: 'share', azureFile: { shareName: 's', storageAccountName: 'account1' } },
    ];
    expect(planPrevious({ ...live, volumes }, known).lost).toEqual([
      'the files of the secret volume certificates',
      'the key of the storage account account1',
    ]);
  });
});
