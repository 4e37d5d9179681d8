import { describe, expect, it } from '@jest/globals';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BadFile } from './support/bad-file.ts';
import { expectRefused } from './support/bad-file.ts';
import { expectOffline, headline, placeOf, refused, textOf } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const DEPLOYMENT = 'deploymentconfig.json';
const INFERENCE = 'inferenceconfig.json';
const SCRIPT = 'def init():\n    pass\n\n\ndef run(data):\n    return data\n';

const unreadable: BadFile[] = [
  {
    name: 'a deployment config that is missing',
    change: (repository) => repository.remove(DEPLOYMENT),
    message: 'The file of the input deployment-config, "deploymentconfig.json", does not exist.',
    remedy: /^Add the file, or name another one.*actions\/checkout/,
  },
  {
    name: 'an inference config that is missing',
    change: (repository) => repository.remove(INFERENCE),
    message: 'The file of the input inference-config, "inferenceconfig.json", does not exist.',
  },
  {
    name: 'a deployment config that may not be read',
    // Root may read everything: a circle of links is what nobody can read.
    change: async (repository) => {
      await repository.remove(DEPLOYMENT);
      await symlink(DEPLOYMENT, join(repository.directory, DEPLOYMENT));
    },
    message:
      'The file of the input deployment-config, "deploymentconfig.json", cannot be read: its symbolic links form a circle.',
  },
  {
    name: 'a folder in place of the inference config',
    with: { 'inference-config': 'model' },
    message: 'The file of the input inference-config, "model", is a folder, not a file.',
  },
  {
    name: 'an empty deployment config',
    files: { [DEPLOYMENT]: '\n' },
    message: 'The file of the input deployment-config, "deploymentconfig.json", is empty.',
  },
  {
    name: 'broken JSON in the deployment config',
    files: { [DEPLOYMENT]: '{\n  "computeType": "aci"\n  "authEnabled": true\n}' },
    message: 'The file deploymentconfig.json is no valid JSON: a comma is missing before this.',
    at: 'deploymentconfig.json:3',
  },
  {
    name: 'broken JSON in the inference config',
    files: { [INFERENCE]: '{\n  "entryScript": score.py\n}' },
    message:
      'The file inferenceconfig.json is no valid JSON: this word or sign is not known to JSON; texts and keys stand in double quotes.',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'broken YAML in the deployment config',
    files: { 'deploy.yml': 'computeType: aci\nkeys: [1\nauthEnabled: true\n' },
    with: { 'deployment-config': 'deploy.yml' },
    message: 'The file deploy.yml is no valid YAML: a list that begins with [ has no ] at its end.',
    at: 'deploy.yml:3',
  },
  {
    name: 'broken YAML in the inference config',
    files: { 'infer.yml': 'entryScript: score.py\nenvironment:\n\tname: iris\n' },
    with: { 'inference-config': 'infer.yml' },
    message: 'The file infer.yml is no valid YAML: tabs are not allowed as indentation.',
    at: 'infer.yml:3',
  },
  {
    name: 'a list in place of an object',
    files: { [DEPLOYMENT]: '["aci"]' },
    message: 'The file deploymentconfig.json must be an object with keys, but is a list.',
    at: 'deploymentconfig.json:1',
  },
];

const others: BadFile[] = [
  {
    name: 'an entry script with a syntax error',
    files: { 'score.py': SCRIPT.replace('run(data):', 'run(data)') },
    message: /^The entry script score\.py is not valid Python: .+ \(read by Python 3\.\d+\)\.$/,
    at: 'score.py:5',
  },
  {
    name: 'an entry script without init',
    files: { 'score.py': 'def run(data):\n    return data\n' },
    message: 'The entry script score.py does not define init().',
    at: 'score.py:1',
  },
  {
    name: 'an entry script without run',
    files: { 'score.py': SCRIPT.replace('def run', 'def runs') },
    message: 'The entry script score.py does not define run(). It defines "runs".',
    at: 'score.py:1',
  },
  {
    name: 'a smoke-test file that is named and missing',
    with: { 'smoke-test': 'smoke.json' },
    message: 'The file of the input smoke-test, "smoke.json", does not exist.',
  },
  {
    name: 'a smoke-test file that is broken',
    files: { 'smoke-test.json': '{\n  "requests": [\n' },
    message: 'The file smoke-test.json is no valid JSON: a closing bracket ] is missing.',
    at: 'smoke-test.json:3',
  },
  {
    name: 'a smoke test with an expectation of a wrong type',
    files: { 'smoke.yml': 'requests:\n  - body: {}\n    expect:\n      status: ok\n' },
    with: { 'smoke-test': 'smoke.yml' },
    message: '"requests[0].expect.status" must be a whole number from 100 to 599, but is the text "ok".',
    at: 'smoke.yml:4',
  },
  {
    name: 'a request whose body file is missing',
    files: { 'smoke-test.json': { requests: [{ file: 'flowers.json' }] } },
    message: 'The file "flowers.json" of "requests[0].file" does not exist.',
    at: 'smoke-test.json:4',
  },
  {
    name: 'a model that is a Git LFS pointer',
    files: {
      'big.bin': `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`,
    },
    with: { models: './big.bin' },
    message:
      'The model file "big.bin" is a Git LFS pointer, not the file itself: the checkout did not fetch it.',
    remedy: /`lfs: true`/,
    at: 'big.bin',
  },
];

describe('a file that cannot be read', () => {
  it.each(unreadable)('$name', (test) => expectRefused(bench, test));
});

describe('the entry script, the smoke test and the models', () => {
  it.each(others)('$name', (test) => expectRefused(bench, test));
});

describe('several files', () => {
  it('tell all that is wrong at once, each on its line', async () => {
    const repository = await irisRepository({
      [DEPLOYMENT]: {
        computeType: 'aci',
        authEnabled: true,
        appInsightEnabled: true,
        sslEnabled: true,
        vnetName: 'v',
      },
      [INFERENCE]: {
        entryScript: 'score.py',
        environment: { python: { condaDependenciesFile: 'conda.yml' } },
      },
      'score.py': 'def init():\n    pass\n',
      'smoke-test.json': { requests: [{ bodi: 1 }] },
    });
    const refusal = await refused(bench, repository, { with: { port: '80' } });
    const { run, errors } = refusal;
    expect(errors.map((one) => `${placeOf(one)} ${headline(one)}`)).toEqual([
      expect.stringMatching(/^ The port 80 cannot be used/),
      'deploymentconfig.json:5 "sslEnabled" asks for TLS, which is not supported yet.',
      'deploymentconfig.json:6 "vnetName" asks for a virtual network, which is not supported yet.',
      'inferenceconfig.json:5 The conda file "conda.yml" does not exist.',
      'smoke-test.json:4 "requests[0].bodi" is not a known key.',
      'smoke-test.json:3 "requests[0]" has neither "body" nor "file".',
      'score.py:1 The entry script score.py does not define run().',
    ]);
    expectOffline(refusal);
    // An unknown key does not end the run, and is told after what does.
    const warning = run.annotations.find(({ level, file }) => level === 'warning' && file === DEPLOYMENT);
    expect(warning).toMatchObject({
      line: 4,
      message: '"appInsightEnabled" is not a known key and is ignored.\nDid you mean appInsightsEnabled?',
    });
    for (const one of errors) expect(textOf(run.summary)).toContain(headline(one));
  });
});
