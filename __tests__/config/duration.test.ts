import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDuration, formatDuration, parseDuration } from '../../src/config/duration.ts';

const MINUTE = 60_000;

describe('parseDuration', () => {
  it.each([
    ['90s', 90_000],
    ['20m', 20 * MINUTE],
    ['1h30m', 90 * MINUTE],
    ['500ms', 500],
    ['1m500ms', 60_500],
    [' 5s ', 5000],
    ['0s', 0],
    ['', undefined],
    ['60', undefined],
    ['1.5h', undefined],
    ['-5s', undefined],
    ['5 s', undefined],
    ['30m1h', undefined],
    ['7d', 604_800_000],
    ['99999999999999h', undefined],
  ])('%j -> %s', (text, expected) => {
    expect(parseDuration(text)).toBe(expected);
  });

  it('reads what formatDuration writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e12 }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ms = parseDuration(text);
        expect(ms === undefined || Number.isSafeInteger(ms)).toBe(true);
      }),
    );
  });
});

describe('checkDuration', () => {
  it.each(['1m', '2h', '90m'])('accepts %s, the limits included', (text) => {
    expect(checkDuration('wait-timeout', text, MINUTE, 120 * MINUTE)).toEqual({
      ms: parseDuration(text),
      findings: [],
    });
  });

  it.each([
    [
      '30',
      'The input wait-timeout is no duration: "30".',
      'Write numbers with units, such as 90s, 20m or 1h30m (from 1m to 2h).',
    ],
    ['59s', 'The input wait-timeout is too short: "59s".', 'Write a duration from 1m to 2h.'],
    ['3h', 'The input wait-timeout is too long: "3h".', 'Write a duration from 1m to 2h.'],
  ])('refuses %s', (text, message, remedy) => {
    expect(checkDuration('wait-timeout', text, MINUTE, 120 * MINUTE)).toEqual({
      findings: [{ severity: 'error', input: 'wait-timeout', message, remedy }],
    });
  });
});
