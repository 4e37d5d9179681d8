import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Field } from '../../src/config/values.ts';
import { duration, flag, oneOf, port, positive, required } from '../../src/config/values.ts';

/** What a reader makes of a text, and the messages of what it finds. */
function reading<T>(read: (field: Field) => T, text: string): { value: T; messages: string[] } {
  const field: Field = { input: 'the-input', text, findings: [] };
  const value = read(field);
  expect(field.findings.every(({ input, severity }) => input === 'the-input' && severity === 'error')).toBe(
    true,
  );
  return { value, messages: field.findings.map(({ message }) => message) };
}

describe('required', () => {
  it('takes a text', () => {
    expect(reading(required, 'iris')).toEqual({ value: 'iris', messages: [] });
  });

  it('misses an empty one', () => {
    expect(reading(required, '')).toEqual({ value: '', messages: ['The input the-input is missing.'] });
  });
});

describe('flag', () => {
  it.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    ['False', false],
    ['FALSE', false],
    ['', false],
  ])('%j is %s', (text, value) => {
    expect(reading(flag, text)).toEqual({ value, messages: [] });
  });

  it('is what it is by default when it is empty', () => {
    expect(reading((field) => flag(field, true), '')).toEqual({ value: true, messages: [] });
  });

  it.each(['yes', '1', 'tRUE', 'true '])('refuses %j', (text) => {
    expect(reading((field) => flag(field, true), text)).toEqual({
      value: true,
      messages: [`The input the-input is "${text}"; it takes true or false.`],
    });
  });
});

describe('oneOf', () => {
  const read = (field: Field): string => oneOf(field, ['auto', 'true', 'false']);

  it.each([
    ['', 'auto'],
    ['true', 'true'],
    ['FALSE', 'false'],
  ])('%j is %j', (text, value) => {
    expect(reading(read, text)).toEqual({ value, messages: [] });
  });

  it('refuses what is not in the set', () => {
    expect(reading(read, 'on')).toEqual({
      value: 'auto',
      messages: ['The input the-input is "on"; it takes auto, true or false.'],
    });
  });
});

describe('port', () => {
  it.each([
    ['', 5001],
    ['8080', 8080],
    ['99999', 99_999],
  ])('%j is %d', (text, value) => {
    expect(reading((field) => port(field, 5001), text)).toEqual({ value, messages: [] });
  });

  it.each(['http', '-1', '80.5', '100000'])('refuses %j', (text) => {
    expect(reading((field) => port(field, 5001), text)).toEqual({
      value: 5001,
      messages: [`The input the-input is "${text}"; it takes a port number such as 5001.`],
    });
  });
});

describe('positive', () => {
  it.each([
    ['', undefined],
    ['1', 1],
    ['0.5', 0.5],
    ['16.25', 16.25],
  ])('%j is %s', (text, value) => {
    expect(reading(positive, text)).toEqual({ value, messages: [] });
  });

  it.each(['0', '0.0', '-1', '.5', '1.', '1e3', '1,5', '0x10', 'Infinity', 'one', '9'.repeat(400)])(
    'refuses %j',
    (text) => {
      expect(reading(positive, text)).toEqual({
        value: undefined,
        messages: [`The input the-input is "${text}"; it takes a number above 0, such as 0.5.`],
      });
    },
  );

  it('is a finite number above 0, or nothing with a reason', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { value, messages } = reading(positive, text);
        expect(messages.length).toBe(value === undefined && text !== '' ? 1 : 0);
        if (value !== undefined) expect(Number.isFinite(value) && value > 0).toBe(true);
      }),
    );
  });
});

describe('duration', () => {
  const read = (field: Field): number => duration(field, '7d', { min: 3_600_000, max: 90 * 86_400_000 });

  it.each([
    ['', 7 * 86_400_000],
    ['12h', 43_200_000],
    ['90d', 90 * 86_400_000],
  ])('%j is %d ms', (text, value) => {
    expect(reading(read, text)).toEqual({ value, messages: [] });
  });

  it.each(['5m', '91d', 'a week', '12'])('refuses %j, and is the shortest', (text) => {
    const { value, messages } = reading(read, text);
    expect(value).toBe(3_600_000);
    expect(messages).toEqual([expect.stringContaining(text)]);
  });
});
