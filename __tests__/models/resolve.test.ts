import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { error, failure, warning } from '../../src/findings.ts';
import { silentLog } from '../../src/log.ts';
import { mergeAlike } from '../../src/models/merge-alike.ts';
import { parseModelReferences } from '../../src/models/reference.ts';
import { resolveModels } from '../../src/models/resolve.ts';
import type { FoundModel, ModelStore, RegisteredReference } from '../../src/models/types.ts';

let workspaceDirectory: string;
beforeEach(() => {
  workspaceDirectory = mkdtempSync(join(tmpdir(), 'models-'));
  writeFileSync(join(workspaceDirectory, 'iris.pkl'), 'weights');
});
afterEach(() => rmSync(workspaceDirectory, { recursive: true }));

function found({ name, version = '7' }: RegisteredReference): FoundModel {
  return {
    model: { name, version, source: 'registered', root: name, files: [], bytes: 1, origin: 'x' },
    findings: [],
  };
}

const store: ModelStore = { find: (reference) => Promise.resolve(found(reference)) };

function resolve(
  lines: string,
  options: { store?: ModelStore } = { store },
): ReturnType<typeof resolveModels> {
  return resolveModels(parseModelReferences(lines).references, { workspaceDirectory, ...options });
}

describe('resolving', () => {
  it('keeps the order of the lines, whichever comes first', async () => {
    const slow: ModelStore = {
      find: async (reference) => {
        for (let turn = 0; turn < 50 && reference.name === 'a'; turn += 1) await Promise.resolve();
        return found(reference);
      },
    };
    const { models } = await resolve('a:1\n./iris.pkl\nb', { store: slow });
    expect(models.map(({ name, version }) => `${name}:${version}`)).toEqual(['a:1', 'iris:0', 'b:7']);
  });

  it('looks everything up at the same time', async () => {
    let waiting = 0;
    const all = Promise.withResolvers<undefined>();
    const together: ModelStore = {
      find: async (reference) => {
        waiting += 1;
        if (waiting === 20) all.resolve(undefined);
        await all.promise;
        return found(reference);
      },
    };
    const lines = Array.from({ length: 20 }, (_, index) => `m${index}:1`).join('\n');
    expect((await resolve(lines, { store: together })).models).toHaveLength(20);
  });

  it('tells everything that is wrong at once, and keeps warnings', async () => {
    const mixed: ModelStore = {
      find: (reference) =>
        reference.name === 'old'
          ? Promise.resolve({ ...found(reference), findings: [warning('archived')] })
          : Promise.reject(failure(`no ${reference.name}`)),
    };
    const { models, findings } = await resolve('a:1\nold:1\n./missing.pkl\nb:1', { store: mixed });
    expect(models.map(({ name }) => name)).toEqual(['old']);
    expect(findings.map(({ severity, message }) => `${severity} ${message}`)).toEqual([
      'error no a',
      'warning archived',
      expect.stringMatching(/^error The model path "\.\/missing\.pkl" does not exist/),
      'error no b',
    ]);
  });

  it('throws on what is not about a model', async () => {
    const failing: ModelStore = { find: () => Promise.reject(new Error('AADSTS700024')) };
    await expect(resolve('a:1', { store: failing })).rejects.toThrow('AADSTS700024');
  });

  it('names the input workspace when there is none', async () => {
    const { findings } = await resolve('a:1\n./iris.pkl', {});
    expect(findings).toEqual([
      expect.objectContaining({
        input: 'workspace',
        message: 'The model "a:1" is registered in a workspace, but the run has none.',
      }),
    ]);
  });

  it.each(['a\na:7', 'iris:0\nx:1\niris=./iris.pkl'])(
    'tells when two lines turn out to be one model: %j',
    async (lines) => {
      const references = lines.split('\n').flatMap((line) => parseModelReferences(line).references);
      const { findings } = await resolveModels(references, { workspaceDirectory, store });
      expect(findings).toEqual([
        expect.objectContaining({ message: expect.stringMatching(/are the same model: (a:7|iris:0)\.$/) }),
      ]);
    },
  );

  it('shows how far it is when there are many', async () => {
    const told: string[] = [];
    const lines = Array.from({ length: 250 }, (_, index) => `m${index}:1`).join('\n');
    const log = { ...silentLog, info: (text: string) => void told.push(text) };
    await resolveModels(parseModelReferences(lines).references, { workspaceDirectory, store, log });
    expect(told).toEqual(['Looked up 100 of 250 models', 'Looked up 200 of 250 models']);
    await resolveModels(parseModelReferences('a:1').references, { workspaceDirectory, store, log });
    expect(told).toHaveLength(2);
  });
});

describe('refusals that are alike', () => {
  const refused = (name: string, remedy: string): ReturnType<typeof error> =>
    error(`Could not read ${name}`, { remedy, azure: { code: 'AuthorizationFailed' } });

  it('are told once, with the others below', () => {
    expect(mergeAlike([refused('a', 'R1'), refused('b', 'R2'), refused('c', 'R1'), error('else')])).toEqual([
      { ...refused('a', 'R1'), evidence: ['The same for 1 more:', 'Could not read c'] },
      refused('b', 'R2'),
      error('else'),
    ]);
  });

  it('need no list when they say the same', () => {
    expect(mergeAlike([error('x', { remedy: 'r' }), error('x', { remedy: 'r' })])).toEqual([
      error('x', { remedy: 'r' }),
    ]);
  });

  it('differ when they are at different places', () => {
    const at = (line: number): ReturnType<typeof error> => error('x', { place: { file: 'f', line } });
    expect(mergeAlike([at(1), at(2)])).toHaveLength(2);
  });
});
