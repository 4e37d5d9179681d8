import { expect, it } from '@jest/globals';
import { actionlint } from '../../../scripts/workflows/actionlint.ts';

const FAULT = { file: 'w.yml', line: 3, column: 5, message: 'a fault', kind: 'syntax-check' };

/** Linters that fail with these errors, one instance each; the next one finds a fault. */
function linters(...errors: readonly Error[]): {
  create: () => Promise<() => (typeof FAULT)[]>;
  made: () => number;
} {
  let made = 0;
  const create = (): Promise<() => (typeof FAULT)[]> => {
    const error = errors[made++];
    return Promise.resolve(() => {
      if (error) throw error;
      return [FAULT];
    });
  };
  return { create, made: () => made };
}

const trap = Object.assign(new Error('unreachable'), { name: 'RuntimeError' });

it('a trap of its WebAssembly is no fault of the workflow: another instance is tried', async () => {
  const { create, made } = linters(trap, trap);
  const { line, column, message, kind } = FAULT;
  expect(await actionlint('w.yml', '', create)).toEqual([
    { file: 'w.yml', line, column, message: `${message} [actionlint ${kind}]` },
  ]);
  expect(made()).toBe(3);
});

it.each([
  ['a trap every time', [trap, trap, trap, trap], 3],
  ['another error', [new Error('no answer')], 1],
])('%s is an error', async (_what, errors, instances) => {
  const { create, made } = linters(...errors);
  await expect(actionlint('w.yml', '', create)).rejects.toThrow(errors[0]?.message);
  expect(made()).toBe(instances);
});
