import type { WireHandler } from '../http.ts';
import type { WireAnswer } from '../types.ts';
import type { World } from '../world.ts';
import { configuration, instanceDiscovery } from './discovery.ts';
import { failure, invalid } from './refusal.ts';
import type { Refusal } from './refusal.ts';
import { token } from './token.ts';
import type { Lifetime } from './token.ts';

/** Plays Entra ID: discovery and the token endpoint for one tenant with one application. */
export function createEntra(world: World, federatedSubject: string, lifetime: () => Lifetime): WireHandler {
  return (request) => {
    const { pathname } = request.url;
    if (/\/discovery\/instance$/.test(pathname)) return json(instanceDiscovery());
    const [, tenant = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(pathname) ?? [];
    const shared = tenant === 'common' || tenant === 'organizations';
    if (!shared && tenant.toLowerCase() !== world.tenantId)
      return Promise.resolve(failure(unknownTenant(tenant)));
    if (/^(v2\.0\/)?\.well-known\/openid-configuration$/.test(rest))
      return json(configuration(tenant, world));
    if (/^discovery\/(v2\.0\/)?keys$/.test(rest)) return json({ keys: [] });
    if (!/^oauth2\/(v2\.0\/)?token$/.test(rest)) return Promise.resolve({ status: 404 });
    if (request.method !== 'POST') return Promise.resolve({ status: 405, headers: { allow: 'POST' } });
    const form = new URLSearchParams(request.body.toString('utf8'));
    return Promise.resolve(token(world, federatedSubject, form, lifetime));
  };
}

function unknownTenant(tenant: string): Refusal {
  return invalid(
    'invalid_tenant',
    90002,
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );
}

function json(body: object): Promise<WireAnswer> {
  return Promise.resolve({ status: 200, body });
}
