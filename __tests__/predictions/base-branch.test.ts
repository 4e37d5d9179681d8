import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadFromBase, pathInRepository } from '../../src/predictions/base-branch.ts';
import type { SmokeFile } from '../../src/smoke/file.ts';
import { withWorkspace } from '../smoke/workspace.ts';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x00, 0xff]);

type Files = Readonly<Record<string, string | Uint8Array>>;

interface Loaded {
  readonly smoke: SmokeFile | undefined;
  /** What was asked for, in order. */
  readonly asked: readonly string[];
}

/** Loads from a base branch with these files, for a checkout with those. */
async function load(
  base: Files,
  options: { given?: string; limit?: number; checkout?: Files } = {},
): Promise<Loaded> {
  const asked: string[] = [];
  const { given, limit, checkout = {} } = options;
  const smoke = await withWorkspace(checkout, (workspaceDirectory) =>
    loadFromBase(
      {
        workspaceDirectory,
        scoringTimeoutMs: 60_000,
        ...(given !== undefined && { path: given }),
        ...(limit !== undefined && { limit }),
      },
      (file) => {
        asked.push(file);
        const content = base[file];
        return Promise.resolve(typeof content === 'string' ? Buffer.from(content) : content);
      },
    ),
  );
  return { smoke, asked };
}

describe('the smoke test of the base branch', () => {
  it('is its own file, whatever the pull request has', async () => {
    const { smoke, asked } = await load(
      { 'smoke-test.json': '{"tolerance": 0.1, "requests": [{"name": "base", "body": 1}]}' },
      { checkout: { 'smoke-test.json': '{"tolerance": 0.9, "requests": [{"name": "pull", "body": 2}]}' } },
    );
    expect(smoke).toMatchObject({ tolerance: 0.1, requests: [{ name: 'base', body: '1' }], findings: [] });
    expect(asked).toEqual(['smoke-test.json']);
  });

  it.each([
    [
      'the first of the usual names',
      { 'smoke-test.yml': 'a: 1', 'smoke-test.yaml': 'b: 2' },
      undefined,
      '{"a":1}',
    ],
    [
      'the one that is named',
      { 'tests/smoke.yml': 'a: 1', 'smoke-test.json': '2' },
      'tests/smoke.yml',
      '{"a":1}',
    ],
  ])('is %s', async (_name, base: Files, given, body) => {
    expect((await load(base, given === undefined ? {} : { given })).smoke?.requests).toMatchObject([
      { body },
    ]);
  });

  it('may not be there yet', async () => {
    expect(await load({ 'smoke-test.json': '1' }, { given: 'tests/smoke.json' })).toEqual({
      smoke: undefined,
      asked: ['tests/smoke.json'],
    });
    expect((await load({})).asked).toEqual(['smoke-test.json', 'smoke-test.yml', 'smoke-test.yaml']);
  });

  it('brings the files that its requests send, byte for byte and each once', async () => {
    const requests = ['cat.png', '../cat.png', 'cat.png', './more/cat.png'].map((file) => ({ file }));
    const { smoke, asked } = await load(
      {
        'tests/smoke.json': JSON.stringify({ requests }),
        'tests/cat.png': PNG,
        'cat.png': 'a',
        'tests/more/cat.png': 'b',
      },
      { given: 'tests/smoke.json', checkout: { 'tests/cat.png': 'the cat of the pull request' } },
    );
    expect(smoke?.findings).toEqual([]);
    expect(smoke?.requests.map(({ body }) => Buffer.from(body))).toEqual(
      [PNG, 'a', PNG, 'b'].map((content) => Buffer.from(content)),
    );
    expect(asked).toEqual(['tests/smoke.json', 'tests/cat.png', 'cat.png', 'tests/more/cat.png']);
  });

  it.each([
    ['outside of the repository', '../../../../../etc/passwd', /points outside of the repository/],
    ['an absolute path', '/etc/passwd', /points outside of the repository/],
    ['a folder', '.', /is not a file/],
    ['not there', 'none.png', /does not exist/],
  ])('sends no file that is %s', async (_name, file, problem) => {
    const { smoke, asked } = await load({ 'smoke-test.json': JSON.stringify({ requests: [{ file }] }) });
    expect(smoke).toMatchObject({ requests: [], findings: [{ message: expect.stringMatching(problem) }] });
    expect(asked.every((name) => name === 'smoke-test.json' || name === 'none.png')).toBe(true);
  });

  it('asks for no more files than are sent', async () => {
    const requests = ['1', '2', '3'].map((file) => ({ file }));
    const { smoke, asked } = await load(
      { 'smoke-test.json': JSON.stringify({ requests }), 1: 'a', 2: 'b' },
      { limit: 2 },
    );
    expect(smoke).toMatchObject({ requests: [{}, {}], leftOut: 1, findings: [] });
    expect(asked).toEqual(['smoke-test.json', '1', '2']);
  });

  it('says what is wrong with it', async () => {
    const { smoke } = await load({ 'smoke-test.json': '{"requests": []}' });
    expect(smoke?.findings).toMatchObject([{ message: '"requests" is empty.' }]);
  });

  it('cannot be in Git LFS', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n';
    const base = { 'smoke-test.json': '{"requests": [{"file": "cat.png"}]}', 'cat.png': pointer };
    await expect(load(base)).rejects.toThrow('The file cat.png is in Git LFS');
  });

  it('leaves nothing in the temporary folder', async () => {
    const { TMPDIR } = process.env;
    await withWorkspace({}, async (folder) => {
      process.env['TMPDIR'] = folder;
      try {
        const pointer = 'version https://git-lfs.github.com/spec/v1';
        await load({ 'smoke-test.json': '1' });
        await load({ 'smoke-test.json': pointer }).catch(() => undefined);
        expect(await readdir(folder)).toEqual([]);
      } finally {
        if (TMPDIR === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = TMPDIR;
      }
    });
  });
});

describe('where a file is in its repository', () => {
  it.each([
    ['the workspace is the repository', '.git', 'tests/smoke.json', 'tests/smoke.json'],
    ['it is checked out into a folder', 'source/.git', 'source/tests/smoke.json', 'tests/smoke.json'],
    ['the innermost repository counts', 'source/iris/.git', 'source/iris/smoke.json', 'smoke.json'],
    [
      'there is no .git, because the checkout came without git',
      'nothing',
      'source/smoke.json',
      'source/smoke.json',
    ],
  ])('%s', async (_name, git, name, expected) => {
    await withWorkspace({}, async (folder) => {
      await mkdir(path.join(folder, git), { recursive: true });
      expect(pathInRepository(folder, name)).toBe(expected);
      expect(pathInRepository(folder, path.join(folder, name))).toBe(expected);
    });
  });

  it('a link leads nowhere else', async () => {
    await withWorkspace({ 'other/smoke.json': '1' }, async (folder) => {
      await writeFile(path.join(folder, 'smoke.json'), '');
      await symlink(path.join(folder, 'other/smoke.json'), path.join(folder, 'link.json'));
      expect(pathInRepository(folder, 'link.json')).toBe('link.json');
    });
  });
});
