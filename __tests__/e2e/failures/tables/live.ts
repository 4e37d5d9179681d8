import type { Fault } from '../../../../local-azure/control/fault.ts';
import type { Names, Scenario } from '../scenario.ts';

const BACK = /The service was rolled back and serves again as revision [0-9a-f]{16} at http/;
const X = { exitCode: 1, message: BACK, left: 'old', result: 'rolled-back' } as const;
const UNTOUCHED = {
  exitCode: 1,
  message: /The live service was not touched/,

  left: 'old',
  result: 'unchanged',
} as const;
const OK = { exitCode: 0, result: 'updated' } as const;
/** More cores: only a new group can have them. */
const BIGGER: NonNullable<Scenario['files']> = {
  'deploymentconfig.json': {
    computeType: 'aci',
    containerResourceRequirements: { cpu: 1.5, memoryInGB: 1 },
    authEnabled: true,
  },
};
const IN_PLACE = { strategy: 'in-place' };

type Without<T> = T extends unknown ? Omit<T, 'kind' | 'operation' | 'name' | 'group'> : never;
type CallOnly = Without<Extract<Fault, { kind: 'call' }>>;
type DeploymentOnly = Without<Extract<Fault, { kind: 'deployment' }>>;
const put =
  (fault: CallOnly) =>
  ({ live }: Names): Fault[] => [{ kind: 'call', operation: 'ContainerGroups.Put', name: live, ...fault }];
const deployment =
  (...faults: DeploymentOnly[]) =>
  ({ live }: Names): Fault[] =>
    faults.map((fault) => ({ kind: 'deployment', group: live, ...fault }));

/** Updates whose candidate is fine and whose live group is in trouble, and updates in place. */
export const LIVE: readonly Scenario[] = [
  {
    name: 'live: its PUT is refused',
    speed: 20,
    faults: put({ error: 'AuthorizationFailed' }),
    ends: { ...UNTOUCHED, remedy: /^Grant the role "Contributor"/ },
  },
  {
    name: 'live: its PUT finds no room',
    speed: 40,
    faults: put({ error: 'Capacity' }),
    ends: { ...UNTOUCHED, remedy: /^There is no room in westeurope at the moment/ },
  },
  {
    name: 'live: the answer to its PUT is lost',
    faults: put({ connection: 'reset-after', nth: 1 }),
    ends: OK,
  },
  {
    name: 'live: no PUT gets through',
    faults: put({ connection: 'reset' }),
    ends: { ...UNTOUCHED, remedy: /^Check the network of the runner/ },
  },
  {
    name: 'live: another operation under way',
    speed: 20,
    faults: put({ error: 'ContainerGroupTransitioning', nth: { from: 1, to: 2 } }),
    ends: OK,
  },
  {
    name: 'live: somebody else has just written it',
    faults: (names) => [
      {
        kind: 'call',
        operation: 'ContainerGroups.Get',
        name: names.live,
        nth: 1,
        write: { environment: { X: 'y' } },
      },
      ...deployment({ nth: 1, pendingSeconds: 5 })(names),
    ],
    ends: { ...OK, told: /Azure is still busy with live-\d+; waiting up to 5 m 0 s\./ },
  },
  {
    name: 'live: crashes',
    faults: deployment({ nth: 1, crash: { exitCode: 1, afterSeconds: 0, log: 'no' } }),
    ends: { ...X, remedy: /^Read the events and log lines below/ },
  },
  {
    name: 'live: cannot pull its image',
    faults: deployment({ nth: 1, pull: 'unauthorized' }),
    ends: { ...X, remedy: /^Set registry-identity/ },
  },
  {
    name: 'live: is never ready',
    with: { 'wait-timeout': '4m' },
    speed: 20,
    faults: deployment({ nth: 1, neverReady: true }),
    ends: { ...X, remedy: /health-path/ },
  },
  {
    name: 'live: its operation fails for capacity',
    faults: deployment({ nth: 1, fails: {} }),
    ends: {
      ...X,
      remedy:
        /^There is no room in westeurope at the moment: set location to another region \(near: northeurope, /,
    },
  },
  {
    name: 'live: its operation never ends, and takes no rollback',
    with: { 'wait-timeout': '4m' },
    speed: 40,
    faults: deployment({ nth: 1, stuck: true }),
    ends: {
      exitCode: 1,
      message:
        /Azure has not ended the deployment: it still says Pending, .* The rollback failed as well\. The verified candidate \S+ stays/,
      remedy: /^This is not the model's doing/,
      left: 'candidate',
    },
  },
  {
    name: 'live: somebody deletes it',
    faults: (names) => [
      ...deployment({ nth: 1, neverReady: true })(names),
      { kind: 'call', operation: 'ContainerGroups.Get', name: names.live, nth: 6, write: 'delete' },
    ],
    ends: {
      ...X,
      remedy: /^The activity log of its resource group tells who/,
      message: /is gone: somebody else deleted it .* serves again as revision \S+ at \S+, in a new group/,
    },
  },
  { name: 'live: starts slowly', faults: deployment({ slowStartSeconds: 10 }), ends: OK },
  {
    name: 'live: crashes, on-failure keep',
    with: { 'on-failure': 'keep' },
    faults: deployment({ nth: 1, crash: { exitCode: 3, afterSeconds: 0 } }),
    ends: {
      ...X,
      remedy: /^Read the events and log lines below/,
      message: /on-failure is keep/,
      left: 'new',
      result: 'updated',
    },
  },
  {
    name: 'live: crashes, and the rollback too',
    faults: deployment({ crash: { exitCode: 1, afterSeconds: 0 } }),
    ends: {
      exitCode: 1,
      message: /The rollback failed as well\. The verified candidate \S+ stays and serves at http/,
      remedy: /^Read the events and log lines below/,
      left: 'candidate',
    },
  },
  {
    name: 'rollback: its PUT is throttled',
    faults: (names) => [
      ...deployment({ nth: 1, crash: { exitCode: 2, afterSeconds: 0 } })(names),
      ...put({ error: 'TooManyRequests', headers: { 'retry-after': '3' }, nth: 2 })(names),
    ],
    ends: { ...X, remedy: /^Read the events and log lines below/ },
  },
  {
    name: 'replacement: the label stays taken',
    files: BIGGER,
    speed: 20,
    faults: ({ live }) => [{ kind: 'deletion', group: live, labelHeldSeconds: 20 }],
    ends: OK,
  },
  {
    name: 'replacement: the new group is killed',
    files: BIGGER,
    faults: deployment({ nth: 1, crash: { exitCode: 137, afterSeconds: 1 } }),
    ends: {
      ...X,
      remedy: /^Raise memoryInGB in the deployment config/,
      place: { file: 'deploymentconfig.json', line: 5 },
    },
  },
  {
    name: 'live: another run writes it',
    faults: ({ live }) => [
      {
        kind: 'call',
        operation: 'ContainerGroups.Get',
        name: live,
        nth: 4,
        write: {
          tags: { revision: '0123456789abcdef', 'run-url': 'https://github.com/o/r/actions/runs/77' },
        },
      },
    ],
    ends: {
      ...X,
      message: /was deployed by another run/,
      remedy: /concurrency/,
      left: 'new',
      result: 'updated',
    },
  },
  {
    name: 'in place: crashes',
    with: IN_PLACE,
    faults: deployment({ nth: 1, crash: { exitCode: 4, afterSeconds: 0 } }),
    ends: { ...X, remedy: /^Read the events and log lines below/ },
  },
  {
    name: 'in place: crashes, and the rollback too',
    with: IN_PLACE,
    faults: deployment({ crash: { exitCode: 5, afterSeconds: 0 } }),
    ends: {
      ...X,
      remedy: /^Read the events and log lines below/,
      message: /The rollback failed as well: nothing serves at \S+ now\.$/,
      result: 'updated',
    },
  },
  {
    name: 'in place: its operation never ends, and takes no rollback',
    with: { ...IN_PLACE, 'wait-timeout': '4m' },
    speed: 40,
    faults: deployment({ nth: 1, stuck: true }),
    ends: {
      ...X,
      remedy: /^This is not the model's doing/,
      message: /The rollback failed as well: \S+ answers as revision [0-9a-f]{16}, but was not verified\.$/,
      left: 'new',
      result: 'updated',
    },
  },
  {
    name: 'in place: fails its smoke test',
    with: IN_PLACE,
    files: { 'score.py': 'def init():\n    pass\n\n\ndef run(data):\n    return {"predictions": []}\n' },
    faults: [],
    ends: {
      ...X,
      remedy: /^If the new answer is right, change "expect"/,
      place: { file: 'smoke-test.json', line: 3 },
    },
  },
];
