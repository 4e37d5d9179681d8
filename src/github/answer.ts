/** What is known of an answer of GitHub's that is not the one that was asked for. */
export interface Answer {
  /** 0 without an answer. GraphQL's errors, which come with 200, have the status that REST would give them. */
  readonly status: number;
  /** As it came: not to be shown unescaped. */
  readonly message: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/**
 * What an answer means. `limit`: too many requests; `token`: it is none that counts; `single-sign-on`: the organization
 * wants it authorised; `permission`: the job has not got it; `forbidden`: another 403, such as a locked conversation;
 * `hidden`: a 404, which GitHub also says of what a token may not see; `passing`: a fault of GitHub's or of the network.
 */
export type Meaning =
  'limit' | 'token' | 'single-sign-on' | 'permission' | 'forbidden' | 'hidden' | 'passing' | 'other';

/** Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export function meaningOf(answer: Answer): Meaning {
  const { status, message, headers } = answer;
  if (isLimit(answer)) return 'limit';
  if (status === 0 || status >= 500) return 'passing';
  if (status === 401) return 'token';
  if (status === 404) return 'hidden';
  if (status !== 403) return 'other';
  if (headers['x-github-sso'] !== undefined) return 'single-sign-on';
  return /^resource not accessible by /i.test(message) ? 'permission' : 'forbidden';
}

/** Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isLimit({ status, headers, message }: Answer): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    `${headers['x-ratelimit-remaining'] ?? ''}` === '0' ||
    /secondary rate limit/i.test(message)
  );
}

/** Reads what the client throws: its errors have the answer, everything else is none. */
export function answerOf(caught: unknown): Answer {
  const message = caught instanceof Error ? caught.message : '';
  const none: Answer = { status: 0, message, headers: {} };
  if (!(caught instanceof Error)) return none;
  if ('errors' in caught) return graphqlAnswer(caught);
  // The client gives the status 500 to what was not answered at all.
  const response = 'response' in caught ? caught.response : undefined;
  if (typeof response !== 'object' || response === null) return none;
  const status = 'status' in caught && typeof caught.status === 'number' ? caught.status : 0;
  return { status, message, headers: headersOf(response) };
}

/** Statuses of REST that say what these types of GraphQL's errors say; the others are faults, for our queries are right. */
const GRAPHQL_STATUSES: Readonly<Record<string, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
};

function graphqlAnswer(caught: Error & { readonly errors: unknown }): Answer {
  const [first] = Array.isArray(caught.errors) ? (caught.errors as readonly unknown[]) : [];
  const { type, message } = (first ?? {}) as { readonly type?: unknown; readonly message?: unknown };
  return {
    status: GRAPHQL_STATUSES[String(type)] ?? 500,
    message: typeof message === 'string' ? message : caught.message,
    headers: headersOf(caught),
  };
}

function headersOf(holder: object): Answer['headers'] {
  const headers = 'headers' in holder ? holder.headers : undefined;
  return typeof headers === 'object' && headers !== null ? (headers as Answer['headers']) : {};
}
