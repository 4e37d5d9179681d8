import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/findings.ts';
import { ActionError } from '../../../src/findings.ts';
import type { Inputs } from '../../../src/inputs.ts';
import type { Planned } from '../../../src/phases/prepare/plan.ts';
import type { RunFacts } from '../../../src/report/types.ts';
import { update } from '../../../src/phases/update/update.ts';
import { planCandidate } from '../../../src/service/plan/candidate.ts';
import { decide } from '../../../src/service/decide/decide.ts';
import { planService } from '../../../src/service/plan/plan.ts';
import type { ServiceRequest } from '../../../src/service/types.ts';
import { sampleRequest } from '../../service/samples.ts';
import { World, azureError } from '../world.ts';

const LIVE = 'iris-0a1b2c3d';
const CANDIDATE = `${LIVE}-candidate`;
const IMAGE = 'mlregistry.azurecr.io/aci-model-deploy/iris@sha256:0001';
const OTHER_RUN = 'https://github.com/org/iris/actions/runs/2';

const old = sampleRequest({ auth: { enabled: false } });
const oldPlan = planService(old);

interface Outcome {
  readonly facts: RunFacts;
  readonly findings: readonly Finding[];
}

/** Updates the service of `old` in a world where it runs. */
function play(
  world: World,
  inputs: Partial<Inputs> = {},
  changes: Partial<ServiceRequest> = {},
): Promise<Outcome> {
  if (!world.group(LIVE)) world.place(LIVE, oldPlan.group);
  return create(world, inputs, changes);
}

/** Creates the service in a world where there is none; updates it where there is one. */
async function create(
  world: World,
  inputs: Partial<Inputs> = {},
  changes: Partial<ServiceRequest> = {},
): Promise<Outcome> {
  const request = { ...old, ...changes };
  const plan = planService({ ...request, image: IMAGE });
  const live = world.group(LIVE);
  const job = world.job(inputs);
  const { strategy = 'verified', redeploy } = job.inputs;
  const planned: Planned = {
    request,
    plan,
    decision: decide({ live, plan, strategy, redeploy }),
    image: { reference: { server: 's', repository: 'r', digest: 'sha256:0001' }, findings: [] },
    ...(live && { live }),
  };
  const findings = await world.clock.run(
    update(planned, IMAGE, job).then(
      () => [],
      (caught: unknown) => {
        if (!(caught instanceof ActionError)) throw caught;
        return caught.findings;
      },
    ),
  );
  return { facts: job.facts, findings };
}

/** A candidate that another run made. */
function placeCandidate(world: World, tags: Readonly<Record<string, string>> = {}): void {
  const { group } = planCandidate({ ...old, image: 'other' }, OTHER_RUN);
  world.place(CANDIDATE, { ...group, tags: { ...group.tags, ...tags } });
}

function revision(world: World): string | undefined {
  return world.group(LIVE)?.tags?.['revision'];
}

describe('the order of writes', () => {
  it('touches the live group only after the candidate, which goes last', async () => {
    const world = new World();
    const { facts, findings } = await play(world);
    expect(findings).toEqual([]);
    expect(world.writes).toEqual([`PUT ${CANDIDATE}`, `PUT ${LIVE}`, `DELETE ${CANDIDATE}`]);
    expect(facts).toMatchObject({ result: 'updated', state: 'Healthy' });
  });

  it('puts the state before back when it cannot create what it has deleted', async () => {
    const world = new World();
    world.refuse = () =>
      world.writes.filter((write) => write === `PUT ${LIVE}`).length === 1 &&
      world.writes.at(-1) === `PUT ${LIVE}`
        ? azureError(400, 'InvalidRequestContent')
        : undefined;
    const { facts, findings } = await play(world, {}, { cpu: 2 });
    expect(world.writes).toEqual([
      `PUT ${CANDIDATE}`,
      `DELETE ${LIVE}`,
      `PUT ${LIVE}`,
      `PUT ${LIVE}`,
      `DELETE ${CANDIDATE}`,
    ]);
    expect(facts.result).toBe('rolled-back');
    expect(findings[0]?.message).toMatch(
      /^Could not do it: InvalidRequestContent.*was rolled back and serves again/,
    );
    expect(revision(world)).toBe(oldPlan.revision);
  });

  it('names what a rollback cannot restore', async () => {
    const world = new World();
    world.crashes = (name, put) => name === LIVE && put === 1;
    const { findings } = await play(world, { strategy: 'in-place' }, { variables: [] });
    expect(findings[0]?.message).toContain('the secure variable TOKEN of the container iris');
  });
});

describe('a live group that was not touched', () => {
  it('is said to be so when Azure refuses the update', async () => {
    const world = new World();
    world.refuse = (write) =>
      write === `PUT ${LIVE}` ? azureError(400, 'InvalidRequestContent') : undefined;
    const { facts, findings } = await play(world);
    expect(world.writes).toEqual([`PUT ${CANDIDATE}`, `PUT ${LIVE}`, `DELETE ${CANDIDATE}`]);
    expect(facts).toMatchObject({ result: 'unchanged', state: 'Healthy', revision: oldPlan.revision });
    expect(findings[0]?.message).toContain(
      `The live service was not touched. It serves on as revision ${oldPlan.revision} at http://10.0.0.`,
    );
  });

  it('is left when another run has deployed it since it was read', async () => {
    const world = new World();
    world.refuse = (write) => {
      if (write === `PUT ${CANDIDATE}`) world.retag(LIVE, { revision: 'ffff', 'run-url': OTHER_RUN });
      return undefined;
    };
    const { findings } = await play(world);
    expect(world.writes).toEqual([`PUT ${CANDIDATE}`, `DELETE ${CANDIDATE}`]);
    expect(findings).toEqual([
      expect.objectContaining({ message: expect.stringContaining(`by another run (${OTHER_RUN})`) }),
    ]);
  });
});

describe('another run after this run has written', () => {
  it('is not rolled back, and named', async () => {
    const world = new World();
    let reads = 0;
    world.onGet = (name) => {
      const isWritten = world.writes.includes(`PUT ${LIVE}`) && name === LIVE;
      if (isWritten && (reads += 1) === 1) world.retag(LIVE, { revision: 'ffff', 'run-url': OTHER_RUN });
    };
    const { findings } = await play(world);
    expect(world.writes).toEqual([`PUT ${CANDIDATE}`, `PUT ${LIVE}`, `DELETE ${CANDIDATE}`]);
    expect(findings[0]?.message).toContain(`by another run (${OTHER_RUN})`);
    expect(revision(world)).toBe('ffff');
  });
});

describe('a group that somebody else deletes', () => {
  /** Deletes a group at the n-th reading after its first PUT. */
  const deleteAt = (world: World, group: string, nth: number): void => {
    let reads = 0;
    world.onGet = (name) => {
      if (name === group && world.writes.includes(`PUT ${group}`) && (reads += 1) === nth)
        world.remove(group);
    };
  };
  const GONE = /^The container group \S+ is gone: somebody else deleted it while this run worked on it\. /;
  const PUTS = { candidate: `PUT ${CANDIDATE}`, live: `PUT ${LIVE}`, end: `DELETE ${CANDIDATE}` };

  it.each([
    ['while it is waited for', 2],
    ['after it was verified', 3],
  ])('is put back when it is the live one, %s', async (_when, nth) => {
    const world = new World();
    const putsOf = (name: string): number => world.writes.filter((write) => write === `PUT ${name}`).length;
    world.isSilent = (name) => nth === 2 && name === LIVE && putsOf(name) === 1;
    deleteAt(world, LIVE, nth);
    const { facts, findings } = await play(world);
    expect(world.writes).toEqual([PUTS.candidate, PUTS.live, PUTS.live, PUTS.end]);
    expect(findings[0]?.message).toMatch(GONE);
    expect(findings[0]?.message).toMatch(
      /serves again as revision \S+ at \S+, in a new group with another IP/,
    );
    expect(facts).toMatchObject({ result: 'rolled-back', state: 'Healthy' });
    expect(revision(world)).toBe(oldPlan.revision);
  });

  it('is not put back when on-failure is keep', async () => {
    const world = new World();
    deleteAt(world, LIVE, 3);
    const { facts, findings } = await play(world, { onFailure: 'keep' });
    expect(world.writes).toEqual([PUTS.candidate, PUTS.live, PUTS.end]);
    expect([facts.result, facts.state, facts.endpoint]).toEqual(['updated', 'Failed', undefined]);
    expect(findings[0]?.message).toMatch(GONE);
    expect(findings[0]?.message).toContain('nothing is put back, because on-failure is keep.');
  });

  it('leaves the live one alone when it is the candidate', async () => {
    const world = new World();
    world.isSilent = (name) => name === CANDIDATE;
    deleteAt(world, CANDIDATE, 2);
    const { facts, findings } = await play(world);
    expect(world.writes).toEqual([PUTS.candidate]);
    expect(findings[0]?.message).toMatch(GONE);
    expect(findings[0]?.message).toContain(
      'This was the candidate; the live service was not touched. It serves on',
    );
    expect(facts.result).toBe('unchanged');
  });

  it('leaves nothing when it is a new one, and says so', async () => {
    const world = new World();
    deleteAt(world, LIVE, 2);
    const { facts, findings } = await create(world);
    expect(world.writes).toEqual([PUTS.live]);
    expect(findings[0]?.message).toMatch(GONE);
    expect(findings[0]?.message).toContain(
      'It was the first deployment of the service, so nothing of it is left',
    );
    expect(facts).toMatchObject({ state: 'Failed' });
    expect([facts.result, facts.endpoint]).toEqual([undefined, undefined]);
  });
});

describe('what cannot be cleaned up', () => {
  it('is a warning and hides no error', async () => {
    const world = new World();
    world.crashes = (name) => name === CANDIDATE;
    world.refuse = (write) => (write.startsWith('DELETE') ? azureError(403, 'ScopeLocked') : undefined);
    const { findings } = await play(world);
    expect(findings[0]?.message).toMatch(
      /not healthy.*This was the candidate; the live service was not touched/,
    );
    expect(world.reported).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringContaining(`The candidate ${CANDIDATE} could not be removed`),
        remedy: expect.stringContaining(`az container delete --name ${CANDIDATE} --resource-group ml`),
      }),
    ]);
  });

  it('fails no update that was verified', async () => {
    const world = new World();
    world.refuse = (write) => (write.startsWith('DELETE') ? azureError(403, 'ScopeLocked') : undefined);
    const { facts, findings } = await play(world);
    expect(findings).toEqual([]);
    expect(facts.result).toBe('updated');
    expect(world.reported).toHaveLength(1);
  });

  it('is the candidate that serves: it stays when only its tag is refused', async () => {
    const world = new World();
    world.crashes = (name) => name === LIVE;
    world.refuse = (write) => (write.startsWith('PATCH') ? azureError(403, 'ScopeLocked') : undefined);
    const { facts, findings } = await play(world);
    expect(world.writes).toEqual([`PUT ${CANDIDATE}`, `PUT ${LIVE}`, `PUT ${LIVE}`, `PATCH ${CANDIDATE}`]);
    expect(findings[0]?.message).toContain(`The verified candidate ${CANDIDATE} stays and serves at`);
    expect(findings[1]?.message).toMatch(/^The rollback failed: /);
    expect(world.reported[0]?.remedy).toContain('Set its tag serving to true');
    expect(facts.containerGroup).toContain(CANDIDATE);
    expect(facts.result).toBeUndefined();
  });
});

describe('a candidate of another run', () => {
  it('is waited for while it is young', async () => {
    const world = new World();
    placeCandidate(world);
    const begun = world.clock.now();
    world.onGet = () => {
      if (world.clock.now() - begun > 60_000 && world.writes.length === 0) world.remove(CANDIDATE);
    };
    const { findings } = await play(world);
    expect(findings).toEqual([]);
    expect(world.lines.join('\n')).toContain(
      `Another run (${OTHER_RUN}) has a candidate of this service; waiting`,
    );
    expect(world.writes[0]).toBe(`PUT ${CANDIDATE}`);
  });

  it('is removed when it outlives a wait', async () => {
    const world = new World();
    placeCandidate(world);
    const begun = world.clock.now();
    const { findings } = await play(world);
    expect(findings).toEqual([]);
    expect(world.clock.now() - begun).toBeGreaterThan(600_000);
    expect(world.writes.slice(0, 2)).toEqual([`DELETE ${CANDIDATE}`, `PUT ${CANDIDATE}`]);
  });

  it('that serves is kept until the live group is verified', async () => {
    const world = new World();
    placeCandidate(world, { serving: 'true' });
    expect((await play(world)).findings).toEqual([]);
    expect(world.writes).toEqual([`PUT ${LIVE}`, `DELETE ${CANDIDATE}`]);
  });

  it('that serves goes on serving when neither update nor rollback work', async () => {
    const world = new World();
    placeCandidate(world, { serving: 'true' });
    world.crashes = (name) => name === LIVE;
    const { facts } = await play(world);
    expect(world.group(CANDIDATE)).toBeDefined();
    expect(facts.containerGroup).toContain(CANDIDATE);
  });

  it('is not taken for one when it is a group of somebody else', async () => {
    const world = new World();
    world.place(CANDIDATE, { ...oldPlan.group, tags: {} });
    const { findings } = await play(world);
    expect(world.writes).toEqual([]);
    expect(findings[0]?.message).toContain(
      'belongs to a container group that is no candidate of this service',
    );
  });
});
