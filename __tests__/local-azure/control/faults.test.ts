import { describe, expect, it } from '@jest/globals';
import { faultSchema } from '../../../local-azure/control/fault.ts';
import type { Nth } from '../../../local-azure/control/fault.ts';
import { createFaults, fits } from '../../../local-azure/control/faults.ts';
import { operationOf } from '../../../local-azure/control/operations.ts';

describe('the list of faults', () => {
  it.each<[Nth | undefined, number[]]>([
    [undefined, [1, 2, 3, 4, 5]],
    [1, [1]],
    [3, [3]],
    [{ from: 2, to: 3 }, [2, 3]],
    [{ from: 4 }, [4, 5]],
  ])('with nth %j strikes at the times %j', (nth, expected) => {
    const faults = createFaults();
    const active = faults.add({ kind: 'build', outcome: 'failed', nth });
    const struck = [1, 2, 3, 4, 5].filter(() => faults.strike('build').length > 0);
    expect(struck).toEqual(expected);
    expect(active).toMatchObject({ seen: 5, struck: expected.length });
  });

  it('counts what matches only, and each group by itself', () => {
    const faults = createFaults();
    const active = faults.add({ kind: 'deployment', group: 'iris*', nth: 2, neverReady: true });
    const deploy = (name: string): number =>
      faults.strike('deployment', ({ group }) => fits(group, name), name).length;
    expect([deploy('iris'), deploy('iris-candidate'), deploy('wine'), deploy('iris')]).toEqual([0, 0, 0, 1]);
    expect(active).toMatchObject({ seen: 3, struck: 1 });
  });

  it('counts from when a fault is switched on, and forgets what is switched off', () => {
    const faults = createFaults();
    faults.strike('build');
    const { id } = faults.add({ kind: 'build', outcome: 'failed', nth: 1 });
    expect(faults.strike('token')).toEqual([]);
    expect(faults.strike('build')).toHaveLength(1);
    expect(faults.list().map((one) => one.id)).toEqual([id]);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    faults.add({ kind: 'build', outcome: 'failed' });
    faults.clear();
    expect(faults.strike('build')).toEqual([]);
  });

  it.each([
    [undefined, 'anything', true],
    ['iris', 'iris', true],
    ['iris', 'IRIS', true],
    ['iris', 'iris-candidate', false],
    ['*-candidate', 'iris-candidate', true],
    ['iris*', 'wine', false],
    ['a.c', 'abc', false],
  ])('reads the pattern %j: %j -> %j', (pattern, name, expected) => {
    expect(fits(pattern, name)).toBe(expected);
  });
});

describe('a fault as JSON', () => {
  it.each([
    [{ kind: 'call', operation: 'ContainerGroups.Pull' }, /operation/],
    [{ kind: 'call', operation: 'Logs', nth: 0 }, /nth/],
    [{ kind: 'call', operation: 'Logs', status: 200 }, /status/],
    [{ kind: 'call', operation: 'Logs', error: 'Nonsense' }, /error/],
    [{ kind: 'deployment', crash: { exitCode: 300, afterSeconds: 1 } }, /exitCode/],
    [{ kind: 'deployment', neverready: true }, /neverready/],
    [{ kind: 'weather' }, /kind/],
  ])('is refused: %j', (fault, what) => {
    const result = faultSchema.safeParse(fault);
    expect(result.success ? 'accepted' : result.error.message).toMatch(what);
  });
});

const GROUP = '/subscriptions/s/resourceGroups/ml-prod/providers/Microsoft.ContainerInstance/containerGroups';
const LOCATION = '/subscriptions/s/providers/Microsoft.ContainerInstance/locations/westeurope';
const WORKSPACE =
  '/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
const REGISTRY = '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/r';

describe('the operation of a call', () => {
  it.each([
    ['arm', 'PUT', `${GROUP}/iris`, 'ContainerGroups.Put', 'iris'],
    ['arm', 'GET', `${GROUP.toLowerCase()}/iris`, 'ContainerGroups.Get', 'iris'],
    ['arm', 'DELETE', `${GROUP}/iris`, 'ContainerGroups.Delete', 'iris'],
    ['arm', 'PATCH', `${GROUP}/iris`, 'ContainerGroups.Patch', 'iris'],
    ['arm', 'GET', GROUP, 'ContainerGroups.List', ''],
    ['arm', 'POST', `${GROUP}/iris/restart`, 'ContainerGroups.Restart', 'iris'],
    ['arm', 'GET', `${GROUP}/iris/containers/scoring/logs`, 'Logs', 'iris'],
    ['arm', 'GET', `${LOCATION}/operations/1-2`, 'Operations.Get', '1-2'],
    ['arm', 'GET', `${LOCATION}/usages`, 'Usages', 'westeurope'],
    ['arm', 'GET', `${LOCATION}/capabilities`, 'Capabilities', 'westeurope'],
    ['arm', 'GET', WORKSPACE, 'Workspaces.Get', 'w'],
    ['arm', 'GET', `${WORKSPACE}/models/iris`, 'Models.Get', 'iris'],
    ['arm', 'GET', `${WORKSPACE}/models/iris/versions`, 'ModelVersions.List', 'iris'],
    ['arm', 'GET', `${WORKSPACE}/models/iris/versions/3`, 'ModelVersions.Get', 'iris'],
    ['arm', 'GET', `${WORKSPACE}/datastores/d`, 'Datastores.Get', 'd'],
    ['arm', 'POST', `${WORKSPACE}/datastores/d/listSecrets`, 'Datastores.ListSecrets', 'd'],
    ['arm', 'GET', REGISTRY, 'Registry.Get', 'r'],
    ['arm', 'POST', `${REGISTRY}/scheduleRun`, 'Registry.ScheduleRun', 'r'],
    ['arm', 'GET', `${REGISTRY}/runs`, 'Registry.RunList', 'r'],
    ['arm', 'GET', `${REGISTRY}/runs/cb1`, 'Registry.RunGet', 'cb1'],
    ['arm', 'POST', `${REGISTRY}/runs/cb1/cancel`, 'Registry.RunCancel', 'cb1'],
    ['arm', 'GET', '/subscriptions/s/resourcegroups/g', 'ResourceGroups.Get', 'g'],
    ['registry', 'HEAD', '/v2/service/iris/manifests/1', 'Registry.Manifest', 'service/iris'],
    ['public-registry', 'GET', '/v2/azureml/x/manifests/1', 'PublicRegistry.Manifest', 'azureml/x'],
    ['storage', 'GET', '/azureml/models/iris.json', 'Blob.Get', 'models/iris.json'],
    ['storage', 'GET', '/azureml', 'Blob.List', 'azureml'],
    ['task-storage', 'PUT', '/c/tasks-source/a.tar.gz', 'TaskBlob.Put', 'tasks-source/a.tar.gz'],
    ['entra', 'POST', '/t/oauth2/v2.0/token', 'Entra.Token', 't'],
    ['oidc', 'GET', '/oidc', 'Oidc', ''],
  ] as const)('of %s %s %s is %s', (service, method, path, operation, name) => {
    expect(operationOf(service, method, path)).toEqual({ operation, name });
  });

  it('is none for what faults cannot name', () => {
    expect(operationOf('arm', 'GET', '/subscriptions')).toBeUndefined();
    expect(operationOf('storage', 'PUT', `${GROUP}/iris`)).toBeUndefined();
  });
});
