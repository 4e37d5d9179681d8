import type { Clock } from '../../clock.ts';
import type { Http, HttpAnswer } from '../../http.ts';
import type { PublicAddress } from './endpoint.ts';
import { urlOf } from './endpoint.ts';
import { REVISION_HEADER } from '../plan/front-end-config.ts';

/** Milliseconds between two requests. An unready service hangs, so they overlap. */
const INTERVAL_MS = 250;
/** Requests in flight: one lives 5 s before a newer one takes its place. */
const MAX_IN_FLIGHT = 20;
/** Milliseconds until even the most patient request is given up. */
const PATIENCE_MS = 120_000;

/** Milliseconds after which an answer says nothing any more: by then many newer ones are missing. */
const FRESH_MS = 5_000;

/** What the last request got. */
export type Outcome =
  | { readonly kind: 'healthy' }
  /** Somebody answered; without a revision it was not our front end. */
  | { readonly kind: 'answer'; readonly status: number; readonly revision?: string }
  | { readonly kind: 'unresolved' }
  | { readonly kind: 'silent'; readonly code: string };

/** A way to the service. */
interface Route {
  readonly url: string;
  readonly host?: string;
}

/** What to ask and how. */
export interface HealthQuestion {
  readonly http: Http;
  readonly clock: Clock;
  readonly healthPath: string;
  readonly revision: string;
}

/** Asks one route. Never rejects. */
async function ask(
  { http, healthPath, revision }: HealthQuestion,
  route: Route,
  signal: AbortSignal,
): Promise<Outcome> {
  try {
    const headers = { 'cache-control': 'no-cache', ...(route.host !== undefined && { host: route.host }) };
    return judge(
      await http({ url: new URL(healthPath, route.url).href, headers, timeoutMs: PATIENCE_MS, signal }),
      revision,
    );
  } catch (caught) {
    const code = codeOf(caught);
    return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? { kind: 'unresolved' } : { kind: 'silent', code };
  }
}

function judge({ status, headers }: HttpAnswer, revision: string): Outcome {
  const found = headers[REVISION_HEADER];
  if (status === 200 && found === revision) return { kind: 'healthy' };
  return { kind: 'answer', status, ...(found !== undefined && { revision: found }) };
}

function codeOf(caught: unknown): string {
  return caught instanceof Error && 'code' in caught && typeof caught.code === 'string' ? caught.code : '';
}

/**
 * All ways, the next best after one that does not lead to our front end: by name; by address with the name as Host;
 * by address alone, because a proxy may build its address from Host and be lost as well.
 */
function routesOf(address: PublicAddress): Route[] {
  const byName = address.fqdn === undefined ? undefined : { url: urlOf(address.fqdn, address.port, '/') };
  const url = address.ip === undefined ? undefined : urlOf(address.ip, address.port, '/');
  if (url === undefined) return byName ? [byName] : [];
  return byName ? [byName, { url, host: address.fqdn ?? '' }, { url }] : [{ url }];
}

/** An answered request: which one, by which route, and when. */
interface Answered {
  readonly number: number;
  readonly position: number;
  readonly outcome: Outcome;
  readonly at: number;
}

/** Asks the endpoint again and again, from the moment it has an address until it is told to stop. */
export class HealthWatch {
  readonly #question: HealthQuestion;
  readonly #inFlight: AbortController[] = [];
  /** Called whenever the endpoint has become healthy. */
  readonly #onHealthy: () => void;
  #routes: readonly Route[] = [];
  /** How many of the routes are in use. */
  #open = 1;
  #asked = 0;
  #last: Answered | undefined;
  #nameWorks = false;

  constructor(question: HealthQuestion, onHealthy: () => void) {
    this.#question = question;
    this.#onHealthy = onHealthy;
  }

  /** What the newest request that was answered got. */
  get outcome(): Outcome | undefined {
    return this.#last?.outcome;
  }

  /** True while the newest answer is a good one and no more than a moment old. */
  get isHealthy(): boolean {
    return this.outcome?.kind === 'healthy' && this.#question.clock.now() - (this.#last?.at ?? 0) <= FRESH_MS;
  }

  /** True when the first route, the one by name, has led to a front end of ours. */
  get nameWorks(): boolean {
    return this.#nameWorks;
  }

  /** Where to ask from now on. */
  aim(address: PublicAddress | undefined): void {
    this.#routes = address ? routesOf(address) : [];
  }

  /** Asks until the signal aborts, or the run is cancelled; then no request is left. Never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    try {
      while (!signal.aborted) {
        this.#askNext();
        await this.#question.clock.sleep(INTERVAL_MS, signal);
      }
    } catch {
      // A cancelled run sleeps no more; whoever asks for the health sleeps as well, and ends with the reason.
    } finally {
      for (const request of this.#inFlight) request.abort();
    }
  }

  #askNext(): void {
    const open = Math.min(this.#open, this.#routes.length);
    const position = this.#asked % Math.max(1, open);
    const route = this.#routes[position];
    if (!route) return;
    this.#makeRoom();
    const request = new AbortController();
    this.#inFlight.push(request);
    this.#asked += 1;
    const number = this.#asked;
    void ask(this.#question, route, request.signal).then((outcome) => {
      this.#inFlight.splice(this.#inFlight.indexOf(request), 1);
      if (!request.signal.aborted) this.#take(number, position, outcome);
    });
  }

  /** The oldest request stays, for a service that is slow to answer; the second oldest gives way. */
  #makeRoom(): void {
    if (this.#inFlight.length >= MAX_IN_FLIGHT) this.#inFlight[1]?.abort();
  }

  #take(number: number, position: number, outcome: Outcome): void {
    const lost =
      outcome.kind === 'unresolved' || (outcome.kind === 'answer' && outcome.revision === undefined);
    if (lost) this.#open = Math.max(this.#open, position + 2);
    if (position === 0 && !lost && outcome.kind !== 'silent') this.#nameWorks = true;
    // An older request may be answered later; what it got is news only if it is good.
    if (number < (this.#last?.number ?? 0) && outcome.kind !== 'healthy') return;
    // A route that leads nowhere says nothing about a service that another route has reached.
    if (lost && this.isHealthy && position !== this.#last?.position) return;
    const news = !this.isHealthy && outcome.kind === 'healthy';
    this.#last = { number, position, outcome, at: this.#question.clock.now() };
    if (news) this.#onHealthy();
  }
}
