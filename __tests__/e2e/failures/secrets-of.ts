import type { Workbench } from '../support/workbench.ts';
import { KEY } from '../support/workbench.ts';

/** Fields of answers whose values nobody may see. */
const SECRET_FIELDS = ['value', 'key', 'sasToken', 'access_token', 'refresh_token'];
/** Shorter values, such as an empty one, prove nothing. */
const SHORTEST = 12;

/** Everything secret that a run may have had in hand: what it was given, and what Azure has handed out so far. */
export function secretsOf({ azure }: Workbench): string[] {
  const { info, exchanges } = azure;
  const handedOut = exchanges
    .filter(({ url }) => /\/list(?:Credentials|Secrets)|\/oauth2\//i.test(url))
    .flatMap(({ body }) => valuesIn(body));
  const uploads = exchanges.flatMap(({ body }) => [
    ...JSON.stringify(body ?? '').matchAll(/[?&]sig=([^&"]+)/g),
  ]);
  const signatures = uploads.map(([, signature = '']) => decodeURIComponent(signature));
  const requestToken = info.oidcEnv['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
  const all = [KEY, info.clientSecret, requestToken, ...handedOut, ...signatures];
  return [...new Set(all)].filter(({ length }) => length >= SHORTEST);
}

function valuesIn(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' ? (SECRET_FIELDS.includes(name) ? [value] : []) : valuesIn(value),
  );
}
