import { requestThroughProxy } from './proxy-request.ts';

/** Where and how to score. */
export interface Scoring {
  readonly uri: string;
  readonly key: string;
  /** URL of the local Azure's proxy. */
  readonly proxy: string;
  readonly signal: AbortSignal;
}

/** Flowers of examples/iris/iris.csv with what they are. */
const FLOWERS = [
  { measures: [5.1, 3.5, 1.4, 0.2], species: 'setosa' },
  { measures: [6.5, 3.0, 5.8, 2.2], species: 'virginica' },
] as const;

/**
 * Scores two flowers as a client of the service would.
 * @throws Error when the answer is not 200 or a species is wrong.
 */
export async function scoreFlowers({ uri, key, proxy, signal }: Scoring): Promise<void> {
  const body = JSON.stringify({ data: FLOWERS.map(({ measures }) => measures) });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const answer = await requestThroughProxy({ url: uri, proxy, method: 'POST', headers, body, signal });
  process.stdout.write(`POST ${uri}\n     ${body}\n${answer.status}  ${answer.body}\n`);
  if (answer.status !== 200) throw new Error(`The service answered ${answer.status} to a scoring request.`);
  const found = speciesOf(answer.body);
  const expected = FLOWERS.map(({ species }) => species);
  if (found.join() !== expected.join()) {
    throw new Error(`The service took the flowers for ${found.join(', ')}; they are ${expected.join(', ')}.`);
  }
  process.stdout.write(`Right: the flowers are a ${expected.join(' and a ')}.\n`);
}

function speciesOf(body: string): readonly string[] {
  const { predictions } = JSON.parse(body) as { predictions: readonly { species: string }[] };
  return predictions.map(({ species }) => species);
}
