import type { Scenario } from '../scenario.ts';

/** What is read before anything is built or written. */
export const READS: readonly Scenario[] = [
  {
    name: 'sign-in: Entra refuses the client secret',
    faults: [
      {
        kind: 'call',
        operation: 'Entra.Token',
        status: 401,
        code: '7000222',
        message: 'The provided client secret keys for app are expired.',
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Azure refused the sign-in of client \S+ in tenant \S+: AADSTS7000222: /,
      remedy: /^The client secret has run out: make a new one/,
      left: 'nothing',
    },
  },
  {
    name: 'sign-in: Entra throttles twice',
    faults: [
      {
        kind: 'call',
        operation: 'Entra.Token',
        status: 429,
        headers: { 'retry-after': '1' },
        nth: { from: 1, to: 2 },
      },
    ],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'sign-in: GitHub gives no OIDC token',
    signIn: 'oidc',
    faults: [{ kind: 'call', operation: 'Oidc', status: 500 }],
    ends: {
      exitCode: 1,
      message: /^GitHub gave no OIDC token to sign in to Azure with, asked 3 times: /,
      remedy: /^Run the job again; .*githubstatus/,
      left: 'nothing',
    },
  },
  {
    name: 'workspace: resets twice',
    faults: [{ kind: 'call', operation: 'Workspaces.Get', connection: 'reset', nth: { from: 1, to: 2 } }],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not read the workspace .* the connection broke .* \(2 of 3\)/,
    },
  },
  {
    name: 'workspace: no answer in time',
    speed: 40,
    faults: [{ kind: 'call', operation: 'Workspaces.Get', delaySeconds: 60, nth: 1 }],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not read the workspace .* There is no answer: .* \(1 of 3\)/,
    },
  },
  {
    name: 'workspace: does not exist',
    faults: [{ kind: 'call', operation: 'Workspaces.Get', error: 'ResourceNotFound' }],
    ends: {
      exitCode: 1,
      message: 'The workspace "ml-workspace" does not exist in the resource group "ml-prod".',
      remedy: /^Check workspace, workspace-resource-group/,
      left: 'nothing',
    },
  },
  {
    name: 'model versions: faults for good',
    faults: [{ kind: 'call', operation: 'ModelVersions.Get', error: 'InternalServerError' }],
    ends: {
      exitCode: 1,
      message: /^Could not read the model "iris:3": InternalServerError: .* \(tried 4 times\)$/,
      remedy: /^Azure has a fault at this moment.* correlation id/,
      left: 'nothing',
    },
  },
  {
    name: 'datastore: its secrets may not be read',
    faults: [{ kind: 'call', operation: 'Datastores.ListSecrets', error: 'AuthorizationFailed' }],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'datastore: throttled with Retry-After',
    faults: [
      {
        kind: 'call',
        operation: 'Datastores.Get',
        error: 'TooManyRequests',
        headers: { 'retry-after': '3' },
        nth: { from: 1, to: 2 },
      },
    ],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /TooManyRequests: too many requests at once; trying again in 3\.0 s \(2 of 20\)/,
    },
  },
  {
    name: 'datastore: answer is cut off',
    faults: [{ kind: 'call', operation: 'Datastores.Get', connection: 'cut', nth: 1 }],
    ends: { exitCode: 0, result: 'created', told: /Could not read the datastore .* trying again in 1\.0 s/ },
  },
  {
    name: 'blobs: the container is gone',
    faults: [
      {
        kind: 'call',
        operation: 'Blob.Get',
        status: 404,
        code: 'ContainerNotFound',
        message: 'The specified container does not exist.',
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Could not download \S+\/iris\.json: ContainerNotFound: /,
      remedy: /^The container that the datastore names is gone/,
      left: 'nothing',
    },
  },
  {
    name: 'blobs: the firewall of the account refuses',
    faults: [
      {
        kind: 'call',
        operation: 'Blob.Get',
        status: 403,
        code: 'AuthorizationFailure',
        message: 'This request is not authorized to perform this operation.',
      },
    ],
    ends: {
      exitCode: 1,
      message: /^Could not download \S+\/iris\.json: AuthorizationFailure: /,
      remedy: /^The firewall of the storage account keeps the runner out/,
      left: 'nothing',
    },
  },
  {
    name: 'blobs: the download breaks off twice',
    faults: [{ kind: 'call', operation: 'Blob.Get', connection: 'cut', nth: { from: 1, to: 2 } }],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'blobs: truncated for good',
    faults: [{ kind: 'call', operation: 'Blob.Get', keepBytes: 100 }],
    ends: {
      exitCode: 1,
      message: /iris\.json has \d+ bytes, but reading it gave only 100\.$/,
      remedy: /run the workflow again/,
      left: 'nothing',
    },
  },
  {
    name: 'blobs: server busy for a moment',
    faults: [
      {
        kind: 'call',
        operation: 'Blob.Get',
        status: 503,
        code: 'ServerBusy',
        message: 'The server is busy.',
        nth: 1,
      },
    ],
    ends: { exitCode: 0, result: 'created' },
  },
  {
    name: 'registry: does not exist',
    faults: [{ kind: 'call', operation: 'Registry.Get', error: 'ResourceNotFound' }],
    ends: {
      exitCode: 1,
      message: /^The container registry mlregistry does not exist /,
      remedy: /^The workspace names it, but it was deleted/,
      left: 'nothing',
    },
  },
  {
    name: 'capabilities: gateway time-out once',
    faults: [{ kind: 'call', operation: 'Capabilities', error: 'GatewayTimeout', nth: 1 }],
    ends: {
      exitCode: 0,
      result: 'created',
      told: /Could not read what Azure offers in westeurope.*GatewayTimeout.*\(1 of 3\)/,
    },
  },
  {
    name: 'usages: provider is not registered',
    faults: [{ kind: 'call', operation: 'Usages', error: 'MissingSubscriptionRegistration' }],
    ends: {
      exitCode: 1,
      message: /^Could not read the quotas in westeurope: MissingSubscriptionRegistration: /,
      remedy: 'az provider register --namespace Microsoft.ContainerInstance',
      left: 'nothing',
    },
  },
  {
    name: 'group: the identity may not read it',
    faults: [{ kind: 'call', operation: 'ContainerGroups.Get', error: 'AuthorizationFailed' }],
    ends: {
      exitCode: 1,
      message:
        /^Could not read the container group \S+: the identity that signs in lacks the right Microsoft\.ContainerInstance\/containerGroups\/read\.$/,
      remedy: /^Grant the role "Contributor" on /,
      left: 'nothing',
    },
  },
  {
    name: 'tokens: live for seconds',
    faults: [{ kind: 'token', lifetimeSeconds: 20 }],
    ends: { exitCode: 0, result: 'created' },
  },
];
