import { describe, expect, it } from '@jest/globals';
import type { SignInInputs } from '../../../src/azure/sign-in/sign-in.ts';
import { chooseSignIn } from '../../../src/azure/sign-in/sign-in.ts';

const audience = 'api://AzureADTokenExchange';
const creds = { clientId: 'c', clientSecret: 's', tenantId: 't', subscriptionId: 'sub' };

describe('chooseSignIn', () => {
  const chosen: readonly {
    name: string;
    inputs: Omit<SignInInputs, 'audience'>;
    method: object;
    subscriptionId?: string;
  }[] = [
    {
      name: 'client and tenant with a secret',
      inputs: { clientId: 'c', tenantId: 't', clientSecret: 's' },
      method: { kind: 'secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
    },
    {
      name: 'client and tenant without a secret: OIDC',
      inputs: { clientId: 'c', tenantId: 't' },
      method: { kind: 'oidc', tenantId: 't', clientId: 'c', audience },
    },
    {
      name: 'client and tenant win over creds',
      inputs: { clientId: 'c', tenantId: 't', creds: JSON.stringify(creds) },
      method: { kind: 'oidc', tenantId: 't', clientId: 'c', audience },
    },
    {
      name: 'creds, with their subscription',
      inputs: { creds: JSON.stringify(creds) },
      method: { kind: 'secret', tenantId: 't', clientId: 'c', clientSecret: 's' },
      subscriptionId: 'sub',
    },
    { name: 'nothing: the Azure CLI', inputs: {}, method: { kind: 'cli' } },
    {
      name: 'a tenant alone: the Azure CLI in that tenant',
      inputs: { tenantId: 't' },
      method: { kind: 'cli', tenantId: 't' },
    },
  ];
  it.each(chosen)('$name', ({ inputs, method, subscriptionId }) => {
    const choice = chooseSignIn({ ...inputs, audience });
    expect(choice.findings).toEqual([]);
    expect(choice.method).toEqual(method);
    expect(choice.subscriptionId).toBe(subscriptionId);
  });

  const refused: readonly {
    name: string;
    inputs: Omit<SignInInputs, 'audience'>;
    message: string;
    input: string;
  }[] = [
    {
      name: 'a client without a tenant',
      inputs: { clientId: 'c' },
      message: 'The input client-id is set, but tenant-id is missing.',
      input: 'tenant-id',
    },
    {
      name: 'a secret without a client',
      inputs: { tenantId: 't', clientSecret: 's' },
      message: 'The input client-secret is set, but client-id is missing.',
      input: 'client-id',
    },
    {
      name: 'a secret alone',
      inputs: { clientSecret: 's' },
      message: 'The input client-secret is set, but client-id and tenant-id are missing.',
      input: 'client-id',
    },
    {
      name: 'creds that are no JSON',
      inputs: { creds: 'hello' },
      message: 'The input creds is not a JSON object.',
      input: 'creds',
    },
    {
      name: 'creds without a tenant',
      inputs: { creds: JSON.stringify({ clientId: 'c', clientSecret: 's' }) },
      message: 'The input creds has no tenantId.',
      input: 'creds',
    },
  ];
  it.each(refused)('refuses $name', ({ inputs, message, input }) => {
    expect(chooseSignIn({ ...inputs, audience }).findings).toMatchObject([
      { severity: 'error', message, input },
    ]);
  });

  it('hands out the secret of creds for masking, also when a field is missing', () => {
    expect(chooseSignIn({ audience, creds: JSON.stringify(creds) }).secrets).toEqual(['s']);
    expect(chooseSignIn({ audience, creds: JSON.stringify({ clientSecret: 's' }) }).secrets).toEqual(['s']);
  });
});
