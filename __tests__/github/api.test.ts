import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, jest } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { createGitHubApi } from '../../src/github/api.ts';
import { withEnvironment } from './environment.ts';

it.each([
  ['a token', undefined, 'octo-org/iris-service'],
  ['a repository', 'a-token', undefined],
  ['a whole repository', 'a-token', 'octo-org'],
])('is not there without %s', async (_what, token, repository) => {
  const api = await withEnvironment({ GITHUB_REPOSITORY: repository }, () =>
    createGitHubApi(token, systemClock),
  );
  expect(api).toBeUndefined();
});

it('asks the API of the environment as who it is, and prints nothing by itself', async () => {
  const seen: { url: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createServer(({ url, headers }, response) => {
    seen.push({ url, headers });
    response.writeHead(200, { 'content-type': 'application/json', deprecation: 'true' }).end('{"a": 1}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const warn = jest.spyOn(console, 'warn').mockReturnValue();
  try {
    const environment = {
      GITHUB_REPOSITORY: 'octo-org/iris-service',
      GITHUB_API_URL: `http://127.0.0.1:${port}/api/v3`,
    };
    const api = await withEnvironment(environment, () => createGitHubApi('a-token', systemClock));
    expect(api).toMatchObject({ owner: 'octo-org', repo: 'iris-service' });
    const call = { doing: 'read', permission: 'contents: read' };
    expect((await api?.call(call, (client) => client.request('GET /zen')))?.data).toEqual({ a: 1 });
    expect(seen[0]).toMatchObject({
      url: '/api/v3/zen',
      headers: {
        authorization: 'token a-token',
        'user-agent': expect.stringMatching(/^aci-model-deploy /),
      },
    });
    expect(warn).not.toHaveBeenCalled();
  } finally {
    warn.mockRestore();
    server.close();
  }
});
