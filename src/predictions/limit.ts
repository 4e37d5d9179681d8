import { error } from '../findings.ts';
import type { Finding } from '../findings.ts';

/** How many predictions may change: a count, or a share of those compared in percent. */
export interface ChangeLimit {
  readonly kind: 'count' | 'percent';
  readonly value: number;
}

/** Reads the input `max-changed-predictions`: `3` or `2.5%`. Empty: no limit. */
export function parseChangeLimit(text: string): { limit?: ChangeLimit; findings: Finding[] } {
  if (text === '') return { findings: [] };
  const [, number, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (percent === '%' && value <= 100) return { limit: { kind: 'percent', value }, findings: [] };
  if (percent === '' && Number.isSafeInteger(value)) return { limit: { kind: 'count', value }, findings: [] };
  const input = 'max-changed-predictions';
  const remedy = 'Write a whole number such as 0 or 3, or a percentage from 0% to 100%.';
  return { findings: [error(`The input ${input} is "${text}".`, { input, remedy })] };
}
