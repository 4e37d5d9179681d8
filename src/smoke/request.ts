import { z } from 'zod';
import type { Document, DocumentPath } from '../config/document.ts';
import { nearest } from '../config/nearest.ts';
import { keysAt, label, readShape, valueAt } from '../config/shape.ts';
import { error, hasErrors, warning } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { formatElapsed } from '../elapsed.ts';
import { readBody } from './body.ts';
import type { Expectation, SmokeRequest } from './types.ts';

const text = z.string().min(1, { error: 'must not be empty' }).nullish();
const STATUS_RULE = { error: 'must be a whole number from 100 to 599' };
const EXPECT = z.object({
  status: z.number(STATUS_RULE).int(STATUS_RULE).min(100, STATUS_RULE).max(599, STATUS_RULE).nullish(),
  'max-latency-ms': z.number().positive({ error: 'must be above 0' }).nullish(),
});
const REQUEST = z.object({ name: text, file: text, 'content-type': text, expect: EXPECT.nullish() });
const REQUEST_KEYS = ['name', 'body', 'file', 'content-type', 'expect'] as const;
const EXPECT_KEYS = ['status', 'body', 'contains', 'max-latency-ms'] as const;

/** What the reading of a request needs to know besides the file. */
export interface RequestOptions {
  /** Absolute path of the repository. */
  readonly workspaceDirectory: string;
  /** Milliseconds. */
  readonly scoringTimeoutMs: number;
}

/** Reads `requests[index]` of a smoke-test file. Never throws; without `request` there is an error finding. */
export async function readRequest(
  document: Document,
  index: number,
  options: RequestOptions,
): Promise<{ request?: SmokeRequest; findings: Finding[] }> {
  const base = ['requests', index] as const;
  const { value, findings } = readShape(document, base, REQUEST);
  if (!value) return { findings };
  findings.push(
    ...unknownKeyErrors(document, base, REQUEST_KEYS),
    ...unknownKeyErrors(document, [...base, 'expect'], EXPECT_KEYS),
  );
  const contentType = value['content-type'] ?? undefined;
  const body = await readBody(document, index, { ...options, contentType });
  findings.push(
    ...body.findings,
    ...latencyNeverMeasured(document, base, value.expect?.['max-latency-ms'], options),
  );
  if (!body.sent || hasErrors(findings)) return { findings };
  const expect = expectationOf(document, [...base, 'expect'], value.expect ?? {});
  const name = value.name ?? `request ${index + 1}`;
  return { request: { name, ...body.sent, expect, place: document.at(...base) }, findings };
}

/** One error for each key that nobody knows: an expectation with a wrong name would never be checked. */
export function unknownKeyErrors(
  document: Document,
  base: DocumentPath,
  known: readonly string[],
): Finding[] {
  return keysAt(document, base)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      const remedy =
        meant === undefined ? `Remove it. Known here: ${known.join(', ')}.` : `Did you mean ${meant}?`;
      return error(`"${label([...base, key])}" is not a known key.`, {
        remedy,
        place: document.keyAt(...base, key),
      });
    });
}

/** `body: null` and `contains: null` are expectations, so what counts is whether the key is there. */
function expectationOf(
  document: Document,
  base: DocumentPath,
  checked: z.output<typeof EXPECT>,
): Expectation {
  const keys = keysAt(document, base);
  const latency = checked['max-latency-ms'];
  return {
    ...(typeof checked.status === 'number' && { status: checked.status }),
    ...(keys.includes('body') && { body: valueAt(document.value, [...base, 'body']) }),
    ...(keys.includes('contains') && { contains: valueAt(document.value, [...base, 'contains']) }),
    ...(typeof latency === 'number' && { maxLatencyMs: latency }),
  };
}

function latencyNeverMeasured(
  document: Document,
  base: DocumentPath,
  latency: number | null | undefined,
  { scoringTimeoutMs }: RequestOptions,
): Finding[] {
  if (!latency || latency <= scoringTimeoutMs) return [];
  const path = [...base, 'expect', 'max-latency-ms'];
  const message = `"${label(path)}" is longer than the input scoring-timeout of ${formatElapsed(scoringTimeoutMs)}, after which no answer comes.`;
  return [
    warning(message, {
      remedy: 'Raise scoring-timeout, or lower max-latency-ms.',
      place: document.at(...path),
    }),
  ];
}
