import { describe, expect, it } from '@jest/globals';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import { masksOf } from '../../../src/github/masks.ts';
import type { Before, UnderWay } from '../../../src/phases/cancel/ledger.ts';
import {
  beforeOf,
  completeSavedPull,
  withoutBefore,
  withoutSecrets,
} from '../../../src/phases/cancel/saved.ts';
import { running, liveGroup } from '../../service/samples.ts';

const SECRET = 'a/very+secret~value';
const FORMS = masksOf(SECRET);
const KNOWN = { name: 'iris', scoringPath: '/score' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function group(
  ...environmentVariables: { name: string; value?: string; secureValue?: string }[]
): ContainerGroup {
  const container = { name: 'iris', image: 'x', resources: { requests: { cpu: 1, memoryInGB: 1 } } };
  return { name: 'iris', osType: 'Linux', containers: [{ ...container, environmentVariables }] };
}

function underWay(before: Before): UnderWay {
  return {
    live: { groupName: 'iris', revision: 'new', step: 'write', isProven: false, isKept: false, before },
  };
}

function saved(live: ContainerGroup): UnderWay {
  return withoutSecrets(underWay(beforeOf(live, KNOWN)), FORMS);
}

describe('the state before the run, as it is saved', () => {
  it('holds no instance view and nothing that is secret by its place', () => {
    const live: ContainerGroup = {
      ...liveGroup({}, { iris: running() }),
      imageRegistryCredentials: [{ server: 's', username: 'u', password: SECRET }],
    };
    const text = JSON.stringify(beforeOf(live, KNOWN));
    expect(text).not.toMatch(/instanceView|password|a\/very/);
    expect(text).toContain('"username":"u"');
  });

  it.each([
    ['as it is', SECRET],
    ['in a longer text', `Bearer ${SECRET}!`],
    ['in base64', base64(`user:${SECRET}`)],
    ['in a URL', `https://x/?k=${encodeURIComponent(SECRET)}`],
  ])('keeps only the name of a variable that has a secret %s', (_how, value) => {
    const { live } = saved(group({ name: 'OPEN', value: 'yes' }, { name: 'TOKEN', value }));
    expect(live?.before?.group.containers[0]?.environmentVariables).toEqual([
      { name: 'OPEN', value: 'yes' },
      { name: 'TOKEN' },
    ]);
  });

  it('is not saved at all when a secret stands elsewhere in it', () => {
    const { live } = saved({ ...group(), tags: { note: base64(SECRET) } });
    expect(live).toMatchObject({ groupName: 'iris', isUnsaved: true, before: undefined });
  });

  it('does not take short values for secrets where they are part of others', () => {
    const notes = underWay(
      beforeOf(group({ name: 'A', value: 'linux' }, { name: 'B', value: 'Linux box' }), KNOWN),
    );
    const { live } = withoutSecrets(notes, ['Linux', 'linux']);
    expect(live?.before?.group.containers[0]?.environmentVariables).toEqual([
      { name: 'A' },
      { name: 'B', value: 'Linux box' },
    ]);
  });

  it('is left out where it is too long, and other notes stay', () => {
    const notes = { place: { subscriptionId: 's', resourceGroup: 'r' } };
    expect(withoutBefore(notes)).toBe(notes);
    expect(withoutBefore({ ...notes, ...underWay(beforeOf(group(), KNOWN)) })).toMatchObject({
      ...notes,
      live: { isUnsaved: true, before: undefined },
    });
  });
});

describe('how Azure pulls, as it is saved', () => {
  const server = 'ml.azurecr.io';
  const admin = (): Promise<{ username: string; password: string }> =>
    Promise.resolve({ username: 'ml', password: 'of the admin' });
  const identity = { kind: 'identity', server, identity: '/id' } as const;
  const password = { kind: 'password', server, username: 'u', password: SECRET } as const;
  const complete = (pull: Parameters<typeof beforeOf>[1]['pull'], registryPassword?: string): unknown =>
    completeSavedPull(
      beforeOf(group(), { ...KNOWN, ...(pull && { pull }) }).pull,
      registryPassword === undefined ? {} : { registryPassword },
      admin,
    );

  it('has no password, and gets it again from the inputs or the registry', async () => {
    expect(JSON.stringify(beforeOf(group(), { ...KNOWN, pull: password }))).not.toContain(SECRET);
    expect(await complete(undefined)).toBeUndefined();
    expect(await complete(identity)).toEqual(identity);
    expect(await complete(password, 'from the input')).toEqual({ ...password, password: 'from the input' });
    expect(await complete(password)).toBeUndefined();
    expect(await complete({ ...password, ofRegistry: true })).toEqual({
      kind: 'password',
      server,
      username: 'ml',
      password: 'of the admin',
    });
  });
});
