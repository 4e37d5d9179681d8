import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readActionMetadata } from '../../scripts/runner/metadata.ts';
import { ROOT } from './support/repository.ts';

const { inputs } = await readActionMetadata(ROOT);
const sources = await sourcesOf([import.meta.dirname, join(import.meta.dirname, 'support')]);

/** Texts of the test files that give inputs to the built Action. */
async function sourcesOf(folders: readonly string[]): Promise<string> {
  const texts = folders.map(async (folder) => {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.ts'));
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  });
  return (await Promise.all(texts)).flat().join('\n');
}

describe('the end-to-end tests', () => {
  it.each(inputs.map(({ name }) => name))('give the input %s a value', (name) => {
    const given = new RegExp(`(?:^|[\\s{,])(?:'${name}'|${name}): ?['"\`A-Z{i]`, 'm');
    expect([name, given.test(sources)]).toEqual([name, true]);
  });
});
