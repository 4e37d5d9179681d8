import { readdir, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { readDocument } from '../config/document.ts';
import type { Document } from '../config/document.ts';
import { confine } from '../config/paths.ts';
import { keysAt, readShape, valueAt } from '../config/shape.ts';
import { error, hasErrors, warning } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { parseJson } from './json.ts';
import { readRequest, unknownKeyErrors } from './request.ts';
import type { SmokeRequest } from './types.ts';

/** Files that are used without the input `smoke-test`, the first that exists. */
export const DEFAULT_SMOKE_FILES = ['smoke-test.json', 'smoke-test.yml', 'smoke-test.yaml'] as const;

/** Relative difference up to which numbers of two predictions count as the same. pytest's approx() has the same. */
export const DEFAULT_TOLERANCE = 1e-6;
const FILE_KEYS = ['requests', 'tolerance'] as const;
const FILE = z.object({ tolerance: z.number().min(0, { error: 'must be 0 or above' }).nullish() });

/** Where the smoke test is looked for. */
export interface SmokeFileOptions {
  /** Absolute path of the repository. */
  readonly workspaceDirectory: string;
  /** The input `smoke-test`, relative to the repository; absent: one of {@link DEFAULT_SMOKE_FILES}. */
  readonly path?: string;
  /** The service answers within this time or not at all. Milliseconds. */
  readonly scoringTimeoutMs: number;
  /** Requests that are read, the first ones. Default: all. */
  readonly limit?: number;
}

/** What the file says. */
export interface SmokeFile {
  /** Relative to the repository; absent when there is no smoke test. */
  readonly file?: string;
  readonly requests: readonly SmokeRequest[];
  /** Requests that the file has beyond the limit. */
  readonly leftOut: number;
  /** Relative difference up to which numbers count as the same where predictions are compared. */
  readonly tolerance: number;
  readonly findings: readonly Finding[];
}

const NOTHING = { requests: [], leftOut: 0, tolerance: DEFAULT_TOLERANCE } as const;

/**
 * Reads the smoke-test file: a bare request body, or `{requests: [...]}`. An object with the key `requests` is
 * always the latter. Never throws: what is wrong comes back as findings, and then there are no requests.
 */
export async function loadSmokeTest(options: SmokeFileOptions): Promise<SmokeFile> {
  const { workspaceDirectory, path } = options;
  if (path !== undefined) return readFileNamed(options, path, []);
  const [first, ...others] = await defaultFiles(workspaceDirectory);
  if (first === undefined) return { ...NOTHING, findings: [] };
  return readFileNamed(options, first, others.length > 0 ? [severalFiles(first, others)] : []);
}

async function defaultFiles(workspaceDirectory: string): Promise<string[]> {
  const names = await readdir(workspaceDirectory).catch((): string[] => []);
  return DEFAULT_SMOKE_FILES.filter((name) => names.includes(name));
}

function severalFiles(first: string, others: readonly string[]): Finding {
  const message = `The repository has several smoke-test files; ${first} is used, ${others.join(' and ')} not.`;
  return warning(message, {
    remedy: 'Name the right one with the input smoke-test, or remove the others.',
    place: { file: first },
  });
}

async function readFileNamed(
  options: SmokeFileOptions,
  name: string,
  before: readonly Finding[],
): Promise<SmokeFile> {
  const { document, findings } = await readDocument(options.workspaceDirectory, name, 'smoke-test');
  if (!document) return { ...NOTHING, file: name, findings: [...before, ...findings] };
  const isList = keysAt(document, []).includes('requests');
  const read = isList
    ? await readRequests(document, options)
    : { ...NOTHING, requests: [await bareBody(document, options)], findings: [] };
  const all = [...before, ...findings, ...read.findings];
  return { ...read, file: document.file, requests: hasErrors(all) ? [] : read.requests, findings: all };
}

/** The file is the body. Strict JSON is sent byte for byte: reading and writing it would round long numbers. */
async function bareBody(document: Document, { workspaceDirectory }: SmokeFileOptions): Promise<SmokeRequest> {
  const found = await confine(workspaceDirectory, document.file);
  const text = 'realPath' in found ? await readFile(found.realPath, 'utf8') : '';
  return {
    name: document.file,
    body: parseJson(text) ? text : JSON.stringify(document.value),
    contentType: 'application/json',
    expect: {},
    place: document.at(),
  };
}

async function readRequests(document: Document, options: SmokeFileOptions): Promise<SmokeFile> {
  const list = valueAt(document.value, ['requests']);
  const unknown = unknownKeyErrors(document, [], FILE_KEYS);
  const { value, findings } = readShape(document, [], FILE);
  const found = [...unknown, ...findings];
  if (!Array.isArray(list) || list.length === 0)
    return { ...NOTHING, findings: [...found, noRequests(document, list)] };
  const first = list.slice(0, options.limit);
  const read = await Promise.all(first.map((_, index) => readRequest(document, index, options)));
  return {
    requests: read.flatMap(({ request }) => (request ? [request] : [])),
    leftOut: list.length - first.length,
    tolerance: value?.tolerance ?? DEFAULT_TOLERANCE,
    findings: [...found, ...read.flatMap((one) => one.findings)],
  };
}

function noRequests(document: Document, value: unknown): Finding {
  const what = Array.isArray(value) ? 'is empty' : 'is not a list';
  return error(`"requests" ${what}.`, {
    remedy:
      'Write a list of requests, each with a body or a file. A request body that has a key "requests" of its own ' +
      'goes under requests[0].body.',
    place: document.at('requests'),
  });
}
