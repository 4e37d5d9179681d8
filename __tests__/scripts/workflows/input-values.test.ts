import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { readActionMetadata } from '../../../scripts/runner/metadata.ts';
import type { ActionMetadata } from '../../../scripts/runner/metadata.ts';
import { checkInputValues } from '../../../scripts/workflows/input-values.ts';

let action: ActionMetadata;
beforeAll(async () => {
  action = await readActionMetadata(resolve(import.meta.dirname, '../../..'));
});

/** A step that uses the Action with these inputs, in line 3. */
function step(inputs: string, uses = 'org/aci-model-deploy@v1'): string {
  return `jobs:\n  - uses: ${uses}\n    with: { ${inputs} }`;
}

describe('checkInputValues', () => {
  it.each([
    ['name: iris, dry-run: maybe', 'The input dry-run is "maybe"'],
    ['name: iris, mode: deplyo', 'The input mode is "deplyo"'],
    ['name: iris, wait-timeout: soon', 'wait-timeout'],
    ['name: iris, preview-ttl: 1y', 'preview-ttl'],
    ['name: iris, port: http', 'port'],
    ['name: iris, max-changed-predictions: few', 'max-changed-predictions'],
    ['name: iris, preview-cpu: half', 'preview-cpu'],
    ['name: iris, redeploy: never', 'The input redeploy is "never"'],
  ])('reports %s at the value', (inputs, message) => {
    const faults = checkInputValues(action, 'x.yml', step(inputs));
    const column = '    with: { '.length + inputs.lastIndexOf(' ') + 2;
    expect(faults).toEqual([expect.objectContaining({ file: 'x.yml', line: 3, column })]);
    expect(faults[0]?.message).toContain(message);
  });

  it.each([
    ['values of every kind', 'name: iris, dry-run: true, port: 8080, preview-cpu: 0.5, comment: false'],
    ['an expression', 'name: iris, dry-run: "${{ inputs.dry-run }}"'],
    ['a name that an expression makes', 'name: "iris-${{ matrix.location }}"'],
    ['pruning without a name', 'mode: prune'],
  ])('accepts %s', (_what, inputs) => {
    expect(checkInputValues(action, 'x.yml', step(inputs))).toEqual([]);
  });

  it('reports what is missing at the step', () => {
    const [fault] = checkInputValues(action, 'x.yml', step('mode: logs'));
    expect(fault).toMatchObject({ line: 2, column: 5, message: 'The input name is missing. [Action]' });
  });

  it('leaves other actions and the environment alone', () => {
    const before = { ...process.env };
    expect(checkInputValues(action, 'x.yml', step('dry-run: maybe', 'a/b@v1'))).toEqual([]);
    expect(checkInputValues(action, 'x.yml', step('dry-run: maybe', './action'))).not.toEqual([]);
    expect({ ...process.env }).toEqual(before);
  });
});
