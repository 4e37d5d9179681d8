import { describe, expect, it } from '@jest/globals';
import { checkIds } from '../../../src/azure/sign-in/ids.ts';

const GUID = '22222222-2222-4222-8222-22222222ABCD';

describe('checkIds', () => {
  it.each([
    {},
    { 'subscription-id': GUID, 'client-id': GUID, 'tenant-id': GUID },
    { 'tenant-id': 'contoso.onmicrosoft.com' },
    { 'subscription-id': undefined },
  ])('takes %j', (ids) => {
    expect(checkIds(ids)).toEqual([]);
  });

  it.each([
    ['subscription-id', 'My subscription'],
    ['subscription-id', 'contoso.com'],
    ['client-id', 'my-app'],
    ['tenant-id', 'my tenant'],
    ['tenant-id', 'contoso'],
  ])('refuses %s: %s', (input, value) => {
    expect(checkIds({ [input]: value })).toEqual([
      {
        severity: 'error',
        message: `The input ${input} is no id: "${value}".`,
        input,
        remedy: 'Write the id (a GUID such as 00000000-0000-0000-0000-000000000000), not the name.',
      },
    ]);
  });
});
