import type { RunCommand } from '../../command.ts';
import type { ActionError } from '../../findings.ts';
import { failure } from '../../findings.ts';

/** Milliseconds that `az account show` may take; it reads files only, but a busy runner starts Python slowly. */
const TIMEOUT_MS = 60_000;

/**
 * Id of the subscription that the Azure CLI works in by default, as `az account set` or azure/login chose it.
 * @throws ActionError when it has none.
 */
export async function defaultSubscription(runCommand: RunCommand): Promise<string> {
  const account = parseAccount(await showAccount(runCommand));
  if (!account) throw noSubscription('the answer of `az account show` holds none');
  // A sign-in with --allow-no-subscriptions is listed as an account that has the tenant's id.
  // Source: Azure/azure-cli:src/azure-cli-core/azure/cli/core/_profile.py (_build_tenant_level_accounts)
  if (account.id === account.tenantId) throw noSubscription('its identity has a role in none');
  return account.id;
}

async function showAccount(runCommand: RunCommand): Promise<string> {
  try {
    return await runCommand('az account show --output json', TIMEOUT_MS);
  } catch (caught) {
    throw noSubscription('`az account show` failed', caught);
  }
}

function parseAccount(text: string): { readonly id: string; readonly tenantId: unknown } | undefined {
  try {
    const { id, tenantId } = JSON.parse(text) as { id?: unknown; tenantId?: unknown };
    return typeof id === 'string' ? { id, tenantId } : undefined;
  } catch {
    return undefined;
  }
}

function noSubscription(why: string, caught?: unknown): ActionError {
  const evidence = caught instanceof Error ? { evidence: caught.message.split('\n').slice(0, 5) } : {};
  return failure(
    `The input subscription-id is missing, and the Azure CLI has no default subscription: ${why}.`,
    {
      input: 'subscription-id',
      remedy:
        'Set `subscription-id:` under `with:`, or run `az account set --subscription` before this step.',
      ...evidence,
    },
  );
}
