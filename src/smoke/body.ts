import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { formatBytes } from '../bytes.ts';
import type { Document } from '../config/document.ts';
import { confine } from '../config/paths.ts';
import { keysAt, label, valueAt } from '../config/shape.ts';
import { error, warning } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { MAX_BODY_MB } from '../service/plan/front-end-config.ts';
import { parseJson } from './json.ts';
import type { SmokeRequest } from './types.ts';

/** The front end takes no larger request. */
const BODY_LIMIT = MAX_BODY_MB * 1024 * 1024;
const JSON_TYPE = 'application/json';
/** Content type of a `file` by its extension. */
const FILE_TYPES: Readonly<Record<string, string>> = {
  '.json': JSON_TYPE,
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
};

interface BodyOptions {
  readonly workspaceDirectory: string;
  /** As the file says it. */
  readonly contentType: string | undefined;
}

interface BodyRead {
  readonly sent?: Pick<SmokeRequest, 'body' | 'contentType'>;
  readonly findings: readonly Finding[];
}

/**
 * What `requests[index]` sends. A `body` that is a text is sent as it is, anything else as JSON. A `file` is sent
 * byte for byte; it is looked for beside the smoke-test file and has to lie in the repository.
 */
export async function readBody(document: Document, index: number, options: BodyOptions): Promise<BodyRead> {
  const base = ['requests', index] as const;
  const keys = keysAt(document, base);
  const file = valueAt(document.value, [...base, 'file']);
  const hasBody = keys.includes('body');
  if (hasBody && keys.includes('file'))
    return wrong(document, index, 'has both "body" and "file"', 'Keep one of the two.');
  if (hasBody) return inlineBody(document, index, options);
  // A file that is no text has been reported by the schema.
  if (typeof file === 'string' && file !== '') return fileBody(document, index, file, options);
  if (keys.includes('file')) return { findings: [] };
  return wrong(
    document,
    index,
    'has neither "body" nor "file"',
    'Write what is sent under "body", or name a file with "file".',
  );
}

function wrong(document: Document, index: number, problem: string, remedy: string): BodyRead {
  const base = ['requests', index] as const;
  return { findings: [error(`"${label(base)}" ${problem}.`, { remedy, place: document.at(...base) })] };
}

function inlineBody(document: Document, index: number, { contentType = JSON_TYPE }: BodyOptions): BodyRead {
  const at = ['requests', index, 'body'] as const;
  const value = valueAt(document.value, at);
  if (typeof value !== 'string') return { sent: { body: JSON.stringify(value), contentType }, findings: [] };
  const sent = { body: value, contentType };
  if (!contentType.includes('json') || parseJson(value)) return { sent, findings: [] };
  const remedy =
    'Set content-type, such as text/plain; or to send a JSON string, put its double quotes into the text.';
  const message = `"${label(at)}" is a text that is not JSON. It is sent as it is, with the content type ${contentType}.`;
  return { sent, findings: [warning(message, { remedy, place: document.at(...at) })] };
}

async function fileBody(
  document: Document,
  index: number,
  file: string,
  options: BodyOptions,
): Promise<BodyRead> {
  const { workspaceDirectory, contentType } = options;
  const at = ['requests', index, 'file'] as const;
  const fail = (problem: string, remedy: string): BodyRead => {
    return {
      findings: [
        error(`The file "${file}" of "${label(at)}" ${problem}.`, { remedy, place: document.at(...at) }),
      ],
    };
  };
  const folder = path.resolve(workspaceDirectory, path.dirname(document.file));
  const found = await confine(workspaceDirectory, file, folder);
  if ('problem' in found)
    return fail(found.problem, `Correct the path; it is relative to the folder of ${document.file}.`);
  const facts = await stat(found.realPath);
  if (!facts.isFile()) return fail('is not a file', 'Name a single file.');
  if (facts.size > BODY_LIMIT)
    return fail(
      `has ${formatBytes(facts.size)}; the service takes ${MAX_BODY_MB} MB`,
      'Send a smaller request.',
    );
  const body = await readFile(found.realPath).catch(() => undefined);
  if (!body) return fail('cannot be read', 'Look at its permissions.');
  const byName = FILE_TYPES[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  return { sent: { body, contentType: contentType ?? byName }, findings: [] };
}
