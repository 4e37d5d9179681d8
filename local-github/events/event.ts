import { writeFile } from 'node:fs/promises';
import { idOf, nodeIdOf } from '../ids.ts';
import { createRepository } from '../seed.ts';
import { siteOf } from '../site.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { Repository } from '../state.ts';

/** What starts a workflow, as its jobs see it. */
export interface GitHubEvent {
  /** GITHUB_EVENT_NAME */
  readonly name: string;
  /** The file at GITHUB_EVENT_PATH. */
  readonly payload: object;
  /** The GITHUB_ variables that depend on the event, the repository and the run. */
  readonly env: Readonly<Record<string, string>>;
}

/** Where something happens. A local GitHub is such a place. */
export interface Place {
  readonly site: Site;
  readonly repository: Repository;
}

/** What may be different about any event. */
export interface EventOptions {
  /** Login of who did it. */
  readonly actor?: string;
  /** Login of who started this attempt. Default: the actor. */
  readonly triggeringActor?: string;
  readonly runId?: number;
  readonly runNumber?: number;
  readonly runAttempt?: number;
  /** Name of the workflow. */
  readonly workflow?: string;
  /** Its file. */
  readonly workflowPath?: string;
}

/** What each kind of event decides. */
interface Trigger {
  readonly name: string;
  readonly payload: object;
  /** Whole name, such as refs/heads/main. */
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  readonly headRef?: string;
  readonly baseRef?: string;
}

export const WORKFLOW_PATH = '.github/workflows/deploy.yml';
/** The first run's id; every event may have its own. */
export const FIRST_RUN_ID = 17_234_567_890;
/** A person with write access. */
export const MEMBER = 'octocat';

/** github.com/octo-org/iris-service: where the steps of scripts/runner.ts run unless told otherwise. */
export const DEFAULT_PLACE: Place = { site: siteOf(), repository: createRepository('octo-org/iris-service') };

/**
 * Puts an event together.
 * Source of the variables: https://docs.github.com/actions/reference/workflows-and-actions/variables
 */
export function createEvent(place: Place, trigger: Trigger, options: EventOptions): GitHubEvent {
  const { site, repository } = place;
  const { name, payload, ref, sha } = trigger;
  const actor = options.actor ?? trigger.actor;
  const fullName = fullNameOf(repository);
  const path = options.workflowPath ?? WORKFLOW_PATH;
  return {
    name,
    payload,
    env: {
      GITHUB_ACTOR: actor,
      GITHUB_ACTOR_ID: String(idOf('user', actor)),
      GITHUB_API_URL: site.apiUrl,
      GITHUB_BASE_REF: trigger.baseRef ?? '',
      GITHUB_EVENT_NAME: name,
      GITHUB_GRAPHQL_URL: site.graphqlUrl,
      GITHUB_HEAD_REF: trigger.headRef ?? '',
      GITHUB_REF: ref,
      GITHUB_REF_NAME: ref.replace(/^refs\/(?:heads|tags|pull)\//, ''),
      GITHUB_REF_PROTECTED: 'false',
      GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      GITHUB_REPOSITORY: fullName,
      GITHUB_REPOSITORY_ID: String(repository.id),
      GITHUB_REPOSITORY_OWNER: repository.owner,
      GITHUB_REPOSITORY_OWNER_ID: String(idOf('user', repository.owner)),
      GITHUB_RUN_ATTEMPT: String(options.runAttempt ?? 1),
      GITHUB_RUN_ID: String(options.runId ?? FIRST_RUN_ID),
      GITHUB_RUN_NUMBER: String(options.runNumber ?? 42),
      GITHUB_SERVER_URL: site.serverUrl,
      GITHUB_SHA: sha,
      GITHUB_TRIGGERING_ACTOR: options.triggeringActor ?? actor,
      GITHUB_WORKFLOW: options.workflow ?? 'Deploy',
      GITHUB_WORKFLOW_REF: `${fullName}/${path}@${ref}`,
      GITHUB_WORKFLOW_SHA: sha,
    },
  };
}

/** Writes the payload where GITHUB_EVENT_PATH is to point and returns all variables of the event. */
export async function writeEvent(event: GitHubEvent, file: string): Promise<Record<string, string>> {
  await writeFile(file, JSON.stringify(event.payload, null, 2));
  return { ...event.env, GITHUB_EVENT_PATH: file };
}

/** The `organization` of a payload; nothing when the owner is a person. */
export function organizationOf({ site, repository }: Place): { readonly organization?: object } {
  const { owner, ownerType } = repository;
  if (ownerType !== 'Organization') return {};
  const id = idOf('user', owner);
  const url = `${site.apiUrl}/orgs/${owner}`;
  return {
    organization: {
      login: owner,
      id,
      node_id: nodeIdOf('O', id),
      url,
      repos_url: `${url}/repos`,
      events_url: `${url}/events`,
      hooks_url: `${url}/hooks`,
      issues_url: `${url}/issues`,
      members_url: `${url}/members{/member}`,
      public_members_url: `${url}/public_members{/member}`,
      avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
      description: null,
    },
  };
}
