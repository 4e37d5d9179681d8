import type { ContainerGroup } from '@azure/arm-containerinstance';
import { ContainerInstanceManagementClient } from '@azure/arm-containerinstance';
import { groupResource } from '../../local-azure/container-instance/echo.ts';
import { groupSchema, withoutNulls } from '../../local-azure/container-instance/schema.ts';
import { anyCredential, fakeClient } from '../azure/fake-client.ts';

const STARTED = '2026-01-02T03:04:05Z';

/**
 * A group as Azure shows it once it runs: sent through the SDK, shown by the local Azure in the form of recorded
 * answers (defaults filled in, secrets left out, addresses given), and read through the SDK.
 */
export async function echoOf(group: ContainerGroup, name = 'iris-0a1b2c3d'): Promise<ContainerGroup> {
  let resource: unknown;
  const client = new ContainerInstanceManagementClient(anyCredential, 'sub', {
    httpClient: fakeClient(({ method, body }) => {
      if (method === 'PUT') resource = shown(name, typeof body === 'string' ? body : '');
      const headers = { 'content-type': 'application/json' };
      return { status: 200, headers, body: resource };
    }),
  });
  await client.containerGroups.beginCreateOrUpdateAndWait('rg', name, group);
  return client.containerGroups.get('rg', name);
}

function shown(name: string, body: string): unknown {
  const parsed = groupSchema.parse(withoutNulls(JSON.parse(body)));
  return groupResource({ id: `/groups/${name}`, name }, parsed, {
    provisioningState: 'Succeeded',
    state: 'Running',
    events: [],
    ip: '20.1.2.3',
    fqdn: 'iris.h.westeurope.azurecontainer.io',
    container: () => ({
      restartCount: 0,
      currentState: { state: 'Running', startTime: STARTED, detailStatus: '' },
      events: [],
    }),
  });
}
