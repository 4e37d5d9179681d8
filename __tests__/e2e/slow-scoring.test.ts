import { expect, it } from '@jest/globals';
import { irisRepository } from './support/repository.ts';
import type { UserRepository } from './support/repository.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

/** Seconds of the containers' probes, and of the Action's clock, that pass in one of the wall clock. */
const SPEED = 20;
const bench = useWorkbench({
  groups: { pace: { secondMs: 1000 / SPEED, backOffBaseMs: 500, graceMs: 200 } },
});

/** A script that takes its time, in seconds of the containers. */
function slowRepository(init: number, run: number): Promise<UserRepository> {
  const score = [
    'import time',
    '',
    '',
    'def init():',
    `    time.sleep(${init / SPEED})`,
    '',
    '',
    'def run(data):',
    `    time.sleep(${run / SPEED})`,
    '    return {"scored": data}',
    '',
  ].join('\n');
  const requests = [{ name: 'slow', body: 'x', expect: { status: 200 } }];
  return irisRepository({ 'score.py': score, 'smoke-test.json': { requests } });
}

interface Watched {
  readonly restarts: number;
  readonly killed: number;
}

/** What Azure tells of the scoring container by now. */
function watched(groupName: string): Watched {
  const resource = bench.group(groupName)?.resource() as {
    properties: {
      containers: {
        properties: { instanceView?: { restartCount: number; events: { name: string }[] } };
      }[];
    };
  };
  const view = resource.properties.containers[0]?.properties.instanceView;
  return {
    restarts: view?.restartCount ?? -1,
    killed: view?.events.filter(({ name }) => name === 'Killing').length ?? -1,
  };
}

it('scoring for 45 s does not look like death to the probes, however often', async () => {
  const run = await bench.deploy(await slowRepository(0, 45), { with: { name: 'slow' }, speed: SPEED });
  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
  expect(JSON.parse(run.outputs['smoke-test'] ?? '')).toMatchObject({ requests: 1, passed: 1 });

  // Past the 310 s before liveness begins, so that both probes meet a busy worker.
  const name = run.outputs['container-group']?.split('/').at(-1) ?? '';
  const busy = Date.now() + (360 / SPEED) * 1000;
  let answered = 0;
  while (Date.now() < busy) {
    const answer = await bench.call(run.outputs['scoring-uri'], { method: 'POST', key: KEY, body: '"y"' });
    expect(answer.status).toBe(200);
    answered += 1;
  }
  expect(answered).toBeGreaterThan(5);
  expect(watched(name)).toEqual({ restarts: 0, killed: 0 });
});

it('an init() of four minutes is waited for, and not killed', async () => {
  const run = await bench.deploy(await slowRepository(240, 0), { with: { name: 'heavy' }, speed: SPEED });
  expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'created' } });
  const name = run.outputs['container-group']?.split('/').at(-1) ?? '';
  expect(watched(name)).toEqual({ restarts: 0, killed: 0 });
  // One line when something changes: four minutes of waiting are no page of dots.
  const told = run.log.split('\n').filter((line) => /^\[[\d.]+ (?:ms|s|m)/.test(line));
  expect(told.length).toBeLessThan(30);
});
