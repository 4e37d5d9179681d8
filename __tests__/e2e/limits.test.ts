import { beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionRunResult } from '../../scripts/runner.ts';
import { failureReport } from './support/report.ts';
import { irisRepository } from './support/repository.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

/** ARM's buckets refill as fast as the Action's clock runs. */
const SPEED = 10;
const bench = useWorkbench({ throttle: true, timeScale: SPEED });
const GB = 1024 ** 3;
/** Page blobs come in pages of this many bytes. */
const PAGE = 512;
const ADVICE =
  'Make the model smaller, or use a single-node AKS cluster for development and tests of larger models.';

/** A dry run: everything before the first write, with real listings. */
async function planned(
  models: readonly string[],
  memoryInGB = 14,
  files: Readonly<Record<string, string | object>> = {},
): Promise<ActionRunResult> {
  const repository = await irisRepository({
    'deploymentconfig.json': { computeType: 'ACI', containerResourceRequirements: { cpu: 1, memoryInGB } },
    ...files,
  });
  const run = await bench.deploy(repository, {
    speed: SPEED,
    with: { models: models.join('\n'), 'dry-run': 'true' },
  });
  // Nothing is written, whatever comes out.
  const written = bench.azure.exchanges.filter(
    ({ method, url }) => ['PUT', 'PATCH', 'DELETE'].includes(method) || /scheduleRun|UploadUrl/i.test(url),
  );
  expect(written).toEqual([]);
  return run;
}

const refused = (run: ActionRunResult): ReturnType<typeof failureReport> =>
  failureReport(run, [KEY, bench.azure.info.clientSecret]);
const register = (name: string, pageBlobBytes: number): Promise<unknown> =>
  bench.azure.registerModel({ name, version: '1', root: 'weights.bin', pageBlobBytes });

describe('the number of models', () => {
  const names = Array.from({ length: 1_001 }, (_, index) => `part-${index}`);

  beforeAll(async () => {
    for (const name of names)
      await bench.azure.registerModel({ name, version: '1', files: { [`${name}.bin`]: name } });
  }, 180_000);

  it('1,000 registered models are read without a lost request, although ARM throttles', async () => {
    const run = await planned(names.slice(0, 1_000).map((name) => `${name}:1`));
    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    const models = JSON.parse(run.outputs['models'] ?? '') as { name: string; bytes: number }[];
    expect(models.map(({ name }) => name)).toEqual(names.slice(0, 1_000));
    expect(models.every(({ name, bytes }) => bytes === name.length)).toBe(true);
    expect(run.log).toContain('Looked up 900 of 1000 models');
    expect(run.log).toContain('1000 models, ');
    const lines = run.log.split('\n').filter((line) => !line.startsWith('::add-mask::'));
    expect(lines.findIndex((line) => line.startsWith('::group::'))).toBeLessThan(40);
  });

  it('1,001 are refused, by number', async () => {
    const { message, remedy } = refused(await planned(names.map((name) => `${name}:1`)));
    expect(message).toBe('1,001 models are listed; one deployment takes at most 1,000.');
    expect(remedy).toContain('Deploy the models in several services');
  });
});

describe('the size of a model', () => {
  it('just under 1 GB is taken, with a warning where the memory is short', async () => {
    await register('under', GB - PAGE);
    const enough = await planned(['under:1'], 2);
    expect(enough).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    expect(JSON.parse(enough.outputs['models'] ?? '')).toMatchObject([{ name: 'under', bytes: GB - PAGE }]);
    expect(memoryWarnings(enough)).toEqual([]);

    const short = await planned(['under:1'], 1.4);
    expect(short.exitCode).toBe(0);
    expect(memoryWarnings(short)).toEqual([
      expect.stringContaining('Set containerResourceRequirements.memoryInGB to 1.5 or more'),
    ]);
  });

  it('exactly 1 GB is refused with its size and the advice', async () => {
    await register('exact', GB);
    const { message, remedy } = refused(await planned(['exact:1']));
    expect(message).toBe(
      'The model "exact:1" has 1.0 GB (1,073,741,824 bytes); Azure Container Instances is for models under 1 GB.',
    );
    expect(remedy).toBe(ADVICE);
  });

  it('each model counts alone, and all that are too large are told', async () => {
    await register('large', GB + PAGE);
    await register('huge', 3 * GB);
    const run = await planned(['under:1', 'large:1', 'iris:3', 'huge:1']);
    const { message, remedy, summary } = refused(run);
    expect(message).toMatch(/^The model "large:1" has 1\.0 GB \(1,073,742,336 bytes\); /);
    expect(remedy).toBe(ADVICE);
    expect(summary).toContain('The model "huge:1" has 3.0 GB (3,221,225,472 bytes)');
    expect(run.annotations.filter(({ level }) => level === 'error')).toHaveLength(2);
  });

  it('models that are small enough may be too large together', async () => {
    const parts = Array.from({ length: 16 }, (_, index) => `part-of-16-${index}`);
    for (const name of parts) await register(name, GB - PAGE);
    const fits = await planned(parts.slice(0, 15).map((name) => `${name}:1`));
    expect(fits).toMatchObject({ exitCode: 0, outputs: { result: 'planned' } });
    const { message } = refused(await planned(parts.map((name) => `${name}:1`)));
    expect(message).toBe(
      'All models together have 16.0 GB; an image on Azure Container Instances has at most 15 GB.',
    );
  });
});

describe('models of the repository', () => {
  it('may stand beside registered ones', async () => {
    const run = await planned(['iris:3', './model/iris.json', 'second=./model'], 2);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.outputs['models'] ?? '')).toEqual([
      { name: 'iris', version: '3', bytes: 575, source: 'registered' },
      { name: 'iris', version: '0', bytes: 575, source: 'local' },
      { name: 'second', version: '0', bytes: 575, source: 'local' },
    ]);
  });

  it('that are Git LFS pointers are refused, with the line of the workflow', async () => {
    const pointer =
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n';
    const { message, remedy, place } = refused(
      await planned(['./weights.bin'], 2, { 'weights.bin': pointer }),
    );
    expect(message).toBe(
      'The model file "weights.bin" is a Git LFS pointer, not the file itself: the checkout did not fetch it.',
    );
    expect(remedy).toBe('Set `lfs: true` under `with:` of actions/checkout.');
    expect(place).toMatchObject({ file: 'weights.bin' });
  });
});

function memoryWarnings({ annotations }: ActionRunResult): string[] {
  return annotations
    .filter(({ level, message }) => level === 'warning' && message.includes('GB of memory'))
    .map(({ message }) => message);
}
