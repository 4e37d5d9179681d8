import type { GitHubApi } from './api.ts';

/** A comment of this Action on a pull request. */
export interface Comment {
  /** Number of the pull request. */
  readonly pullRequest: number;
  /** How the comment is found again: the beginning of its body, which nobody sees. */
  readonly marker: string;
  /** Markdown that begins with the marker. */
  readonly body: string;
  /** True to leave a pull request alone that has no such comment. */
  readonly onlyUpdate?: boolean;
}

/** Comments of one page. Source: https://docs.github.com/rest/issues/comments#list-issue-comments */
const PER_PAGE = 100;
const READ = {
  doing: 'read the comments of the pull request',
  permission: 'pull-requests: write',
  isRead: true,
};
const WRITE = { doing: 'write the comment of the pull request', permission: 'pull-requests: write' };

/**
 * Brings the comment with this marker up to date, or writes a new one. Only a comment of the token's own user is
 * touched: anybody can write a marker. Resolves to the page of the comment; undefined when there was none to update.
 * @throws GitHubRefusal
 */
export async function writeComment(api: GitHubApi, comment: Comment): Promise<string | undefined> {
  const { owner, repo } = api;
  const { pullRequest, body, onlyUpdate = false } = comment;
  const id = await findOwn(api, comment);
  if (id === undefined && onlyUpdate) return undefined;
  return api.call(WRITE, async ({ rest: { issues } }) => {
    const { data } =
      id === undefined
        ? await issues.createComment({ owner, repo, issue_number: pullRequest, body })
        : await issues.updateComment({ owner, repo, comment_id: id, body });
    return data.html_url;
  });
}

/** Id of the oldest comment of this token's user that begins with the marker, on whatever page it is. */
async function findOwn(api: GitHubApi, { pullRequest, marker }: Comment): Promise<number | undefined> {
  let isOwn: ((user: User | null) => boolean) | undefined;
  for (let page = 1; ; page += 1) {
    const { owner, repo } = api;
    const { data } = await api.call(READ, ({ rest }) =>
      rest.issues.listComments({ owner, repo, issue_number: pullRequest, per_page: PER_PAGE, page }),
    );
    for (const { id, body, user } of data) {
      if (!body?.startsWith(marker)) continue;
      isOwn ??= await ownUser(api);
      if (isOwn(user)) return id;
    }
    if (data.length < PER_PAGE) return undefined;
  }
}

/** As a comment shows its author. */
interface User {
  readonly login: string;
  readonly type: string;
}

/**
 * Who the token acts for. Only GraphQL tells it for every kind of token; it may leave out the `[bot]` that REST puts
 * behind the name of an app. A person cannot pass for an app whose name is known to end so.
 */
async function ownUser(api: GitHubApi): Promise<(user: User | null) => boolean> {
  const ask = { ...READ, doing: 'ask GitHub who it is' };
  const { viewer } = await api.call(ask, (client) =>
    client.graphql<{ viewer: { login: string } }>('query { viewer { login } }'),
  );
  const isBot = BOT.test(viewer.login);
  const name = viewer.login.replace(BOT, '');
  return (user) => user !== null && user.login.replace(BOT, '') === name && (!isBot || user.type === 'Bot');
}

const BOT = /\[bot\]$/;
