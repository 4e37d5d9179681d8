import { ContainerInstanceManagementClient } from '@azure/arm-containerinstance';
import { arm, credential, info, report, workspacePath } from './lib.ts';
import type { Json } from './lib.ts';

/** Looks the seed's models up, and leaves a running container group behind. */
async function names(path: string): Promise<string[]> {
  const { body } = await arm('GET', path);
  const value: readonly Json[] = body['value'] ?? [];
  return value.map((item) => String(item['name']));
}

const client = new ContainerInstanceManagementClient(credential, info.subscriptionId);
const group = await client.containerGroups.beginCreateOrUpdateAndWait(
  info.resourceGroup,
  'left-running',
  {
    location: info.location,
    osType: 'Linux',
    containers: [
      {
        name: 'main',
        image: 'mcr.microsoft.com/azurelinux/base/python:3.12',
        command: ['python3', '-m', 'http.server', '8080'],
        ports: [{ port: 8080 }],
        resources: { requests: { cpu: 1, memoryInGB: 1 } },
      },
    ],
    ipAddress: { type: 'Public', ports: [{ port: 8080, protocol: 'TCP' }] },
  },
  { updateIntervalInMs: 50 },
);
report({
  models: await names(`${workspacePath}/models`),
  versions: await names(`${workspacePath}/models/iris/versions`),
  state: group.provisioningState,
});
