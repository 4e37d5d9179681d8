import { readdir, readFile } from 'node:fs/promises';
import { readDocument } from '../config/document.ts';
import type { Document } from '../config/document.ts';
import { confine } from '../config/paths.ts';
import { keysAt, valueAt } from '../config/shape.ts';
import { error, hasErrors, warning } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { parseJson } from './json.ts';
import { readRequest, unknownKeyErrors } from './request.ts';
import type { SmokeRequest } from './types.ts';

/** Files that are used without the input `smoke-test`, the first that exists. */
export const DEFAULT_SMOKE_FILES = ['smoke-test.json', 'smoke-test.yml', 'smoke-test.yaml'] as const;

/** Where the smoke test is looked for. */
export interface SmokeFileOptions {
  /** Absolute path of the repository. */
  readonly workspaceDirectory: string;
  /** The input `smoke-test`, relative to the repository; absent: one of {@link DEFAULT_SMOKE_FILES}. */
  readonly path?: string;
  /** The service answers within this time or not at all. Milliseconds. */
  readonly scoringTimeoutMs: number;
}

/** What the file says. */
export interface SmokeFile {
  /** Relative to the repository; absent when there is no smoke test. */
  readonly file?: string;
  readonly requests: readonly SmokeRequest[];
  readonly findings: readonly Finding[];
}

/**
 * Reads the smoke-test file: a bare request body, or `{requests: [...]}`. An object with the key `requests` is
 * always the latter. Never throws: what is wrong comes back as findings, and then there are no requests.
 */
export async function loadSmokeTest(options: SmokeFileOptions): Promise<SmokeFile> {
  const { workspaceDirectory, path } = options;
  if (path !== undefined) return readFileNamed(options, path, []);
  const [first, ...others] = await defaultFiles(workspaceDirectory);
  if (first === undefined) return { requests: [], findings: [] };
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
  if (!document) return { file: name, requests: [], findings: [...before, ...findings] };
  const isList = keysAt(document, []).includes('requests');
  const read = isList
    ? await readRequests(document, options)
    : { requests: [await bareBody(document, options)], findings: [] };
  const all = [...before, ...findings, ...read.findings];
  return { file: document.file, requests: hasErrors(all) ? [] : read.requests, findings: all };
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

async function readRequests(
  document: Document,
  options: SmokeFileOptions,
): Promise<{ requests: SmokeRequest[]; findings: Finding[] }> {
  const list = valueAt(document.value, ['requests']);
  const unknown = unknownKeyErrors(document, [], ['requests']);
  if (!Array.isArray(list) || list.length === 0)
    return { requests: [], findings: [...unknown, noRequests(document, list)] };
  const read = await Promise.all(list.map((_, index) => readRequest(document, index, options)));
  return {
    requests: read.flatMap(({ request }) => (request ? [request] : [])),
    findings: [...unknown, ...read.flatMap(({ findings }) => findings)],
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
