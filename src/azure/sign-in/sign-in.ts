import { error, type Finding } from '../../findings.ts';

/** The inputs that decide who the Action is in Azure. */
export interface SignInInputs {
  readonly clientId?: string;
  readonly tenantId?: string;
  readonly clientSecret?: string;
  /** Audience of the token asked from GitHub. */
  readonly audience: string;
  /** JSON secret of azure/login. */
  readonly creds?: string;
}

/** How the Action signs in. */
export type SignInMethod =
  | {
      readonly kind: 'secret';
      readonly tenantId: string;
      readonly clientId: string;
      readonly clientSecret: string;
    }
  | { readonly kind: 'oidc'; readonly tenantId: string; readonly clientId: string; readonly audience: string }
  | { readonly kind: 'cli'; readonly tenantId?: string };

export interface SignInChoice {
  readonly method: SignInMethod;
  /** From the creds secret. */
  readonly subscriptionId?: string;
  /** Every value of `creds` that must not be seen. */
  readonly secrets: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Chooses the sign-in: client-id and tenant-id (with a secret, else with GitHub's token), then creds, then the Azure CLI.
 * Half of a pair is an error, because falling through to another identity would deploy as somebody else.
 */
export function chooseSignIn(inputs: SignInInputs): SignInChoice {
  const { clientId, tenantId, clientSecret, audience } = inputs;
  if (clientId && tenantId) {
    const method: SignInMethod = clientSecret
      ? { kind: 'secret', tenantId, clientId, clientSecret }
      : { kind: 'oidc', tenantId, clientId, audience };
    return { method, secrets: clientSecret ? [clientSecret] : [], findings: [] };
  }
  if (clientId ?? clientSecret) return none(missingHalf(clientId, tenantId));
  if (inputs.creds !== undefined) return fromCreds(inputs.creds);
  return { method: { kind: 'cli', ...(tenantId && { tenantId }) }, secrets: [], findings: [] };
}

function missingHalf(clientId: string | undefined, tenantId: string | undefined): Finding {
  const missing = clientId ? 'tenant-id is' : tenantId ? 'client-id is' : 'client-id and tenant-id are';
  const given = clientId ? 'client-id' : 'client-secret';
  return error(`The input ${given} is set, but ${missing} missing.`, {
    input: clientId ? 'tenant-id' : 'client-id',
    remedy:
      'Set client-id and tenant-id together; a variable that is empty in this repository or environment counts as missing.',
  });
}

/** Reads the JSON secret of azure/login: clientId, clientSecret and tenantId are required, subscriptionId is not. */
function fromCreds(text: string): SignInChoice {
  const fields = parseCreds(text);
  const missing = ['clientId', 'clientSecret', 'tenantId'].filter((key) => !fields?.[key]);
  if (!fields || missing.length > 0) {
    const problem = fields ? `has no ${missing.join(', ')}` : 'is not a JSON object';
    const remedy =
      'Store {"clientId": "…", "clientSecret": "…", "tenantId": "…", "subscriptionId": "…"} as the secret, or sign in with client-id and tenant-id.';
    return {
      ...none(error(`The input creds ${problem}.`, { input: 'creds', remedy })),
      secrets: Object.values(fields ?? {}),
    };
  }
  const { clientId = '', clientSecret = '', tenantId = '', subscriptionId } = fields;
  return {
    method: { kind: 'secret', tenantId, clientId, clientSecret },
    ...(subscriptionId && { subscriptionId }),
    secrets: [clientSecret],
    findings: [],
  };
}

function parseCreds(text: string): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return undefined;
  }
}

function none(finding: Finding): SignInChoice {
  return { method: { kind: 'cli' }, secrets: [], findings: [finding] };
}
