import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call, Route } from '../api/call.ts';
import { notFound, refusal } from '../api/errors.ts';
import { branchBody } from '../bodies/commit.ts';
import { pullRequestBody } from '../bodies/pull-request.ts';
import { repositoryBody, repositoryUrl } from '../bodies/repository.ts';
import { runBody } from '../bodies/run.ts';
import { userBody } from '../bodies/user.ts';
import { idOf, nodeIdOf } from '../ids.ts';

const READ = { method: 'GET', level: 'read' } as const;

/** What is read of a repository: itself, its pull requests, branches and workflow runs. */
export const repositoryRoutes: readonly Route[] = [
  {
    ...READ,
    operation: 'repos/get',
    path: /^$/,
    permissions: [],
    docs: 'repos/repos#get-a-repository',
    answer: getRepository,
  },
  {
    ...READ,
    operation: 'pulls/get',
    path: /^\/pulls\/(\d+)$/,
    permissions: ['pull-requests'],
    docs: 'pulls/pulls#get-a-pull-request',
    answer: getPull,
  },
  {
    ...READ,
    operation: 'git/get-ref',
    path: /^\/git\/ref\/(.+)$/,
    permissions: ['contents'],
    docs: 'git/refs#get-a-reference',
    answer: getRef,
  },
  {
    ...READ,
    operation: 'repos/get-branch',
    path: /^\/branches\/([^/]+)$/,
    permissions: ['contents'],
    docs: 'branches/branches#get-a-branch',
    answer: getBranch,
  },
  {
    ...READ,
    operation: 'actions/get-workflow-run',
    path: /^\/actions\/runs\/(\d+)$/,
    permissions: ['actions'],
    docs: 'actions/workflow-runs#get-a-workflow-run',
    answer: getRun,
  },
];

function getRepository({ site, state: { repository } }: Call): WireAnswer {
  const counts = { network_count: 0, subscribers_count: 1, temp_clone_token: '' };
  const permissions = { admin: false, maintain: false, push: false, triage: false, pull: false };
  const { owner, ownerType } = repository;
  const organization = ownerType === 'Organization' && { organization: userBody(site, owner, ownerType) };
  return {
    status: 200,
    body: {
      ...repositoryBody(site, repository),
      permissions,
      ...organization,
      ...counts,
      custom_properties: {},
    },
  };
}

function getPull({ site, state, params, docs }: Call): WireAnswer {
  const pull = state.pulls.get(Number(params[0]));
  if (!pull) return notFound(docs);
  const comments = state.comments.filter(({ issue }) => issue === pull.number).length;
  return { status: 200, body: { ...pullRequestBody(site, state.repository, pull), comments } };
}

/** Only branches: refs/tags and others are not played. */
function getRef({ site, state, params, docs }: Call): WireAnswer {
  const [, name] = /^heads\/(.+)$/.exec(params[0] ?? '') ?? [];
  const branch = name === undefined ? undefined : state.branches.get(name);
  if (name === undefined || !branch) return notFound(docs);
  const url = repositoryUrl(site, state.repository);
  const ref = `refs/heads/${name}`;
  return {
    status: 200,
    body: {
      ref,
      node_id: nodeIdOf('REF', idOf('ref', ref)),
      url: `${url}/git/${ref}`,
      object: { sha: branch.sha, type: 'commit', url: `${url}/git/commits/${branch.sha}` },
    },
  };
}

function getBranch({ site, state, params, docs }: Call): WireAnswer {
  const [name = ''] = params;
  const branch = state.branches.get(name);
  if (!branch) return refusal(404, 'Branch not found', docs);
  return { status: 200, body: branchBody(site, state.repository, name, branch) };
}

function getRun({ site, state, params, docs }: Call): WireAnswer {
  const run = state.runs.get(Number(params[0]));
  return run ? { status: 200, body: runBody(site, state, run) } : notFound(docs);
}
