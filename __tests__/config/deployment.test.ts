import { describe, expect, it } from '@jest/globals';
import { readDeploymentConfig } from '../../src/config/deployment.ts';
import { line, repository } from './repository.ts';

const FILE = 'deploymentconfig.json';

async function read(content: string | object, file = FILE): ReturnType<typeof readDeploymentConfig> {
  return readDeploymentConfig(await repository({ [file]: content }), file);
}

async function lines(content: string | object): Promise<string[]> {
  return (await read(content)).findings.map(line);
}

describe('readDeploymentConfig', () => {
  // Shapes of public repositories and of the documentation of v1.
  it.each<[string, string, string | object, object]>([
    [
      'the sample of the documentation',
      FILE,
      {
        computeType: 'aci',
        containerResourceRequirements: { cpu: 0.5, memoryInGB: 1.0 },
        authEnabled: true,
        sslEnabled: false,
        appInsightsEnabled: false,
      },
      { file: FILE, cpu: 0.5, memoryInGB: 1, authEnabled: true },
    ],
    ['only computeType', FILE, { computeType: 'ACI' }, { file: FILE, cpu: 0.1, memoryInGB: 0.5 }],
    [
      'every key, switched off',
      FILE,
      {
        computeType: 'Aci',
        containerResourceRequirements: null,
        location: null,
        authEnabled: null,
        sslEnabled: false,
        appInsightsEnabled: false,
        sslCertificate: null,
        sslKey: '',
        cname: null,
        dnsNameLabel: null,
        vaultBaseUrl: null,
        keyName: null,
        keyVersion: null,
        vnetName: null,
        subnetName: '',
        keys: { primaryKey: null },
        dataCollection: { storageEnabled: false },
        encryptionProperties: {},
        vnetConfiguration: { vnetName: null, subnetName: null },
      },
      { file: FILE, cpu: 0.1, memoryInGB: 0.5 },
    ],
    [
      'everything that is supported',
      FILE,
      {
        computeType: 'aci',
        containerResourceRequirements: { cpu: 2, memoryInGB: 12 },
        location: 'West Europe',
        authEnabled: false,
        dnsNameLabel: 'my-iris',
        keys: { primaryKey: 'p', secondaryKey: 's' },
      },
      {
        file: FILE,
        cpu: 2,
        memoryInGB: 12,
        location: 'westeurope',
        authEnabled: false,
        dnsNameLabel: 'my-iris',
        primaryKey: 'p',
        secondaryKey: 's',
      },
    ],
    [
      'YAML',
      'config/deployment-config-aci-qa.yml',
      'computeType: ACI\ncontainerResourceRequirements:\n  cpu: 1\n  memoryInGB: 1.5\nauthEnabled: True\n',
      { file: 'config/deployment-config-aci-qa.yml', cpu: 1, memoryInGB: 1.5, authEnabled: true },
    ],
    [
      'TLS that is switched off',
      FILE,
      { computeType: 'aci', sslEnabled: false, cname: 'www.example.org', sslCertificate: 'cert.pem' },
      { file: FILE, cpu: 0.1, memoryInGB: 0.5 },
    ],
  ])('reads %s', async (_name, file, content, expected) => {
    const { deployment, findings } = await read(content, file);
    expect(findings).toEqual([]);
    expect(deployment).toEqual({ ...expected, at: expect.any(Function) });
  });

  it('knows the places of its keys', async () => {
    const { deployment } = await read({ computeType: 'aci', containerResourceRequirements: { cpu: 1 } });
    expect(deployment?.at('containerResourceRequirements', 'cpu')).toEqual({
      file: FILE,
      line: 4,
      column: 12,
    });
  });

  it.each<[string, object, string]>([
    ['no computeType', { authEnabled: true }, `1:1 The file ${FILE} has no computeType.`],
    ['an empty computeType', { computeType: '' }, `2:18 The file ${FILE} has no computeType.`],
    [
      'a wrong one',
      { computeType: 'acii' },
      '2:18 The computeType "acii" is not known (did you mean "aci"?).',
    ],
    ['a strange one', { computeType: 'managed' }, '2:18 The computeType "managed" is not known.'],
    [
      'local',
      { computeType: 'local', port: 6789 },
      `2:18 The deployment config ${FILE} is for the local machine (computeType "local"), but this Action deploys to Azure Container Instances.`,
    ],
    ['a number', { computeType: 1 }, '2:18 "computeType" must be a text, but is the number 1.'],
  ])('refuses %s', async (_name, content, message) => {
    expect(await lines(content)).toEqual([`error ${FILE}:${message}`]);
  });

  it('refuses AKS without anything to remove', async () => {
    const { findings } = await read({ computeType: 'aksendpoint' });
    expect(findings).toEqual([expect.objectContaining({ remedy: 'Set computeType to aci.' })]);
  });

  it('refuses AKS and lists what only AKS has', async () => {
    const { deployment, findings } = await read({
      computeType: 'AKS',
      autoScaler: { autoscaleEnabled: true },
      containerResourceRequirements: { cpu: 0.5, memoryInGB: 1, cpuLimit: 1 },
      numReplicas: 3,
      tokenAuthEnabled: true,
      scoringTimeoutMs: 60000,
    });
    expect(deployment).toBeUndefined();
    expect(findings).toEqual([
      {
        severity: 'error',
        message: `The deployment config ${FILE} is for an AKS cluster (computeType "AKS"), but this Action deploys to Azure Container Instances.`,
        remedy:
          'Set computeType to aci and remove what ACI does not have: autoScaler, numReplicas, tokenAuthEnabled, scoringTimeoutMs, cpuLimit.',
        place: { file: FILE, line: 2, column: 18 },
      },
    ]);
  });

  it.each<[object, string, string]>([
    [
      { cpu: '0.5' },
      '4:12 "containerResourceRequirements.cpu" must be a number, but is the text "0.5".',
      'Remove the quotes.',
    ],
    [
      { cpu: 0 },
      '4:12 "containerResourceRequirements.cpu" must be above 0, but is the number 0.',
      'Correct the value.',
    ],
    [
      { memoryInGB: -1 },
      '4:19 "containerResourceRequirements.memoryInGB" must be above 0, but is the number -1.',
      'Correct the value.',
    ],
    [
      { memoryInGB: [1] },
      '4:19 "containerResourceRequirements.memoryInGB" must be a number, but is a list.',
      'Correct the value.',
    ],
  ])('refuses the resources %j', async (containerResourceRequirements, message, remedy) => {
    const { findings } = await read({ computeType: 'aci', containerResourceRequirements });
    expect(findings.map(line)).toEqual([`error ${FILE}:${message}`]);
    expect(findings[0]?.remedy).toBe(remedy);
  });

  it.each<[string, object | string, string]>([
    [
      'a text for a flag',
      { computeType: 'aci', authEnabled: 'true' },
      '3:18 "authEnabled" must be true or false, but is the text "true".',
    ],
    [
      'a number for a text',
      { computeType: 'aci', location: 5 },
      '3:15 "location" must be a text, but is the number 5.',
    ],
    [
      'a text for an object',
      { computeType: 'aci', containerResourceRequirements: 'small' },
      '3:36 "containerResourceRequirements" must be an object with keys, but is the text "small".',
    ],
    [
      'a bad label',
      { computeType: 'aci', dnsNameLabel: 'Iris!' },
      '3:19 The DNS name label "Iris!" has upper-case letters.',
    ],
    ['a list as the file', [], `1:1 The file ${FILE} must be an object with keys, but is a list.`],
    [
      'a text as the file',
      '"aci"',
      `1:1 The file ${FILE} must be an object with keys, but is the text "aci".`,
    ],
  ])('refuses %s', async (_name, content, message) => {
    expect(await lines(content)).toEqual([`error ${FILE}:${message}`]);
  });

  it('never shows a key', async () => {
    const findings = await lines({
      computeType: 'aci',
      keys: { primaryKey: 123456789012, secondaryKey: ['hidden'] },
    });
    expect(findings).toEqual([
      `error ${FILE}:4:19 "keys.primaryKey" must be a text, but is a number.`,
      `error ${FILE}:5:21 "keys.secondaryKey" must be a text, but is a list.`,
    ]);
  });

  it.each<[object, string]>([
    [{ sslEnabled: true }, '"sslEnabled" asks for TLS, which is not supported yet.'],
    [{ sslCertificate: 'cert.pem' }, '"sslCertificate" asks for TLS, which is not supported yet.'],
    [{ sslKey: 'key.pem' }, '"sslKey" asks for TLS, which is not supported yet.'],
    [{ cname: 'www.example.org' }, '"cname" asks for TLS, which is not supported yet.'],
    [
      { cname: 'www.example.org', sslEnabled: true },
      '"sslEnabled", "cname" ask for TLS, which is not supported yet.',
    ],
    [
      { appInsightsEnabled: true },
      '"appInsightsEnabled" asks for Application Insights, which is not supported yet.',
    ],
    [
      { vaultBaseUrl: 'https://v.vault.azure.net' },
      '"vaultBaseUrl" asks for encryption with a key of your own, which is not supported yet.',
    ],
    [{ keyName: 'k' }, '"keyName" asks for encryption with a key of your own, which is not supported yet.'],
    [
      { keyVersion: '1' },
      '"keyVersion" asks for encryption with a key of your own, which is not supported yet.',
    ],
    [
      { encryptionProperties: { keyName: 'k' } },
      '"encryptionProperties" asks for encryption with a key of your own, which is not supported yet.',
    ],
    [{ vnetName: 'v' }, '"vnetName" asks for a virtual network, which is not supported yet.'],
    [{ subnetName: 's' }, '"subnetName" asks for a virtual network, which is not supported yet.'],
    [
      { vnetConfiguration: { vnetName: 'v' } },
      '"vnetConfiguration" asks for a virtual network, which is not supported yet.',
    ],
    [
      { dataCollection: { storageEnabled: true } },
      '"dataCollection" asks for model data collection, which is not supported yet.',
    ],
    [
      { tokenAuthEnabled: true },
      '"tokenAuthEnabled" asks for authentication by token, which ACI services never had.',
    ],
  ])('refuses %j', async (part, message) => {
    const { findings } = await read({ computeType: 'aci', ...part });
    expect(findings).toEqual([expect.objectContaining({ severity: 'error', message })]);
    expect(findings[0]?.remedy).toBeTruthy();
    expect(findings[0]?.place).toMatchObject({ file: FILE, column: 3 });
  });

  it.each<[object, string, string]>([
    [
      { appInsightEnabled: true },
      '3:3 "appInsightEnabled" is not a known key and is ignored.',
      'Did you mean appInsightsEnabled?',
    ],
    [
      { auth_enabled: true },
      '3:3 "auth_enabled" is not a known key and is ignored.',
      'Did you mean authEnabled?',
    ],
    [{ zzz: 1 }, '3:3 "zzz" is not a known key and is ignored.', 'Remove it.'],
    [
      { containerResourceRequirements: { memoryGB: 1 } },
      '4:5 "containerResourceRequirements.memoryGB" is not a known key and is ignored.',
      'Did you mean memoryInGB?',
    ],
    [
      { containerResourceRequirements: { cpuLimit: 1 } },
      '4:5 "containerResourceRequirements.cpuLimit" is a setting of AKS services and is not used on ACI.',
      'Remove it; on ACI a container gets the cpu and memoryInGB it asks for.',
    ],
    [{ tags: { a: 'b' } }, '3:3 "tags" is not used, as in v1 on ACI.', 'Use the input tags.'],
    [
      { scoringTimeoutMs: 1 },
      '3:3 "scoringTimeoutMs" is not used, as in v1 on ACI.',
      'Use the input scoring-timeout.',
    ],
    [{ toString: 1 }, '3:3 "toString" is not a known key and is ignored.', 'Remove it.'],
  ])('warns about %j', async (part, message, remedy) => {
    const { deployment, findings } = await read({ computeType: 'aci', ...part });
    expect(deployment).toBeDefined();
    expect(findings.map(line)).toEqual([`warning ${FILE}:${message}`]);
    expect(findings[0]?.remedy).toBe(remedy);
  });

  it('reports everything at once', async () => {
    const found = await lines({
      computeType: 'aci',
      containerResourceRequirements: { cpu: 'a', memoryInGB: 'b' },
      authEnabled: 1,
      dnsNameLabel: 'A',
      sslEnabled: true,
      typo: 1,
    });
    expect(found.map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual([
      `error ${FILE}:4:12`,
      `error ${FILE}:5:19`,
      `error ${FILE}:7:18`,
      `error ${FILE}:9:3`,
      `error ${FILE}:8:19`,
      `warning ${FILE}:10:3`,
    ]);
  });
});
