import { ANY_4XX, QUOTA_REMEDY, UPLOAD_REMEDY } from './codes.ts';
import type { RetryRule } from './types.ts';

const FINAL = { retryClass: 'never', calls: ['put'], waits: [], retries: 0 } as const;

/**
 * Errors that do not pass, and what to do about them.
 * Source: `MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/`, and texts of the service in
 * reports of its users.
 */
export const FINAL_RULES: readonly RetryRule[] = [
  {
    ...FINAL,
    id: 'image-inaccessible',
    codes: ['InaccessibleImage'],
    why: 'the image does not exist or may not be pulled',
    remedy:
      'Check that the image exists and that ACI may pull it: registry-identity (role AcrPull) or registry-username and registry-password.',
  },
  {
    ...FINAL,
    id: 'label-taken',
    codes: ['DnsNameLabelAlreadyTaken'],
    why: 'the DNS label belongs to somebody else',
    remedy:
      'Choose another dnsNameLabel in the deployment config, or leave it out: then the Action makes one.',
  },
  {
    ...FINAL,
    id: 'immutable',
    retryClass: 'recreate',
    codes: ['InvalidContainerGroupUpdate'],
    why: 'Azure does not change this in place',
    remedy: 'Keep the value, or delete the container group and run again (its address may change).',
  },
  {
    ...FINAL,
    id: 'quota-reached',
    codes: ['ContainerGroupQuotaReached'],
    why: 'a quota of the subscription is used up',
    remedy: QUOTA_REMEDY,
  },
  {
    ...FINAL,
    id: 'registry-identity-unknown',
    codes: ['InvalidImageRegistryIdentity'],
    why: 'the identity that pulls the image is not one of the group',
    remedy: 'Set registry-identity to the full resource id of a user-assigned identity.',
  },
  {
    ...FINAL,
    id: 'registry-credential',
    codes: [
      'InvalidImageRegistryCredentialType',
      'AmbiguousImageResitryCredentialType',
      'MoreImageRegistryCredentialsThanContainers',
    ],
    why: 'the credentials of the registry are not accepted',
    remedy: 'Set either registry-identity, or registry-username and registry-password, for one registry.',
  },
  {
    ...FINAL,
    id: 'label-invalid',
    codes: ['InvalidDnsNameLabel'],
    why: 'the DNS label is not a valid one',
    remedy: 'Set a dnsNameLabel of 5 to 63 lower-case letters, digits and hyphens that begins with a letter.',
  },
  {
    ...FINAL,
    id: 'resources-invalid',
    codes: [
      'ResourceRequestsNotSpecified',
      'ResourceSomeRequestsNotSpecified',
      'ResourceLimitsLessThanRequests',
      'ContainerLimitGreaterThanContainerGroupTotalRequest',
    ],
    why: 'cpu or memory of a container is not accepted',
    remedy: 'Correct cpu and memoryInGB under containerResourceRequirements in the deployment config.',
  },
  {
    ...FINAL,
    id: 'variable-invalid',
    codes: ['InvalidEnvironmentVariable'],
    why: 'an environment variable is not accepted',
    remedy: 'Rename or correct the variable that the message names.',
  },
  {
    ...FINAL,
    id: 'image-system',
    codes: ['OsVersionNotSupported', 'InvalidOsType'],
    why: 'the image is for another operating system',
    remedy: 'Use an image for linux/amd64.',
  },
  {
    ...FINAL,
    id: 'upload-refused',
    calls: ['upload'],
    codes: [ANY_4XX],
    why: "the registry's storage refuses the build context",
    remedy: UPLOAD_REMEDY,
  },
  {
    ...FINAL,
    id: 'request-malformed',
    codes: ['InvalidRequestContent', 'PriorityNotSpecified'],
    why: 'Azure does not understand the request',
    remedy: 'This is a fault of the Action: please report it with the message and the correlation id.',
  },
];
