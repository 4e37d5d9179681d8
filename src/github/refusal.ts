import type { Clock } from '../clock.ts';
import { ActionError, error } from '../findings.ts';
import { cut } from '../report/printable.ts';
import type { Answer, Meaning } from './answer.ts';
import { answerOf, meaningOf } from './answer.ts';
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
    const meaning = meaningOf(answer);
    super([error(sentence(call, answer), { remedy: REMEDIES[meaning](call) })], options);
    this.name = 'GitHubRefusal';
    this.status = answer.status;
    this.isPermission = meaning === 'permission';
  }
}

/** Milliseconds to wait after a fault of GitHub's or of the network. */
const WAITS_MS = [1_000, 3_000] as const;
/** Longest wait for a rate limit to end, in milliseconds; a longer one is given up. */
const LONGEST_WAIT_MS = 60_000;
/** Characters that are shown of what GitHub, or a proxy before it, says. */
const MESSAGE_LIMIT = 300;

/** Sends a request until it is answered, at most three times. @throws GitHubRefusal */
export async function patiently<T>(call: GitHubCall, send: () => Promise<T>, clock: Clock): Promise<T> {
  for (const wait of WAITS_MS) {
    try {
      return await send();
    } catch (caught) {
      const answer = answerOf(caught);
      const ms = waitOf(answer, call, wait, clock);
      if (ms === undefined) throw new GitHubRefusal(call, answer, { cause: caught });
      await clock.sleep(ms);
    }
  }
  return send().catch((caught: unknown) => {
    throw new GitHubRefusal(call, answerOf(caught), { cause: caught });
  });
}

/**
 * Milliseconds until the request may be sent again; undefined when that would be of no use, or could do twice what
 * was done already. What a limit stopped was not done.
 */
function waitOf(
  answer: Answer,
  { isRead = false }: GitHubCall,
  byDefault: number,
  clock: Clock,
): number | undefined {
  const meaning = meaningOf(answer);
  if (meaning === 'passing') return isRead ? byDefault : undefined;
  if (meaning !== 'limit') return undefined;
  const ms = limitEnd(answer, byDefault, clock);
  return ms <= LONGEST_WAIT_MS ? ms : undefined;
}

function limitEnd({ headers }: Answer, byDefault: number, clock: Clock): number {
  const after = headers['retry-after'];
  if (after !== undefined) return Number(after) * 1_000;
  const reset = headers['x-ratelimit-reset'];
  return reset === undefined ? byDefault : Math.max(byDefault, Number(reset) * 1_000 - clock.now());
}

const REMEDIES: Readonly<Record<Meaning, (call: GitHubCall) => string>> = {
  limit: () => 'Run again later; fewer jobs at the same time stay below the limit.',
  token: () => 'Pass a token that is valid in the input github-token, or leave the input out.',
  'single-sign-on': () =>
    'Authorise the token for the single sign-on of the organization, or leave the input github-token out.',
  permission: ({ permission }) => `Add \`${permission}\` to the \`permissions:\` of the job.`,
  forbidden: ({ permission }) =>
    `Look at what GitHub says. The job needs \`${permission}\` in its \`permissions:\`.`,
  hidden: ({ permission }) =>
    `It is gone, or the token may not see it: the job needs \`${permission}\` in its \`permissions:\`.`,
  passing: () => 'When it stays so, look at https://www.githubstatus.com.',
  other: () => 'This is a fault of the Action: please open an issue with this message.',
};

function sentence({ doing }: GitHubCall, { status, message }: Answer): string {
  const why = cut(harmlessLine(message), MESSAGE_LIMIT) || 'no reason given';
  return status === 0
    ? `GitHub did not answer when this run wanted to ${doing}: ${why}`
    : `GitHub did not let this run ${doing} (${status}): ${why}`;
}
