import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/findings.ts';
import { ActionError } from '../../src/findings.ts';
import { checkLocalModels, resolveLocal } from '../../src/models/local.ts';
import { parseModelReferences } from '../../src/models/reference.ts';
import type { LocalReference, ResolvedModel } from '../../src/models/types.ts';

const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;

let repository: string;
beforeEach(() => {
  repository = mkdtempSync(join(tmpdir(), 'models-'));
});
afterEach(() => rmSync(repository, { recursive: true }));

function put(path: string, content: string | Buffer = path): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  writeFileSync(join(repository, path), content);
}

function link(path: string, target: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true });
  symlinkSync(target, join(repository, path));
}

async function resolve(text: string): Promise<ResolvedModel> {
  const [reference] = parseModelReferences(text).references;
  return (await resolveLocal(reference as LocalReference, repository)).model;
}

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const caught: unknown = await resolve(text).catch((error: unknown) => error);
  if (caught instanceof ActionError) return caught.findings;
  throw new Error(`Expected an ActionError, got ${String(caught)}`);
}

function sha256(content: string | Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

describe('a file', () => {
  it('is a model of version 0 under its base name', async () => {
    put('models/iris.pkl', 'weights');
    const model = await resolve('./models/iris.pkl');
    expect(model).toMatchObject({ name: 'iris', version: '0', source: 'local', root: 'iris.pkl', bytes: 7 });
    expect(model).toMatchObject({ origin: 'models/iris.pkl', place: { file: 'models/iris.pkl' } });
    expect(model.files).toEqual([
      { path: 'iris.pkl', bytes: 7, identity: sha256('weights'), open: expect.any(Function) },
    ]);
  });

  it.each([0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, (3 << 20) + 17])(
    'of %d bytes is hashed and opened whole',
    async (bytes) => {
      const content = randomBytes(bytes);
      put('m.bin', content);
      const [file] = (await resolve('./m.bin')).files;
      expect(file?.identity).toBe(sha256(content));
      expect(file && content.equals(await buffer(await file.open()))).toBe(true);
    },
  );

  it('that grows before it is read is an error', async () => {
    put('m.bin', 'abc');
    const [file] = (await resolve('./m.bin')).files;
    appendFileSync(join(repository, 'm.bin'), 'd');
    await expect(file?.open().then(buffer)).rejects.toThrow(
      'The file "m.bin" has 3 bytes, but reading it gave more.',
    );
  });

  it('that goes away before it is read is an error', async () => {
    put('m.bin', 'abc');
    const [file] = (await resolve('./m.bin')).files;
    rmSync(join(repository, 'm.bin'));
    await expect(file?.open().then(buffer)).rejects.toThrow(/ENOENT/);
  });

  it('keeps the name of the link that leads to it', async () => {
    put('store/0a1b', 'weights');
    link('models/iris.pkl', '../store/0a1b');
    expect((await resolve('./models/iris.pkl')).files).toMatchObject([
      { path: 'iris.pkl', identity: sha256('weights') },
    ]);
  });
});

describe('a folder', () => {
  it('is read in the order of names, without version control', async () => {
    for (const path of ['b', 'a/z', 'a/.git/config', '.git', '.hg/x', '.svn/x', '.gitignore', 'a/c'])
      put(`m/${path}`);
    const model = await resolve('iris=m/');
    expect(model.files.map(({ path }) => path)).toEqual(['m/.gitignore', 'm/a/c', 'm/a/z', 'm/b']);
    expect(model.bytes).toBe(model.files.reduce((sum, { bytes }) => sum + bytes, 0));
  });

  it('may have links to files and folders of the repository', async () => {
    put('shared/tokens.txt');
    put('m/weights');
    link('m/tokens.txt', '../shared/tokens.txt');
    link('m/more', '../shared');
    expect((await resolve('./m')).files.map(({ path }) => path)).toEqual([
      'm/more/tokens.txt',
      'm/tokens.txt',
      'm/weights',
    ]);
  });

  it.each(['m', 'm/sub'])('without files (%s) is an error', async (folder) => {
    mkdirSync(join(repository, folder), { recursive: true });
    put('m/.git/config');
    expect(await findingsOf('./m')).toMatchObject([
      {
        message: 'The model folder "./m" has no files.',
        remedy: expect.stringMatching(/Git keeps no empty folders/),
      },
    ]);
  });

  it('tells all its bad files at once, each with its place', async () => {
    put('m/a', POINTER);
    put('m/sub/b', POINTER);
    link('m/c', '/etc/passwd');
    link('m/d', 'nothing');
    link('m/sub/up', '..');
    put('.git/config', 'token');
    link('m/e', '../.git');
    execFileSync('mkfifo', [join(repository, 'm/f')]);
    const findings = await findingsOf('./m');
    expect(findings.map(({ message }) => message)).toEqual([
      'The model file "m/a" is a Git LFS pointer, not the file itself: the checkout did not fetch it.',
      'The file "m/c" of the model points outside of the repository through a symbolic link.',
      expect.stringMatching(/^The file "m\/d" of the model does not exist/),
      'The file "m/e" of the model lies in .git, which never enters an image.',
      '"m/f" is neither a file nor a folder.',
      'The model file "m/sub/b" is a Git LFS pointer, not the file itself: the checkout did not fetch it.',
      'The model folder contains itself: "m/sub/up" is a link to a folder above it.',
    ]);
    expect(findings[0]).toMatchObject({
      place: { file: 'm/a' },
      remedy: 'Set `lfs: true` under `with:` of actions/checkout.',
    });
  });
});

describe('Git LFS', () => {
  it.each<[string, string, boolean]>([
    ['a pointer', POINTER, true],
    [
      'a pointer with extensions',
      `version https://git-lfs.github.com/spec/v1\next-0-foo sha256:0\n${POINTER}`,
      true,
    ],
    ['a text about pointers', `see ${POINTER}`, false],
    ['a large file that begins like one', POINTER.padEnd(1024), false],
    ['a short file', 'version', false],
    ['an empty file', '', false],
  ])('%s', async (_name, content, pointer) => {
    put('m', content);
    const found = await resolve('./m').then(
      () => false,
      () => true,
    );
    expect(found).toBe(pointer);
  });
});

describe('a path that cannot be used', () => {
  it.each([
    ['./missing.pkl', /^The model path "\.\/missing\.pkl" does not exist/],
    ['../outside.pkl', /^The model path "\.\.\/outside\.pkl" points outside of the repository/],
    ['x=/etc/passwd', /^The model path "\/etc\/passwd" points outside of the repository/],
    ['x=.git/config', /^The model path "\.git\/config" lies in \.git, which never enters an image/],
  ])('%s', async (text, message) => {
    put('.git/config');
    expect(await findingsOf(text)).toMatchObject([
      {
        message: expect.stringMatching(message),
        input: 'models',
        remedy: expect.stringMatching(/actions\/checkout/),
      },
    ]);
  });
});

describe('checkLocalModels', () => {
  const check = (models: string): Promise<Finding[]> =>
    checkLocalModels(parseModelReferences(models).references, repository);

  it('tells what is wrong with every model of the repository, without registered ones', async () => {
    put('model/iris.json');
    put('big.bin', POINTER);
    const findings = await check('./model\n./nothing.pkl\n./big.bin\niris:3');
    expect(findings.map(({ message }) => message)).toEqual([
      'The model path "./nothing.pkl" does not exist.',
      'The model file "big.bin" is a Git LFS pointer, not the file itself: the checkout did not fetch it.',
    ]);
  });
});
