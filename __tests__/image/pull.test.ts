import { describe, expect, it } from '@jest/globals';
import { pinImage } from '../../src/image/pin.ts';
import type { PullRequest } from '../../src/image/pull.ts';
import { checkPullInputs, completePull, resolvePull } from '../../src/image/pull.ts';
import { parseImageReference } from '../../src/image/reference.ts';
import type { ImageReference, Registry } from '../../src/image/types.ts';
import { DIGEST, fakeRegistry, findingsOf } from './fakes.ts';

const identity =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller';
const admin = { username: 'mlregistry', password: 'secret' };

function reference(text: string): ImageReference {
  const ref = parseImageReference(text);
  if (!ref) throw new Error(text);
  return ref;
}

function registry(more: Partial<Registry> = {}): Registry {
  return {
    ...fakeRegistry({ lookups: ['absent'] }),
    adminUser: admin.username,
    adminCredential: () => Promise.resolve(admin),
    ...more,
  };
}

function resolve(image: string, more: Omit<PullRequest, 'image'> = {}): ReturnType<typeof resolvePull> {
  return resolvePull({ image: reference(image), ...more });
}

/** As findingsOf takes it. */
function promised(image: string, more: Omit<PullRequest, 'image'>): Promise<unknown> {
  return Promise.resolve().then(() => resolve(image, more));
}

const own = 'mlregistry.azurecr.io/aci-model-deploy/iris:1';
const server = 'mlregistry.azurecr.io';

describe('resolvePull', () => {
  it.each<[string, string, Omit<PullRequest, 'image'>, unknown]>([
    [
      'the identity first',
      own,
      { registry: registry(), identity, ...admin },
      { kind: 'identity', server, identity },
    ],
    [
      'then the password',
      own,
      { registry: registry(), username: 'u', password: 'p' },
      { kind: 'password', server, username: 'u', password: 'p' },
    ],
    [
      'then the admin user, whose password is read later',
      own,
      { registry: registry() },
      { kind: 'password', server, username: admin.username, password: '', ofRegistry: true },
    ],
    ['nothing where everybody may pull', own, { registry: registry({ anonymousPull: true }) }, undefined],
    ['nothing for Microsoft', 'mcr.microsoft.com/azureml/x', { registry: registry() }, undefined],
    ['nothing for Docker Hub', 'nginx', { registry: registry() }, undefined],
    ['nothing for GitHub', 'ghcr.io/o/r:1', {}, undefined],
    [
      'a password for Docker Hub',
      'me/private',
      { username: 'u', password: 'p' },
      { kind: 'password', server: 'docker.io', username: 'u', password: 'p' },
    ],
    [
      'an identity for another Azure registry',
      'other.azurecr.cn/x',
      { identity },
      { kind: 'identity', server: 'other.azurecr.cn', identity },
    ],
  ])('takes %s', (_what, image, request, pull) => {
    expect(resolve(image, request)).toEqual({ ...(pull !== undefined && { pull }), findings: [] });
  });

  it("never gives one registry's admin user to another", async () => {
    const [finding] = await findingsOf(promised('other.azurecr.io/x', { registry: registry() }));
    expect(finding?.message).toBe(
      'There is no way to pull other.azurecr.io/x: other.azurecr.io needs a sign-in.',
    );
  });

  it('says the three ways when there is none', async () => {
    const without = registry({ adminUser: undefined });
    const [finding] = await findingsOf(promised(own, { registry: without }));
    expect(finding?.message).toContain('its admin user is switched off');
    for (const way of [
      'registry-identity',
      'role AcrPull on mlregistry.azurecr.io',
      'registry-username and registry-password',
      'admin user',
    ]) {
      expect(finding?.remedy).toContain(way);
    }
  });

  it.each([['nginx'], ['mcr.microsoft.com/x/y']])('says that an identity does nothing for %s', (image) => {
    const { pull, findings } = resolve(image, { identity });
    expect(pull).toBeUndefined();
    expect(findings).toEqual([expect.objectContaining({ severity: 'notice', input: 'registry-identity' })]);
  });
});

describe('completePull', () => {
  it("reads the password of the registry's admin user", async () => {
    const { pull } = resolve(own, { registry: registry() });
    expect(await completePull(pull, registry())).toMatchObject({ kind: 'password', server, ...admin });
  });

  it.each([
    ['an identity', { kind: 'identity', server, identity }],
    ["the user's password", { kind: 'password', server, username: 'u', password: 'p' }],
    ['nothing', undefined],
  ] as const)('leaves %s as it is and asks nobody', async (_what, pull) => {
    const silent = registry({ adminCredential: () => Promise.reject(new Error('not expected')) });
    expect(await completePull(pull, silent)).toBe(pull);
  });

  it('says when the admin user is gone by then', async () => {
    const { pull } = resolve(own, { registry: registry() });
    const gone = registry({ adminCredential: () => Promise.resolve(undefined) });
    const [finding] = await findingsOf(completePull(pull, gone));
    expect(finding?.message).toBe(`The admin user of ${server} was switched off during the run.`);
  });
});

describe('checkPullInputs', () => {
  it.each([
    [{}, []],
    [{ registryIdentity: identity }, []],
    [{ registryUsername: 'u', registryPassword: 'p' }, []],
    [{ registryUsername: 'u' }, ['registry-password']],
    [{ registryPassword: 'p' }, ['registry-username']],
    [{ registryIdentity: 'puller' }, ['registry-identity']],
    [{ registryIdentity: '[system]', registryPassword: 'p' }, ['registry-identity', 'registry-username']],
  ])('%j', (inputs, atFault) => {
    const findings = checkPullInputs(inputs);
    expect(findings.map((finding) => finding.input)).toEqual(atFault);
    expect(findings.every((finding) => finding.severity === 'error' && finding.remedy)).toBe(true);
    expect(JSON.stringify(findings)).not.toContain('"p"');
  });
});

describe('pinImage', () => {
  it.each([
    ['puts the digest in place of the tag', own, { digest: DIGEST }, `${own.slice(0, -2)}@${DIGEST}`],
    ['leaves what may not be read', own, 'unreadable', own],
    ['leaves another registry alone', 'other.azurecr.io/x:1', { digest: DIGEST }, 'other.azurecr.io/x:1'],
    [
      'leaves a digest alone',
      `mlregistry.azurecr.io/x@${DIGEST}`,
      'absent',
      `mlregistry.azurecr.io/x@${DIGEST}`,
    ],
  ] as const)('%s', async (_what, image, lookup, expected) => {
    expect(await pinImage(reference(image), fakeRegistry({ lookups: [lookup] }))).toEqual(
      reference(expected),
    );
  });

  it('refuses an image that is not there', async () => {
    const [finding] = await findingsOf(pinImage(reference(own), fakeRegistry({ lookups: ['absent'] })));
    expect(finding).toMatchObject({ input: 'image', message: `The registry ${server} has no image ${own}.` });
  });

  it('asks for latest where no tag is named', async () => {
    const asked = fakeRegistry({ lookups: ['unreadable'] });
    await pinImage(reference('mlregistry.azurecr.io/x'), asked);
    expect(asked.calls).toEqual(['digestOf x:latest']);
  });
});
