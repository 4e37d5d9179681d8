import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { masksOf, withoutMasks } from '../../src/github/masks.ts';

const KEY = 'p@ss+word/1"2\\3?';

describe('masksOf', () => {
  it.each([
    ['itself', KEY],
    ['JSON', JSON.stringify({ key: KEY }).slice(8, -2)],
    ['a URL', encodeURIComponent(KEY)],
    ['base64', Buffer.from(KEY).toString('base64')],
    ['base64 for URLs', Buffer.from(KEY).toString('base64url')],
  ])('has the value as %s', (_name, form) => {
    expect(masksOf(KEY)).toContain(form);
  });

  it('has no more forms than there are', () => {
    expect(masksOf('abcdef')).toEqual(['abcdef', 'YWJjZGVm', 'FiY2RlZ', 'hYmNkZW']);
  });

  it('finds the value in the base64 of any text around it', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), fc.string(), fc.string(), (secret, before, after) => {
        const encoded = Buffer.from(before + secret + after).toString('base64');
        fc.pre(secret.trim().length >= 8);
        expect(masksOf(secret).some((mask) => encoded.includes(mask))).toBe(true);
      }),
    );
  });

  it('leaves at most the neighbours of a Bearer header', () => {
    const header = Buffer.from(`Bearer ${KEY}`).toString('base64');
    const masked = masksOf(KEY).reduce((text, mask) => text.replaceAll(mask, '***'), header);
    expect(masked).toMatch(/^QmVhcmVyI.?\*\*\*.?.?=*$/);
  });

  it('masks a value of several lines line by line, without the trivial ones', () => {
    const masks = masksOf('{\n  "password": "secret-1"\n},\r\nxy\n');
    expect(masks).toContain('"password": "secret-1"');
    expect(masks.filter((mask) => /[\r\n]/.test(mask))).toEqual([]);
    expect(masks).not.toEqual(expect.arrayContaining(['{']));
    expect(masks).not.toEqual(expect.arrayContaining(['},']));
    expect(masks).not.toEqual(expect.arrayContaining(['xy']));
  });

  it.each(['', ' ', '1', 'on', 'yes'])('does not mask %j: it would blank out the whole log', (value) => {
    expect(masksOf(value)).toEqual([]);
  });

  it('masks a value with spaces around it with and without them', () => {
    expect(masksOf(' secret ')).toEqual(expect.arrayContaining([' secret ', 'secret', 'c2VjcmV0']));
  });
});

describe('withoutMasks', () => {
  const masks = new Set(['secret', 'secret-of-two', 's3cret']);

  it('replaces every mask, the longest first, in every text of a value', () => {
    const open = (): string => 'secret';
    const value = {
      secret: 'a secret-of-two b',
      list: ['s3crets3cret', 7, null, undefined, { deep: 'secret' }],
      open,
    };
    expect(withoutMasks(value, masks)).toEqual({
      secret: 'a *** b',
      list: ['******', 7, null, undefined, { deep: '***' }],
      open,
    });
  });

  it('leaves what is no secret', () => {
    expect(withoutMasks('Secret', masks)).toBe('Secret');
    expect(withoutMasks('secret', new Set())).toBe('secret');
  });
});
