import type { Finding } from '../findings.ts';
import { error, failure, notice } from '../findings.ts';
import { formatImageReference } from './reference.ts';
import type { ImageReference, PullCredential, Registry } from './types.ts';

/** Microsoft's registry needs and knows no sign-in. */
const MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/** Hosts of Azure container registries in the three clouds. They are private unless anonymous pull is on. */
const AZURE_REGISTRY = /\.azurecr\.(?:io|us|cn)$/;
/**
 * Only user-assigned identities can pull.
 * Source: https://learn.microsoft.com/azure/container-instances/using-azure-container-registry-mi
 */
const IDENTITY_ID =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/i;

/** The inputs that say how the image is pulled. */
export interface PullInputs {
  readonly registryIdentity?: string;
  readonly registryUsername?: string;
  readonly registryPassword?: string;
}

/** The image and everything that may give a way to pull it. */
export interface PullRequest {
  readonly image: ImageReference;
  /** The registry that the run knows, if any. */
  readonly registry?: Registry | undefined;
  /** ARM id of a user-assigned identity. */
  readonly identity?: string | undefined;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
}

/** Checks the inputs for themselves. Pure. */
export function checkPullInputs(inputs: PullInputs): Finding[] {
  const { registryIdentity: identity, registryUsername: username, registryPassword: password } = inputs;
  const findings: Finding[] = [];
  if (identity !== undefined && !IDENTITY_ID.test(identity)) findings.push(notAnIdentity(identity));
  if (username !== undefined && password === undefined)
    findings.push(half('registry-username', 'registry-password'));
  if (password !== undefined && username === undefined)
    findings.push(half('registry-password', 'registry-username'));
  return findings;
}

/**
 * Decides how ACI signs in to pull the image: by identity, else user name and password, else the registry's admin
 * user, whose password {@link completePull} reads. No credential where the image is public or its host is not known
 * to need one.
 * @throws ActionError when an Azure registry leaves no way.
 */
export function resolvePull(request: PullRequest): {
  readonly pull?: PullCredential;
  readonly findings: readonly Finding[];
} {
  const { image, identity, username, password } = request;
  const { server } = image;
  if (server === MICROSOFT_REGISTRY)
    return {
      findings:
        (identity ?? username)
          ? [unused(server, identity === undefined ? 'registry-username' : 'registry-identity')]
          : [],
    };
  const isAzure = AZURE_REGISTRY.test(server);
  if (identity !== undefined && isAzure)
    return { pull: { kind: 'identity', server, identity }, findings: [] };
  const findings = identity === undefined ? [] : [unused(server, 'registry-identity')];
  if (username !== undefined && password !== undefined) {
    return { pull: { kind: 'password', server, username, password }, findings };
  }
  const pull = registryPull(request, isAzure);
  return { ...(pull && { pull }), findings };
}

/** What the registry itself offers. */
function registryPull({ image, registry }: PullRequest, isAzure: boolean): PullCredential | undefined {
  const own = registry?.server.toLowerCase() === image.server ? registry : undefined;
  if (own?.anonymousPull) return undefined;
  const username = own?.adminUser;
  if (username !== undefined)
    return { kind: 'password', server: image.server, username, password: '', ofRegistry: true };
  if (isAzure) throw noWay(image, own !== undefined);
  return undefined;
}

/**
 * Adds what only a write needs: the password of the registry's admin user.
 * @throws ActionError when the registry does not tell it.
 */
export async function completePull(
  pull: PullCredential | undefined,
  registry: Registry | undefined,
): Promise<PullCredential | undefined> {
  if (pull?.kind !== 'password' || !pull.ofRegistry) return pull;
  const admin = await registry?.adminCredential();
  if (!admin) throw failure(`The admin user of ${pull.server} was switched off during the run.`);
  return { ...pull, ...admin };
}

function noWay(image: ImageReference, asked: boolean): Error {
  const why = asked ? ', and its admin user is switched off' : '';
  return failure(
    `There is no way to pull ${formatImageReference(image)}: ${image.server} needs a sign-in${why}.`,
    {
      input: 'registry-identity',
      remedy:
        `Do one of three things: set registry-identity to the id of a user-assigned identity that has the role AcrPull on ${image.server}; ` +
        'or set registry-username and registry-password (a token of the registry will do); ' +
        "or switch on the registry's admin user.",
    },
  );
}

function notAnIdentity(identity: string): Finding {
  return error(
    `registry-identity: ${JSON.stringify(identity)} is not the resource id of a user-assigned identity.`,
    {
      input: 'registry-identity',
      remedy:
        'Write /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.ManagedIdentity/userAssignedIdentities/<name>, and grant it the role AcrPull on the registry. A system-assigned identity cannot pull.',
    },
  );
}

function half(given: string, missing: string): Finding {
  return error(`${given} is set but ${missing} is not.`, {
    input: missing,
    remedy: `Set both, or neither. A secret that is empty in this repository or environment counts as missing.`,
  });
}

function unused(server: string, input: string): Finding {
  return notice(
    `The image comes from ${server}, which ${server === MICROSOFT_REGISTRY ? 'needs no sign-in' : 'knows no Azure identities'}: what does not fit is not used.`,
    { input },
  );
}
