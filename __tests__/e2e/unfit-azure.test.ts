import { afterEach, describe, expect, it } from '@jest/globals';
import { headline, placeOf, refused, remedy } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench({ groups: { quota: { containerGroups: 100, standardCores: 4 } } });
const BLOB_READ = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read';
const LIST_SECRETS = 'Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action';
const PLAN_ONLY = { 'dry-run': 'true' };

afterEach(() => {
  const { denied, switches } = bench.azure;
  denied.clear();
  Object.assign(switches, {
    registryAdmin: true,
    workspaceRegistry: true,
    datastoreCredentials: 'AccountKey',
  });
});

function needs(cpu: number, memoryInGB: number): Promise<Awaited<ReturnType<typeof irisRepository>>> {
  return irisRepository({
    'deploymentconfig.json': {
      computeType: 'aci',
      authEnabled: true,
      containerResourceRequirements: { cpu, memoryInGB },
    },
  });
}

describe('the region', () => {
  it('does not offer what is asked for', async () => {
    const { errors } = await refused(bench, await needs(3, 300));
    expect(errors.map(headline)).toEqual([
      'The container group needs 3.1 CPU and 300.5 GB of memory (the front end included); the region "westeurope" offers at most 31 CPU and 240 GB of memory.',
    ]);
    expect(placeOf(errors[0])).toBe('deploymentconfig.json:4');
    expect(remedy(errors[0])).toMatch(/^Lower containerResourceRequirements/);
  });

  it('has not enough of the quota left', async () => {
    const { errors } = await refused(bench, await needs(5, 8));
    expect(errors).toHaveLength(1);
    expect(headline(errors[0])).toMatch(/westeurope.*4/);
    expect(remedy(errors[0])).toMatch(/quota/i);
  });
});

describe('the registry', () => {
  it('is not there: the workspace has none yet and none is named', async () => {
    bench.azure.switches.workspaceRegistry = false;
    const { errors } = await refused(bench, await irisRepository());
    expect(errors.map(headline)).toEqual(['The workspace ml-workspace has no container registry yet.']);
    expect(errors[0]?.title).toBe('Input registry');
    expect(remedy(errors[0])).toMatch(/name a registry with the input registry/);
  });

  it('leaves no way to pull: no identity is named and its admin user is off', async () => {
    bench.azure.switches.registryAdmin = false;
    const { errors } = await refused(bench, await irisRepository());
    expect(errors.map(headline)).toEqual([
      expect.stringMatching(
        /^There is no way to pull mlregistry\.azurecr\.io\/aci-model-deploy\/iris.*: mlregistry\.azurecr\.io needs a sign-in, and its admin user is switched off\.$/,
      ),
    ]);
    for (const way of ['registry-identity', 'registry-username', 'admin user'])
      expect(remedy(errors[0])).toContain(way);
  });
});

describe('the files of a model', () => {
  it.each(['AccountKey', 'Sas', 'None'] as const)('are read with the credentials %s', async (credentials) => {
    bench.azure.switches.datastoreCredentials = credentials;
    const run = await bench.deploy(await irisRepository(), { with: PLAN_ONLY });
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    expect(run.log).toContain('Model iris:3 (registered): 575 bytes in 1 file');
  });

  it("are read with the run's own identity where the datastore's key may not be", async () => {
    bench.azure.denied.add(LIST_SECRETS);
    const run = await bench.deploy(await irisRepository(), { with: PLAN_ONLY });
    expect(run.exitCode).toBe(0);
  });

  it.each([
    [
      'neither the key nor the blobs may be read',
      [LIST_SECRETS, BLOB_READ],
      ['AzureML Data Scientist', 'Storage Blob Data Reader'],
    ],
    ['the datastore keeps no key and the blobs may not be read', [BLOB_READ], ['Storage Blob Data Reader']],
  ])('are out of reach when %s', async (_name, denied, roles) => {
    if (denied.length === 1) bench.azure.switches.datastoreCredentials = 'None';
    for (const action of denied) bench.azure.denied.add(action);
    const { errors } = await refused(bench, await irisRepository());
    expect(errors).toHaveLength(1);
    expect(headline(errors[0])).toMatch(
      /^Could not list the files of the model "iris:3" in https:\/\/mlstore1\.blob\.core\.windows\.net\/[-\w]+: AuthorizationPermissionMismatch/,
    );
    for (const role of roles) expect(remedy(errors[0])).toContain(`"${role}"`);
  });

  it('are deployed with a warning when the model is archived', async () => {
    await bench.azure.registerModel({ name: 'old', version: '1', files: { 'a.bin': 'x' }, isArchived: true });
    const run = await bench.deploy(await irisRepository(), { with: { ...PLAN_ONLY, models: 'old:1' } });
    expect(run.exitCode).toBe(0);
    expect(run.annotations).toContainEqual(
      expect.objectContaining({
        level: 'warning',
        title: 'Input models',
        message: expect.stringMatching(/^The model "old:1" is archived; it is deployed all the same\.\n/),
      }),
    );
  });

  it('cannot be found when Azure does not tell where they are', async () => {
    await bench.azure.registerModel({ name: 'lost', version: '1', files: { 'a.bin': 'x' }, modelUri: null });
    const { errors } = await refused(bench, await irisRepository(), { with: { models: 'lost:1' } });
    expect(errors.map(headline)).toEqual([
      'The model "lost:1" cannot be read: Azure does not tell where its files are.',
    ]);
  });
});
