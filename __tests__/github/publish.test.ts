import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { Finding } from '../../src/findings.ts';
import { setOutputs, writeSummary } from '../../src/github/publish.ts';
import { silentLog } from '../../src/log.ts';
import { withEnvironment } from './environment.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'publish-'));
  await writeFile(path.join(folder, 'out'), '');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('sets outputs, also of several lines, through the file', async () => {
  const file = path.join(folder, 'out');
  await withEnvironment({ GITHUB_OUTPUT: file }, () => {
    setOutputs({ state: 'Healthy', image: 'a\nb=c' });
    return Promise.resolve();
  });
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(/^state<<(\S+)\nHealthy\n\1\nimage<<(\S+)\na\nb=c\n\2\n$/);
});

it('writes the summary once', async () => {
  const file = path.join(folder, 'summary.md');
  await writeFile(file, '');
  await withEnvironment({ GITHUB_STEP_SUMMARY: file }, () => writeSummary('## Title', silentLog));
  expect(await readFile(file, 'utf8')).toBe('## Title\n');
});

/** The toolkit remembers the file of its first summary, which is gone by now. */
it('warns when the summary cannot be written', async () => {
  const found: Finding[] = [];
  const log = { ...silentLog, report: (finding: Finding): void => void found.push(finding) };
  await withEnvironment({ GITHUB_STEP_SUMMARY: undefined }, () => writeSummary('x', log));
  expect(found).toEqual([
    expect.objectContaining({
      severity: 'warning',
      message: expect.stringMatching(/^The job summary could not be written: /),
    }),
  ]);
});
