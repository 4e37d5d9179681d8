import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';

const LAUNCHER = resolve(import.meta.dirname, '../../scripts/node24.mjs');
const OLD_NODE = `data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'20.1.0'}})`;
const folder = mkdtempSync(join(tmpdir(), 'node24-test-'));
const script = join(folder, 'script.ts');
writeFileSync(script, 'const words: string[] = process.argv.slice(2); console.log(words.join());');
afterAll(() => rmSync(folder, { recursive: true }));

function launch(flags: readonly string[], args: readonly string[]): { status: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, LAUNCHER, ...args], {
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

describe('node24.mjs', () => {
  it('runs a TypeScript file with its arguments', () => {
    expect(launch([], [script, 'a', '--b'])).toEqual({ status: 0, text: 'a,--b\n' });
  });

  it('says under an older Node what is needed and where it comes from', () => {
    const { status, text } = launch(['--import', OLD_NODE], [script]);
    expect(status).toBe(1);
    expect(text).toContain('script.ts needs Node 24 and this is Node 20.1.0.');
    expect(text).toContain('without --omit=optional');
  });
});
