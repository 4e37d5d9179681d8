/** What a region offers to one kind of group; the rows of `capabilities`. */
export interface Capability {
  readonly osType: 'Linux' | 'Windows';
  readonly ipAddressType: 'Public' | 'Private';
  readonly maxMemoryInGB: number;
  readonly maxCpu: number;
}

/** Limits of a subscription in one region; the rows of `usages`. */
export interface Quota {
  readonly containerGroups: number;
  readonly standardCores: number;
}

/**
 * Standard groups. Source:
 * MicrosoftDocs/azure-compute-docs:articles/container-instances/container-instances-resource-and-quota-limits.md
 */
export const DEFAULT_CAPABILITIES: readonly Capability[] = [
  { osType: 'Linux', ipAddressType: 'Public', maxMemoryInGB: 240, maxCpu: 31 },
  { osType: 'Linux', ipAddressType: 'Private', maxMemoryInGB: 240, maxCpu: 31 },
  { osType: 'Windows', ipAddressType: 'Public', maxMemoryInGB: 16, maxCpu: 4 },
];

/** The default of most subscriptions. Source: the same article. */
export const DEFAULT_QUOTA: Quota = { containerGroups: 100, standardCores: 100 };

/** What is used of a quota. */
export interface Usage {
  readonly containerGroups: number;
  readonly standardCores: number;
}

/** Body of GET …/capabilities. */
export function capabilitiesBody(location: string, capabilities: readonly Capability[]): unknown {
  return {
    value: capabilities.map(({ osType, ipAddressType, maxMemoryInGB, maxCpu }) => ({
      resourceType: 'containerGroups',
      osType,
      location,
      ipAddressType,
      gpu: 'None',
      capabilities: { maxMemoryInGB, maxCpu, maxGpuCount: 0 },
    })),
  };
}

/** Body of GET …/usages. Cores are whole numbers in the swagger. */
export function usagesBody(subscription: string, location: string, usage: Usage, quota: Quota): unknown {
  const row = (name: string, localizedValue: string, currentValue: number, limit: number): unknown => ({
    id: `/subscriptions/${subscription}/providers/Microsoft.ContainerInstance/locations/${location}/usages/${name}`,
    unit: 'Count',
    currentValue: Math.ceil(currentValue),
    limit,
    name: { value: name, localizedValue },
  });
  return {
    value: [
      row('ContainerGroups', 'Container Groups', usage.containerGroups, quota.containerGroups),
      row('StandardCores', 'Standard Cores', usage.standardCores, quota.standardCores),
    ],
  };
}

/** Body of GET …/cachedImages: examples from Microsoft's documentation. */
export function cachedImagesBody(): unknown {
  return {
    value: [
      { osType: 'Linux', image: 'ubuntu:16.04' },
      { osType: 'Linux', image: 'alpine:3.6' },
    ],
  };
}
