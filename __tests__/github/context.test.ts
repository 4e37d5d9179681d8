import { expect, it } from '@jest/globals';
import { readGitHubContext } from '../../src/github/context.ts';

const RUN = {
  GITHUB_REPOSITORY: 'org/repo',
  GITHUB_SHA: 'abc',
  GITHUB_RUN_ID: '42',
  GITHUB_RUN_ATTEMPT: '1',
};

it.each([
  [
    'a run on github.com',
    RUN,
    {
      repository: 'org/repo',
      repositoryUrl: 'https://github.com/org/repo',
      commit: 'abc',
      runUrl: 'https://github.com/org/repo/actions/runs/42',
    },
  ],
  [
    'another attempt on a server of its own',
    { ...RUN, GITHUB_RUN_ATTEMPT: '2', GITHUB_SERVER_URL: 'https://github.example' },
    {
      repository: 'org/repo',
      repositoryUrl: 'https://github.example/org/repo',
      commit: 'abc',
      runUrl: 'https://github.example/org/repo/actions/runs/42/attempts/2',
    },
  ],
  ['no run of GitHub', { GITHUB_SHA: 'abc' }, { commit: 'abc' }],
  ['nothing at all', {}, {}],
])('reads where %s comes from', (_name, env, context) => {
  expect(readGitHubContext(env)).toEqual(context);
});
