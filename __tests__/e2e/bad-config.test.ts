import { describe, it } from '@jest/globals';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BadFile } from './support/bad-file.ts';
import { expectRefused } from './support/bad-file.ts';
import { emptyRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const DEPLOYMENT = 'deploymentconfig.json';
const INFERENCE = 'inferenceconfig.json';
const SCRIPT = 'def init():\n    pass\n\n\ndef run(data):\n    return data\n';

const deployment = (more: object): object => ({ computeType: 'aci', authEnabled: true, ...more });
const inference = (more: object): object => ({ entryScript: 'score.py', ...more });

const deployments: BadFile[] = [
  {
    name: 'an AKS config',
    files: { [DEPLOYMENT]: deployment({ computeType: 'AKS', numReplicas: 3 }) },
    message:
      'The deployment config deploymentconfig.json is for an AKS cluster (computeType "AKS"), but this Action deploys to Azure Container Instances.',
    remedy: /^Set computeType to aci and remove what ACI does not have: numReplicas\.$/,
    at: 'deploymentconfig.json:2',
  },
  {
    name: 'a local config',
    files: { [DEPLOYMENT]: { computeType: 'local', port: 32267 } },
    message:
      'The deployment config deploymentconfig.json is for the local machine (computeType "local"), but this Action deploys to Azure Container Instances.',
    at: 'deploymentconfig.json:2',
  },
  {
    name: 'a compute type that is not known',
    files: { [DEPLOYMENT]: deployment({ computeType: 'acii' }) },
    message: 'The computeType "acii" is not known (did you mean "aci"?).',
    at: 'deploymentconfig.json:2',
  },
  {
    name: 'cpu 0',
    files: { [DEPLOYMENT]: deployment({ containerResourceRequirements: { cpu: 0 } }) },
    message: '"containerResourceRequirements.cpu" must be above 0, but is the number 0.',
    at: 'deploymentconfig.json:5',
  },
  {
    name: 'memory as a text',
    files: { [DEPLOYMENT]: deployment({ containerResourceRequirements: { memoryInGB: '1' } }) },
    message: '"containerResourceRequirements.memoryInGB" must be a number, but is the text "1".',
    remedy: /^Remove the quotes\.$/,
    at: 'deploymentconfig.json:5',
  },
  {
    name: 'a DNS name label that Azure does not take',
    files: { [DEPLOYMENT]: deployment({ dnsNameLabel: 'My_Label' }) },
    message: 'The DNS name label "My_Label" has upper-case letters.',
    at: 'deploymentconfig.json:4',
  },
  {
    name: 'TLS',
    files: { [DEPLOYMENT]: deployment({ sslEnabled: true, sslKey: 'key.pem' }) },
    message: '"sslEnabled", "sslKey" ask for TLS, which is not supported yet.',
    at: 'deploymentconfig.json:4',
  },
  {
    name: 'a virtual network',
    files: { [DEPLOYMENT]: deployment({ vnetName: 'v', subnetName: 's' }) },
    message: '"vnetName", "subnetName" ask for a virtual network, which is not supported yet.',
    at: 'deploymentconfig.json:4',
  },
  {
    name: 'Application Insights',
    files: { [DEPLOYMENT]: deployment({ appInsightsEnabled: true }) },
    message: '"appInsightsEnabled" asks for Application Insights, which is not supported yet.',
    at: 'deploymentconfig.json:4',
  },
  {
    name: 'a key of the customer',
    files: { [DEPLOYMENT]: deployment({ vaultBaseUrl: 'https://v', keyName: 'k', keyVersion: '1' }) },
    message:
      '"vaultBaseUrl", "keyName", "keyVersion" ask for encryption with a key of your own, which is not supported yet.',
    at: 'deploymentconfig.json:4',
  },
];

const inferences: BadFile[] = [
  {
    name: 'no entry script',
    files: { [INFERENCE]: { environment: null } },
    message: 'The inference config inferenceconfig.json has no entryScript.',
    at: 'inferenceconfig.json:1',
  },
  {
    name: 'an entry script that does not exist',
    files: { [INFERENCE]: inference({ entryScript: 'scor.py' }) },
    message: 'The entry script "scor.py" does not exist (did you mean "score.py"?).',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'an entry script that cannot be imported',
    files: { [INFERENCE]: inference({ entryScript: 'my-score.py' }), 'my-score.py': SCRIPT },
    message:
      'The entry script "my-score.py" cannot be imported: the module name "my-score" is no Python identifier.',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'an entry script that is no Python file',
    files: { [INFERENCE]: inference({ entryScript: 'score.txt' }), 'score.txt': SCRIPT },
    message: 'The entry script "score.txt" is no .py file: only Python scripts can be entry scripts.',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'an entry script above the repository',
    files: { [INFERENCE]: inference({ entryScript: '../score.py' }) },
    message: 'The entry script "../score.py" points outside of the repository.',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'an entry script that is a link out of the repository',
    files: { [INFERENCE]: inference({ entryScript: 'linked.py' }) },
    change: async (repository) => {
      const elsewhere = await emptyRepository();
      await elsewhere.write('score.py', SCRIPT);
      await symlink(join(elsewhere.directory, 'score.py'), join(repository.directory, 'linked.py'));
    },
    message: 'The entry script "linked.py" points outside of the repository through a symbolic link.',
    at: 'inferenceconfig.json:2',
  },
  {
    name: 'a source directory that does not exist',
    files: { [INFERENCE]: inference({ sourceDirectory: 'source' }) },
    message: 'The source directory "source" does not exist.',
    at: 'inferenceconfig.json:3',
  },
  {
    name: 'a conda file that does not exist',
    files: { [INFERENCE]: inference({ runtime: 'python', condaFile: 'myenv.yml' }) },
    message: 'The conda file "myenv.yml" does not exist.',
    at: 'inferenceconfig.json:4',
  },
  {
    name: 'a base image that is no reference',
    files: {
      [INFERENCE]: inference({ environment: { docker: { baseImage: 'https://mcr.microsoft.com/x' } } }),
    },
    message: 'The base image "https://mcr.microsoft.com/x" is not an image reference.',
    remedy: /^Leave out https:\/\//,
    at: 'inferenceconfig.json:5',
  },
];

describe('a deployment config', () => {
  it.each(deployments)('with $name', (test) => expectRefused(bench, test));
});

describe('an inference config', () => {
  it.each(inferences)('with $name', (test) => expectRefused(bench, test));
});
