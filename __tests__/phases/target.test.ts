import { describe, expect, it } from '@jest/globals';
import { chooseSignIn } from '../../src/azure/sign-in/sign-in.ts';
import type { SignInInputs } from '../../src/azure/sign-in/sign-in.ts';
import { parseModelReferences } from '../../src/models/reference.ts';
import { checkTarget } from '../../src/phases/target.ts';

const client = { clientId: 'c', tenantId: 't' };
const complete = { resourceGroup: 'ml-prod', workspace: 'ml-workspace' };

interface Case {
  readonly name: string;
  readonly signIn: Partial<SignInInputs>;
  readonly inputs: Parameters<typeof checkTarget>[0] & { readonly subscriptionId?: string };
  readonly models?: string;
  readonly missing: readonly string[];
}

describe('checkTarget', () => {
  const cases: readonly Case[] = [
    { name: 'everything', signIn: client, inputs: { subscriptionId: 's', ...complete }, missing: [] },
    {
      name: 'nothing',
      signIn: client,
      inputs: {},
      missing: ['subscription-id', 'resource-group', 'workspace'],
    },
    { name: 'no subscription, with the Azure CLI', signIn: {}, inputs: complete, missing: [] },
    {
      name: 'no subscription, with half a sign-in',
      signIn: { clientId: 'c' },
      inputs: complete,
      missing: ['subscription-id'],
    },
    {
      name: 'an image in place of a workspace',
      signIn: {},
      inputs: { resourceGroup: 'ml-prod', image: 'mlregistry.azurecr.io/iris:1' },
      missing: [],
    },
    {
      name: 'a registry in place of a workspace',
      signIn: {},
      inputs: { resourceGroup: 'ml-prod', registry: 'mlregistry' },
      missing: [],
    },
    {
      name: 'a registered model without a workspace',
      signIn: {},
      inputs: { resourceGroup: 'ml-prod', registry: 'mlregistry' },
      models: 'iris:3',
      missing: ['workspace'],
    },
  ];

  it.each(cases)('$name', ({ signIn, inputs, models = '', missing }) => {
    const findings = checkTarget(inputs, {
      signIn: chooseSignIn({ audience: 'a', ...signIn }),
      references: parseModelReferences(models).references,
      subscriptionId: inputs.subscriptionId,
    });
    expect(findings.map(({ input }) => input)).toEqual(missing);
    for (const finding of findings) {
      expect(finding).toMatchObject({
        severity: 'error',
        message: expect.stringMatching(/^The input [a-z-]+ is missing: .+\.$/),
        remedy: expect.stringContaining(`Set \`${finding.input ?? ''}:\` under \`with:\``),
      });
    }
  });
});
