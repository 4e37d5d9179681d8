import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { readInputs } from '../../../src/inputs.ts';
import { absentService } from '../../../src/phases/inspect/absent-service.ts';
import { serviceOf } from '../../../src/phases/inspect/find-service.ts';
import type { Subject } from '../../../src/phases/job.ts';
import { containerGroupName } from '../../../src/service/plan/names.ts';

const resourceGroup = { id: '/subscriptions/s/resourceGroups/ml', name: 'ml' };
const access = { resourceGroup };
const EXPECTED = containerGroupName('iris', resourceGroup.id);

function subject(changes: Partial<Subject['inputs']> = {}): Subject {
  return { inputs: { ...readInputs().inputs, name: 'iris', ...changes } };
}

function group(name: string, tags: Record<string, string> = {}): ContainerGroup {
  return {
    name,
    location: '',
    osType: 'Linux',
    containers: [],
    tags: { 'managed-by': 'aci-model-deploy', service: 'iris', ...tags },
  };
}

const namesOf = (all: readonly ContainerGroup[], about = subject()): (string | undefined)[] => {
  const { live, candidate } = serviceOf(all, about, access);
  return [live?.name, candidate?.name];
};

describe('the groups of a service', () => {
  const candidate = group('c', { 'candidate-of': EXPECTED });

  it.each<[string, readonly ContainerGroup[], (string | undefined)[]]>([
    ['none', [], [undefined, undefined]],
    [
      'the group with its name',
      [group(EXPECTED), group('other', { service: 'other' })],
      [EXPECTED, undefined],
    ],
    ['the only group of the service, whatever its name', [group('flowers')], ['flowers', undefined]],
    ['the group and its candidate', [candidate, group(EXPECTED)], [EXPECTED, 'c']],
    ['a candidate alone', [candidate], [undefined, 'c']],
  ])('are %s', (_what, all, names) => {
    expect(namesOf(all)).toEqual(names);
  });

  it('are not somebody else’s, nor one of two', () => {
    expect(() => namesOf([group(EXPECTED, { service: 'other' })])).toThrow(/belongs to the service "other"/);
    expect(() => namesOf([group('one'), group('two')])).toThrow('There are several services iris: one, two.');
  });
});

describe('the error of a service that is not there', () => {
  const told = (all: readonly ContainerGroup[], name = 'iris'): unknown => {
    const { findings } = absentService(all, subject({ name }), access) as { findings?: readonly unknown[] };
    return findings?.[0];
  };

  it('says what was looked for', () => {
    expect(told([])).toMatchObject({
      message: `There is no service iris in the resource group ml: neither the container group ${EXPECTED} nor another one that is tagged service=iris and managed-by=aci-model-deploy.`,
      remedy: 'Check resource-group and subscription-id: there is no service of this Action in ml.',
    });
  });

  it('says what there is, and what may have been meant', () => {
    const all = [
      group('a', { service: 'wine' }),
      group('b'),
      group('c', { service: 'x', 'managed-by': 'me' }),
    ];
    expect(told(all, 'irsi')).toMatchObject({
      message: expect.stringContaining('ml (did you mean "iris"?): neither'),
      remedy: expect.stringMatching(/Services of this Action in ml: iris, wine\.$/),
    });
    const many = Array.from({ length: 25 }, (_, at) => group(`g${at}`, { service: `s${at}` }));
    expect(told(many)).toMatchObject({ remedy: expect.stringMatching(/ and 5 more\.$/) });
  });
});
