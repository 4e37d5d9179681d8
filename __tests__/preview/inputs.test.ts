import { describe, expect, it } from '@jest/globals';
import { previewDeployment } from '../../src/preview/deployment.ts';
import { previewInputs } from '../../src/preview/inputs.ts';
import type { Preview } from '../../src/preview/types.ts';
import { HEAD, inputsOf } from './sample.ts';

const preview: Preview = {
  base: 'iris',
  name: 'iris-pr-12',
  repository: 'octo-org/iris',
  number: 12,
  commit: HEAD,
};

describe('previewInputs', () => {
  it('is the preview by name, updated in place', () => {
    const inputs = inputsOf({ primaryKey: 'the-key-of-the-live-service' });
    expect(previewInputs(inputs, preview)).toEqual({ ...inputs, name: 'iris-pr-12', strategy: 'in-place' });
  });

  it('keeps the strategy that was asked for', () => {
    expect(previewInputs(inputsOf({ strategy: 'verified' }), preview).strategy).toBe('verified');
  });

  it('has a container group of its own', () => {
    const inputs = inputsOf({ containerGroupName: 'iris-west' });
    expect(previewInputs(inputs, preview).containerGroupName).toBe('iris-west-pr-12');
  });
});

describe('previewDeployment', () => {
  const deployment = {
    file: 'deploymentconfig.json',
    cpu: 2,
    memoryInGB: 8,
    location: 'westeurope',
    at: (): { file: string } => ({ file: 'deploymentconfig.json' }),
  };

  it.each([
    [{}, { cpu: 2, memoryInGB: 8 }],
    [{ previewCpu: 0.5 }, { cpu: 0.5, memoryInGB: 8 }],
    [{ previewMemoryInGB: 1 }, { cpu: 2, memoryInGB: 1 }],
    [
      { previewCpu: 0.5, previewMemoryInGB: 1 },
      { cpu: 0.5, memoryInGB: 1 },
    ],
  ])('with %j has %j', (inputs, size) => {
    expect(previewDeployment(deployment, inputs)).toEqual({ ...deployment, ...size });
  });
});
