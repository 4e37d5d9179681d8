import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { headOf } from '../../local-github/seed.ts';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { previewKey } from '../../src/preview/keys.ts';
import { MODEL_4, irisRequests, registerBetterIris } from './support/predictions.ts';
import type { UserRepository } from './support/repository.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { scoreDuring } from './support/scorer.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

/** Milliseconds for a service and its preview on a busy machine. */
const TIMEOUT = 120_000;
const REPOSITORY = 'octo-org/iris-service';
const BASE = headOf('main');

const github = createLocalGitHub({ repository: REPOSITORY, settings: { private: true } });
const bench = useWorkbench({ hosts: github.hosts });
beforeAll(() => registerBetterIris(bench));

type Values = Readonly<Record<string, string>>;
type Files = Readonly<Record<string, string | object>>;

/** Every test has a pull request of its own, and a service that it would change. */
let number = 0;
let name = '';
/** Where the services write down what they receive. */
let diary: UserRepository;
let live: ActionRunResult;

beforeEach(async () => {
  number += 1;
  name = `iris-${String.fromCodePoint(96 + number)}`;
  diary = await emptyRepository();
  github.files.clear();
  github.files.set(BASE, { 'smoke-test.json': JSON.stringify(irisRequests()) });
  live = await bench.deploy(await service('live'), { with: inputs() });
  expect(live).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
}, TIMEOUT);

/** The example, with an entry script that keeps a diary. */
async function service(whose: string, files: Files = {}): Promise<UserRepository> {
  const score = await readFile(join(import.meta.dirname, '../../examples/iris/score.py'), 'utf8');
  const noting = score.replace(
    'def run(data):',
    `def run(data):\n    with open(os.path.join(os.environ["DIARY"], "${whose}"), "a") as diary:\n        diary.write(data + "\\n")\n    return score(data)\n\n\ndef score(data):`,
  );
  return irisRepository({ 'score.py': noting, 'smoke-test.json': irisRequests(), ...files });
}

function inputs(): Values {
  return { name, 'environment-variables': `DIARY=${diary.directory}` };
}

/** A run for the pull request, whose own files are these. */
async function pullRequest(given: Values = {}, repository?: UserRepository): Promise<ActionRunResult> {
  const done = await bench.deploy(repository ?? (await service('preview')), {
    with: { ...inputs(), ...given },
    event: github.happens.pullRequest({
      action: github.pulls.has(number) ? 'synchronize' : 'opened',
      number,
    }),
    token: github.token,
  });
  expectNoSecret(done, [KEY, previewKey(KEY, { repository: REPOSITORY, number }), github.token]);
  return done;
}

function predictions({ outputs }: ActionRunResult): unknown {
  return JSON.parse(outputs['changed-predictions'] ?? 'null');
}

/** The run went on, and said why nothing was compared. */
function expectNotCompared(run: ActionRunResult, why: RegExp, level = 'notice'): void {
  expect(run.exitCode).toBe(0);
  expect(predictions(run)).toEqual({ compared: 0, 'not-compared': expect.stringMatching(why) });
  expect(run.annotations).toContainEqual(
    expect.objectContaining({
      level,
      message: expect.stringMatching(/^Predictions were not compared with those/),
    }),
  );
}

describe('a preview', () => {
  it(
    'is compared with the service that it stands beside, also when it is unchanged itself',
    async () => {
      const first = await pullRequest({ models: MODEL_4 });
      expect(first).toMatchObject({ exitCode: 0, outputs: { 'service-name': `${name}-pr-${number}` } });
      expect(predictions(first)).toMatchObject({
        compared: 3,
        changed: 2,
        requests: [
          { name: 'two flowers', before: '"virginica"', after: '"versicolor"' },
          { name: 'a virginica' },
        ],
      });
      expect(first.summary).toContain(`The requests are those of main at ${BASE.slice(0, 7)}.`);
      const again = await pullRequest({ models: MODEL_4 });
      expect(again.outputs['result']).toBe('unchanged');
      expect(predictions(again)).toMatchObject({ compared: 3, changed: 2 });
      expect(predictions(await pullRequest())).toMatchObject({ compared: 3, changed: 0 });
      expect(github.violations()).toEqual([]);
    },
    TIMEOUT,
  );

  it(
    'is red beyond the limit and stays, while the live service answers every call',
    async () => {
      const { result: stopped, scores } = await scoreDuring(bench, live.outputs['scoring-uri'], () =>
        pullRequest({ models: MODEL_4, 'max-changed-predictions': '0' }),
      );
      expect(scores.failed).toEqual([]);
      expect(scores.calls).toBeGreaterThan(10);
      expect(stopped).toMatchObject({ exitCode: 1, outputs: { result: 'created', state: 'Healthy' } });
      expect(stopped.annotations.find(({ level }) => level === 'error')?.message).toMatch(
        /^2 of 3 predictions changed, and max-changed-predictions allows 0\. The first: .* The preview stays, to be looked at\./,
      );
      const key = previewKey(KEY, { repository: REPOSITORY, number });
      const call = { method: 'POST', key, body: '{"data": [[5.1, 3.5, 1.4, 0.2]]}' };
      expect((await bench.call(stopped.outputs['scoring-uri'], call)).status).toBe(200);
      expect(await pullRequest({ models: MODEL_4, 'max-changed-predictions': '70%' })).toMatchObject({
        exitCode: 0,
      });
    },
    TIMEOUT,
  );
});

describe('the requests', () => {
  it(
    'are those of the base branch with their files, never those of the pull request',
    async () => {
      const body = { data: [[6.5, 3.0, 5.8, 2.2]] };
      github.files.set(BASE, {
        'smoke-test.json': JSON.stringify({
          requests: [
            { name: 'of the base', file: 'tests/flower.bin', 'content-type': 'application/json' },
            { name: 'too many flowers', body: { data: 'all' }, expect: { status: 500 } },
          ],
        }),
        'tests/flower.bin': JSON.stringify(body),
      });
      const mark = await received('live');
      const own = {
        'smoke-test.json': {
          tolerance: 9,
          requests: [{ name: 'of the author', body: { data: [[1, 1, 1, 1]] } }],
        },
      };
      const run = await pullRequest(
        { models: MODEL_4 },
        await service('preview', { ...own, 'tests/flower.bin': '{}' }),
      );

      expect(run.exitCode).toBe(0);
      expect(predictions(run)).toMatchObject({
        compared: 2,
        changed: 1,
        requests: [{ name: 'of the base' }],
      });
      expect((await received('live')).slice(mark.length)).toEqual([JSON.stringify(body), '{"data":"all"}']);
      expect(await received('preview')).toEqual([
        '{"data":[[1,1,1,1]]}',
        JSON.stringify(body),
        '{"data":"all"}',
      ]);
    },
    TIMEOUT,
  );

  it(
    'are found where the repository has them when it is checked out into a folder',
    async () => {
      github.files.set(BASE, { 'tests/smoke.json': JSON.stringify(irisRequests()) });
      const repository = await service('preview', { 'tests/smoke.json': irisRequests() });
      const workspace = await emptyRepository();
      await cp(repository.directory, join(workspace.directory, 'source'), { recursive: true });
      await mkdir(join(workspace.directory, 'source/.git'));
      const run = await pullRequest(
        {
          'smoke-test': 'source/tests/smoke.json',
          'inference-config': 'source/inferenceconfig.json',
          'deployment-config': 'source/deploymentconfig.json',
        },
        workspace,
      );
      expect(predictions(run)).toMatchObject({ compared: 3, changed: 0 });
    },
    TIMEOUT,
  );

  it(
    'may not be on the base branch yet',
    async () => {
      github.files.set(BASE, { 'README.md': 'No smoke test.' });
      expectNotCompared(
        await pullRequest(),
        /^the base branch \(main at [0-9a-f]{7}\) has no smoke-test file yet$/,
      );
      github.files.set(BASE, { 'smoke-test.json': '{"requests": [{"body": 1, "exepct": {}}]}' });
      const broken = await pullRequest({ 'max-changed-predictions': '0' });
      expectNotCompared(broken, /cannot be used: "requests\[0\]\.exepct" is not a known key/, 'warning');
    },
    TIMEOUT,
  );

  it(
    'need the permission to read them',
    async () => {
      const token = github.tokens.get(github.token);
      if (!token) throw new Error('The job has no token.');
      const event = github.happens.pullRequest({ action: 'opened', number });
      token.permissions = { contents: 'none' };
      const run = await bench.deploy(await service('preview'), {
        with: inputs(),
        event,
        token: github.token,
      });
      expectNotCompared(
        run,
        /^GitHub did not let this run read the file smoke-test\.json at [0-9a-f]{7} \(403\)/,
      );
      expect(run.log).toContain('Add `contents: read` to the `permissions:` of the job.');
      const without = await bench.deploy(await service('preview'), { with: inputs(), event });
      expectNotCompared(without, /^without a token/);
    },
    TIMEOUT,
  );
});

describe('a live service that cannot be asked', () => {
  it(
    'is not there yet, or is another one',
    async () => {
      const absent = await pullRequest({ name: `${name}-new` });
      expectNotCompared(absent, /^there is no service iris-\w-new yet/);
      const group = bench.group(live.outputs['container-group']?.split('/').at(-1) ?? '');
      if (!group) throw new Error('There is no live service.');
      group.body = { ...group.body, tags: { ...group.body.tags, service: 'roses' } };
      expectNotCompared(await pullRequest(), /belongs to the service "roses"/);
    },
    TIMEOUT,
  );

  it(
    'does not answer with its revision',
    async () => {
      const group = bench.group(live.outputs['container-group']?.split('/').at(-1) ?? '');
      if (!group) throw new Error('There is no live service.');
      group.body = { ...group.body, tags: { ...group.body.tags, revision: '0123456789abcdef' } };
      expectNotCompared(
        await pullRequest(),
        /^what answers is not revision 0123456789abcdef of the live service/,
      );
      await group.runtime.stop();
      group.markStopped();
      expectNotCompared(
        await pullRequest({ 'max-changed-predictions': '0' }),
        /^the live service/,
        'warning',
      );
    },
    TIMEOUT,
  );
});

/** What a service has received, in order. */
async function received(whose: string): Promise<string[]> {
  const text = await readFile(join(diary.directory, whose), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}
