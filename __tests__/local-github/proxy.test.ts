import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { writeEvent } from '../../local-github/events/event.ts';
import { createLocalGitHub } from '../../local-github/github.ts';
import type { LocalGitHub } from '../../local-github/github.ts';
import { START_TIMEOUT_MS } from '../local-azure/support.ts';

const run = promisify(execFile);
const dotCom = createLocalGitHub({ repository: 'octo/flowers' });
const enterprise = createLocalGitHub({ serverUrl: 'https://github.example.com' });
let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure({ hosts: { ...dotCom.hosts, ...enterprise.hosts } });
}, START_TIMEOUT_MS);
afterAll(() => azure.stop());

/** Runs the client as a job of a new pull request. */
async function comment(github: LocalGitHub, number: number): Promise<unknown> {
  const event = github.happens.pullRequest({ action: 'opened', number });
  const file = join(import.meta.dirname, 'clients/comment.ts');
  const env = {
    PATH: process.env['PATH'],
    TOKEN: github.token,
    ...azure.info.env,
    ...(await writeEvent(event, join(azure.directory, `event-${number}.json`))),
  };
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', file], { env });
  return JSON.parse(stdout);
}

describe('a local GitHub behind the proxy of a local Azure', () => {
  it.each([
    ['api.github.com', dotCom, 'https://github.com/octo/flowers'],
    ['an Enterprise Server', enterprise, 'https://github.example.com/octo-org/iris-service'],
  ])('is %s for the client that Actions use', async (_, github, page) => {
    expect(await comment(github, 7)).toEqual({
      login: 'github-actions[bot]',
      comment: expect.stringContaining(`${page}/pull/7#issuecomment-`),
      action: 'opened',
      ref: 'refs/pull/7/merge',
    });
    expect(github.commentsOf(7)).toMatchObject([{ body: 'From outside' }]);
    expect(github.violations()).toEqual([]);
  });

  it('breaks connections', async () => {
    dotCom.faults.add({ operation: 'issues/create-comment', connection: 'reset-after' });
    expect(await comment(dotCom, 8)).toMatchObject({ comment: expect.stringMatching(/^HttpError: /) });
    expect(dotCom.commentsOf(8)).toHaveLength(1);
  });

  it('is no business of the local Azure', () => {
    expect(azure.exchanges).toEqual([]);
  });
});
