import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { imageTag } from '../../src/image/tag.ts';

const file = fc.record({
  path: fc.string(),
  mode: fc.constantFrom(0o644, 0o755),
  bytes: fc.nat(),
  identity: fc.string(),
});

describe('imageTag', () => {
  it('is the same on every machine', () => {
    const files = [{ path: 'code/score.py', mode: 0o644, bytes: 3, identity: 'sha256:00' }];
    expect(imageTag('FROM x\n', files)).toBe('e953b2102421a7329ef6de7b8b4859c1');
  });

  it('does not depend on the order of the files', () => {
    fc.assert(
      fc.property(fc.array(file), (files) =>
        expect(imageTag('', files.toReversed())).toBe(imageTag('', files)),
      ),
    );
  });

  it('depends on every part of every file, also where texts run together', () => {
    fc.assert(
      fc.property(file, file, (one, other) => {
        fc.pre(JSON.stringify(Object.values(one)) !== JSON.stringify(Object.values(other)));
        expect(imageTag('', [one])).not.toBe(imageTag('', [other]));
      }),
    );
  });

  it('depends on the Dockerfile', () => expect(imageTag('a', [])).not.toBe(imageTag('b', [])));
});
