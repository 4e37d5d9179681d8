import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import { formatElapsed } from '../../elapsed.ts';
import { describeEvent } from './events.ts';
import type { Outcome } from './health.ts';
import type { View } from './view.ts';
import { stateOf } from './view.ts';

/** Tells how a deployment goes on: one line when something changes, none while nothing does. */
export class Progress {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #start: number;
  readonly #told = new Set<string>();
  #phase = '';

  constructor(log: Log, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
    this.#start = clock.now();
  }

  /** Time since the wait began, for people. */
  get elapsed(): string {
    return formatElapsed(this.#clock.now() - this.#start);
  }

  /** Says what is new since the last time. */
  tell(view: View, outcome: Outcome | undefined): void {
    const phase = describePhase(view);
    if (phase !== this.#phase) this.#say(phase);
    this.#phase = phase;
    // An event that happens again is not told again: a crash loop would fill the page.
    for (const event of view.events) this.#sayOnce(describeEvent({ ...event, count: 1 }));
    if (outcome) this.#sayOnce(describeOutcome(outcome));
  }

  #sayOnce(line: string): void {
    if (this.#told.has(line)) return;
    this.#told.add(line);
    this.#say(line);
  }

  #say(line: string): void {
    this.#log.info(`[${this.elapsed}] ${line}`);
  }
}

function describePhase({ group, operation }: View): string {
  const containers = (group?.containers ?? []).map((container) => {
    const detail = container.instanceView?.currentState?.detailStatus;
    return `${container.name}: ${stateOf(container)}${detail ? ` (${detail})` : ''}`;
  });
  const provisioning = group?.provisioningState ?? operation?.status ?? 'Pending';
  return [`provisioning: ${provisioning}`, ...containers].join(', ');
}

/** What the endpoint does, for people. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'healthy':
      return 'endpoint: answers with this revision';
    case 'unresolved':
      return 'endpoint: the name does not resolve yet';
    case 'silent':
      return `endpoint: no connection yet${outcome.code ? ` (${outcome.code})` : ''}`;
    case 'answer':
      return `endpoint: answers ${outcome.status} ${revisionText(outcome.revision)}`;
  }
}

function revisionText(revision: string | undefined): string {
  return revision === undefined ? 'from something else than the front end' : `with revision ${revision}`;
}
