import { describe, expect, it } from '@jest/globals';
import { checkRegistryInput } from '../../src/image/registry-input.ts';

describe('checkRegistryInput', () => {
  it.each([
    'mlregistry',
    'mlregistry.azurecr.io',
    'MLRegistry.azurecr.us',
    'mlregistry-a1b2c3.azurecr.io',
    '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerRegistry/registries/mlregistry',
  ])('takes %s', (registry) => {
    expect(checkRegistryInput(registry)).toEqual([]);
  });

  it.each([
    ['https://mlregistry.azurecr.io', 'Leave out https://. Write its login server'],
    ['mlregistry.azurecr.io/iris', 'Write its login server'],
    ['ghcr.io', 'Write its login server'],
    ['my registry', 'Write its login server'],
    ['/subscriptions/s', 'Write its login server'],
  ])('refuses %s', (registry, remedy) => {
    expect(checkRegistryInput(registry)).toEqual([
      {
        severity: 'error',
        message: `The input registry is no Azure container registry: "${registry}".`,
        input: 'registry',
        remedy: `${remedy}, such as mlregistry.azurecr.io, or its resource id.`,
      },
    ]);
  });
});
