import { describe, expect, it } from '@jest/globals';
import type { DigestLookup } from '../../src/image/base-digest.ts';
import { pinBase } from '../../src/image/base-digest.ts';
import type { ImageReference } from '../../src/image/types.ts';
import { DIGEST } from './fakes.ts';

const place = { file: 'inferenceconfig.json', line: 4, column: 7 };
const BASE = 'mcr.microsoft.com/azureml/minimal-py312-inference';

/** A registry that always says the same, and what it was asked. */
function registry(says: Awaited<ReturnType<DigestLookup>>): {
  lookUp: DigestLookup;
  asked: ImageReference[];
} {
  const asked: ImageReference[] = [];
  return { asked, lookUp: (image) => Promise.resolve((asked.push(image), says)) };
}

describe('pinBase', () => {
  it.each([
    ['a tag', `${BASE}:20250101.v1`, `${BASE}:20250101.v1@${DIGEST}`],
    ['no tag, which is latest', BASE, `${BASE}:latest@${DIGEST}`],
    ['a short name', 'python:3.12', `docker.io/library/python:3.12@${DIGEST}`],
  ])('adds the digest to %s', async (_what, base, pinned) => {
    const { lookUp } = registry({ digest: DIGEST });
    expect(await pinBase(base, place, lookUp)).toEqual({ baseImage: pinned, findings: [] });
  });

  it.each([
    ['a digest', `${BASE}@${DIGEST}`],
    ['what is no reference', 'Not A Reference'],
  ])('leaves %s as it is and asks nobody', async (_what, base) => {
    const { lookUp, asked } = registry('unasked');
    expect(await pinBase(base, place, lookUp)).toEqual({ baseImage: base, findings: [] });
    expect(asked).toEqual([]);
  });

  it('leaves an image that does not exist to the build, which tells', async () => {
    expect(await pinBase(`${BASE}:no`, place, registry('absent').lookUp)).toEqual({
      baseImage: `${BASE}:no`,
      findings: [],
    });
  });

  it.each(['unreadable', 'unasked'] as const)('goes by the tag with a notice when it is %s', async (says) => {
    expect(await pinBase('python:3.12', place, registry(says).lookUp)).toEqual({
      baseImage: 'python:3.12',
      findings: [
        {
          severity: 'notice',
          message:
            'The digest of the base image docker.io/library/python:3.12 cannot be read from here: a newer image behind its tag is no reason to build again.',
          remedy:
            'To tell versions apart, write the digest into the base image: docker.io/library/python@sha256:...',
          place,
        },
      ],
    });
  });
});
