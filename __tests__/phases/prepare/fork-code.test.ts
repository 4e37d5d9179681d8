import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '../../../src/findings.ts';
import type { PullRequest, WorkflowEvent } from '../../../src/github/event.ts';
import { refuseForkCode } from '../../../src/phases/prepare/fork-code.ts';
import { commit, git, newFolder, newRepository, removeFolders } from '../../github/git-repository.ts';
import { pullRequestEvent } from '../../preview/sample.ts';

let workspace = '';
let base = '';
let head = '';
let merge = '';

beforeEach(() => {
  workspace = newFolder();
  base = newRepository(workspace);
  git(workspace, 'switch', '--quiet', '--create', 'fork');
  head = commit(workspace);
  git(workspace, 'merge', '--quiet', '--no-ff', '--no-edit', 'main');
  merge = commit(workspace);
});

afterEach(removeFolders);

function event(changes: Partial<WorkflowEvent> = {}, pull: Partial<PullRequest> = {}): WorkflowEvent {
  const sides = { base: { ref: 'main', sha: base }, head: { ref: 'fork', sha: head }, mergeCommit: merge };
  const target = { name: 'pull_request_target', commit: base, ...changes };
  return pullRequestEvent(target, { isFromFork: true, ...sides, ...pull });
}

/** Tells about a workspace in which this commit is checked out. */
function refusalAt(sha: string, of = event(), places: readonly string[] = ['file']): unknown {
  git(workspace, 'checkout', '--quiet', '--detach', sha);
  try {
    refuseForkCode(of, places, workspace);
    return undefined;
  } catch (caught) {
    if (!(caught instanceof ActionError)) throw caught;
    return caught.findings[0];
  }
}

const START = 'This run is for the pull request 12 from a fork and has secrets, but what is checked out';

describe('a run for a fork that has secrets', () => {
  it('takes the base', () => {
    expect(refusalAt(base)).toBeUndefined();
  });

  it('takes the newest commit of the base, which the run is for', () => {
    git(workspace, 'switch', '--quiet', 'main');
    const newest = commit(workspace);
    expect(refusalAt(newest, event({ commit: newest }))).toBeUndefined();
  });

  it.each<[string, () => string, () => string]>([
    [
      'the head',
      () => head,
      () => `is the code of the fork (${head.slice(0, 12)}, the head of the pull request).`,
    ],
    [
      'the merge',
      () => merge,
      () => `has the code of the fork in it (${merge.slice(0, 12)}, the merge of the pull request).`,
    ],
  ])('refuses %s', (_what, sha, end) => {
    expect(refusalAt(sha())).toEqual({
      severity: 'error',
      message: `${START} ${end()}`,
      remedy: expect.stringContaining('Let the workflow run on pull_request'),
    });
  });

  it('refuses any other commit', () => {
    const other = commit(workspace);
    expect(refusalAt(other)).toMatchObject({ message: `${START} is not the base (${other.slice(0, 12)}).` });
  });

  it('refuses what nobody can tell', () => {
    const elsewhere = newFolder();
    mkdirSync(join(elsewhere, 'ml'));
    const refuse = (): void => refuseForkCode(event(), ['ml'], elsewhere);
    expect(refuse).toThrow(`${START} cannot be told: there is no .git that names its commit.`);
  });

  it('refuses the fork in a folder of its own, whatever is around it', () => {
    git(workspace, 'worktree', 'add', '--quiet', '--detach', 'pr', head);
    expect(refusalAt(base, event(), ['file', 'pr/file'])).toMatchObject({
      message: expect.stringContaining('the head of the pull request'),
    });
    expect(refusalAt(base, event(), ['file'])).toBeUndefined();
  });

  it('has nothing to refuse where it reads nothing', () => {
    expect(refusalAt(head, event(), ['none'])).toBeUndefined();
  });
});

describe('any other run takes any commit', () => {
  it.each<[string, () => WorkflowEvent]>([
    ['for a branch of the repository', () => event({}, { isFromFork: false })],
    ['without secrets', () => event({ name: 'pull_request' })],
    ['for a push', () => ({ name: 'push', actor: 'octocat', repository: 'octo-org/iris', commit: base })],
  ])('%s', (_what, of) => {
    expect(refusalAt(head, of())).toBeUndefined();
  });
});
