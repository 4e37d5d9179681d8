import { readRequest, send } from '../local-azure/http.ts';
import type { HostHandler } from '../local-azure/http.ts';
import { createRecorder } from '../local-azure/recorder.ts';
import type { Exchange, WireAnswer, WireRequest } from '../local-azure/types.ts';
import { createToken } from './api/access.ts';
import type { Token } from './api/access.ts';
import { createGitHubFaults } from './api/faults.ts';
import type { GitHubFaults } from './api/faults.ts';
import { answerRequest } from './api/front.ts';
import { createHappenings } from './events/happen.ts';
import type { Happenings } from './events/happen.ts';
import { createFetch } from './fetch.ts';
import type { LocalFetch } from './fetch.ts';
import { exchangeViolations } from './openapi/violations.ts';
import { openPullRequest } from './pulls.ts';
import { addComment, createRepository, headOf } from './seed.ts';
import type { NewComment, NewPullRequest } from './seed.ts';
import { siteOf } from './site.ts';
import type { Site } from './site.ts';
import type { Comment, PullRequest, Repository, State } from './state.ts';

/** How a local GitHub begins. */
export interface LocalGitHubOptions {
  /** owner/name. Default: octo-org/iris-service, the repository of scripts/runner.ts. */
  readonly repository?: string;
  /** What else is different about the repository, such as `private`. */
  readonly settings?: Partial<Repository>;
  /** The job's token. Default: {@link TOKEN}. */
  readonly token?: string;
  /** Its permissions, as `permissions:` of a job says them. Default: all that the Action can use. */
  readonly permissions?: Token['permissions'];
  /** Root of a GitHub Enterprise Server. Default: https://github.com. */
  readonly serverUrl?: string;
  /** Milliseconds since 1970. Default: the wall clock. */
  readonly now?: () => number;
}

/** A GitHub with one repository. All its data may be read and changed at any time. */
export interface LocalGitHub extends State {
  readonly site: Site;
  /** For startLocalAzure({ hosts }). */
  readonly hosts: Readonly<Record<string, HostHandler>>;
  /** Reaches it without a network: getOctokit(token, { request: { fetch } }). */
  readonly fetch: LocalFetch;
  /** The job's token. */
  readonly token: string;
  /** By their secret. */
  readonly tokens: Map<string, Token>;
  readonly faults: GitHubFaults;
  readonly exchanges: Exchange[];
  /** Lets things happen, and returns the event that a workflow gets. */
  readonly happens: Happenings;
  /** Opens a pull request without an event. */
  openPullRequest(pull: NewPullRequest): PullRequest;
  /** Writes a comment, as its author would. */
  addComment(comment: NewComment): Comment;
  /** Comments of one issue or pull request, the oldest first. */
  commentsOf(issue: number): readonly Comment[];
  /** What of the exchanges GitHub's own API description does not have. */
  violations(): string[];
}

/** A token that looks like a job's. */
export const TOKEN = 'ghs_localgithub0123456789abcdefghijklmn';

/** Starts a local GitHub. It listens nowhere by itself. */
export function createLocalGitHub(options: LocalGitHubOptions = {}): LocalGitHub {
  const { token = TOKEN, permissions, now = Date.now } = options;
  const site = siteOf(options.serverUrl);
  const state = createState(
    createRepository(options.repository ?? 'octo-org/iris-service', options.settings),
  );
  const jobToken = createToken(permissions && { permissions });
  const tokens = new Map([[token, jobToken]]);
  const faults = createGitHubFaults();
  const recorder = createRecorder();
  const answer = async (request: WireRequest): Promise<WireAnswer | undefined> => {
    const answered = await answerRequest({ site, state, tokens, faults, now }, request);
    if (answered) recorder.answered(request, answered);
    return answered;
  };
  return {
    ...state,
    site,
    hosts: { [new URL(site.apiUrl).hostname]: hostHandler(answer) },
    fetch: createFetch(site.apiUrl, answer),
    token,
    tokens,
    faults,
    exchanges: recorder.exchanges,
    happens: createHappenings({ site, state, token: jobToken, now }),
    openPullRequest: (pull) => openPullRequest(state, pull, now()),
    addComment: (comment) => addComment(state, comment, now()),
    commentsOf: (number) => state.comments.filter(({ issue }) => issue === number),
    violations: () => exchangeViolations(site, recorder.exchanges),
  };
}

function createState(repository: Repository): State {
  return {
    repository,
    pulls: new Map(),
    comments: [],
    deployments: [],
    branches: new Map([[repository.defaultBranch, { sha: headOf(repository.defaultBranch) }]]),
    tags: new Map(),
    files: new Map(),
    runs: new Map(),
    pendingChecks: new Set(['deploy']),
  };
}

/** For the proxy of a local Azure. */
function hostHandler(answer: (request: WireRequest) => Promise<WireAnswer | undefined>): HostHandler {
  return async (incoming, response, url) => {
    const answered = await answer(await readRequest(incoming, url));
    if (answered) send(response, answered, incoming.method === 'HEAD');
    else incoming.socket.destroy();
  };
}
