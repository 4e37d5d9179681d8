import type { WireAnswer } from '../../local-azure/types.ts';
import type { Token } from '../api/access.ts';

/** The one query that is played, whatever its white space. */
const VIEWER = /^(?:query(?:\s+\w+)?)?\s*\{\s*viewer\s*\{\s*login\s*\}\s*\}$/;

/** Answers `query { viewer { login } }`: who a token acts for. Anything else is refused as what the schema does not have. */
export function answerGraphql(body: Readonly<Record<string, unknown>>, token: Token): WireAnswer {
  const { query } = body;
  if (typeof query !== 'string') return refused('A query attribute must be specified and must be a string.');
  if (VIEWER.test(query.trim())) return { status: 200, body: { data: { viewer: { login: token.login } } } };
  const [, field = ''] = /\{\s*(\w+)/.exec(query) ?? [];
  return refused(`Field '${field}' doesn't exist on type 'Query'`);
}

/** GraphQL says what is wrong with a 200. */
function refused(message: string): WireAnswer {
  return { status: 200, body: { errors: [{ message, locations: [{ line: 1, column: 1 }] }] } };
}
