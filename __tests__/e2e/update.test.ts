import { beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionRunResult } from '../../scripts/runner.ts';
import type { UserRepository } from './support/repository.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { scoreDuring } from './support/scorer.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
/** Milliseconds for an update and its rollback on a busy machine. */
const TIMEOUT = 120_000;

/** Every update starts from a service of its own. */
let services = 0;
let name = '';
let state: UserRepository;
let first: ActionRunResult;

beforeEach(async () => {
  services += 1;
  name = `iris-${services}`;
  state = await emptyRepository();
  first = await run(OLD);
  expect(first).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
}, TIMEOUT);

/** The folder is the same for every version: only the code differs. */
function inputs(): Record<string, string> {
  return { name, 'environment-variables': `STATE=${state.directory}` };
}

async function run(
  script: string,
  given: Readonly<Record<string, string>> = {},
  deploymentconfig: object = {},
): Promise<ActionRunResult> {
  const repository = await irisRepository({
    'score.py': script,
    'deploymentconfig.json': {
      computeType: 'aci',
      containerResourceRequirements: { cpu: 0.5, memoryInGB: 1 },
      authEnabled: true,
      ...deploymentconfig,
    },
  });
  const done = await bench.deploy(repository, { with: { ...inputs(), ...given } });
  expectNoSecret(done, [KEY]);
  return done;
}

/** A scoring script whose start is counted in a file, so that a version can work as a candidate and fail in the end. */
function script(version: string, body: string): string {
  return `import json, os

starts = 0

def init():
    global starts
    folder = os.environ["STATE"]
    with open(os.path.join(folder, "${version}"), "a+") as file:
        file.write("x")
        file.seek(0)
        starts = len(file.read())
    print("start", starts, "of ${version}")
${body}
def run(data):
    species = ["setosa", "virginica"] if len(json.loads(data)["data"]) == 2 else ["versicolor"]
    wrong = "${version}".startswith("wrong") and starts > 1
    return {"version": "${version}", "predictions": [{"species": "rose" if wrong else one} for one in species]}
`;
}

const OLD = script(
  'old',
  '    if os.path.exists(os.path.join(folder, "stop-old")):\n        raise ValueError("old may not start")\n',
);
const NEW = script('new', '');
const BROKEN = script('broken', '    raise ValueError("never starts")\n');
/** Works once, as the candidate; never as the live group. */
const CRASHES_LATER = script('crashes', '    if starts > 1:\n        raise ValueError("starts only once")\n');
/** Answers wrongly from its second start on. */
const WRONG_LATER = script('wrong', '');
/** As CRASHES_LATER, and takes the old version with it. */
const TAKES_OLD_WITH_IT = script(
  'crashes',
  '    if starts > 1:\n        open(os.path.join(folder, "stop-old"), "w").close()\n        raise ValueError("starts only once")\n',
);

function live(): string {
  return first.outputs['container-group']?.split('/').at(-1) ?? '';
}

function candidate(): string {
  return `${live()}-candidate`;
}

async function version(uri = first.outputs['scoring-uri']): Promise<string> {
  const answer = await bench.call(uri, { method: 'POST', key: KEY, body: '{"data": [[1, 2, 3, 4]]}' });
  return answer.status === 200
    ? (JSON.parse(answer.body) as { version: string }).version
    : `${answer.status}`;
}

/** Writes to container groups since a mark: method and name of the group. */
function writes(mark: number): string[] {
  return bench.azure.exchanges
    .slice(mark)
    .filter(({ method, url }) => method !== 'GET' && url.includes('/containerGroups/'))
    .map(({ method, url }) => `${method} ${/containerGroups\/([^/?]+)/.exec(url)?.[1] ?? ''}`);
}

function mark(): number {
  return bench.azure.exchanges.length;
}

describe('a verified update', () => {
  it(
    'proves a candidate first, then updates the live group, and removes the candidate',
    async () => {
      const before = mark();
      const updated = await run(NEW);

      expect(updated).toMatchObject({
        exitCode: 0,
        outputs: { result: 'updated', state: 'Healthy', 'scoring-uri': first.outputs['scoring-uri'] },
      });
      expect(writes(before)).toEqual([`PUT ${candidate()}`, `PUT ${live()}`, `DELETE ${candidate()}`]);
      expect(bench.group(candidate())).toBeUndefined();
      expect(await version()).toBe('new');
      expect(updated.summary).toMatch(/Deploy candidate.*\n.*Wait for candidate/);
    },
    TIMEOUT,
  );

  it(
    'leaves the live service alone when the candidate fails: not one call of a client fails',
    async () => {
      const before = mark();
      const { result: failed, scores } = await scoreDuring(bench, first.outputs['scoring-uri'], () =>
        run(BROKEN),
      );

      expect(scores.failed).toEqual([]);
      expect(scores.calls).toBeGreaterThan(10);
      expect(failed.exitCode).toBe(1);
      expect(failed.log).toMatch(/never starts/);
      expect(failed.log).toMatch(
        new RegExp(
          `This was the candidate; the live service was not touched. It serves on as revision [0-9a-f]{16} at ${first.outputs['scoring-uri'] ?? ''}`,
        ),
      );
      expect(failed.outputs).toMatchObject({
        result: 'unchanged',
        state: 'Healthy',
        'scoring-uri': first.outputs['scoring-uri'],
        image: first.outputs['image'],
        'container-group': first.outputs['container-group'],
      });
      expect(failed.summary).toContain('the live service was not touched');
      expect(writes(before)).toEqual([`PUT ${candidate()}`, `DELETE ${candidate()}`]);
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );

  it(
    'replaces a group whose cpu changes, and says beforehand that the address changes',
    async () => {
      const before = mark();
      const replaced = await run(NEW, {}, { containerResourceRequirements: { cpu: 1.5, memoryInGB: 1 } });

      expect(replaced).toMatchObject({
        exitCode: 0,
        outputs: { result: 'updated', fqdn: first.outputs['fqdn'] },
      });
      expect(writes(before)).toEqual([
        `PUT ${candidate()}`,
        `DELETE ${live()}`,
        `PUT ${live()}`,
        `DELETE ${candidate()}`,
      ]);
      expect(replaced.log).toMatch(
        /::warning.*Azure does not change containers\[iris-\d+\]\.resources\.requests\.cpu in place: .* Its IP address changes, its name stays/,
      );
      expect(replaced.log.indexOf('Its IP address changes')).toBeLessThan(
        replaced.log.indexOf('Verifying a candidate'),
      );
      expect(await version()).toBe('new');
    },
    TIMEOUT,
  );
});

describe('a live group that fails after its candidate worked', () => {
  it(
    'is rolled back to the state before, which is verified',
    async () => {
      const before = mark();
      const failed = await run(CRASHES_LATER);

      expect(failed.exitCode).toBe(1);
      expect(failed.log).toMatch(/starts only once/);
      expect(failed.log).toMatch(
        /The service was rolled back and serves again as revision [0-9a-f]{16} at http/,
      );
      expect(failed.outputs).toMatchObject({
        result: 'rolled-back',
        state: 'Healthy',
        'scoring-uri': first.outputs['scoring-uri'],
        image: first.outputs['image'],
      });
      expect(failed.summary).toContain('Failed and rolled back');
      expect(writes(before)).toEqual([
        `PUT ${candidate()}`,
        `PUT ${live()}`,
        `PUT ${live()}`,
        `DELETE ${candidate()}`,
      ]);
      expect(await version()).toBe('old');
      expect(bench.group(live())?.body.tags?.['revision']).toMatch(/^[0-9a-f]{16}$/);
    },
    TIMEOUT,
  );

  it(
    'is rolled back when only the smoke test fails, also after a replacement',
    async () => {
      const failed = await run(
        WRONG_LATER,
        {},
        { containerResourceRequirements: { cpu: 1.5, memoryInGB: 1 } },
      );

      expect(failed.exitCode).toBe(1);
      expect(failed.log).toMatch(/Smoke test "a setosa and a virginica" failed/);
      expect(failed.outputs).toMatchObject({ result: 'rolled-back', state: 'Healthy' });
      expect(bench.group(candidate())).toBeUndefined();
      expect(await version()).toBe('old');
    },
    TIMEOUT,
  );

  it(
    'stays as it is with on-failure: keep',
    async () => {
      const before = mark();
      const failed = await run(CRASHES_LATER, { 'on-failure': 'keep' });

      expect(failed.exitCode).toBe(1);
      expect(failed.log).toContain('The failed update stays as it is, because on-failure is keep.');
      expect(failed.outputs).toMatchObject({ result: 'updated', state: 'Failed' });
      expect(writes(before)).toEqual([`PUT ${candidate()}`, `PUT ${live()}`, `DELETE ${candidate()}`]);
    },
    TIMEOUT,
  );

  it(
    'leaves the candidate serving when the rollback fails too, until a later run has verified the live group',
    async () => {
      const stranded = await run(TAKES_OLD_WITH_IT);

      expect(stranded.exitCode).toBe(1);
      expect(stranded.log).toContain(`The verified candidate ${candidate()} stays and serves at http://`);
      expect(stranded.log).toContain('The rollback failed: The service');
      expect(bench.group(candidate())?.body.tags?.['serving']).toBe('true');
      const uri = stranded.outputs['scoring-uri'];
      expect(uri).not.toBe(first.outputs['scoring-uri']);
      expect(stranded.outputs).toMatchObject({ state: 'Healthy' });
      expect(stranded.outputs['container-group']).toMatch(new RegExp(`/${candidate()}$`));
      expect(stranded.outputs['result']).toBeUndefined();
      expect(await version(uri)).toBe('crashes');

      await rm(join(state.directory, 'stop-old'));
      const { result: repaired, scores } = await scoreDuring(bench, uri, () => run(NEW));
      expect(repaired).toMatchObject({
        exitCode: 0,
        outputs: { 'scoring-uri': first.outputs['scoring-uri'] },
      });
      expect(repaired.log).toContain('has served since a rollback failed');
      expect(scores.calls).toBeGreaterThan(0);
      expect(bench.group(candidate())).toBeUndefined();
      expect(await version()).toBe('new');
    },
    TIMEOUT,
  );
});

describe('an update in place', () => {
  it(
    'makes no candidate',
    async () => {
      const before = mark();
      const updated = await run(NEW, { strategy: 'in-place' });

      expect(updated).toMatchObject({ exitCode: 0, outputs: { result: 'updated' } });
      expect(writes(before)).toEqual([`PUT ${live()}`]);
      expect(await version()).toBe('new');
    },
    TIMEOUT,
  );

  it(
    'is rolled back when it fails',
    async () => {
      const before = mark();
      const failed = await run(BROKEN, { strategy: 'in-place' });

      expect(failed).toMatchObject({ exitCode: 1, outputs: { result: 'rolled-back', state: 'Healthy' } });
      expect(writes(before)).toEqual([`PUT ${live()}`, `PUT ${live()}`]);
      expect(await version()).toBe('old');
      expect(existsSync(join(state.directory, 'broken'))).toBe(true);
    },
    TIMEOUT,
  );
});

describe('a run that is not alone', () => {
  /** Writes the live group as another run would, as soon as this run's PUT is through. */
  async function otherRunTakesOver(): Promise<void> {
    const old = bench.group(live())?.body.tags?.['revision'];
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const group = bench.group(live());
      if (!group || group.body.tags?.['revision'] === old) continue;
      const tags = {
        ...group.body.tags,
        revision: '0123456789abcdef',
        'run-url': 'https://github.com/o/r/actions/runs/77',
      };
      group.body = { ...group.body, tags };
      return;
    }
  }

  it(
    'fails when another run deploys the group meanwhile, names it, and undoes nothing of it',
    async () => {
      const before = mark();
      const [superseded] = await Promise.all([run(NEW), otherRunTakesOver()]);

      expect(superseded.exitCode).toBe(1);
      expect(superseded.log).toContain(
        `The container group ${live()} was deployed by another run (https://github.com/o/r/actions/runs/77) while this run worked on it`,
      );
      expect(superseded.log).toContain('concurrency');
      expect(writes(before)).toEqual([`PUT ${candidate()}`, `PUT ${live()}`, `DELETE ${candidate()}`]);
    },
    TIMEOUT,
  );
});

describe('pre-flight', () => {
  it(
    'counts the cores of the candidate, and names the way without it',
    async () => {
      const { settings } = bench.azure.containerInstance;
      const used = bench.azure.containerInstance.groups().length;
      const { quota } = settings;
      settings.quota = { ...quota, containerGroups: used };
      try {
        const before = mark();
        const refused = await run(NEW);
        expect(refused.exitCode).toBe(1);
        expect(refused.log).toMatch(/for the candidate/);
        expect(refused.log).toMatch(/Set strategy to in-place/);
        expect(writes(before)).toEqual([]);
        expect(await run(NEW, { strategy: 'in-place' })).toMatchObject({ exitCode: 0 });
      } finally {
        settings.quota = quota;
      }
    },
    TIMEOUT,
  );
});
