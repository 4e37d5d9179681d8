import { describe, expect, it } from '@jest/globals';
import { formatBytes } from '../src/bytes.ts';
import { formatElapsed } from '../src/elapsed.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1023 bytes'],
    [1024, '1.0 KB'],
    [1_258_291, '1.2 MB'],
    [1024 * 1024 - 1, '1.0 MB'],
    [1_073_741_824, '1.0 GB'],
    [15 * 1024 ** 3, '15.0 GB'],
    [5 * 1024 ** 5, '5120.0 TB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});

describe('formatElapsed', () => {
  it.each([
    [-5, '0 ms'],
    [0.4, '0 ms'],
    [340, '340 ms'],
    [1_000, '1.0 s'],
    [4_240, '4.2 s'],
    [9_960, '10 s'],
    [38_400, '38 s'],
    [59_600, '1 m 0 s'],
    [72_000, '1 m 12 s'],
    [3_599_600, '1 h 0 m'],
    [7_500_000, '2 h 5 m'],
    [47 * 3_600_000, '47 h 0 m'],
    [48 * 3_600_000, '2 d 0 h'],
    [76 * 3_600_000 + 60_000, '3 d 4 h'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatElapsed(ms)).toBe(text);
  });
});
