import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench({ groups: { pace: { secondMs: 100, backOffBaseMs: 1_000, graceMs: 200 } } });
const SECRET = 'token-of-the-logs-tests-0123456789';
const HOSTILE = '```</details><script>alert(1)</script> @octocat | a |';

/** Logs what GitHub could obey, its secret, and as many lines as it is told to. */
const TALKATIVE = [
  'import os',
  '',
  '',
  'def log(line):',
  '    # As it is: what is printed gets the beginning that the server gives its lines.',
  '    os.write(2, f"{line}\\n".encode())',
  '',
  '',
  'def init():',
  '    for line in ["::error::obey me", "##[error]obey me", "::add-mask::a", os.environ["HOSTILE"], os.environ["TOKEN"]]:',
  '        log(line)',
  '    for number in range(int(os.environ["LINES"])):',
  '        log(f"line {number} {\'x\' * 80}")',
  '',
  '',
  'def run(data):',
  '    return data',
  '',
].join('\n');

async function logsOf(name: string, inputs: Record<string, string> = {}): Promise<ActionRunResult> {
  const run = await bench.deploy(await emptyRepository(), {
    with: { mode: 'logs', models: '', name, 'secure-environment-variables': `TOKEN=${SECRET}`, ...inputs },
  });
  expectNoSecret(run, [KEY, SECRET, bench.azure.info.clientSecret]);
  return run;
}

async function deploy(name: string, lines: number, script = TALKATIVE): Promise<ActionRunResult> {
  return bench.deploy(await irisRepository({ 'score.py': script, 'smoke-test.json': { data: [] } }), {
    with: {
      name,
      'on-failure': 'keep',
      'environment-variables': `LINES=${lines}\nHOSTILE=${HOSTILE}`,
      'secure-environment-variables': `TOKEN=${SECRET}`,
    },
  });
}

const groupOf = (run: ActionRunResult): string => run.outputs['container-group']?.split('/').at(-1) ?? '';

let talkative = '';
beforeAll(async () => {
  talkative = groupOf(await deploy('talkative', 3));
}, 180_000);

describe('the logs of a service', () => {
  it('are shown for each container, harmless, and handed on', async () => {
    const run = await logsOf('talkative');
    expect(run).toMatchObject({ exitCode: 0, annotations: [], outputs: { 'service-name': 'talkative' } });
    expect(run.outputs).not.toHaveProperty('state');
    expect(run.outputs['container-group']).toContain(talkative);
    expect(run.log).toMatch(/::group::Log of talkative\n[^]*line 2 x+\n[^]*::endgroup::/);
    expect(run.summary).toMatch(/^## 📜 talkative: logs\n\n### Container `talkative`\n\n````text\n/);
    expect(run.summary).toContain('### Container `talkative-front-end`');
    expect(run.summary).toContain(HOSTILE);
    expect(run.outputs['logs']).toContain('line 2 x');
    // Whoever prints the output prints no commands.
    expect(run.outputs['logs']).toMatch(/^: :error::obey me$/m);
    expect(run.outputs['logs']).not.toMatch(/^\s*::|##\[/m);
    expect(run.outputs['logs']).toContain('***');
  });

  it('are cut to a size that fits, at the beginning', async () => {
    await deploy('long', 6_000);
    const run = await logsOf('long');
    const { logs = '' } = run.outputs;
    expect(Buffer.byteLength(logs)).toBeLessThanOrEqual(64 * 1024);
    expect(logs).toMatch(/^… \(\d+ lines before\)\n/);
    expect(logs).toContain('line 5999 ');
    expect(run.summary).toContain('line 5999 ');
    expect(Buffer.byteLength(run.summary)).toBeLessThan(200 * 1024);
    // As many lines as Azure ML gave.
    expect(run.log).toContain('line 2000 ');
    expect(run.log).not.toContain('line 500 ');
  });
});

describe('a service without a log', () => {
  it('says that it was restarted', async () => {
    const script = TALKATIVE.replace('def init():', 'def init():\n    os._exit(3)');
    const group = groupOf(await deploy('crashing', 0, script));
    bench.azure.faults.add({
      kind: 'call',
      operation: 'Logs',
      name: group,
      error: 'ContainerLogNotAvailable',
    });
    const run = await logsOf('crashing');
    bench.azure.faults.clear();
    expect(run.exitCode).toBe(0);
    expect(run.log).toContain(
      'No log of crashing: the container was restarted, which empties the log, and has written nothing since',
    );
    expect(run.outputs).not.toHaveProperty('logs');
    expect(run.summary).toContain('There is no log, because the container was restarted');
  });

  it('says that it is stopped', async () => {
    const record = bench.group(talkative);
    await record?.runtime.stop();
    record?.markStopped();
    const run = await logsOf('talkative');
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.log).toContain(
      'No log of talkative: the container group is stopped, and that empties the logs',
    );
  });

  it('is not one that may not be read', async () => {
    bench.azure.denied.add('Microsoft.ContainerInstance/containerGroups/containers/logs/read');
    const run = await logsOf('long');
    bench.azure.denied.clear();
    expect(run.exitCode).toBe(1);
    expect(run.annotations[0]?.message).toContain('containers/logs/read');
    expect(run.summary).toContain('## ❌ long: no logs');
  });

  it('is not one that is not there', async () => {
    const run = await logsOf('nobody');
    expect(run.exitCode).toBe(1);
    expect(run.annotations[0]?.message).toContain('There is no service nobody in the resource group ml-prod');
  });
});
