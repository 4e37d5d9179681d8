import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/findings.ts';
import { AzureError } from '../../src/azure/azure-error.ts';
import { explain } from '../../src/azure/explain.ts';
import { readDenial, roleFor, scopeForRole } from '../../src/azure/roles.ts';

const PRINCIPAL = '11111111-2222-3333-4444-555555555555';

function denied(action: string, scope = '/subscriptions/s/resourceGroups/rg'): string {
  return (
    `The client '${PRINCIPAL}' with object id '${PRINCIPAL}' does not have authorization to perform action '${action}' ` +
    `over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`
  );
}

function explained(status: number, code: string, message = 'No.'): Finding {
  const [finding] = explain(new AzureError({ doing: 'do it', status, code, message })).findings;
  if (!finding) throw new Error('no finding');
  return finding;
}

describe('the role for an action', () => {
  it.each([
    ['Microsoft.Resources/subscriptions/resourceGroups/read', 'Reader'],
    ['Microsoft.MachineLearningServices/workspaces/read', 'Reader'],
    ['Microsoft.MachineLearningServices/workspaces/models/versions/read', 'Reader'],
    ['Microsoft.MachineLearningServices/workspaces/datastores/read', 'Reader'],
    ['Microsoft.MachineLearningServices/workspaces/datastores/listSecrets/action', 'AzureML Data Scientist'],
    ['Microsoft.ContainerInstance/containerGroups/write', 'Contributor'],
    ['Microsoft.ContainerInstance/containerGroups/read', 'Contributor'],
    ['Microsoft.ContainerInstance/containerGroups/containers/logs/read', 'Contributor'],
    ['Microsoft.ContainerInstance/locations/usages/read', 'Reader'],
    ['Microsoft.ContainerRegistry/registries/read', 'Reader'],
    ['Microsoft.ContainerRegistry/registries/listCredentials/action', 'Contributor'],
    ['Microsoft.ContainerRegistry/registries/pull/read', 'AcrPull'],
    ['Microsoft.ContainerRegistry/registries/artifacts/delete', 'AcrDelete'],
    ['Microsoft.ContainerRegistry/registries/scheduleRun/action', 'Container Registry Tasks Contributor'],
    [
      'Microsoft.ContainerRegistry/registries/listBuildSourceUploadUrl/action',
      'Container Registry Tasks Contributor',
    ],
    [
      'Microsoft.ContainerRegistry/registries/runs/listLogSasUrl/action',
      'Container Registry Tasks Contributor',
    ],
    ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action', 'Managed Identity Operator'],
  ])('%s is %s', (action, role) => {
    expect(roleFor(action)).toBe(role);
    expect(roleFor(action.toLowerCase())).toBe(role);
  });

  it('is not known for what the Action never does', () => {
    expect(roleFor('Microsoft.Compute/virtualMachines/write')).toBeUndefined();
  });
});

describe('the scope for a role', () => {
  const group = '/subscriptions/s/resourceGroups/rg';
  const workspace = `${group}/providers/Microsoft.MachineLearningServices/workspaces/ws`;
  const registry = `${group}/providers/Microsoft.ContainerRegistry/registries/r`;
  it.each([
    [group, group],
    [workspace, workspace],
    [`${workspace}/models/iris/versions/3`, workspace],
    [`${workspace}/datastores/d/listSecrets`, workspace],
    [`${registry}/scheduleRun`, registry],
    // It may not exist yet.
    [`${group}/providers/Microsoft.ContainerInstance/containerGroups/iris`, group],
    [
      '/subscriptions/s/providers/Microsoft.ContainerInstance/locations/westeurope/usages',
      '/subscriptions/s',
    ],
    ['/subscriptions/s/providers/Microsoft.ContainerRegistry/registries', '/subscriptions/s'],
    ['/providers/Microsoft.Management', '/providers/Microsoft.Management'],
  ])('for %s is %s', (refused, scope) => {
    expect(scopeForRole(refused)).toBe(scope);
  });
});

describe('a 403', () => {
  it('gets the role, the scope and the command that grants it', () => {
    const group = '/subscriptions/s/resourceGroups/rg';
    const scope = `${group}/providers/Microsoft.ContainerInstance/containerGroups/iris`;
    const { message, remedy, azure, evidence } = explained(
      403,
      'AuthorizationFailed',
      denied('Microsoft.ContainerInstance/containerGroups/write', scope),
    );
    expect(message).toBe(
      'Could not do it: the identity that signs in lacks the right Microsoft.ContainerInstance/containerGroups/write.',
    );
    expect(evidence?.[0]).toMatch(/^The client/);
    expect(remedy).toBe(
      `Grant the role "Contributor" on ${group} to the identity that signs in ` +
        `(az role assignment create --assignee-object-id ${PRINCIPAL} --role "Contributor" --scope ${group}). ` +
        'A role that was granted a moment ago takes a few minutes to work.',
    );
    expect(azure?.code).toBe('AuthorizationFailed');
  });

  it('about a linked resource names the action on that', () => {
    const message =
      `The client '${PRINCIPAL}' with object id '${PRINCIPAL}' has permission to perform action ` +
      "'Microsoft.ContainerInstance/containerGroups/write' on scope '/subscriptions/s/x'; however, it does not have permission to " +
      "perform action(s) 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action' on the linked scope(s) '/subscriptions/s/id' " +
      '(respectively) or the linked scope(s) are invalid.';
    expect(readDenial(message)).toEqual({
      action: 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      scope: '/subscriptions/s/id',
      principal: PRINCIPAL,
    });
    expect(explained(403, 'LinkedAuthorizationFailed', message).remedy).toMatch(
      /"Managed Identity Operator" on \/subscriptions\/s\/id /,
    );
  });

  it('names the action when no role is known', () => {
    const { remedy } = explained(403, 'AuthorizationFailed', denied('Microsoft.Compute/disks/read'));
    expect(remedy).toMatch(
      /Grant a role with Microsoft\.Compute\/disks\/read on \/subscriptions\/s\/resourceGroups\/rg/,
    );
  });

  it('puts nothing into a command that a shell would run', () => {
    const message = denied(
      'Microsoft.ContainerInstance/containerGroups/write',
      '/subscriptions/$(reboot)/`x`',
    );
    expect(explained(403, 'AuthorizationFailed', message).remedy).not.toContain('az role assignment');
  });

  it.each(['', 'Forbidden', 'does not have authorization'])(
    'without a known message (%j) still says what to do',
    (message) => {
      expect(readDenial(message)).toBeUndefined();
      expect(explained(403, 'Forbidden', message).remedy).toMatch(/Ask the owner/);
    },
  );
});

describe('other refusals', () => {
  it.each<[number, string, RegExp]>([
    [401, 'InvalidAuthenticationToken', /check client-id, tenant-id, the cloud/],
    [401, 'InvalidAuthenticationTokenTenant', /set tenant-id to the tenant of the subscription/],
    [401, 'ExpiredAuthenticationToken', /sign in with client-id and tenant-id/],
    [403, 'RequestDisallowedByPolicy', /An Azure policy forbids it/],
    [404, 'SubscriptionNotFound', /Check subscription-id/],
    [404, 'ResourceGroupNotFound', /Check resource-group/],
    [404, 'ResourceNotFound', /Check the names/],
    [409, 'MissingSubscriptionRegistration', /az provider register --namespace Microsoft\.ContainerInstance/],
    [400, 'NoRegisteredProviderFound', /Choose a region/],
    [429, 'TooManyRequests', /later/],
    [400, 'InvalidTemplate', /Correct what the message names/],
    [503, 'ServerBusy', /Azure has a fault at this moment/],
    [0, '', /HTTPS_PROXY and NO_PROXY/],
  ])('%d %s', (status, code, remedy) => {
    expect(explained(status, code).remedy).toMatch(remedy);
  });

  it('have no remedy that would be a guess', () => {
    expect(explained(418, 'Teapot').remedy).toBeUndefined();
  });
});
