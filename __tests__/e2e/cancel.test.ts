import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeploymentFault } from '../../local-azure/control/fault.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import type { CancelledRun } from './support/workbench.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
/** Milliseconds for a deployment, a cancelled update and its post step on a busy machine. */
const TIMEOUT = 120_000;
/** Milliseconds that GitHub gives a run between SIGINT and SIGTERM. */
const GRACE_MS = 7_500;
/** A secret that stood in the open before it became one. */
const TOKEN = 'token/of+the~iris-tests-987';

const SCRIPT = `import json, os

def init():
    pass

def run(data):
    return {"version": os.environ["VERSION"]}
`;

let services = 0;
let name = '';
let repository: UserRepository;
let first: ActionRunResult;

beforeEach(async () => {
  services += 1;
  name = `iris-${services}`;
  repository = await irisRepository({ 'score.py': SCRIPT });
  await repository.remove('smoke-test.json').catch(() => undefined);
  first = await bench.deploy(repository, {
    with: { name, 'environment-variables': `VERSION=old\nTOKEN=${TOKEN}` },
  });
  expect(first).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
}, TIMEOUT);

afterEach(() => bench.azure.faults.clear());

function live(): string {
  return first.outputs['container-group']?.split('/').at(-1) ?? '';
}

function candidate(): string {
  return `${live()}-candidate`;
}

function fault(group: string, given: Partial<DeploymentFault>): void {
  bench.azure.faults.add({ kind: 'deployment', group, ...given });
}

/** Writes to container groups: method and name of the group. */
function writes(): string[] {
  return bench.azure.exchanges
    .filter(({ method, url }) => method !== 'GET' && url.includes('/containerGroups/'))
    .map(({ method, url }) => `${method} ${/containerGroups\/([^/?]+)/.exec(url)?.[1] ?? ''}`);
}

/** True once so many deployments of a group have been taken since `mark`, and been looked at. */
function isDeployed(group: string, times = 1): () => boolean {
  const mark = bench.azure.exchanges.length;
  return () => {
    const calls = bench.azure.exchanges
      .slice(mark)
      .filter(({ url }) => url.includes(`/containerGroups/${group}?`))
      .map(({ method }) => method);
    const puts = calls.filter((method) => method === 'PUT').length;
    return (
      puts === times && calls.slice(calls.lastIndexOf('PUT')).filter((method) => method === 'GET').length > 2
    );
  };
}

interface Cancelled extends CancelledRun {
  /** Writes of both steps. */
  readonly written: readonly string[];
}

async function cancelUpdate(
  when: () => boolean,
  given: Readonly<Record<string, string>> = {},
  speed = 10,
): Promise<Cancelled> {
  const before = writes().length;
  const run = await bench.cancel(repository, when, {
    speed,
    with: {
      name,
      'environment-variables': 'VERSION=new',
      'secure-environment-variables': `TOKEN=${TOKEN}`,
      ...given,
    },
  });
  for (const step of [run.main, run.post]) expectNoSecret(step, [KEY, TOKEN, bench.azure.info.clientSecret]);
  expect(run.main.exitCode).toBe(1);
  expect(run.stoppedAfterMs).toBeLessThan(GRACE_MS);
  const written = writes().slice(before);
  // A write that Azure refuses for the moment is sent again.
  return {
    ...run,
    written: written.filter((write, index) => write !== written[index - 1] || write.startsWith('PUT')),
  };
}

/** The error that a run tells first. */
function headline({ annotations }: ActionRunResult): string {
  return annotations.find(({ level }) => level === 'error')?.message ?? '';
}

async function version(): Promise<string> {
  const answer = await bench.call(first.outputs['scoring-uri'], {
    method: 'POST',
    key: KEY,
    body: '{"data": [[1, 2, 3, 4]]}',
  });
  return answer.status === 200
    ? (JSON.parse(answer.body) as { version: string }).version
    : `${answer.status}`;
}

describe('a run that is cancelled', () => {
  it(
    'while it builds tells which build goes on, and leaves nothing to do',
    async () => {
      bench.azure.faults.add({ kind: 'build', outcome: 'running' });
      await repository.write('score.py', `${SCRIPT}\n# another image\n`);
      const polls = bench.azure.exchanges.length;
      const { main, post, written } = await cancelUpdate(
        () => bench.azure.exchanges.slice(polls).filter(({ url }) => /\/runs\/\w+\?/.test(url)).length > 1,
      );

      expect(headline(main)).toMatch(
        /^The run was cancelled while it was at "Build image"; in Azure the build \w+ in mlregistry\.azurecr\.io goes on, and the next run will use its image\.$/,
      );
      expect(main.summary).toContain('Build image');
      expect(post).toMatchObject({ exitCode: 0, annotations: [] });
      expect(written).toEqual([]);
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );

  it(
    'while it waits for the candidate leaves the service alone; the post step removes the candidate',
    async () => {
      fault(candidate(), { neverReady: true });
      const { main, post, written } = await cancelUpdate(isDeployed(candidate()));

      expect(headline(main)).toBe(
        `The run was cancelled while it was at "Wait for candidate"; in Azure the candidate ${candidate()} goes on until this job's post step removes it.`,
      );
      expect(post.exitCode).toBe(0);
      expect(post.log).toContain(`Removed the candidate ${candidate()}.`);
      expect(written).toEqual([`PUT ${candidate()}`, `DELETE ${candidate()}`]);
      expect(bench.group(candidate())).toBeUndefined();
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );

  it(
    'while it waits for what a candidate has proved does not undo it',
    async () => {
      fault(live(), { neverReady: true });
      const revision = bench.group(live())?.body.tags?.['revision'];
      const { main, post, written } = await cancelUpdate(isDeployed(live()));

      expect(headline(main)).toBe(
        `The run was cancelled while it was at "Wait for Healthy"; in Azure the change of ${live()} goes on and is not undone, because a candidate has proved that it works; the candidate ${candidate()} goes on until this job's post step removes it.`,
      );
      expect(post.exitCode).toBe(0);
      expect(post.log).toContain(`The change of ${live()} goes on in Azure and is not undone`);
      expect(written).toEqual([`PUT ${candidate()}`, `PUT ${live()}`, `DELETE ${candidate()}`]);
      expect(bench.group(candidate())).toBeUndefined();
      expect(bench.group(live())?.body.tags?.['revision']).not.toBe(revision);
    },
    TIMEOUT,
  );

  it(
    'while it waits for what nothing has proved is rolled back by the post step, with the secrets of the inputs',
    async () => {
      fault(live(), { nth: 1, neverReady: true });
      const { main, post, written } = await cancelUpdate(isDeployed(live()), { strategy: 'in-place' });

      expect(headline(main)).toBe(
        `The run was cancelled while it was at "Wait for Healthy"; in Azure the change of ${live()} goes on until this job's post step rolls it back.`,
      );
      expect(post.log).toContain(`Rolled back: ${live()} serves again as revision `);
      expect(post.exitCode).toBe(0);
      expect(written).toEqual([`PUT ${live()}`, `PUT ${live()}`]);
      expect(await version()).toBe('old');
      const [scoring] = bench.group(live())?.body.properties.containers ?? [];
      expect(scoring?.properties.environmentVariables).toContainEqual({ name: 'TOKEN', secureValue: TOKEN });
    },
    TIMEOUT,
  );

  it(
    'keeps what on-failure: keep wants to look at',
    async () => {
      fault(live(), { nth: 1, neverReady: true });
      const { main, post, written } = await cancelUpdate(isDeployed(live()), {
        strategy: 'in-place',
        'on-failure': 'keep',
      });
      expect(headline(main)).toMatch(/goes on and is not undone, because on-failure is keep\.$/);
      expect(post.log).toContain('it stays as it is, because on-failure is keep');
      expect(written).toEqual([`PUT ${live()}`]);
    },
    TIMEOUT,
  );

  it(
    'while it rolls back leaves that to the post step, which waits for it and then removes the candidate',
    async () => {
      fault(live(), { nth: 1, crash: { exitCode: 3, afterSeconds: 0 } });
      fault(live(), { nth: 2, slowStartSeconds: 4 });
      const { main, post, written } = await cancelUpdate(isDeployed(live(), 2));

      expect(headline(main)).toBe(
        `The run was cancelled while it was at "Wait for rollback"; in Azure the rollback of ${live()} goes on, and this job's post step sees to it; the candidate ${candidate()} goes on until this job's post step removes it.`,
      );
      expect(post.log).toContain(`Rolled back: ${live()} serves again as revision `);
      expect(post.exitCode).toBe(0);
      expect(written).toEqual([
        `PUT ${candidate()}`,
        `PUT ${live()}`,
        `PUT ${live()}`,
        `DELETE ${candidate()}`,
      ]);
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );

  it(
    'while it rolls back keeps the verified candidate when the rollback takes longer than three minutes',
    async () => {
      fault(live(), { nth: 1, crash: { exitCode: 3, afterSeconds: 0 } });
      fault(live(), { nth: 2, neverReady: true });
      const { post, written } = await cancelUpdate(isDeployed(live(), 2), {}, 40);

      expect(post.exitCode).toBe(1);
      expect(headline(post)).toMatch(
        new RegExp(
          `^${live()} could not be rolled back: it was not healthy yet when the time of the post step was over\\. Azure goes on with it\\. The verified candidate ${candidate()} stays and serves at http://`,
        ),
      );
      expect(written.at(-1)).toBe(`PATCH ${candidate()}`);
      expect(bench.group(candidate())?.body.tags?.['serving']).toBe('true');
    },
    TIMEOUT,
  );

  it(
    'between the deletion and the creation of a replaced group puts the old one back',
    async () => {
      // The new group cannot be created before the run is cancelled.
      bench.azure.faults.add({ kind: 'deletion', group: live(), labelHeldSeconds: 3 });
      await repository.write('deploymentconfig.json', {
        computeType: 'aci',
        containerResourceRequirements: { cpu: 2, memoryInGB: 1 },
        authEnabled: true,
      });
      const { main, post, written } = await cancelUpdate(() => bench.group(live()) === undefined);

      expect(headline(main)).toMatch(/while it was at "Deploy"/);
      expect(post.log).toContain(`Rolled back: ${live()} serves again as revision `);
      expect(written.at(-1)).toBe(`DELETE ${candidate()}`);
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );
});

describe('a run that comes to its own end', () => {
  it('leaves the post step nothing to do', () => {
    const { resourceGroup, subscriptionId } = bench.azure.info;
    expect(first.state['isPost']).toBe('true');
    expect(JSON.parse(first.state['underWay'] ?? '')).toEqual({ place: { resourceGroup, subscriptionId } });
  });
});
