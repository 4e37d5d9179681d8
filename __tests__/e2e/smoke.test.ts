import { describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { failureReport } from './support/report.ts';
import { irisRepository } from './support/repository.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const SETOSA = { data: [[5.1, 3.5, 1.4, 0.2]] };

const secrets = (): string[] => [KEY, bench.azure.info.clientSecret];
const smokeOutput = ({ outputs }: ActionRunResult): unknown => JSON.parse(outputs['smoke-test'] ?? '{}');

/** What a failing smoke test of a service is told after that has nothing to do with this run. */
const UNCHANGED =
  ' The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.';

/** Deploys the example with a smoke test of these lines. The same service every time: only the first run writes. */
async function tested(
  lines: readonly string[],
  inputs: Record<string, string> = {},
): Promise<ActionRunResult> {
  const repository = await irisRepository({ 'smoke-test.json': `${lines.join('\n')}\n` });
  return bench.deploy(repository, { with: inputs });
}

describe('a smoke test that fails', () => {
  it('shows expected and actual side by side, on the line of the request', async () => {
    const run = await tested([
      '{',
      '  "requests": [',
      `    { "name": "good", "body": ${JSON.stringify(SETOSA)} },`,
      '    {',
      '      "name": "wrong species",',
      `      "body": ${JSON.stringify(SETOSA)},`,
      '      "expect": { "contains": { "predictions": [{ "species": "virginica" }] } }',
      '    }',
      '  ]',
      '}',
    ]);
    const { message, remedy, place, evidence, summary } = failureReport(run, secrets());

    expect(message).toBe(
      'Smoke test "wrong species" failed: $.predictions[0].species: expected "virginica", got "setosa".',
    );
    expect(remedy).toBe(
      'If the new answer is right, change "expect" of this request; if not, check the model version and run().',
    );
    expect(place).toEqual({ file: 'smoke-test.json', line: 4 });
    expect(evidence).toContain("The scoring container's last log lines:");
    expect(summary).toContain('1 of 2 smoke requests passed');
    expect(summary).toMatch(/\| `good` \| ✅ passed \| 200 \|/);
    expect(summary).toMatch(/\| `wrong species` \| ❌ failed \| 200 \|/);
    expect(smokeOutput(run)).toMatchObject({ result: 'failed', requests: 2, passed: 1 });
    // The service runs, and is reported as it is.
    expect(run.outputs).toMatchObject({ state: 'Healthy' });
    const answer = await bench.call(run.outputs['scoring-uri'], {
      method: 'POST',
      key: KEY,
      body: JSON.stringify(SETOSA),
    });
    expect(answer.status).toBe(200);
  });

  it('counts a right answer that comes too late', async () => {
    const request = { name: 'quick', body: SETOSA, expect: { 'max-latency-ms': 0.001 } };
    const run = await tested([JSON.stringify({ requests: [request] })]);
    const { message, remedy } = failureReport(run, secrets());
    expect(message.replace(UNCHANGED, '')).toMatch(
      /^Smoke test "quick" failed: latency: expected at most 0\.001 ms, got \d+ ms\.$/,
    );
    expect(remedy).toContain('Raise max-latency-ms');
  });

  it('tells what another status means', async () => {
    const request = { name: 'refused', body: SETOSA, expect: { status: 422 } };
    const run = await tested([JSON.stringify({ requests: [request] })]);
    expect(failureReport(run, secrets()).message).toBe(
      `Smoke test "refused" failed: status: expected 422, got 200 (and 1 more line below).${UNCHANGED}`,
    );
  });
});

describe('a smoke test that passes', () => {
  it('says what it found, with latencies, and how to call the service', async () => {
    const run = await tested([
      JSON.stringify({
        requests: [
          {
            name: 'one flower',
            body: SETOSA,
            expect: { contains: { predictions: [{ species: 'setosa' }] } },
          },
          { name: 'nonsense', body: { data: [[1]] }, expect: { status: 500 } },
        ],
      }),
    ]);
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
    expect(run.log).toContain('Smoke test passed: 2 of 2 requests');
    expect(smokeOutput(run)).toEqual({
      result: 'passed',
      scored: true,
      requests: 2,
      passed: 2,
      latencies: [expect.any(Number), expect.any(Number)],
    });
    expect(run.summary).toContain('2 of 2 smoke requests passed.');
    expect(run.summary).toContain('a call without the key is refused | ✅ passed | 401 |');
    expect(run.summary).toContain('--header "Authorization: Bearer $SCORING_KEY"');
    expect(run.summary).toContain('{"data":[[5.1,3.5,1.4,0.2]]}');
    expect(run.summary).not.toContain(KEY);
  });

  it('compares a JSON text in a JSON string decoded, and says so', async () => {
    const score =
      'import json\n\n\ndef init():\n    pass\n\n\ndef run(data):\n    return json.dumps({"species": "setosa"})\n';
    const request = { name: 'dumped', body: {}, expect: { body: { species: 'setosa' } } };
    const repository = await irisRepository({
      'score.py': score,
      'smoke-test.json': { requests: [request] },
    });
    const run = await bench.deploy(repository, { with: { name: 'dumps' } });
    expect(run.exitCode).toBe(0);
    expect(run.summary).toContain('the answer is a JSON string that holds JSON');
  });

  it('takes a bare request body', async () => {
    const run = await tested([JSON.stringify(SETOSA)]);
    expect(run.exitCode).toBe(0);
    expect(smokeOutput(run)).toMatchObject({ requests: 1, passed: 1 });
  });

  it('takes a YAML file by its name, with a body from a file', async () => {
    const repository = await irisRepository({
      'tests/flowers.json': SETOSA,
      'tests/smoke.yaml': 'requests:\n  - name: from a file\n    file: flowers.json\n',
    });
    const run = await bench.deploy(repository, { with: { 'smoke-test': 'tests/smoke.yaml' } });
    expect(run.exitCode).toBe(0);
    expect(run.summary).toContain('`from a file`');
  });
});

it('without a file the service is only called with GET, and the summary says so', async () => {
  const repository = await irisRepository();
  await repository.remove('smoke-test.json');
  const run = await bench.deploy(repository, { with: { 'secondary-key': 'second-key-of-the-tests' } });

  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
  expect(run.summary).toContain('Nothing was scored: there is no smoke test.');
  expect(run.summary).toContain('Add a file `smoke-test.json`');
  expect(run.log).toContain('The service answers; nothing was scored');
  expect(smokeOutput(run)).toMatchObject({ scored: false, requests: 0 });
  // Keys were checked without a request to the model.
  const log = await bench.azure.containerInstance.groups()[0]?.runtime.containers[0]?.log();
  expect(log).toContain('ready for serving traffic');
  expect(log).not.toContain('POST /score');
});
