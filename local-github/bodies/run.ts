import { idOf, nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { PullRequest, State, WorkflowRun } from '../state.ts';
import { simpleCommitBody } from './commit.ts';
import { minimalRepositoryBody, repositoryUrl } from './repository.ts';
import { userBody } from './user.ts';

/** A run of a workflow (`workflow-run`). */
export function runBody(site: Site, state: State, run: WorkflowRun): object {
  const { repository } = state;
  const pull = run.pull === undefined ? undefined : state.pulls.get(run.pull);
  const suite = idOf('check suite', String(run.id));
  return {
    ...urlsOf(site, state, run, suite),
    id: run.id,
    name: run.name,
    node_id: nodeIdOf('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.sha,
    path: run.path,
    display_title: run.name,
    run_number: run.number,
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    workflow_id: idOf('workflow', run.path),
    check_suite_id: suite,
    check_suite_node_id: nodeIdOf('CS', suite),
    pull_requests: pull ? [minimalPullBody(site, state, pull)] : [],
    created_at: run.createdAt,
    updated_at: run.createdAt,
    run_started_at: run.createdAt,
    run_attempt: run.attempt,
    referenced_workflows: [],
    actor: userBody(site, run.actor),
    triggering_actor: userBody(site, run.actor),
    head_commit: simpleCommitBody(run.sha),
    repository: minimalRepositoryBody(site, repository),
    head_repository: minimalRepositoryBody(site, repository),
  };
}

function urlsOf(site: Site, { repository }: State, run: WorkflowRun, suite: number): object {
  const url = `${repositoryUrl(site, repository)}/actions/runs/${run.id}`;
  return {
    url,
    html_url: `${site.serverUrl}/${fullNameOf(repository)}/actions/runs/${run.id}`,
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(site, repository)}/check-suites/${suite}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: run.attempt > 1 ? `${url}/attempts/${run.attempt - 1}` : null,
    workflow_url: `${repositoryUrl(site, repository)}/actions/workflows/${idOf('workflow', run.path)}`,
  };
}

/** A pull request inside of a run (`pull-request-minimal`). */
function minimalPullBody(site: Site, { repository }: State, pull: PullRequest): object {
  const url = repositoryUrl(site, repository);
  const repo = { id: repository.id, url, name: repository.name };
  return {
    url: `${url}/pulls/${pull.number}`,
    id: idOf('pull', `${fullNameOf(repository)}#${pull.number}`),
    number: pull.number,
    head: { ref: pull.head.ref, sha: pull.head.sha, repo },
    base: { ref: pull.base.ref, sha: pull.base.sha, repo },
  };
}
