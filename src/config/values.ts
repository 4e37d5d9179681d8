import { error } from '../findings.ts';
import type { Finding } from '../findings.ts';
import { checkDuration } from './duration.ts';

/** Without the comma before the last "or". */
const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** What the reading of an input's text needs: its name, and where problems go. */
export interface Field {
  readonly input: string;
  readonly text: string;
  readonly findings: Finding[];
}

/** The text, which must not be empty. */
export function required({ input, text, findings }: Field): string {
  if (text === '') {
    const remedy = `Set \`${input}:\` under \`with:\` in the workflow.`;
    findings.push(error(`The input ${input} is missing.`, { input, remedy }));
  }
  return text;
}

/** `true` or `false`, as YAML 1.2 writes them. An empty text is `byDefault`. */
export function flag({ input, text, findings }: Field, byDefault = false): boolean {
  if (text === '') return byDefault;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  if (/^(true|True|TRUE)$/.test(text)) return true;
  findings.push(error(`The input ${input} is "${text}"; it takes true or false.`, { input }));
  return byDefault;
}

/** One of a closed set, in any case. An empty text is the first. */
export function oneOf<T extends string>({ input, text, findings }: Field, allowed: readonly [T, ...T[]]): T {
  const found = allowed.find((candidate) => candidate.toLowerCase() === text.toLowerCase());
  if (found === undefined && text !== '')
    findings.push(error(`The input ${input} is "${text}"; it takes ${OR.format(allowed)}.`, { input }));
  return found ?? allowed[0];
}

/** A port number. What it may be is checked where the plan is made. */
export function port({ input, text, findings }: Field, byDefault: number): number {
  if (text === '') return byDefault;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  findings.push(
    error(`The input ${input} is "${text}"; it takes a port number such as ${byDefault}.`, { input }),
  );
  return byDefault;
}

/** A number above 0; undefined when the text is empty or none. */
export function positive({ input, text, findings }: Field): number | undefined {
  if (text === '') return undefined;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (value > 0 && Number.isFinite(value)) return value;
  findings.push(error(`The input ${input} is "${text}"; it takes a number above 0, such as 0.5.`, { input }));
  return undefined;
}

/** A duration in milliseconds; the shortest when the text is none. */
export function duration(
  { input, text, findings }: Field,
  byDefault: string,
  { min, max }: { readonly min: number; readonly max: number },
): number {
  const { ms, findings: found } = checkDuration(input, text || byDefault, min, max);
  findings.push(...found);
  return ms ?? min;
}
