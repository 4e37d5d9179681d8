import { describe, expect, it } from '@jest/globals';
import { defaultSubscription } from '../../../src/azure/sign-in/cli-subscription.ts';
import { ActionError } from '../../../src/findings.ts';
import type { Finding } from '../../../src/findings.ts';

const TENANT = '11111111-1111-4111-8111-111111111111';
const SUBSCRIPTION = '22222222-2222-4222-8222-222222222222';

function account(id: unknown): string {
  return JSON.stringify({ environmentName: 'AzureCloud', id, isDefault: true, tenantId: TENANT });
}

async function refusalOf(answer: () => Promise<string>): Promise<Finding | undefined> {
  try {
    await defaultSubscription(answer);
  } catch (caught) {
    if (caught instanceof ActionError) return caught.findings[0];
    throw caught;
  }
  return undefined;
}

describe('defaultSubscription', () => {
  it('asks the Azure CLI for the account it works in', async () => {
    const lines: string[] = [];
    const id = await defaultSubscription((line) => {
      lines.push(line);
      return Promise.resolve(account(SUBSCRIPTION));
    });
    expect(id).toBe(SUBSCRIPTION);
    expect(lines).toEqual(['az account show --output json']);
  });

  it.each([
    ['an account of the tenant alone', account(TENANT), 'its identity has a role in none'],
    ['an account without an id', '{}', 'the answer of `az account show` holds none'],
    ['null', 'null', 'the answer of `az account show` holds none'],
    ['an id that is no text', account(1), 'the answer of `az account show` holds none'],
    ['no JSON', 'WARNING: hello', 'the answer of `az account show` holds none'],
  ])('refuses %s', async (_, answer, why) => {
    expect(await refusalOf(() => Promise.resolve(answer))).toMatchObject({
      severity: 'error',
      message: `The input subscription-id is missing, and the Azure CLI has no default subscription: ${why}.`,
      remedy:
        'Set `subscription-id:` under `with:`, or run `az account set --subscription` before this step.',
      input: 'subscription-id',
    });
  });

  it('shows what the CLI said when it failed', async () => {
    const text =
      "Command failed: az account show --output json\nERROR: Please run 'az login' to setup account.\n";
    const refusal = await refusalOf(() => Promise.reject(new Error(text)));
    expect(refusal?.message).toContain('`az account show` failed');
    expect(refusal?.evidence).toContain("ERROR: Please run 'az login' to setup account.");
  });
});
