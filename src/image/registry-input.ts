import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';

/** Name of an Azure container registry, alone or with its cloud's suffix. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerregistry */
const NAME = /^[a-z0-9]{5,50}(?:-[a-z0-9]+)?(?:\.azurecr\.(?:io|us|cn))?$/i;
const RESOURCE_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerRegistry\/registries\/[^/]+$/i;

/** Checks the `registry` input: a login server, a name or a resource id. */
export function checkRegistryInput(registry: string): Finding[] {
  if (NAME.test(registry) || RESOURCE_ID.test(registry)) return [];
  const scheme = /^[a-z]+:\/\//i.exec(registry)?.[0];
  return [
    error(`The input registry is no Azure container registry: ${JSON.stringify(registry)}.`, {
      input: 'registry',
      remedy: `${scheme === undefined ? '' : `Leave out ${scheme}. `}Write its login server, such as mlregistry.azurecr.io, or its resource id.`,
    }),
  ];
}
