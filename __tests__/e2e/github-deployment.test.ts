import { describe, expect, it } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { LocalGitHub } from '../../local-github/github.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { irisRepository } from './support/repository.ts';
import type { DeployOptions } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';
import { expectNoSecretIn } from './support/secrets.ts';

/** Milliseconds for a few services on a busy machine. */
const TIMEOUT = 300_000;

const github = createLocalGitHub();
const locked = createLocalGitHub({
  serverUrl: 'https://locked.octo.example',
  permissions: { contents: 'read' },
});
const bench = useWorkbench({ hosts: { ...github.hosts, ...locked.hosts } });

type Push = DeployOptions & { readonly files: UserRepository; readonly at?: LocalGitHub };

function push({ files, at = github, ...options }: Push): Promise<ActionRunResult> {
  return bench.deploy(files, { token: at.token, event: at.happens.push(), ...options });
}

/** All states that each Deployment has had, the oldest first. */
function states({ deployments }: LocalGitHub = github): string[] {
  return deployments.map(({ statuses }) => statuses.map(({ state }) => state).join(' '));
}

function refusals({ annotations }: ActionRunResult): string[] {
  return annotations
    .filter(({ message }) => message.startsWith('GitHub did not'))
    .map(({ level, message }) => `${level}: ${message.split('\n').at(-1) ?? ''}`);
}

/** An entry script whose init() fails. */
const BROKEN = {
  'score.py': 'def init():\n    raise RuntimeError("no model")\n\ndef run(data):\n    return data\n',
};
const IN_PLACE = { strategy: 'in-place' };

it(
  'a service is deployed, updated, broken and removed',
  async () => {
    const files = await irisRepository();
    const created = await push({ files });
    expect(created.exitCode).toBe(0);
    const logUrl = 'https://github.com/octo-org/iris-service/actions/runs/17234567890';
    expect(github.deployments).toMatchObject([
      {
        task: 'deploy:iris',
        environment: 'production',
        sha: github.branches.get('main')?.sha,
        production: true,
        transient: false,
        payload: { service: 'iris', containerGroup: created.outputs['container-group']?.split('/').at(-1) },
        statuses: [
          { state: 'in_progress', logUrl },
          { state: 'success', logUrl, environmentUrl: created.outputs['scoring-uri'] },
        ],
      },
    ]);
    expect(github.deployments[0]?.statuses[1]?.description).toMatch(
      /^Created in .*\. 2 of 2 smoke requests passed\.$/,
    );

    await push({ files });
    await push({ files, with: { 'dry-run': 'true', tags: 'a=b' } });
    expect(states()).toEqual(['in_progress success']);

    const failed = await push({ files: await irisRepository(BROKEN) });
    expect(failed).toMatchObject({ exitCode: 1, outputs: { result: 'unchanged' } });
    expect(states()).toEqual(['in_progress success', 'in_progress failure']);
    expect(github.deployments[1]?.statuses[1]?.description).toMatch(/^The service iris is not healthy: .*…$/);

    await push({ files, with: { ...IN_PLACE, tags: 'a=b' } });
    expect(states()).toEqual(['in_progress success inactive', 'in_progress failure', 'in_progress success']);

    const removed = await push({ files, with: { mode: 'delete' } });
    expect(removed.outputs['result']).toBe('deleted');
    expect(states().at(-1)).toBe('in_progress success inactive');
    const texts = github.deployments.flatMap(({ description, statuses }) => [
      description,
      ...statuses.map((each) => each.description),
    ]);
    expectNoSecretIn({ descriptions: texts.join('\n') }, [KEY, github.token]);
    expect(github.violations()).toEqual([]);
  },
  TIMEOUT,
);

it(
  'a preview is transient, and inactive when its pull request is closed',
  async () => {
    const files = await irisRepository();
    const before = github.deployments.length;
    const pull = (action: 'opened' | 'closed'): Promise<ActionRunResult> =>
      bench.deploy(files, {
        token: github.token,
        event: github.happens.pullRequest({ action, number: 7 }),
        with: { comment: 'false' },
      });
    expect((await pull('opened')).exitCode).toBe(0);
    const own = github.deployments.slice(before);
    expect(own).toMatchObject([
      {
        task: 'deploy:iris-pr-7',
        environment: 'preview',
        sha: github.pulls.get(7)?.head.sha,
        production: false,
        transient: true,
        statuses: [{ state: 'in_progress' }, { state: 'success' }],
      },
    ]);
    expect((await pull('closed')).outputs['result']).toBe('deleted');
    expect(own[0]?.statuses.at(-1)?.state).toBe('inactive');
    // Closed again: the service is gone, and nothing is active.
    expect((await pull('closed')).outputs['result']).toBe('absent');
    expect(own[0]?.statuses).toHaveLength(3);
  },
  TIMEOUT,
);

it(
  'an update that was rolled back is a failure, and what it did not replace stays active',
  async () => {
    const before = github.deployments.length;
    const inputs = { ...IN_PLACE, name: 'rolled', environment: 'staging' };
    await push({ files: await irisRepository(), with: inputs });
    const rolled = await push({ files: await irisRepository(BROKEN), with: inputs });
    expect(rolled.outputs['result']).toBe('rolled-back');
    expect(states().slice(before)).toEqual(['in_progress success', 'in_progress failure']);
    expect(github.deployments.at(-1)).toMatchObject({
      environment: 'staging',
      production: false,
      transient: false,
    });
  },
  TIMEOUT,
);

it(
  'a run that was cancelled is told by its post step',
  async () => {
    const before = github.deployments.length;
    const isBuilding = (): boolean => states().slice(before).includes('in_progress');
    const { main, post } = await bench.cancel(await irisRepository(), isBuilding, {
      token: github.token,
      event: github.happens.push(),
      with: { name: 'cut' },
    });
    expect(main.exitCode).toBe(1);
    expect(post.exitCode).toBe(0);
    expect(github.deployments.slice(before)).toMatchObject([
      { statuses: [{ state: 'in_progress' }, { state: 'error', description: 'The run was cancelled.' }] },
    ]);
  },
  TIMEOUT,
);

it(
  'what GitHub does not take at the end of the run is told again by the post step',
  async () => {
    const before = github.deployments.length;
    const off = github.faults.add({
      operation: 'repos/create-deployment-status',
      error: 'ServerError',
      nth: { from: 2 },
    });
    const files = await irisRepository();
    const given = { token: github.token, event: github.happens.push(), with: { name: 'late' } };
    const main = await bench.deploy(files, given);
    off();
    expect([main.exitCode, refusals(main)]).toEqual([
      0,
      ['warning: When it stays so, look at https://www.githubstatus.com.'],
    ]);
    expect(states().slice(before)).toEqual(['in_progress']);
    const { exitCode } = await bench.post(files, main, given);
    expect(exitCode).toBe(0);
    expect(github.deployments.slice(before)).toMatchObject([
      { statuses: [{}, { state: 'success', environmentUrl: main.outputs['scoring-uri'] }] },
    ]);
  },
  TIMEOUT,
);

describe('without the permission the service is deployed all the same', () => {
  it.each([
    ['and a notice says which is missing', 'quiet', '', 'notice'],
    ['and a warning when the workflow names an environment', 'loud', 'staging', 'warning'],
  ])(
    '%s',
    async (_name, name, environment, level) => {
      const done = await push({ files: await irisRepository(), at: locked, with: { name, environment } });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
      expect(refusals(done)).toEqual([
        `${level}: Add \`deployments: write\` to the \`permissions:\` of the job.`,
      ]);
      expect(locked.deployments).toEqual([]);
    },
    TIMEOUT,
  );
});
