import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { resolveAuth } from '../../src/config/auth.ts';
import type { DeploymentConfig } from '../../src/config/types.ts';
import { line } from './repository.ts';

const KEY = 'k'.repeat(16);
const OTHER = 'o'.repeat(256);
const FILE_KEY = 'f'.repeat(20);

function deployment(part: Partial<DeploymentConfig> = {}): DeploymentConfig {
  const at: DeploymentConfig['at'] = (...path) => ({ file: 'dc.json', line: path.length + 1, column: 1 });
  return { file: 'dc.json', cpu: 1, memoryInGB: 1, at, ...part };
}

const HTTP =
  'warning primary-key The keys travel over plain HTTP: whoever can read the traffic can read them.';
const OPEN = 'warning primary-key The service has no keys: everybody who knows its address can call it.';
const TURNED_ON =
  'notice primary-key The input primary-key is given, so the service demands a key although the deployment config does not set authEnabled.';

function lines(config: Partial<DeploymentConfig>, primaryKey?: string, secondaryKey?: string): string[] {
  return resolveAuth(deployment(config), { primaryKey, secondaryKey }).findings.map(line);
}

describe('resolveAuth', () => {
  it.each<[string, Partial<DeploymentConfig>, string | undefined, string | undefined, string[]]>([
    ['no keys', {}, undefined, undefined, [OPEN]],
    ['no keys, said so', { authEnabled: false }, undefined, undefined, [OPEN]],
    ['keys', { authEnabled: true }, KEY, OTHER, [HTTP]],
    ['a key turns them on', {}, KEY, undefined, [TURNED_ON, HTTP]],
    [
      'authEnabled without a key',
      { authEnabled: true },
      undefined,
      undefined,
      ['error dc.json:2:1 The deployment config sets authEnabled, but there is no primary key.'],
    ],
    [
      'authEnabled with an empty secret',
      { authEnabled: true },
      '',
      undefined,
      ['error dc.json:2:1 The deployment config sets authEnabled, but there is no primary key.'],
    ],
    [
      'a key with authEnabled false',
      { authEnabled: false },
      KEY,
      undefined,
      [
        'error dc.json:2:1 The input primary-key is given, but the deployment config sets authEnabled to false.',
      ],
    ],
    [
      'secondary alone',
      { authEnabled: true },
      undefined,
      OTHER,
      ['error secondary-key The input secondary-key is given, but no primary key.'],
    ],
    [
      'short key',
      { authEnabled: true },
      'k'.repeat(15),
      undefined,
      ['error primary-key The input primary-key has 15 characters; a key has 16 to 256.', HTTP],
    ],
    [
      'long key',
      { authEnabled: true },
      KEY,
      'k'.repeat(257),
      ['error secondary-key The input secondary-key has 257 characters; a key has 16 to 256.', HTTP],
    ],
    [
      'same keys',
      { authEnabled: true },
      KEY,
      KEY,
      ['warning secondary-key The input secondary-key is the same as the primary key and is not used.', HTTP],
    ],
    [
      'keys in the file',
      { authEnabled: true, primaryKey: FILE_KEY },
      undefined,
      undefined,
      [
        'warning dc.json:2:1 The file dc.json holds keys: everybody who can read the repository knows them.',
        HTTP,
      ],
    ],
    [
      'keys in the file, not used',
      { authEnabled: true, primaryKey: FILE_KEY },
      KEY,
      undefined,
      [
        'warning dc.json:2:1 The file dc.json holds keys: everybody who can read the repository knows them. They are not used, because the input primary-key is given.',
        HTTP,
      ],
    ],
    [
      'short key in the file',
      { authEnabled: true, primaryKey: 'f' },
      undefined,
      undefined,
      [
        'warning dc.json:2:1 The file dc.json holds keys: everybody who can read the repository knows them.',
        'error dc.json:3:1 "keys.primaryKey" has 1 characters; a key has 16 to 256.',
        HTTP,
      ],
    ],
    [
      'secondary alone in the file',
      { secondaryKey: FILE_KEY },
      undefined,
      undefined,
      [
        'warning dc.json:2:1 The file dc.json holds keys: everybody who can read the repository knows them.',
        'error dc.json:3:1 "keys.secondaryKey" is given, but no primary key.',
      ],
    ],
  ])('%s', (_name, config, primary, secondary, expected) => {
    expect(lines(config, primary, secondary)).toEqual(expected);
  });

  it('takes the keys of the inputs', () => {
    const config = deployment({ authEnabled: true, primaryKey: FILE_KEY, secondaryKey: FILE_KEY });
    expect(resolveAuth(config, { primaryKey: KEY }).auth).toEqual({ enabled: true, primaryKey: KEY });
    expect(resolveAuth(config, { primaryKey: KEY, secondaryKey: OTHER }).auth).toEqual({
      enabled: true,
      primaryKey: KEY,
      secondaryKey: OTHER,
    });
  });

  it('takes the keys of the file where no input is given', () => {
    const config = deployment({ authEnabled: true, primaryKey: FILE_KEY, secondaryKey: OTHER });
    expect(resolveAuth(config, {}).auth).toEqual({
      enabled: true,
      primaryKey: FILE_KEY,
      secondaryKey: OTHER,
    });
    expect(resolveAuth(config, { secondaryKey: KEY }).auth).toEqual({
      enabled: true,
      primaryKey: FILE_KEY,
      secondaryKey: KEY,
    });
  });

  it('is open without keys', () => {
    expect(resolveAuth(deployment(), {}).auth).toEqual({ enabled: false });
  });

  it('checks the inputs even when the file could not be read', () => {
    expect(resolveAuth(undefined, { primaryKey: 'short' }).findings.map(line)).toEqual([
      'error primary-key The input primary-key has 5 characters; a key has 16 to 256.',
    ]);
    expect(resolveAuth(undefined, {}).findings).toEqual([]);
  });

  it.each([' ', '\n', '"', '$', '{', ';', '\\', 'é', ','])('refuses a key with %j', (character) => {
    expect(lines({ authEnabled: true }, KEY + character)[0]).toMatch(
      /has a character that a key cannot have/,
    );
  });

  it('accepts what openssl rand -base64 makes', () => {
    const bytes = fc.uint8Array({ minLength: 12, maxLength: 190 });
    fc.assert(
      fc.property(bytes, (random) => {
        expect(lines({ authEnabled: true }, Buffer.from(random).toString('base64'))).toEqual([HTTP]);
      }),
    );
  });

  it('never shows a key', () => {
    const key = fc.string({ unit: 'binary', minLength: 8 });
    fc.assert(
      fc.property(
        key,
        key,
        fc.constantFrom(true, false, undefined),
        (primaryKey, secondaryKey, authEnabled) => {
          const config = deployment({ primaryKey, ...(authEnabled !== undefined && { authEnabled }) });
          const shown = [
            ...resolveAuth(config, { secondaryKey }).findings,
            ...resolveAuth(config, { primaryKey: secondaryKey }).findings,
          ].map(({ message, remedy }) => `${message} ${remedy ?? ''}`);
          for (const text of shown) {
            expect(text).not.toContain(primaryKey);
            expect(text).not.toContain(secondaryKey);
          }
        },
      ),
    );
  });
});

describe('a run without secrets', () => {
  const check = (config: Partial<DeploymentConfig>, primaryKey?: string): string[] =>
    resolveAuth(deployment(config), { primaryKey, mayLack: true }).findings.map(line);

  it.each([[{ authEnabled: true }], [{ authEnabled: false }], [{}]])('misses no key with %j', (config) => {
    expect(check(config)).toEqual([]);
  });

  it('still checks a key that it has', () => {
    expect(check({ authEnabled: false }, KEY)).toEqual([
      'error dc.json:2:1 The input primary-key is given, but the deployment config sets authEnabled to false.',
    ]);
    expect(check({ primaryKey: 'short' }, undefined)).toEqual([
      expect.stringContaining('holds keys'),
      expect.stringContaining('"keys.primaryKey" has 5 characters'),
      expect.anything(),
      expect.anything(),
    ]);
  });
});
