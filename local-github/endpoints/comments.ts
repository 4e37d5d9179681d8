import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call, Route } from '../api/call.ts';
import { invalidRequest, notFound, notSupplied, refusal, validationFailed } from '../api/errors.ts';
import { pageOf } from '../api/pages.ts';
import { commentBody } from '../bodies/comment.ts';
import { timeOf } from '../ids.ts';
import { addComment } from '../seed.ts';
import type { Comment } from '../state.ts';

/** Characters of a comment. Longer ones are refused (peter-evans/create-or-update-comment#271 and others). */
const MAX_BODY_LENGTH = 65_536;
const DOCS = 'issues/comments';
/** Every pull request is an issue: either permission is enough. */
const PERMISSIONS = ['issues', 'pull-requests'] as const;

function route(
  operation: string,
  method: Route['method'],
  path: RegExp,
  docs: string,
  answer: Route['answer'],
): Route {
  const level = method === 'GET' ? 'read' : 'write';
  return { operation, method, path, permissions: PERMISSIONS, level, docs: `${DOCS}#${docs}`, answer };
}

const OF_ISSUE = /^\/issues\/(\d+)\/comments$/;
const ONE = /^\/issues\/comments\/(\d+)$/;

/** Comments of issues and pull requests. */
export const commentRoutes: readonly Route[] = [
  route('issues/list-comments', 'GET', OF_ISSUE, 'list-issue-comments', list),
  route('issues/create-comment', 'POST', OF_ISSUE, 'create-an-issue-comment', create),
  route('issues/get-comment', 'GET', ONE, 'get-an-issue-comment', (call) =>
    withComment(call, (comment) => ({ status: 200, body: commentBody(call, comment) })),
  ),
  route('issues/update-comment', 'PATCH', ONE, 'update-an-issue-comment', update),
  route('issues/delete-comment', 'DELETE', ONE, 'delete-an-issue-comment', remove),
];

function list(call: Call): WireAnswer {
  const number = Number(call.params[0]);
  if (!call.state.pulls.has(number)) return notFound(call.docs);
  const since = Date.parse(call.query.get('since') ?? '') || 0;
  const comments = call.state.comments.filter(
    ({ issue, updatedAt }) => issue === number && Date.parse(updatedAt) >= since,
  );
  return pageOf(call, comments, (comment) => commentBody(call, comment));
}

function create(call: Call): WireAnswer {
  const { state, token, now } = call;
  const issue = Number(call.params[0]);
  const pull = state.pulls.get(issue);
  if (!pull) return notFound(call.docs);
  if (pull.locked) return refusal(403, 'Unable to create comment because issue is locked.', call.docs);
  const wrong = refuseBody(call);
  if (wrong) return wrong;
  const body = String(call.body['body']);
  const comment = addComment(state, { issue, body, author: token.login }, now);
  const answer = commentBody(call, comment);
  return { status: 201, headers: { location: answer.url }, body: answer };
}

function update(call: Call): WireAnswer {
  return withComment(call, (comment) => {
    const wrong = refuseBody(call);
    if (wrong) return wrong;
    comment.body = String(call.body['body']);
    comment.updatedAt = timeOf(call.now);
    return { status: 200, body: commentBody(call, comment) };
  });
}

function remove(call: Call): WireAnswer {
  return withComment(call, (comment) => {
    const { comments } = call.state;
    comments.splice(comments.indexOf(comment), 1);
    return { status: 204 };
  });
}

function withComment(call: Call, answer: (comment: Comment) => WireAnswer): WireAnswer {
  const comment = call.state.comments.find(({ id }) => id === Number(call.params[0]));
  return comment ? answer(comment) : notFound(call.docs);
}

function refuseBody({ body, docs }: Call): WireAnswer | undefined {
  const text = body['body'];
  const wrong = { resource: 'IssueComment', field: 'body' } as const;
  if (text === undefined) return invalidRequest(docs, notSupplied('body'));
  if (typeof text !== 'string')
    return invalidRequest(docs, `For 'properties/body', ${JSON.stringify(text)} is not a string.`);
  if (text.trim() === '') return validationFailed(docs, { ...wrong, code: 'missing_field' });
  if (text.length <= MAX_BODY_LENGTH) return undefined;
  const message = `Body is too long (maximum is ${MAX_BODY_LENGTH} characters)`;
  return validationFailed(docs, { ...wrong, field: 'data', code: 'unprocessable', message });
}
