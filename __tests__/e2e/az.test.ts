import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { hasAz, openAz } from './support/az.ts';
import type { Az } from './support/az.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const withAz = hasAz ? describe : describe.skip;
if (!hasAz) process.stderr.write('The Azure CLI is not installed: its end-to-end tests are skipped.\n');

const bench = useWorkbench();
/** Milliseconds for a few calls of az, each of which starts Python, on a busy machine. */
const AZ_TIMEOUT_MS = 180_000;

withAz('a real Azure CLI, with nothing but env', () => {
  let az: Az;
  beforeAll(async () => {
    az = await openAz(bench.azure.info);
  });
  afterAll(() => az.close());

  function login(...proof: readonly string[]): Promise<unknown> {
    const { clientId, tenantId } = bench.azure.info;
    return az.json('login', '--service-principal', '-u', clientId, '--tenant', tenantId, ...proof);
  }

  function whoAmI(): object {
    const { clientId, subscriptionId, tenantId } = bench.azure.info;
    return {
      id: subscriptionId,
      state: 'Enabled',
      tenantId,
      user: { name: clientId, type: 'servicePrincipal' },
    };
  }

  it(
    'signs in with a client secret',
    async () => {
      expect(await login('-p', bench.azure.info.clientSecret)).toMatchObject([
        { isDefault: true, ...whoAmI() },
      ]);
      expect(await az.json('account', 'show')).toMatchObject({ environmentName: 'AzureCloud', ...whoAmI() });
      await az.run('logout');
    },
    AZ_TIMEOUT_MS,
  );

  it(
    'signs in with the token of a workflow run, as azure/login does',
    async () => {
      expect(await login('--federated-token', await workflowToken())).toMatchObject([
        { isDefault: true, ...whoAmI() },
      ]);
      expect(await az.json('account', 'show')).toMatchObject({ environmentName: 'AzureCloud', ...whoAmI() });
      const group = await az.json('group', 'show', '-n', bench.azure.info.resourceGroup);
      expect(group).toMatchObject({ name: bench.azure.info.resourceGroup });
    },
    AZ_TIMEOUT_MS,
  );

  async function workflowToken(): Promise<string> {
    const { oidcEnv } = bench.azure.info;
    const url = `${oidcEnv['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? ''}&audience=api%3A%2F%2FAzureADTokenExchange`;
    const authorization = `Bearer ${oidcEnv['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? ''}`;
    const answer = await fetch(url, { headers: { authorization } });
    return ((await answer.json()) as { value: string }).value;
  }

  describe('and the Action, signed in by that Azure CLI', () => {
    let run: ActionRunResult;
    let group: readonly string[];

    beforeAll(async () => {
      await az.run('logout');
      await login('-p', bench.azure.info.clientSecret);
      run = await bench.deploy(await irisRepository(), {
        signIn: 'none',
        env: az.env,
        with: { 'subscription-id': '' },
      });
      const name = run.outputs['container-group']?.split('/').at(-1) ?? '';
      group = ['-g', bench.azure.info.resourceGroup, '-n', name];
    }, AZ_TIMEOUT_MS);

    it('deploys into the CLI’s default subscription', () => {
      const { subscriptionId } = bench.azure.info;
      expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'created' } });
      expect(run.log).toContain(
        `Signed in with the Azure CLI in its default subscription ${subscriptionId}; resource group`,
      );
      expect(run.outputs['container-group']).toContain(`/subscriptions/${subscriptionId}/resourceGroups/`);
      expectNoSecret(run, [KEY, bench.azure.info.clientSecret]);
    });

    it(
      'az container show and list see the service, and no secret of it',
      async () => {
        const shown = await az.run('container', 'show', ...group);
        expect(JSON.parse(shown.output)).toMatchObject({
          id: run.outputs['container-group'],
          provisioningState: 'Succeeded',
          instanceView: { state: 'Running' },
          ipAddress: { fqdn: run.outputs['fqdn'], ip: run.outputs['ip-address'] },
          tags: { 'managed-by': 'aci-model-deploy', service: 'iris' },
        });
        expect(shown.output).not.toContain(KEY);
        expect(shown.output).not.toContain(Buffer.from(KEY).toString('base64').slice(0, 20));
        const listed = await az.json('container', 'list', '-g', bench.azure.info.resourceGroup);
        expect(listed).toMatchObject([{ name: group[3], instanceView: null }]);
      },
      AZ_TIMEOUT_MS,
    );

    it(
      'az container logs shows what the scoring container wrote',
      async () => {
        const containers = (await az.json(
          'container',
          'show',
          ...group,
          '--query',
          'containers[].name',
        )) as string[];
        const logs = await az.run('container', 'logs', ...group, '--container-name', containers[0] ?? '');
        expect(logs).toMatchObject({ code: 0, output: expect.stringContaining('azmlinfsrv') });
      },
      AZ_TIMEOUT_MS,
    );

    it(
      'az rest makes a group, and the Action keeps its hands off it',
      async () => {
        const { location, resourceGroup, subscriptionId } = bench.azure.info;
        const groups = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups`;
        const url = `${groups}/by-hand?api-version=2023-05-01`;
        const container = {
          image: 'mcr.microsoft.com/azurelinux/base/python:3.12',
          command: ['sleep', '600'],
          resources: { requests: { cpu: 1, memoryInGB: 1 } },
        };
        const properties = { osType: 'Linux', containers: [{ name: 'main', properties: container }] };
        const body = JSON.stringify({ location, properties });
        const made = await az.json('rest', '--method', 'put', '--url', url, '--body', body);
        expect(made).toMatchObject({ name: 'by-hand', properties: { provisioningState: 'Pending' } });

        const refused = await bench.deploy(await irisRepository(), {
          signIn: 'none',
          env: az.env,
          with: { 'container-group-name': 'by-hand' },
        });
        expect(refused.exitCode).toBe(1);
        expect(firstError(refused)).toContain('by-hand');
        expect(await az.json('rest', '--url', url)).toMatchObject({
          properties: { containers: [{ name: 'main' }] },
        });
        expect(await az.json('rest', '--url', url)).not.toHaveProperty('tags.managed-by');
        expect(
          (await az.run('container', 'delete', '-g', resourceGroup, '-n', 'by-hand', '--yes')).code,
        ).toBe(0);
      },
      AZ_TIMEOUT_MS,
    );

    it(
      'az container delete removes it',
      async () => {
        expect((await az.run('container', 'delete', ...group, '--yes')).code).toBe(0);
        const gone = await az.run('container', 'show', ...group);
        expect(gone).toMatchObject({ code: 3, errors: expect.stringContaining('(ResourceNotFound)') });
      },
      AZ_TIMEOUT_MS,
    );

    it(
      'says what to do when the CLI is signed out',
      async () => {
        await az.run('logout');
        const refused = await bench.deploy(await irisRepository(), {
          signIn: 'none',
          env: az.env,
          with: { 'subscription-id': '' },
        });
        expect(refused.exitCode).toBe(1);
        expect(firstError(refused)).toContain(
          'There is no sign-in for Azure: no sign-in inputs are set, and the Azure CLI is not signed in',
        );
        expect(firstError(refused)).toContain('or run azure/login before this step.');
      },
      AZ_TIMEOUT_MS,
    );
  });
});

function firstError({ annotations }: ActionRunResult): string {
  return annotations.find(({ level }) => level === 'error')?.message ?? '';
}
