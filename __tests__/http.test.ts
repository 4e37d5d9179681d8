import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHttp } from '../src/http.ts';

const BINARY = Buffer.from([0x00, 0x3f, 0x8c, 0xcc, 0xcd, 0xff]);
let server: Server;
let url = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/slow') return void response.writeHead(200).write('a');
    response.writeHead(request.url === '/error' ? 500 : 200).end(BINARY);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('an answer whose bytes are wanted', () => {
  it.each([
    ['/', 200],
    ['/error', 500],
  ])('%s has them and its text', async (path, status) => {
    const http = await createHttp();
    const answer = await http({ url: `${url}${path}`, timeoutMs: 5_000, wantsBytes: true });
    expect([answer.status, answer.body]).toEqual([status, BINARY.toString()]);
    expect(Buffer.from(answer.bytes ?? [])).toEqual(BINARY);
  });

  it('is given up like any other', async () => {
    const http = await createHttp();
    await expect(http({ url: `${url}/slow`, timeoutMs: 200, wantsBytes: true })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

it('otherwise there is the text only', async () => {
  const http = await createHttp();
  expect(await http({ url, timeoutMs: 5_000 })).toMatchObject({ status: 200, body: BINARY.toString() });
});
