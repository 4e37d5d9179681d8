import { createGzip } from 'node:zlib';
import { BlobClient, BlockBlobClient } from '@azure/storage-blob';
import { pack } from 'tar-stream';
import { arm, armToken, call, info, registryPath, report } from './lib.ts';
import type { Json, Reply } from './lib.ts';

const VERSION = '2019-06-01-preview';
const server = info.registry;

async function upload(files: Record<string, string>): Promise<string> {
  const { body } = await arm('POST', `${registryPath}/listBuildSourceUploadUrl`, VERSION);
  const tar = pack();
  for (const [name, text] of Object.entries(files)) tar.entry({ name }, text);
  tar.finalize();
  await new BlockBlobClient(String(body['uploadUrl'])).uploadStream(tar.pipe(createGzip()));
  return String(body['relativePath']);
}

function schedule(sourceLocation: string, changes: object = {}): Promise<Reply> {
  const platform = { os: 'Linux', architecture: 'amd64' };
  const request = {
    type: 'DockerBuildRequest',
    imageNames: ['svc/iris:t1'],
    isPushEnabled: true,
    sourceLocation,
    dockerFilePath: 'Dockerfile',
    platform,
  };
  return arm('POST', `${registryPath}/scheduleRun`, VERSION, { ...request, ...changes });
}

/** The run after it has ended, the states it went through, and its log. */
async function follow(
  started: Reply,
): Promise<{ states: string[]; properties: Json; log: string; complete: unknown }> {
  const path = `${registryPath}/runs/${String(started.body['properties']?.['runId'])}`;
  const states = [String(started.body['properties']?.['status'])];
  let run = started;
  while (['Queued', 'Running'].includes(states.at(-1) ?? '')) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    run = await arm('GET', path, VERSION);
    const status = String(run.body['properties']?.['status']);
    if (status !== states.at(-1)) states.push(status);
  }
  const { body } = await arm('POST', `${path}/listLogSasUrl`, VERSION);
  const blob = new BlobClient(String(body['logLink']));
  for (;;) {
    const { metadata } = await blob.getProperties();
    const log = (await blob.downloadToBuffer()).toString();
    if (metadata?.['complete']) {
      return { states, properties: run.body['properties'] as Json, log, complete: metadata['complete'] };
    }
  }
}

async function refreshToken(token: string): Promise<Reply> {
  const form = { grant_type: 'access_token', service: server, tenant: info.tenantId, access_token: token };
  return call('POST', `https://${server}/oauth2/exchange`, { form });
}

async function accessToken(scope: string): Promise<string> {
  const refresh = await refreshToken(await armToken());
  const form = {
    grant_type: 'refresh_token',
    service: server,
    scope,
    refresh_token: String(refresh.body['refresh_token']),
  };
  const access = await call('POST', `https://${server}/oauth2/token`, { form });
  return String(access.body['access_token']);
}

async function manifest(repository: string, tag: string, scope: string): Promise<Reply> {
  const token = await accessToken(scope);
  return call('HEAD', `https://${server}/v2/${repository}/manifests/${tag}`, { token });
}

async function remove(repository: string, scope: string): Promise<Reply> {
  const token = await accessToken(scope);
  return call('DELETE', `https://${server}/acr/v1/${repository}?api-version=2021-07-01`, { token });
}

function error(reply: Reply): unknown[] {
  return [reply.status, reply.body['error']?.['code'], reply.body['error']?.['message']];
}

const mode = String(info['mode']);
if (mode === 'build') {
  const dockerfile =
    'FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest\nCOPY score.py /var/azureml-app/\n';
  const good = await follow(
    await schedule(await upload({ Dockerfile: dockerfile, 'score.py': 'def init(): pass\n' })),
  );
  const bad = await follow(
    await schedule(await upload({ Dockerfile: dockerfile.replace('score.py', 'absent') })),
  );
  const lost = await follow(await schedule('tasks-source/1/absent.tar.gz'));
  const runs = async (query: string): Promise<unknown> => {
    const { body } = await arm('GET', `${registryPath}/runs${query}`, VERSION);
    return body['value']?.map((run) => run['name']);
  };
  const credentials = await arm('POST', `${registryPath}/listCredentials`, '2023-07-01');
  const basic = `${String(credentials.body['username'])}:${String(credentials.body['passwords']?.[0]?.['value'])}`;
  const found = await manifest('svc/iris', 't1', 'repository:svc/iris:pull');
  const challenge = await call('GET', `https://${server}/v2/svc/iris/manifests/t1`);
  report({
    good,
    bad,
    lost,
    runs: [await runs(''), await runs('?$top=1')],
    digest: found.headers['docker-content-digest'],
    byAdmin: (await call('GET', `https://${server}/v2/svc/iris/manifests/t1`, { basic })).status,
    removedWithPull: (await remove('svc/iris', 'repository:svc/iris:pull')).status,
    removedWithOther: (await remove('svc/iris', 'repository:svc/other:delete')).status,
    absentTag: (await manifest('svc/iris', 't2', 'repository:svc/iris:pull')).status,
    otherScope: (await manifest('svc/iris', 't1', 'repository:svc/other:pull')).status,
    challenge: [challenge.status, challenge.headers['www-authenticate']],
    public: (
      await call('HEAD', 'https://mcr.microsoft.com/v2/azureml/minimal-py312-inference/manifests/latest')
    ).headers['docker-content-digest'],
    publicAbsent: (await call('HEAD', 'https://mcr.microsoft.com/v2/azureml/nothing/manifests/latest'))
      .status,
    incomplete: error(await schedule('x', { dockerFilePath: undefined })),
    tooShort: error(await schedule('x', { timeout: 10 })),
    absentRepository: (await remove('svc', 'repository:svc:delete')).status,
    removed: await remove('svc/iris', 'repository:svc/iris:delete').then(({ status, body }) => [
      status,
      body,
    ]),
    afterRemoval: (await manifest('svc/iris', 't1', 'repository:svc/iris:pull')).status,
  });
} else {
  const token = await armToken();
  report({
    schedule: error(await schedule('x')),
    credentials: error(await arm('POST', `${registryPath}/listCredentials`, '2023-07-01')),
    exchange: (await refreshToken(token)).status,
    registry: error(await arm('GET', registryPath, '2023-07-01')),
  });
}
