import { describe, expect, it } from '@jest/globals';
import { getOctokit } from '@actions/github';
import type { GitHubClient } from '../../src/github/api.ts';
import { GitHubRefusal, patiently } from '../../src/github/refusal.ts';
import type { GitHubCall } from '../../src/github/refusal.ts';

const READ: GitHubCall = { doing: 'read the comments', permission: 'pull-requests: read', isRead: true };
const WRITE: GitHubCall = { doing: 'write the comment', permission: 'pull-requests: write' };
/** What the clock shows, in milliseconds. */
const NOW = 1_000_000_000;

type Reply = () => Response | Error;

function answer(status: number, message = '', headers: Record<string, string> = {}): Reply {
  return () => Response.json({ message }, { status, headers });
}

const ok = answer(200);
const lost: Reply = () => new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });

interface Sent {
  readonly result: unknown;
  readonly requests: number;
  readonly waits: readonly number[];
}

/** Sends a call to a GitHub that gives these replies, the last one again and again. */
async function send(
  call: GitHubCall,
  replies: readonly Reply[],
  ask: (client: GitHubClient) => Promise<unknown> = (client) => client.request('GET /zen'),
): Promise<Sent> {
  const waits: number[] = [];
  let requests = 0;
  const fetch = (): Promise<Response> => {
    const reply = (replies[requests] ?? replies.at(-1) ?? lost)();
    requests += 1;
    return reply instanceof Error ? Promise.reject(reply) : Promise.resolve(reply);
  };
  const client = getOctokit('a-token', { request: { fetch } });
  const clock = { now: () => NOW, sleep: (ms: number) => Promise.resolve(void waits.push(ms)) };
  const result = await patiently(call, () => ask(client), clock).catch((caught: unknown) => caught);
  return { result, requests, waits };
}

async function refusalOf(reply: Reply, call = WRITE): Promise<GitHubRefusal> {
  const { result } = await send(call, [reply]);
  if (!(result instanceof GitHubRefusal)) throw new Error('It was not refused.');
  return result;
}

describe('what passes', () => {
  it.each<[string, GitHubCall, readonly Reply[], { requests: number; waits: readonly number[] }]>([
    ['a read that was not answered', READ, [lost, ok], { requests: 2, waits: [1_000] }],
    ['a read and a fault', READ, [answer(502), answer(500), ok], { requests: 3, waits: [1_000, 3_000] }],
    ['a read, three times at most', READ, [lost], { requests: 3, waits: [1_000, 3_000] }],
    ['no write that was not answered: it may have been done', WRITE, [lost], { requests: 1, waits: [] }],
    ['no write after a fault', WRITE, [answer(502)], { requests: 1, waits: [] }],
    [
      'a write that a secondary limit stopped, as long as GitHub says',
      WRITE,
      [answer(403, 'You have exceeded a secondary rate limit.', { 'retry-after': '7' }), ok],
      { requests: 2, waits: [7_000] },
    ],
    [
      'a write that the limit stopped, until it ends',
      WRITE,
      [
        answer(403, 'API rate limit exceeded', {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': `${NOW / 1_000 + 20}`,
        }),
        ok,
      ],
      { requests: 2, waits: [20_000] },
    ],
    [
      'a limit whose end is past by the clock of the runner',
      WRITE,
      [answer(429, '', { 'x-ratelimit-reset': '1' }), ok],
      { requests: 2, waits: [1_000] },
    ],
    ['a limit without a time', WRITE, [answer(429), ok], { requests: 2, waits: [1_000] }],
    [
      'no limit that lasts longer than a minute',
      READ,
      [answer(403, '', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${NOW / 1_000 + 61}` })],
      { requests: 1, waits: [] },
    ],
    [
      'no limit whose end is no number',
      READ,
      [answer(429, '', { 'retry-after': 'Fri, 31 Dec 2027 23:59:59 GMT' })],
      { requests: 1, waits: [] },
    ],
    [
      'no missing permission',
      READ,
      [answer(403, 'Resource not accessible by integration')],
      { requests: 1, waits: [] },
    ],
    ['nothing that is wrong', READ, [answer(422)], { requests: 1, waits: [] }],
  ])('is tried again: %s', async (_name, call, replies, expected) => {
    expect(await send(call, replies)).toMatchObject(expected);
  });

  it('is given back when it was answered', async () => {
    const { result } = await send(READ, [lost, answer(200, 'Keep it logically awesome.')]);
    expect(result).toMatchObject({ status: 200, data: { message: 'Keep it logically awesome.' } });
  });
});

describe('what is said', () => {
  it.each<[string, Reply, { status: number; isPermission: boolean }, string, RegExp]>([
    [
      'a missing permission',
      answer(403, 'Resource not accessible by integration'),
      { status: 403, isPermission: true },
      'GitHub did not let this run write the comment (403): Resource not accessible by integration',
      /^Add `pull-requests: write` to the `permissions:` of the job\.$/,
    ],
    [
      'a personal token without the permission',
      answer(403, 'Resource not accessible by personal access token'),
      { status: 403, isPermission: true },
      'GitHub did not let this run write the comment (403): Resource not accessible by personal access token',
      /^Add/,
    ],
    [
      'a locked conversation, which no permission opens',
      answer(403, 'Unable to create comment because issue is locked.'),
      { status: 403, isPermission: false },
      'GitHub did not let this run write the comment (403): Unable to create comment because issue is locked.',
      /^Look at what GitHub says\./,
    ],
    [
      'a limit, which is no missing permission',
      answer(403, 'Slow down', { 'retry-after': '3600' }),
      { status: 403, isPermission: false },
      'GitHub did not let this run write the comment (403): Slow down',
      /^Run again later;/,
    ],
    [
      'a token that is none',
      answer(401, 'Bad credentials'),
      { status: 401, isPermission: false },
      'GitHub did not let this run write the comment (401): Bad credentials',
      /in the input github-token/,
    ],
    [
      'single sign-on',
      answer(403, 'Resource protected by organization SAML enforcement.', { 'x-github-sso': 'required' }),
      { status: 403, isPermission: false },
      'GitHub did not let this run write the comment (403): Resource protected by organization SAML enforcement.',
      /^Authorise the token/,
    ],
    [
      'what the token may not see',
      answer(404, 'Not Found'),
      { status: 404, isPermission: false },
      'GitHub did not let this run write the comment (404): Not Found',
      /the token may not see it/,
    ],
    [
      'no answer',
      lost,
      { status: 0, isPermission: false },
      'GitHub did not answer when this run wanted to write the comment: read ECONNRESET',
      /githubstatus/,
    ],
    [
      'a fault',
      answer(503, 'No server is available'),
      { status: 503, isPermission: false },
      'GitHub did not let this run write the comment (503): No server is available',
      /githubstatus/,
    ],
    [
      'a request that is wrong',
      answer(422, 'Validation Failed'),
      { status: 422, isPermission: false },
      'GitHub did not let this run write the comment (422): Validation Failed',
      /fault of the Action/,
    ],
  ])('about %s', async (_name, reply, expected, message, remedy) => {
    const refusal = await refusalOf(reply);
    expect(refusal).toMatchObject(expected);
    expect(refusal.findings).toEqual([{ severity: 'error', message, remedy: expect.stringMatching(remedy) }]);
  });

  it('is harmless and short, whatever stands between the run and GitHub', async () => {
    const html = `::error::x\n##[add-mask]y\u202e${'<p>'.repeat(1_000)}`;
    const page: Reply = () => new Response(html, { status: 502, headers: { 'content-type': 'text/html' } });
    const [finding] = (await refusalOf(page)).findings;
    expect(finding?.message).toMatch(/\(502\): : :error::x ## \[add-mask\]y<p>/);
    expect(finding?.message.length).toBeLessThan(400);
  });
});

describe('GraphQL, whose errors come with 200', () => {
  const viewer = (client: GitHubClient): Promise<unknown> => client.graphql('query { viewer { login } }');
  const errors = (type: string | undefined, message: string): Reply => {
    return () => Response.json({ data: null, errors: [{ ...(type && { type }), message }] });
  };

  it.each([
    ['FORBIDDEN', 'Resource not accessible by integration', { status: 403, isPermission: true }, 1],
    ['NOT_FOUND', 'Could not resolve', { status: 404, isPermission: false }, 1],
    ['RATE_LIMITED', 'API rate limit exceeded', { status: 429, isPermission: false }, 3],
    [undefined, 'Something went wrong', { status: 500, isPermission: false }, 3],
  ])('knows %s', async (type, message, expected, requests) => {
    const sent = await send(READ, [errors(type, message)], viewer);
    expect(sent.result).toMatchObject(expected);
    expect(sent.requests).toBe(requests);
    expect((sent.result as GitHubRefusal).findings[0]?.message).toContain(message);
  });

  it('has statuses of its own too', async () => {
    expect((await send(READ, [answer(401, 'Bad credentials')], viewer)).result).toMatchObject({
      status: 401,
    });
  });
});

it('takes what is no error of the client for no answer', async () => {
  const { result } = await send(WRITE, [ok], () => Promise.reject(new Error('odd')));
  expect(result).toMatchObject({ status: 0, isPermission: false });
});
