import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { createToken } from '../../local-github/api/access.ts';
import { TOKEN, createLocalGitHub } from '../../local-github/github.ts';
import { createRun } from '../../local-github/seed.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { Removal } from '../../src/report/types.ts';
import { clearGroups, groupNames, makeGroup } from './support/groups.ts';
import { pushImage } from './support/images.ts';
import { writesOf } from './support/refusal.ts';
import { emptyRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const REPOSITORY = 'octo-org/iris-service';
const HOUR = 3_600_000;
const LATER = join(import.meta.dirname, 'support/later.ts');
/** Milliseconds for a dozen groups on a busy machine. */
const TIMEOUT = 120_000;

const github = createLocalGitHub({ repository: REPOSITORY, settings: { private: true } });
const permissions = { ...github.tokens.get(github.token)?.permissions };
const bench = useWorkbench({ hosts: github.hosts });

beforeEach(() => {
  github.pulls.clear();
  github.branches.clear();
  github.runs.clear();
  github.tokens.set(github.token, createToken({ permissions }));
});

afterEach(async () => {
  expect(github.violations()).toEqual([]);
  github.faults.clear();
  bench.azure.faults.clear();
  await clearGroups(bench);
});

type Tags = Readonly<Record<string, string>>;

function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * HOUR).toISOString();
}

/** A preview that has a day left, unless its tags say otherwise. */
async function makePreview(number: number, tags: Tags = {}, base = 'iris'): Promise<string> {
  const name = `${base}-pr-${number}-0a1b2c3d`;
  await makeGroup(bench, name, {
    'managed-by': 'aci-model-deploy',
    service: `${base}-pr-${number}`,
    repository: REPOSITORY,
    preview: `${REPOSITORY}#${number}`,
    expires: hoursFromNow(24),
    ...tags,
  });
  return name;
}

/** A candidate that a run has made. */
async function makeCandidate(group: string, run: string, tags: Tags = {}): Promise<string> {
  const name = `${group}-candidate`;
  await makeGroup(bench, name, {
    'managed-by': 'aci-model-deploy',
    service: 'iris',
    repository: REPOSITORY,
    'candidate-of': group,
    'candidate-run': `https://github.com/${REPOSITORY}/actions/runs/${run}`,
    ...tags,
  });
  return name;
}

/** The nightly run. */
async function prune(
  options: DeployOptions = {},
): Promise<{ done: ActionRunResult; removed: readonly Removal[] }> {
  const done = await bench.deploy(await emptyRepository(), {
    event: github.happens.schedule(),
    token: github.token,
    ...options,
    with: { mode: 'prune', name: '', workspace: '', ...options.with },
  });
  expectNoSecret(done, [KEY, github.token, bench.azure.info.clientSecret]);
  const removed = JSON.parse(done.outputs['removed'] ?? '') as readonly Removal[];
  return { done, removed: removed.toSorted((a, b) => a.containerGroup.localeCompare(b.containerGroup)) };
}

function messages({ annotations }: ActionRunResult): string[] {
  return annotations.map(({ level, message }) => `${level}: ${message.split('\n')[0] ?? ''}`);
}

/** Previews and candidates of every kind, and what must not be touched. */
async function makeAll(): Promise<{ readonly stay: string[] }> {
  for (const number of [1, 2, 5]) github.openPullRequest({ number, head: { ref: `branch-${number}` } });
  github.openPullRequest({ number: 3, state: 'closed' });
  github.branches.delete('branch-5');
  github.openPullRequest({ number: 6, from: 'fork' });
  github.runs.set(100, createRun({ id: 100, status: 'completed', conclusion: 'cancelled' }));
  github.runs.set(101, createRun({ id: 101 }));
  github.runs.set(103, createRun({ id: 103, attempt: 2 }));

  await makePreview(2, { expires: hoursFromNow(-1) });
  await makePreview(3);
  await makePreview(4);
  await makePreview(5, { repository: REPOSITORY.toUpperCase(), preview: `${REPOSITORY.toUpperCase()}#5` });
  await makeCandidate('ended', '100');
  await makeCandidate('gone', '102');
  await makeCandidate('rerun', '103');
  await makePreview(3, {}, 'rose');

  const other = { repository: 'octo-org/other', preview: 'octo-org/other#9', expires: hoursFromNow(-100) };
  const live = { 'managed-by': 'aci-model-deploy', service: 'iris', repository: REPOSITORY };
  const stay = [
    await makePreview(1),
    await makePreview(6),
    await makePreview(9, other),
    // A tag that does not tell is no time that is over.
    await makePreview(1, { expires: 'soon' }, 'daisy'),
    await makeCandidate('going-on', '101'),
    await makeCandidate('later', '103/attempts/2'),
    await makeCandidate('serving', '100', { serving: 'true' }),
    (await makeGroup(bench, 'iris-0a1b2c3d', live)).name,
    (await makeGroup(bench, 'webshop', { repository: REPOSITORY, preview: `${REPOSITORY}#3` })).name,
  ];
  return { stay };
}

/** What goes of them, by name. */
const ALL_THAT_GOES = [
  ['ended-candidate', 'candidate', 'its run 100 has ended'],
  ['gone-candidate', 'candidate', 'its run 102 has ended'],
  ['iris-pr-2-0a1b2c3d', 'preview', expect.stringMatching(/^it expired at 20\d\d-/)],
  ['iris-pr-3-0a1b2c3d', 'preview', 'the pull request 3 is closed'],
  ['iris-pr-4-0a1b2c3d', 'preview', 'there is no pull request 4'],
  ['iris-pr-5-0a1b2c3d', 'preview', 'the branch branch-5 of the pull request 5 is gone'],
  ['rerun-candidate', 'candidate', 'its run 103 has ended'],
  ['rose-pr-3-0a1b2c3d', 'preview', 'the pull request 3 is closed'],
] as const;

describe('mode: prune', () => {
  it(
    'removes what nobody needs any more, after a dry run that says the same',
    async () => {
      const { stay } = await makeAll();
      const all = groupNames(bench);
      const mark = bench.azure.exchanges.length;
      const planned = await prune({ with: { 'dry-run': 'true' } });
      expect(planned.done).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
      expect(writesOf(bench.azure.exchanges.slice(mark))).toEqual([]);
      expect(groupNames(bench)).toEqual(all);

      const { done, removed } = await prune();
      expect(done).toMatchObject({ exitCode: 0, annotations: [], outputs: { result: 'pruned' } });
      expect(removed).toEqual(planned.removed);
      expect(removed.map(({ containerGroup, kind, reason }) => [containerGroup, kind, reason])).toEqual(
        ALL_THAT_GOES,
      );
      expect(groupNames(bench)).toEqual(stay.toSorted());
      expect(done.log).toContain('Stays: the preview iris-pr-1-0a1b2c3d, because the pull request 1 is open');
      expect(done.log).toContain('Stays: the candidate going-on-candidate, because its run 101 goes on');
      expect(done.summary).toContain('## 🧹 Previews and candidates: pruned');
      expect(done.summary).toContain('| `iris-pr-3-0a1b2c3d` | preview | the pull request 3 is closed |');

      const again = await prune();
      expect([again.done.exitCode, again.removed]).toEqual([0, []]);
      expect(again.done.log).toContain('Nothing to prune.');
    },
    TIMEOUT,
  );

  it(
    'is about one service with a name, and asks with the token of the input',
    async () => {
      github.openPullRequest({ number: 3, state: 'closed' });
      await makePreview(3);
      await makePreview(3, {}, 'rose');
      await makeCandidate('iris', '102');
      await makeCandidate('rose', '102', { service: 'rose' });
      const { removed } = await prune({ token: '', with: { name: 'iris', 'github-token': TOKEN } });
      expect(removed.map(({ containerGroup }) => containerGroup)).toEqual([
        'iris-candidate',
        'iris-pr-3-0a1b2c3d',
      ]);
      expect(groupNames(bench)).toEqual(['rose-candidate', 'rose-pr-3-0a1b2c3d']);
    },
    TIMEOUT,
  );

  it('takes the images of a preview with it', async () => {
    const repository = 'aci-model-deploy/previews/iris-pr-3-0a1b2c3d';
    const { registry } = bench.azure.info;
    const dockerfile = 'FROM mcr.microsoft.com/azurelinux/base/core:latest\n';
    const { digest } = await pushImage(bench.azure, { name: `${repository}:1`, dockerfile });
    await makePreview(3, { image: `${registry}/${repository}@${digest}` });
    const { removed } = await prune();
    expect(removed).toMatchObject([{ imageRepository: `${registry}/${repository}` }]);
    expect(bench.azure.images.find(registry, repository, digest)).toBeUndefined();
  });
});

describe('without an answer of GitHub', () => {
  /** A preview whose time is over, and what only GitHub could tell about. */
  async function makeFew(): Promise<void> {
    github.openPullRequest({ number: 3, state: 'closed' });
    await makePreview(2, { expires: hoursFromNow(-1) });
    await makePreview(3);
    await makeCandidate('ended', '102');
  }
  const LEFT = ['ended-candidate', 'iris-pr-3-0a1b2c3d'];
  const DECIDED = 'Only time has decided about';

  it.each<[string, () => DeployOptions, readonly RegExp[], RegExp]>([
    [
      'for want of a token',
      () => ({ token: '' }),
      [
        /^warning: There is no token for GitHub.*\. Only time has decided about iris-pr-3-0a1b2c3d, ended-candidate\.$/,
      ],
      /^Leave the input github-token out/,
    ],
    [
      'for want of permissions',
      () => {
        github.tokens.set(github.token, createToken({ permissions: {} }));
        return {};
      },
      [
        /read the pull request 3 \(403\).*\. Only time has decided about iris-pr-3-0a1b2c3d\.$/,
        /read the workflow run 102 \(403\).*\. Only time has decided about ended-candidate\.$/,
      ],
      /`pull-requests: read`/,
    ],
    [
      'to a token that does not see the repository',
      () => {
        github.tokens.set(github.token, createToken({ seesRepository: false }));
        return {};
      },
      [/read its repository \(404\)/],
      /./,
    ],
    [
      'at all',
      () => {
        github.faults.add({ connection: 'reset' });
        return {};
      },
      [/^warning: GitHub did not answer/],
      /./,
    ],
    [
      'because it asks to wait',
      () => {
        github.faults.add({ error: 'PrimaryRateLimit' });
        return {};
      },
      [/^warning: GitHub did not/],
      /./,
    ],
  ])(
    '%s only what time decides goes',
    async (_what, prepare, expected, remedy) => {
      await makeFew();
      const { done, removed } = await prune(prepare());
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'pruned' } });
      expect(removed.map(({ containerGroup }) => containerGroup)).toEqual(['iris-pr-2-0a1b2c3d']);
      expect(groupNames(bench)).toEqual(LEFT);
      const about = messages(done).filter((message) => message.includes(DECIDED));
      expect(about).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
      expect(done.annotations[0]?.message.split('\n')[1]).toMatch(remedy);
    },
    TIMEOUT,
  );

  it(
    'a candidate goes that is older than any run',
    async () => {
      await makeFew();
      const env = { LATER_MS: String(8 * HOUR) };
      const { removed } = await prune({ token: '', env, preload: [LATER] });
      expect(removed.map(({ containerGroup, reason }) => [containerGroup, reason])).toEqual([
        ['ended-candidate', 'it is older than 7 hours, and no run takes so long'],
        ['iris-pr-2-0a1b2c3d', expect.stringMatching(/^it expired/)],
      ]);
    },
    TIMEOUT,
  );
});

describe('what cannot be removed', () => {
  it(
    'keeps nothing else, and makes the run red',
    async () => {
      for (const number of [2, 3, 4]) await makePreview(number, { expires: hoursFromNow(-1) });
      const error = 'AuthorizationFailed';
      for (const name of ['iris-pr-2-*', 'iris-pr-3-*'])
        bench.azure.faults.add({ kind: 'call', operation: 'ContainerGroups.Delete', name, error });
      const { done, removed } = await prune();
      expect(done.exitCode).toBe(1);
      expect(removed.map(({ containerGroup }) => containerGroup)).toEqual(['iris-pr-4-0a1b2c3d']);
      expect(groupNames(bench)).toEqual(['iris-pr-2-0a1b2c3d', 'iris-pr-3-0a1b2c3d']);
      expect(messages(done)).toEqual([
        'error: 2 of 3 container groups could not be removed.',
        expect.stringMatching(
          /^error: The preview iris-pr-2-0a1b2c3d could not be removed: Could not delete/,
        ),
        expect.stringMatching(
          /^error: The preview iris-pr-3-0a1b2c3d could not be removed: Could not delete/,
        ),
      ]);
      expect(done.summary).toContain('## ❌ Previews and candidates: removal failed');
      expect(done.summary).toContain('| `iris-pr-4-0a1b2c3d` | preview |');
    },
    TIMEOUT,
  );

  it('is left when somebody has deployed it meanwhile', async () => {
    const name = await makePreview(2, { expires: hoursFromNow(-1) });
    const tags = { expires: hoursFromNow(48) };
    bench.azure.faults.add({ kind: 'call', operation: 'ContainerGroups.Get', name, write: { tags } });
    const { done, removed } = await prune();
    expect([done.exitCode, removed, groupNames(bench)]).toEqual([1, [], [name]]);
    expect(messages(done)).toEqual([
      `error: The preview ${name} could not be removed: The preview ${name} was changed while this run looked at it, so it is left as it is.`,
    ]);
  });
});
