import { describe, expect, it } from '@jest/globals';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import { AzureError } from '../../src/azure/azure-error.ts';
import type { GitHubApi } from '../../src/github/api.ts';
import { createRun } from '../../local-github/seed.ts';
import { useGitHub } from '../local-github/client.ts';
import type { Bench } from '../local-github/client.ts';
import { localApi } from '../github/local-api.ts';
import { judge, MAX_RUN_MS } from '../../src/prune/judge.ts';
import type { Verdict } from '../../src/prune/judge.ts';
import { selectPrunable } from '../../src/prune/select.ts';
import { tellUnknown } from '../../src/prune/unknown.ts';
import { NOW, REPOSITORY, candidate, preview } from './sample.ts';

const open = useGitHub();
const START: Parameters<typeof open>[0] = { repository: REPOSITORY, settings: { private: true } };

type Read = (name: string) => Promise<ContainerGroup | undefined>;

/** A group as it is read by itself: its first event was so many hours ago. */
function born(hours: number): Read {
  const firstTimestamp = new Date(NOW - hours * 3_600_000);
  const events = [{ name: 'Pulling', firstTimestamp, lastTimestamp: new Date(NOW) }];
  const container = { name: 'iris', image: 'x', resources: { requests: { cpu: 1, memoryInGB: 1 } } };
  const found = { ...candidate(), containers: [{ ...container, instanceView: { events } }] };
  return () => Promise.resolve(found);
}

const unread: Read = () => Promise.reject(new Error('not expected'));

async function verdictOf(
  group: ContainerGroup,
  github: GitHubApi | undefined,
  read: Read = unread,
): Promise<Verdict> {
  const [prunable] = selectPrunable([group], REPOSITORY);
  if (!prunable) throw new Error('The group may not be pruned.');
  return (await judge(prunable, { now: NOW, github, read })).verdict;
}

describe('a preview', () => {
  const expired = preview(12, { expires: new Date(NOW).toISOString() });

  it('goes when its time is over, whoever answers', async () => {
    const reason = 'it expired at 2026-11-10T12:00:00.000Z';
    expect(await verdictOf(expired, undefined)).toEqual({ goes: true, reason });
  });

  it.each<[string, (bench: Bench) => unknown, Verdict]>([
    ['open', () => undefined, { goes: false, reason: 'the pull request 12 is open' }],
    [
      'open, from a fork',
      ({ github }) => github.openPullRequest({ number: 12, from: 'fork' }),
      { goes: false, reason: 'the pull request 12 is open' },
    ],
    [
      'open, from a fork that is gone',
      ({ github }) => github.openPullRequest({ number: 12, from: 'fork', head: { repository: null } }),
      { goes: false, reason: 'the pull request 12 is open' },
    ],
    [
      'closed',
      ({ github }) => github.openPullRequest({ number: 12, state: 'closed' }),
      { goes: true, reason: 'the pull request 12 is closed' },
    ],
    [
      'merged',
      ({ github }) => github.openPullRequest({ number: 12, merged: true }),
      { goes: true, reason: 'the pull request 12 is closed' },
    ],
    ['gone', ({ github }) => github.pulls.delete(12), { goes: true, reason: 'there is no pull request 12' }],
    [
      'without its branch',
      ({ github }) => github.branches.delete('better-model'),
      { goes: true, reason: 'the branch better-model of the pull request 12 is gone' },
    ],
    [
      'on a branch with a slash',
      ({ github }) => github.openPullRequest({ number: 12, head: { ref: 'feature/better' } }),
      { goes: false, reason: 'the pull request 12 is open' },
    ],
  ])('whose pull request is %s', async (_what, prepare, expected) => {
    const bench = open(START);
    prepare(bench);
    expect(await verdictOf(preview(12), localApi(bench.github))).toEqual(expected);
  });
});

describe('a candidate', () => {
  it.each<[string, number, Partial<Parameters<typeof createRun>[0]>, Verdict]>([
    ['goes on', 100, {}, { goes: false, reason: 'its run 100 goes on' }],
    ['waits', 100, { status: 'queued' }, { goes: false, reason: 'its run 100 goes on' }],
    [
      'has ended',
      100,
      { status: 'completed', conclusion: 'failure' },
      { goes: true, reason: 'its run 100 has ended' },
    ],
    ['is run again', 100, { attempt: 2 }, { goes: true, reason: 'its run 100 has ended' }],
    ['is gone', 99, {}, { goes: true, reason: 'its run 100 has ended' }],
  ])('whose run %s', async (_what, id, run, expected) => {
    const { github } = open(START);
    github.runs.set(id, createRun({ id, ...run }));
    expect(await verdictOf(candidate(), localApi(github))).toEqual(expected);
  });

  it.each<[string, Read, boolean]>([
    ['old', born(MAX_RUN_MS / 3_600_000 + 0.1), true],
    ['not so old', born(MAX_RUN_MS / 3_600_000 - 0.1), false],
    ['of no known age', () => Promise.resolve(candidate()), false],
    ['gone', () => Promise.resolve(undefined), false],
  ])('of no run goes by its age: %s', async (_what, read, goes) => {
    const { github } = open(START);
    const verdict = await verdictOf(candidate({ 'candidate-run': 'salt' }), localApi(github), read);
    expect(verdict).toEqual({
      goes,
      reason: goes
        ? 'it is older than 7 hours, and no run takes so long'
        : 'it is not known to be older than 7 hours',
    });
  });

  it('that Azure does not tell about ends the run', async () => {
    const refusal = new AzureError({ doing: 'read', status: 500, code: '', message: '' });
    await expect(verdictOf(candidate(), undefined, () => Promise.reject(refusal))).rejects.toBe(refusal);
  });
});

describe('what GitHub does not tell', () => {
  it.each<[string, (bench: Bench) => unknown]>([
    ['without the permission', ({ github }) => (tokenOf(github).permissions = {})],
    ['to a token of another repository', ({ github }) => (tokenOf(github).seesRepository = false)],
    ['with a fault', ({ github }) => github.faults.add({ error: 'ServerError' })],
    ['without an answer', ({ github }) => github.faults.add({ connection: 'reset' })],
  ])('removes nothing %s', async (_what, prepare) => {
    const bench = open(START);
    bench.github.pulls.clear();
    prepare(bench);
    const api = localApi(bench.github);
    expect(await verdictOf(preview(12), api)).toMatchObject({
      goes: false,
      unknown: { name: 'GitHubRefusal' },
    });
    expect(await verdictOf(candidate(), api, born(1))).toMatchObject({
      goes: false,
      unknown: { name: 'GitHubRefusal' },
    });
    expect(await verdictOf(candidate(), api, born(8))).toMatchObject({ goes: true });
  });

  it('is one warning for each reason', async () => {
    const { github } = open(START);
    tokenOf(github).permissions = { actions: 'read' };
    const api = localApi(github);
    const groups = [preview(12), preview(13), candidate(), preview(14, { expires: '2020-01-01T00:00:00Z' })];
    const judged = await Promise.all(
      selectPrunable(groups, REPOSITORY).map((each) => judge(each, { now: NOW, github: api, read: born(1) })),
    );
    expect(tellUnknown(judged)).toEqual([
      {
        severity: 'warning',
        message: expect.stringMatching(
          /read the pull request 12 \(403\).*\. Only time has decided about iris-pr-12-0a1b2c3d, iris-pr-13-0a1b2c3d\.$/,
        ),
        remedy: expect.stringContaining('`pull-requests: read`'),
      },
    ]);
  });

  it('is a warning without a token', async () => {
    const judged = await Promise.all(
      selectPrunable([preview(12)], REPOSITORY).map((each) =>
        judge(each, { now: NOW, github: undefined, read: unread }),
      ),
    );
    expect(tellUnknown(judged)).toEqual([
      {
        severity: 'warning',
        message:
          'There is no token for GitHub, so nobody could be asked about pull requests and runs. Only time has decided about iris-pr-12-0a1b2c3d.',
        remedy: 'Leave the input github-token out, so that it is the token of the job.',
      },
    ]);
  });
});

function tokenOf(github: Bench['github']): Exclude<ReturnType<typeof github.tokens.get>, undefined> {
  const token = github.tokens.get(github.token);
  if (!token) throw new Error('The local GitHub has no token.');
  return token;
}
