import type { Clock } from '../clock.ts';
import { ActionError, error } from '../findings.ts';
import { harmlessLine } from './harmless.ts';

/** What is asked of GitHub, in words. */
export interface GitHubCall {
  /** Such as `write the comment of the pull request`: completes "GitHub did not let this run …". */
  readonly doing: string;
  /** Permission of the job that it needs, as the workflow has it: `pull-requests: write`. */
  readonly permission: string;
  /** A request that changes nothing is sent again when it was not answered. */
  readonly isRead?: boolean;
}

/** GitHub refused a request or did not answer. */
export class GitHubRefusal extends ActionError {
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** The job lacks the permission: nothing is broken. */
  readonly isPermission: boolean;

  constructor(call: GitHubCall, answer: Answer, options?: ErrorOptions) {
    const isPermission = answer.status === 401 || answer.status === 403;
    super([error(sentence(call, answer), { remedy: remedyOf(call, isPermission) })], options);
    this.name = 'GitHubRefusal';
    this.status = answer.status;
    this.isPermission = isPermission && !isLimit(answer);
  }
}

/** What is known of an answer that is none. */
interface Answer {
  readonly status: number;
  readonly message: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
}

/** Milliseconds to wait after a fault of GitHub's or of the network. */
const WAITS_MS = [1_000, 3_000] as const;
/** Longest wait for a rate limit to end, in milliseconds; a longer one is given up. */
const LONGEST_WAIT_MS = 60_000;

/** Sends a request until it is answered, at most three times. @throws GitHubRefusal */
export async function patiently<T>(call: GitHubCall, send: () => Promise<T>, clock: Clock): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await send();
    } catch (caught) {
      const ms = waitOf(answerOf(caught), call, wait, clock);
      if (ms === undefined) throw new GitHubRefusal(call, answerOf(caught), { cause: caught });
      await clock.sleep(ms);
    }
  }
  return send().catch((caught: unknown) => {
    throw new GitHubRefusal(call, answerOf(caught), { cause: caught });
  });
}

/** Milliseconds until the request may be sent again; undefined when that would be of no use. */
function waitOf(
  answer: Answer,
  { isRead = false }: GitHubCall,
  byDefault: number,
  clock: Clock,
): number | undefined {
  if (isLimit(answer)) {
    const ms = limitEnd(answer, byDefault, clock);
    return ms <= LONGEST_WAIT_MS ? ms : undefined;
  }
  return isRead && (answer.status === 0 || answer.status >= 500) ? byDefault : undefined;
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

function limitEnd({ headers }: Answer, byDefault: number, clock: Clock): number {
  const after = headers['retry-after'];
  if (after !== undefined) return Number(after) * 1_000;
  const reset = headers['x-ratelimit-reset'];
  return reset === undefined ? byDefault : Math.max(byDefault, Number(reset) * 1_000 - clock.now());
}

/** Reads what the client throws: its RequestError has the answer, everything else is none. */
function answerOf(caught: unknown): Answer {
  const message = caught instanceof Error ? caught.message : '';
  if (!(caught instanceof Error) || !('status' in caught) || typeof caught.status !== 'number')
    return { status: 0, message, headers: {} };
  const response = 'response' in caught ? caught.response : undefined;
  const headers =
    typeof response === 'object' && response !== null && 'headers' in response ? response.headers : {};
  return { status: caught.status, message, headers: headers as Answer['headers'] };
}

function sentence({ doing }: GitHubCall, { status, message }: Answer): string {
  const why = harmlessLine(message) || 'no reason given';
  return status === 0
    ? `GitHub did not answer when this run wanted to ${doing}: ${why}`
    : `GitHub did not let this run ${doing} (${status}): ${why}`;
}

function remedyOf({ permission }: GitHubCall, isPermission: boolean): string {
  return isPermission
    ? `Add \`${permission}\` to the \`permissions:\` of the job.`
    : 'When it stays so, look at https://www.githubstatus.com.';
}
