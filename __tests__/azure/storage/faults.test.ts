import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { explain } from '../../../src/azure/explain.ts';
import { AzureError } from '../../../src/azure/azure-error.ts';
import type { BlobAccess, BlobContainer } from '../../../src/azure/storage/blobs.ts';
import { openContainer } from '../../../src/azure/storage/blobs.ts';
import type { ModelFile } from '../../../src/models/types.ts';

const DOING = 'list the files of the model "iris:3"';
const FAST = { retryOptions: { maxTries: 2, retryDelayInMs: 1, maxRetryDelayInMs: 1 } };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A storage service on loopback that answers as the test says. */
async function storage(
  listener: RequestListener,
  access: BlobAccess = { kind: 'sas', token: 'sig=x' },
): Promise<BlobContainer> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server?.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return openContainer(`http://127.0.0.1:${port}/mlstore1/azureml`, access, FAST);
}

/** A container with one folder, `model`, that lists these names. */
function listing(...names: string[]): RequestListener {
  return (request, response) => {
    if (request.method === 'HEAD')
      return void response.writeHead(404, { 'x-ms-error-code': 'BlobNotFound' }).end();
    const blobs = names.map(
      (name) =>
        `<Blob><Name>${name}</Name><Properties><Content-Length>1</Content-Length><Etag>0x1</Etag></Properties></Blob>`,
    );
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><EnumerationResults><Blobs>${blobs.join('')}</Blobs><NextMarker/></EnumerationResults>`,
    );
  };
}

it('lists every page of a folder', async () => {
  const markers: (string | null)[] = [];
  const container = await storage((request, response) => {
    if (request.method === 'HEAD') return void response.writeHead(404).end();
    const { searchParams } = new URL(request.url ?? '', 'http://x');
    expect(searchParams.get('prefix')).toBe('model/');
    const page = markers.push(searchParams.get('marker'));
    const blob = `<Blob><Name>model/${page}</Name><Properties><Content-Length>1</Content-Length></Properties></Blob>`;
    const next = page < 3 ? `<NextMarker>m${page}</NextMarker>` : '<NextMarker/>';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      `<?xml version="1.0"?><EnumerationResults><Blobs>${blob}</Blobs>${next}</EnumerationResults>`,
    );
  });
  const files = (await container.list('model', DOING))?.files ?? [];
  expect(files.map(({ path }) => path)).toEqual(['model/1', 'model/2', 'model/3']);
  expect(markers).toEqual([null, 'm1', 'm2']);
});

describe('a blob name that would leave its folder', () => {
  it.each([
    ['model/../../etc/passwd', /it has the part ".."/],
    ['model/./a', /it has the part "."/],
    ['model//a', /it has an empty part/],
    ['model/a/', /it has an empty part/],
    ['model/a\\b', /it has a backslash/],
    ['model/a\tb', /it has a control character/],
  ])('%s', async (name, message) => {
    const container = await storage(listing('model/fine', name));
    await expect(container.list('model', DOING)).rejects.toMatchObject({
      findings: [
        { message: expect.stringMatching(message), remedy: expect.stringMatching(/Rename the blob/) },
      ],
    });
  });

  it.each(['../model', 'a/../b', 'a//b', ''])(
    'is refused in the path %j too, before anything is asked',
    async (path) => {
      const container = await storage(() => {
        throw new Error('asked');
      });
      await expect(container.list(path, DOING)).rejects.toThrow(/cannot be laid out as a file/);
    },
  );
});

describe('a refusal', () => {
  it.each([
    [403, 'AuthorizationPermissionMismatch', /Storage Blob Data Reader/],
    [403, 'AuthorizationFailure', /firewall.*self-hosted runner/],
    [403, 'KeyBasedAuthenticationNotPermitted', /Storage Blob Data Reader/],
    [403, 'AuthenticationFailed', /renew the credentials of the datastore/],
    [404, 'ContainerNotFound', /container that the datastore names is gone/],
  ])('%d %s has a remedy', async (status, code, remedy) => {
    const container = await storage(
      (_request, response) => void response.writeHead(status, { 'x-ms-error-code': code }).end(),
    );
    const caught: unknown = await container.list('model', DOING).catch((error: unknown) => error);
    expect(caught).toMatchObject({ status, code });
    const { findings } = explain(caught as AzureError);
    expect(findings[0]?.message).toContain(`: ${code}`);
    expect(findings[0]?.remedy).toMatch(remedy);
    expect(JSON.stringify(findings)).not.toContain('sig=');
  });

  it('without an answer has the status 0', async () => {
    const container = await storage((request) => request.destroy());
    const caught: unknown = await container.list('model', DOING).catch((error: unknown) => error);
    expect(caught).toMatchObject({
      status: 0,
      facts: { doing: expect.stringContaining(`${DOING} in http`) },
    });
    expect(explain(caught as AzureError).findings[0]?.remedy).toMatch(/HTTPS_PROXY/);
  });

  it('of the sign-in is thrown as it is', async () => {
    const credential = { getToken: () => Promise.reject(new Error('AADSTS700024')) };
    server = createServer().listen(0);
    const container = await openContainer(
      'https://127.0.0.1:1/azureml',
      { kind: 'identity', credential },
      FAST,
    );
    await expect(container.list('model', DOING)).rejects.toThrow('AADSTS700024');
  });
});

describe('a download', () => {
  const CONTENT = 'x'.repeat(100_000);

  /** A blob of 100,000 bytes; `send` answers the GETs. */
  async function blob(send: RequestListener): Promise<ModelFile> {
    const container = await storage((request, response) => {
      const headers = { etag: '"0x1"', 'content-length': CONTENT.length };
      if (request.method === 'HEAD') response.writeHead(200, headers).end();
      else send(request, response);
    });
    const [file] = (await container.list('model', DOING))?.files ?? [];
    if (!file) throw new Error('nothing listed');
    return file;
  }

  it('that breaks off is taken up where it broke', async () => {
    const ranges: unknown[] = [];
    const file = await blob((request, response) => {
      const from = Number(/bytes=(\d+)-/.exec(request.headers['x-ms-range']?.toString() ?? '')?.[1] ?? 0);
      ranges.push(from);
      response.writeHead(from > 0 ? 206 : 200, { etag: '"0x1"', 'content-length': CONTENT.length - from });
      if (from > 0) return void response.end(CONTENT.slice(from));
      response.write(CONTENT.slice(0, 40_000), () => setTimeout(() => response.destroy(), 20));
    });
    expect(await text(await file.open())).toBe(CONTENT);
    expect(ranges).toEqual([0, 40_000]);
  });

  it('that keeps breaking off is an error, never a short file', async () => {
    const file = await blob((_request, response) => {
      response.writeHead(200, { etag: '"0x1"', 'content-length': CONTENT.length });
      response.write('x', () => setTimeout(() => response.destroy(), 1));
    });
    await expect(file.open().then(text)).rejects.toThrow(/broke off 6 times, the last time after 6 bytes/);
  });

  it.each([
    ['shorter', CONTENT.slice(1), /has 100000 bytes, but reading it gave only 99999/],
    ['longer', `${CONTENT}x`, /has 100000 bytes, but reading it gave more/],
  ])('of a blob that is %s than listed is an error', async (_name, content, message) => {
    const file = await blob((_request, response) => {
      response.writeHead(200, { etag: '"0x1"', 'content-length': content.length }).end(content);
    });
    await expect(file.open().then(text)).rejects.toThrow(message);
  });

  it('asks for the content that was listed', async () => {
    const file = await blob((request, response) => {
      expect(request.headers['if-match']).toBe('"0x1"');
      response.writeHead(412, { 'x-ms-error-code': 'ConditionNotMet' }).end();
    });
    const caught: unknown = await file.open().catch((error: unknown) => error);
    expect(explain(caught as AzureError).findings[0]).toMatchObject({
      message: expect.stringMatching(
        /^Could not download http:\/\/127\.0\.0\.1:\d+\/mlstore1\/azureml\/model: ConditionNotMet/,
      ),
      remedy: 'The model was changed during the run: run the workflow again.',
    });
  });
});
