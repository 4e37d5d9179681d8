import { beforeAll, describe, expect, it } from '@jest/globals';
import { chmod } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { Exchange } from '../../local-azure/types.ts';
import type { PullRequestEventOptions } from '../../local-github/events/pull-request.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { commit, git, newRepository } from '../github/git-repository.ts';
import { groupNames } from './support/groups.ts';
import type { UserRepository } from './support/repository.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const github = createLocalGitHub();
const bench = useWorkbench();
/** Milliseconds for a service on a busy machine. */
const TIMEOUT = 120_000;

/** The workflow of `deploy on push`, in a run to which GitHub gives no secrets: what came from one is empty. */
const WITHOUT_SECRETS: Readonly<Record<string, string>> = {
  'client-id': '33333333-3333-4333-8333-333333333333',
  'tenant-id': '',
  'client-secret': '',
  'subscription-id': '',
  'resource-group': '',
  'primary-key': '',
  'secondary-key': '',
  'registry-username': 'puller',
  'registry-password': '',
  'secure-environment-variables': 'TOKEN=\nPASSWORD=',
};

/** An Azure CLI that would sign in, and leaves a file when somebody asks it. */
async function signedInCli(): Promise<{
  readonly env: Readonly<Record<string, string>>;
  wasAsked(): boolean;
}> {
  const folder = await emptyRepository();
  const mark = join(folder.directory, 'asked');
  await folder.write(
    'az',
    `#!/bin/sh\ntouch ${mark}\necho '{"accessToken":"t","expiresOn":"2099-01-01 00:00:00.000000"}'\n`,
  );
  await chmod(join(folder.directory, 'az'), 0o755);
  return {
    env: { PATH: `${folder.directory}:${process.env['PATH'] ?? ''}` },
    wasAsked: () => existsSync(mark),
  };
}

/** Runs the workflow for a pull request. Nobody is asked for anything. */
async function run(
  event: PullRequestEventOptions,
  repository: UserRepository,
  given: Readonly<Record<string, string>> = {},
): Promise<ActionRunResult> {
  const before = bench.azure.exchanges.length;
  const cli = await signedInCli();
  const done = await bench.deploy(repository, {
    event: github.happens.pullRequest(event),
    with: { ...WITHOUT_SECRETS, ...given },
    signIn: 'none',
    env: cli.env,
  });
  expect(bench.azure.exchanges.slice(before)).toEqual([]);
  expect(cli.wasAsked()).toBe(false);
  return done;
}

function messages({ annotations }: ActionRunResult, level: string): string[] {
  return annotations.filter((each) => each.level === level).map(({ message }) => message);
}

describe.each([
  ['a pull request from a fork', { from: 'fork' }],
  ['a pull request of Dependabot', { from: 'dependabot' }],
] as const)('a run for %s', (whose, { from }) => {
  const numbers = { fork: 100, dependabot: 200 };
  const number = numbers[from];

  it('checks what needs no Azure, and says why no more', async () => {
    const done = await run({ action: 'opened', number, from }, await irisRepository(), {
      models: './model/iris.json',
    });
    expect(done).toMatchObject({
      exitCode: 0,
      outputs: { result: 'checked', 'service-name': `iris-pr-${number}` },
    });
    expect([messages(done, 'error'), messages(done, 'warning')]).toEqual([[], []]);
    expect(messages(done, 'notice')[0]).toBe(
      `This run is for ${whose}: GitHub gives it no secrets, so only what needs no Azure is checked.\nTo see it run, push its commits to a branch of this repository after a review.`,
    );
    expect(done.log).toContain('Checked: config files, entry script, 1 model of the repository');
    expect(done.summary).toContain(`## 🔎 Preview iris-pr-${number}: checked`);
  });

  it('is the same without models of the repository', async () => {
    const done = await run({ action: 'synchronize', number, from }, await irisRepository());
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'checked' } });
    expect(messages(done, 'error')).toEqual([]);
  });

  it('has nothing to do when it is closed', async () => {
    const done = await run({ action: 'closed', number, from, actor: actorOf(from) }, await emptyRepository());
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'skipped' } });
    expect(done.annotations.map(({ level, message }) => `${level}: ${message}`)).toEqual([
      `notice: This run is for ${whose}: GitHub gives it no secrets, so there is nothing to do.`,
    ]);
    expect(done.summary).toContain(`## ⏭️ Preview iris-pr-${number}: nothing to do`);
  });

  it('deletes nothing', async () => {
    const done = await run(
      { action: 'reopened', number, from, actor: actorOf(from) },
      await emptyRepository(),
      {
        mode: 'delete',
      },
    );
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'skipped' } });
  });
});

describe('a run for a pull request from a fork', () => {
  it.each<[string, Readonly<Record<string, string | object>>, Readonly<Record<string, string>>, string]>([
    ['a config file', { 'deploymentconfig.json': { computeType: 'aks' } }, {}, 'deploymentconfig.json'],
    ['an entry script', { 'score.py': 'def init():\n    pass\n' }, {}, 'score.py'],
    ['a limit', {}, { port: '80' }, ''],
    ['a local model', {}, { models: './model/none.json' }, ''],
    ['an input of the preview', {}, { 'preview-cpu': 'many' }, ''],
  ])('is red when %s is wrong', async (_what, files, given, file) => {
    const done = await run(
      { action: 'synchronize', number: 150, from: 'fork' },
      await irisRepository(files),
      given,
    );
    expect(done.exitCode).toBe(1);
    const [first] = done.annotations;
    expect([first?.level, first?.file ?? '']).toEqual(['error', file]);
  });
});

function actorOf(from: 'fork' | 'dependabot'): string {
  return from === 'fork' ? 'mona' : 'dependabot[bot]';
}

describe('pull_request_target for a fork', () => {
  let repository: UserRepository;
  const commits = { base: '', head: '', merge: '' };
  let number = 300;

  beforeAll(async () => {
    repository = await irisRepository();
    const { directory } = repository;
    commits.base = newRepository(directory);
    git(directory, 'switch', '--quiet', '--create', 'fork');
    commits.head = commit(directory);
    git(directory, 'switch', '--quiet', '--detach', 'main');
    git(directory, 'merge', '--quiet', '--no-ff', '--no-edit', 'fork');
    commits.merge = git(directory, 'rev-parse', 'HEAD');
  });

  /** A run of the base's workflow, in which this commit is checked out. */
  async function target(
    sha: string,
    options: Partial<PullRequestEventOptions> = {},
    more: DeployOptions = {},
  ): Promise<{ done: ActionRunResult; exchanges: readonly Exchange[] }> {
    if (sha !== '') git(repository.directory, 'checkout', '--quiet', '--force', '--detach', sha);
    number += 1;
    const { base, head, merge } = commits;
    const event = github.happens.pullRequest({
      action: 'opened',
      on: 'pull_request_target',
      number,
      from: 'fork',
      base: { sha: base },
      head: { sha: head },
      mergeCommitSha: merge,
      ...options,
    });
    const before = bench.azure.exchanges.length;
    const done = await bench.deploy(repository, { ...more, event });
    expectNoSecret(done, [KEY, bench.azure.info.clientSecret]);
    return { done, exchanges: bench.azure.exchanges.slice(before) };
  }

  it.each(['head', 'merge'] as const)(
    'refuses the %s of the pull request before anything is read',
    async (what) => {
      await repository.write('deploymentconfig.json', 'this is no JSON');
      const { done, exchanges } = await target(commits[what]);
      await repository.write('deploymentconfig.json', '{}');
      expect([done.exitCode, exchanges]).toEqual([1, []]);
      expect(done.annotations).toHaveLength(1);
      const [text, remedy] = done.annotations[0]?.message.split('\n') ?? [];
      expect(text).toContain(`from a fork and has secrets, but what is checked out`);
      expect(text).toContain(`${commits[what].slice(0, 12)}, the ${what} of the pull request`);
      expect(remedy).toContain('Let the workflow run on pull_request');
      expect(done.summary).toContain(commits[what].slice(0, 12));
    },
  );

  it('refuses what nobody can tell', async () => {
    const without = await irisRepository();
    const event = github.happens.pullRequest({
      action: 'opened',
      on: 'pull_request_target',
      number: 399,
      from: 'fork',
    });
    const done = await bench.deploy(without, { event });
    expect(done.exitCode).toBe(1);
    expect(done.annotations[0]?.message).toContain('cannot be told: there is no .git that names its commit.');
  });

  it(
    'deploys the base as it is, and removes it when the pull request is closed',
    async () => {
      const { done } = await target(commits.base);
      expect(done).toMatchObject({
        exitCode: 0,
        outputs: { result: 'created', 'service-name': `iris-pr-${number}` },
      });
      const opened = number;
      expect(groupNames(bench)).toHaveLength(1);
      number -= 1;
      const closed = await target('', { action: 'closed' }, { env: { GITHUB_WORKSPACE: '/nowhere' } });
      expect(number).toBe(opened);
      expect(closed.done).toMatchObject({ exitCode: 0, outputs: { result: 'deleted' } });
      expect(groupNames(bench)).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'is trusted with a branch of the repository',
    async () => {
      const { done } = await target(commits.head, { from: 'branch' });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
    },
    TIMEOUT,
  );
});
