import { describe, expect, it } from '@jest/globals';
import { deployedOf, plannedOf } from '../../../src/service/decide/deployed.ts';
import { echoOf } from '../echo.ts';
import { samplePlan } from '../samples.ts';

const plan = samplePlan({ healthPath: '/live' });

describe('what a group tells about its deployment', () => {
  it('is the same of a plan and of what Azure shows', async () => {
    const expected = {
      revision: plan.revision,
      image: 'mlregistry.azurecr.io/aci-model-deploy/iris@sha256:0000',
      baseImage: 'mcr.microsoft.com/azureml/minimal-py312-inference:latest@sha256:2222',
      models: { models: [{ name: 'iris', version: '3' }], isComplete: true },
      repository: 'org/iris',
      commit: 'c0ffee',
      runUrl: 'https://github.com/org/iris/actions/runs/1',
      healthPath: '/live',
      scoringPath: '/score',
      keysEnabled: true,
    };
    expect(deployedOf(plan.group)).toEqual(expected);
    expect(deployedOf(await echoOf(plan.group))).toEqual(expected);
  });

  it('has all models of a plan, although the tag holds only the first', () => {
    const models = Array.from({ length: 40 }, (_, at) => ({ name: `model-${at}`, version: '3' }));
    const { group } = samplePlan({ models });
    expect(deployedOf(group).models.isComplete).toBe(false);
    expect(plannedOf(group, models)).toEqual({ ...deployedOf(group), models: { models, isComplete: true } });
  });

  it('is little where somebody has taken the tags away', () => {
    const containers = plan.group.containers.map(({ name, image, resources }) => ({
      name,
      image,
      resources,
    }));
    expect(deployedOf({ ...plan.group, tags: {}, containers })).toEqual({
      revision: '',
      models: { models: [], isComplete: true },
      healthPath: '/',
    });
  });

  it('does not take a cut path for the path', () => {
    expect(deployedOf(samplePlan({ scoringPath: `/${'x'.repeat(300)}` }).group)).not.toHaveProperty(
      'scoringPath',
    );
  });
});
