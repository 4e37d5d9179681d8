import { describe, expect, it } from '@jest/globals';
import { parseKeyValueFile } from '../../../scripts/runner/files.ts';

describe('parseKeyValueFile', () => {
  it.each([
    ['', {}],
    ['a=1\nb=x=y\n', { a: '1', b: 'x=y' }],
    ['a=x<<y\n', { a: 'x<<y' }],
    ['a<<END\none\n\ntwo\nEND\nb=2\n', { a: 'one\n\ntwo', b: '2' }],
    ['a<<END\nEND\n', { a: '' }],
    ['a<<E=F\nx=1\nE=F\n', { a: 'x=1' }],
    ['a=1\na=2\n', { a: '2' }],
  ])('reads %j', (text, expected) => {
    expect(parseKeyValueFile(text)).toEqual(expected);
  });

  it.each([
    ['nonsense\n', "Invalid format 'nonsense'"],
    ['a<<\nx\n', "Invalid format 'a<<'"],
    ['a<<END\nx\n', "Invalid value of 'a'. Matching delimiter not found 'END'"],
  ])('refuses %j', (text, message) => {
    expect(() => parseKeyValueFile(text)).toThrow(message);
  });
});
