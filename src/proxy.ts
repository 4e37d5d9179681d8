import type { ProxySettings } from '@azure/core-rest-pipeline';
import type { Finding } from './findings.ts';
import { error } from './findings.ts';

/** Variables that name a proxy. In lower case they count too, as for curl and the Azure SDKs. */
const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY'] as const;
type ProxyVariable = (typeof PROXY_VARIABLES)[number];

/** An error for each variable whose value the Azure SDKs cannot use. The value is not shown: it may hold a password. */
export function checkProxies(env: NodeJS.ProcessEnv): Finding[] {
  return PROXY_VARIABLES.flatMap((name) => {
    const value = valueOf(env, name);
    if (value === undefined || parseProxy(value)) return [];
    return [
      error(`The environment variable ${name} of the runner is no URL of a proxy.`, {
        remedy: 'Write it with its scheme, such as http://proxy.example:8080.',
      }),
    ];
  });
}

/** The proxy for plain http. The pipeline of the Azure SDKs by itself would take HTTPS_PROXY for both. */
export function plainHttpProxy(env: NodeJS.ProcessEnv): ProxySettings | undefined {
  const url = parseProxy(valueOf(env, 'HTTP_PROXY') ?? '');
  if (!url) return undefined;
  const { protocol, hostname, port, username, password } = url;
  // The URL leaves out the port that belongs to the scheme.
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  return {
    host: `${protocol}//${hostname}`,
    port: number,
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
  };
}

function valueOf(env: NodeJS.ProcessEnv, name: ProxyVariable): string | undefined {
  return [env[name], env[name.toLowerCase()]].find((value) => value !== undefined && value !== '');
}

function parseProxy(value: string): URL | undefined {
  const url = URL.parse(value);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== '' ? url : undefined;
}
