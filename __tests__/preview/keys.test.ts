import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { resolveAuth } from '../../src/config/auth.ts';
import { keyCommand, previewAuth, previewKey } from '../../src/preview/keys.ts';

const preview = { repository: 'octo-org/iris', number: 12 };
const LIVE = 'key-of-the-live-service';

describe('previewAuth', () => {
  it('needs no key where the live service needs none', () => {
    expect(previewAuth({ enabled: false }, preview)).toEqual({ enabled: false });
  });

  it('has a key of its own for each live key', () => {
    const auth = previewAuth({ enabled: true, primaryKey: LIVE, secondaryKey: `${LIVE}-2` }, preview);
    expect(auth).toEqual({
      enabled: true,
      primaryKey: previewKey(LIVE, preview),
      secondaryKey: previewKey(`${LIVE}-2`, preview),
    });
    expect(JSON.stringify(auth)).not.toContain(LIVE);
  });

  it('has keys that every service takes', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9._~+/=-]{16,256}$/), (live) => {
        const primaryKey = previewKey(live, preview);
        expect(resolveAuth(undefined, { primaryKey }).findings).toEqual([]);
      }),
    );
  });

  it.each([
    ['another pull request', { repository: 'octo-org/iris', number: 1 }],
    ['another repository', { repository: 'octo-org/iris2', number: 12 }],
  ])('opens no preview of %s', (_what, other) => {
    expect(previewKey(LIVE, other)).not.toBe(previewKey(LIVE, preview));
  });
});

describe('keyCommand', () => {
  it('prints the key of the preview in a shell', () => {
    const command = keyCommand(preview, 'SCORING_KEY');
    const env = { PATH: process.env['PATH'], SCORING_KEY: LIVE };
    const printed = execFileSync('sh', ['-c', command], { env, encoding: 'utf8' });
    expect(printed).toBe(`${previewKey(LIVE, preview)}\n`);
  });
});
