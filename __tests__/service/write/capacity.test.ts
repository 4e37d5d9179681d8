import { describe, expect, it } from '@jest/globals';
import { ActionError, error } from '../../../src/findings.ts';
import { silentLog } from '../../../src/log.ts';
import { capacityRemedy, whereThereIsRoom, withRegions } from '../../../src/service/write/capacity.ts';
import { DeploymentFailure } from '../../../src/service/wait/deployment-failure.ts';
import { neighboursOf } from '../../../src/service/write/neighbours.ts';
import { FakeClock } from '../fake-clock.ts';
import { samplePlan } from '../samples.ts';

const plan = samplePlan({ cpu: 4, memoryInGB: 16 });

function failed(rule: string): DeploymentFailure {
  const diagnosis = { rule, cause: 'c', remedy: 'r', certainty: 'certain', evidence: [] } as const;
  return new DeploymentFailure({ state: 'Unschedulable', diagnoses: [diagnosis] }, [
    error('It is not healthy.', { remedy: 'r', evidence: ['an event'] }),
  ]);
}

/** Brings a group up while its attempts throw these; the last one stays. */
async function run(
  attempts: readonly unknown[],
): Promise<{ result: unknown; firsts: boolean[]; lines: string[]; seconds: number }> {
  const clock = new FakeClock();
  const start = clock.now();
  const firsts: boolean[] = [];
  const lines: string[] = [];
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const work = whereThereIsRoom(plan, { clock, log }, (isFirst) => {
    const answer = attempts[Math.min(firsts.length, attempts.length - 1)];
    firsts.push(isFirst);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  });
  const result = await clock.run(work.catch((caught: unknown) => caught));
  return { result, firsts, lines, seconds: (clock.now() - start) / 1000 };
}

describe('a deployment that fails because there is no room', () => {
  it('is tried again until there is', async () => {
    const played = await run([failed('capacity'), failed('capacity'), 'up']);
    expect(played).toMatchObject({ result: 'up', firsts: [true, false, false], seconds: 90 });
    expect(played.lines[0]).toBe(
      'Could not deploy the container group iris-0a1b2c3d. Azure says InsufficientCapacity.: the region has no room for it at the moment; trying again in 30 s (1 of 3).',
    );
  });

  it('ends with the last failure, its evidence, and other regions and sizes', async () => {
    const { result, firsts, seconds } = await run([failed('capacity')]);
    expect({ tries: firsts.length, seconds }).toEqual({ tries: 4, seconds: 210 });
    expect(result).toBeInstanceOf(DeploymentFailure);
    expect(result).toMatchObject({
      service: { state: 'Unschedulable' },
      findings: [
        {
          message: 'It is not healthy.',
          evidence: ['an event'],
          remedy:
            'There is no room in westeurope at the moment: ask for less, if the model fits (cpu 2, memoryInGB 8), or set location to another region (near: northeurope, swedencentral, francecentral; the address of the service changes), or run the workflow again later.',
        },
      ],
    });
  });

  it.each([
    ['another diagnosis', failed('quota')],
    ['no diagnosis', new DeploymentFailure({ state: 'Failed', diagnoses: [] }, [error('no')])],
    ['another error', new ActionError([error('no')])],
  ])('and one with %s ends at once, as it was', async (_what, other) => {
    const { result, firsts } = await run([other]);
    expect(result).toBe(other);
    expect(firsts).toEqual([true]);
  });
});

describe('an update in place that finds no room', () => {
  it('is not tried again, but has the same advice', () => {
    expect(withRegions(failed('capacity'), plan.group)).toMatchObject({
      findings: [
        { message: 'It is not healthy.', remedy: capacityRemedy(plan.group), evidence: ['an event'] },
      ],
    });
    const other = failed('quota');
    expect(withRegions(other, plan.group)).toBe(other);
  });
});

describe('the advice', () => {
  const remedy = (location: string, cpu: number, memoryInGB: number): string =>
    capacityRemedy({
      location,
      containers: [{ name: 'c', image: 'i', resources: { requests: { cpu, memoryInGB } } }],
    });

  it.each([
    [4, 8, 'cpu 2, memoryInGB 4'],
    [1, 1.5, 'cpu 1, memoryInGB 1'],
    [3, 7, 'cpu 1, memoryInGB 3.5'],
    [0.5, 4, 'cpu 0.5, memoryInGB 2'],
  ])('for %d cores and %d GB is %s', (cpu, memoryInGB, size) => {
    expect(remedy('eastus', cpu, memoryInGB)).toContain(`(${size})`);
  });

  it.each([
    [1, 1],
    [0.5, 0.5],
  ])('names no size below %d core and %d GB', (cpu, memoryInGB) => {
    expect(remedy('eastus', cpu, memoryInGB)).not.toContain('ask for less');
  });

  it('names no region where none is known', () => {
    expect(remedy('brazilsouth', 1, 1)).toBe(
      'There is no room in brazilsouth at the moment: deploy to another location, or run the workflow again later.',
    );
  });

  it('names regions of the same geography, and never the region itself', () => {
    expect(neighboursOf('North Europe').slice(0, 2)).toEqual(['westeurope', 'swedencentral']);
    expect(neighboursOf('uksouth')).toEqual(['ukwest']);
  });
});
