import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContainerClient } from '@azure/storage-blob';
import { BlobServiceClient, ContainerSASPermissions, StorageSharedKeyCredential } from '@azure/storage-blob';
import { AzureError } from '../../../src/azure/azure-error.ts';
import type { BlobContainer, StoredFiles } from '../../../src/azure/storage/blobs.ts';
import { openContainer } from '../../../src/azure/storage/blobs.ts';
import type { ModelFile } from '../../../src/models/types.ts';
import type { Azurite } from '../azurite.ts';
import { startAzurite } from '../azurite.ts';

async function contentOf(file: ModelFile | undefined): Promise<string> {
  return file ? text(await file.open()) : 'no file';
}

const DOING = 'list the files of the model "iris:3"';

describe('a container in Azurite', () => {
  let azurite: Azurite;
  let client: ContainerClient;
  let url: string;
  let container: BlobContainer;

  beforeAll(async () => {
    azurite = await startAzurite();
    const credential = new StorageSharedKeyCredential(azurite.account, azurite.key);
    client = new BlobServiceClient(azurite.url, credential).getContainerClient('azureml');
    url = `${azurite.url}/azureml`;
    await client.create();
    container = await openContainer(url, { kind: 'key', account: azurite.account, key: azurite.key });
  }, 30_000);
  afterAll(() => azurite.stop());

  const put = async (name: string, content = name, metadata: Record<string, string> = {}): Promise<void> => {
    await client.getBlockBlobClient(name).upload(content, Buffer.byteLength(content), { metadata });
  };
  const paths = (stored: StoredFiles | undefined): string[] | undefined =>
    stored?.files.map(({ path }) => path);

  it('lists one blob under its base name, without siblings of the same beginning', async () => {
    await put('one/model');
    await put('one/model2');
    await put('one/model.json');
    const stored = await container.list('one/model', DOING);
    expect(stored?.root).toBe('model');
    expect(paths(stored)).toEqual(['model']);
  });

  it('lists a folder under its base name, without its siblings', async () => {
    for (const name of ['two/model/a', 'two/model/sub/b', 'two/model2/c', 'two/model.txt']) await put(name);
    for (const path of ['two/model', 'two/model/', 'two/model//']) {
      expect(paths(await container.list(path, DOING))).toEqual(['model/a', 'model/sub/b']);
    }
  });

  it('tells upper from lower case', async () => {
    await put('three/Model');
    expect(await container.list('three/model', DOING)).toBeUndefined();
  });

  it('knows neither a blob nor a folder', async () => {
    expect(await container.list('nothing/here', DOING)).toBeUndefined();
  });

  it('skips the entries of folders', async () => {
    await put('four/model', '', { hdi_isfolder: 'true' });
    await put('four/model/sub', '', { Hdi_IsFolder: 'True' });
    await put('four/model/sub/a');
    await put('four/model/marker/', '');
    expect(paths(await container.list('four/model', DOING))).toEqual(['model/sub/a']);
  });

  it('gives an empty folder no files', async () => {
    await put('five/model', '', { hdi_isfolder: 'true' });
    expect(await container.list('five/model', DOING)).toEqual({ root: 'model', files: [] });
    await put('five/other/', '');
    expect(await container.list('five/other', DOING)).toEqual({ root: 'other', files: [] });
  });

  it('takes an empty blob as a file, or as a folder when there is something below', async () => {
    await put('six/empty', '');
    expect(paths(await container.list('six/empty', DOING))).toEqual(['empty']);
    await put('six/folder', '');
    await put('six/folder/a');
    expect(paths(await container.list('six/folder', DOING))).toEqual(['folder/a']);
  });

  it.each(['paths/a/paths', 'spaces and #?%41+&', 'ünïcødé 模型', 'quo\'te"s'])(
    'reads the name %j as it is',
    async (name) => {
      await put(`seven/${name}/file.bin`, 'content');
      const [file] = (await container.list(`seven/${name}`, DOING))?.files ?? [];
      expect(file?.path).toBe(`${name.split('/').at(-1) ?? ''}/file.bin`);
      expect(await contentOf(file)).toBe('content');
    },
  );

  it('refuses a file that is a folder too', async () => {
    await put('nine/model/a');
    await put('nine/model/a/b');
    await expect(container.list('nine/model', DOING)).rejects.toThrow(
      'The model has a file "model/a" and a file "model/a/b" in a folder of that name.',
    );
  });

  it('identifies a file by URL and ETag, the same for a single blob and in a listing, and never by a SAS', async () => {
    await put('ten/model/a b');
    const [alone] = (await container.list('ten/model/a b', DOING))?.files ?? [];
    const sas = await client.generateSasUrl({
      permissions: ContainerSASPermissions.parse('rl'),
      expiresOn: new Date(Date.now() + 3_600_000),
    });
    const bySas = await openContainer(url, { kind: 'sas', token: new URL(sas).search.slice(1) });
    const [listed] = (await bySas.list('ten/model', DOING))?.files ?? [];
    expect(listed?.identity).toBe(alone?.identity);
    expect(listed?.identity).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/mlstore1\/azureml\/ten\/model\/a%20b 0x[0-9A-F]+$/,
    );
    expect(await contentOf(listed)).toBe('ten/model/a b');
  });

  it('refuses a blob that changed since it was listed', async () => {
    await put('eleven/model', 'old');
    const [file] = (await container.list('eleven/model', DOING))?.files ?? [];
    await put('eleven/model', 'new');
    await expect(file?.open()).rejects.toMatchObject({ status: 412, code: 'ConditionNotMet' });
  });

  it('tells a container that is gone from a model that is gone', async () => {
    const gone = await openContainer(`${azurite.url}/gone`, {
      kind: 'key',
      account: azurite.account,
      key: azurite.key,
    });
    await expect(gone.list('x', DOING)).rejects.toMatchObject({ status: 404, code: 'ContainerNotFound' });
  });

  it('tells that the key is wrong', async () => {
    const key = Buffer.from('wrong').toString('base64');
    const closed = await openContainer(url, { kind: 'key', account: azurite.account, key });
    const refused = closed.list('one/model', DOING);
    await expect(refused).rejects.toBeInstanceOf(AzureError);
    await expect(refused).rejects.toMatchObject({
      status: 403,
      facts: { doing: expect.stringMatching(new RegExp(`^${DOING} in https?://`)) },
    });
  });
});
