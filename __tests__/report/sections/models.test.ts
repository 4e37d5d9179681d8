import { describe, expect, it } from '@jest/globals';
import { parseModelList } from '../../../src/models/list.ts';
import type { ResolvedModel } from '../../../src/models/types.ts';
import { modelsCell, renderModels } from '../../../src/report/sections/models.ts';
import type { Deployed } from '../../../src/service/decide/deployed.ts';
import { model } from '../facts.ts';

function versioned(name: string, version: string): ResolvedModel {
  return { ...model(name, 1_024), version };
}

function running(list: string): Deployed {
  return { revision: 'r', healthPath: '/', models: parseModelList(list) };
}

const MODELS = [versioned('iris', '4'), versioned('names', '1'), versioned('extra', '2')];
const BESIDE = running('iris:3,names:1,old:7');

describe('the table', () => {
  it('is empty without models', () => {
    expect(renderModels({ models: [] })).toBe('');
    expect(renderModels({})).toBe('');
  });

  it('shows where a model of the repository is', () => {
    const local: ResolvedModel = { ...versioned('iris', '0'), source: 'local', origin: 'models/iris.pkl' };
    expect(renderModels({ models: [local] })).toBe(`### Models

| Model | Version | Size | Files | From |
| --- | --- | --- | --- | --- |
| \`iris\` | \`0\` | 1.0 KB | 1 | \`models/iris.pkl\` |`);
  });

  it('shows beside a live service what changes, that first', () => {
    const rows = renderModels({ models: MODELS, beside: BESIDE }).split('\n').slice(2, 8);
    expect(rows).toEqual([
      '| Model | Version | Live service | Size | Files | From |',
      '| --- | --- | --- | --- | --- | --- |',
      '| `iris` | **`4`** | `3` | 1.0 KB | 1 | registered |',
      '| `extra` | **`2`** | none | 1.0 KB | 1 | registered |',
      '| `names` | `1` | `1` | 1.0 KB | 1 | registered |',
      '| `old` | **removed** | `7` |  |  |  |',
    ]);
  });

  it('folds a long list', () => {
    const many = Array.from({ length: 11 }, (_, index) => versioned(`m${index}`, '1'));
    expect(renderModels({ models: many })).toContain('<summary>11 models, together 11.0 KB</summary>');
    expect(renderModels({ models: many.slice(1) })).toContain('\n\n10 models, together 10.0 KB.');
    expect(renderModels({ models: many.slice(1) })).not.toContain('<details>');
  });
});

describe('the cell', () => {
  it.each<[string, Parameters<typeof modelsCell>[0], string | undefined]>([
    ['nothing of no models', { models: [] }, undefined],
    ['versions alone', { models: MODELS.slice(0, 1) }, '`iris` `4` (1.0 KB)'],
    [
      'what changes beside a live service',
      { models: MODELS, beside: BESIDE },
      '`iris` `3` → **`4`** (1.0 KB)<br>`extra` **`2`** (new) (1.0 KB)<br>`names` `1` (1.0 KB)<br>`old` `7` → removed',
    ],
    [
      'what changes since the last deployment',
      { models: MODELS.slice(0, 1), since: { before: running('iris:3'), after: running('iris:4') } },
      '`iris` `3` → **`4`** (1.0 KB)',
    ],
    [
      'nothing as new that a cut list may have had',
      { models: MODELS.slice(2), beside: running('…') },
      '`extra` `2` (1.0 KB)',
    ],
  ])('tells %s', (_name, facts, cell) => {
    expect(modelsCell(facts)).toBe(cell);
  });

  it('says how many are left out', () => {
    const many = Array.from({ length: 12 }, (_, index) => versioned(`m${index}`, '1'));
    expect(modelsCell({ models: many })).toMatch(/`m9` `1` \(1\.0 KB\)<br>… and 2 more$/);
  });
});
