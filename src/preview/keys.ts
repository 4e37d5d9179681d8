import { createHmac } from 'node:crypto';
import { previewTag } from './types.ts';
import type { Preview } from './types.ts';

/**
 * A preview's own key, made from the live service's: the code of a pull request never meets the live key, and
 * whoever has that key can make the preview's ({@link keyCommand}). 64 hexadecimal digits.
 */
export function previewKey(liveKey: string, preview: Pick<Preview, 'repository' | 'number'>): string {
  return createHmac('sha256', liveKey).update(previewTag(preview)).digest('hex');
}

/** A line of shell that prints the preview's key from the live key in an environment variable. */
export function keyCommand(preview: Pick<Preview, 'repository' | 'number'>, liveKeyVariable: string): string {
  return `printf %s '${previewTag(preview)}' | openssl dgst -sha256 -hmac "$${liveKeyVariable}" -r | cut -d ' ' -f 1`;
}
