import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LocalAzure } from '../../local-azure/start.ts';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { GitHubEvent } from '../../local-github/events/event.ts';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { LocalGitHub } from '../../local-github/github.ts';
import type { Iris } from '../lib/iris.ts';
import { irisInputs, prepareIris } from '../lib/iris.ts';
import { maskSummary, runAction } from '../runner.ts';
import { brokenScript, heavierVirginica, SMOKE_TEST } from './changes.ts';
import { writeFiles } from './files.ts';

/** What people see of a run. Markdown. */
export interface Scene {
  readonly name: string;
  readonly summary: string;
  /** The pull request's comment; absent without a pull request. */
  readonly comment?: string;
}

interface Stage {
  readonly azure: LocalAzure;
  readonly github: LocalGitHub;
  readonly iris: Iris;
  readonly root: string;
}

/** One run of the built Action. */
interface Act {
  readonly name: string;
  readonly event: (github: LocalGitHub) => GitHubEvent;
  readonly with?: Readonly<Record<string, string>>;
  /** Files of the repository that are changed first. */
  readonly files?: Readonly<Record<string, string>>;
}

const KEY = 'key-of-the-pictures-0123456789';
const NUMBER = 12;

/** Deploys examples/iris, opens, breaks and closes a pull request for it, and merges the change. */
export async function playScenes(root: string, folder: string): Promise<readonly Scene[]> {
  const iris = await prepareIris(root, folder);
  const github = createLocalGitHub();
  const azure = await startLocalAzure({ workspaceSeed: iris.workspaceSeed, hosts: github.hosts });
  try {
    const stage = { azure, github, iris, root };
    await setUp(stage);
    const scenes: Scene[] = [];
    for (const act of await acts(stage)) scenes.push(await play(act, stage));
    return scenes;
  } finally {
    await azure.stop();
  }
}

async function setUp({ azure, github, iris }: Stage): Promise<void> {
  const model = await readFile(join(iris.workspaceDirectory, 'model', 'iris.json'), 'utf8');
  await azure.registerModel({ name: 'iris', version: '4', files: { 'iris.json': heavierVirginica(model) } });
  await writeFiles(iris.workspaceDirectory, { 'smoke-test.json': SMOKE_TEST });
  const main = github.happens.push();
  github.files.set(main.env['GITHUB_SHA'] ?? '', { 'smoke-test.json': SMOKE_TEST });
}

async function acts({ iris }: Stage): Promise<readonly Act[]> {
  const script = await readFile(join(iris.workspaceDirectory, 'score.py'), 'utf8');
  const better = { models: 'iris:4' };
  const pull =
    (action: 'opened' | 'synchronize' | 'closed') =>
    ({ happens }: LocalGitHub): GitHubEvent =>
      happens.pullRequest({ action, number: NUMBER, merged: action === 'closed' });
  return [
    { name: 'created', event: ({ happens }) => happens.schedule() },
    { name: 'plan', event: pull('opened'), with: { ...better, preview: 'false', 'dry-run': 'true' } },
    { name: 'preview', event: pull('synchronize'), with: better },
    { name: 'unchanged', event: pull('synchronize'), with: better },
    { name: 'failed', event: pull('synchronize'), files: { 'score.py': brokenScript(script) } },
    { name: 'closed', event: pull('closed') },
    { name: 'updated', event: ({ happens }) => happens.push(), with: better, files: { 'score.py': script } },
  ];
}

async function play({ name, event, with: given = {}, files = {} }: Act, stage: Stage): Promise<Scene> {
  const { azure, github, iris, root } = stage;
  await writeFiles(iris.workspaceDirectory, files);
  const result = await runAction({
    actionDirectory: root,
    workspaceDirectory: iris.workspaceDirectory,
    with: { ...irisInputs(azure.info, KEY), ...given },
    env: { ...azure.info.env, ...azure.info.oidcEnv },
    event: event(github),
    token: github.token,
  });
  process.stdout.write(`${name}: exit code ${result.exitCode}\n`);
  const comment = github.commentsOf(NUMBER).at(-1)?.body;
  return { name, summary: maskSummary(result), ...(comment !== undefined && { comment }) };
}
