import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadConfig } from '../../src/config/load.ts';
import { line, repository } from './repository.ts';

const NAMES = { deploymentConfig: 'deploymentconfig.json', inferenceConfig: 'inferenceconfig.json' };

describe('loadConfig', () => {
  it('reads both files', async () => {
    const workspaceDirectory = await repository({
      'deploymentconfig.json': { computeType: 'aci' },
      'inferenceconfig.json': { entryScript: 'score.py' },
      'score.py': '',
    });
    const { deployment, inference, findings } = await loadConfig({ workspaceDirectory, ...NAMES });
    expect(findings).toEqual([]);
    expect(deployment?.file).toBe('deploymentconfig.json');
    expect(inference?.file).toBe('inferenceconfig.json');
  });

  it('needs no inference config for a prebuilt image', async () => {
    const workspaceDirectory = await repository({ 'dc.yml': 'computeType: aci' });
    const loaded = await loadConfig({ workspaceDirectory, deploymentConfig: 'dc.yml' });
    expect(loaded).toMatchObject({ deployment: { file: 'dc.yml' }, findings: [] });
    expect(loaded).not.toHaveProperty('inference');
  });

  it('reports the problems of all files at once', async () => {
    const workspaceDirectory = await repository({
      'deploymentconfig.json': { computeType: 'aci', authEnabled: 'yes', sslEnabled: true },
      'inferenceconfig.json': { entryScript: 'scor.py', condaFile: 'conda.yml', typo: 1 },
      'conda.yml': 'dependencies: x\n',
      'score.py': '',
    });
    const { findings } = await loadConfig({ workspaceDirectory, ...NAMES });
    expect(findings.map(line)).toEqual([
      'error deploymentconfig.json:3:18 "authEnabled" must be true or false, but is the text "yes".',
      'error deploymentconfig.json:4:3 "sslEnabled" asks for TLS, which is not supported yet.',
      'warning inferenceconfig.json:4:3 "typo" is not a known key and is ignored.',
      'error inferenceconfig.json:2:18 The entry script "scor.py" does not exist (did you mean "score.py"?).',
      'error conda.yml:1:15 "dependencies" must be a list, but is the text "x".',
    ]);
  });

  it('names the inputs of missing files', async () => {
    const { deployment, inference, findings } = await loadConfig({
      workspaceDirectory: await repository({}),
      ...NAMES,
    });
    expect([deployment, inference]).toEqual([undefined, undefined]);
    expect(findings.map(line)).toEqual([
      'error deployment-config The file of the input deployment-config, "deploymentconfig.json", does not exist.',
      'error inference-config The file of the input inference-config, "inferenceconfig.json", does not exist.',
    ]);
  });

  it('never throws, and always says why a config is missing', async () => {
    const key = fc.constantFrom(
      'computeType',
      'containerResourceRequirements',
      'cpu',
      'keys',
      'primaryKey',
      'entryScript',
      'sourceDirectory',
      'environment',
      'python',
      'docker',
      'condaDependencies',
      'dependencies',
      'pip',
      'condaFile',
      'spark',
      '__proto__x',
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('aci', 'score.py', '.', '..', '', null, true, 0),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(key, tie('value'), { maxKeys: 6 }),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (content) => {
        const text = JSON.stringify(content);
        const workspaceDirectory = await repository({
          'deploymentconfig.json': text,
          'inferenceconfig.json': text,
          'score.py': '',
        });
        const { deployment, inference, findings } = await loadConfig({ workspaceDirectory, ...NAMES });
        const errors = findings.filter(({ severity }) => severity === 'error');
        expect((deployment !== undefined && inference !== undefined) || errors.length > 0).toBe(true);
        for (const { place, input, remedy } of findings) {
          expect(place?.line ?? input).toBeDefined();
          expect(remedy).toBeTruthy();
        }
      }),
      { numRuns: 100 },
    );
  });
});
