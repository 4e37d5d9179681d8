import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import type { DecisionRequest } from '../../../src/service/decide/decide.ts';
import { decide, decideUpdate } from '../../../src/service/decide/decide.ts';
import { echoOf } from '../echo.ts';
import { samplePlan, waiting } from '../samples.ts';

const plan = samplePlan();
const live = await echoOf(plan.group);

function decided(changes: Partial<DecisionRequest> = {}): ReturnType<typeof decide> {
  return decide({ live, plan, redeploy: 'if-changed', strategy: 'verified', ...changes });
}

function tagged(tags: Record<string, string | undefined>): ContainerGroup {
  const all = Object.entries({ ...live.tags, ...tags }).filter(
    (tag): tag is [string, string] => tag[1] !== undefined,
  );
  return { ...live, tags: Object.fromEntries(all) };
}

const [scoring, ...others] = live.containers;
const waits = { ...live, containers: scoring ? [{ ...scoring, instanceView: waiting() }, ...others] : [] };

describe('decide', () => {
  it('creates what is not there', () => {
    expect(decided({ live: undefined })).toEqual({ kind: 'create' });
    expect(decided({ live: undefined, redeploy: 'always' })).toEqual({ kind: 'create' });
  });

  it('leaves alone what is as it should be', () => {
    expect(decided()).toEqual({ kind: 'unchanged' });
  });

  it.each<[string, ContainerGroup]>([
    ['a tag that Azure Policy adds', tagged({ 'cost-center': '42' })],
    [
      'Log Analytics that Azure Policy adds',
      { ...live, diagnostics: { logAnalytics: { workspaceId: 'w', workspaceKey: '' } } },
    ],
    ['another run that deployed the same', tagged({ commit: 'c', 'run-url': 'u', repository: 'r' })],
  ])('leaves alone %s', (_what, group) => {
    expect(decided({ live: group })).toEqual({ kind: 'unchanged' });
  });

  const revisionReason = 'the desired state has changed';
  it.each<[string, Partial<DecisionRequest>, 'update' | 'replace', string[]]>([
    ['redeploy: always', { redeploy: 'always' }, 'update', ['redeploy is "always"']],
    [
      'another variable',
      { plan: samplePlan({ variables: [{ name: 'LEVEL', value: 'info', secure: false }] }) },
      'update',
      [revisionReason],
    ],
    [
      'another key',
      { plan: samplePlan({ auth: { enabled: true, primaryKey: 'Another-Key-0123456789' } }) },
      'update',
      [
        'something that Azure does not show has changed: a key, a secure variable, the password of the registry or the configuration of the front end',
      ],
    ],
    [
      'more cores',
      { plan: samplePlan({ cpu: 2 }) },
      'replace',
      [revisionReason, 'Azure does not change containers[iris].resources.requests.cpu in place (1 -> 2)'],
    ],
    [
      'a tag changed by hand',
      { live: tagged({ team: 'birds' }) },
      'update',
      ['the container group was changed since it was deployed: tags[team]'],
    ],
    [
      'a tag deleted by hand',
      { live: tagged({ team: undefined }) },
      'update',
      ['the container group was changed since it was deployed: tags[team]'],
    ],
    [
      'no revision',
      { live: tagged({ revision: undefined }) },
      'update',
      ['the container group has no revision'],
    ],
    [
      'a group that was rolled back',
      { live: tagged({ 'aci-model-deploy-restored': 'true' }) },
      'update',
      ['the container group was put back by a rollback, perhaps with other secrets'],
    ],
    [
      'a deployment under way',
      { live: { ...live, provisioningState: 'Pending' } },
      'update',
      ['the provisioning state of the container group is Pending'],
    ],
    ['a container that does not run', { live: waits }, 'update', ['the container iris is Waiting']],
    [
      'a stopped group',
      { live: { ...live, instanceView: { state: 'Stopped', events: [] } } },
      'update',
      ['the container group is stopped'],
    ],
  ])('writes for %s, and says so', (_what, changes, kind, reasons) => {
    expect(decided(changes)).toMatchObject({ kind, reasons });
  });

  describe('with redeploy: if-unhealthy', () => {
    const other = samplePlan({ variables: [] });
    const unhealthy = (changes: Partial<DecisionRequest> = {}): ReturnType<typeof decide> =>
      decided({ redeploy: 'if-unhealthy', ...changes });

    it('creates what is not there, and leaves alone what is as it should be', () => {
      expect(unhealthy({ live: undefined })).toEqual({ kind: 'create' });
      expect(unhealthy()).toEqual({ kind: 'unchanged' });
    });

    it.each<[string, Partial<DecisionRequest>, string]>([
      ['another state', { plan: other }, revisionReason],
      [
        'a tag changed by hand',
        { live: tagged({ team: 'birds' }) },
        'the container group was changed since it was deployed: tags[team]',
      ],
      ['no revision', { live: tagged({ revision: undefined }) }, 'the container group has no revision'],
    ])('lets %s wait', (_what, changes, reason) => {
      expect(unhealthy(changes)).toMatchObject({ kind: 'unchanged', waiting: { reasons: [reason] } });
    });

    it('says which differences wait', () => {
      expect(unhealthy({ live: tagged({ team: 'birds' }) })).toMatchObject({
        waiting: { differences: [{ path: 'tags[team]', from: 'birds', to: 'flowers' }] },
      });
    });

    it.each<[string, ContainerGroup, string]>([
      ['does not run', waits, 'the container iris is Waiting'],
      [
        'is stopped',
        { ...live, instanceView: { state: 'Stopped', events: [] } },
        'the container group is stopped',
      ],
      [
        'failed',
        { ...live, provisioningState: 'Failed' },
        'the provisioning state of the container group is Failed',
      ],
    ])('writes a service that %s, with all that differs', (_what, group, reason) => {
      expect(unhealthy({ live: group })).toMatchObject({ kind: 'update', reasons: [reason] });
      expect(unhealthy({ live: group, plan: other })).toMatchObject({
        kind: 'update',
        reasons: [reason, revisionReason],
      });
    });
  });

  it('replaces a group whose cores were changed by hand', () => {
    const small = scoring && { ...scoring, resources: { requests: { cpu: 0.9, memoryInGB: 1.5 } } };
    expect(decided({ live: { ...live, containers: small ? [small, ...others] : [] } })).toMatchObject({
      kind: 'replace',
      differences: [
        { path: 'containers[iris].resources.requests.cpu', from: '0.9', to: '1', replaces: true },
      ],
    });
  });
});

describe('a candidate', () => {
  it.each<[string, Partial<DecisionRequest>, boolean]>([
    ['is there for a verified update', {}, true],
    ['is there for a group that starts badly', { live: waits }, true],
    ['is not there in place', { strategy: 'in-place' }, false],
    [
      'is not there for a stopped group',
      { live: { ...live, instanceView: { state: 'Stopped', events: [] } } },
      false,
    ],
    ['is not there for a failed group', { live: { ...live, provisioningState: 'Failed' } }, false],
  ])('%s', (_what, changes, candidate) => {
    expect(decided({ redeploy: 'always', ...changes })).toMatchObject({ candidate });
  });
});

describe('decideUpdate', () => {
  it('writes what was to wait as well', () => {
    const waiting = { differences: [], reasons: ['the desired state has changed'] };
    expect(decideUpdate({ kind: 'unchanged', waiting }, live, plan, 'in-place', 'no answer')).toMatchObject({
      kind: 'update',
      reasons: ['no answer', 'the desired state has changed'],
      candidate: false,
    });
  });

  it('gives its own reason, and the differences all the same', () => {
    const reason = 'the service does not answer';
    const group = tagged({ team: 'birds' });
    expect(decideUpdate({ kind: 'unchanged' }, group, plan, 'verified', reason)).toEqual({
      kind: 'update',
      differences: [{ path: 'tags[team]', kind: 'changed', from: 'birds', to: 'flowers', replaces: false }],
      reasons: ['the service does not answer'],
      candidate: true,
    });
  });
});
