import { ActionError } from '../findings.ts';
import type { AzureError } from './azure-error.ts';
import type { Denial } from './roles.ts';
import { BLOB_READER, grantRemedy, readDenial } from './roles.ts';

/** Remedies by error code, where the code says more than the status. Lower case. */
const BY_CODE: Readonly<Record<string, string>> = {
  // ARM
  invalidauthenticationtokentenant:
    'The subscription belongs to another tenant: set tenant-id to the tenant of the subscription.',
  expiredauthenticationtoken:
    'The sign-in ran out: sign in with client-id and tenant-id, so that the Action renews it.',
  subscriptionnotfound:
    'Check subscription-id; an identity that has no role in a subscription does not see it.',
  invalidsubscriptionid: 'Check subscription-id: it is a GUID such as 00000000-0000-0000-0000-000000000000.',
  resourcegroupnotfound:
    'Check resource-group, workspace-resource-group and subscription-id, or create the resource group.',
  missingsubscriptionregistration:
    'Register the resource provider once: az provider register --namespace Microsoft.ContainerInstance',
  noregisteredproviderfound: 'Choose a region that offers the service, with the input location.',
  locationnotavailableforresourcetype: 'Choose a region that offers the service, with the input location.',
  requestdisallowedbypolicy:
    'An Azure policy forbids it: ask the owner of the subscription, or change what the policy names.',
  readonlydisabledsubscription:
    'The subscription is disabled: it can be read, but nothing can be deployed. See its state in the portal.',
  scopelocked: 'A lock of Azure protects the resource: remove the lock, or deploy to another resource group.',
  // Storage: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
  authorizationpermissionmismatch: `Grant the role "${BLOB_READER}" on the storage account to the identity that signs in.`,
  authorizationfailure:
    'The firewall of the storage account keeps the runner out, or the key may not read: ' +
    "allow the runner's network, or use a self-hosted runner inside the network.",
  keybasedauthenticationnotpermitted: `The storage account takes no keys: grant "${BLOB_READER}" on it to the identity that signs in.`,
  authenticationfailed:
    'The key or SAS that the datastore keeps is out of date: renew the credentials of the datastore.',
  containernotfound:
    'The container that the datastore names is gone: restore it, or register the model again.',
  conditionnotmet: 'The model was changed during the run: run the workflow again.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'Correct what the message names. If it names nothing that you set, please report it with the correlation id.',
  0: 'Azure did not answer: check the network of the runner, HTTPS_PROXY and NO_PROXY.',
  401: 'Azure did not accept the sign-in: check client-id, tenant-id, the cloud, and that the subscription is in that tenant.',
  403: 'Ask the owner of the resource for a role that allows it.',
  404: 'Check the names and subscription-id; a resource that the identity may not read can look absent.',
  409: 'Another operation may be running on the resource: wait for it and run the workflow again.',
  429: 'Azure still asks to wait after many attempts: run the workflow again later.',
};

/** The refusal as an error for people, with the remedy that fits it: the missing role by name, the input to check. */
export function explain(refusal: AzureError): ActionError {
  const { status, facts } = refusal;
  const denial = status === 403 ? readDenial(facts.message) : undefined;
  return denial ? explainDenial(refusal, denial) : refusal.asActionError(facts.remedy ?? remedyFor(refusal));
}

/** Azure's sentence is mostly ids: what matters of it is the right and the role; the rest is evidence. */
function explainDenial(refusal: AzureError, denial: Denial): ActionError {
  const message = `Could not ${refusal.facts.doing}: the identity that signs in lacks the right ${denial.action}.`;
  const findings = refusal.asActionError(grantRemedy(denial)).findings;
  const short = findings.map((finding) => ({ ...finding, message, evidence: [refusal.facts.message] }));
  return new ActionError(short, { cause: refusal });
}

function remedyFor({ status, code }: AzureError): string | undefined {
  const known = BY_CODE[code.toLowerCase()] ?? BY_STATUS[status];
  if (known !== undefined) return known;
  return status >= 500 ? 'Azure has a fault at this moment: run the workflow again later.' : undefined;
}
