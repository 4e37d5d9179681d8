import { describe, expect, it } from '@jest/globals';
import type { ArmRequest } from '../../../src/azure/arm.ts';
import { AzureError } from '../../../src/azure/azure-error.ts';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import type { AzureConnection } from '../../../src/azure/connection.ts';
import { getResourceGroup, getWorkspace } from '../../../src/azure/workspace/workspace.ts';
import type { Finding } from '../../../src/findings.ts';
import { ActionError } from '../../../src/findings.ts';
import { anyCredential } from '../fake-client.ts';

const GROUP = '/subscriptions/s-1/resourceGroups/ml-prod';
const REGISTRY = `${GROUP}/providers/Microsoft.ContainerRegistry/registries/mlregistry`;
const ID = `${GROUP}/providers/Microsoft.MachineLearningServices/workspaces/ws`;

/** A connection whose ARM gives this one answer. */
function connection(answer: unknown, seen: ArmRequest[] = []): AzureConnection {
  return {
    cloud: CLOUDS.AzureCloud,
    subscriptionId: 's-1',
    credential: anyCredential,
    arm: (request) => {
      seen.push(request);
      return answer instanceof Error
        ? Promise.reject(answer)
        : Promise.resolve({ status: 200, headers: {}, body: answer });
    },
    http: () => Promise.reject(new Error('no http here')),
  };
}

function refused(status: number, code: string): AzureError {
  return new AzureError({ doing: 'read it', status, code, message: 'No.', correlationId: 'c-1' });
}

async function findingOf(work: Promise<unknown>): Promise<Finding | undefined> {
  const caught: unknown = await work.catch((error: unknown) => error);
  if (caught instanceof ActionError) return caught.findings[0];
  throw new Error(`Expected an ActionError, got ${String(caught)}`);
}

const readWorkspace = (answer: unknown, seen?: ArmRequest[]): ReturnType<typeof getWorkspace> =>
  getWorkspace(connection(answer, seen), { resourceGroup: 'ml-prod', name: 'ws' });

describe('the workspace', () => {
  it('has id, region, registry and its own id', async () => {
    const seen: ArmRequest[] = [];
    const properties = { containerRegistry: REGISTRY, workspaceId: '0a-1b', more: 1 };
    await expect(
      readWorkspace({ id: ID, name: 'ws', location: 'westeurope', properties }, seen),
    ).resolves.toEqual({
      id: ID,
      name: 'ws',
      location: 'westeurope',
      containerRegistry: REGISTRY,
      guid: '0a-1b',
    });
    expect(seen).toEqual([{ path: ID, apiVersion: '2024-04-01', doing: 'read the workspace "ws"' }]);
  });

  it.each([{}, { containerRegistry: null, workspaceId: null }])(
    'may have no registry yet: %j',
    async (properties) => {
      const workspace = await readWorkspace({ id: ID, name: 'ws', location: 'westeurope', properties });
      expect(workspace).toEqual({ id: ID, name: 'ws', location: 'westeurope' });
    },
  );

  it('takes names into the path as text', async () => {
    const seen: ArmRequest[] = [];
    const body = { id: ID, name: 'ws', location: 'x', properties: {} };
    await getWorkspace(connection(body, seen), { resourceGroup: 'a/../b', name: 'w?x' });
    expect(seen[0]?.path).toMatch(/resourceGroups\/a%2F\.\.%2Fb\/providers\/.*\/workspaces\/w%3Fx$/);
  });

  it('that does not exist names the input', async () => {
    expect(await findingOf(readWorkspace(refused(404, 'ResourceNotFound')))).toEqual({
      severity: 'error',
      message: 'The workspace "ws" does not exist in the resource group "ml-prod".',
      input: 'workspace',
      remedy: 'Check workspace, workspace-resource-group (by default resource-group) and subscription-id.',
      azure: { code: 'ResourceNotFound', correlationId: 'c-1' },
    });
  });

  it('in a group that does not exist names that', async () => {
    expect(await findingOf(readWorkspace(refused(404, 'ResourceGroupNotFound')))).toMatchObject({
      message: 'The resource group "ml-prod" does not exist in the subscription.',
      input: 'workspace-resource-group',
    });
  });

  it('in a group that the input resource-group named names that', async () => {
    const answer = connection(refused(404, 'ResourceGroupNotFound'));
    const work = getWorkspace(answer, { resourceGroup: 'ml-prod', name: 'ws', groupInput: 'resource-group' });
    expect(await findingOf(work)).toMatchObject({ input: 'resource-group' });
  });

  it('in a subscription that is not seen says so', async () => {
    const finding = await findingOf(readWorkspace(refused(404, 'SubscriptionNotFound')));
    expect(finding?.remedy).toMatch(/Check subscription-id/);
  });

  it('that is answered in another form is an error with the properties', async () => {
    expect(await findingOf(readWorkspace({ id: ID, name: 'ws', properties: 1 }))).toMatchObject({
      message: 'Azure\'s answer about the workspace "ws" is not in the form that the Action knows.',
      evidence: [expect.stringMatching(/^location: /), expect.stringMatching(/^properties: /)],
    });
  });

  it('leaves other failures as they are', async () => {
    await expect(readWorkspace(new Error('AADSTS700024'))).rejects.toThrow('AADSTS700024');
  });
});

describe('the resource group', () => {
  it('has id and region', async () => {
    const seen: ArmRequest[] = [];
    const body = { id: GROUP, name: 'ml-prod', location: 'westeurope' };
    await expect(getResourceGroup(connection(body, seen), 'ml-prod')).resolves.toEqual(body);
    expect(seen).toMatchObject([{ path: GROUP, apiVersion: '2021-04-01' }]);
  });

  it('that does not exist names the input and the command', async () => {
    const finding = await findingOf(
      getResourceGroup(connection(refused(404, 'ResourceGroupNotFound')), 'ml-prod'),
    );
    expect(finding).toMatchObject({
      message: 'The resource group "ml-prod" does not exist in the subscription.',
      input: 'resource-group',
      remedy: expect.stringMatching(/az group create/),
    });
  });

  it('that may not be read names the role', async () => {
    const message =
      "The client 'x' with object id 'y' does not have authorization to perform action " +
      `'Microsoft.Resources/subscriptions/resourceGroups/read' over scope '${GROUP}' or the scope is invalid.`;
    const refusal = new AzureError({ doing: 'read it', status: 403, code: 'AuthorizationFailed', message });
    const finding = await findingOf(getResourceGroup(connection(refusal), 'ml-prod'));
    expect(finding?.remedy).toMatch(`Grant the role "Reader" on ${GROUP} to the identity that signs in.`);
  });
});
