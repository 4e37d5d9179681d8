import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { scoreFlowers } from '../../../scripts/demo/score.ts';

const URI = 'http://iris.westeurope.azurecontainer.io/score';
let answer = { status: 200, body: '' };
const seen: string[] = [];
const proxy = createServer((request, response) => {
  seen.push(
    `${request.method ?? ''} ${request.url ?? ''} ${request.headers.host ?? ''} ${request.headers.authorization ?? ''}`,
  );
  response.writeHead(answer.status).end(answer.body);
});

beforeEach(async () => {
  seen.length = 0;
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await new Promise((done) => proxy.close(done));
});

function score(): Promise<void> {
  const { port } = proxy.address() as AddressInfo;
  return scoreFlowers({
    uri: URI,
    key: 'key',
    proxy: `http://127.0.0.1:${port}`,
    signal: new AbortController().signal,
  });
}

describe('scoreFlowers', () => {
  it('asks the proxy in absolute form, with the key', async () => {
    answer = { status: 200, body: predictions('setosa', 'virginica') };
    await score();
    expect(seen).toEqual([`POST ${URI} iris.westeurope.azurecontainer.io Bearer key`]);
  });

  it.each([
    [{ status: 502, body: 'bad gateway' }, 'The service answered 502 to a scoring request.'],
    [
      { status: 200, body: predictions('setosa', 'setosa') },
      'The service took the flowers for setosa, setosa; they are setosa, virginica.',
    ],
  ])('fails on %j', async (given, message) => {
    answer = given;
    await expect(score()).rejects.toThrow(message);
  });
});

function predictions(...species: readonly string[]): string {
  return JSON.stringify({ predictions: species.map((name) => ({ species: name })) });
}
