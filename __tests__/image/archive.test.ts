import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { streamArchive } from '../../src/image/archive.ts';
import type { ContextFile } from '../../src/image/types.ts';
import { collect, contextFile, findingsOf, imageBuild } from './fakes.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const weights = Buffer.alloc(200_000, 'w');
const long = `models/${'n'.repeat(120)}/1/${'ü'.repeat(60)}/model.bin`;
const files = [
  contextFile('Dockerfile', 'FROM x\n'),
  contextFile('code/run me.sh', 'echo', { mode: 0o755 }),
  contextFile('models/iris/3/iris.bin', weights, { compress: false }),
  contextFile('code/empty', ''),
  contextFile('code/big.txt', 'z'.repeat(300_000)),
  contextFile(long, 'm', { compress: false }),
];

async function archive(context: readonly ContextFile[] = files): Promise<Buffer> {
  return collect(streamArchive(imageBuild(context), () => undefined));
}

async function archiveFile(context?: readonly ContextFile[]): Promise<string> {
  const path = join(folder, 'context.tar.gz');
  writeFileSync(path, await archive(context));
  return path;
}

describe('streamArchive', () => {
  it('is read by tar, with contents and permissions', async () => {
    const path = await archiveFile();
    const listing = execFileSync('tar', ['-tzf', path, '--quoting-style=literal'], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
    expect(listing.trim().split('\n').sort()).toEqual(files.map((file) => file.path).sort());
    expect(execFileSync('tar', ['-xzOf', path, 'models/iris/3/iris.bin']).equals(weights)).toBe(true);
    const [line = ''] = execFileSync('tar', ['-tvzf', path, 'code/run me.sh'], {
      encoding: 'utf8',
      env: { ...process.env, TZ: 'UTC' },
    }).split('\n');
    expect(line).toMatch(/^-rwxr-xr-x .* 4 1970-01-01 00:00 /);
  });

  it('is read by Python', async () => {
    const script =
      'import sys,tarfile\nfor m in tarfile.open(sys.argv[1]): print(m.name, m.size, oct(m.mode), m.mtime)';
    const out = execFileSync('python3', ['-c', script, await archiveFile()], {
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
    });
    expect(out.trim().split('\n').sort()).toEqual(
      files.map((file) => `${file.path} ${file.bytes} 0o${file.mode.toString(8)} 0`).sort(),
    );
  });

  it.each([
    ['only code', files.filter((file) => file.compress)],
    ['only models', files.filter((file) => !file.compress)],
    ['nothing', []],
  ])('holds %s', async (_what, context) => {
    const listing = execFileSync('tar', ['-tzf', await archiveFile(context)], { encoding: 'utf8' });
    expect(listing.split('\n').filter(Boolean)).toHaveLength(context.length);
  });

  it('gives the same bytes for the same context', async () => {
    expect((await archive()).equals(await archive())).toBe(true);
  });

  it('compresses code and stores models', async () => {
    const bytes = await archive();
    expect(bytes.length).toBeGreaterThan(weights.length);
    expect(bytes.length).toBeLessThan(weights.length + 20_000);
    expect(bytes.includes(weights.subarray(0, 10_000))).toBe(true);
    expect(gunzipSync(bytes).length % 512).toBe(0);
  });

  it('tells how much of the content was read', async () => {
    const told: number[] = [];
    await collect(streamArchive(imageBuild(files), (bytes) => told.push(bytes)));
    expect(told.at(-1)).toBe(files.reduce((sum, file) => sum + file.bytes, 0));
    expect(told).toEqual(told.toSorted((a, b) => a - b));
  });

  it('opens one file after the other, and none before it is asked for', async () => {
    const opened: string[] = [];
    const watched = files.map((file) => ({ ...file, open: () => (opened.push(file.path), file.open()) }));
    const stream = streamArchive(imageBuild(watched), () => undefined);
    expect(opened).toEqual([]);
    await collect(stream);
    expect(opened).toHaveLength(files.length);
  });

  it.each([
    ['longer', 3, '"code/score.py" is longer than the 3 bytes it had when it was listed.'],
    ['shorter', 5, '"code/score.py" is shorter than the 5 bytes it had when it was listed.'],
  ])('fails when a file is %s than listed', async (_how, bytes, message) => {
    const [finding] = await findingsOf(archive([contextFile('code/score.py', 'four', { bytes })]));
    expect(finding).toMatchObject({ severity: 'error', message });
  });

  it('passes on what a source says when it breaks', async () => {
    const broken = (): Promise<Readable> =>
      Promise.resolve(
        Readable.from(
          (function* () {
            yield Buffer.from('ab');
            throw new Error('the download broke');
          })(),
        ),
      );
    await expect(
      archive([contextFile('models/a', 'abcd', { compress: false, open: broken })]),
    ).rejects.toThrow('the download broke');
    await expect(
      archive([contextFile('a', 'b', { open: () => Promise.reject(new Error('gone')) })]),
    ).rejects.toThrow('gone');
  });

  it('keeps little in memory', async () => {
    const size = 200_000_000;
    const chunk = Buffer.alloc(1 << 16);
    const open = (): Promise<Readable> =>
      Promise.resolve(
        Readable.from(
          (function* () {
            for (let left = size; left > 0; left -= chunk.length)
              yield chunk.subarray(0, Math.min(left, chunk.length));
          })(),
        ),
      );
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let total = 0;
    const stream = streamArchive(
      imageBuild([contextFile('models/m', '', { bytes: size, compress: false, open })]),
      () => undefined,
    );
    for await (const piece of stream) {
      total += (piece as Buffer).length;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
    expect(total).toBeGreaterThan(size);
    expect(most).toBeLessThan(150_000_000);
  });
});
