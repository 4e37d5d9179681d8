import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkContainerGroupName, checkServiceName } from '../../src/config/names.ts';
import { namesPullRequest, previewGroupName, previewName } from '../../src/preview/names.ts';

/** Names that the rules of services allow; all are names of container groups too. */
const service = fc.stringMatching(/^[a-z][-a-z0-9]{1,30}[a-z0-9]$/);
const number = fc.integer({ min: 1, max: 9_999_999 });

describe('previewName', () => {
  it.each([
    ['iris', 12, 'iris-pr-12'],
    ['iris-pr', 1, 'iris-pr-pr-1'],
    ['a-service-of-some-length-1', 7, 'a-service-of-some-length-1-pr-7'],
    ['a-service-of-twenty-nine-char', 12, 'a-service-of-twenty-0d66ca-pr-12'],
    ['', 12, ''],
    ['n'.repeat(33), 12, 'n'.repeat(33)],
  ])('of %j and %d is %j', (name, of, expected) => {
    expect(previewName(name, of)).toBe(expected);
  });

  it('is always a valid name of a service', () => {
    fc.assert(
      fc.property(service, number, (name, of) => {
        expect(checkServiceName(previewName(name, of))).toEqual([]);
      }),
    );
  });

  it('is another for another service and for another pull request', () => {
    fc.assert(
      fc.property(service, number, service, number, (name, of, otherName, otherOf) => {
        fc.pre(name !== otherName || of !== otherOf);
        expect(previewName(name, of)).not.toBe(previewName(otherName, otherOf));
      }),
    );
  });

  it('keeps services apart that differ only in what is cut', () => {
    const long = fc.tuple(
      fc.stringMatching(/^[a-z][a-z0-9]{24}$/),
      fc.stringMatching(/^[a-z0-9]{7}$/),
      fc.stringMatching(/^[a-z0-9]{7}$/),
    );
    fc.assert(
      fc.property(long, number, ([start, end, otherEnd], of) => {
        fc.pre(end !== otherEnd);
        expect(previewName(start + end, of)).not.toBe(previewName(start + otherEnd, of));
      }),
    );
  });

  it('is never the name of the service itself', () => {
    fc.assert(fc.property(service, number, (name, of) => previewName(name, of) !== name));
  });
});

describe('previewGroupName', () => {
  const group = fc.stringMatching(/^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/);

  it('is a valid name of a container group, and another for another group', () => {
    fc.assert(
      fc.property(group, group, number, (name, other, of) => {
        const errors = checkContainerGroupName(previewGroupName(name, of)).filter(
          ({ severity }) => severity === 'error',
        );
        expect(errors).toEqual([]);
        expect(previewGroupName(name, of) === previewGroupName(other, of)).toBe(name === other);
      }),
    );
  });
});

describe('namesPullRequest', () => {
  it.each([
    ['iris-pr-12', 12, true],
    ['iris-pr12', 12, true],
    ['pr-12', 12, true],
    ['pr12-iris', 12, true],
    ['iris-pr-12-blue', 12, true],
    // Pull request 1 is not 12, nor the other way round.
    ['iris-pr-12', 1, false],
    ['iris-pr-12', 2, false],
    ['iris-pr-1', 12, false],
    ['iris-pr-112', 12, false],
    // Any number may be part of the live service's name.
    ['iris-v2', 2, false],
    ['iris-12', 12, false],
    ['model2', 2, false],
    ['spr-12', 12, false],
    ['', 12, false],
  ])('%j and %d: %s', (name, of, expected) => {
    expect(namesPullRequest(name, of)).toBe(expected);
  });

  it('knows every preview that is not cut by its number', () => {
    fc.assert(fc.property(service, number, (name, of) => namesPullRequest(previewName(name, of), of)));
  });
});
