import { error, type Finding } from '../findings.ts';

const UNITS = [
  { unit: 'd', milliseconds: 86_400_000 },
  { unit: 'h', milliseconds: 3_600_000 },
  { unit: 'm', milliseconds: 60_000 },
  { unit: 's', milliseconds: 1000 },
  { unit: 'ms', milliseconds: 1 },
] as const;

const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/**
 * Reads `90s`, `20m`, `1h30m`, `7d`, `500ms`: whole numbers with units, the largest first.
 * @returns milliseconds, or undefined when the text is no duration. A number without a unit is none.
 */
export function parseDuration(text: string): number | undefined {
  const trimmed = text.trim();
  const match = DURATION.exec(trimmed);
  if (match === null || trimmed === '') return undefined;
  const total = UNITS.reduce((sum, { milliseconds }, index) => {
    return sum + Number(match[index + 1] ?? 0) * milliseconds;
  }, 0);
  return Number.isSafeInteger(total) ? total : undefined;
}

/** Writes milliseconds as {@link parseDuration} reads them: 5400000 is `1h30m`. */
export function formatDuration(milliseconds: number): string {
  let rest = milliseconds;
  let text = '';
  for (const { unit, milliseconds: size } of UNITS) {
    const count = Math.floor(rest / size);
    if (count > 0) text += `${count}${unit}`;
    rest -= count * size;
  }
  return text === '' ? '0s' : text;
}

/**
 * Reads a duration input. `min` and `max` are milliseconds and allowed themselves.
 * @returns milliseconds, or an error finding that names the input and the range.
 */
export function checkDuration(
  input: string,
  text: string,
  min: number,
  max: number,
): { ms?: number; findings: Finding[] } {
  const ms = parseDuration(text);
  const range = `from ${formatDuration(min)} to ${formatDuration(max)}`;
  if (ms === undefined) {
    const remedy = `Write numbers with units, such as 90s, 20m or 1h30m (${range}).`;
    return { findings: [error(`The input ${input} is no duration: "${text}".`, { input, remedy })] };
  }
  if (ms >= min && ms <= max) return { ms, findings: [] };
  const message = `The input ${input} is too ${ms < min ? 'short' : 'long'}: "${text}".`;
  return { findings: [error(message, { input, remedy: `Write a duration ${range}.` })] };
}
