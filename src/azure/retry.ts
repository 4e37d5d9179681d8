import type { Clock } from '../clock.ts';
import { formatElapsed } from '../elapsed.ts';
import type { Log } from '../log.ts';
import type { AzureErrorFacts } from './azure-error.ts';
import { AzureError } from './azure-error.ts';
import { NO_ANSWER, codeOf, codesOf } from './retry/codes.ts';
import { FINAL_RULES } from './retry/final.ts';
import { PASSING_RULES } from './retry/passing.ts';
import type { Place, RetryRule } from './retry/types.ts';

/**
 * What to do about errors of Azure: one table for the whole Action. `npm run docs` writes it into docs/reliability.md.
 * An error is known by its code and by the call that got it, not by its HTTP status: ACI answers "no room" with 409,
 * and a quota with the same code. The first row that fits counts.
 */
export const RETRY_RULES: readonly RetryRule[] = [...PASSING_RULES, ...FINAL_RULES];

/** For every error that no row knows. */
export const ANYTHING_ELSE: RetryRule = {
  id: 'anything-else',
  retryClass: 'never',
  calls: [],
  codes: [],
  waits: [],
  retries: 0,
  why: 'Azure refuses it',
};

/** Milliseconds that the tries of one row may last where Azure asks for longer waits than the row has. */
const LONGEST_MS = 600_000;

/** What is known of an error when it is looked up. */
export type ErrorFacts = Pick<AzureErrorFacts, 'status' | 'code' | 'message'>;

/** The row for an error at a place. */
export function classify(facts: ErrorFacts, place: Place, rules = RETRY_RULES): RetryRule {
  const codes = codesOf(facts);
  const message = facts.message.toLowerCase();
  return (
    rules.find(
      ({ calls, codes: known, text, only }) =>
        calls.includes(place.call) &&
        known.some((code) => codes.includes(code)) &&
        (text === undefined || message.includes(text)) &&
        (only === undefined || only.holds(place)),
    ) ?? ANYTHING_ELSE
  );
}

/** The row with this id. @throws Error when there is none: then the code that asks is wrong. */
export function ruleOf(id: string): RetryRule {
  const rule = RETRY_RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`There is no retry rule ${id}.`);
  return rule;
}

/** Milliseconds that all tries of a row wait in all, as long as Azure asks for no other waits. */
export function totalWait({ waits, retries }: RetryRule): number {
  return Array.from({ length: retries }, (_, index) => waitOf(waits, index)).reduce((sum, ms) => sum + ms, 0);
}

/** A further try that is due. */
export interface Retry {
  readonly rule: RetryRule;
  readonly waitMs: number;
  /** For the log: what Azure says and when it is asked again. */
  readonly line: string;
}

/** What tries need. */
export interface RetryTools {
  readonly clock: Clock;
  readonly log: Log;
  /** Ends the waiting: its reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Logs the line and waits, instead of the log and the clock. */
  readonly pause?: ((retry: Retry) => Promise<void>) | undefined;
  /** Default: {@link RETRY_RULES}. */
  readonly rules?: readonly RetryRule[] | undefined;
}

/**
 * Runs an action, and again as long as the table says that its error may pass. Each row counts its own tries: what
 * Azure asks to wait for does not use up the tries after a fault.
 * @throws AzureError of the last try, with the number of tries and the remedy; anything else at once, as it was.
 */
export async function withRetry<T>(place: Place, action: () => Promise<T>, tools: RetryTools): Promise<T> {
  const { clock, log, signal, rules } = tools;
  const pause = tools.pause ?? (({ line, waitMs }) => (log.info(line), clock.sleep(waitMs, signal)));
  const counts = new Map<RetryRule, Count>();
  for (let tried = 1; ; tried += 1) {
    try {
      return await action();
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      const rule = classify(caught.facts, place, rules);
      const retry = nextTry(caught.facts, rule, counts);
      if (!retry) throw lastError(caught, rule, tried);
      await pause(retry);
      signal?.throwIfAborted();
    }
  }
}

function lastError(caught: AzureError, { remedy }: RetryRule, tried: number): AzureError {
  if (tried === 1 && remedy === undefined) return caught;
  return caught.with({ ...(tried > 1 && { tried }), ...(remedy !== undefined && { remedy }) });
}

/** How often a row was used, and how long was waited for it. */
interface Count {
  tries: number;
  waitedMs: number;
}

function nextTry(facts: AzureErrorFacts, rule: RetryRule, counts: Map<RetryRule, Count>): Retry | undefined {
  const count = counts.get(rule) ?? { tries: 0, waitedMs: 0 };
  counts.set(rule, count);
  const waitMs = facts.retryAfterMs ?? waitOf(rule.waits, count.tries);
  count.tries += 1;
  count.waitedMs += waitMs;
  const isOver = count.tries > rule.retries || count.waitedMs > Math.max(totalWait(rule), LONGEST_MS);
  return isOver ? undefined : { rule, waitMs, line: lineOf(facts, rule, count.tries, waitMs) };
}

function lineOf(facts: AzureErrorFacts, { why, retries }: RetryRule, tries: number, waitMs: number): string {
  const code = codeOf(facts);
  const what = code === NO_ANSWER ? 'There is no answer' : `Azure says ${code}`;
  return `Could not ${facts.doing}. ${what}: ${why}; trying again in ${formatElapsed(waitMs)} (${tries} of ${retries}).`;
}

function waitOf(waits: readonly number[], index: number): number {
  return waits[Math.min(index, waits.length - 1)] ?? 0;
}
