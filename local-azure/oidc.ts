import { randomBytes, randomUUID } from 'node:crypto';
import type { WireHandler } from './http.ts';
import { makeJwt } from './jwt.ts';

/** Who signs the tokens of GitHub's jobs. */
export const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
/** What a federated credential of Entra asks for. */
export const FEDERATED_AUDIENCE = 'api://AzureADTokenExchange';

/** Seconds a job's token lives. GitHub's live for five minutes. */
const LIFETIME_SECONDS = 300;

/** GitHub's OIDC endpoint, as a job with `permissions: id-token: write` sees it. */
export interface Oidc {
  /** Answers requests below /oidc. */
  readonly handler: WireHandler;
  /** Subject claim of its tokens; Entra's federated credential names it. */
  readonly subject: string;
  /** Variables of the job, once the port is known. */
  env(port: number): {
    readonly ACTIONS_ID_TOKEN_REQUEST_URL: string;
    readonly ACTIONS_ID_TOKEN_REQUEST_TOKEN: string;
  };
}

/** Plays the endpoint that core.getIDToken() asks. Plain http: the toolkit takes it on loopback. */
export function createOidc(): Oidc {
  const requestToken = randomBytes(24).toString('base64url');
  const signature = randomBytes(24).toString('base64url');
  const subject = 'repo:contoso/iris:ref:refs/heads/main';
  return {
    subject,
    handler: (request) => {
      if (request.url.pathname !== '/oidc')
        return Promise.resolve({ status: 404, body: { message: 'Not found' } });
      if (request.headers['authorization'] !== `Bearer ${requestToken}`) {
        return Promise.resolve({ status: 401, body: { message: 'Bad request token' } });
      }
      const audience = request.url.searchParams.get('audience') ?? 'https://github.com/contoso';
      return Promise.resolve({
        status: 200,
        body: { count: 1, value: makeJwt(claims(subject, audience), signature) },
      });
    },
    env: (port) => ({
      ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${port}/oidc?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: requestToken,
    }),
  };
}

function claims(subject: string, audience: string): object {
  const now = Math.floor(Date.now() / 1000);
  return {
    jti: randomUUID(),
    sub: subject,
    aud: audience,
    ref: 'refs/heads/main',
    repository: 'contoso/iris',
    repository_owner: 'contoso',
    iss: GITHUB_ISSUER,
    nbf: now - 300,
    exp: now + LIFETIME_SECONDS,
    iat: now,
  };
}
