import { describe, expect, it } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import { readFileAt } from '../../src/github/contents.ts';
import { localApi } from './local-api.ts';

const COMMIT = 'b'.repeat(40);
/** No text: what reads it as UTF-8 destroys it. */
const BINARY = Uint8Array.from({ length: 512 }, (_, index) => index % 256);

function read(path: string, github = withFiles()): Promise<Uint8Array | undefined> {
  return readFileAt(localApi(github), path, COMMIT);
}

function withFiles(
  permissions?: Parameters<typeof createLocalGitHub>[0],
): ReturnType<typeof createLocalGitHub> {
  const github = createLocalGitHub({ settings: { private: true }, ...permissions });
  github.files.set(COMMIT, {
    'smoke-test.json': '{"data": "ä"}',
    'tests/images/a cat#1.png': BINARY,
    'tests/large.bin': Buffer.alloc(2 * 1024 * 1024, 'x'),
    'tests/empty.txt': '',
  });
  return github;
}

describe('a file of the repository at a commit', () => {
  it.each<[string, Uint8Array]>([
    ['smoke-test.json', Buffer.from('{"data": "ä"}')],
    ['tests/images/a cat#1.png', BINARY],
    ['tests/large.bin', Buffer.alloc(2 * 1024 * 1024, 'x')],
    ['tests/empty.txt', Buffer.alloc(0)],
  ])('%s comes byte for byte', async (path, content) => {
    const github = withFiles();
    const found = await read(path, github);
    expect(found && Buffer.from(found).equals(content)).toBe(true);
    expect(github.violations()).toEqual([]);
  });

  it.each(['none.json', 'tests', 'tests/none/smoke.json'])('%s is none', async (path) => {
    expect(await read(path)).toBeUndefined();
  });

  it('needs the permission to read contents', async () => {
    await expect(
      read('smoke-test.json', withFiles({ permissions: { contents: 'none' } })),
    ).rejects.toMatchObject({
      isPermission: true,
      findings: [
        {
          message: expect.stringMatching(
            /^GitHub did not let this run read the file smoke-test\.json at bbbbbbb \(403\)/,
          ),
          remedy: 'Add `contents: read` to the `permissions:` of the job.',
        },
      ],
    });
  });

  it('is asked for again when GitHub does not answer', async () => {
    const github = withFiles();
    github.faults.add({ operation: 'repos/get-content', status: 502, nth: { from: 1, to: 2 } });
    expect(await read('tests/empty.txt', github)).toHaveLength(0);
    expect(github.exchanges).toHaveLength(3);
  });
});
