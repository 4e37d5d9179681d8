import { describe, expect, it } from '@jest/globals';
import { formatModelList } from '../../../src/models/list.ts';
import type { Job } from '../../../src/phases/job.ts';
import type { Planned } from '../../../src/phases/prepare/plan.ts';
import { leaveUnchanged } from '../../../src/phases/update/unchanged.ts';
import { planService } from '../../../src/service/plan/plan.ts';
import { HEAD } from '../../preview/sample.ts';
import { sampleRequest } from '../../service/samples.ts';
import { World, azureError } from '../world.ts';

const GROUP = 'iris-pr-12-0a1b2c3d';
const EARLIER = Date.UTC(2026, 10, 3);
const LATER = Date.UTC(2026, 10, 4);
const preview = { base: 'iris', name: 'iris-pr-12', repository: 'octo-org/iris', number: 12, commit: HEAD };

/** A preview that was deployed before and is as it should be. */
async function confirm(
  world: World,
  about: Pick<Job, 'preview'> = { preview },
  models = sampleRequest().models,
): Promise<void> {
  const request = sampleRequest({ groupName: GROUP, auth: { enabled: false } });
  const at = (expires: number, commit: string): ReturnType<typeof planService> =>
    planService({ ...request, preview: { of: 'octo-org/iris#12', expires }, provenance: { commit } });
  world.place(GROUP, at(EARLIER, 'earlier').group);
  world.retag(GROUP, { 'cost-center': '12' });
  const live = world.group(GROUP);
  const { group } = at(LATER, HEAD);
  const planned: Planned = {
    request,
    plan: {
      ...at(LATER, HEAD),
      group: { ...group, tags: { ...group.tags, models: formatModelList(models, 256) } },
    },
    decision: { kind: 'unchanged' },
    image: { reference: { server: 's', repository: 'r' }, findings: [] },
    ...(live && { live }),
  };
  await world.clock.run(leaveUnchanged(planned, { ...world.job(), ...about }));
}

describe('a preview that is as it should be', () => {
  it('is kept longer, and stands for the new commit', async () => {
    const world = new World();
    await confirm(world);
    expect(world.writes).toEqual([`PATCH ${GROUP}`]);
    expect(world.group(GROUP)?.tags).toMatchObject({
      preview: 'octo-org/iris#12',
      expires: '2026-11-04T00:00:00.000Z',
      commit: HEAD,
      service: 'iris',
      // Somebody else's tag stays, whether Azure merges or replaces.
      'cost-center': '12',
    });
  });

  it('is a success when that cannot be written', async () => {
    const world = new World();
    world.refuse = () => azureError(403, 'AuthorizationFailed');
    await confirm(world);
    expect(world.reported).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(`The tags of ${GROUP} could not be renewed: Could not`),
        remedy: 'Until the next run they count as they are.',
      }),
    ]);
  });
});

describe('a service that is no preview', () => {
  it('is not written', async () => {
    const world = new World();
    await confirm(world, {});
    expect(world.writes).toEqual([]);
  });

  it('gets the names that the models of its prebuilt image have now, and nothing else', async () => {
    const world = new World();
    await confirm(world, {}, [{ name: 'iris', version: '4' }]);
    expect(world.writes).toEqual([`PATCH ${GROUP}`]);
    expect(world.group(GROUP)?.tags).toMatchObject({
      models: 'iris:4',
      commit: 'earlier',
      'cost-center': '12',
    });
  });
});
