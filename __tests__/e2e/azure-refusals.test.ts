import { afterEach, describe, expect, it } from '@jest/globals';
import { headline, refused, remedy } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench({ groups: { quota: { containerGroups: 100, standardCores: 4 } } });
const UNKNOWN = '99999999-9999-4999-8999-999999999999';
const REGISTRY_ID = `/subscriptions/${UNKNOWN}/resourceGroups/nowhere/providers/Microsoft.ContainerRegistry/registries/none1`;

afterEach(() => {
  bench.azure.denied.clear();
});

describe('what does not exist', () => {
  it.each<[string, Record<string, string>, string, string, RegExp]>([
    [
      'a resource group',
      { 'resource-group': 'nowhere' },
      'resource-group',
      'The resource group "nowhere" does not exist in the subscription.',
      /az group create/,
    ],
    [
      "the workspace's resource group",
      { 'workspace-resource-group': 'nowhere' },
      'workspace-resource-group',
      'The resource group "nowhere" does not exist in the subscription.',
      /subscription-id/,
    ],
    [
      'a workspace',
      { workspace: 'nowhere' },
      'workspace',
      'The workspace "nowhere" does not exist in the resource group "ml-prod".',
      /workspace-resource-group/,
    ],
    [
      'a registry',
      { registry: 'nowhere1.azurecr.io' },
      'registry',
      'There is no container registry "nowhere1.azurecr.io" in the subscription 22222222-2222-4222-8222-222222222222.',
      /can see: mlregistry\./,
    ],
    [
      'a model',
      { models: 'rose:1' },
      'models',
      'The model "rose" does not exist in the workspace "ml-workspace", or has only archived versions.',
      /az ml model list/,
    ],
    [
      'the newest version of a model',
      { models: 'rose@latest' },
      'models',
      'The model "rose" does not exist in the workspace "ml-workspace", or has only archived versions.',
      /upper and lower case/,
    ],
    [
      'a version',
      { models: 'iris:4' },
      'models',
      'The model "iris" has no version "4" in the workspace "ml-workspace".',
      /^Its newest versions are: 3\./,
    ],
  ])('%s', async (_name, given, input, message, advice) => {
    const { errors } = await refused(bench, await irisRepository(), { with: given });
    expect(errors.map(headline)).toEqual([message]);
    expect(errors[0]?.title).toBe(`Input ${input}`);
    expect(remedy(errors[0])).toMatch(advice);
  });

  it('a subscription, told once', async () => {
    const { run, errors } = await refused(bench, await irisRepository(), {
      with: { 'subscription-id': UNKNOWN },
    });
    expect(errors.map(headline)).toEqual([
      expect.stringMatching(
        /^Could not read the .*: SubscriptionNotFound: The subscription '9{8}-.*' could not be found\.$/,
      ),
    ]);
    expect(remedy(errors[0])).toMatch(/^Check subscription-id/);
    expect(run.log).toContain('Azure error code: SubscriptionNotFound');
  });

  it('a registry by its id, in a subscription that is not seen', async () => {
    const { errors } = await refused(bench, await irisRepository(), { with: { registry: REGISTRY_ID } });
    expect(errors).toHaveLength(1);
    expect(headline(errors[0])).toMatch(/^The container registry none1 does not exist \(/);
  });

  it('several models, each told', async () => {
    const { errors } = await refused(bench, await irisRepository(), {
      with: { models: 'rose:1\niris:3\niris:4' },
    });
    expect(errors.map(headline)).toEqual([
      expect.stringMatching(/^The model "rose" does not exist/),
      expect.stringMatching(/^The model "iris" has no version "4"/),
    ]);
  });
});

describe('a right that is missing', () => {
  const ml = 'Microsoft.MachineLearningServices/workspaces';
  const aci = 'Microsoft.ContainerInstance';
  const acr = 'Microsoft.ContainerRegistry/registries';
  const group = '/subscriptions/22222222-2222-4222-8222-222222222222/resourceGroups/ml-prod';
  const workspace = `${group}/providers/${ml}/ml-workspace`;
  const registry = `${group}/providers/${acr}/mlregistry`;
  const subscription = group.slice(0, group.indexOf('/resourceGroups'));

  it.each([
    [`${ml}/read`, 'read the workspace "ml-workspace"', 'Reader', workspace],
    [`${ml}/models/versions/read`, 'read the model "iris:3"', 'Reader', workspace],
    [`${ml}/datastores/read`, 'read the datastore "workspaceblobstore"', 'Reader', workspace],
    [`${aci}/containerGroups/read`, 'read the container group iris-ae8c4672', 'Contributor', group],
    [`${aci}/locations/capabilities/read`, 'read what Azure offers in westeurope', 'Reader', subscription],
    [`${aci}/locations/usages/read`, 'read the quotas in westeurope', 'Reader', subscription],
    [`${acr}/read`, 'read the container registry mlregistry', 'Reader', registry],
    [
      `${acr}/listCredentials/action`,
      "read the admin user's password of the registry mlregistry",
      'Contributor',
      registry,
    ],
  ])('%s: the role is named, and where it goes', async (action, doing, role, scope) => {
    bench.azure.denied.add(action);
    const { run, errors } = await refused(bench, await irisRepository());
    expect(errors.map(headline)).toEqual([
      `Could not ${doing}: the identity that signs in lacks the right ${action}.`,
    ]);
    expect(remedy(errors[0])).toContain(`Grant the role "${role}" on ${scope} to the identity that signs in`);
    expect(remedy(errors[0])).toContain(
      `az role assignment create --assignee-object-id 44444444-4444-4444-8444-444444444444 --role "${role}" --scope ${scope})`,
    );
    expect(run.log).toContain('Azure error code: AuthorizationFailed');
    expect(run.log).toMatch(/Azure correlation id: [-0-9a-f]{36}/);
  });

  it('of the resource group: it is read only where no workspace tells the region', async () => {
    const action = 'Microsoft.Resources/subscriptions/resourceGroups/read';
    bench.azure.denied.add(action);
    const { registry: server } = bench.azure.info;
    const { errors } = await refused(bench, await irisRepository(), {
      with: { workspace: '', models: '', registry: server },
    });
    expect(errors.map(headline)).toEqual([
      `Could not read the resource group "ml-prod": the identity that signs in lacks the right ${action}.`,
    ]);
    expect(remedy(errors[0])).toContain(`Grant the role "Reader" on ${group} to`);
  });

  it.each([
    [
      `${acr}/listBuildSourceUploadUrl/action`,
      'upload the build context to mlregistry.azurecr.io',
      'Container Registry Tasks Contributor',
      registry,
    ],
    [
      `${acr}/scheduleRun/action`,
      'start a build in the registry mlregistry',
      'Container Registry Tasks Contributor',
      registry,
    ],
    [`${aci}/containerGroups/write`, 'deploy the container group iris-ae8c4672', 'Contributor', group],
  ])('%s shows when it is used: no container group is made', async (action, doing, role, scope) => {
    bench.azure.denied.add(action);
    const run = await bench.deploy(await irisRepository());
    const errors = run.annotations.filter(({ level }) => level === 'error');
    expect(run.exitCode).toBe(1);
    expect(errors.map(headline)).toEqual([
      `Could not ${doing}: the identity that signs in lacks the right ${action}.`,
    ]);
    expect(remedy(errors[0])).toContain(`Grant the role "${role}" on ${scope} to`);
    expect(bench.azure.containerInstance.groups()).toEqual([]);
  });
});
