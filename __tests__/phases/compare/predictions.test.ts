import { describe, expect, it } from '@jest/globals';
import { failure } from '../../../src/findings.ts';
import type { Job } from '../../../src/phases/job.ts';
import { comparePredictions, skipPredictions } from '../../../src/phases/compare/predictions.ts';
import type { LiveScorer } from '../../../src/predictions/run.ts';
import type { NotCompared } from '../../../src/predictions/types.ts';
import type { SmokeRequest } from '../../../src/smoke/types.ts';
import { World, azureError } from '../world.ts';

const NEXT = { endpoint: { scoringUri: 'http://10.0.0.2/score', swaggerUri: '', ipAddress: '10.0.0.2' } };
const REQUEST: SmokeRequest = { name: 'a', body: '1', contentType: 'application/json', expect: {} };
const LIMIT = { maxChangedPredictions: { kind: 'count', value: 0 } } as const;

/** A job of no pull request, with requests of its own. */
function jobOf(
  world: World,
  requests: readonly SmokeRequest[],
  inputs: Parameters<World['job']>[0] = {},
): Job {
  const job = world.job(inputs);
  const smoke = { ...job.configuration.smoke, requests };
  return { ...job, configuration: { ...job.configuration, smoke } };
}

async function compare(job: Job, live: () => LiveScorer | NotCompared): Promise<Job['facts']['predictions']> {
  await comparePredictions(job, live, NEXT);
  return job.facts.predictions;
}

describe('what keeps predictions from being compared', () => {
  it.each<[string, () => NotCompared, unknown]>([
    ['a reason', () => ({ why: 'it is gone', remedy: 'Look.' }), { why: 'it is gone', remedy: 'Look.' }],
    [
      'a refusal of GitHub',
      () => {
        throw failure('GitHub said no.', { remedy: 'Ask.' });
      },
      { why: 'GitHub said no.', remedy: 'Ask.' },
    ],
    [
      'a refusal of Azure',
      () => {
        throw azureError(403, 'AuthorizationFailed');
      },
      { why: expect.stringMatching(/./) },
    ],
  ])('%s is told and fails nothing', async (_name, live, known) => {
    for (const [inputs, severity] of [
      [{}, 'notice'],
      [LIMIT, 'warning'],
    ] as const) {
      const world = new World();
      expect(await compare(jobOf(world, [REQUEST], inputs), live)).toMatchObject(known as object);
      expect(world.reported).toMatchObject([
        {
          severity,
          message: expect.stringMatching(/^Predictions were not compared with those of the live service: /),
        },
      ]);
    }
  });

  it('a fault of the Action is none of them', async () => {
    const live = (): never => {
      throw new TypeError('a fault');
    };
    await expect(compare(jobOf(new World(), [REQUEST]), live)).rejects.toThrow(TypeError);
  });
});

describe('without a request', () => {
  const live = (): never => {
    throw new Error('The live service is asked for nothing.');
  };

  it('nothing is looked for and nothing is said', async () => {
    const world = new World();
    expect(await compare(jobOf(world, []), live)).toBeUndefined();
    expect(world.reported).toEqual([]);
  });
});

describe('a service that does not serve', () => {
  it('is a warning for whoever set a limit', () => {
    const world = new World();
    const job = world.job(LIMIT);
    skipPredictions(job);
    expect(world.reported).toMatchObject([{ severity: 'warning' }]);
    expect(job.facts.predictions).toEqual({ why: 'the live service does not serve' });
  });

  it('is nothing to anybody else', () => {
    const world = new World();
    const job = world.job();
    skipPredictions(job);
    expect([world.reported, job.facts.predictions]).toEqual([[], undefined]);
  });
});
