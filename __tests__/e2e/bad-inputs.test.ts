import { describe, expect, it } from '@jest/globals';
import { expectOffline, headline, refused, remedy } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const NO_SIGN_IN = { 'client-id': '', 'tenant-id': '', 'client-secret': '' };
const SECRET_OF_CREDS = 'secret-of-the-creds';
const ANOTHER_KEY = 'another-key-of-the-tests-0123456';

/** An input that is wrong in itself: nothing is asked of Azure, not even a token. */
type Case = readonly [
  /** The input at fault, as the annotation's title names it. */
  input: string,
  given: Readonly<Record<string, string>>,
  message: string,
  remedy?: RegExp,
];

async function expectRefused([input, given, message, advice]: Case): Promise<void> {
  const repository = await irisRepository({ 'open.json': { computeType: 'aci', authEnabled: false } });
  const refusal = await refused(bench, repository, { with: given }, [SECRET_OF_CREDS]);
  const { errors } = refusal;
  expect(errors.map(headline)).toEqual([message]);
  expect(errors[0]?.title).toBe(`Input ${input}`);
  if (advice) expect(remedy(errors[0])).toMatch(advice);
  expectOffline(refusal);
}

const run: Case[] = [
  [
    'mode',
    { mode: 'undeploy' },
    'The input mode is "undeploy"; it takes deploy, delete, prune, status or logs.',
  ],
  ['dry-run', { 'dry-run': 'yes' }, 'The input dry-run is "yes"; it takes true or false.'],
  ['wait-timeout', { 'wait-timeout': '30' }, 'The input wait-timeout is no duration: "30".', /30m/],
  ['wait-timeout', { 'wait-timeout': '7h' }, 'The input wait-timeout is too long: "7h".', /10s to 6h/],
  [
    'scoring-timeout',
    { 'scoring-timeout': 'a minute' },
    'The input scoring-timeout is no duration: "a minute".',
  ],
  [
    'scoring-timeout',
    { 'scoring-timeout': '2h' },
    'The input scoring-timeout is too long: "2h".',
    /1s to 1h/,
  ],
  [
    'cloud',
    { cloud: 'AzureGermanCloud' },
    'The input cloud is "AzureGermanCloud"; it takes AzureCloud, AzureUSGovernment or AzureChinaCloud.',
  ],
];

const atGitHub: Case[] = [
  ['preview', { preview: 'always' }, 'The input preview is "always"; it takes auto, true or false.'],
  [
    'preview',
    { preview: 'true' },
    'The input preview is true, but the event push is none of a pull request.',
    /pull_request/,
  ],
  ['preview-ttl', { 'preview-ttl': '1m' }, 'The input preview-ttl is too short: "1m".', /1h to 90d/],
  [
    'preview-cpu',
    { 'preview-cpu': '0' },
    'The input preview-cpu is "0"; it takes a number above 0, such as 0.5.',
  ],
  [
    'preview-memory',
    { 'preview-memory': '1GB' },
    'The input preview-memory is "1GB"; it takes a number above 0, such as 0.5.',
  ],
  ['comment', { comment: 'never' }, 'The input comment is "never"; it takes true or false.'],
  [
    'max-changed-predictions',
    { 'max-changed-predictions': '5 of 10' },
    'The input max-changed-predictions is "5 of 10".',
    /percentage/,
  ],
];

const where: Case[] = [
  ['name', { name: '' }, 'The input name is missing.', /Set `name:` under `with:`/],
  ['name', { name: 'Iris' }, 'The service name "Iris" has upper-case letters.'],
  [
    'subscription-id',
    { 'subscription-id': '' },
    'The input subscription-id is missing: it says where the container group is.',
  ],
  [
    'subscription-id',
    { 'subscription-id': 'Production' },
    'The input subscription-id is no id: "Production".',
  ],
  [
    'resource-group',
    { 'resource-group': '' },
    'The input resource-group is missing: it says where the container group is.',
  ],
  ['workspace', { workspace: '' }, 'The input workspace is missing: the model iris:3 is registered in one.'],
  [
    'workspace',
    { workspace: '', models: './model/iris.json' },
    'The input workspace is missing: its registry builds the image; or set registry, or image.',
  ],
  [
    'location',
    { location: 'Atlantis!' },
    'The location "Atlantis!" is no Azure region.',
    /az account list-locations/,
  ],
  [
    'container-group-name',
    { 'container-group-name': 'Iris_Group' },
    'The container group name "Iris_Group" has upper-case letters.',
  ],
  ['tags', { tags: 'team=ml\nowner' }, 'Line 2 of the input tags is not understood: it has no "=".'],
  [
    'tags',
    { tags: 'revision=1' },
    'The tag "revision" in line 1 of the input tags is one that the Action sets itself.',
  ],
];

const image: Case[] = [
  [
    'image',
    { image: 'https://mlregistry.azurecr.io/iris:7', models: '' },
    'image: "https://mlregistry.azurecr.io/iris:7" is not an image reference.',
    /^Leave out https:\/\//,
  ],
  [
    'port',
    { port: '80' },
    'The port 80 cannot be used: the front end that guards the service listens on port 80 of the same container group.',
  ],
  ['port', { port: '22' }, 'The port 22 cannot be used: Azure Container Instances reserves it for itself.'],
  ['port', { port: '70000' }, 'The port 70000 cannot be used: a port is a whole number from 1 to 65535.'],
  ['port', { port: 'http' }, 'The input port is "http"; it takes a port number such as 5001.'],
  ['health-path', { 'health-path': 'health' }, 'The input health-path must begin with a slash: "health".'],
  [
    'scoring-path',
    { 'scoring-path': '/score?x=1' },
    'The input scoring-path must be a path without a query or a fragment: "/score?x=1".',
  ],
  [
    'registry',
    { registry: 'https://mlregistry.azurecr.io' },
    'The input registry is no Azure container registry: "https://mlregistry.azurecr.io".',
    /^Leave out https:\/\//,
  ],
  [
    'registry-identity',
    { 'registry-identity': 'my-identity' },
    'registry-identity: "my-identity" is not the resource id of a user-assigned identity.',
    /userAssignedIdentities\/<name>.*AcrPull/,
  ],
  [
    'registry-password',
    { 'registry-username': 'me' },
    'registry-username is set but registry-password is not.',
    /empty in this repository/,
  ],
  [
    'registry-username',
    { 'registry-password': 'password-of-the-registry' },
    'registry-password is set but registry-username is not.',
  ],
];

const keys: Case[] = [
  [
    'primary-key',
    { 'primary-key': 'short-key' },
    'The input primary-key has 9 characters; a key has 16 to 256.',
    /openssl/,
  ],
  [
    'primary-key',
    { 'primary-key': 'k'.repeat(257) },
    'The input primary-key has 257 characters; a key has 16 to 256.',
  ],
  [
    'primary-key',
    { 'primary-key': 'a key with "quotes" and spaces' },
    'The input primary-key has a character that a key cannot have: allowed are A-Z, a-z, 0-9 and . _ ~ + / = -',
  ],
  [
    'secondary-key',
    { 'secondary-key': 'short-key' },
    'The input secondary-key has 9 characters; a key has 16 to 256.',
  ],
  [
    'secondary-key',
    { 'primary-key': '', 'secondary-key': ANOTHER_KEY },
    'The input secondary-key is given, but no primary key.',
  ],
  [
    'primary-key',
    { 'primary-key': '' },
    'The deployment config sets authEnabled, but there is no primary key.',
    /A secret that does not exist arrives as an empty text/,
  ],
  [
    'primary-key',
    { 'deployment-config': 'open.json' },
    'The input primary-key is given, but the deployment config sets authEnabled to false.',
  ],
];

const variables: Case[] = [
  [
    'environment-variables',
    { 'environment-variables': 'A=1\nGREETING' },
    'Line 2 of the input environment-variables is not understood: it has no "=".',
    /NAME<<EOF/,
  ],
  [
    'environment-variables',
    { 'environment-variables': 'MY-NAME=1' },
    'The environment variable "MY-NAME" in line 1 of the input environment-variables has a character that is not allowed: "-".',
  ],
  [
    'environment-variables',
    { 'environment-variables': 'TEXT<<EOF\nhello' },
    'The value that begins in line 1 of the input environment-variables has no end.',
  ],
  [
    'secure-environment-variables',
    { 'secure-environment-variables': 'password-without-its-name' },
    'Line 1 of the input secure-environment-variables is not understood: it has no "=".',
  ],
  [
    'secure-environment-variables',
    { 'environment-variables': 'TOKEN=a', 'secure-environment-variables': 'TOKEN=b' },
    'The environment variable "TOKEN" is in both environment-variables and secure-environment-variables.',
  ],
];

const signIn: Case[] = [
  [
    'tenant-id',
    { 'tenant-id': '', 'client-secret': '' },
    'The input client-id is set, but tenant-id is missing.',
    /a variable that is empty in this repository or environment counts as missing/,
  ],
  [
    'client-id',
    { 'client-id': '', 'tenant-id': '' },
    'The input client-secret is set, but client-id and tenant-id are missing.',
  ],
  [
    'client-id',
    { 'client-id': 'iris-deployer' },
    'The input client-id is no id: "iris-deployer".',
    /not the name/,
  ],
  ['tenant-id', { 'tenant-id': 'My Company' }, 'The input tenant-id is no id: "My Company".'],
  [
    'creds',
    { ...NO_SIGN_IN, creds: `{"clientId": "x", "clientSecret": "${SECRET_OF_CREDS}"` },
    'The input creds is not a JSON object.',
  ],
  [
    'creds',
    { ...NO_SIGN_IN, creds: `{"clientId": "x", "clientSecret": "${SECRET_OF_CREDS}"}` },
    'The input creds has no tenantId.',
  ],
];

describe('a wrong input', () => {
  it.each([...run, ...atGitHub, ...where, ...image, ...keys, ...variables, ...signIn])('%s: %j', (...test) =>
    expectRefused(test),
  );
});
