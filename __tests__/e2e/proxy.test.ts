import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { startCheckpoint } from './support/checkpoint.ts';
import type { Checkpoint } from './support/checkpoint.ts';
import { irisRepository } from './support/repository.ts';
import type { DeployOptions } from './support/workbench.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const NETWORK = join(import.meta.dirname, 'support', 'network.ts');
/** Milliseconds in which a run without a network has to end; its clock runs ten times as fast. */
const SOON_MS = 10_000;
/** The local Azure's own settings, taken away. */
const NO_SETTINGS = { HTTPS_PROXY: '', HTTP_PROXY: '' };

let folder: string;
/** Stands for the proxy of HTTPS_PROXY. */
let secure: Checkpoint;
/** Stands for the proxy of HTTP_PROXY. */
let plain: Checkpoint;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'network-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a run did on the network, besides what it tells. */
interface Watched extends ActionRunResult {
  /** Connections (`connect address:port`) and name look-ups (`lookup name`), each once. */
  readonly network: readonly string[];
  /** Milliseconds, of the wall clock. */
  readonly took: number;
}

/** Runs the Action on a machine whose only way out are two proxies. */
async function watch(env: Record<string, string>, options: DeployOptions = {}): Promise<Watched> {
  const file = join(folder, 'network.log');
  await writeFile(file, '');
  const start = performance.now();
  const run = await bench.deploy(await irisRepository(), {
    ...options,
    env: { ...NO_SETTINGS, ...env, NETWORK_LOG: file },
    preload: [NETWORK],
  });
  const took = performance.now() - start;
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return { ...run, network: [...new Set(lines)].sort(), took };
}

function errorsOf({ annotations }: ActionRunResult): readonly string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}

function connectTo(...urls: readonly (string | undefined)[]): readonly string[] {
  return urls.map((url) => `connect ${new URL(url ?? '').host}`).sort();
}

describe('behind a proxy', () => {
  beforeAll(async () => {
    const onward = bench.azure.info.env['HTTPS_PROXY'] ?? '';
    [secure, plain] = await Promise.all([startCheckpoint(onward), startCheckpoint(onward)]);
  });
  afterAll(() => Promise.all([secure.stop(), plain.stop()]));

  it('asks HTTPS_PROXY for Azure and HTTP_PROXY for the endpoint; only the runner’s own OIDC is asked straight', async () => {
    const run = await watch({ HTTPS_PROXY: secure.url, HTTP_PROXY: plain.url }, { signIn: 'oidc' });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'created' } });
    expect(secure.hosts()).toEqual([
      // The context of the build is uploaded to the first, the model is read from the last.
      expect.stringMatching(/^acrtask[a-z0-9]+\.blob\.core\.windows\.net$/),
      'login.microsoftonline.com',
      'management.azure.com',
      // The digest of the base image.
      'mcr.microsoft.com',
      bench.azure.info.registry,
      expect.stringMatching(/^mlstore[a-z0-9]+\.blob\.core\.windows\.net$/),
    ]);
    expect(plain.hosts()).toEqual([run.outputs['fqdn']]);
    const { oidcEnv } = bench.azure.info;
    expect(run.network).toEqual(connectTo(secure.url, plain.url, oidcEnv['ACTIONS_ID_TOKEN_REQUEST_URL']));
  });

  it('takes the names in lower case too', async () => {
    const run = await watch({ https_proxy: secure.url, http_proxy: plain.url });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'unchanged' } });
    expect(run.network).toEqual(connectTo(secure.url, plain.url));
  });

  it('asks one proxy for everything where only HTTPS_PROXY is set', async () => {
    const run = await watch({ HTTPS_PROXY: secure.url });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'unchanged' } });
    expect(run.network).toEqual(connectTo(secure.url));
  });

  it.each(['NO_PROXY', 'no_proxy'])('goes straight to what %s names', async (name) => {
    const run = await watch({ HTTPS_PROXY: secure.url, [name]: 'other.example, .blob.core.windows.net' });
    const [storage] = secure.hosts().filter((host) => host.startsWith('mlstore'));
    expect(run.network).toEqual([...connectTo(secure.url), `lookup ${storage ?? ''}`]);
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Could not list the files of the model "iris:3" in https://${storage ?? ''}/.*ENOTFOUND.*\\nAzure did not answer: .*HTTPS_PROXY and NO_PROXY`,
        ),
      ),
    ]);
  });
});

describe('without a way out', () => {
  const missing =
    /^The sign-in service of AzureCloud \(https:\/\/login\.microsoftonline\.com\) cannot be reached\.\n.*HTTPS_PROXY/;

  it.each([
    ['no variable set', {}, ['lookup login.microsoftonline.com']],
    ['a proxy that nobody plays', { HTTPS_PROXY: 'http://127.0.0.1:9' }, ['connect 127.0.0.1:9']],
    ['a proxy whose name is wrong', { HTTPS_PROXY: 'http://proxy.example:8080' }, ['lookup proxy.example']],
  ])('ends soon with one clear message: %s', async (_, env, network) => {
    const run = await watch(env);
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([expect.stringMatching(missing)]);
    expect(run.network).toEqual(network);
    expect(run.took).toBeLessThan(SOON_MS);
  });

  it('says that a proxy has no scheme before anything is asked', async () => {
    const run = await watch({ HTTPS_PROXY: 'user:secret-word@proxy.example:8080' });
    expect(run.exitCode).toBe(1);
    expect(errorsOf(run)).toEqual([
      'The environment variable HTTPS_PROXY of the runner is no URL of a proxy.\nWrite it with its scheme, such as http://proxy.example:8080.',
    ]);
    expect(run.log).not.toContain('secret-word');
    expect(run.network).toEqual([]);
  });
});
