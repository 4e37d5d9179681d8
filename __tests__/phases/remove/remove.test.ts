import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/findings.ts';
import { ActionError } from '../../../src/findings.ts';
import type { Doomed } from '../../../src/phases/remove/remove.ts';
import { removeAll, tellDoomed } from '../../../src/phases/remove/remove.ts';
import type { Job } from '../../../src/phases/job.ts';
import { liveGroup } from '../../service/samples.ts';
import { World, azureError } from '../world.ts';

/** Groups in a world, doomed as they are. */
function doom(world: World, ...names: readonly string[]): Doomed[] {
  return names.map((name) => {
    world.place(name, liveGroup());
    const group = world.group(name) ?? liveGroup();
    const isStill: Doomed['isStill'] = (now) => now.tags?.['expires'] === undefined;
    return { group, kind: 'candidate', reason: 'its run has ended', isStill };
  });
}

async function remove(
  world: World,
  doomed: readonly Doomed[],
): Promise<{ job: Job; findings: readonly Finding[] }> {
  const job = world.job();
  const { connection, groups, resourceGroup } = job.target;
  const access = { connection, groups, resourceGroup: { id: resourceGroup.id, name: 'ml' } };
  const findings = await world.clock.run(
    removeAll(doomed, job, access).then(
      () => [],
      (caught: unknown) => {
        if (!(caught instanceof ActionError)) throw caught;
        return caught.findings;
      },
    ),
  );
  return { job, findings };
}

describe('removing groups', () => {
  it('resolves when all are gone', async () => {
    const world = new World();
    const { job, findings } = await remove(world, doom(world, 'a', 'b'));
    expect(findings).toEqual([]);
    expect([world.group('a'), world.group('b')]).toEqual([undefined, undefined]);
    expect(job.facts.removed).toEqual([
      { containerGroup: 'a', kind: 'candidate', reason: 'its run has ended' },
      { containerGroup: 'b', kind: 'candidate', reason: 'its run has ended' },
    ]);
  });

  it('counts one that is gone already as removed', async () => {
    const world = new World();
    const doomed = doom(world, 'a');
    world.remove('a');
    expect((await remove(world, doomed)).findings).toEqual([]);
  });

  it('leaves one that has changed', async () => {
    const world = new World();
    const doomed = doom(world, 'a', 'b');
    world.retag('a', { expires: 'later' });
    const { findings, job } = await remove(world, doomed);
    expect(world.writes).toEqual(['DELETE b']);
    expect(findings.map(({ message }) => message)).toEqual([
      'The candidate a could not be removed: The candidate a was changed while this run looked at it, so it is left as it is.',
    ]);
    expect(job.facts.removed).toMatchObject([{ containerGroup: 'b' }]);
  });

  it('waits for one that is in transition', async () => {
    const world = new World();
    world.refuse = () =>
      world.writes.length < 3 ? azureError(409, 'ContainerGroupTransitioning') : undefined;
    expect((await remove(world, doom(world, 'a'))).findings).toEqual([]);
    expect(world.writes).toEqual(['DELETE a', 'DELETE a', 'DELETE a']);
  });

  it('goes on after a refusal, and lists what is left with what to do', async () => {
    const world = new World();
    world.refuse = (write) => (write === 'DELETE b' ? undefined : azureError(403, 'AuthorizationFailed'));
    const { findings } = await remove(world, doom(world, 'a', 'b', 'c'));
    expect(world.group('b')).toBeUndefined();
    expect(findings.map(({ message }) => message)).toEqual([
      '2 of 3 container groups could not be removed.',
      expect.stringMatching(/^The candidate a could not be removed: Could not do it/),
      expect.stringMatching(/^The candidate c could not be removed: Could not do it/),
    ]);
    expect(findings[1]?.remedy).toMatch(
      /It costs money until it is gone: az container delete --name a --resource-group ml$/,
    );
  });
});

describe('a dry run', () => {
  it('says what would go, and writes nothing', () => {
    const world = new World();
    const job = world.job();
    tellDoomed(doom(world, 'a'), job);
    expect(world.writes).toEqual([]);
    expect(world.lines).toEqual([
      'Would be removed: the candidate a, because its run has ended',
      'Dry run: nothing was written. 1 container group would be removed.',
    ]);
    expect(job.facts).toMatchObject({ result: 'planned', removed: [{ containerGroup: 'a' }] });
  });
});
