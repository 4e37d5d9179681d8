import type { Scenario } from '../scenario.ts';

const SPARED =
  /This was the candidate; the live service was not touched\. It serves on as revision [0-9a-f]{16} at http/;
const X = { exitCode: 1, message: SPARED, left: 'old', result: 'unchanged' } as const;
const OK = { exitCode: 0, result: 'updated' } as const;
const PUT = { kind: 'call', operation: 'ContainerGroups.Put', name: '*-candidate' } as const;
const GET = { kind: 'call', operation: 'ContainerGroups.Get', name: '*-candidate' } as const;
const DELETE = { kind: 'call', operation: 'ContainerGroups.Delete', name: '*-candidate' } as const;
const DEPLOYMENT = { kind: 'deployment', group: '*-candidate' } as const;

/** Updates whose candidate is in trouble: the live service never notices. */
export const CANDIDATES: readonly Scenario[] = [
  {
    name: 'candidate: its PUT is refused for a quota',
    faults: [{ ...PUT, error: 'ContainerGroupQuotaReached' }],
    ends: { ...X, remedy: /^Delete container groups that are not needed/ },
  },
  {
    name: 'candidate: its PUT finds no room',
    speed: 40,
    faults: [{ ...PUT, error: 'Capacity' }],
    ends: { ...X, remedy: /^There is no room in westeurope at the moment/ },
  },
  {
    name: 'candidate: the answer to its PUT is lost',
    faults: [{ ...PUT, connection: 'reset-after', nth: 1 }],
    ends: OK,
  },
  {
    name: 'candidate: its label is still held',
    speed: 20,
    faults: [{ ...PUT, error: 'DnsNameLabelAlreadyTaken', nth: { from: 1, to: 2 } }],
    ends: OK,
  },
  {
    name: 'candidate: crashes',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 1, afterSeconds: 0, log: 'no' } }],
    ends: { ...X, remedy: /^Read the events and log lines below/ },
  },
  {
    name: 'candidate: cannot pull its image',
    faults: [{ ...DEPLOYMENT, pull: 'not-found' }],
    ends: { ...X, remedy: /^Check the name, tag and digest of the image/ },
  },
  {
    name: 'candidate: is never ready',
    with: { 'wait-timeout': '30s' },
    faults: [{ ...DEPLOYMENT, neverReady: true }],
    ends: { ...X, remedy: /health-path/ },
  },
  {
    name: 'candidate: its operation fails',
    faults: [{ ...DEPLOYMENT, fails: { event: 'NodeLost', message: 'The node was lost.' } }],
    ends: { ...X, remedy: /^Read the events and log lines below/ },
  },
  {
    name: 'candidate: its operation ends too late',
    with: { 'wait-timeout': '40s' },
    faults: [{ ...DEPLOYMENT, pendingSeconds: 60 }],
    ends: {
      ...X,
      remedy: /^This is not the model's doing/,
      message: /Azure has not ended the deployment: it still says Pending, .* live service was not touched/,
    },
  },
  {
    name: 'candidate: somebody deletes it',
    faults: [
      { ...DEPLOYMENT, neverReady: true },
      { ...GET, nth: 5, write: 'delete' },
    ],
    ends: { ...X, remedy: /^The activity log of its resource group tells who/ },
  },
  {
    name: 'candidate: becomes healthy and dies',
    faults: [{ ...DEPLOYMENT, crash: { exitCode: 137, afterSeconds: 0, since: 'ready' } }],
    ends: {
      ...X,
      remedy: /^Raise memoryInGB in the deployment config/,
      place: { file: 'deploymentconfig.json', line: 5 },
    },
  },
  {
    name: 'candidate: fails its smoke test',
    files: { 'score.py': 'def init():\n    pass\n\n\ndef run(data):\n    return {"predictions": []}\n' },
    faults: [],
    ends: {
      ...X,
      remedy: /^If the new answer is right, change "expect"/,
      place: { file: 'smoke-test.json', line: 3 },
    },
  },
  {
    name: 'candidate: its removal is refused at first',
    faults: [{ ...DELETE, error: 'ContainerGroupTransitioning', nth: { from: 1, to: 2 } }],
    ends: OK,
  },
  {
    name: 'candidate: the answer to its removal is lost',
    faults: [{ ...DELETE, connection: 'reset-after', nth: 1 }],
    ends: OK,
  },
  {
    name: 'candidate: cannot be read for a while',
    faults: [{ ...GET, error: 'GatewayTimeout', nth: { from: 3, to: 5 } }],
    ends: OK,
  },
];
