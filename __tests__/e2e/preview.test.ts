import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { previewKey } from '../../src/preview/keys.ts';
import { groupNameOf, groupNames, makeGroup, tagsOf } from './support/groups.ts';
import { writesOf } from './support/refusal.ts';
import type { UserRepository } from './support/repository.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const HOUR = 3_600_000;
/** Milliseconds for a few services on a busy machine. */
const TIMEOUT = 180_000;
const REPOSITORY = 'octo-org/iris-service';
const FLOWER = { method: 'POST', body: JSON.stringify({ data: [[5.1, 3.5, 1.4, 0.2]] }) };
const CONFIG = {
  'deploymentconfig.json': {
    computeType: 'aci',
    containerResourceRequirements: { cpu: 1, memoryInGB: 2 },
    authEnabled: true,
    dnsNameLabel: 'the-label-of-iris',
  },
};

const github = createLocalGitHub({ repository: REPOSITORY });
const neighbour = createLocalGitHub({ repository: 'octo-org/other' });
const bench = useWorkbench();

/** What the live service was like before there was any preview. */
let liveTags: Readonly<Record<string, string>> = {};
let repository: UserRepository;
let live: ActionRunResult;
beforeAll(async () => {
  repository = await irisRepository(CONFIG);
  live = await bench.deploy(repository, { event: github.happens.push() });
  expect(live).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
  liveTags = tagsOf(bench, groupNameOf(live));
}, TIMEOUT);

type Action = 'opened' | 'synchronize' | 'reopened' | 'closed';

interface PullRequestRun {
  readonly action: Action;
  readonly number: number;
  readonly with?: Readonly<Record<string, string>>;
  readonly at?: typeof github;
  readonly files?: UserRepository;
  readonly env?: Readonly<Record<string, string>>;
}

/** A run for a pull request, and what it wrote. */
async function run({ action, number, at = github, files = repository, ...options }: PullRequestRun): Promise<{
  done: ActionRunResult;
  writes: string[];
  key: string;
}> {
  const mark = bench.azure.exchanges.length;
  const done = await bench.deploy(files, {
    ...options,
    event: at.happens.pullRequest({ action, number }),
  });
  const { owner, name } = at.repository;
  const key = previewKey(KEY, { repository: `${owner}/${name}`, number });
  expectNoSecret(done, [KEY, key, bench.azure.info.clientSecret]);
  const writes = writesOf(bench.azure.exchanges.slice(mark)).map(
    (write) => `${write.split(' ')[0] ?? ''} ${write.split('?')[0]?.split('/').at(-1) ?? ''}`,
  );
  return { done, writes, key };
}

/** Head of a pull request, as GitHub has it now. */
function headOf(number: number): string {
  return github.pulls.get(number)?.head.sha ?? '';
}

/** Where a preview's images are. */
function imagesOf(group: string): string {
  return `aci-model-deploy/previews/${group}`;
}

async function statusOf({ outputs }: ActionRunResult, key: string): Promise<number> {
  return (await bench.call(outputs['scoring-uri'], { ...FLOWER, key })).status;
}

/** The live service is what it was, and answers. */
async function expectLiveUntouched(): Promise<void> {
  expect(tagsOf(bench, groupNameOf(live))).toEqual(liveTags);
  expect(await statusOf(live, KEY)).toBe(200);
}

describe('the life of a preview', () => {
  const size = { 'preview-ttl': '12h', 'preview-cpu': '0.95', 'preview-memory': '0.7', preview: 'true' };
  let group = '';

  it(
    'begins when the pull request is opened',
    async () => {
      const began = Date.now();
      const { done, key } = await run({ action: 'opened', number: 12, with: size });
      expect(done).toMatchObject({
        exitCode: 0,
        outputs: { result: 'created', state: 'Healthy', 'service-name': 'iris-pr-12' },
      });
      group = groupNameOf(done);
      expect(group).toMatch(/^iris-pr-12-[0-9a-f]{8}$/);

      const tags = tagsOf(bench, group);
      expect(tags).toMatchObject({
        'managed-by': 'aci-model-deploy',
        service: 'iris-pr-12',
        repository: REPOSITORY,
        preview: `${REPOSITORY}#12`,
        commit: headOf(12),
      });
      // The Action's clock is ten times as fast.
      const left = Date.parse(tags['expires'] ?? '') - began;
      expect([left >= 12 * HOUR, left < 13 * HOUR]).toEqual([true, true]);

      const [scoring] = bench.group(group)?.body.properties.containers ?? [];
      expect(scoring?.properties.resources?.requests).toEqual({ cpu: 0.95, memoryInGB: 0.7 });
      expect(done.outputs['fqdn']).not.toContain('the-label-of-iris');
      expect(done.outputs['image']).toContain(`/${imagesOf(group)}@sha256:`);

      expect(await statusOf(done, KEY)).toBe(401);
      expect(await statusOf(done, key)).toBe(200);
      expect(await statusOf(live, key)).toBe(401);
      await expectLiveUntouched();
    },
    TIMEOUT,
  );

  it(
    'goes on unchanged with a commit that changes nothing, for longer',
    async () => {
      const before = tagsOf(bench, group);
      const { done, writes } = await run({ action: 'synchronize', number: 12, with: size });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged', state: 'Healthy' } });
      expect(writes).toEqual([`PATCH ${group}`]);
      const after = tagsOf(bench, group);
      expect(after['commit']).toBe(headOf(12));
      expect(after['commit']).not.toBe(before['commit']);
      expect(Date.parse(after['expires'] ?? '')).toBeGreaterThan(Date.parse(before['expires'] ?? ''));
    },
    TIMEOUT,
  );

  it(
    'is updated in place with a commit that changes something',
    async () => {
      const { done, writes, key } = await run({
        action: 'synchronize',
        number: 12,
        with: { ...size, 'environment-variables': 'LEVEL=debug' },
      });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'updated', state: 'Healthy' } });
      expect(writes).toEqual([`PUT ${group}`]);
      expect(await statusOf(done, key)).toBe(200);
      await expectLiveUntouched();
    },
    TIMEOUT,
  );

  it(
    'is not that of another pull request, or of another repository',
    async () => {
      const first = await run({ action: 'opened', number: 1 });
      const others = await run({ action: 'opened', number: 12, at: neighbour });
      expect([first.done.exitCode, others.done.exitCode]).toEqual([0, 0]);
      expect(others.done.outputs['service-name']).toBe('iris-pr-12');
      expect(groupNameOf(others.done)).not.toBe(group);
      expect(await statusOf(first.done, others.key)).toBe(401);

      const closed = await run({ action: 'closed', number: 1 });
      expect(closed.done).toMatchObject({ exitCode: 0, outputs: { result: 'deleted' } });
      expect(groupNames(bench)).toEqual([groupNameOf(live), group, groupNameOf(others.done)].sort());
    },
    TIMEOUT,
  );

  it(
    'ends when the pull request is closed, without a checkout',
    async () => {
      const others = groupNames(bench).filter((name) => name !== group);
      const [image = ''] = (tagsOf(bench, group)['image'] ?? '').split('@').slice(-1);
      const { registry } = bench.azure.info;
      expect(bench.azure.images.find(registry, imagesOf(group), image)).toBeDefined();

      const { done } = await run({
        action: 'closed',
        number: 12,
        files: await emptyRepository(),
        env: { GITHUB_WORKSPACE: '/nowhere/at/all' },
      });
      expect(done).toMatchObject({
        exitCode: 0,
        annotations: [],
        outputs: { result: 'deleted', 'service-name': 'iris-pr-12' },
      });
      expect(JSON.parse(done.outputs['removed'] ?? '')).toEqual([
        {
          containerGroup: group,
          kind: 'preview',
          reason: 'the pull request 12 is closed',
          imageRepository: `${registry}/${imagesOf(group)}`,
        },
      ]);
      expect(done.summary).toContain('## 🗑️ Preview iris-pr-12: removed');
      expect(groupNames(bench)).toEqual(others);
      expect(bench.azure.images.find(registry, imagesOf(group), image)).toBeUndefined();
      const liveImage = liveTags['image']?.split('@').at(-1) ?? '';
      expect(bench.azure.images.find(registry, 'aci-model-deploy/iris', liveImage)).toBeDefined();
      await expectLiveUntouched();
    },
    TIMEOUT,
  );

  it(
    'has ended when it is closed once more',
    async () => {
      const before = groupNames(bench);
      const { done, writes } = await run({ action: 'closed', number: 12 });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'absent', removed: '[]' } });
      expect(writes).toEqual([]);
      expect(groupNames(bench)).toEqual(before);
    },
    TIMEOUT,
  );
});

describe('a preview of a service whose keys are in the file', () => {
  it(
    'has keys of its own as well',
    async () => {
      const [primary, secondary] = ['key-in-the-file-0123456789', 'second-key-in-the-file-0123'] as const;
      const config = {
        ...CONFIG['deploymentconfig.json'],
        keys: { primaryKey: primary, secondaryKey: secondary },
      };
      const { done } = await run({
        action: 'opened',
        number: 30,
        files: await irisRepository({ 'deploymentconfig.json': config }),
        with: { 'primary-key': '', preview: 'auto' },
      });
      expect(done.exitCode).toBe(0);
      const whose = { repository: REPOSITORY, number: 30 };
      const [own, second] = [previewKey(primary, whose), previewKey(secondary, whose)];
      expectNoSecret(done, [primary, secondary, own, second]);
      expect(await statusOf(done, primary)).toBe(401);
      expect(await statusOf(done, own)).toBe(200);
      expect(await statusOf(done, second)).toBe(200);
      await run({ action: 'closed', number: 30 });
    },
    TIMEOUT,
  );
});

describe("a container group that is not the pull request's preview", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['somebody-else-made', {}, 'was not made by this Action (it has no tag managed-by=aci-model-deploy)'],
    [
      'is-a-service-of-the-same-name',
      { 'managed-by': 'aci-model-deploy', service: 'iris-pr-7' },
      `is no preview (it has no tag preview=${REPOSITORY}#7)`,
    ],
    [
      'is-the-preview-of-another',
      { 'managed-by': 'aci-model-deploy', service: 'iris-pr-7', preview: `${REPOSITORY}#77` },
      `is the preview of the pull request ${REPOSITORY}#77`,
    ],
  ])(
    'is neither updated nor deleted: %s',
    async (what, tags, why) => {
      const group = await makeGroup(bench, `${what}-pr-7`, tags);
      const before = structuredClone(group.body);
      for (const action of ['opened', 'closed'] as const) {
        const given = { 'container-group-name': what };
        const { done, writes } = await run({ action, number: 7, with: given });
        expect([done.exitCode, writes]).toEqual([1, []]);
        expect(done.annotations[0]?.message).toContain(why);
        expect(done.annotations[0]?.message).toContain('it is left as it is.');
      }
      expect(bench.group(group.name)).toBe(group);
      expect(group.body).toEqual(before);
    },
    TIMEOUT,
  );

  it(
    'stays a preview when a service wants its group',
    async () => {
      const tags = { 'managed-by': 'aci-model-deploy', service: 'iris', preview: `${REPOSITORY}#8` };
      const { body } = await makeGroup(bench, 'taken', tags);
      const before = structuredClone(body);
      const done = await bench.deploy(repository, {
        event: github.happens.push(),
        with: { 'container-group-name': 'taken' },
      });
      expect(done.exitCode).toBe(1);
      expect(done.annotations[0]?.message).toContain(
        `The container group taken exists already and is the preview of the pull request ${REPOSITORY}#8; it is left as it is.`,
      );
      expect(bench.group('taken')?.body).toEqual(before);
    },
    TIMEOUT,
  );
});

describe('any other event is about the service itself', () => {
  it.each([
    ['schedule', () => github.happens.schedule()],
    ['workflow_dispatch', () => github.happens.workflowDispatch()],
    ['merge_group', () => github.happens.mergeGroup({ number: 12 })],
  ])(
    '%s',
    async (_name, happen) => {
      const done = await bench.deploy(repository, { event: happen() });
      expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged', 'service-name': 'iris' } });
      await expectLiveUntouched();
    },
    TIMEOUT,
  );

  it(
    'and has no preview',
    async () => {
      const done = await bench.deploy(repository, {
        event: github.happens.push(),
        with: { preview: 'true' },
      });
      expect(done.exitCode).toBe(1);
      expect(done.annotations[0]?.message).toContain(
        'The input preview is true, but the event push is none of a pull request.',
      );
    },
    TIMEOUT,
  );
});
