import { describe, expect, it } from '@jest/globals';
import { readPublicDigest } from '../../../src/azure/registry/public-digest.ts';
import { CLOUDS } from '../../../src/azure/clouds.ts';
import type { HttpAnswer, HttpRequest } from '../../../src/http.ts';

const DIGEST = `sha256:${'cd'.repeat(32)}`;
const image = { server: 'mcr.microsoft.com', repository: 'azureml/x', tag: '1' };
const found: Partial<HttpAnswer> = { status: 200, headers: { 'docker-content-digest': DIGEST } };

/** Answers in order; an Error is a request without an answer. */
async function read(
  answers: readonly (Partial<HttpAnswer> | Error)[],
  asked = image,
): Promise<{ result: unknown; sent: HttpRequest[] }> {
  const sent: HttpRequest[] = [];
  const http = (request: HttpRequest): Promise<HttpAnswer> => {
    const answer = answers[sent.push(request) - 1] ?? new Error('not expected');
    return answer instanceof Error
      ? Promise.reject(answer)
      : Promise.resolve({ status: 200, headers: {}, body: '', ...answer });
  };
  const result = await readPublicDigest({ http, cloud: CLOUDS.AzureCloud }, asked);
  return { result, sent };
}

describe('readPublicDigest', () => {
  it("reads Microsoft's registry with one HEAD and no sign-in", async () => {
    const { result, sent } = await read([found]);
    expect(result).toEqual({ digest: DIGEST });
    expect(sent).toEqual([
      expect.objectContaining({ method: 'HEAD', url: 'https://mcr.microsoft.com/v2/azureml/x/manifests/1' }),
    ]);
    expect(sent[0]?.headers).toEqual({ accept: expect.stringContaining('oci.image.index') });
  });

  it.each(['docker.io', 'ghcr.io', 'mcr.microsoft.com.evil.example', 'evil-azurecr.io'])(
    'does not ask %s',
    async (server) => {
      const { result, sent } = await read([], { ...image, server });
      expect([result, sent]).toEqual(['unasked', []]);
    },
  );

  it('takes the token that an Azure registry gives to everybody', async () => {
    const server = 'public.azurecr.io';
    const { result, sent } = await read([{ status: 401 }, { body: '{"access_token":"anybody"}' }, found], {
      ...image,
      server,
    });
    expect(result).toEqual({ digest: DIGEST });
    expect(sent.map(({ url }) => url)).toEqual([
      `https://${server}/v2/azureml/x/manifests/1`,
      `https://${server}/oauth2/token?service=${server}&scope=repository%3Aazureml%2Fx%3Apull`,
      `https://${server}/v2/azureml/x/manifests/1`,
    ]);
    expect(sent[1]?.headers).toBeUndefined();
    expect(sent[2]?.headers).toMatchObject({ authorization: 'Bearer anybody' });
  });

  it.each<[string, readonly (Partial<HttpAnswer> | Error)[], unknown]>([
    ['gives no token', [{ status: 401 }, { status: 401 }], 'unreadable'],
    ['gives no JSON', [{ status: 401 }, { body: '<html>' }], 'unreadable'],
    ['has no such tag', [{ status: 404 }], 'absent'],
    ['tells no digest', [{ status: 200 }], 'unreadable'],
    ['does not answer', [new Error('reset')], 'unreadable'],
    ['fails', [{ status: 503 }], 'unreadable'],
    ['tells a strange digest', [{ headers: { 'docker-content-digest': 'sha256:1' } }], 'unreadable'],
  ])('is plain when the registry %s', async (_what, answers, expected) => {
    expect((await read(answers, { ...image, server: 'private.azurecr.io' })).result).toEqual(expected);
  });
});
