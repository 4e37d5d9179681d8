import { describe, expect, it } from '@jest/globals';
import { ensureImage, findImage } from '../../src/image/ensure.ts';
import type { BuildRun, StartedBuild } from '../../src/image/types.ts';
import type { Script } from './fakes.ts';
import {
  contextFile,
  DIGEST,
  fakeClock,
  fakeLog,
  fakeRegistry,
  findingsOf,
  imageBuild,
  part,
} from './fakes.ts';

const build = imageBuild([contextFile('Dockerfile', 'FROM x\n'), contextFile('code/score.py', 'x')]);
const image = `mlregistry.azurecr.io/aci-model-deploy/iris@${DIGEST}`;
const run = (status: string, more: Partial<BuildRun> = {}): BuildRun => ({
  id: 'ca1',
  status,
  images: [],
  ...more,
});
const succeeded = run('Succeeded', {
  images: [{ repository: build.repository, tag: build.tag, digest: DIGEST }],
});

interface Scene {
  readonly registry: ReturnType<typeof fakeRegistry>;
  readonly log: ReturnType<typeof fakeLog>;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly result: ReturnType<typeof ensureImage>;
}

function ensure(script: Script): Scene {
  const registry = fakeRegistry(script);
  const log = fakeLog();
  const clock = fakeClock();
  return { registry, log, clock, result: ensureImage(build, registry, { log, clock }) };
}

describe('findImage', () => {
  it.each([
    [{ digest: DIGEST }, { image }],
    ['absent', 'absent'],
    ['unreadable', 'unreadable'],
  ] as const)('%j', async (lookup, expected) => {
    expect(await findImage(build, fakeRegistry({ lookups: [lookup] }))).toEqual(expected);
  });
});

describe('ensureImage', () => {
  it('builds nothing when the tag exists', async () => {
    const { registry, log, result } = ensure({ lookups: [{ digest: DIGEST }] });
    expect(await result).toEqual({ image, built: false });
    expect(registry.calls).toEqual([`digestOf ${build.repository}:${build.tag}`]);
    expect(log.lines).toEqual([
      `Nothing to build: mlregistry.azurecr.io has ${build.repository}:${build.tag}.`,
    ]);
  });

  it('uploads, builds, shows the log once and takes the digest from the run', async () => {
    const { registry, log, clock, result } = ensure({
      lookups: ['absent'],
      runs: [run('Queued'), run('Queued'), run('Running'), succeeded],
      log: [part(''), part('Step 1/2 : FROM x\nStep 2'), part('/2 : COPY\ndone'), part('\nsha256:ab', true)],
    });
    expect(await result).toEqual({ image, built: true });
    expect(log.lines).toEqual([
      'mask:sig=secret',
      'Uploaded the build context: 2 files, 8 bytes in 0.0 s.',
      `[Building ${build.repository}:${build.tag} in mlregistry.azurecr.io]`,
      'Step 1/2 : FROM x',
      'Step 2/2 : COPY',
      'done',
      'sha256:ab',
      'Built in 5 s.',
    ]);
    expect(registry.calls.filter((call) => call.startsWith('start'))).toEqual([
      `start {"source":{"path":"source/abc.tar.gz"},"imageName":"${build.repository}:${build.tag}","dockerfile":"Dockerfile"}`,
    ]);
    expect(registry.calls.filter((call) => call.startsWith('log'))).toEqual([
      'log 0',
      'log 0',
      'log 24',
      'log 38',
    ]);
    expect(clock.slept).toEqual([1000, 1500, 2250]);
    expect(registry.uploaded.length).toBeGreaterThan(100);
  });

  it('builds with a warning where the registry may not be read', async () => {
    const { log, result } = ensure({ lookups: ['unreadable'], runs: [succeeded] });
    expect(await result).toEqual({ image, built: true });
    expect(log.findings).toEqual([expect.objectContaining({ severity: 'warning' })]);
    expect(log.findings[0]?.remedy).toContain('role AcrPull on mlregistry.azurecr.io');
  });

  it('asks the registry for a digest that the run does not tell', async () => {
    const { result } = ensure({ lookups: ['absent', { digest: DIGEST }], runs: [run('Succeeded')] });
    expect(await result).toEqual({ image, built: true });
  });

  it('fails when nobody tells the digest', async () => {
    const { result } = ensure({ lookups: ['unreadable'], runs: [run('Succeeded')] });
    const [finding] = await findingsOf(result);
    expect(finding?.message).toContain('does not tell its digest');
    expect(finding?.remedy).toContain('AcrPull');
  });

  it('waits for the end of the log and shows the failing step', async () => {
    const { log, result } = ensure({
      lookups: ['absent'],
      runs: [run('Failed', { message: 'failed during run' })],
      log: [part('Step 1/1 : RUN pip\n'), part('ERROR: No matching distribution found for nump', true)],
    });
    const [finding] = await findingsOf(result);
    expect(finding?.message).toBe('The image could not be built: pip finds no package that fits nump.');
    expect(finding?.evidence).toContain('ERROR: No matching distribution found for nump');
    expect(log.lines.at(-1)).toBe('ERROR: No matching distribution found for nump');
  });

  describe('after a lost answer', () => {
    const starts = ({ registry }: Scene): string[] =>
      registry.calls.filter((call) => call.startsWith('start')).map((call) => call.replace(/^.*\}/, 'start'));
    const found = (id: string, status: string): StartedBuild => ({ ...run(status), id, isFound: true });

    it('follows the build that was started since, and takes its image', async () => {
      const scene = ensure({ lookups: ['absent'], runs: [found('ca7', 'Running'), succeeded] });
      expect(await scene.result).toEqual({ image, built: true });
      expect(starts(scene)).toEqual(['start']);
      expect(scene.registry.calls).toContain('poll ca7');
      expect(scene.log.lines).toContain(
        'The answer was lost; the build ca7 was started since, and is followed.',
      );
    });

    it('takes the image of one that does not tell what it made, when the registry has it', async () => {
      const scene = ensure({
        lookups: ['absent', { digest: DIGEST }],
        runs: [found('ca7', 'Running'), run('Succeeded')],
      });
      expect(await scene.result).toEqual({ image, built: true });
      expect(starts(scene)).toEqual(['start']);
    });

    it.each(['Succeeded', 'Failed', 'Canceled'])(
      'starts another when what was followed made another image (%s)',
      async (status) => {
        const scene = ensure({
          lookups: ['absent'],
          runs: [found('ca7', 'Running'), { ...run(status), id: 'ca7' }, succeeded],
        });
        expect(await scene.result).toEqual({ image, built: true });
        expect(starts(scene)).toEqual(['start', 'start but ca7']);
        expect(scene.registry.calls).not.toContain('cancel ca7');
      },
    );
  });

  it('goes on without a log that cannot be read', async () => {
    const { result } = ensure({
      lookups: ['absent'],
      runs: [run('Running'), succeeded],
      log: [new Error('403')],
    });
    expect(await result).toEqual({ image, built: true });
  });

  it('cancels a build that never ends', async () => {
    const { registry, clock, result } = ensure({ lookups: ['absent'] });
    const [finding] = await findingsOf(result);
    expect(finding?.message).toBe(
      'The build ca1 in mlregistry.azurecr.io is still Running after 90 min 0 s: it was cancelled.',
    );
    expect(registry.calls.at(-1)).toBe('cancel ca1');
    expect(Math.max(...clock.slept)).toBe(5000);
  });

  it('starts no build when the upload fails', async () => {
    const { registry, result } = ensure({ lookups: ['absent'], uploadFails: new Error('no network') });
    await expect(result).rejects.toThrow('no network');
    expect(registry.calls.some((call) => call.startsWith('start'))).toBe(false);
  });
});
