import { KEY } from './workbench.ts';
import type { Workbench } from './workbench.ts';

/** Milliseconds between the end of a call and the next one. */
const PAUSE_MS = 20;
/** Milliseconds after which a client gives a call up. */
const PATIENCE_MS = 3_000;
const FLOWER = JSON.stringify({ data: [[5.1, 3.5, 1.4, 0.2]] });

/** What a client saw that scored all the time. */
export interface Scores {
  readonly calls: number;
  /** Status or error of each call that got no 200, in order. */
  readonly failed: readonly string[];
}

/** Scores one flower after another while `work` goes on, as a client of the service would. */
export async function scoreDuring<T>(
  bench: Workbench,
  uri: string | undefined,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly scores: Scores }> {
  const isOver = new AbortController();
  const scoring = score(bench, uri, isOver.signal);
  try {
    const result = await work();
    isOver.abort();
    return { result, scores: await scoring };
  } finally {
    isOver.abort();
    await scoring;
  }
}

async function score(bench: Workbench, uri: string | undefined, isOver: AbortSignal): Promise<Scores> {
  const failed: string[] = [];
  let calls = 0;
  while (!isOver.aborted) {
    calls += 1;
    const outcome = await Promise.race([scoreOnce(bench, uri), givenUp()]);
    if (outcome !== '200') failed.push(outcome);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return { calls, failed };
}

function scoreOnce(bench: Workbench, uri: string | undefined): Promise<string> {
  return bench.call(uri, { method: 'POST', key: KEY, body: FLOWER }).then(
    ({ status }) => String(status),
    (caught: unknown) => (caught instanceof Error ? caught.message : 'no answer'),
  );
}

/** The service may go away with a call under way, which then gets no answer at all. */
function givenUp(): Promise<string> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, 'no answer in time').unref());
}
