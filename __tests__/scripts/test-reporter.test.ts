import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { summarize } from '../../scripts/test-reporter.ts';

describe('summarize', () => {
  it('names what was skipped and counts files that could not run as failed', () => {
    const test = (status: string, group: string[], title: string): object => ({
      status,
      ancestorTitles: group,
      title,
    });
    const tests = [
      test('passed', ['x'], 'works'),
      test('pending', ['needs the Azure CLI'], 'one'),
      test('pending', ['needs the Azure CLI'], 'two'),
      test('pending', [], 'needs a network'),
    ];
    const results = {
      numPassedTests: 1,
      numFailedTests: 2,
      numRuntimeErrorTestSuites: 1,
      testResults: [{ testFilePath: resolve('__tests__/az.test.ts'), testResults: tests }],
    } as Parameters<typeof summarize>[0];
    expect(summarize(results)).toEqual([
      'skipped 2 in __tests__/az.test.ts: needs the Azure CLI',
      'skipped 1 in __tests__/az.test.ts: needs a network',
      '1 passed, 3 failed',
    ]);
  });
});
