import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupRecord } from '../../local-azure/container-instance/group-record.ts';
import { scheduleEvent } from '../../local-github/events/workflow.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { ROOT, irisRepository } from './support/repository.ts';
import { MODELS, MOST_CALLS, isWrite, onlyGroup, unchanged, updated } from './support/watched.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench({ groups: { pace: { secondMs: 100, backOffBaseMs: 1_000, graceMs: 200 } } });
const group = (): GroupRecord => onlyGroup(bench);
const tags = (): Record<string, string> => group().body.tags ?? {};

const BASE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';

let repository: UserRepository;
beforeAll(async () => {
  repository = await irisRepository();
  const { run } = await nightly(1);
  expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
}, 180_000);

interface Night {
  readonly run: ActionRunResult;
  readonly calls: number;
  readonly writes: number;
}

/** A scheduled run of the newest model. Updates go straight to the group: how they go is not the matter here. */
async function nightly(runId: number, inputs: Record<string, string> = {}, sha?: string): Promise<Night> {
  const mark = bench.azure.exchanges.length;
  const run = await bench.deploy(repository, {
    event: scheduleEvent({ runId, ...(sha !== undefined && { sha }) }),
    with: { models: 'iris@latest', strategy: 'in-place', ...inputs },
  });
  const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
  return { run, calls: calls.length, writes: calls.filter(isWrite).length };
}

async function register(version: string, file = 'iris.json'): Promise<void> {
  const model = await readFile(join(ROOT, 'examples/iris/model/iris.json'));
  await bench.azure.registerModel({ name: 'iris', version, files: { [file]: model } });
}

/** The section of the summary about the last deployment. */
function since({ summary }: ActionRunResult): string {
  return /### Since the last deployment\n\n[^]*?(?=\n### |$)/.exec(summary)?.[0] ?? '';
}

async function stop(): Promise<void> {
  await group().runtime.stop();
  group().markStopped();
}

/** Starts the same containers again, and they never become ready. */
async function neverReady(): Promise<void> {
  const { id, name, body } = group();
  bench.azure.faults.add({ kind: 'deployment', group: name, neverReady: true });
  await bench.azure.containerInstance.handle({
    method: 'PUT',
    url: new URL(`https://management.azure.com${id}?api-version=2023-05-01`),
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  });
  bench.azure.faults.clear();
}

describe('a scheduled run', () => {
  it('that finds nothing new writes nothing, with few calls', async () => {
    const { run, calls, writes } = await nightly(2);
    expect(run).toMatchObject(unchanged);
    expect(writes).toBe(0);
    expect(calls).toBeLessThanOrEqual(MOST_CALLS + MODELS);
    expect(since(run)).toMatch(
      /Nothing has changed: the service runs as the \[last deployment\]\(<https:\/\/github\.com\/octo-org\/iris-service\/actions\/runs\/1>\) left it, from commit `[0-9a-f]{7}`\./,
    );
  });

  it('deploys the version that was registered since, and says so', async () => {
    await register('4');
    const { run } = await nightly(3, {}, 'd'.repeat(40));
    expect(run).toMatchObject(updated);
    expect(tags()['models']).toBe('iris:4');
    expect(JSON.parse(run.outputs['models'] ?? '')).toMatchObject([{ name: 'iris', version: '4' }]);
    expect(run.outputs['revision']).toBe(tags()['revision']);
    const told = since(run);
    expect(told).toContain('Why it was written: the desired state has changed.');
    expect(told).toContain('| Model `iris` | `3` | `4` |');
    expect(told).toMatch(
      /\| Commit \| `[0-9a-f]{7}` \| `ddddddd` \(\[compare\]\(<https:\/\/github\.com\/octo-org\/iris-service\/compare\/[0-9a-f]{40}\.\.\.d{40}>\)\) \|/,
    );
    expect(told).toMatch(/\| Image \| `\S+@sha256:[0-9a-f]{12}…` \| `\S+@sha256:[0-9a-f]{12}…` \|/);
    expect(told).not.toContain('Base image');
    expect((await nightly(4)).run).toMatchObject(unchanged);
  });

  it('builds anew upon a base image that was patched', async () => {
    bench.azure.images.moveTag(BASE);
    const { run } = await nightly(5);
    expect(run).toMatchObject(updated);
    expect(since(run)).toMatch(/\| Base image \| `\S+:latest@sha256:[0-9a-f]{12}…` \| `\S+:latest@sha256:/);
    expect(since(run)).not.toContain('| Model ');
    expect((await nightly(6)).run).toMatchObject(unchanged);
  });

  it('repairs what somebody has changed', async () => {
    const record = group();
    record.body = { ...record.body, tags: { ...record.body.tags, workspace: 'somewhere-else' } };
    const { run } = await nightly(7);
    expect(run).toMatchObject(updated);
    expect(since(run)).toContain(
      'Why it was written: the container group was changed since it was deployed\\: tags',
    );
  });

  it.each<[string, () => Promise<void>, string]>([
    ['is stopped', stop, 'the container group is stopped'],
    ['does not answer any more', neverReady, 'the service does not answer with its revision'],
  ])('repairs a service that %s', async (_what, breakIt, reason) => {
    await breakIt();
    const { run } = await nightly(8);
    expect(run).toMatchObject(updated);
    expect(since(run)).toContain(`Why it was written: ${reason}`);
    expect(since(run)).toMatch(/Models, commit and image are those of the \[last deployment\]/);
    expect((await nightly(9)).run).toMatchObject(unchanged);
  });

  it('with redeploy: always writes the same again', async () => {
    const { run } = await nightly(10, { redeploy: 'always' });
    expect(run).toMatchObject(updated);
    expect(since(run)).toContain('Why it was written: redeploy is "always".');
  });
});

describe('redeploy: if-unhealthy', () => {
  const careful = { redeploy: 'if-unhealthy' };

  it('leaves a healthy service alone, and shows what waits', async () => {
    expect((await nightly(11, careful)).run).toMatchObject(unchanged);
    await register('5');
    const before = structuredClone(group().body);
    const { run, writes } = await nightly(12, { ...careful, 'health-path': '/healthz' });
    expect(run).toMatchObject(unchanged);
    expect(writes).toBe(0);
    expect(group().body).toEqual(before);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'notice',
        title: 'Input redeploy',
        message: expect.stringMatching(
          /runs and answers, so it is left as it is, because redeploy is if-unhealthy\. What waits: the desired state has changed\.\n/,
        ),
      }),
    );
    // Outputs are about what runs.
    expect(run.outputs).toMatchObject({
      revision: tags()['revision'],
      image: tags()['image'],
      models: '[{"name":"iris","version":"4"}]',
    });
    expect(run.outputs).not.toHaveProperty('smoke-test');
    expect(since(run)).toContain('| Model `iris` | `4` | `5` |');
    expect(run.summary).toContain('### Changes that wait');
  });

  it('deploys what has waited when the service is unhealthy', async () => {
    await stop();
    const { run } = await nightly(13, careful);
    expect(run).toMatchObject(updated);
    expect(tags()['models']).toBe('iris:5');
    expect(since(run)).toContain(
      'Why it was written: the container group is stopped; the desired state has changed.',
    );
  });
});

describe('the models of a service', () => {
  it('are those that run, also after a rollback', async () => {
    await register('6', 'not-the-name-that-the-script-opens.json');
    const { run } = await nightly(14);
    expect(run).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back' } });
    expect(tags()['models']).toBe('iris:5');
    expect(since(run)).toContain('| Model `iris` | `5` | `6` |');
    expect(since(run)).toContain('| Wanted |');
  });
});
