import type { Capabilities } from '@azure/arm-containerinstance';
import type { Finding, Place } from '../findings.ts';
import { error, warning } from '../findings.ts';

/** What the container group asks of its region: the sums of its containers. */
export interface CapacityRequest {
  readonly location: string;
  readonly cpu: number;
  readonly memoryInGB: number;
  /** Where the config file asks for it. */
  readonly place?: Place;
}

/** The largest group that a region offers. */
interface Offer {
  readonly cpu: number;
  readonly memoryInGB: number;
}

/** An error when the region does not run Linux container groups with a public address; a warning when it tells nothing. */
export function checkRegion(location: string, capabilities: readonly Capabilities[]): Finding[] {
  if (capabilities.length === 0) {
    return [
      warning(
        `The region "${location}" does not tell what it offers; whether the service fits shows when it is created.`,
        {
          input: 'location',
        },
      ),
    ];
  }
  if (offers(capabilities).length > 0) return [];
  return [
    error(`The region "${location}" does not offer Linux container groups with a public address.`, {
      input: 'location',
      remedy: 'Choose another region with the input location.',
    }),
  ];
}

/** An error when the region offers less CPU or memory than the group asks for. Says nothing where {@link checkRegion} does. */
export function checkCapacity(asked: CapacityRequest, capabilities: readonly Capabilities[]): Finding[] {
  const offered = offers(capabilities);
  if (offered.length === 0) return [];
  const fits = offered.some(({ cpu, memoryInGB }) => asked.cpu <= cpu && asked.memoryInGB <= memoryInGB);
  return fits ? [] : [tooSmall(asked, offered)];
}

function tooSmall({ location, cpu, memoryInGB, place }: CapacityRequest, offered: readonly Offer[]): Finding {
  const most = offered.map((offer) => `${offer.cpu} CPU and ${offer.memoryInGB} GB of memory`).join(', or ');
  return error(
    `The container group needs ${cpu} CPU and ${memoryInGB} GB of memory (the front end included); ` +
      `the region "${location}" offers at most ${most}.`,
    {
      ...(place && { place }),
      remedy:
        'Lower containerResourceRequirements (cpu, memoryInGB) in the deployment config, ' +
        'or choose another region with the input location.',
    },
  );
}

/** A group without a GPU is what a region lists under gpu "None"; lists without it count as they are. */
function offers(capabilities: readonly Capabilities[]): Offer[] {
  const fitting = capabilities.filter(
    ({ osType, ipAddressType, resourceType }) =>
      is(osType, 'Linux') && is(ipAddressType, 'Public') && is(resourceType, 'containerGroups'),
  );
  const plain = fitting.filter(({ gpu }) => is(gpu, 'None'));
  return (plain.length > 0 ? plain : fitting).flatMap(({ capabilities: largest }) =>
    largest?.maxCpu === undefined || largest.maxMemoryInGB === undefined
      ? []
      : [{ cpu: largest.maxCpu, memoryInGB: largest.maxMemoryInGB }],
  );
}

/** A property that is absent rules nothing out. */
function is(value: string | undefined, wanted: string): boolean {
  return value === undefined || value.toLowerCase() === wanted.toLowerCase();
}
