import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

const JUST_OVER_1_GB = 1_073_741_824 + 512;

describe('Blob storage under its public name', () => {
  let azure: LocalAzure;
  let place: { container: string; path: string };

  beforeAll(async () => {
    azure = await startLocalAzure();
    place = await azure.registerModel({ name: 'iris', version: '3', files: { 'iris.json': '{"w":1}' } });
    await azure.registerModel({ name: 'big', version: '1', root: 'big.bin', pageBlobBytes: JUST_OVER_1_GB });
  }, START_TIMEOUT_MS);
  afterAll(() => azure.stop());
  beforeEach(() => {
    azure.switches.datastoreCredentials = 'AccountKey';
    azure.denied.clear();
  });

  it('is listed, read and written by shared key', async () => {
    expect(await runClient(azure.info, 'blobs', { ...place, mode: 'key' })).toEqual({
      sizes: { 'LocalUpload/<md5>/iris.json': 7, 'LocalUpload/<md5>/big.bin': JUST_OVER_1_GB },
      bytes: 5 * 1024 * 1024,
      text: '{"w":1}',
      wrongKey: [403, 'AuthenticationFailed'],
      absent: [404, 'BlobNotFound'],
    });
  }, 30_000);

  it('is listed and read, not written, by the SAS of the datastore', async () => {
    azure.switches.datastoreCredentials = 'Sas';
    expect(await runClient(azure.info, 'blobs', { ...place, mode: 'sas' })).toMatchObject({
      sizes: { 'LocalUpload/<md5>/iris.json': 7 },
      text: '{"w":1}',
      writing: [403, 'AuthorizationPermissionMismatch'],
      brokenSas: [403, 'AuthenticationFailed'],
    });
  }, 30_000);

  it('is read by the identity, as long as it has a role on the data', async () => {
    const read = { ...place, mode: 'token' };
    expect(await runClient(azure.info, 'blobs', read)).toEqual({ sizes: 'allowed' });
    azure.denied.add('Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read');
    expect(await runClient(azure.info, 'blobs', read)).toEqual({
      sizes: [403, 'AuthorizationPermissionMismatch'],
    });
  }, 30_000);
});
