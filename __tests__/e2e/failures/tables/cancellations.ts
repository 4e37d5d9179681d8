import type { DeploymentFault, Fault } from '../../../../local-azure/control/fault.ts';
import type { Cancellation } from '../cancellation.ts';
import type { Names } from '../scenario.ts';

const deployment = (group: string, ...faults: Partial<DeploymentFault>[]): Fault[] =>
  faults.map((fault) => ({ kind: 'deployment', group, ...fault }));
const CRASH = { crash: { exitCode: 3, afterSeconds: 0 } } as const;
const rolledBack = ({ live }: Names): RegExp =>
  new RegExp(`Rolled back: ${live} serves again as revision [0-9a-f]{16} at http`);

/** Runs that are cancelled, in each phase that leaves something else behind. */
export const CANCELLATIONS: readonly Cancellation[] = [
  {
    name: 'cancelled: while it reads',
    faults: () => [{ kind: 'call', operation: 'ModelVersions.Get', delaySeconds: 30 }],
    when: { at: 'struck' },
    told: () =>
      'The run was cancelled while it was at "Resolve models"; nothing of it is under way in Azure.',
    written: () => [],
    ends: 'untouched',
  },
  {
    name: 'cancelled: while it builds',
    files: { 'score.py': 'def init():\n    pass\n\n\ndef run(data):\n    return "another image"\n' },
    faults: () => [{ kind: 'build', outcome: 'running' }],
    when: { at: 'building' },
    told: () =>
      /^The run was cancelled while it was at "Build image"; in Azure the build \w+ in mlregistry\.azurecr\.io goes on, and the next run will use its image\.$/,
    written: () => [],
    ends: 'untouched',
  },
  {
    name: 'cancelled: while it waits for a new service',
    isFirst: true,
    faults: ({ live }) => deployment(live, { neverReady: true }),
    when: { at: 'waiting', for: 'live' },
    told: ({ live }) =>
      `The run was cancelled while it was at "Wait for Healthy"; in Azure the change of ${live} goes on; there was no service before it.`,
    post: () => 'there was no service before it to go back to',
    written: ({ live }) => [`PUT ${live}`],
    ends: 'goes on',
  },
  {
    name: 'cancelled: while it waits for the candidate',
    faults: ({ candidate }) => deployment(candidate, { neverReady: true }),
    when: { at: 'waiting', for: 'candidate' },
    told: ({ candidate }) =>
      `The run was cancelled while it was at "Wait for candidate"; in Azure the candidate ${candidate} goes on until this job's post step removes it.`,
    post: ({ candidate }) => `Removed the candidate ${candidate}.`,
    written: ({ candidate }) => [`PUT ${candidate}`, `DELETE ${candidate}`],
    ends: 'untouched',
  },
  {
    name: 'cancelled: while Azure does not take the change yet',
    faults: ({ live }) => [
      { kind: 'call', operation: 'ContainerGroups.Put', name: live, error: 'ContainerGroupTransitioning' },
    ],
    when: { at: 'struck' },
    told: () => /^The run was cancelled while it was at "Deploy"; in Azure the change of /,
    post: ({ live }) => `Azure did not take the change of ${live}: it is as it was before this run.`,
    written: ({ candidate }) => [`PUT ${candidate}`, `DELETE ${candidate}`],
    ends: 'untouched',
  },
  {
    name: 'cancelled: while it removes the candidate',
    faults: ({ candidate }) => [
      {
        kind: 'call',
        operation: 'ContainerGroups.Delete',
        name: candidate,
        error: 'ContainerGroupTransitioning',
        nth: 1,
      },
    ],
    when: { at: 'struck' },
    told: ({ candidate }) =>
      `The run was cancelled while it was at "Remove candidate"; in Azure the candidate ${candidate} goes on until this job's post step removes it.`,
    post: ({ candidate }) => `Removed the candidate ${candidate}.`,
    written: ({ live, candidate }) => [`PUT ${candidate}`, `PUT ${live}`, `DELETE ${candidate}`],
    ends: 'goes on',
  },
  {
    name: 'cancelled: while it waits for what a candidate has proved',
    faults: ({ live }) => deployment(live, { neverReady: true }),
    when: { at: 'waiting', for: 'live' },
    told: ({ live, candidate }) =>
      `The run was cancelled while it was at "Wait for Healthy"; in Azure the change of ${live} goes on and is not undone, because a candidate has proved that it works; the candidate ${candidate} goes on until this job's post step removes it.`,
    post: ({ live }) => `The change of ${live} goes on in Azure and is not undone`,
    written: ({ live, candidate }) => [`PUT ${candidate}`, `PUT ${live}`, `DELETE ${candidate}`],
    ends: 'goes on',
  },
  {
    name: 'cancelled: while it waits for what nothing has proved',
    with: { strategy: 'in-place' },
    faults: ({ live }) => deployment(live, { nth: 1, neverReady: true }),
    when: { at: 'waiting', for: 'live' },
    told: ({ live }) =>
      `The run was cancelled while it was at "Wait for Healthy"; in Azure the change of ${live} goes on until this job's post step rolls it back.`,
    post: rolledBack,
    written: ({ live }) => [`PUT ${live}`, `PUT ${live}`],
    ends: 'rolled back',
  },
  {
    name: 'cancelled: the same, with on-failure keep',
    with: { strategy: 'in-place', 'on-failure': 'keep' },
    faults: ({ live }) => deployment(live, { nth: 1, neverReady: true }),
    when: { at: 'waiting', for: 'live' },
    told: () => /goes on and is not undone, because on-failure is keep\.$/,
    post: () => 'it stays as it is, because on-failure is keep',
    written: ({ live }) => [`PUT ${live}`],
    ends: 'kept',
  },
  {
    name: 'cancelled: while it rolls back',
    faults: ({ live }) => deployment(live, { nth: 1, ...CRASH }, { nth: 2, slowStartSeconds: 4 }),
    when: { at: 'waiting', for: 'live', times: 2 },
    told: ({ live, candidate }) =>
      `The run was cancelled while it was at "Wait for rollback"; in Azure the rollback of ${live} goes on, and this job's post step sees to it; the candidate ${candidate} goes on until this job's post step removes it.`,
    post: rolledBack,
    written: ({ live, candidate }) => [
      `PUT ${candidate}`,
      `PUT ${live}`,
      `PUT ${live}`,
      `DELETE ${candidate}`,
    ],
    ends: 'rolled back',
  },
  {
    name: 'cancelled: a rollback that takes longer than three minutes',
    speed: 40,
    faults: ({ live }) => deployment(live, { nth: 1, ...CRASH }, { nth: 2, neverReady: true }),
    when: { at: 'waiting', for: 'live', times: 2 },
    told: () => /^The run was cancelled while it was at "Wait for rollback"; /,
    post: ({ live, candidate }) =>
      new RegExp(
        `^${live} could not be rolled back: it was not healthy yet when the time of the post step was over\\. Azure goes on with it\\. The verified candidate ${candidate} stays and serves at http://`,
      ),
    written: ({ live, candidate }) => [
      `PUT ${candidate}`,
      `PUT ${live}`,
      `PUT ${live}`,
      `PATCH ${candidate}`,
    ],
    ends: 'candidate serves',
  },
  {
    name: 'cancelled: between the deletion and the creation of a replaced group',
    files: {
      'deploymentconfig.json': {
        computeType: 'aci',
        containerResourceRequirements: { cpu: 2, memoryInGB: 1 },
        authEnabled: true,
      },
    },
    // The new group cannot be created before the run is cancelled.
    faults: ({ live }) => [{ kind: 'deletion', group: live, labelHeldSeconds: 3 }],
    when: { at: 'replacing' },
    told: () => /while it was at "Deploy"/,
    post: rolledBack,
    written: ({ live, candidate }) => [
      `PUT ${candidate}`,
      `DELETE ${live}`,
      `PUT ${live}`,
      `DELETE ${candidate}`,
    ],
    ends: 'rolled back',
  },
];
