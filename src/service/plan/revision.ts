import { createHash, scryptSync } from 'node:crypto';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import { separateSecrets } from './secrets.ts';
import { TAGS_OUTSIDE_REVISION } from '../tags.ts';

/** Work factors of scrypt: about 50 ms and 16 MB, once for all secrets. Source: RFC 7914, section 2. */
const SCRYPT = { N: 2 ** 14, r: 8, p: 1 } as const;
/** 64 bits: the revision tells deployments of one service apart. */
const LENGTH = 16;

/**
 * Hash of the desired state. It leaves out the revision itself and the tags that change with every run. Secrets
 * enter only through scrypt, so that a public header and a readable tag give nobody a quick way to guess them.
 *
 * @param group The whole group, planned with an empty revision.
 * @param salt Random text, the same for every deployment of a service.
 */
export function revisionOf(group: ContainerGroup, salt: string): string {
  const { open, secrets } = separateSecrets(group);
  const tags = Object.entries(group.tags ?? {}).filter(([name]) => !TAGS_OUTSIDE_REVISION.includes(name));
  const sealed = scryptSync(canonicalJson(secrets), salt, 32, SCRYPT).toString('hex');
  const state = canonicalJson({ ...open, tags: Object.fromEntries(tags), sealed });
  return createHash('sha256').update(state).digest('hex').slice(0, LENGTH);
}

/** JSON with sorted keys: equal values give equal text. Undefined values are left out, as in any JSON. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
