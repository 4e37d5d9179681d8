import { nodeIdOf } from '../ids.ts';
import type { Site } from '../site.ts';
import { fullNameOf } from '../state.ts';
import type { Comment, State } from '../state.ts';
import { repositoryUrl } from './repository.ts';
import { typeOf, userBody } from './user.ts';

const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];

/** A comment (`issue-comment`). */
export function commentBody({ site, state }: { site: Site; state: State }, comment: Comment): CommentBody {
  const { repository } = state;
  const url = `${repositoryUrl(site, repository)}/issues/comments/${comment.id}`;
  const { issue, id } = comment;
  return {
    url,
    html_url: `${site.serverUrl}/${fullNameOf(repository)}/pull/${issue}#issuecomment-${id}`,
    issue_url: `${repositoryUrl(site, repository)}/issues/${issue}`,
    id,
    node_id: nodeIdOf('IC', id),
    user: userBody(site, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    body: comment.body,
    author_association: typeOf(comment.author) === 'Bot' ? 'NONE' : 'MEMBER',
    reactions: {
      url: `${url}/reactions`,
      total_count: 0,
      ...Object.fromEntries(REACTIONS.map((name) => [name, 0])),
    },
    performed_via_github_app: null,
  };
}

interface CommentBody {
  readonly url: string;
  readonly [name: string]: unknown;
}
