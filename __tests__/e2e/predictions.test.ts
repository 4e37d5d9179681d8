import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { MODEL_4, SCORE_AS_TEXT, irisRequests, registerBetterIris } from './support/predictions.ts';
import { irisRepository } from './support/repository.ts';
import { scoreDuring } from './support/scorer.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
/** Milliseconds for a few updates on a busy machine. */
const TIMEOUT = 120_000;
const OTHER_KEY = 'other-key-of-the-iris-tests-9876543210';

beforeAll(() => registerBetterIris(bench));

type Values = Readonly<Record<string, string>>;

/** Deploys a service with this smoke-test file, and with inputs on top. */
async function run(
  name: string,
  inputs: Values = {},
  files: Readonly<Record<string, string | object>> = {},
): Promise<ActionRunResult> {
  const repository = await irisRepository({ 'smoke-test.json': irisRequests(), ...files });
  const done = await bench.deploy(repository, { with: { name, ...inputs } });
  expectNoSecret(done, [KEY, OTHER_KEY]);
  return done;
}

/** The output changed-predictions. */
function predictions({ outputs }: ActionRunResult): unknown {
  return JSON.parse(outputs['changed-predictions'] ?? 'null');
}

function groups(): string[] {
  return bench.azure.containerInstance.groups().map(({ name }) => name);
}

describe('an update with a candidate', () => {
  it(
    'says that the same model predicts the same, and nothing where there is nothing to compare',
    async () => {
      const first = await run('same');
      expect([first.exitCode, first.outputs['changed-predictions']]).toEqual([0, undefined]);
      const again = await run('same');
      expect([again.outputs['result'], again.outputs['changed-predictions']]).toEqual([
        'unchanged',
        undefined,
      ]);
      const updated = await run('same', { 'environment-variables': 'A=1', 'max-changed-predictions': '0' });
      expect(updated).toMatchObject({ exitCode: 0, outputs: { result: 'updated' } });
      expect(predictions(updated)).toEqual({
        compared: 3,
        changed: 0,
        requests: [],
        failing: 0,
        'left-out': 0,
        latency: { live: expect.any(Number), next: expect.any(Number) },
      });
      expect(updated.summary).toContain('### 0 of 3 predictions changed');
      expect(updated.summary).toMatch(/Smoke-test candidate.*\n.*Compare predictions.*\n.*Deploy/);
    },
    TIMEOUT,
  );

  it(
    'shows which flowers are another species for another model',
    async () => {
      await run('other');
      const updated = await run('other', { models: MODEL_4 });
      expect(updated).toMatchObject({ exitCode: 0, outputs: { result: 'updated' } });
      expect(predictions(updated)).toMatchObject({
        compared: 3,
        changed: 2,
        requests: [
          {
            name: 'two flowers',
            path: '$.predictions[1].species',
            before: '"virginica"',
            after: '"versicolor"',
          },
          { name: 'a virginica', path: '$.predictions[0].species' },
        ],
      });
      expect(updated.log).toContain('2 of 3 predictions changed; median latency');
      expect(updated.summary).toMatch(
        /### 2 of 3 predictions changed\n\n\| Request .*\n.*\n\| `two flowers` \| `\$\.predictions\[1\]\.species` and \d more \| `"virginica"` \| `"versicolor"` \|/,
      );
    },
    TIMEOUT,
  );

  it(
    'is compared decoded where run() returns json.dumps(...), with the tolerance of the file',
    async () => {
      const files = { 'score.py': SCORE_AS_TEXT, 'smoke-test.json': irisRequests({ tolerance: 0.5 }) };
      const inputs = { 'environment-variables': 'SHIFT=0' };
      await run('text', inputs, files);
      const near = await run('text', { 'environment-variables': 'SHIFT=0.1' }, files);
      expect(predictions(near)).toMatchObject({ compared: 3, changed: 0 });
      const exact = { ...files, 'smoke-test.json': irisRequests() };
      const far = await run('text', { 'environment-variables': 'SHIFT=0.2' }, exact);
      expect(predictions(far)).toMatchObject({
        changed: 3,
        requests: [{ path: '$.widths[0]', before: '1.1', after: '1.2' }, {}, {}],
      });
    },
    TIMEOUT,
  );

  it(
    'sends the first 20 requests, and says that there are more',
    async () => {
      const requests = Array.from({ length: 25 }, (_, index) => ({
        name: `flower ${index + 1}`,
        body: { data: [[5.1, 3.5, 1.4, 0.2]] },
      }));
      const files = { 'smoke-test.json': { requests } };
      await run('many', {}, files);
      const updated = await run('many', { 'environment-variables': 'A=1' }, files);
      expect(predictions(updated)).toMatchObject({ compared: 20, changed: 0, 'left-out': 5 });
      expect(updated.summary).toContain('5 more requests of the file were not sent.');
    },
    TIMEOUT,
  );
});

describe('the gate', () => {
  it.each([
    ['1', '2 of 3 predictions changed, and max-changed-predictions allows 1.'],
    ['66%', '2 of 3 predictions changed, and max-changed-predictions allows 66%.'],
  ])(
    'of %s stops a run before the service is touched: not one call of a client fails',
    async (limit, message) => {
      const name = `gate-${limit.replace('%', 'p')}`;
      const first = await run(name);
      const uri = first.outputs['scoring-uri'];
      const { result: stopped, scores } = await scoreDuring(bench, uri, () =>
        run(name, { models: MODEL_4, 'max-changed-predictions': limit }),
      );

      expect(scores.failed).toEqual([]);
      expect(scores.calls).toBeGreaterThan(10);
      expect(stopped).toMatchObject({
        exitCode: 1,
        outputs: { result: 'unchanged', state: 'Healthy', 'scoring-uri': uri },
      });
      const [first_] = stopped.annotations.filter(({ level }) => level === 'error');
      expect(first_?.message).toContain(
        `${message} The first: "two flowers": $.predictions[1].species was "virginica" and is "versicolor"`,
      );
      expect(first_?.message).toContain(
        'This was the candidate; the live service was not touched. It serves on',
      );
      expect(first_?.message).toContain('If the new answers are right, raise max-changed-predictions');
      expect(stopped.summary).toContain(`❌ More than the ${limit} that \`max-changed-predictions\` allows.`);
      expect(predictions(stopped)).toMatchObject({ compared: 3, changed: 2 });
      const live = first.outputs['container-group']?.split('/').at(-1) ?? '';
      expect(groups()).toContain(live);
      expect(groups()).not.toContain(`${live}-candidate`);
    },
    TIMEOUT,
  );

  it(
    'lets through what it allows',
    async () => {
      await run('allowed');
      const updated = await run('allowed', { models: MODEL_4, 'max-changed-predictions': '67%' });
      expect(updated).toMatchObject({ exitCode: 0, outputs: { result: 'updated' } });
      expect(updated.summary).toContain('✅ No more than the 67% that `max-changed-predictions` allows.');
    },
    TIMEOUT,
  );

  it('cannot be kept in place, which is told before Azure is asked', async () => {
    const mark = bench.azure.exchanges.length;
    const refused = await run('in-place', { strategy: 'in-place', 'max-changed-predictions': '3' });
    expect(refused.exitCode).toBe(1);
    expect(refused.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: expect.stringMatching(
          /with strategy in-place the service is replaced before predictions can be compared/,
        ),
      }),
    );
    expect(bench.azure.exchanges).toHaveLength(mark);
  });
});

describe('a live service that cannot be asked', () => {
  it(
    'with other keys is not compared, unless the run has its key as the second one',
    async () => {
      await run('keys');
      const changed = await run('keys', { 'primary-key': OTHER_KEY });
      expect(changed).toMatchObject({ exitCode: 0, outputs: { result: 'updated' } });
      expect(predictions(changed)).toEqual({
        compared: 0,
        'not-compared': 'the live service refused the keys of this run',
      });
      expect(changed.annotations).toContainEqual(
        expect.objectContaining({
          level: 'notice',
          message: expect.stringContaining('Predictions were not compared'),
        }),
      );

      const rotated = await run('keys', { 'secondary-key': OTHER_KEY });
      expect(predictions(rotated)).toMatchObject({ compared: 3, changed: 0 });
    },
    TIMEOUT,
  );

  it(
    'that is down is repaired all the same, with a warning for whoever set a limit',
    async () => {
      const first = await run('down');
      const name = first.outputs['container-group']?.split('/').at(-1) ?? '';
      const group = bench.group(name);
      await group?.runtime.stop();
      group?.markStopped();
      const repaired = await run('down', { 'max-changed-predictions': '0' });
      expect(repaired).toMatchObject({ exitCode: 0, outputs: { result: 'updated', state: 'Healthy' } });
      expect(repaired.annotations).toContainEqual(
        expect.objectContaining({
          level: 'warning',
          message: expect.stringMatching(/^Predictions were not compared with those of the live service: /),
        }),
      );
      expect(repaired.summary).toMatch(/### Predictions\n\nNot compared with those of the live service: /);
    },
    TIMEOUT,
  );
});

it(
  'without a smoke test there is nothing to send, which is a warning for whoever set a limit',
  async () => {
    const repository = await irisRepository();
    await repository.remove('smoke-test.json');
    const deploy = (inputs: Values): Promise<ActionRunResult> =>
      bench.deploy(repository, { with: { name: 'unscored', ...inputs } });
    await deploy({});
    const counted = await deploy({ 'environment-variables': 'A=1', 'max-changed-predictions': '0' });
    expect(counted.exitCode).toBe(0);
    expect(counted.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        message: expect.stringContaining('there is no smoke-test file'),
      }),
    );
  },
  TIMEOUT,
);
