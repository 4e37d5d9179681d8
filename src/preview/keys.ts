import { createHmac } from 'node:crypto';
import type { Auth } from '../config/types.ts';
import { previewTag } from './types.ts';
import type { Preview } from './types.ts';

type Whose = Pick<Preview, 'repository' | 'number'>;

/**
 * Who may call a preview: nobody needs a key for it that needs none for the live service, and wherever the live keys
 * come from, the preview's are its own. Pure.
 */
export function previewAuth(auth: Auth, preview: Whose): Auth {
  if (!auth.enabled) return auth;
  const { primaryKey, secondaryKey } = auth;
  return {
    enabled: true,
    primaryKey: previewKey(primaryKey, preview),
    ...(secondaryKey !== undefined && { secondaryKey: previewKey(secondaryKey, preview) }),
  };
}

/**
 * A preview's own key, made from the live service's: whoever can call the preview cannot call the live service, and
 * whoever has the live key can make the preview's ({@link keyCommand}). 64 hexadecimal digits.
 */
export function previewKey(liveKey: string, preview: Whose): string {
  return createHmac('sha256', liveKey).update(previewTag(preview)).digest('hex');
}

/** A line of shell that prints the preview's key from the live key in an environment variable. */
export function keyCommand(preview: Whose, liveKeyVariable: string): string {
  return `printf %s '${previewTag(preview)}' | openssl dgst -sha256 -hmac "$${liveKeyVariable}" -r | cut -d ' ' -f 1`;
}
