import { mkdir, mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pullRequestEvent } from '../../local-github/events/pull-request.ts';
import { maskSummary, runAction, runPost } from '../../scripts/runner.ts';
import type { ActionRun, ActionRunResult } from '../../scripts/runner.ts';

const ACTION_YML = `
inputs:
  first name: { description: x }
  resource-group: { description: x, default: ml }
  empty: { description: x }
  token: { description: x, default: '\${{ github.token }}' }
runs: { using: node24, main: dist/main.mjs, post: dist/post.mjs, post-if: failure() || cancelled() }
`;

let folder = '';
beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'runner-test-')));
  await mkdir(join(folder, 'dist'));
  await mkdir(join(folder, 'workspace'));
  await writeFile(join(folder, 'action.yml'), ACTION_YML);
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs a JavaScript module as the action. */
async function run(source: string, options: Partial<ActionRun> = {}): Promise<ActionRunResult> {
  const prelude = `import { appendFileSync } from 'node:fs';\nconst { env } = process;\n`;
  await writeFile(join(folder, 'dist', 'main.mjs'), prelude + source);
  return runAction({
    actionDirectory: folder,
    workspaceDirectory: join(folder, 'workspace'),
    with: {},
    ...options,
  });
}

describe('runAction', () => {
  it('gives the inputs as the runner does: upper case, blanks as underscores, defaults, absent as empty', async () => {
    const { log } = await run(
      `const names = Object.keys(env).filter((name) => name.startsWith('INPUT_')).sort();
       console.log(JSON.stringify(names.map((name) => [name, env[name]])));`,
      { with: { 'first name': 'Ada' } },
    );
    expect(JSON.parse(log)).toEqual([
      ['INPUT_EMPTY', ''],
      ['INPUT_FIRST_NAME', 'Ada'],
      ['INPUT_RESOURCE-GROUP', 'ml'],
      ['INPUT_TOKEN', ''],
    ]);
  });

  it('starts with a clean environment in the workspace', async () => {
    process.env['LEAKED'] = 'yes';
    const { log } = await run(
      `console.log(JSON.stringify([env.LEAKED ?? 'no', env.EXTRA, process.cwd() === env.GITHUB_WORKSPACE, env.GITHUB_SHA.length]));`,
      { env: { EXTRA: 'given' } },
    );
    delete process.env['LEAKED'];
    expect(JSON.parse(log)).toEqual(['no', 'given', true, 40]);
  });

  it('hands on the event, and the token where an input takes it by default', async () => {
    const event = pullRequestEvent({ action: 'closed', number: 12 });
    const { log } = await run(
      `import { readFileSync } from 'node:fs';
       const { action, number } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'));
       console.log(JSON.stringify([action, number, env.GITHUB_EVENT_NAME, env.GITHUB_REF, env.INPUT_TOKEN]));`,
      { event, token: 'ghs_1' },
    );
    expect(JSON.parse(log)).toEqual(['closed', 12, 'pull_request', 'refs/pull/12/merge', 'ghs_1']);
  });

  it('starts with a push when nothing else is said', async () => {
    const { log } = await run(`console.log(env.GITHUB_EVENT_NAME, env.GITHUB_REF, env.INPUT_TOKEN === '');`);
    expect(log).toBe('push refs/heads/main true\n');
  });

  it('collects outputs, state, summary, annotations and masks', async () => {
    const result = await run(`
      appendFileSync(env.GITHUB_OUTPUT, 'uri<<E\\nhttp://x\\nE\\n');
      appendFileSync(env.GITHUB_STATE, 'id=7\\n');
      appendFileSync(env.GITHUB_ENV, 'A=b\\n');
      appendFileSync(env.GITHUB_STEP_SUMMARY, '# key pa55word');
      console.log('::add-mask::pa55word');
      console.log('::error file=a.json,line=2,col=5,title=T::broken');
      console.error('::warning::from stderr');
      process.exitCode = 1;
    `);
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { uri: 'http://x' },
      state: { id: '7' },
      exported: { A: 'b' },
      masked: ['pa55word', 'pa55word'],
    });
    expect(result.annotations).toContainEqual({
      level: 'error',
      message: 'broken',
      file: 'a.json',
      line: 2,
      column: 5,
      title: 'T',
    });
    expect(result.annotations).toContainEqual({ level: 'warning', message: 'from stderr' });
    expect(maskSummary(result)).toBe('# key ***');
  });

  it('preloads modules and reports lines as they come', async () => {
    const preload = join(folder, 'preload.mjs');
    await writeFile(preload, 'globalThis.preloaded = true;');
    const seen: string[] = [];
    await run(`console.log(globalThis.preloaded);`, {
      preload: [preload],
      onLine: (line) => seen.push(line),
    });
    expect(seen).toEqual(['true']);
  });

  it('cancels with SIGINT first', async () => {
    const cancel = new AbortController();
    const { exitCode, log } = await run(
      `process.once('SIGINT', () => { console.log('stopping'); process.exit(9); });
       setInterval(() => undefined, 1000);
       console.log('ready');`,
      { signal: cancel.signal, onLine: () => cancel.abort() },
    );
    expect([exitCode, log]).toEqual([9, 'ready\nstopping\n']);
  });

  it('reports a process that a signal ended as a shell would', async () => {
    const { exitCode } = await run(
      `process.kill(process.pid, 'SIGTERM'); setInterval(() => undefined, 1000);`,
    );
    expect(exitCode).toBe(143);
  });

  it('refuses an input that the action does not have', async () => {
    await expect(run('', { with: { nme: 'iris' } })).rejects.toThrow('action.yml has no input nme');
  });

  it('leaves no files behind', async () => {
    const before = await runnerFolders();
    await run('');
    expect(await runnerFolders()).toEqual(before);
  });
});

describe('runPost', () => {
  const nothing = { outputs: {}, summary: '', exported: {}, annotations: [], masked: [], log: '' };
  const main: ActionRunResult = { ...nothing, exitCode: 1, state: { isPost: 'true', 'two words': 'a\nb' } };
  const job = { with: { 'first name': 'Ada' } };

  async function post(
    after: ActionRunResult,
    ...status: [] | ['success' | 'failure' | 'cancelled']
  ): Promise<ActionRunResult | undefined> {
    await writeFile(
      join(folder, 'dist', 'post.mjs'),
      `const names = Object.keys(process.env).filter((name) => /^(STATE|INPUT)_/.test(name)).sort();
       console.log(JSON.stringify(names.map((name) => [name, process.env[name]])));`,
    );
    const run = { actionDirectory: folder, workspaceDirectory: join(folder, 'workspace'), ...job };
    return runPost(run, after, ...status);
  }

  it('gives what the main step saved and the inputs again', async () => {
    expect(JSON.parse((await post(main))?.log ?? '')).toEqual([
      ['INPUT_EMPTY', ''],
      ['INPUT_FIRST_NAME', 'Ada'],
      ['INPUT_RESOURCE-GROUP', 'ml'],
      ['INPUT_TOKEN', ''],
      ['STATE_isPost', 'true'],
      ['STATE_two words', 'a\nb'],
    ]);
  });

  it('runs only when post-if holds', async () => {
    expect(await post({ ...main, exitCode: 0 })).toBeUndefined();
    expect(await post({ ...main, exitCode: 0 }, 'cancelled')).toMatchObject({ exitCode: 0 });
  });
});

async function runnerFolders(): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter((name) => /^runner-\w{6}$/.test(name));
}
