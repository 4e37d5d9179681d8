import { describe, expect, it } from '@jest/globals';
import { checkModels } from '../../src/preflight/models.ts';

const GB = 1_073_741_824;
const ENOUGH = 100;

function model(bytes: number, name = 'm'): { name: string; version: string; bytes: number } {
  return { name, version: '1', bytes };
}

describe('the size of a model', () => {
  it.each([0, 1, GB - 1])('of %d bytes is fine', (bytes) => {
    expect(checkModels([model(bytes)], ENOUGH)).toEqual([]);
  });

  it.each([GB, GB + 1])('of %d bytes is an error that says the size and what to do', (bytes) => {
    expect(checkModels([model(bytes, 'big')], ENOUGH)).toEqual([
      {
        severity: 'error',
        message: `The model "big:1" has 1.0 GB (${bytes.toLocaleString('en-US')} bytes); Azure Container Instances is for models under 1 GB.`,
        remedy:
          'Make the model smaller, or use a single-node AKS cluster for development and tests of larger models.',
        input: 'models',
      },
    ]);
  });

  it('counts for each model alone', () => {
    expect(checkModels([model(GB - 1), model(GB - 1)], ENOUGH)).toEqual([]);
    const findings = checkModels([model(GB, 'a'), model(5, 'b'), model(2 * GB, 'c')], ENOUGH);
    expect(findings.map(({ message }) => /"(.):1"/.exec(message)?.[1])).toEqual(['a', 'c']);
  });

  it('has the place of a file of the repository', () => {
    expect(checkModels([{ ...model(GB), place: { file: 'm.pkl' } }], ENOUGH)[0]?.place).toEqual({
      file: 'm.pkl',
    });
  });
});

describe('all models together', () => {
  const sixteen = (last: number): ReturnType<typeof model>[] => [
    ...Array.from({ length: 15 }, () => model(GB - 1)),
    model(last),
  ];

  it('may have 15 GB', () => {
    expect(checkModels(sixteen(15), ENOUGH)).toEqual([]);
  });

  it('may not have a byte more', () => {
    const [finding, ...others] = checkModels(sixteen(16), ENOUGH);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'All models together have 15.0 GB; an image on Azure Container Instances has at most 15 GB.',
      remedy: expect.stringMatching(/several services/),
    });
  });
});

describe('the number of models', () => {
  it('may be 1,000', () => {
    expect(
      checkModels(
        Array.from({ length: 1000 }, () => model(1)),
        ENOUGH,
      ),
    ).toEqual([]);
  });

  it('may not be 1,001, and says so', () => {
    const findings = checkModels(
      Array.from({ length: 1001 }, () => model(1)),
      ENOUGH,
    );
    expect(findings).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: '1,001 models are listed; one deployment takes at most 1,000.',
        input: 'models',
      }),
    ]);
  });
});

describe('the memory', () => {
  it.each([
    [0, 0.1],
    [GB / 2, 0.75],
    [GB / 3, 0.5],
  ])('for %d bytes may be %d GB', (bytes, memoryInGB) => {
    expect(checkModels([model(bytes)], memoryInGB)).toEqual([]);
  });

  it('below 1.5 times the models is a warning that says what to set', () => {
    expect(checkModels([model(GB / 4, 'a'), model(GB / 4, 'b')], 0.7)).toEqual([
      {
        severity: 'warning',
        message: expect.stringMatching(
          /^The scoring container has 0\.7 GB of memory for models of 512\.0 MB:/,
        ),
        remedy: 'Set containerResourceRequirements.memoryInGB to 0.8 or more (1.5 times the models).',
      },
    ]);
  });
});

it('tells everything at once', () => {
  const many = Array.from({ length: 1001 }, () => model(GB));
  const severities = checkModels(many, 1).map(({ severity }) => severity);
  expect(severities.filter((severity) => severity === 'error')).toHaveLength(1 + 1001 + 1);
  expect(severities.filter((severity) => severity === 'warning')).toHaveLength(1);
});
