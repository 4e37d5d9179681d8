import {
  ANY_429,
  ANY_5XX,
  EMPTY_ANSWER,
  INSUFFICIENT_CAPACITY,
  NO_ANSWER,
  QUOTA_REMEDY,
  UPLOAD_REMEDY,
} from './codes.ts';
import type { RetryRule } from './types.ts';

const SECOND = 1_000;
const WRITES = ['put', 'delete', 'tag'] as const;
const READS = ['arm', 'group', 'registry'] as const;
const FAULT_REMEDY =
  'Azure has a fault at this moment: run the workflow again later. If it stays so, give Azure support the correlation id.';
const NETWORK_REMEDY =
  'Check the network of the runner, HTTPS_PROXY and NO_PROXY, and run the workflow again.';
const CAPACITY_REMEDY = 'Ask for less cpu or memory, deploy to another location, or try again later.';

/** Errors that may pass. Special rows stand above general ones: the first that fits counts. */
export const PASSING_RULES: readonly RetryRule[] = [
  {
    // Microsoft advises at least 10 s between operations.
    id: 'group-in-transition',
    retryClass: 'transition',
    calls: WRITES,
    codes: ['ContainerGroupTransitioning'],
    waits: [12 * SECOND],
    retries: 25,
    why: 'another operation on the group is under way',
    remedy:
      'Another operation on this group does not end. Wait for it, and let no two runs work on one service: set `concurrency` in the workflow.',
  },
  {
    // Parallel first deployments into a new subnet: hashicorp/terraform-provider-azurerm#15025.
    id: 'network-not-ready',
    retryClass: 'transition',
    calls: ['put'],
    codes: ['ServiceAssociationLinkNotReady'],
    waits: [15 * SECOND],
    retries: 20,
    why: 'the subnet is still being prepared for container groups',
    remedy: 'Wait until the other deployment into this subnet is done, and run the workflow again.',
  },
  {
    id: 'quota-as-unavailable',
    retryClass: 'serialise',
    calls: ['put'],
    codes: ['ServiceUnavailable'],
    text: 'quota',
    waits: [60 * SECOND, 120 * SECOND],
    retries: 2,
    why: 'a quota of the subscription holds it back',
    remedy: `${QUOTA_REMEDY} A limit of 0 is how Azure guards a new subscription that deploys to many regions at once: deploy one after the other.`,
  },
  {
    id: 'no-capacity',
    retryClass: 'capacity',
    calls: ['put'],
    codes: ['ServiceUnavailable'],
    text: 'requested resource',
    waits: [30 * SECOND, 60 * SECOND, 120 * SECOND],
    retries: 3,
    why: 'the region has no room for it at the moment',
    remedy: CAPACITY_REMEDY,
  },
  {
    // The operation itself says no more than "Failed" (Azure/Azure-Landing-Zones#2404): its event or its text is the
    // code. The group stays as a failed one and is deleted before the next try.
    id: 'no-capacity-event',
    retryClass: 'capacity',
    calls: ['operation'],
    codes: [INSUFFICIENT_CAPACITY],
    waits: [30 * SECOND, 60 * SECOND, 120 * SECOND],
    retries: 3,
    why: 'the region has no room for it at the moment',
    remedy: CAPACITY_REMEDY,
  },
  {
    id: 'registry-limits',
    retryClass: 'registry',
    calls: ['put'],
    codes: ['RegistryErrorResponse'],
    waits: [20 * SECOND, 40 * SECOND, 60 * SECOND],
    retries: 3,
    why: 'the registry of the image limits or refuses pulls at the moment',
    remedy:
      'Docker Hub limits anonymous pulls: copy the image to an Azure container registry, or set registry-username and registry-password.',
  },
  {
    id: 'image-fresh-role',
    retryClass: 'fresh-role',
    calls: ['put'],
    codes: ['InaccessibleImage'],
    only: {
      text: 'pulled with an identity, or from Docker Hub',
      holds: ({ pull }) => pull === 'identity' || pull === 'docker-hub',
    },
    waits: [30 * SECOND, 60 * SECOND],
    retries: 2,
    why: 'the image cannot be pulled; a role that was granted a moment ago, and Docker Hub, may need a while',
    remedy:
      'Check that the image exists and that the identity of registry-identity has the role AcrPull on its registry. A new role takes a few minutes to work.',
  },
  {
    // The run has read other resources before: this is a role that is missing for writes only, or is new.
    id: 'role-fresh',
    retryClass: 'fresh-role',
    calls: WRITES,
    codes: ['AuthorizationFailed', 'LinkedAuthorizationFailed'],
    waits: [15 * SECOND, 30 * SECOND],
    retries: 2,
    why: 'a role is missing, or was granted a moment ago',
  },
  {
    // How long Azure holds a label is not documented; users saw a minute or two.
    id: 'label-not-released',
    retryClass: 'dns-release',
    calls: ['put'],
    codes: ['DnsNameLabelAlreadyTaken'],
    only: { text: 'after a delete of this run', holds: ({ afterDelete }) => afterDelete === true },
    waits: [5 * SECOND],
    retries: 24,
    why: 'Azure still holds the DNS label of the deleted group',
    remedy:
      'Run the workflow again in a few minutes. If the label stays taken, somebody else has it now: choose another dnsNameLabel in the deployment config.',
  },
  {
    // Further tries go on for ten minutes at most, however long Azure asks to wait: LONGEST_MS.
    id: 'throttled',
    retryClass: 'throttle',
    calls: [...WRITES, ...READS, 'sign-in'],
    codes: ['TooManyRequests', 'SubscriptionRequestsThrottled', ANY_429],
    waits: [5 * SECOND, 10 * SECOND, 20 * SECOND],
    retries: 20,
    why: 'too many requests at once',
    remedy:
      'Azure still asks to wait after many tries: run the workflow again later, and let fewer runs work at the same time.',
  },
  {
    // ACI answers so also to input that it does not check: Azure/aci-deploy#85.
    id: 'write-fault',
    retryClass: 'server',
    calls: WRITES,
    codes: ['InternalServerError', ANY_5XX, 'HTTP 408'],
    waits: [5 * SECOND, 10 * SECOND, 20 * SECOND],
    retries: 3,
    why: 'a fault of Azure',
    remedy: `${FAULT_REMEDY} Some regions answer so to less than 1 core or 1 GB.`,
  },
  {
    id: 'read-fault',
    retryClass: 'server',
    calls: READS,
    codes: ['InternalServerError', ANY_5XX, 'HTTP 408'],
    waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
    retries: 3,
    why: 'a fault of Azure',
    remedy: FAULT_REMEDY,
  },
  {
    // The group is read before the next try: the write may have been taken.
    id: 'write-unanswered',
    retryClass: 'server',
    calls: WRITES,
    codes: [NO_ANSWER],
    waits: [2 * SECOND, 5 * SECOND, 10 * SECOND],
    retries: 3,
    why: 'the connection broke or nobody answered',
    remedy: NETWORK_REMEDY,
  },
  {
    id: 'read-unanswered',
    retryClass: 'server',
    calls: READS,
    codes: [NO_ANSWER],
    waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
    retries: 3,
    why: 'the connection broke or nobody answered',
    remedy: NETWORK_REMEDY,
  },
  {
    // The storage library applies it: storage-retries.ts.
    id: 'storage-fault',
    retryClass: 'server',
    calls: ['blob'],
    codes: ['ServerBusy', 'InternalError', 'OperationTimedOut', ANY_5XX, NO_ANSWER],
    waits: [0, 1 * SECOND, 3 * SECOND, 7 * SECOND],
    retries: 4,
    why: 'a fault of the storage account or of the network',
  },
  {
    id: 'upload-address',
    retryClass: 'expired',
    calls: ['upload'],
    codes: ['AuthenticationFailed'],
    waits: [1 * SECOND],
    retries: 1,
    why: "the registry's storage does not accept the address of the upload any more",
    remedy: UPLOAD_REMEDY,
  },
  {
    // Read on from where the download broke off; a blob that changed meanwhile is refused.
    id: 'download-broken-off',
    retryClass: 'server',
    calls: ['blob-body'],
    codes: [NO_ANSWER],
    waits: [0],
    retries: 5,
    why: 'the download broke off',
    remedy: 'Check the network of the runner and run the workflow again.',
  },
  {
    // Entra answers 200 without a token now and then; the identity library repeats only faults with a status of 5xx.
    id: 'sign-in-empty',
    retryClass: 'server',
    calls: ['sign-in'],
    codes: [EMPTY_ANSWER],
    waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
    retries: 3,
    why: 'an answer without a token',
    remedy: 'The sign-in service has a fault at this moment: run the workflow again later.',
  },
];
