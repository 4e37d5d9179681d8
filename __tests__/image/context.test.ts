import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { InferenceConfig } from '../../src/config/types.ts';
import { collectContext } from '../../src/image/context.ts';
import { planImage } from '../../src/image/plan.ts';
import type { ContextFile } from '../../src/image/types.ts';
import type { ResolvedModel } from '../../src/models/types.ts';
import { collect, findingsOf, inferenceConfig } from './fakes.ts';

let root: string;
let workspace: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'context-')));
  workspace = join(root, 'repo');
  write('src/score.py', 'def init(): pass');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): string {
  const file = join(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function inference(more: Partial<InferenceConfig> = {}): InferenceConfig {
  const parts = { entryScriptPath: join(workspace, 'src/score.py'), sourceDirectory: join(workspace, 'src') };
  return { ...inferenceConfig(parts), ...more };
}

function model(name: string, version: string, paths: readonly string[]): ResolvedModel {
  return {
    name,
    version,
    source: 'registered',
    root: paths[0]?.split('/')[0] ?? '',
    files: paths.map((path) => ({
      path,
      bytes: path.length,
      identity: `https://store/${path} "etag"`,
      open: () => Promise.resolve(Readable.from([Buffer.from(path)])),
    })),
    bytes: 0,
    origin: 'azureml://',
  };
}

function context(config = inference(), models: readonly ResolvedModel[] = []): Promise<ContextFile[]> {
  return collectContext({ workspaceDirectory: workspace, inference: config, models, dockerfile: 'FROM x\n' });
}

async function paths(config?: InferenceConfig, models?: readonly ResolvedModel[]): Promise<string[]> {
  return (await context(config, models)).map((file) => file.path);
}

describe('collectContext', () => {
  it('lists everything under fixed folders, sorted by path', async () => {
    write('src/a b/"q".txt', 'x');
    const config = inference({ python: { kind: 'pip', packages: ['numpy'] } });
    expect(await paths(config, [model('iris', '3', ['iris/b.bin', 'iris/a.bin'])])).toEqual([
      'Dockerfile',
      'code/src/a b/"q".txt',
      'code/src/score.py',
      'environment/requirements.txt',
      'models/iris/3/iris/a.bin',
      'models/iris/3/iris/b.bin',
    ]);
  });

  it('takes only the entry script without a source directory', async () => {
    write('src/neighbour.py', '');
    const config = inferenceConfig({ entryScriptPath: join(workspace, 'src/score.py') });
    expect(await paths(config)).toEqual(['Dockerfile', 'code/score.py']);
  });

  it('leaves out version control and caches at every depth', async () => {
    for (const path of ['.git/config', 'deep/.hg/x', 'deep/.svn/x', '__pycache__/score.pyc', 'sub/.git']) {
      write(`src/${path}`, 'secret');
    }
    write('src/.gitignore', '*');
    expect(await paths()).toEqual(['Dockerfile', 'code/src/.gitignore', 'code/src/score.py']);
  });

  it('knows size, hash, permission and content of small and large files', async () => {
    const large = 'y'.repeat(3_000_000);
    chmodSync(write('src/run.sh', 'echo'), 0o700);
    write('src/large.bin', large);
    const files = await context();
    const file = (name: string): ContextFile | undefined =>
      files.find(({ path }) => path === `code/src/${name}`);
    expect(file('run.sh')).toMatchObject({
      bytes: 4,
      mode: 0o755,
      compress: true,
      identity: `sha256:${hash('sha256', 'echo')}`,
    });
    expect(file('score.py')?.mode).toBe(0o644);
    expect(file('large.bin')?.identity).toBe(`sha256:${hash('sha256', large)}`);
    const content = (await file('large.bin')?.open()) ?? Readable.from([]);
    expect((await collect(content)).toString()).toBe(large);
  });

  it('stores models and keeps their identity', async () => {
    const files = await context(inference(), [model('iris', '3', ['iris.pkl'])]);
    expect(files.at(-1)).toMatchObject({
      path: 'models/iris/3/iris.pkl',
      compress: false,
      identity: 'https://store/iris.pkl "etag"',
    });
  });

  it('follows links inside the repository', async () => {
    write('shared/util.py', '1');
    symlinkSync('../shared', join(workspace, 'src/lib'));
    symlinkSync('score.py', join(workspace, 'src/main.py'));
    expect(await paths()).toEqual([
      'Dockerfile',
      'code/src/lib/util.py',
      'code/src/main.py',
      'code/src/score.py',
    ]);
  });

  it('refuses every file that may not enter, all at once', async () => {
    writeFileSync(join(root, 'secret'), 'x');
    write('.git/config', 'token');
    symlinkSync('../../secret', join(workspace, 'src/outside'));
    symlinkSync('../.git/config', join(workspace, 'src/history'));
    symlinkSync('nowhere', join(workspace, 'src/broken'));
    mkdirSync(join(workspace, 'src/sub'));
    symlinkSync('..', join(workspace, 'src/sub/up'));
    write('src/a\nb', '');
    const findings = await findingsOf(context());
    expect(
      findings.map(({ message, place }) => [place?.file, message.slice(message.indexOf(': ') + 2)]),
    ).toEqual([
      ['src/a\nb', 'it has a control character in its name.'],
      ['src/broken', expect.stringMatching(/^it (does not exist|cannot be read)/)],
      ['src/history', 'it lies in .git, which never enters an image.'],
      ['src/outside', 'it points outside of the repository through a symbolic link.'],
      ['src/sub/up', 'it is a link to a folder that contains it.'],
    ]);
    expect(findings[0]?.message).not.toContain('\n');
  });

  it('refuses two files at one path', async () => {
    const twice = [model('iris', '0', ['iris.pkl']), model('iris', '0', ['iris.pkl'])];
    const [finding] = await findingsOf(context(inference(), twice));
    expect(finding).toMatchObject({
      input: 'models',
      message: 'Two files would lie at "models/iris/0/iris.pkl" in the image.',
    });
  });
});

describe('planImage', () => {
  const plan = (config = inference(), models: readonly ResolvedModel[] = []): ReturnType<typeof planImage> =>
    planImage({
      repository: 'aci-model-deploy/iris',
      server: 'ml.azurecr.io',
      workspaceDirectory: workspace,
      inference: config,
      models,
    });

  it('names the tag after the content', async () => {
    const build = await plan();
    expect(build).toMatchObject({ server: 'ml.azurecr.io', repository: 'aci-model-deploy/iris' });
    expect(build.tag).toMatch(/^[0-9a-f]{32}$/);
    expect(build.dockerfile).toContain('ENV AZUREML_ENTRY_SCRIPT="src/score.py"');
    expect((await plan()).tag).toBe(build.tag);
  });

  it.each<[string, () => Parameters<typeof plan>]>([
    ['code', () => (write('src/score.py', 'def init(): 1'), [inference()])],
    ['a permission', () => (chmodSync(join(workspace, 'src/score.py'), 0o755), [inference()])],
    ['a new file', () => (write('src/new', ''), [inference()])],
    ['the packages', () => [inference({ python: { kind: 'pip', packages: ['x'] } })]],
    ['the base image', () => [inference({ baseImage: 'python:3.12' })]],
    ['a model', () => [inference(), [model('iris', '3', ['iris.pkl'])]]],
  ])('changes the tag with %s', async (_what, change) => {
    const before = await plan();
    expect((await plan(...change())).tag).not.toBe(before.tag);
  });

  it('refuses a base image that is no reference, at its place', async () => {
    const [finding] = await findingsOf(plan(inference({ baseImage: 'https://python' })));
    expect(finding).toMatchObject({
      place: { file: 'inferenceconfig.json', line: 4, column: 3 },
      remedy: expect.stringContaining('Leave out https://'),
    });
  });
});
