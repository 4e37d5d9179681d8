import { createHmac } from 'node:crypto';
import { record } from './http.ts';

/** The claims of a token that the local Azure reads. Times are seconds since the Unix epoch. */
export interface Claims {
  readonly aud: string;
  readonly iss: string;
  readonly exp: number;
  readonly nbf: number;
  readonly sub?: string;
  readonly appid?: string;
  readonly oid?: string;
  readonly tid?: string;
  /** Registry tokens: refresh_token or access_token. */
  readonly grant_type?: string;
  /** What a registry's access token allows. */
  readonly access?: readonly RegistryAccess[];
}

/** The right to a repository that a registry's access token carries. */
export interface RegistryAccess {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** Makes a token. The signature shows only that this local Azure made it; real ones are signed with RSA keys. */
export function makeJwt(claims: object, secret: string): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const content = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(claims)}`;
  return `${content}.${sign(content, secret)}`;
}

/** Reads a token without looking at its signature. Undefined when it is no JWT. */
export function readJwt(token: string): Claims | undefined {
  const [, payload] = token.split('.');
  if (payload === undefined) return undefined;
  try {
    const claims = record(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    const { aud, iss, exp, nbf } = claims;
    if (typeof aud !== 'string' || typeof iss !== 'string' || typeof exp !== 'number') return undefined;
    return { ...claims, aud, iss, exp, nbf: typeof nbf === 'number' ? nbf : 0 };
  } catch {
    return undefined;
  }
}

/** True when the token was made with this secret. */
export function isSignedWith(token: string, secret: string): boolean {
  const end = token.lastIndexOf('.');
  return end > 0 && token.slice(end + 1) === sign(token.slice(0, end), secret);
}

/** The token of an `Authorization: Bearer` header. */
export function bearerOf(headers: Readonly<Record<string, string>>): string | undefined {
  return /^Bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '')?.[1];
}

function sign(content: string, secret: string): string {
  return createHmac('sha256', secret).update(content).digest('base64url');
}
