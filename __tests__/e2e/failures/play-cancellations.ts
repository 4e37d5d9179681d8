import { expect } from '@jest/globals';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import type { UserRepository } from '../support/repository.ts';
import { irisRepository } from '../support/repository.ts';
import { scoreDuring } from '../support/scorer.ts';
import { expectNoSecret } from '../support/secrets.ts';
import type { CancelledRun, Workbench } from '../support/workbench.ts';
import { KEY } from '../support/workbench.ts';
import type { Cancellation, Moment } from './cancellation.ts';
import type { Names } from './scenario.ts';
import { secretsOf } from './secrets-of.ts';
import { VERSION, create, inputsOf, variableOf, versionOf } from './service.ts';
import { playAll, serviceName } from './theme.ts';

/** Milliseconds that GitHub gives a run between SIGINT and SIGTERM. */
const GRACE_MS = 7_500;
/** A secret that stood in the open before it became one. */
const TOKEN = 'token/of+the~iris-tests-987';
const OLD = 'old';
const NEW = 'new';

/** A cancellation under way. */
interface Stage {
  readonly bench: Workbench;
  readonly scenario: Cancellation;
  readonly names: Names;
  /** The exchanges before it. */
  readonly mark: number;
}

/** Plays each cancellation against a service of its own, which a client scores all the time. */
export function playCancellations(theme: string, bench: Workbench, scenarios: readonly Cancellation[]): void {
  let count = 0;
  playAll(theme, bench, scenarios, async (scenario, seen) => {
    const service = serviceName(theme, (count += 1));
    const names = { live: service, candidate: `${service}-candidate` };
    const repository = await irisRepository();
    const uri = scenario.isFirst ? undefined : await createOld(bench, service, repository);
    for (const [path, content] of Object.entries(scenario.files ?? {})) await repository.write(path, content);
    const stage = { bench, scenario, names, mark: bench.azure.exchanges.length };
    const work = (): Promise<CancelledRun> => cancelUpdate(stage, repository);
    if (uri === undefined) check(stage, await work());
    else {
      const { result, scores } = await scoreDuring(bench, uri, work);
      seen(scores);
      if (scenario.ends === 'untouched') expect(scores.failed).toEqual([]);
      check(stage, result);
      await checkService(stage, uri);
    }
    return `cancelled, ${scenario.ends}`;
  });
}

async function createOld(
  bench: Workbench,
  service: string,
  repository: UserRepository,
): Promise<string | undefined> {
  const { outputs } = await create(bench, service, [`${VERSION}=${OLD}`, `TOKEN=${TOKEN}`], repository);
  return outputs['scoring-uri'];
}

function cancelUpdate(stage: Stage, repository: UserRepository): Promise<CancelledRun> {
  const { bench, scenario, names } = stage;
  const faults = scenario.faults(names).map((fault) => bench.azure.faults.add(fault));
  const { speed, when } = scenario;
  return bench.cancel(
    repository,
    () => (when.at === 'struck' ? (faults[0]?.struck ?? 0) > 0 : hasCome(when, stage)),
    {
      with: inputsOf(names.live, [`${VERSION}=${NEW}`], {
        'secure-environment-variables': `TOKEN=${TOKEN}`,
        ...scenario.with,
      }),
      ...(speed !== undefined && { speed }),
    },
  );
}

function hasCome(when: Exclude<Moment, { at: 'struck' }>, { bench, names, mark }: Stage): boolean {
  const exchanges = bench.azure.exchanges.slice(mark);
  if (when.at === 'replacing') return bench.group(names.live) === undefined;
  if (when.at === 'building') return exchanges.filter(({ url }) => /\/runs\/\w+\?/.test(url)).length > 1;
  const calls = exchanges
    .filter(({ url }) => url.includes(`/containerGroups/${names[when.for]}?`))
    .map(({ method }) => method);
  const puts = calls.filter((method) => method === 'PUT').length;
  const looks = calls.slice(calls.lastIndexOf('PUT')).filter((method) => method === 'GET').length;
  return puts === (when.times ?? 1) && looks > 2;
}

/** What both steps say and write. */
function check(stage: Stage, { main, post, stoppedAfterMs }: CancelledRun): void {
  const { bench, scenario, names, mark } = stage;
  for (const step of [main, post]) expectNoSecret(step, [KEY, TOKEN, ...secretsOf(bench)]);
  expect(main.exitCode).toBe(1);
  expect(stoppedAfterMs).toBeLessThan(GRACE_MS);
  expect(errorsOf(main)[0]).toMatch(scenario.told(names));
  const [, phase = ''] = /it was at "([^"]+)"/.exec(errorsOf(main)[0] ?? '') ?? [];
  expect(main.summary).toContain(phase);
  checkPost(stage, post);
  const written = bench.azure.exchanges
    .slice(mark)
    .filter(
      ({ method, url, status }) => method !== 'GET' && status < 300 && url.includes('/containerGroups/'),
    );
  expect(
    written.map(({ method, url }) => `${method} ${/containerGroups\/([^/?]+)/.exec(url)?.[1] ?? ''}`),
  ).toEqual(scenario.written(names));
  checkLeft(stage);
}

function checkPost({ scenario, names }: Stage, post: ActionRunResult): void {
  const fails = scenario.ends === 'candidate serves';
  expect([post.exitCode, errorsOf(post).length]).toEqual(fails ? [1, 1] : [0, 0]);
  const told = fails ? errorsOf(post)[0] : post.log;
  if (scenario.post) expect(told).toMatch(scenario.post(names));
}

function checkLeft({ bench, scenario, names }: Stage): void {
  const [live, candidate] = [bench.group(names.live), bench.group(names.candidate)];
  const { ends } = scenario;
  if (ends === 'candidate serves') expect(candidate?.body.tags).toMatchObject({ serving: 'true' });
  else expect(candidate?.name).toBeUndefined();
  expect(versionOf(live)).toBe(ends === 'goes on' || ends === 'kept' ? NEW : OLD);
  // Azure never shows a secret again: it comes from the inputs of the run.
  if (live && ends === 'rolled back') expect(Object.values(variableOf(live, 'TOKEN') ?? {})).toContain(TOKEN);
}

/** Where the state before is what must be there, it answers. */
async function checkService({ bench, scenario }: Stage, uri: string): Promise<void> {
  if (scenario.ends !== 'untouched' && scenario.ends !== 'rolled back') return;
  const body = JSON.stringify({ data: [[5.1, 3.5, 1.4, 0.2]] });
  expect(await bench.call(uri, { method: 'POST', key: KEY, body })).toMatchObject({ status: 200 });
}

function errorsOf({ annotations }: ActionRunResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}
