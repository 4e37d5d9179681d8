import { BlobClient, StorageSharedKeyCredential } from '@azure/storage-blob';
import { arm, armToken, call, groupPath, info, registryPath, report, workspacePath } from './lib.ts';

/** What the Azure SDKs see of faults that are switched on from outside. */

const VERSION = '2019-06-01-preview';
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One quick build: the states it went through, its last words, and what its log says. */
async function build(cancelAt?: string): Promise<object> {
  const request = {
    type: 'DockerBuildRequest',
    isPushEnabled: false,
    sourceLocation: 'tasks-source/never-read.tar.gz',
    dockerFilePath: 'Dockerfile',
    platform: { os: 'Linux' },
  };
  const started = await arm('POST', `${registryPath}/scheduleRun`, VERSION, request);
  const path = `${registryPath}/runs/${String(started.body['properties']?.['runId'])}`;
  const states: string[] = [];
  for (;;) {
    const { body } = await arm('GET', path, VERSION);
    const status = String(body['properties']?.['status']);
    if (status !== states.at(-1)) states.push(status);
    if (cancelAt === 'never') return { states };
    if (status === cancelAt) await arm('POST', `${path}/cancel`, VERSION);
    const why = body['properties']?.['runErrorMessage'];
    if (!['Queued', 'Running'].includes(status)) return { states, why, log: await logOf(path) };
    await pause(20);
  }
}

async function logOf(path: string): Promise<string> {
  const { body } = await arm('POST', `${path}/listLogSasUrl`, VERSION);
  const blob = new BlobClient(String(body['logLink']));
  while (!(await blob.getProperties()).metadata?.['complete']) await pause(20);
  return (await blob.downloadToBuffer()).toString();
}

/** How a download of the model's file ends. */
async function download(): Promise<string> {
  const secrets = await arm(
    'POST',
    `${workspacePath}/datastores/workspaceblobstore/listSecrets`,
    '2024-04-01',
    {},
  );
  const key = new StorageSharedKeyCredential('mlstore1', String(secrets.body['key']));
  const url = `https://mlstore1.blob.core.windows.net/${String(info['container'])}/${String(info['path'])}`;
  const blob = new BlobClient(url, key, { retryOptions: { maxTries: 1 } });
  try {
    const { readableStreamBody } = await blob.download(0, undefined, { maxRetryRequests: 0 });
    const parts: Buffer[] = [];
    for await (const part of (readableStreamBody ?? []) as AsyncIterable<Buffer>) parts.push(part);
    return Buffer.concat(parts).toString();
  } catch (caught) {
    const { statusCode, code, message } = caught as { statusCode?: number; code?: string; message: string };
    return `${String(statusCode)} ${String(code)} ${message.split('\n')[0] ?? ''}`;
  }
}

switch (info['mode']) {
  case 'build':
    report({ ended: await build(String(info['cancelAt'])) });
    break;
  case 'download':
    report({ ended: await download() });
    break;
  case 'token': {
    const token = await armToken();
    const url = `https://management.azure.com${groupPath}?api-version=2021-04-01`;
    const first = await call('GET', url, { token });
    await pause(Number(info['waitMs']));
    const second = await call('GET', url, { token });
    report({ ended: [first.status, second.status, second.body['error']?.['code']] });
    break;
  }
  default: {
    const group = await arm('GET', groupPath, '2021-04-01').catch((caught: unknown) => caught);
    const { status, body, code } = group as { status?: number; body?: unknown; code?: string };
    report({ ended: status === undefined ? code : { status, body } });
  }
}
