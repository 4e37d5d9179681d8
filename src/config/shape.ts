import { z } from 'zod';
import { error, warning, type Finding } from '../findings.ts';
import type { Document, DocumentPath } from './document.ts';
import { nearest } from './nearest.ts';

/** How zod's names of types read to people. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with keys',
  record: 'an object with keys',
};

/** Values under such keys are never shown. */
const SECRET_KEY = /key|password|secret|token/i;

/**
 * Reads a part of a document by its schema. A value of a wrong type is an error on its line and is then
 * left out, so that the rest can still be checked: every field of the schema must be optional.
 * Custom messages of a schema are predicates: `must be above 0`.
 */
export function readShape<T>(
  document: Document,
  base: DocumentPath,
  schema: z.ZodType<T>,
): { value?: T; findings: Finding[] } {
  const findings: Finding[] = [];
  const whole: unknown = structuredClone(valueAt(document.value, base));
  for (;;) {
    const parsed = schema.safeParse(whole, { error: (issue) => predicate(issue.expected) });
    if (parsed.success) return { value: parsed.data, findings };
    for (const issue of parsed.error.issues) {
      const path = issue.path.filter((step) => typeof step !== 'symbol');
      findings.push(wrongValue(document, [...base, ...path], issue.message));
      if (!remove(whole, path)) return { findings };
    }
  }
}

/** One warning for each key that nobody knows, on its line, with the nearest known key. */
export function unknownKeys(document: Document, base: DocumentPath, known: readonly string[]): Finding[] {
  return keysAt(document, base)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const meant = nearest(key, known);
      const message = `"${label([...base, key])}" is not a known key and is ignored.`;
      const remedy = meant === undefined ? 'Remove it.' : `Did you mean ${meant}?`;
      return warning(message, { remedy, place: document.keyAt(...base, key) });
    });
}

/** The keys of the object at a path; none when there is no object. */
export function keysAt(document: Document, base: DocumentPath): readonly string[] {
  const value = valueAt(document.value, base);
  return isObject(value) ? Object.keys(value) : [];
}

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: DocumentPath): unknown {
  return path.reduce<unknown>((inner, step) => {
    return isObject(inner) || Array.isArray(inner)
      ? (Object.entries(inner).find(([key]) => key === String(step))?.[1] as unknown)
      : undefined;
  }, value);
}

/** A path as people write it: `environment.python.condaDependencies.dependencies[2]`. */
export function label(path: DocumentPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function predicate(expected: unknown): string | undefined {
  const words = typeof expected === 'string' ? TYPE_WORDS[expected] : undefined;
  return words && `must be ${words}`;
}

function wrongValue(document: Document, path: DocumentPath, message: string): Finding {
  const value = valueAt(document.value, path);
  const subject = path.length === 0 ? `The file ${document.file}` : `"${label(path)}"`;
  const secret = path.some((step) => SECRET_KEY.test(String(step)));
  const remedy = remedyFor(value, message);
  return error(`${subject} ${message}, but is ${describe(value, secret)}.`, {
    remedy,
    place: document.at(...path),
  });
}

function describe(value: unknown, secret: boolean): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  const kind = typeof value === 'string' ? 'text' : typeof value;
  const shown = JSON.stringify(value);
  return secret || shown.length > 60 ? `a ${kind}` : `the ${kind} ${shown}`;
}

function remedyFor(value: unknown, message: string): string {
  if (typeof value === 'string' && /number/.test(message) && Number.isFinite(Number(value))) {
    return 'Remove the quotes.';
  }
  if (typeof value === 'string' && /true or false/.test(message))
    return 'Write true or false, without quotes.';
  if (typeof value === 'number' && /a text/.test(message)) return 'Put it in double quotes.';
  return 'Correct the value.';
}

/** Takes a value out of its object, so that the schema sees it as not given. False when there is nothing to take. */
function remove(whole: unknown, path: DocumentPath): boolean {
  for (let length = path.length; length > 0; length--) {
    const parent = valueAt(whole, path.slice(0, length - 1));
    const key = path[length - 1];
    // An item of a list cannot be left out without moving the others: the whole list goes.
    if (isObject(parent) && key !== undefined) return Reflect.deleteProperty(parent, key);
  }
  return false;
}
