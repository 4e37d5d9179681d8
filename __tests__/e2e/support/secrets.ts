import { expect } from '@jest/globals';
import type { ActionRunResult } from '../../../scripts/runner.ts';

/** Fails when a secret is in anything that a run leaves behind, plain or in an encoding that masks miss. */
export function expectNoSecret(run: ActionRunResult, secrets: readonly string[]): void {
  const places = {
    log: withoutMaskCommands(run.log),
    summary: run.summary,
    outputs: JSON.stringify(run.outputs),
    state: JSON.stringify(run.state),
    exported: JSON.stringify(run.exported),
    annotations: JSON.stringify(run.annotations),
  };
  expectNoSecretIn(places, secrets);
}

/** Fails when a secret is in one of the texts, by the name of their place. */
export function expectNoSecretIn(places: Readonly<Record<string, string>>, secrets: readonly string[]): void {
  for (const [place, text] of Object.entries(places)) {
    for (const secret of secrets) {
      for (const encoded of encodings(secret))
        expect([place, text.includes(encoded)]).toEqual([place, false]);
    }
  }
}

/** The runner takes these lines away before anybody sees them. */
function withoutMaskCommands(log: string): string {
  return log
    .split('\n')
    .filter((line) => !line.startsWith('::add-mask::'))
    .join('\n');
}

/** The secret as it is, in base64 at each of its three alignments, and as a URL and JSON would carry it. */
function encodings(secret: string): string[] {
  const aligned = [0, 1, 2].map((offset) => {
    const text = Buffer.from('x'.repeat(offset) + secret).toString('base64');
    // The first and last characters depend on what is beside the secret.
    return text.slice(offset === 0 ? 0 : 4, -4);
  });
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), ...aligned];
}
