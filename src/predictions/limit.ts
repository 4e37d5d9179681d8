import { error } from '../findings.ts';
import type { Finding } from '../findings.ts';
import type { Inputs } from '../inputs.ts';

/** How many predictions may change: a count, or a share of those compared in percent. */
export interface ChangeLimit {
  readonly kind: 'count' | 'percent';
  readonly value: number;
}

/** Name of the input. */
export const INPUT = 'max-changed-predictions';

/** Reads the input `max-changed-predictions`: `3` or `2.5%`. Empty: no limit. */
export function parseChangeLimit(text: string): { limit?: ChangeLimit; findings: Finding[] } {
  if (text === '') return { findings: [] };
  const [, number, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (percent === '%' && value <= 100) return { limit: { kind: 'percent', value }, findings: [] };
  if (percent === '' && Number.isSafeInteger(value)) return { limit: { kind: 'count', value }, findings: [] };
  const remedy = 'Write a whole number such as 0 or 3, or a percentage from 0% to 100%.';
  return { findings: [error(`The input ${INPUT} is "${text}".`, { input: INPUT, remedy })] };
}

/** The limit as the input has it. */
export function limitText({ kind, value }: ChangeLimit): string {
  return kind === 'percent' ? `${value}%` : `${value}`;
}

/** True when no more predictions changed than the limit allows. */
export function isWithin({ kind, value }: ChangeLimit, changed: number, compared: number): boolean {
  return kind === 'count' ? changed <= value : changed * 100 <= value * compared;
}

type StrategyInputs = Pick<Inputs, 'maxChangedPredictions' | 'mode' | 'strategy'>;

/** A service that is updated in place is gone before its successor could be compared with it. */
export function checkStrategy({ maxChangedPredictions, mode, strategy }: StrategyInputs): Finding[] {
  if (!maxChangedPredictions || mode !== 'deploy' || strategy !== 'in-place') return [];
  const message = `The input ${INPUT} is given, but with strategy in-place the service is replaced before predictions can be compared.`;
  return [
    error(message, {
      input: INPUT,
      remedy: `Set strategy to verified, or leave out ${INPUT}; previews of pull requests are compared with either.`,
    }),
  ];
}
