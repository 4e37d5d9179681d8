import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startProxy } from '../../local-azure/proxy/proxy.ts';
import type { Proxy } from '../../local-azure/proxy/proxy.ts';
import { rawPathOf, targetOf } from '../../local-azure/proxy/target.ts';
import { createCertificates } from '../../local-azure/tls.ts';

const FQDN = 'iris.westeurope.azurecontainer.io';

/** Sends a request line to the proxy as it is, and reads the whole answer. */
function raw(port: number, line: string, headers = `host: ${FQDN}`): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${line} HTTP/1.1\r\n${headers}\r\nconnection: close\r\n\r\n`),
    );
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer)).on('error', reject);
  });
}

describe('the proxy', () => {
  let directory: string;
  let group: Server;
  let proxy: Proxy;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'proxy-'));
    group = createServer((request, response) =>
      response.end(`${request.method ?? ''} ${request.url ?? ''} for ${request.headers.host ?? ''}`),
    );
    await new Promise<void>((resolve) => void group.listen(0, '127.0.0.1', resolve));
    const { port } = group.address() as AddressInfo;
    proxy = await startProxy({
      certificates: await createCertificates(directory),
      hosts: () => undefined,
      network: {
        locate: (host, wanted) => {
          if (host !== FQDN) return undefined;
          return wanted === 80
            ? { host: '127.0.0.1', port }
            : wanted === 81
              ? { host: '127.0.0.1', port: 1 }
              : undefined;
        },
      },
      own: (_request, response) => Promise.resolve(void response.end('the proxy itself')),
    });
  });
  afterAll(async () => {
    await proxy.stop();
    group.close();
    await rm(directory, { recursive: true });
  });

  it.each(['/', '/score?x=1', '/score/..', '//', '/%73core/%2e%2e'])(
    'passes %s on as the client wrote it',
    async (path) => {
      expect(await raw(proxy.port, `GET http://${FQDN}${path}`)).toContain(`GET ${path} for ${FQDN}`);
    },
  );

  it('passes a CONNECT to port 80 of a group on', async () => {
    const answer = new Promise<string>((resolve, reject) => {
      const asked = httpRequest({
        host: '127.0.0.1',
        port: proxy.port,
        method: 'CONNECT',
        path: `${FQDN}:80`,
      });
      asked.on('error', reject).on('connect', (_reply: IncomingMessage, socket) => {
        socket.write(`GET /a HTTP/1.1\r\nhost: ${FQDN}\r\nconnection: close\r\n\r\n`);
        let text = '';
        socket.on('data', (chunk: Buffer) => (text += chunk.toString())).on('end', () => resolve(text));
      });
      asked.end();
    });
    expect(await answer).toContain(`GET /a for ${FQDN}`);
  });

  it('answers requests to itself', async () => {
    expect(await raw(proxy.port, 'GET /oidc', `host: 127.0.0.1:${proxy.port}`)).toContain('the proxy itself');
    expect(await raw(proxy.port, `GET http://127.0.0.1:${proxy.port}/oidc`)).toContain('the proxy itself');
  });

  it.each([
    [
      'GET http://nope.westeurope.azurecontainer.io/',
      503,
      'Nothing in the local Azure has the address nope.westeurope.azurecontainer.io:80.',
    ],
    [`GET http://${FQDN}:81/`, 503, 'Nothing answers at '],
    [`CONNECT ${FQDN}:443`, 503, `Nothing in the local Azure has the address ${FQDN}:443.`],
    ['CONNECT other.blob.core.windows.net:443', 503, 'other.blob.core.windows.net'],
    ['CONNECT registry.npmjs.org:443', 403, 'The local Azure does not play registry.npmjs.org:443.'],
    ['GET http://example.com/', 403, 'The local Azure does not play example.com:80.'],
    ['CONNECT nonsense', 400, 'The request names no host and port.'],
  ])('refuses %s with %i', async (line, status, text) => {
    const answer = await raw(proxy.port, line);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(text);
  });
});

describe('targetOf', () => {
  it.each([
    ['host:443', { host: 'host', port: 443 }],
    ['HOST.io:80', { host: 'host.io', port: 80 }],
    ['http://Host.io/path:9', { host: 'host.io', port: 80 }],
    ['http://host.io:8080?x', { host: 'host.io', port: 8080 }],
    ['http://127.3.4.5', { host: '127.3.4.5', port: 80 }],
    ['host', undefined],
    ['https://host/', undefined],
    ['', undefined],
  ])('reads %j', (text, target) => {
    expect(targetOf(text)).toEqual(target);
  });
});

describe('rawPathOf', () => {
  it.each([
    ['http://h/a/../b?c#d', '/a/../b?c'],
    ['http://h', '/'],
    ['http://h?x=1', '/?x=1'],
    ['http://h:80//', '//'],
  ])('keeps the path of %s', (url, path) => {
    expect(rawPathOf(url)).toBe(path);
  });
});
