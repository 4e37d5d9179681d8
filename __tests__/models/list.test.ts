import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { modelChanges } from '../../src/models/changes.ts';
import type { ModelChange } from '../../src/models/changes.ts';
import { formatModelList, parseModelList } from '../../src/models/list.ts';

const models = (text: string): { name: string; version: string }[] => [...parseModelList(text).models];

describe('the list of models in a tag', () => {
  it.each([
    ['', 256, ''],
    ['iris:3', 256, 'iris:3'],
    ['iris:3,other:1', 256, 'iris:3,other:1'],
    ['b:1,a:1', 256, 'b:1,a:1'],
    ['iris:3,other:1', 14, 'iris:3,other:1'],
    ['iris:3,other:1', 13, 'iris:3,…'],
    ['iris:3,other:1,c:1', 14, 'iris:3,…'],
    ['iris:3,other:1', 7, '…'],
  ])('is %j in %i characters: %j', (all, limit, expected) => {
    expect(formatModelList(models(all), limit)).toBe(expected);
  });

  it('is read back as it was written, as far as it fitted', () => {
    const name = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,40}$/);
    const list = fc.array(fc.record({ name, version: name }), { maxLength: 12 });
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 300 }), (all, limit) => {
        const text = formatModelList(all, limit);
        expect(text.length).toBeLessThanOrEqual(limit);
        const read = parseModelList(text);
        expect(read.models).toEqual(all.slice(0, read.models.length));
        expect(read.isComplete).toBe(read.models.length === all.length);
      }),
    );
  });

  it('is never more than what it says, whatever somebody has written into the tag', () => {
    expect(parseModelList('iris,:3,iris:,a:b:c,,other:1')).toEqual({
      models: [{ name: 'other', version: '1' }],
      isComplete: true,
    });
    expect(parseModelList(undefined)).toEqual({ models: [], isComplete: true });
    fc.assert(fc.property(fc.string(), (text) => void parseModelList(text)));
  });
});

describe('changes of models', () => {
  const change = (name: string, from: string[], to: string[]): ModelChange => ({ name, from, to });

  it.each<[string, string, ModelChange[]]>([
    ['iris:3', 'iris:3', []],
    ['a:1,b:1', 'b:1,a:1', []],
    ['iris:3', 'iris:4', [change('iris', ['3'], ['4'])]],
    ['', 'iris:3', [change('iris', [], ['3'])]],
    ['iris:3', '', [change('iris', ['3'], [])]],
    [
      'old:1,iris:3',
      'new:1,iris:4',
      [change('new', [], ['1']), change('iris', ['3'], ['4']), change('old', ['1'], [])],
    ],
    ['iris:3', 'iris:3,iris:4', [change('iris', [], ['4'])]],
    ['iris:3,iris:4', 'iris:4,iris:5', [change('iris', ['3'], ['5'])]],
  ])('from %j to %j', (before, after, changes) => {
    expect(modelChanges(parseModelList(before), parseModelList(after))).toEqual({
      changes,
      isComplete: true,
    });
  });

  it.each<[string, string, ModelChange[]]>([
    ['iris:3,…', 'iris:4,other:1', [change('iris', ['3'], ['4'])]],
    ['iris:3,other:1', 'iris:4,…', [change('iris', ['3'], ['4'])]],
    ['iris:3,…', 'other:1', [change('iris', ['3'], [])]],
  ])('of which cut lists tell only what is sure: %j to %j', (before, after, changes) => {
    expect(modelChanges(parseModelList(before), parseModelList(after))).toEqual({
      changes,
      isComplete: false,
    });
  });
});
