import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { START_TIMEOUT_MS } from './support.ts';

const hasAz = spawnSync('az', ['version'], { stdio: 'ignore' }).status === 0;
const withAz = hasAz ? describe : describe.skip;
if (!hasAz) process.stderr.write('The Azure CLI is not installed: its tests are skipped.\n');

interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

withAz('the Azure CLI, with nothing but env', () => {
  let azure: LocalAzure;
  let folder: string;

  beforeAll(async () => {
    [azure, folder] = await Promise.all([startLocalAzure(), mkdtemp(join(tmpdir(), 'az-'))]);
    await writeFile(
      join(folder, 'Dockerfile'),
      'FROM mcr.microsoft.com/azurelinux/base/python:3.12\nCOPY Dockerfile /d\n',
    );
    const { clientId, clientSecret, tenantId } = azure.info;
    const login = await az(
      'login',
      '--service-principal',
      '-u',
      clientId,
      '-p',
      clientSecret,
      '--tenant',
      tenantId,
    );
    expect(login).toMatchObject({ code: 0, output: expect.stringContaining(azure.info.subscriptionId) });
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await azure.stop();
    await rm(folder, { recursive: true });
  });

  function az(...args: string[]): Promise<Outcome> {
    const own = {
      AZURE_CONFIG_DIR: join(folder, 'config'),
      AZURE_CORE_COLLECT_TELEMETRY: '0',
      AZURE_CORE_NO_COLOR: '1',
    };
    const child = spawn('az', args, {
      env: { PATH: process.env['PATH'], HOME: folder, ...own, ...azure.info.env },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    return new Promise((resolve) => child.once('close', (code) => resolve({ code, output, errors })));
  }

  function groupBody(image: string): string {
    const { location } = azure.info;
    const resources = { requests: { cpu: 1, memoryInGB: 1 } };
    const command = [
      'python3',
      '-u',
      '-c',
      'import time; print("hello from the container"); time.sleep(600)',
    ];
    const properties = {
      osType: 'Linux',
      containers: [{ name: 'main', properties: { image, command, resources } }],
    };
    return JSON.stringify({ location, properties });
  }

  it('finds the resource group and the registry', async () => {
    const { subscriptionId, resourceGroup } = azure.info;
    const url = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}?api-version=2021-04-01`;
    expect(JSON.parse((await az('rest', '--url', url)).output)).toMatchObject({ name: resourceGroup });
    const registry = await az('acr', 'show', '-n', 'mlregistry', '--query', 'loginServer', '-o', 'tsv');
    expect(registry.output.trim()).toBe(azure.info.registry);
  }, 180_000);

  it('builds an image and follows its log', async () => {
    const build = await az('acr', 'build', '-r', 'mlregistry', '-t', 'from-az:1', folder);
    expect(build).toMatchObject({ code: 0, output: expect.stringContaining('Run ID: cb1 was successful') });
    expect(azure.images.find(azure.info.registry, 'from-az', '1')?.digest).toMatch(/^sha256:/);
  }, 180_000);

  it('works with a container group: show, list, logs, delete', async () => {
    const { subscriptionId, resourceGroup } = azure.info;
    const id = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/from-az`;
    const body = groupBody('mcr.microsoft.com/azurelinux/base/python:3.12');
    const put = await az('rest', '--method', 'put', '--url', `${id}?api-version=2023-05-01`, '--body', body);
    expect(put).toMatchObject({ code: 0, output: expect.stringContaining('"provisioningState": "Pending"') });
    const named = ['-g', resourceGroup, '-n', 'from-az'];
    await until(async () =>
      (await az('container', 'logs', ...named)).output.includes('hello from the container'),
    );
    const show = await az('container', 'show', ...named, '--query', 'instanceView.state', '-o', 'tsv');
    expect(show.output.trim()).toBe('Running');
    expect((await az('container', 'list', '--query', '[].name', '-o', 'tsv')).output.trim()).toBe('from-az');
    expect((await az('container', 'delete', ...named, '--yes')).code).toBe(0);
    const gone = await az('container', 'show', ...named);
    expect(gone).toMatchObject({ code: 3, errors: expect.stringContaining('(ResourceNotFound)') });
  }, 120_000);

  it('tells Entra’s reason for a wrong secret', async () => {
    const { clientId, tenantId } = azure.info;
    const login = await az(
      'login',
      '--service-principal',
      '-u',
      clientId,
      '-p',
      'wrong',
      '--tenant',
      tenantId,
    );
    expect(login).toMatchObject({ code: 1, errors: expect.stringContaining('AADSTS7000215') });
  }, 180_000);
});

/** Asks again until it is true: every call of az takes half a second by itself. */
async function until(check: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) if (await check()) return;
  throw new Error('It never came true');
}
