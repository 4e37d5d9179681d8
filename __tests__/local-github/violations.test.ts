import { describe, expect, it } from '@jest/globals';
import { exchangeViolations } from '../../local-github/openapi/violations.ts';
import type { Exchange } from '../../local-azure/types.ts';
import { useGitHub } from './client.ts';
import type { Bench } from './client.ts';

const open = useGitHub();

async function deploymentExchange({ github, rest, repo }: Bench): Promise<Exchange> {
  await rest.repos.createDeployment({ ...repo, ref: 'main', required_contexts: [], auto_merge: false });
  const [exchange] = github.exchanges;
  if (!exchange) throw new Error('Nothing was recorded.');
  return exchange;
}

describe('violations', () => {
  it.each<[string, (exchange: Exchange) => Partial<Exchange>, RegExp]>([
    [
      'an answer that lacks a field',
      ({ body }) => ({ body: { ...(body as object), statuses_url: undefined } }),
      /answer \/ must have required property 'statuses_url'/,
    ],
    [
      'an answer with an unknown field',
      ({ body }) => ({ body: { ...(body as object), colour: 'red' } }),
      /answer \/ must NOT have additional properties .*colour/,
    ],
    [
      'an answer with a wrong value',
      ({ body }) => ({ body: { ...(body as object), id: 'one' } }),
      /answer \/id must be integer/,
    ],
    [
      'a wrong time',
      ({ body }) => ({ body: { ...(body as object), created_at: 'today' } }),
      /answer \/created_at must match format/,
    ],
    ['a status that the endpoint does not have', () => ({ status: 299 }), /undeclared status 299/],
    [
      'an answer of another type',
      () => ({ headers: { 'content-type': 'text/html' } }),
      /undeclared content type 'text\/html'/,
    ],
    [
      'a request without what is required',
      () => ({ requestBody: { environment: 'x' } }),
      /request \/ must have required property 'ref'/,
    ],
    [
      'a request with an unknown field',
      () => ({ requestBody: { ref: 'main', transient: true } }),
      /request \/ must NOT have additional properties .*transient/,
    ],
    ['a request without a token', () => ({ requestHeaders: {} }), /the request has no token/],
    ['an unknown parameter', ({ url }) => ({ url: `${url}?env=x` }), /unknown query parameter env/],
    ['an unknown path', () => ({ url: '/repos/octo-org/iris-service/deploy' }), /no such endpoint/],
    [
      'an error of another form',
      () => ({ status: 404, body: { message: 404 } }),
      /error \/message must be string/,
    ],
  ])('are found: %s', async (_, change, expected) => {
    const bench = open();
    const exchange = await deploymentExchange(bench);
    const broken: Exchange = JSON.parse(JSON.stringify({ ...exchange, ...change(exchange) })) as Exchange;

    expect(exchangeViolations(bench.github.site, [exchange])).toEqual([]);
    expect(exchangeViolations(bench.github.site, [broken])).toEqual([expect.stringMatching(expected)]);
  });

  it('are found in paths and queries', async () => {
    const { github, rest, repo } = open();
    await rest.repos.listDeployments({ ...repo, per_page: 'many' as unknown as number });
    await rest.pulls.get({ ...repo, pull_number: 12 });
    const [list, pull] = github.exchanges;

    expect(
      exchangeViolations(github.site, [list, { ...pull, url: '/repos/o/r/pulls/twelve' }] as Exchange[]),
    ).toEqual([
      'GET /repos/octo-org/iris-service/deployments?per_page=many (200): query parameter per_page: / must be integer {"type":"integer"}',
      expect.stringContaining('path parameter pull_number: / must be integer'),
    ]);
    github.exchanges.splice(0);
  });

  it('are found in calls of GraphQL', async () => {
    const { github, octokit } = open();
    await octokit.graphql('query { viewer { login } }');
    const [exchange] = github.exchanges;
    const broken = [
      { ...exchange, requestBody: { query: 1 } },
      { ...exchange, body: { data: { viewer: null } } },
    ] as Exchange[];

    expect(exchangeViolations(github.site, broken)).toEqual([
      expect.stringContaining('request /query'),
      expect.stringContaining('answer /'),
    ]);
  });
});
