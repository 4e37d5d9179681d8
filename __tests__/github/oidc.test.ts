import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../src/clock.ts';
import { ActionError } from '../../src/findings.ts';
import { requestIdToken } from '../../src/github/oidc.ts';
import { withEnvironment } from './environment.ts';
import { linesOf } from './stdout.ts';

interface Asked {
  readonly outcome: unknown;
  readonly requests: string[];
  readonly slept: number[];
  readonly lines: string[];
}

/** Asks a token server on loopback that answers with these statuses, the last one again and again. */
async function ask(statuses: readonly number[]): Promise<Asked> {
  const requests: string[] = [];
  const slept: number[] = [];
  const clock: Clock = { now: () => 0, sleep: (ms) => Promise.resolve(void slept.push(ms)) };
  const server = createServer((request, response) => {
    const status = statuses[Math.min(requests.length, statuses.length - 1)] ?? 200;
    requests.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(status === 200 ? '{"value": "the.id.token"}' : '{"message": "::error::no"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const environment = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/oidc?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
    HTTP_PROXY: undefined,
    http_proxy: undefined,
  };
  let outcome: unknown;
  try {
    const lines = await linesOf(() =>
      withEnvironment(environment, async () => {
        outcome = await requestIdToken('api://AzureADTokenExchange', clock).catch(
          (caught: unknown) => caught,
        );
      }),
    );
    return { outcome, requests, slept, lines };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('requestIdToken', () => {
  it('asks with the audience and masks the token', async () => {
    const { outcome, requests, lines } = await ask([200]);
    expect(outcome).toBe('the.id.token');
    expect(requests).toEqual([
      '/oidc?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange Bearer request-token',
    ]);
    expect(lines).toContain('::add-mask::the.id.token');
  });

  it('asks again after a failure', async () => {
    const { outcome, slept } = await ask([500, 200]);
    expect(outcome).toBe('the.id.token');
    expect(slept).toEqual([1_000]);
  });

  it('gives up after three and says what GitHub said', async () => {
    const { outcome, requests, slept } = await ask([403]);
    expect(requests).toHaveLength(3);
    expect(slept).toEqual([1_000, 3_000]);
    expect(outcome).toBeInstanceOf(ActionError);
    expect(outcome).toMatchObject({
      message: expect.stringMatching(
        /^GitHub gave no OIDC token to sign in to Azure with, asked 3 times: .*403/,
      ),
      findings: [{ remedy: expect.stringContaining('https://www.githubstatus.com') }],
    });
    expect((outcome as ActionError).message).not.toMatch(/[\r\n]/);
  });

  it.each(['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'])(
    'without %s it names the permissions and asks nobody',
    async (missing) => {
      const environment = {
        ACTIONS_ID_TOKEN_REQUEST_URL: 'http://127.0.0.1:9/',
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'x',
        [missing]: undefined,
      };
      const caught = await withEnvironment(environment, () =>
        requestIdToken('a').catch((error: unknown) => error),
      );
      expect(caught).toMatchObject({
        message:
          'GitHub gives this job no OIDC token to sign in to Azure with: the job has no permission to ask for one.',
        findings: [
          {
            remedy: expect.stringContaining('"permissions: { id-token: write, contents: read }"'),
            input: 'client-id',
            evidence: ['permissions:', '  id-token: write', '  contents: read'],
          },
        ],
      });
    },
  );
});
