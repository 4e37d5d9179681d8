import { ActionError, failure } from '../../findings.ts';
import type { Cloud } from '../clouds.ts';
import type { SignInMethod } from './sign-in.ts';

/** Longest reason that is shown when it is none of Entra's, in characters. */
const REASON_LIMIT = 300;

/** What Entra's commonest refusals mean for a workflow. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REMEDIES: readonly { readonly code: RegExp; readonly remedy: string }[] = [
  {
    code: /AADSTS(?:70021|700211|700213|7002138)\b/,
    remedy:
      'Add a federated credential to the app registration whose issuer, subject and audience are those of this run (subject such as repo:OWNER/REPO:ref:refs/heads/main or repo:OWNER/REPO:environment:NAME).',
  },
  {
    code: /AADSTS700212\b/,
    remedy:
      'Leave out the input audience, or set it to the audience of the federated credential (mostly api://AzureADTokenExchange).',
  },
  {
    code: /AADSTS7000215\b/,
    remedy: 'Store the value of the client secret (not its id) in the repository secret.',
  },
  {
    code: /AADSTS7000222\b/,
    remedy: 'The client secret has run out: make a new one, or sign in with OIDC, which has none.',
  },
  {
    code: /AADSTS700016\b/,
    remedy: 'Check client-id and that the app registration lives in the tenant of tenant-id.',
  },
  {
    code: /AADSTS(?:90002|900021|900023)\b/,
    remedy: 'Check tenant-id, and that cloud is the cloud of the tenant.',
  },
  {
    code: /AADSTS700024\b/,
    remedy: 'The clock of the runner is wrong, or the token was kept too long: run the job again.',
  },
];

/** Nobody answered, or somebody on the way did. The library keeps neither the cause nor the proxy's text. */
const NO_ANSWER =
  /network_error|endpoints_resolution_error|openid_config_error|Http status code: 4(?:03|07)|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|certificate/i;

const NO_SIGN_IN =
  'Set client-id, tenant-id and subscription-id with `permissions: id-token: write` (recommended), or client-secret, or creds, or run azure/login before this step.';

/** Why there is no first token, with what to do. An ActionError of the token source is passed on. */
export function explainSignIn(caught: unknown, method: SignInMethod, cloud: Cloud): ActionError {
  const own = ownError(caught);
  if (own) return own;
  const text = caught instanceof Error ? caught.message : 'no reason was given';
  if (method.kind === 'cli') {
    return failure(`There is no sign-in for Azure: no sign-in inputs are set, and ${whyNotByCli(text)}.`, {
      remedy: NO_SIGN_IN,
      evidence: text.split('\n'),
    });
  }
  if (NO_ANSWER.test(text)) return unreachable(text, cloud);
  const remedy =
    REMEDIES.find(({ code }) => code.test(text))?.remedy ?? 'Check client-id, tenant-id and the credential.';
  return failure(
    `Azure refused the sign-in of client ${method.clientId} in tenant ${method.tenantId}: ${reasonIn(text)}`,
    { remedy, evidence: text.split('\n') },
  );
}

/** Entra's own sentences, without the ids and times around them. */
function reasonIn(text: string): string {
  const [, sentences] = /(AADSTS\d+: .*?)\s*(?:Trace ID:|Timestamp:|$)/s.exec(text) ?? [];
  return (sentences ?? text).replace(/\s+/g, ' ').slice(0, REASON_LIMIT);
}

function unreachable(text: string, { name, authority }: Cloud): ActionError {
  const [, status, said] = /Http status code: (\d+)(?:\s+Http status message: ([^\n]+))?/.exec(text) ?? [];
  const who =
    status === undefined
      ? ''
      : `: a proxy answers with HTTP status ${status}${said ? `, ${JSON.stringify(said)}` : ''}`;
  return failure(`The sign-in service of ${name} (${authority}) cannot be reached${who}.`, {
    remedy:
      'Check the input cloud. On a self-hosted runner check that HTTPS_PROXY and the firewall let this address through, and set NODE_EXTRA_CA_CERTS where a proxy brings its own certificate.',
    evidence: text.split('\n'),
  });
}

function whyNotByCli(text: string): string {
  if (/could not be found/i.test(text)) return 'the Azure CLI is not installed';
  if (/az login/i.test(text)) return 'the Azure CLI is not signed in';
  return `the Azure CLI gives no token (${text.replace(/\s+/g, ' ').slice(0, REASON_LIMIT)})`;
}

/** The ActionError of our own token source, which the identity library may have wrapped. */
function ownError(caught: unknown): ActionError | undefined {
  for (let error = caught; error instanceof Error; error = error.cause) {
    if (error instanceof ActionError) return error;
  }
  return undefined;
}
