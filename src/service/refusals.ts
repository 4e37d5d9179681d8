import type { AzureError } from '../azure/azure-error.ts';

/** What to do about a refused PUT, by ACI's error code and message. */
interface Refusal {
  readonly code: RegExp;
  readonly message?: RegExp;
  readonly remedy: string;
}

/**
 * The commonest refusals; the first that fits counts. One code can mean several things, so the message counts too.
 * Source: `MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/`
 */
const REFUSALS: readonly Refusal[] = [
  {
    code: /^(?:ServiceUnavailable|ContainerGroupQuotaReached)$/,
    message: /quota/i,
    remedy:
      'Delete container groups that are not needed, ask for a higher quota, or deploy to another location.',
  },
  {
    code: /^ServiceUnavailable$/,
    remedy: 'Try again later, ask for less cpu or memory, or deploy to another location.',
  },
  {
    code: /^InaccessibleImage$/,
    remedy:
      'Check that the image exists and that ACI may pull it: registry-identity (role AcrPull) or registry-username and registry-password. A new role takes a few minutes to work.',
  },
  {
    code: /^RegistryErrorResponse$/,
    remedy:
      'The registry limits or refuses pulls at the moment: try again, or copy the image to an Azure container registry.',
  },
  {
    code: /^MissingSubscriptionRegistration$/,
    remedy:
      'Register the resource provider once: az provider register --namespace Microsoft.ContainerInstance',
  },
  {
    code: /^DnsNameLabelAlreadyTaken$/,
    remedy:
      'Choose another dnsNameLabel in the deployment config, or leave it out: then the Action makes one.',
  },
  {
    code: /^InvalidContainerGroupUpdate$/,
    remedy: 'Keep the value, or delete the container group and run again (its address may change).',
  },
  {
    code: /^InvalidImageRegistryIdentity$/,
    remedy: 'Set registry-identity to the full resource id of a user-assigned identity.',
  },
  {
    code: /^ContainerGroupTransitioning$/,
    remedy:
      'Another operation on this group does not end. Wait for it, and let no two runs work on one service: set `concurrency` in the workflow.',
  },
];

/** The advice for a refused PUT; undefined when there is none better than Azure's own message. */
export function refusalRemedy({ code, facts }: AzureError): string | undefined {
  return REFUSALS.find((refusal) => refusal.code.test(code) && (refusal.message?.test(facts.message) ?? true))
    ?.remedy;
}
