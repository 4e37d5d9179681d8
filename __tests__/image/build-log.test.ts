import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createBuildLog } from '../../src/image/build-log.ts';
import { part } from './fakes.ts';

describe('createBuildLog', () => {
  it('tells the same lines however the bytes are cut', async () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    const text = fc.array(fc.constantFrom('ü', '✓', 'a', '\n', '😀', ' '), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, cuts, async (characters, sizes) => {
        const all = Buffer.from(characters.join(''));
        const told: string[] = [];
        let turn = 0;
        const log = createBuildLog(
          (from) => {
            const to = from + (sizes[turn++ % sizes.length] ?? 1);
            return Promise.resolve(part(all.subarray(from, to), to >= all.length));
          },
          (line) => told.push(line),
        );
        while (!log.complete) await log.advance();
        log.finish();
        const expected = all.toString().split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(told).toEqual(expected);
        expect(log.lines).toEqual(expected);
      }),
    );
  });

  it('shows of a progress bar what was written last', async () => {
    const told: string[] = [];
    const log = createBuildLog(
      () => Promise.resolve(part('10%\r50%\r100%\r\nnext\r\n', true)),
      (line) => told.push(line),
    );
    expect(await log.advance()).toBe(true);
    expect(told).toEqual(['100%', 'next']);
    expect(await log.advance()).toBe(false);
  });

  it('gets over failed reads, and gives up after five in a row', async () => {
    const told: string[] = [];
    const parts = [new Error('1'), part('one\n'), ...Array.from({ length: 5 }, () => new Error('lost'))];
    const log = createBuildLog(
      () => {
        const next = parts.shift() ?? part('never\n', true);
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      (line) => told.push(line),
    );
    for (let turn = 0; turn < 6; turn += 1) await log.advance();
    expect(log.complete).toBe(false);
    await log.advance();
    expect(log.complete).toBe(true);
    expect(told).toEqual(['one']);
  });
});
