import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from '@jest/globals';
import type { Finding } from '../../src/findings.ts';

const made: string[] = [];

afterEach(async () => {
  await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
});

/** A user's repository in a temporary folder that goes away after the test. Objects are written as JSON. */
export async function repository(
  files: Readonly<Record<string, string | Uint8Array | object>>,
): Promise<string> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), 'config-test-')));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    await writeFile(file, raw ? content : JSON.stringify(content, undefined, 2));
  }
  return root;
}

/** A finding in one line, for comparisons: `error deploymentconfig.json:3:5 message`. */
export function line({ severity, message, place, input }: Finding): string {
  const position = place ? [place.file, place.line, place.column].filter(Boolean).join(':') : input;
  return [severity, position, message].filter(Boolean).join(' ');
}
