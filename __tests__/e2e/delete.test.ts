import { afterEach, describe, expect, it } from '@jest/globals';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { clearGroups, groupNameOf, groupNames, makeGroup, tagsOf } from './support/groups.ts';
import { pushImage } from './support/images.ts';
import { writesOf } from './support/refusal.ts';
import { emptyRepository, irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const github = createLocalGitHub();
const bench = useWorkbench();
/** Milliseconds for a few services on a busy machine. */
const TIMEOUT = 120_000;
const DELETE_IMAGES = 'Microsoft.ContainerRegistry/registries/artifacts/delete';
const OURS = { 'managed-by': 'aci-model-deploy', service: 'iris' };

afterEach(async () => {
  bench.azure.denied.clear();
  bench.azure.faults.clear();
  await clearGroups(bench);
});

/** Deletes by name, in a job that has checked out nothing. */
async function remove(
  given: Readonly<Record<string, string>> = {},
  event = github.happens.workflowDispatch(),
): Promise<{ done: ActionRunResult; writes: readonly string[] }> {
  const repository = await emptyRepository();
  const mark = bench.azure.exchanges.length;
  const done = await bench.deploy(repository, { with: { mode: 'delete', workspace: '', ...given }, event });
  expectNoSecret(done, [KEY, bench.azure.info.clientSecret]);
  return { done, writes: writesOf(bench.azure.exchanges.slice(mark)) };
}

function messages({ annotations }: ActionRunResult): string[] {
  return annotations.map(({ level, message }) => `${level}: ${message.split('\n')[0] ?? ''}`);
}

describe('mode: delete', () => {
  it(
    'removes the service and the candidate that serves for it, and nothing else',
    async () => {
      const live = await bench.deploy(await irisRepository());
      const group = groupNameOf(live);
      const tags = tagsOf(bench, group);
      await makeGroup(bench, `${group}-candidate`, { ...tags, 'candidate-of': group, serving: 'true' });
      await makeGroup(bench, 'rose', { ...OURS, service: 'rose' });
      await makeGroup(bench, 'webshop', { owner: 'somebody' });

      const { done } = await remove({ workspace: bench.azure.info.workspace });
      expect(done).toMatchObject({ exitCode: 0, annotations: [], outputs: { result: 'deleted' } });
      expect(groupNames(bench)).toEqual(['rose', 'webshop']);
      const removed = JSON.parse(done.outputs['removed'] ?? '') as readonly { containerGroup: string }[];
      expect(removed.toSorted((a, b) => a.containerGroup.localeCompare(b.containerGroup))).toEqual([
        { containerGroup: group, kind: 'service', reason: 'this run is to delete iris' },
        { containerGroup: `${group}-candidate`, kind: 'candidate', reason: 'this run is to delete iris' },
      ]);
      expect(done.log).toContain(`Its images stay in the registry: ${tags['image'] ?? ''}`);
      const digest = tags['image']?.split('@').at(-1) ?? '';
      const { registry } = bench.azure.info;
      expect(bench.azure.images.find(registry, 'aci-model-deploy/iris', digest)).toBeDefined();
      expect(done.summary).toContain('## 🗑️ iris: removed');
      expect(done.summary).toContain(`| \`${group}\` | service |`);

      const again = await remove({ workspace: bench.azure.info.workspace });
      expect(again.done).toMatchObject({ exitCode: 0, outputs: { result: 'absent', removed: '[]' } });
      expect(again.writes).toEqual([]);
      expect(again.done.log).toContain('Nothing to delete: there is no iris in the resource group ml-prod.');
    },
    TIMEOUT,
  );

  it('writes nothing in a dry run, and says what would go', async () => {
    await makeGroup(bench, 'iris-a', OURS);
    const { done, writes } = await remove({ 'dry-run': 'true' });
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    expect(writes).toEqual([]);
    expect(JSON.parse(done.outputs['removed'] ?? '')).toMatchObject([{ containerGroup: 'iris-a' }]);
    expect(done.log).toContain('Would be removed: the service iris-a, because this run is to delete iris');
    expect(done.summary).toContain('Dry run: nothing was written to Azure.');
    expect(done.summary).toContain('| Would be removed |');
    expect(groupNames(bench)).toEqual(['iris-a']);
  });

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['of somebody else', { owner: 'somebody' }, 'was not made by this Action'],
    ['of another service', { ...OURS, service: 'rose' }, 'belongs to the service "rose"'],
    [
      'of a pull request',
      { ...OURS, preview: 'octo-org/iris-service#12' },
      'is the preview of the pull request',
    ],
  ])('refuses a group %s', async (_what, tags, why) => {
    await makeGroup(bench, 'shared', tags);
    const { done, writes } = await remove({ 'container-group-name': 'shared' });
    expect([done.exitCode, writes]).toEqual([1, []]);
    expect(messages(done)[0]).toMatch(/^error: The container group shared /);
    expect(messages(done)[0]).toContain(why);
    expect(done.summary).toContain('removal failed');
    expect(groupNames(bench)).toEqual(['shared']);
  });

  it('does not guess which of two services is meant', async () => {
    await makeGroup(bench, 'iris-a', OURS);
    await makeGroup(bench, 'iris-b', OURS);
    await makeGroup(bench, 'iris-a-candidate', { ...OURS, 'candidate-of': 'iris-a' });
    const { done, writes } = await remove();
    expect([done.exitCode, writes]).toEqual([1, []]);
    expect(messages(done)).toEqual(['error: There are several services iris: iris-a, iris-b.']);

    const named = await remove({ 'container-group-name': 'iris-a' });
    expect(named.done.exitCode).toBe(0);
    expect(groupNames(bench)).toEqual(['iris-b']);
  });

  it('leaves the service of another workspace', async () => {
    const other =
      '/subscriptions/s/resourceGroups/ml/providers/Microsoft.MachineLearningServices/workspaces/other';
    await makeGroup(bench, 'iris-a', { ...OURS, workspace: other });
    const { done } = await remove({ workspace: bench.azure.info.workspace });
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'absent' } });
    expect(groupNames(bench)).toEqual(['iris-a']);
  });

  it('leaves a preview, and says so', async () => {
    const preview = { ...OURS, service: 'iris-pr-12', preview: 'octo-org/iris-service#12' };
    await makeGroup(bench, 'iris-pr-12-a', preview);
    const { done } = await remove({ name: 'iris-pr-12' });
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'absent' } });
    expect(messages(done)).toEqual([
      'notice: iris-pr-12-a is the preview of the pull request octo-org/iris-service#12, and stays.',
    ]);
    expect(groupNames(bench)).toEqual(['iris-pr-12-a']);
  });

  it('waits for a group that is in transition', async () => {
    await makeGroup(bench, 'iris-a', OURS);
    bench.azure.faults.add({
      kind: 'call',
      operation: 'ContainerGroups.Delete',
      error: 'ContainerGroupTransitioning',
      nth: { from: 1, to: 2 },
    });
    const { done } = await remove();
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'deleted' } });
    expect(groupNames(bench)).toEqual([]);
  });

  it('is red with what is left, and removes the rest', async () => {
    await makeGroup(bench, 'iris-a', OURS);
    await makeGroup(bench, 'iris-a-candidate', { ...OURS, 'candidate-of': 'iris-a' });
    const error = 'AuthorizationFailed';
    bench.azure.faults.add({ kind: 'call', operation: 'ContainerGroups.Delete', name: 'iris-a', error });
    const { done } = await remove();
    expect(done.exitCode).toBe(1);
    expect(groupNames(bench)).toEqual(['iris-a']);
    expect(messages(done)[0]).toMatch(/^error: The service iris-a could not be removed: Could not delete/);
    expect(done.annotations[0]?.message).toContain(
      'az container delete --name iris-a --resource-group ml-prod',
    );
    expect(JSON.parse(done.outputs['removed'] ?? '')).toMatchObject([{ containerGroup: 'iris-a-candidate' }]);
  });

  it('says what it has to be told', async () => {
    const before = bench.azure.exchanges.length;
    const { done } = await remove({ name: '', 'resource-group': '' });
    expect(done.exitCode).toBe(1);
    expect(messages(done)).toEqual([
      'error: The input name is missing.',
      'error: The input resource-group is missing: it says where the container group is.',
    ]);
    expect(bench.azure.exchanges.slice(before)).toEqual([]);
  });
});

describe('the images of a preview', () => {
  const GROUP = 'iris-pr-12-0a1b2c3d';
  const OWN = `aci-model-deploy/previews/${GROUP}`;

  /** Closes the pull request of a preview whose tag names this repository. */
  async function close(repository = OWN): Promise<{ done: ActionRunResult; isLeft: boolean }> {
    const { registry } = bench.azure.info;
    const { digest } = await pushImage(bench.azure, {
      name: `${repository}:1`,
      dockerfile: 'FROM mcr.microsoft.com/azurelinux/base/core:latest\n',
    });
    await makeGroup(bench, GROUP, {
      ...OURS,
      service: 'iris-pr-12',
      preview: 'octo-org/iris-service#12',
      image: `${registry}/${repository}@${digest}`,
    });
    const { done } = await remove(
      { mode: 'deploy' },
      github.happens.pullRequest({ action: 'closed', number: 12 }),
    );
    expect(done).toMatchObject({ exitCode: 0, outputs: { result: 'deleted' } });
    expect(groupNames(bench)).toEqual([]);
    return { done, isLeft: bench.azure.images.find(registry, repository, digest) !== undefined };
  }

  it('go with it', async () => {
    const { done, isLeft } = await close();
    expect([isLeft, messages(done)]).toEqual([false, []]);
    expect(done.log).toContain(`Removed its images: mlregistry.azurecr.io/${OWN}`);
  });

  it.each([
    ['of the live service', 'aci-model-deploy/iris'],
    ['of another preview', 'aci-model-deploy/previews/iris-pr-1-0a1b2c3d'],
    ['that somebody else has built', 'team/iris'],
  ])('stay when they are those %s', async (_whose, repository) => {
    const { done, isLeft } = await close(repository);
    expect([isLeft, messages(done)]).toEqual([true, []]);
    expect(done.outputs['removed']).not.toContain('imageRepository');
  });

  it.each<[string, () => unknown, RegExp, RegExp]>([
    [
      'the right to delete them',
      () => bench.azure.denied.add(DELETE_IMAGES),
      /could not be removed: the identity that signs in lacks the right to delete\.$/,
      /^Grant the role AcrDelete on \/subscriptions\/.*\/registries\/mlregistry to the identity/,
    ],
    [
      'the right to see the registry',
      () => bench.azure.denied.add('Microsoft.ContainerRegistry/registries/read'),
      /could not be removed: .*registries\/read/,
      /^Grant the role "Reader" on /,
    ],
    [
      'a registry that answers',
      () =>
        bench.azure.faults.add({ kind: 'call', operation: 'Registry.DeleteRepository', connection: 'reset' }),
      /could not be removed: there was no answer\.$/,
      /^They cost money/,
    ],
    [
      'a repository that is not locked',
      () =>
        bench.azure.faults.add({
          kind: 'call',
          operation: 'Registry.DeleteRepository',
          status: 405,
          code: 'UNSUPPORTED',
          message: 'The operation is unsupported.',
        }),
      /could not be removed: HTTP status 405\.$/,
      /^They cost money/,
    ],
  ])('stay with a warning without %s', async (_what, prepare, message, remedy) => {
    prepare();
    const { done, isLeft } = await close();
    expect(isLeft).toBe(true);
    expect(messages(done)).toEqual([expect.stringMatching(message)]);
    expect(messages(done)[0]).toMatch(
      /^warning: The images mlregistry\.azurecr\.io\/aci-model-deploy\/previews\//,
    );
    const [, what = ''] = done.annotations[0]?.message.split('\n') ?? [];
    expect(what).toMatch(remedy);
    expect(what).toContain(`az acr repository delete --name mlregistry --repository ${OWN}`);
  });
});
