import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { renderInputs, renderOutputs, replaceBetweenMarkers } from '../../../scripts/docs/tables.ts';
import { readActionMetadata } from '../../../scripts/runner/metadata.ts';
import type { ActionMetadata } from '../../../scripts/runner/metadata.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (path: string): Promise<string> => readFile(resolve(ROOT, path), 'utf8');
/** Every page of the project. */
const PAGES = globSync('{*.md,docs/*.md,examples/**/*.md,local-*/**/*.md}', { cwd: ROOT });

let action: ActionMetadata;
beforeAll(async () => {
  action = await readActionMetadata(ROOT);
});

describe('README.md', () => {
  it('has the inputs and outputs of action.yml (npm run docs)', async () => {
    const readme = await read('README.md');
    const fresh = replaceBetweenMarkers(
      replaceBetweenMarkers(readme, 'inputs', renderInputs(action.inputs)),
      'outputs',
      renderOutputs(action.outputs),
    );
    expect(readme).toBe(fresh);
  });
});

describe('the documents', () => {
  it.each(PAGES)('%s names only files that are there', async (page) => {
    const text = await read(page);
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) =>
      resolve(ROOT, page, '..', link),
    );
    const sources = [
      ...text.matchAll(/`((?:src|scripts|local-azure|local-github|__tests__)\/[\w./-]+)`/g),
    ].map(([, path = '']) => resolve(ROOT, path));
    expect([...links, ...sources].filter((path) => !existsSync(path))).toEqual([]);
  });
});

describe('action.yml', () => {
  it('has only inputs that src/inputs.ts reads, and all of them', async () => {
    const source = await read('src/inputs.ts');
    const unread = action.inputs.filter(({ name }) => !source.includes(`'${name}'`));
    expect(unread.map(({ name }) => name)).toEqual([]);
  });

  it('has the outputs that src/report sets', async () => {
    const files = ['src/report/outputs.ts', 'src/report/look/outputs.ts'];
    const source = (await Promise.all(files.map(read))).join('\n');
    const unset = action.outputs.filter(
      ({ name }) => !new RegExp(`['"]?${name}['"]?:|\\{ ${name}: `).test(source),
    );
    expect(unset.map(({ name }) => name)).toEqual([]);
  });

  it('describes every input and output, in a section', () => {
    for (const input of action.inputs) {
      expect([input.name, input.section]).not.toContain('');
      expect(input.description).toMatch(/\.$/);
    }
    for (const output of action.outputs) expect(output.description).toMatch(/\.$/);
  });

  it('runs the committed bundle on Node 24, for both steps', () => {
    expect(action.runs).toEqual({
      using: 'node24',
      main: 'dist/index.js',
      post: 'dist/index.js',
      postIf: 'always()',
    });
  });
});

describe('tables', () => {
  it('keep pipes and line breaks out of cells', () => {
    const outputs = [{ name: 'a', description: 'x | y\n  z' }];
    expect(renderOutputs(outputs)).toBe('| output | what it is |\n| --- | --- |\n| `a` | x \\| y z |');
  });

  it('need their markers', () => {
    expect(() => replaceBetweenMarkers('text', 'inputs', '')).toThrow('<!-- inputs:begin -->');
  });
});
