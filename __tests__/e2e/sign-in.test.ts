import { afterEach, describe, expect, it } from '@jest/globals';
import { chmod } from 'node:fs/promises';
import { headline, refused, remedy } from './support/refusal.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const UNKNOWN = '99999999-9999-4999-8999-999999999999';
const NO_SIGN_IN = { 'client-id': '', 'tenant-id': '', 'client-secret': '' };
const PLAN_ONLY = { 'dry-run': 'true' };
/** Where nobody listens. */
const NOWHERE = 'http://127.0.0.1:9';

/** The secret of azure/login, with the subscription in it. */
function creds(): string {
  const { clientId, clientSecret, tenantId, subscriptionId } = bench.azure.info;
  return JSON.stringify({ clientId, clientSecret, tenantId, subscriptionId });
}

describe('the run signs in', () => {
  it.each<[string, () => DeployOptions, RegExp]>([
    ['with a client secret', () => ({ signIn: 'secret' }), /as client [-0-9]+ with a client secret;/],
    ['with OIDC', () => ({ signIn: 'oidc' }), /as client [-0-9]+ with GitHub's token;/],
    [
      'with the secret of azure/login, which names the subscription too',
      () => ({ signIn: 'none', with: { creds: creds(), 'subscription-id': '' } }),
      /as client [-0-9]+ with a client secret;/,
    ],
  ])('%s', async (_name, options, how) => {
    const given = options();
    const run = await bench.deploy(await irisRepository(), {
      ...given,
      with: { ...given.with, ...PLAN_ONLY },
    });
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    expect(run.log).toMatch(
      new RegExp(`^Signed in ${how.source} resource group ml-prod, region westeurope$`, 'm'),
    );
    expectNoSecret(run, [KEY, bench.azure.info.clientSecret]);
  });
});

describe('Azure refuses the sign-in', () => {
  it.each<[string, DeployOptions, RegExp, RegExp]>([
    [
      'with a wrong secret',
      { with: { 'client-secret': 'not-the-secret-of-the-client' } },
      /^Azure refused the sign-in of client 3{8}-.* in tenant 1{8}-.*: AADSTS7000215: Invalid client secret provided\./,
      /^Store the value of the client secret \(not its id\)/,
    ],
    [
      'of a client that it does not know',
      { with: { 'client-id': UNKNOWN } },
      /: AADSTS700016: Application with identifier '9{8}-.*' was not found in the directory/,
      /^Check client-id/,
    ],
    [
      'in a tenant that it does not know',
      { with: { 'tenant-id': UNKNOWN } },
      /: AADSTS90002: Tenant '9{8}-.*' not found\./,
      /^Check tenant-id/,
    ],
    [
      'with the wrong audience',
      { signIn: 'oidc', with: { audience: 'api://somebody-else' } },
      /: AADSTS700212: No matching federated identity record found for presented assertion audience 'api:\/\/somebody-else'\./,
      /input audience/,
    ],
  ])('%s', async (_name, options, message, advice) => {
    const { errors, exchanges } = await refused(bench, await irisRepository(), options);
    expect(errors.map(headline)).toEqual([expect.stringMatching(message)]);
    expect(headline(errors[0])).not.toMatch(/Trace ID|Timestamp/);
    expect(remedy(errors[0])).toMatch(advice);
    // Nobody is asked for anything but the token.
    expect(new Set(exchanges.map(({ host }) => host))).toEqual(new Set(['login.microsoftonline.com']));
  });
});

describe('the run cannot sign in', () => {
  it('without the permission to ask GitHub for a token', async () => {
    const { errors, exchanges } = await refused(bench, await irisRepository(), {
      with: { 'client-secret': '' },
    });
    expect(errors.map(headline)).toEqual([
      'GitHub gives this job no OIDC token to sign in to Azure with: the job has no permission to ask for one.',
    ]);
    expect(remedy(errors[0])).toContain('permissions: { id-token: write, contents: read }');
    expect(exchanges).toEqual([]);
  });

  it.each(['AzureUSGovernment', 'AzureChinaCloud'])(
    'to %s through a proxy that does not let it',
    async (cloud) => {
      const { errors, exchanges } = await refused(bench, await irisRepository(), { with: { cloud } });
      expect(errors.map(headline)).toEqual([
        expect.stringMatching(
          new RegExp(
            `^The sign-in service of ${cloud} \\(https://.*\\) cannot be reached: a proxy answers with HTTP status 403, "The local Azure does not play login\\..*:443\\."\\.$`,
          ),
        ),
      ]);
      expect(remedy(errors[0])).toMatch(/^Check the input cloud\..*HTTPS_PROXY/);
      expect(exchanges).toEqual([]);
    },
  );

  it('through a proxy that is not there', async () => {
    const env = { HTTPS_PROXY: NOWHERE, HTTP_PROXY: NOWHERE };
    const { errors } = await refused(bench, await irisRepository(), { env });
    expect(errors.map(headline)).toEqual([
      'The sign-in service of AzureCloud (https://login.microsoftonline.com) cannot be reached.',
    ]);
  });

  const azs: [string, string | undefined, string][] = [
    ['without the Azure CLI', undefined, 'the Azure CLI is not installed'],
    [
      'with an Azure CLI that is not signed in',
      '#!/bin/sh\necho "ERROR: Please run \'az login\' to setup account." >&2\nexit 1\n',
      'the Azure CLI is not signed in',
    ],
  ];
  it.each(azs)('with no sign-in input and %s', async (_name, az, why) => {
    const { errors, exchanges } = await refused(bench, await irisRepository(), {
      signIn: 'none',
      env: await pathWith(az),
    });
    expect(errors.map(headline)).toEqual([
      `There is no sign-in for Azure: no sign-in inputs are set, and ${why}.`,
    ]);
    for (const way of ['client-id', 'tenant-id', 'id-token: write', 'client-secret', 'creds', 'azure/login'])
      expect(remedy(errors[0])).toContain(way);
    expect(exchanges).toEqual([]);
  });
});

/** A PATH with this `az`, or with none, and with the system's shell and Python. */
async function pathWith(az: string | undefined): Promise<Record<string, string>> {
  const bin = await emptyRepository();
  if (az !== undefined) {
    await bin.write('az', az);
    await chmod(`${bin.directory}/az`, 0o755);
  }
  return { PATH: az === undefined ? bin.directory : `${bin.directory}:/usr/bin:/bin` };
}

describe('a dry run without any sign-in', () => {
  it.each([
    ['./model/iris.json', true, 'rights, region, quota, registry, the container group'],
    [
      'iris:3\n./model/iris.json',
      false,
      'models iris:3, rights, region, quota, registry, the container group',
    ],
  ])('of %j', async (models, dockerfile, unchecked) => {
    const before = bench.azure.exchanges.length;
    const run = await bench.deploy(await irisRepository(), {
      signIn: 'none',
      env: await pathWith(undefined),
      with: { ...PLAN_ONLY, models, 'subscription-id': '', 'resource-group': '', workspace: '' },
    });
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned', 'service-name': 'iris' } });
    expect(run.annotations).toContainEqual({
      level: 'notice',
      message: 'There is no sign-in for Azure: this dry run checks only what needs none.',
    });
    expect(run.log).toContain('\nChecked: config files, entry script, 1 model of the repository\n');
    expect(run.log).toContain(`\nNot checked without a sign-in: ${unchecked}\n`);
    expect(run.log.includes('::group::Dockerfile\nFROM ')).toBe(dockerfile);
    expect(bench.azure.exchanges.length).toBe(before);
    expectNoSecret(run, [KEY]);
  });

  it.each([NO_SIGN_IN])('still fails for a wrong file', async (given) => {
    const repository = await irisRepository({ 'score.py': 'def init():\n    pass\n' });
    const { errors } = await refused(bench, repository, { with: { ...given, ...PLAN_ONLY } });
    expect(errors.map(headline)).toEqual(['The entry script score.py does not define run().']);
  });
});

describe('a token that runs out during the run', () => {
  const { tokenLifetimeSeconds } = { tokenLifetimeSeconds: 3599 };
  afterEach(() => {
    bench.azure.switches.tokenLifetimeSeconds = tokenLifetimeSeconds;
  });

  it('is renewed with a fresh assertion of GitHub', async () => {
    // In the Action's fast time two seconds are over before the service is healthy.
    bench.azure.switches.tokenLifetimeSeconds = 2;
    const before = bench.azure.exchanges.length;
    const run = await bench.deploy(await irisRepository(), { signIn: 'oidc' });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
    const tokens = bench.azure.exchanges
      .slice(before)
      .filter(({ url, status }) => url.includes('/oauth2/v2.0/token') && status === 200);
    expect(tokens.length).toBeGreaterThan(2);
    const refusals = bench.azure.exchanges.slice(before).filter(({ status }) => status === 401);
    expect(refusals.map(({ url }) => url)).toEqual([]);
  });
});
