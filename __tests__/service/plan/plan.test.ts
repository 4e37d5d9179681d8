import type { Container } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frontEndConfig } from '../../../src/service/plan/front-end-config.ts';
import { containerGroupName, frontEndName } from '../../../src/service/plan/names.ts';
import { maskPlan, planService } from '../../../src/service/plan/plan.ts';
import { canonicalJson } from '../../../src/service/plan/revision.ts';
import type { ServiceRequest } from '../../../src/service/types.ts';
import { samplePlan, sampleRequest } from '../samples.ts';

const scoring = (changes: Partial<ServiceRequest>): Container | undefined =>
  samplePlan(changes).group.containers[0];

describe('the plan', () => {
  it('is the whole group', () => {
    const plan = samplePlan();
    expect(maskPlan(plan)).toMatchSnapshot();
    expect(plan).toMatchObject({
      name: 'iris',
      groupName: 'iris-0a1b2c3d',
      healthPath: '/',
      scoringPath: '/score',
      findings: [],
    });
    expect(plan.revision).toMatch(/^[0-9a-f]{16}$/);
    expect(plan.group.tags?.['revision']).toBe(plan.revision);
  });

  it('puts its revision into the front end', () => {
    const request = sampleRequest();
    const plan = samplePlan();
    const config = Buffer.from(plan.group.volumes?.[0]?.secret?.['nginx.conf'] ?? '', 'base64').toString();
    expect(config).toBe(frontEndConfig({ ...request, revision: plan.revision }));
  });

  it('opens port 80 only, and never the port of the scoring container', () => {
    const { ipAddress, containers } = samplePlan().group;
    expect(ipAddress?.ports).toEqual([{ port: 80, protocol: 'TCP' }]);
    expect(containers.map(({ ports }) => ports?.[0]?.port)).toEqual([5001, 80]);
  });

  it('pulls with a password, an identity, or nothing', () => {
    expect(samplePlan().group).toMatchObject({
      imageRegistryCredentials: [
        { server: 'mlregistry.azurecr.io', username: 'mlregistry', password: 'registry-password-1' },
      ],
    });
    const identity =
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller';
    const byIdentity = samplePlan({ pull: { kind: 'identity', server: 'r.azurecr.io', identity } }).group;
    expect(byIdentity.identity).toEqual({ type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } });
    expect(byIdentity.imageRegistryCredentials).toEqual([{ server: 'r.azurecr.io', identity }]);
    const { pull, ...open } = sampleRequest();
    expect(pull).toBeDefined();
    const { group } = planService(open);
    expect([group.identity, group.imageRegistryCredentials]).toEqual([undefined, undefined]);
  });

  it.each([
    [60_000, 66, '61000', undefined],
    [1_500, 8, '2500', undefined],
    [600_000, 606, '601000', '601'],
  ])(
    'lets probes wait longer than a request of %s ms may take',
    (scoringTimeoutMs, timeoutSeconds, serverTimeout, workerTimeout) => {
      const container = scoring({ scoringTimeoutMs, port: 8080, healthPath: '/live' });
      const httpGet = { path: '/live', port: 8080, scheme: 'http' };
      expect(container?.readinessProbe).toMatchObject({ httpGet, timeoutSeconds, initialDelaySeconds: 0 });
      expect(container?.livenessProbe).toMatchObject({ httpGet, timeoutSeconds, initialDelaySeconds: 310 });
      const value = (name: string): string | undefined =>
        container?.environmentVariables?.find((each) => each.name === name)?.value;
      expect(value('SCORING_TIMEOUT_MS')).toBe(serverTimeout);
      expect(value('WORKER_TIMEOUT')).toBe(workerTimeout);
    },
  );

  it('leaves the user the last word on variables', () => {
    const container = scoring({ variables: [{ name: 'SCORING_TIMEOUT_MS', value: '5', secure: false }] });
    expect(container?.environmentVariables).toEqual([{ name: 'SCORING_TIMEOUT_MS', value: '5' }]);
  });
});

describe('cpu and memory', () => {
  it.each([
    [
      { cpu: 0.1, memoryInGB: 0.5 },
      { cpu: 0.9, memoryInGB: 0.5 },
      [
        'The cpu of the scoring container is raised from 0.1 to 0.9: a container group needs 1 CPU in all, and the front end takes 0.1 CPU.',
      ],
    ],
    [
      { cpu: 0.9, memoryInGB: 0.4 },
      { cpu: 0.9, memoryInGB: 0.5 },
      [
        'The memoryInGB of the scoring container is raised from 0.4 to 0.5: a container group needs 1 GB in all, and the front end takes 0.5 GB.',
      ],
    ],
    [
      { cpu: 2, memoryInGB: 1.25 },
      { cpu: 2, memoryInGB: 1.3 },
      ['The memoryInGB of the scoring container is raised from 1.25 to 1.3: Azure counts no finer.'],
    ],
    [
      { cpu: 1.005, memoryInGB: 1.1 },
      { cpu: 1.01, memoryInGB: 1.1 },
      ['The cpu of the scoring container is raised from 1.005 to 1.01: Azure counts no finer.'],
    ],
    [{ cpu: 4, memoryInGB: 16 }, { cpu: 4, memoryInGB: 16 }, []],
  ])('%j become %j', (asked, planned, messages) => {
    const plan = samplePlan(asked);
    expect(plan.group.containers[0]?.resources.requests).toEqual(planned);
    expect(plan.findings.map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
      messages.map((message) => `notice: ${message}`),
    );
  });
});

describe('the name in DNS', () => {
  it.each([
    [{}, 'iris-0a1b2c3d', 'TenantReuse'],
    [{ dnsNameLabel: 'flowers' }, 'flowers', 'Unsecure'],
    [{ groupName: '0iris' }, 'aci-0iris', 'TenantReuse'],
    [{ groupName: 'abc' }, 'aci-abc', 'TenantReuse'],
    [{ groupName: `0${'x'.repeat(57)}-yyyy` }, `aci-0${'x'.repeat(57)}`, 'TenantReuse'],
  ])('of %j is %s with scope %s', (changes, dnsNameLabel, autoGeneratedDomainNameLabelScope) => {
    expect(samplePlan(changes).group.ipAddress).toMatchObject({
      dnsNameLabel,
      autoGeneratedDomainNameLabelScope,
    });
  });

  it.each(['ab', 'Iris-prod', '1iris', 'iris-', 'i_ris', 'x'.repeat(64)])('may not be %s', (dnsNameLabel) => {
    expect(samplePlan({ dnsNameLabel }).findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        input: 'deployment-config',
        message: expect.stringContaining('dnsNameLabel'),
      }),
    ]);
  });
});

describe('tags', () => {
  it("are the Action's and the user's", () => {
    expect(Object.keys(samplePlan().group.tags ?? {}).sort()).toEqual([
      'aci-model-deploy-auth',
      'aci-model-deploy-salt',
      'aci-model-deploy-scoring-path',
      'base-image',
      'commit',
      'image',
      'managed-by',
      'models',
      'repository',
      'revision',
      'run-url',
      'service',
      'team',
      'workspace',
    ]);
  });

  it('of a preview say whose it is and when it may go', () => {
    const preview = { of: 'octo-org/iris#12', expires: Date.UTC(2026, 10, 3, 4, 5) };
    const added = { preview: 'octo-org/iris#12', expires: '2026-11-03T04:05:00.000Z' };
    const { tags } = samplePlan({ preview }).group;
    expect(tags).toMatchObject(added);
    expect(Object.keys(tags ?? {}).sort()).toEqual(
      [...Object.keys(samplePlan().group.tags ?? {}), ...Object.keys(added)].sort(),
    );
  });

  it("of the Action's own are cut to Azure's 256 characters", () => {
    const workspace = `/subscriptions/${'x'.repeat(300)}`;
    expect(samplePlan({ workspace }).group.tags?.['workspace']).toBe(workspace.slice(0, 256));
  });
});

describe('the revision', () => {
  const revision = (changes: Partial<ServiceRequest> = {}): string => samplePlan(changes).revision;

  it('is the same for the same state, whatever the tags say that only tell about it', () => {
    expect(revision({ models: [], baseImage: 'other' })).toBe(revision());
    expect(
      revision({ provenance: { repository: 'org/renamed', commit: 'other', runUrl: 'https://other' } }),
    ).toBe(revision());
  });

  it('of a preview does not change with the time when it may go', () => {
    const of = 'octo-org/iris#12';
    expect(revision({ preview: { of, expires: 1 } })).toBe(revision({ preview: { of, expires: 2 } }));
  });

  it.each<[string, Partial<ServiceRequest>]>([
    ['preview', { preview: { of: 'octo-org/iris#12', expires: 1 } }],
    ['image', { image: 'mlregistry.azurecr.io/aci-model-deploy/iris@sha256:1111' }],
    ['cpu', { cpu: 2 }],
    [
      'plain variable',
      {
        variables: [
          { name: 'LEVEL', value: 'info', secure: false },
          { name: 'TOKEN', value: 'secure-variable-1', secure: true },
        ],
      },
    ],
    [
      'secure variable',
      {
        variables: [
          { name: 'LEVEL', value: 'debug', secure: false },
          { name: 'TOKEN', value: 'another', secure: true },
        ],
      },
    ],
    ['key', { auth: { enabled: true, primaryKey: 'Another-Key-0123456789' } }],
    ['keys off', { auth: { enabled: false } }],
    [
      'registry password',
      {
        pull: {
          kind: 'password',
          server: 'mlregistry.azurecr.io',
          username: 'mlregistry',
          password: 'another',
        },
      },
    ],
    ['label', { dnsNameLabel: 'flowers' }],
    ['user tag', { tags: { team: 'trees' } }],
    ['health path', { healthPath: '/live' }],
    ['scoring time-out', { scoringTimeoutMs: 30_000 }],
    ['salt', { salt: 'another' }],
  ])('changes with the %s', (_what, changes) => {
    expect(revision(changes)).not.toBe(revision());
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('secrets', () => {
  it('appear neither in the printed plan nor in the tags, in plain or in base64', () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9+/=._-]{16,40}$/);
    fc.assert(
      fc.property(secret, secret, secret, secret, (primaryKey, secondaryKey, password, value) => {
        const plan = samplePlan({
          auth: { enabled: true, primaryKey, secondaryKey },
          pull: { kind: 'password', server: 'r.azurecr.io', username: 'u', password },
          variables: [{ name: 'SECRET', value, secure: true }],
        });
        const open = maskPlan(plan) + JSON.stringify(plan.group.tags);
        for (const each of [primaryKey, secondaryKey, password, value]) {
          expect(open).not.toContain(each);
          // Base64 of the same text at each of the three places it can begin at within a longer one.
          for (let shift = 0; shift < 3; shift += 1) {
            const encoded = Buffer.from(' '.repeat(shift) + each).toString('base64');
            expect(open).not.toContain(encoded.slice(4, -4));
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('names', () => {
  it('tell services of two workspaces apart, whatever the case of the id', () => {
    const id = '/subscriptions/S/resourceGroups/RG/providers/Microsoft.MachineLearningServices/workspaces/WS';
    expect(containerGroupName('iris', id)).toMatch(/^iris-[0-9a-f]{8}$/);
    expect(containerGroupName('iris', id.toLowerCase())).toBe(containerGroupName('iris', id));
    expect(containerGroupName('iris', `${id}2`)).not.toBe(containerGroupName('iris', id));
  });

  it('never give the front end the name of the scoring container', () => {
    expect(frontEndName('front-end')).not.toBe('front-end');
    expect(frontEndName('x'.repeat(32)).length).toBeLessThanOrEqual(63);
  });
});
