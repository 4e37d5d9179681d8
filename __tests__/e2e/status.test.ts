import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GroupRecord } from '../../local-azure/container-instance/group-record.ts';
import { pullRequestEvent } from '../../local-github/events/pull-request.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

// Probes and back-off of the containers ten times as fast, as the Action's clock is.
const bench = useWorkbench({ groups: { pace: { secondMs: 100, backOffBaseMs: 1_000, graceMs: 200 } } });
const SECRET = 'token-of-the-status-tests-0123456789';

/** A run that only looks: it has no checkout, writes nothing, and shows no secret. */
async function look(
  inputs: Record<string, string> = {},
  options: DeployOptions = {},
): Promise<ActionRunResult> {
  const mark = bench.azure.exchanges.length;
  const given = { mode: 'status', models: '', 'secure-environment-variables': `TOKEN=${SECRET}`, ...inputs };
  const run = await bench.deploy(await emptyRepository(), { ...options, with: given });
  const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
  expect(calls.filter(({ method }) => method !== 'GET')).toEqual([]);
  expectNoSecret(run, [KEY, SECRET, bench.azure.info.clientSecret]);
  return run;
}

async function deploy(
  files: Record<string, string> = {},
  inputs: Record<string, string> = {},
): Promise<string> {
  const run = await bench.deploy(await irisRepository(files), {
    with: { 'secure-environment-variables': `TOKEN=${SECRET}`, ...inputs },
  });
  return run.outputs['container-group']?.split('/').at(-1) ?? '';
}

function record(name: string): GroupRecord {
  const found = bench.group(name);
  if (!found) throw new Error(`There is no container group ${name}.`);
  return found;
}

function retag(name: string, tags: Record<string, string | undefined>): void {
  const { body } = record(name);
  const all = Object.entries({ ...body.tags, ...tags }).filter(
    (tag): tag is [string, string] => tag[1] !== undefined,
  );
  record(name).body = { ...body, tags: Object.fromEntries(all) };
}

const warnings = (run: ActionRunResult): string[] =>
  run.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);

/** Raises in init() after it has printed what GitHub could obey, and its secret. */
const RAISES = [
  'import os',
  '',
  '',
  'def init():',
  '    print("::error::obey me")',
  '    print("##[group]obey me")',
  '    print("```</details><script>alert(1)</script> @octocat")',
  '    print(os.environ["TOKEN"])',
  '    raise FileNotFoundError("no such model")',
  '',
  '',
  'def run(data):',
  '    return data',
  '',
].join('\n');

let iris = '';
beforeAll(async () => {
  iris = await deploy();
}, 180_000);

describe('a healthy service', () => {
  it('is told with everything that its group knows', async () => {
    const run = await look();
    expect(run).toMatchObject({ exitCode: 0, annotations: [] });
    const { body } = record(iris);
    expect(run.outputs).toEqual({
      state: 'Healthy',
      'service-name': 'iris',
      'container-group': expect.stringMatching(new RegExp(`/containerGroups/${iris}$`)),
      'scoring-uri': `http://${record(iris).fqdn ?? ''}/score`,
      'swagger-uri': `http://${record(iris).fqdn ?? ''}/swagger.json`,
      service_scoring_uri: `http://${record(iris).fqdn ?? ''}/score`,
      service_swagger_uri: `http://${record(iris).fqdn ?? ''}/swagger.json`,
      fqdn: record(iris).fqdn,
      'ip-address': expect.stringMatching(/^127\./),
      image: body.tags?.['image'],
      revision: body.tags?.['revision'],
      commit: body.tags?.['commit'],
      models: '[{"name":"iris","version":"3"}]',
      restarts: '0',
      'uptime-seconds': expect.stringMatching(/^\d+$/),
    });
    expect(run.summary).toMatch(
      /^## ✅ iris is healthy\n\nUp for [^,]+, since 20.* UTC\. No container was restarted\.\n/,
    );
    for (const text of [
      '| State | Healthy |',
      '| Key | needed |',
      '| Models | `iris:3` |',
      `(<https://github.com/octo-org/iris-service/commit/${body.tags?.['commit'] ?? ''}>) of \`octo-org/iris-service\` |`,
      '| `iris-front-end` | Running |',
      'iris: Started: Started container iris',
      'azmlinfsrv - POST /score 200',
    ])
      expect(run.summary).toContain(text);
    expect(run.log).toContain(`iris is Healthy: http://${record(iris).fqdn ?? ''}/score`);
    expect(run.log).toMatch(/::group::Log of iris\n[^]*POST \/score 200[^]*::endgroup::/);
  });

  it('is found without its workspace, and asks Resource Manager for few things', async () => {
    const mark = bench.azure.exchanges.length;
    const run = await look({ workspace: '' });
    expect(run.outputs).toMatchObject({ state: 'Healthy' });
    const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
    // The list, the group, and two logs.
    expect(calls).toHaveLength(4);
  });

  it('counts restarts, and says how the container ended', async () => {
    await bench.azure.containerInstance.kill({ group: iris });
    const run = await look();
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', restarts: '1' } });
    expect(run.summary).toMatch(/\| `iris` \| Running \| 20[^|]+ \| 1 \| exit code 137 at 20.* UTC \|/);
  });
});

describe('a service that does not serve', () => {
  it('because it crashes is told with the cause, and its log is harmless', async () => {
    const crashing = await deploy({ 'score.py': RAISES }, { name: 'crashing', 'on-failure': 'keep' });
    const run = await look({ name: 'crashing' });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Failed', 'service-name': 'crashing' } });
    expect(Number(run.outputs['restarts'])).toBeGreaterThan(0);
    expect(run.outputs).not.toHaveProperty('uptime-seconds');
    expect(warnings(run)).toEqual([
      expect.stringMatching(
        /^The service crashing is failed: the container crashing keeps crashing \(exit code 3\)\. .*FileNotFoundError/,
      ),
    ]);
    expect(run.annotations.filter(({ message }) => message.includes('obey'))).toEqual([]);
    expect(run.log).toMatch(/azmlinfsrv.print - \*{3}$/m);
    expect(run.summary).toMatch(
      /^## ❌ crashing is failed\n\nIt is not healthy: the container crashing keeps crashing/,
    );
    expect(run.summary).toContain('### What to look at');
    expect(run.summary).toContain('````text');
    expect(run.outputs['container-group']).toContain(crashing);
  });

  it('because it is stopped', async () => {
    const name = await deploy({}, { name: 'stopped' });
    await record(name).runtime.stop();
    record(name).markStopped();
    const run = await look({ name: 'stopped' });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Unhealthy' } });
    expect(warnings(run)[0]).toMatch(/^The service stopped is unhealthy: the container group is stopped\.\n/);
    expect(run.outputs).not.toHaveProperty('scoring-uri');
  });

  it('because it answers with another revision than Azure shows', async () => {
    const revision = record(iris).body.tags?.['revision'];
    retag(iris, { revision: 'ffffffffffffffff' });
    const run = await look();
    retag(iris, { revision });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Unhealthy', revision: 'ffffffffffffffff' } });
    expect(warnings(run)[0]).toContain(
      'it does not answer with its revision (endpoint: answers 200 with revision',
    );
  });
});

describe('a service that is not there', () => {
  it('ends the run, with what was looked for and what there is', async () => {
    const run = await look({ name: 'irsi' });
    expect(run.exitCode).toBe(1);
    expect(run.outputs).toEqual({ 'service-name': 'irsi' });
    expect(run.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /^There is no service irsi in the resource group ml-prod \(did you mean "iris"\?\): neither the container group irsi-[0-9a-f]{8} nor .*\nCheck name.*: crashing, iris, stopped\.$/,
      ),
    ]);
    expect(run.summary).toContain('## ❌ irsi: its status is not known');
  });

  it('is not one whose group somebody else has made', async () => {
    retag(iris, { 'managed-by': undefined });
    const run = await look();
    retag(iris, { 'managed-by': 'aci-model-deploy' });
    expect(run.exitCode).toBe(1);
    expect(run.annotations[0]?.message).toContain(`The container group ${iris} was not made by this Action`);
  });

  it('is a missing resource group as well', async () => {
    const run = await look({ 'resource-group': 'nowhere' });
    expect(run.exitCode).toBe(1);
    expect(run.annotations[0]?.message).toMatch(/Could not list the container groups of nowhere/);
  });
});

describe('a candidate', () => {
  it('that serves is told with its address; the state stays that of the service', async () => {
    const candidate = await deploy({}, { 'container-group-name': `${iris}-candidate` });
    retag(candidate, {
      'candidate-of': iris,
      'candidate-run': 'https://github.com/o/r/actions/runs/7',
      serving: 'true',
    });
    const run = await look();
    expect(run.outputs).toMatchObject({ state: 'Healthy', fqdn: record(iris).fqdn });
    expect(warnings(run)[0]).toContain(
      `A candidate serves since a rollback failed: ${candidate} is healthy at http://${record(candidate).fqdn ?? ''}/score`,
    );
    expect(run.summary).toContain(`| Candidate | \`${candidate}\` |`);

    retag(candidate, { serving: undefined });
    const left = await look();
    expect(warnings(left)).toEqual([]);
    expect(left.annotations[0]?.message).toContain(
      `${candidate}, of the run https://github.com/o/r/actions/runs/7`,
    );
  });

  it('is all there is when the group of the service is gone', async () => {
    retag(iris, { 'managed-by': undefined, service: undefined });
    retag(`${iris}-candidate`, { serving: 'true', 'candidate-of': 'iris-gone' });
    const run = await look({ 'container-group-name': 'iris-gone' });
    retag(iris, { 'managed-by': 'aci-model-deploy', service: 'iris' });
    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Unhealthy' } });
    expect(run.outputs).not.toHaveProperty('container-group');
    expect(warnings(run)[0]).toContain("The service's own container group is gone.");
  });
});

describe('without a name', () => {
  it('all services of the resource group are listed', async () => {
    const run = await look({ name: '' });
    expect(run.exitCode).toBe(0);
    const services = JSON.parse(run.outputs['services'] ?? '') as Record<string, unknown>[];
    expect(services.map((each) => [each['service-name'], each['state'], each['candidate']])).toEqual([
      ['crashing', 'Failed', false],
      ['iris', 'Healthy', false],
      ['iris', 'Healthy', true],
      ['stopped', 'Unhealthy', false],
    ]);
    expect(services[1]).toMatchObject({
      'scoring-uri': `http://${record(iris).fqdn ?? ''}/score`,
      models: [{ name: 'iris', version: '3' }],
      revision: record(iris).body.tags?.['revision'],
    });
    expect(run.summary).toMatch(/^## 📋 4 services\n\n\| Service \|/);
    expect(run.summary).toContain('| `crashing` | ❌ Failed: the container crashing keeps crashing');
    expect(run.log).toContain(`${iris}: Healthy: http://`);
  });
});

describe('on a pull request', () => {
  it('the preview is looked at, and not the service beside it', async () => {
    const event = pullRequestEvent({ number: 12, action: 'opened' });
    const run = await look({}, { event });
    expect(run.exitCode).toBe(1);
    expect(run.annotations[0]?.message).toMatch(
      /^There is no service iris-pr-12 in the resource group ml-prod/,
    );

    await bench.deploy(await irisRepository(), { event });
    const again = await look({}, { event });
    expect(again.outputs).toMatchObject({ state: 'Healthy', 'service-name': 'iris-pr-12' });
  });
});
