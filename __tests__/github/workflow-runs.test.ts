import { describe, expect, it } from '@jest/globals';
import { parseRunUrl } from '../../src/github/workflow-runs.ts';

describe('parseRunUrl', () => {
  it.each([
    ['https://github.com/octo-org/iris/actions/runs/100', { id: 100, attempt: 1 }],
    ['https://github.com/octo-org/iris/actions/runs/100/attempts/3', { id: 100, attempt: 3 }],
    ['https://ghe.example.com/octo-org/iris/actions/runs/7', { id: 7, attempt: 1 }],
    ['https://github.com/octo-org/iris/actions/runs/100/job/5', undefined],
    ['https://github.com/octo-org/iris/actions/runs/', undefined],
    ['https://github.com/octo-org/iris/actions/runs/1234567890123456', undefined],
    ['0a1b2c3d', undefined],
    ['', undefined],
  ])('%j', (url, expected) => {
    expect(parseRunUrl(url)).toEqual(expected);
  });
});
