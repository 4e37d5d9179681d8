import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Auth } from '../../../src/config/types.ts';
import type { FrontEndSettings } from '../../../src/service/plan/front-end-config.ts';
import { frontEndConfig } from '../../../src/service/plan/front-end-config.ts';
import { FRONT_END_IMAGE, frontEnd } from '../../../src/service/plan/front-end.ts';
import type { FrontEnd } from '../nginx.ts';
import { hasNginx, listen, startNginx } from '../nginx.ts';

const KEY = 'Sixteen-Chars-Ab';
const REVISION = '0123456789abcdef';
const MB = 1024 * 1024;
const withKey = { authorization: `Bearer ${KEY}` };
const settings: FrontEndSettings = {
  revision: REVISION,
  port: 5001,
  healthPath: '/',
  scoringTimeoutMs: 1_000,
  auth: { enabled: true, primaryKey: KEY },
};

describe('the container of the front end', () => {
  const { container, volume } = frontEnd('iris', settings);

  it('is a small nginx with its configuration in a secret volume', () => {
    expect(container).toMatchObject({
      name: 'iris-front-end',
      image: FRONT_END_IMAGE,
      command: ['nginx', '-e', 'stderr', '-c', '/etc/aci-model-deploy/nginx.conf', '-g', 'daemon off;'],
      resources: { requests: { cpu: 0.1, memoryInGB: 0.5 } },
      ports: [{ port: 80, protocol: 'TCP' }],
      volumeMounts: [{ name: volume.name, mountPath: '/etc/aci-model-deploy', readOnly: true }],
    });
    expect(Buffer.from(volume.secret?.['nginx.conf'] ?? '', 'base64').toString()).toBe(
      frontEndConfig(settings),
    );
  });

  it('writes nothing outside of /tmp', () => {
    const paths = frontEndConfig(settings).match(/(?<=_temp_path |pid )\S+(?=;)/g);
    expect(paths).toHaveLength(6);
    for (const path of paths ?? []) expect(path).toMatch(/^\/tmp\/aci-model-deploy/);
  });
});

const whenNginx = hasNginx ? describe : describe.skip;
if (!hasNginx)
  console.warn(
    'nginx is not installed: the tests of the real front end are skipped (apt-get install nginx-light).',
  );

whenNginx('a real nginx with the configuration', () => {
  let upstream: { server: Server; port: number };
  const seen: { url: string | undefined; method: string | undefined; authorization: string | undefined }[] =
    [];
  const running: FrontEnd[] = [];

  beforeAll(async () => {
    upstream = await listen((incoming, outgoing) => {
      seen.push({
        url: incoming.url,
        method: incoming.method,
        authorization: incoming.headers.authorization,
      });
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => (bytes += chunk.length));
      incoming.on('end', () => {
        if (incoming.url === '/hang') return;
        outgoing.setHeader('x-aci-model-deploy-revision', 'of the upstream');
        outgoing.statusCode = incoming.url === '/fails' ? 500 : 200;
        outgoing.end(`got ${bytes} bytes`);
      });
    });
  });

  afterAll(async () => {
    await Promise.all(running.map((each) => each.stop()));
    upstream.server.closeAllConnections();
    upstream.server.close();
  });

  async function start(changes: Partial<FrontEndSettings> = {}): Promise<FrontEnd> {
    const started = await startNginx(frontEndConfig({ ...settings, port: upstream.port, ...changes }));
    running.push(started);
    return started;
  }

  describe('with keys on', () => {
    let nginx: FrontEnd;
    beforeAll(async () => {
      nginx = await start({ auth: { enabled: true, primaryKey: KEY, secondaryKey: 'The-Second-Key-2' } });
    });

    it.each([
      ['GET', '/'],
      ['HEAD', '/'],
    ])('lets %s %s through without a key', async (method, path) => {
      expect(await nginx.call({ method, path })).toMatchObject({
        status: 200,
        headers: { 'x-aci-model-deploy-revision': REVISION },
      });
    });

    it.each([
      ['POST', '/'],
      ['OPTIONS', '/'],
      ['OPTIONS', '/score'],
      ['PUT', '/score'],
      ['DELETE', '/'],
      ['HEAD', '/score'],
      ['POST', '/score'],
      ['GET', '/score'],
      ['GET', '//'],
      ['GET', '/?x=1'],
      ['GET', '/./'],
      ['GET', '/score/..'],
      ['GET', '/%73core/%2e%2e'],
      ['GET', '/%2f'],
      ['GET', '/swagger.json'],
    ])('answers %s %s without a key with 401 in JSON', async (method, path) => {
      const answer = await nginx.call({ method, path });
      expect(answer).toMatchObject({
        status: 401,
        headers: {
          'content-type': 'application/json',
          'x-aci-model-deploy-revision': REVISION,
          'www-authenticate': 'Bearer',
        },
      });
      if (method !== 'HEAD')
        expect(JSON.parse(answer.body)).toEqual({
          message: expect.stringContaining('Authorization: Bearer <key>'),
        });
    });

    it.each([
      ['in another case', `Bearer ${KEY.toLowerCase()}`],
      ['with another scheme', `bearer ${KEY}`],
      ['with a tail', `Bearer ${KEY}x`],
      ['with a head', `xBearer ${KEY}`],
      ['with two blanks', `Bearer  ${KEY}`],
      ['cut short', `Bearer ${KEY.slice(0, -1)}`],
      ['as basic authentication', `Basic ${Buffer.from(`:${KEY}`).toString('base64')}`],
      ['empty', 'Bearer '],
    ])('refuses the key %s', async (_how, authorization) => {
      expect(await nginx.call({ path: '/score', headers: { authorization } })).toMatchObject({ status: 401 });
    });

    it.each(['GET', 'POST', 'OPTIONS'])(
      'passes %s with either key, and the upstream never sees the key',
      async (method) => {
        seen.length = 0;
        for (const key of [KEY, 'The-Second-Key-2']) {
          const answer = await nginx.call({
            method,
            path: '/score?a=%2e',
            headers: { authorization: `Bearer ${key}` },
          });
          expect(answer).toMatchObject({ status: 200, headers: { 'x-aci-model-deploy-revision': REVISION } });
        }
        expect(seen).toEqual([
          { url: '/score?a=%2e', method, authorization: undefined },
          { url: '/score?a=%2e', method, authorization: undefined },
        ]);
      },
    );

    it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE'])(
      'answers %s with the key with 405',
      async (method) => {
        const answer = await nginx.call({ method, path: '/score', headers: withKey });
        expect(answer).toMatchObject({
          status: 405,
          headers: { 'x-aci-model-deploy-revision': REVISION, 'content-type': 'application/json' },
        });
      },
    );

    it('passes the error of the scoring server as it is', async () => {
      expect(await nginx.call({ path: '/fails', headers: withKey })).toMatchObject({
        status: 500,
        body: 'got 0 bytes',
        headers: { 'x-aci-model-deploy-revision': REVISION },
      });
    });

    it('takes a body of 100 MB and refuses one byte more', async () => {
      const most = await nginx.call({ method: 'POST', path: '/score', headers: withKey, bytes: 100 * MB });
      expect(most).toMatchObject({ status: 200, body: `got ${100 * MB} bytes` });
      const head = `POST /score HTTP/1.1\r\nhost: x\r\nconnection: close\r\nauthorization: Bearer ${KEY}\r\n`;
      const answer = await nginx.raw(`${head}content-length: ${100 * MB + 1}\r\n\r\n`);
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
      expect(answer).toContain(`x-aci-model-deploy-revision: ${REVISION}`);
      expect(answer).toContain('{"message":"The request body is larger than 100 MB."}');
    });

    it('keeps the pages of its errors to itself', async () => {
      const path = '/aci-model-deploy/error/401';
      expect(await nginx.call({ path, headers: withKey })).toMatchObject({
        status: 404,
        body: '{"message":"There is nothing at this address."}',
        headers: { 'x-aci-model-deploy-revision': REVISION },
      });
    });

    it('answers 504 when the scoring server takes longer than the scoring-timeout', async () => {
      const started = Date.now();
      const answer = await nginx.call({ path: '/hang', headers: withKey });
      expect(answer).toMatchObject({
        status: 504,
        headers: { 'x-aci-model-deploy-revision': REVISION, 'content-type': 'application/json' },
      });
      expect(JSON.parse(answer.body)).toEqual({
        message: 'The scoring container did not answer within 1 s (scoring-timeout).',
      });
      expect(Date.now() - started).toBeGreaterThanOrEqual(950);
    });

    it.each([
      ['what is not HTTP', 'GET / HTTP/1.1\r\nno colon here\r\nbad header\x00\r\n\r\n', 400],
      ['too many headers', `GET / HTTP/1.1\r\nhost: x\r\na: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
      ['a long address', `GET /${'x'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 414],
      ['an unknown version', 'GET / HTTP/3.7\r\nhost: x\r\n\r\n', 505],
      ['a path above the root', 'GET /../x HTTP/1.1\r\nhost: x\r\n\r\n', 400],
    ])('answers %s in JSON with the revision and without its version', async (_what, text, status) => {
      const answer = await nginx.raw(text);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toContain(`x-aci-model-deploy-revision: ${REVISION}`);
      expect(answer).toContain('{"message":');
      expect(answer).toMatch(/^Server: nginx\r$/m);
    });

    it('lets the health path through in absolute form, as proxies ask it', async () => {
      expect(
        await nginx.raw(
          'GET http://x.westeurope.azurecontainer.io/ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
        ),
      ).toMatch(/^HTTP\/1\.1 200 /);
    });
  });

  it.each([
    ['16', 'a.b*c+d?e|f$g^hi'],
    ['44', '(x)[y]{z}\\"\';#'.repeat(4).slice(0, 44)],
    ['256', 'kT9/+=~!@%&-_:,'.repeat(18).slice(0, 256)],
  ])('compares a key of %s characters literally', async (length, key) => {
    expect(key).toHaveLength(Number(length));
    const nginx = await start({ auth: { enabled: true, primaryKey: key } });
    const ask = (authorization: string): Promise<{ status: number }> =>
      nginx.call({ path: '/score', headers: { authorization } });
    expect(await ask(`Bearer ${key}`)).toMatchObject({ status: 200 });
    for (let at = 0; at < key.length; at += 7) {
      const other = `${key.slice(0, at)}Z${key.slice(at + 1)}`;
      expect(await ask(`Bearer ${other}`)).toMatchObject({ status: 401 });
    }
  });

  it('opens the health path it is told, and nothing like it', async () => {
    const nginx = await start({ healthPath: '/v1/health.check' });
    const status = async (path: string): Promise<number> => (await nginx.call({ path })).status;
    expect(await status('/v1/health.check')).toBe(200);
    expect(await status('/v1/healthXcheck')).toBe(401);
    expect(await status('/V1/health.check')).toBe(401);
    expect(await status('/v1/health.check/')).toBe(401);
    expect(await status('/')).toBe(401);
  });

  describe('with keys off', () => {
    const auth: Auth = { enabled: false };

    it('needs no key, and still keeps to its methods', async () => {
      const nginx = await start({ auth });
      expect(await nginx.call({ method: 'POST', path: '/score' })).toMatchObject({ status: 200 });
      expect(await nginx.call({ method: 'HEAD', path: '/' })).toMatchObject({ status: 200 });
      expect(await nginx.call({ method: 'HEAD', path: '/score' })).toMatchObject({ status: 405 });
      expect(await nginx.call({ method: 'PUT', path: '/score' })).toMatchObject({ status: 405 });
    });

    it('answers 502 in JSON when nothing listens on the port of the scoring container', async () => {
      const { server, port } = await listen(() => undefined);
      await new Promise((resolve) => server.close(resolve));
      const nginx = await start({ auth, port });
      const answer = await nginx.call({});
      expect(answer).toMatchObject({
        status: 502,
        headers: { 'x-aci-model-deploy-revision': REVISION, 'content-type': 'application/json' },
      });
      expect(JSON.parse(answer.body)).toEqual({
        message: expect.stringContaining('The scoring container did not answer.'),
      });
    });
  });
});
