import { readFile } from 'node:fs/promises';
import { error, hasErrors, type Finding, type Place, type Severity } from '../findings.ts';
import { parseJson } from './json-document.ts';
import { confine, errorCode } from './paths.ts';
import type { Locate } from './types.ts';

/** A JSON or YAML file of the repository. */
export interface Document {
  /** Path relative to the repository, with forward slashes. */
  readonly file: string;
  readonly value: unknown;
  /** Place of a value. Falls back to the nearest parent that exists. */
  readonly at: Locate;
  /** Place of the key that holds a value; of the item itself in a list. Falls back like `at`. */
  readonly keyAt: Locate;
}

/** A path into a document, such as ['docker', 'baseImage']. */
export type DocumentPath = readonly (string | number)[];

/** What the parsers of the two formats return. Offsets count UTF-16 units from the start of the text. */
export interface ParsedText {
  readonly value: unknown;
  readonly problems: readonly TextProblem[];
  /** Where a key or a value begins; undefined when the document does not have it. */
  offsetOf(documentPath: DocumentPath, part: 'key' | 'value'): number | undefined;
}

/** A problem of a text, without the file's name. */
export interface TextProblem {
  readonly severity: Severity;
  /** Predicate that follows the file's name: `is no valid JSON: a comma is missing`. */
  readonly problem: string;
  readonly remedy: string;
  readonly offset: number;
}

/**
 * Reads a JSON or YAML file of the repository with the positions of its keys and values.
 * JSON with comments or trailing commas is accepted with one warning. The format follows the
 * extension; a file with another extension is JSON when it begins like JSON.
 * @param name path relative to the repository, as the user wrote it.
 * @param input action input that names the file; goes into the messages.
 * @returns never throws. Without `document` there is at least one error finding.
 */
export async function readDocument(
  workspaceDirectory: string,
  name: string,
  input?: string,
): Promise<{ document?: Document; findings: Finding[] }> {
  const content = await readText(workspaceDirectory, name);
  if ('problem' in content) return { findings: [unreadable(name, content.problem, input)] };
  const { file, text } = content;
  const parsed = await parse(file, text);
  const place = placesIn(file, text);
  const findings = parsed.problems.map(({ severity, problem, remedy, offset }): Finding => {
    return { severity, message: `The file ${file} ${problem}.`, remedy, place: place(offset) };
  });
  if (hasErrors(findings)) return { findings };
  const locate = (part: 'key' | 'value'): Locate => {
    return (...documentPath) => place(nearestOffset(parsed, documentPath, part));
  };
  return { document: { file, value: parsed.value, at: locate('value'), keyAt: locate('key') }, findings };
}

type Content = { readonly file: string; readonly text: string } | { readonly problem: string };

async function readText(workspaceDirectory: string, name: string): Promise<Content> {
  const found = await confine(workspaceDirectory, name);
  if ('problem' in found) return found;
  try {
    const text = decode(await readFile(found.realPath));
    if (text === undefined) return { problem: 'is no text in UTF-8' };
    return text.trim() === '' ? { problem: 'is empty' } : { file: found.file, text };
  } catch (cause) {
    const code = errorCode(cause);
    return {
      problem: code === 'EISDIR' ? 'is a folder, not a file' : `cannot be read (${code ?? 'unknown'})`,
    };
  }
}

/** Windows PowerShell writes UTF-16 with a byte order mark; everything else is UTF-8, with or without one. */
function decode(bytes: Uint8Array): string | undefined {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(name: string, problem: string, input: string | undefined): Finding {
  const missing = problem.startsWith('does not exist');
  const source = input === undefined ? 'The file' : `The file of the input ${input},`;
  const comma = input === undefined ? '' : ',';
  const remedy = [
    input === undefined
      ? 'Correct the path'
      : `${missing ? 'Add' : 'Correct'} the file, or name another one with the input ${input}`,
    missing ? '. Is the repository checked out (actions/checkout) before this step?' : '.',
  ].join('');
  return error(`${source} "${name}"${comma} ${problem}.`, { remedy, ...(input !== undefined && { input }) });
}

async function parse(file: string, text: string): Promise<ParsedText> {
  if (isJson(file, text)) return parseJson(text);
  const { parseYaml } = await import('./yaml-document.ts');
  return parseYaml(text);
}

function isJson(file: string, text: string): boolean {
  if (/\.ya?ml$/i.test(file)) return false;
  return /\.jsonc?$/i.test(file) || /^\s*(?:[{[]|\/[/*])/.test(text);
}

function nearestOffset(parsed: ParsedText, documentPath: DocumentPath, part: 'key' | 'value'): number {
  for (let length = documentPath.length; length > 0; length--) {
    const offset = parsed.offsetOf(documentPath.slice(0, length), part);
    if (offset !== undefined) return offset;
  }
  return parsed.offsetOf([], 'value') ?? 0;
}

/** Turns offsets into places. Lines and columns start at 1. */
function placesIn(file: string, text: string): (offset: number) => Place {
  return (offset) => {
    const before = text.slice(0, offset);
    const lineStart = before.lastIndexOf('\n') + 1;
    return { file, line: before.split('\n').length, column: offset - lineStart + 1 };
  };
}
