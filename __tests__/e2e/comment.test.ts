import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { LocalGitHub } from '../../local-github/github.ts';
import { headOf } from '../../local-github/seed.ts';
import type { Comment } from '../../local-github/state.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { previewKey } from '../../src/preview/keys.ts';
import { commentMarker } from '../../src/report/comment.ts';
import { MODEL_4, registerBetterIris } from './support/predictions.ts';
import type { UserRepository } from './support/repository.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret, expectNoSecretIn } from './support/secrets.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

/** Milliseconds for a few services on a busy machine. */
const TIMEOUT = 240_000;
const BOT = 'github-actions[bot]';

const github = createLocalGitHub();
const enterprise = createLocalGitHub({ serverUrl: 'https://ghes.octo.example' });
const locked = createLocalGitHub({
  serverUrl: 'https://locked.octo.example',
  permissions: { contents: 'read' },
});
const bench = useWorkbench({ hosts: { ...github.hosts, ...enterprise.hosts, ...locked.hosts } });
let repository: UserRepository;
beforeAll(async () => {
  await registerBetterIris(bench);
  repository = await irisRepository();
});

interface Told {
  readonly done: ActionRunResult;
  /** What GitHub's API was asked for, as method and path below the repository. */
  readonly calls: readonly string[];
  /** The comment on the pull request that begins with the service's marker, and is the bot's. */
  readonly comment: Comment | undefined;
  readonly notes: readonly string[];
}

interface PullRequestRun extends DeployOptions {
  readonly number: number;
  readonly action?: 'opened' | 'synchronize' | 'closed';
  readonly from?: 'branch' | 'fork' | 'dependabot';
  readonly at?: LocalGitHub;
  readonly files?: UserRepository;
  readonly service?: string;
}

/** A run for a pull request with the job's token. */
async function run(given: PullRequestRun): Promise<Told> {
  const {
    number,
    action = 'opened',
    from,
    at = github,
    files = repository,
    service = `iris-pr-${number}`,
    ...options
  } = given;
  const before = at.exchanges.length;
  const done = await bench.deploy(files, {
    token: at.token,
    ...options,
    event: at.happens.pullRequest({ action, number, ...(from && { from }) }),
  });
  const key = previewKey(KEY, { repository: 'octo-org/iris-service', number });
  const secrets = [KEY, key, at.token, bench.azure.info.clientSecret];
  expectNoSecret(done, secrets);
  expectNoSecretIn(
    {
      comments: at
        .commentsOf(number)
        .map(({ body }) => body)
        .join('\n'),
    },
    secrets,
  );
  expect(at.violations()).toEqual([]);
  const marker = commentMarker(service, bench.azure.info.resourceGroup);
  return {
    done,
    calls: at.exchanges
      .slice(before)
      .map(({ method, url }) => `${method} ${url.replace(/^.*\/octo-org\/iris-service|\?.*$/g, '')}`),
    comment: at.commentsOf(number).find(({ author, body }) => author === BOT && body.startsWith(marker)),
    notes: done.annotations
      .filter(({ message }) => message.startsWith('GitHub did not'))
      .map(({ level, message }) => `${level}: ${message}`),
  };
}

/** A run that needs no Azure and still has something to say: a dry run without a sign-in. */
function plan(number: number, given: Partial<PullRequestRun> = {}): Promise<Told> {
  return run({
    service: 'iris',
    signIn: 'none',
    ...given,
    number,
    with: { preview: 'false', 'dry-run': 'true', ...given.with },
  });
}

describe('a preview', () => {
  it(
    'is told in one comment from its opening to its end, on whatever page the comment is',
    async () => {
      expect(await bench.deploy(repository)).toMatchObject({ exitCode: 0 });
      github.files.set(headOf('main'), {
        'smoke-test.json': JSON.stringify({
          requests: [{ name: 'a virginica', body: { data: [[6.5, 3.0, 5.8, 2.2]] } }],
        }),
      });
      const chat = (author: string, body: string): Comment => github.addComment({ issue: 1, author, body });
      github.openPullRequest({ number: 1 });
      const marker = commentMarker('iris-pr-1', bench.azure.info.resourceGroup);
      const foreign = chat('mona', `${marker}\nmine`);
      for (let count = 0; count < 110; count += 1) chat('octocat', `Comment ${count}`);

      const files = await irisRepository({
        'smoke-test.json': { requests: [{ name: 'a flower', body: { data: [[5.1, 3.5, 1.4, 0.2]] } }] },
      });
      const opened = await run({ number: 1, files, with: { models: MODEL_4 } });
      expect(opened.done).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
      const uri = opened.done.outputs['scoring-uri'] ?? '';
      const body = opened.comment?.body ?? '';
      expect(body).toContain(`## ✅ Preview iris-pr-1 is healthy\n\nCreated in`);
      expect(body).toContain(`| Scoring URI | \`${uri}\` |\n| Models | \`iris\` \`3\` → **\`4\`** (`);
      expect(body).toMatch(/\| Image size \| 250\.0 MB \|/);
      expect(body).toContain('1 of 1 prediction changed');
      expect(body).toContain('openssl dgst -sha256 -hmac "$LIVE_KEY"');
      const head = github.pulls.get(1)?.head.sha ?? '';
      expect(body).toContain(`https://github.com/octo-org/iris-service/commit/${head}`);
      expect(opened.done.log).toContain(`#issuecomment-${opened.comment?.id ?? 0}`);

      chat('octocat', 'Nice.');
      const again = await run({ number: 1, action: 'synchronize', files, with: { models: MODEL_4 } });
      expect(again.done.outputs['result']).toBe('unchanged');
      expect(again.comment?.id).toBe(opened.comment?.id);
      expect(again.comment?.body).toContain('Unchanged in');
      expect(again.comment?.body).toContain(github.pulls.get(1)?.head.sha);

      const closed = await run({ number: 1, action: 'closed' });
      expect(closed.done.outputs['result']).toBe('deleted');
      expect(closed.comment?.id).toBe(opened.comment?.id);
      expect(closed.comment?.body).toContain('## 🗑️ Preview iris-pr-1: removed');
      expect(closed.comment?.body).not.toContain(uri);
      expect(github.commentsOf(1)).toHaveLength(113);
      expect(foreign.body).toBe(`${marker}\nmine`);
    },
    TIMEOUT,
  );

  it('of a pull request that never had a comment gets none when it is closed', async () => {
    const { done, comment, calls } = await run({ number: 2, action: 'closed' });
    expect(done.outputs['result']).toBe('absent');
    expect(comment).toBeUndefined();
    expect(calls).not.toContain('POST /issues/2/comments');
  });

  it(
    'that fails is told with its diagnosis, and what it wrote means nothing',
    async () => {
      const evil = [
        '</details><img src=x>![i](https://evil.example/i.png) @octocat #7 <!-- sticky --> ::error::x',
        `PASSWORD is {os.environ['PASSWORD']}`,
      ].join(' ');
      const files = await irisRepository({
        'score.py': `import os\n\ndef init():\n    raise RuntimeError(f"""${evil}""")\n\ndef run(data):\n    return data\n`,
      });
      const secret = 'pass-word-of-the-database-1';
      const { done, comment } = await run({
        number: 3,
        files,
        with: { 'secure-environment-variables': `PASSWORD=${secret}` },
      });
      expect(done.exitCode).toBe(1);
      const body = comment?.body ?? '';
      expectNoSecretIn({ body }, [secret]);
      expect(body).toContain('## ❌ Preview iris-pr-3: deployment failed');
      expect(body).toMatch(
        /File \[`score\.py:4`\]\(<https:\/\/github\.com\/octo-org\/iris-service\/blob\/[0-9a-f]{40}\/score\.py#L4>\)/,
      );
      expect(body).toContain('PASSWORD is \\*\\*\\*');
      const text = body.replace(/^(`{3,})[^`\n]*\n[\s\S]*?\n\1$/gm, '');
      expect(text).not.toMatch(/<img|@octocat|[^\\]!\[|[^\\]#7/);
      expect(body.match(/<!--/g)).toHaveLength(1);
    },
    TIMEOUT,
  );
});

describe('a dry run', () => {
  it('is told as a plan, for each service by itself', async () => {
    const { done, comment } = await plan(4);
    expect(done.exitCode).toBe(0);
    expect(comment?.body).toContain('## 📋 iris: plan\n\nDry run: nothing was written to Azure.');
    const other = await plan(4, { action: 'synchronize', with: { name: 'wine' }, service: 'wine' });
    expect(other.comment?.id).not.toBe(comment?.id);
    expect(github.commentsOf(4)).toHaveLength(2);
  });

  it('on a GitHub Enterprise Server is told there', async () => {
    const { done, comment, calls } = await plan(4, { at: enterprise });
    expect(done.exitCode).toBe(0);
    expect(comment?.body).toContain('https://ghes.octo.example/octo-org/iris-service/actions/runs/');
    expect(calls).toEqual(['GET /issues/4/comments', 'POST /issues/4/comments']);
    const again = await plan(4, { at: enterprise, action: 'synchronize' });
    expect(again.calls).toContain('POST /api/graphql');
    expect(enterprise.commentsOf(4)).toHaveLength(1);
  });
});

describe('no call of GitHub', () => {
  it.each<[string, Partial<PullRequestRun>]>([
    ['for a fork', { from: 'fork' }],
    ['for Dependabot', { from: 'dependabot' }],
    ['when the workflow wants no comment', { with: { comment: 'false' } }],
    ['without a token', { with: { 'github-token': '' } }],
  ])('is made %s', async (_name, given) => {
    const { done, calls, notes } = await plan(5 + (given.from?.length ?? 0), given);
    expect([done.exitCode, calls, notes]).toEqual([0, [], []]);
  });

  it('is made for a push', async () => {
    const before = github.exchanges.length;
    const event = github.happens.push();
    const done = await bench.deploy(repository, {
      event,
      token: github.token,
      signIn: 'none',
      with: { 'dry-run': 'true' },
    });
    expect([done.exitCode, github.exchanges.length - before]).toEqual([0, 0]);
  });
});

describe('GitHub refuses the comment, and the run is as good as it was', () => {
  it('without the permission: a notice says which', async () => {
    const { done, notes } = await plan(20, { at: locked });
    expect(done.exitCode).toBe(0);
    expect(notes).toEqual([
      expect.stringMatching(
        /^notice: GitHub did not let this run write the comment of the pull request \(403\): Resource not accessible by integration - .*\nAdd `pull-requests: write` to the `permissions:` of the job\.$/,
      ),
    ]);
  });

  it('because there were too many requests: a warning, and no long wait', async () => {
    const inAnHour = Math.ceil(Date.now() / 1_000) + 3_600;
    Object.assign(github.tokens.get(github.token) ?? {}, { resetAt: inAnHour });
    const off = github.faults.add({ operation: 'issues/*', error: 'PrimaryRateLimit' });
    const { done, notes, calls } = await plan(21);
    off();
    expect([done.exitCode, calls]).toEqual([0, ['GET /issues/21/comments']]);
    expect(notes).toEqual([
      expect.stringMatching(
        /^warning: GitHub did not let this run read the comments of the pull request \(403\): API rate limit exceeded/,
      ),
    ]);
    expect(done.summary).toContain('### Warnings');
  });

  it('for a minute: it waits, and writes it then', async () => {
    const off = github.faults.add({
      operation: 'issues/create-comment',
      error: 'SecondaryRateLimit',
      nth: 1,
    });
    const { notes, comment } = await plan(22, { speed: 100 });
    off();
    expect(notes).toEqual([]);
    expect(comment?.body).toContain('iris: plan');
  });

  it('or does not answer: it is not written twice, and the next run finds it', async () => {
    const off = github.faults.add({ operation: 'issues/create-comment', connection: 'reset-after' });
    const { done, notes } = await plan(23);
    off();
    expect(done.exitCode).toBe(0);
    expect(notes).toEqual([
      expect.stringMatching(/^warning: GitHub did not answer when this run wanted to write/),
    ]);
    await plan(23, { action: 'synchronize' });
    expect(github.commentsOf(23)).toHaveLength(1);
  });

  it.each([
    ['with a fault', { error: 'ServerError' as const }],
    [
      'because the conversation is locked',
      { status: 403, message: 'Unable to create comment because issue is locked.' },
    ],
    ['with a page of a proxy', { status: 400, message: '##[error]<html>proxy</html>' }],
  ])('%s: a warning', async (_name, fault) => {
    const off = github.faults.add({ operation: 'issues/create-comment', ...fault });
    const { done, notes } = await plan(24);
    off();
    expect([done.exitCode, notes]).toEqual([
      0,
      [expect.stringMatching(/^warning: GitHub did not let this run write/)],
    ]);
  });
});
