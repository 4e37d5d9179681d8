import { expect } from '@jest/globals';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import { failureReport } from '../support/report.ts';
import { irisRepository } from '../support/repository.ts';
import { scoreDuring } from '../support/scorer.ts';
import { expectNoSecret, expectNoSecretIn } from '../support/secrets.ts';
import type { Workbench } from '../support/workbench.ts';
import type { Failure, Names, Scenario, Survival } from './scenario.ts';
import { secretsOf } from './secrets-of.ts';
import { VERSION, create, inputsOf, versionOf } from './service.ts';
import { playAll, serviceName } from './theme.ts';

/** A scenario under way. */
interface Stage {
  readonly bench: Workbench;
  readonly scenario: Scenario;
  readonly service: string;
  readonly names: Names;
  /** Value of {@link VERSION} that is deployed. */
  readonly version: string;
}

/** Plays each scenario as the first deployment of a service of its own. */
export function playCreations(theme: string, bench: Workbench, scenarios: readonly Scenario[]): void {
  let count = 0;
  playAll(theme, bench, scenarios, async (scenario) => {
    const service = serviceName(theme, (count += 1));
    const names = { live: service, candidate: `${service}-candidate` };
    const stage = { bench, scenario, service, names, version: '1' };
    const run = await deploy(stage);
    check(stage, run);
    return outcomeOf(run);
  });
}

/** Plays each scenario as an update of a service that works and that a client scores all the time. */
export function playUpdates(theme: string, bench: Workbench, scenarios: readonly Scenario[]): void {
  let count = 0;
  let standing: ActionRunResult | undefined;
  let service = '';
  playAll(theme, bench, scenarios, async (scenario, seen) => {
    count += 1;
    if (!standing) {
      service = serviceName(theme, count);
      standing = await create(bench, service);
    }
    const first = standing;
    const live = service;
    const names = { live, candidate: `${live}-candidate` };
    const stage = { bench, scenario, service, names, version: `v${count}` };
    const before = versionOf(bench.group(live));
    // The next scenario starts with a new service, unless this one leaves its own as it must be.
    standing = undefined;
    const { result, scores } = await scoreDuring(bench, first.outputs['scoring-uri'], () => deploy(stage));
    seen(scores);
    check(stage, result, before);
    expect(scores.calls).toBeGreaterThan(0);
    if (result.outputs['result'] === 'unchanged') expect(scores.failed).toEqual([]);
    if (result.outputs['state'] === 'Healthy' && !bench.group(names.candidate)) standing = first;
    return outcomeOf(result);
  });
}

/** Runs the Action with the scenario's faults on; each of them must have struck. */
async function deploy({ bench, scenario, service, names, version }: Stage): Promise<ActionRunResult> {
  const { faults, files, signIn, speed } = scenario;
  const given = typeof faults === 'function' ? faults(names) : faults;
  const active = given.map((fault) => bench.azure.faults.add(fault));
  const run = await bench.deploy(await irisRepository(files), {
    with: inputsOf(service, [`${VERSION}=${version}`], scenario.with),
    ...(signIn !== undefined && { signIn }),
    ...(speed !== undefined && { speed }),
  });
  for (const { fault, struck } of active) expect([fault, struck > 0]).toEqual([fault, true]);
  return run;
}

function check(stage: Stage, run: ActionRunResult, before?: string): void {
  const { bench, scenario, names } = stage;
  const { ends } = scenario;
  const secrets = secretsOf(bench);
  expectNoSecret(run, secrets);
  // Text from outside that looks like a command.
  expect(run.outputs).not.toHaveProperty('evil');
  const groups = bench.azure.containerInstance.groups();
  expectNoSecretIn({ tags: JSON.stringify(groups.map(({ body }) => body.tags)) }, secrets);
  if (ends.exitCode === 0) checkSurvival(run, ends, startedBuilds(stage));
  else checkFailure(run, ends, secrets);
  expect(run.outputs['result']).toBe(ends.result);
  const left = ends.exitCode === 0 ? 'new' : ends.left;
  // One that has served since its rollback failed is no orphan.
  const orphan = groups.find(
    ({ name, body }) =>
      name.endsWith('-candidate') && name !== names.candidate && body.tags?.['serving'] !== 'true',
  );
  expect(orphan?.name).toBeUndefined();
  checkLeft(stage, left, before);
}

function checkSurvival(run: ActionRunResult, { told, builds }: Survival, started: number): void {
  expect([run.exitCode, errorsOf(run)]).toEqual([0, []]);
  expect(run.outputs['state']).toBe('Healthy');
  if (told !== undefined) expect(run.log).toMatch(told);
  if (builds !== undefined) expect(started).toBe(builds);
}

/** How many builds of the service's image the registry has taken. */
function startedBuilds({ bench, service }: Stage): number {
  return bench.azure.exchanges.filter(
    ({ url, status, requestBody }) =>
      url.includes('/scheduleRun') &&
      status === 200 &&
      JSON.stringify(requestBody).includes(`"aci-model-deploy/${service}:`),
  ).length;
}

function checkFailure(run: ActionRunResult, ends: Failure, secrets: readonly string[]): void {
  const { message, remedy, place, evidence } = failureReport(run, secrets);
  expect(message).toMatch(ends.message);
  expect(remedy).toMatch(ends.remedy);
  expect(place).toEqual(ends.place ?? {});
  if (ends.evidence !== undefined) expect(evidence.join('\n')).toMatch(ends.evidence);
}

function checkLeft({ bench, service, names, version }: Stage, left: Failure['left'], before?: string): void {
  const groups = bench.azure.containerInstance
    .groups()
    .filter(({ body }) => body.tags?.['service'] === service);
  const live = groups.find(({ name }) => !name.endsWith('-candidate'));
  const candidate = groups.find(({ name }) => name === names.candidate);
  if (left === 'candidate') expect(candidate?.body.tags).toMatchObject({ serving: 'true' });
  else expect(candidate?.name).toBeUndefined();
  if (left === 'nothing') expect(live?.name).toBeUndefined();
  if (left === 'group') expect(live?.name).toBeDefined();
  if (left === 'old') expect(versionOf(live)).toBe(before ?? '');
  if (left === 'new') expect(versionOf(live)).toBe(version);
}

function outcomeOf({ exitCode, outputs }: ActionRunResult): string {
  const result =
    outputs['result'] ?? (outputs['state'] === 'Healthy' ? 'candidate serves' : 'nothing written');
  return exitCode === 0 ? result : `failed, ${result}`;
}

function errorsOf({ annotations }: ActionRunResult): string[] {
  return annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
}
