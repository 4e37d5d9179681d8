import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ActionError } from '../../src/findings.ts';
import { readEvent } from '../../src/github/event.ts';

const VARIABLES = {
  GITHUB_ACTOR: 'octocat',
  GITHUB_REPOSITORY: 'octo-org/iris',
  GITHUB_SHA: 'c'.repeat(40),
};
const EVENT = { actor: 'octocat', repository: 'octo-org/iris', commit: 'c'.repeat(40) };
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'event-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A side of a pull request as GitHub sends it, cut down. */
function side(sha: string, repository: string | null): object {
  return { ref: 'main', sha, repo: repository === null ? null : { full_name: repository } };
}

function payload(changes: Readonly<Record<string, unknown>> = {}): object {
  return {
    action: 'opened',
    pull_request: {
      number: 12,
      merged: false,
      merge_commit_sha: 'c'.repeat(40),
      head: side('a'.repeat(40), 'octo-org/iris'),
      base: side('b'.repeat(40), 'octo-org/iris'),
      ...changes,
    },
  };
}

function read(content: object | string, name = 'pull_request'): ReturnType<typeof readEvent> {
  const file = join(folder, 'event.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return readEvent({ ...VARIABLES, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file });
}

describe('readEvent', () => {
  it.each(['push', 'schedule', 'workflow_dispatch', 'merge_group', 'issue_comment'])(
    'needs no file for %s',
    (name) => {
      expect(readEvent({ ...VARIABLES, GITHUB_EVENT_NAME: name })).toEqual({ ...EVENT, name });
    },
  );

  it('is empty outside of GitHub', () => {
    expect(readEvent({})).toEqual({ name: '', actor: '', repository: '', commit: '' });
  });

  it.each(['pull_request', 'pull_request_target', 'pull_request_review', 'pull_request_review_comment'])(
    'reads the pull request of %s',
    (name) => {
      expect(read(payload(), name)).toEqual({
        ...EVENT,
        name,
        pullRequest: {
          number: 12,
          action: 'opened',
          isMerged: false,
          isFromFork: false,
          head: { ref: 'main', sha: 'a'.repeat(40) },
          base: { ref: 'main', sha: 'b'.repeat(40) },
          mergeCommit: 'c'.repeat(40),
        },
      });
    },
  );

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['a fork', { head: side('a', 'somebody/iris') }, { isFromFork: true }],
    ['a fork that is gone', { head: side('a', null) }, { isFromFork: true }],
    ['a merged one', { merged: true }, { isMerged: true }],
  ])('knows %s', (_what, changes, expected) => {
    expect(read(payload(changes)).pullRequest).toMatchObject(expected);
  });

  it.each([[null], [undefined]])('knows none that was merged when merge_commit_sha is %s', (sha) => {
    const { pullRequest } = read(payload({ merge_commit_sha: sha, merged: undefined }));
    expect(pullRequest).not.toHaveProperty('mergeCommit');
    expect(pullRequest?.isMerged).toBe(false);
  });

  it.each<[string, object | string]>([
    ['no JSON', '{'],
    ['an event of a push', { ref: 'refs/heads/main' }],
    ['a number that is none', payload({ number: '12' })],
    ['no repository of the base', payload({ base: side('b', null) })],
  ])('refuses %s', (_what, content) => {
    expect(() => read(content)).toThrow(ActionError);
    expect(() => read(content)).toThrow(/^The event of this pull request cannot be read/);
  });

  it('refuses a file that is not there', () => {
    const variables = { ...VARIABLES, GITHUB_EVENT_NAME: 'pull_request' };
    expect(() => readEvent(variables)).toThrow(ActionError);
    expect(() => readEvent({ ...variables, GITHUB_EVENT_PATH: join(folder, 'none') })).toThrow(ActionError);
  });
});
