import {
  BlobClient,
  BlobServiceClient,
  ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import type { BlobServiceClient as Service } from '@azure/storage-blob';
import { arm, credential, info, report, workspacePath } from './lib.ts';

const host = 'https://mlstore1.blob.core.windows.net';
const container = String(info['container']);
const path = String(info['path']);

async function secret(kind: string): Promise<string> {
  const answer = await arm(
    'POST',
    `${workspacePath}/datastores/workspaceblobstore/listSecrets`,
    '2022-10-01',
  );
  return String(answer.body[kind]);
}

async function refused(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return 'allowed';
  } catch (caught) {
    const { statusCode, code } = caught as { statusCode?: number; code?: string };
    return [statusCode, code];
  }
}

async function sizes(client: ContainerClient): Promise<Record<string, number | undefined>> {
  const found: Record<string, number | undefined> = {};
  for await (const blob of client.listBlobsFlat({ includeMetadata: true })) {
    found[blob.name.replace(/[0-9a-f]{32}/, '<md5>')] = blob.properties.contentLength;
  }
  return found;
}

async function upAndDown(service: Service, name: string): Promise<number> {
  const blob = service.getContainerClient(container).getBlockBlobClient(name);
  await blob.uploadData(Buffer.alloc(5 * 1024 * 1024, 7), {
    blockSize: 1024 * 1024,
    maxSingleShotSize: 1024,
  });
  return (await blob.downloadToBuffer()).length;
}

const mode = String(info['mode']);
if (mode === 'key') {
  const service = new BlobServiceClient(
    host,
    new StorageSharedKeyCredential('mlstore1', await secret('key')),
  );
  const wrongKey = new StorageSharedKeyCredential('mlstore1', Buffer.from('wrong').toString('base64'));
  report({
    sizes: await sizes(service.getContainerClient(container)),
    bytes: await upAndDown(service, 'some folder/ü+%.bin'),
    text: (await service.getContainerClient(container).getBlobClient(path).downloadToBuffer()).toString(),
    wrongKey: await refused(sizes(new BlobServiceClient(host, wrongKey).getContainerClient(container))),
    absent: await refused(service.getContainerClient(container).getBlobClient('absent').download()),
  });
} else if (mode === 'sas') {
  const sas = await secret('sasToken');
  report({
    sizes: await sizes(new ContainerClient(`${host}/${container}?${sas}`)),
    text: (await new BlobClient(`${host}/${container}/${path}?${sas}`).downloadToBuffer()).toString(),
    writing: await refused(new ContainerClient(`${host}/${container}?${sas}`).uploadBlockBlob('x', 'x', 1)),
    brokenSas: await refused(
      sizes(new ContainerClient(`${host}/${container}?${sas.replace(/sig=../, 'sig=AA')}`)),
    ),
  });
} else {
  const service = new BlobServiceClient(host, credential);
  report({ sizes: await refused(sizes(service.getContainerClient(container))) });
}
