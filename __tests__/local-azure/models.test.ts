import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shapeViolations } from '../../local-azure/shapes/violations.ts';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

const UPLOAD = '/datastores/workspaceblobstore/paths/LocalUpload/';

/** A seed with a model that is a file and one that is a folder. */
async function writeSeed(folder: string): Promise<void> {
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await put('models/iris/3/iris.json', '{}');
  await put('models/folder/1/my model/weights.bin', 'w');
  await put('models/folder/1/my model/sub/labels.txt', 'l');
  await put('workspace.json', '{"workspace": "ws-of-seed", "registry": "seedregistry"}');
}

describe('the models of a workspace', () => {
  let azure: LocalAzure;
  let seed: string;
  let result: Record<string, unknown>;

  beforeAll(async () => {
    seed = await mkdtemp(join(tmpdir(), 'seed-'));
    await writeSeed(seed);
    azure = await startLocalAzure({ workspaceSeed: seed });
    const old = { name: 'iris', files: { 'iris.json': '{}' } };
    await azure.registerModel({ ...old, version: '10', createdAt: new Date('2020-01-01') });
    await azure.registerModel({ ...old, version: '2', createdAt: new Date('2020-01-02'), isArchived: true });
    for (let version = 1; version <= 65; version += 1) {
      const createdAt = new Date(1_700_000_000_000 + version * 1000);
      await azure.registerModel({ name: 'many', version: String(version), createdAt });
    }
    result = (await runClient(azure.info, 'models')) as Record<string, unknown>;
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await azure.stop();
    await rm(seed, { recursive: true });
  });

  it('come in pages, each once', () => {
    expect(result['many']).toEqual([1, 3, 3]);
    expect(result['versions']).toEqual([3, 65, '65', '1']);
  });

  it('are limited by $top over pages', () => {
    expect(result['top']).toEqual([2, 40, '1']);
  });

  it('have a newest version by time of creation, not by number', () => {
    expect(result['newest']).toBe('3');
    expect(result['newestArchived']).toBe('2');
    expect(result['newestOfNone']).toEqual([404, 'Model container with name: none not found']);
  });

  it('lie where v2 uploads them', () => {
    expect(result['uri']).toEqual(
      expect.stringMatching(new RegExp(`/workspaces/ws-of-seed${UPLOAD}[0-9a-f]{32}/iris.json$`)),
    );
    expect(result['folderUri']).toEqual(expect.stringMatching(new RegExp(`${UPLOAD}[0-9a-f]{32}/my model$`)));
  });

  it('belong to a workspace whose path is compared without case', () => {
    expect(result['registry']).toEqual(expect.stringMatching(/\/registries\/seedregistry$/));
  });

  it('are compared with case; what is not there is named', () => {
    expect(result['otherCase']).toEqual([404, 'ModelNotFound', 'Model container with name: Iris not found']);
    expect(result['noVersion']).toEqual([
      404,
      'ModelNotFound',
      'Model with name: iris and version: 9 not found',
    ]);
    expect(result['noDatastore']).toEqual([404, 'UserError', 'Could not find datastore: none.']);
    expect(result['noWorkspace']).toEqual([
      404,
      'ResourceNotFound',
      "The Resource 'Microsoft.MachineLearningServices/workspaces/ws-of-seedx' under resource group 'ml-prod' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
    ]);
  });

  it('keep to the written shapes; what is not played is told', () => {
    expect(result['unknown']).toEqual([
      404,
      'InvalidResourceType',
      expect.stringContaining("'workspaces/endpoints'"),
    ]);
    expect(shapeViolations(azure.exchanges)).toEqual([
      expect.stringMatching(/\/endpoints\?.*: no such endpoint$/),
    ]);
  });

  it('are registered by the thousand', async () => {
    const names = Array.from({ length: 1001 }, (_, at) => `bulk-${at}`);
    const started = performance.now();
    await Promise.all(
      names.map((name) => azure.registerModel({ name, version: '1', files: { 'w.bin': name } })),
    );
    expect(performance.now() - started).toBeLessThan(30_000);
  }, 40_000);
});
