import { describe, expect, it } from '@jest/globals';
import { checkHouseRules } from '../../../scripts/workflows/house-rules.ts';

const SHA = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd';
const CHECKOUT = `actions/checkout@${SHA} # v6.0.2`;
const OURS = 'org/aci-model-deploy@v1';

/** A workflow that keeps the rules. The step's keys are in line 6. */
function workflow({ head = 'on: push\npermissions: {}', job = 'permissions: {}', step = 'run: ls' }): string {
  return `${head}\njobs:\n a:\n  ${job}\n  steps:\n   - ${step}`;
}

const RUN_EXPRESSION = 'run: |\n      echo\n      echo ${{ github.head_ref }}';
const SCRIPT_EXPRESSION = `uses: a/b@${SHA} # v1\n     with:\n      script: f(\${{ inputs.x }})`;

describe('checkHouseRules', () => {
  it.each([
    ['no permissions', { head: 'on: push\n' }, 1, 'permissions: {}'],
    ['wide permissions', { head: 'on: push\npermissions: write-all' }, 1, 'permissions: {}'],
    ['a job without permissions', { job: 'runs-on: x' }, 5, 'must say which permissions it needs'],
    ['a job with all rights', { job: 'permissions: write-all' }, 5, 'must say which permissions'],
    ['a trigger with rights', { head: 'on: pull_request_target\npermissions: {}' }, 1, 'use pull_request'],
    ['it in a list', { head: 'on: [push, pull_request_target]\npermissions: {}' }, 1, 'use pull_request'],
    ['it in a map', { head: 'on: { pull_request_target: }\npermissions: {}' }, 1, 'use pull_request'],
    ['deployments that meet', { step: `uses: ${OURS}` }, 5, 'needs "concurrency"'],
    ['a tag', { step: 'uses: actions/setup-node@v6' }, 7, 'actions/setup-node@v6 is not pinned by commit'],
    ['no version', { step: `uses: a/b@${SHA}` }, 7, 'needs its version in a comment'],
    ['a token on disk', { step: `uses: ${CHECKOUT}` }, 7, 'persist-credentials: false'],
    ['an expression in a script', { step: RUN_EXPRESSION }, 9, 'never from an expression'],
    ['an expression in JavaScript', { step: SCRIPT_EXPRESSION }, 9, 'never from an expression'],
    [
      'a checkout of what started the run',
      {
        head: 'on: workflow_run\npermissions: {}',
        step: `uses: ${CHECKOUT}\n     with: { persist-credentials: false, ref: main }`,
      },
      7,
      'checks out the default branch only',
    ],
  ])('reports %s with its line', (_what, parts, line, message) => {
    const faults = checkHouseRules('x.yml', workflow(parts));
    expect(faults).toEqual([expect.objectContaining({ file: 'x.yml', line })]);
    expect(faults[0]?.message).toContain(message);
  });

  it.each([
    ['nothing special', {}],
    ['expressions in env', { step: 'env: { REF: "${{ github.head_ref }}" }\n     run: echo "$REF"' }],
    ['this Action by path', { job: 'permissions: {}\n  concurrency: x', step: 'uses: ./action' }],
    ['this Action by tag', { head: 'on: push\npermissions: {}\nconcurrency: x', step: `uses: ${OURS}` }],
    ['a dry run', { step: `uses: ${OURS}\n     with: { dry-run: true }` }],
    [
      'a ref in another workflow',
      { step: `uses: ${CHECKOUT}\n     with: { persist-credentials: false, ref: x }` },
    ],
  ])('accepts %s', (_what, parts) => {
    expect(checkHouseRules('x.yml', workflow(parts))).toEqual([]);
  });
});
