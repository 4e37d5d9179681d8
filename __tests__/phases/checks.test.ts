import { describe, expect, it } from '@jest/globals';
import { ActionError, error, failure, notice, warning } from '../../src/findings.ts';
import type { Finding } from '../../src/findings.ts';
import { silentLog } from '../../src/log.ts';
import { Checks } from '../../src/phases/checks.ts';

function recording(): { reported: Finding[]; checks: Checks } {
  const reported: Finding[] = [];
  return { reported, checks: new Checks({ ...silentLog, report: (finding) => reported.push(finding) }) };
}

describe('Checks', () => {
  it('reports warnings and notices once, when nothing is wrong', () => {
    const { reported, checks } = recording();
    checks.add([warning('w'), notice('n')]);
    expect(reported).toEqual([]);
    checks.settle();
    checks.settle();
    expect(reported.map((finding) => finding.message)).toEqual(['w', 'n']);
  });

  it('throws all errors together, in their order, and the warnings after them', async () => {
    const { reported, checks } = recording();
    checks.add([warning('w'), error('first')]);
    await checks.attempt(Promise.reject(failure('second')));
    checks.take({ findings: [error('third')] });
    let caught: unknown;
    try {
      checks.settle();
    } catch (thrown) {
      caught = thrown;
    }
    expect(caught).toBeInstanceOf(ActionError);
    expect((caught as ActionError).findings.map((finding) => finding.message)).toEqual([
      'first',
      'second',
      'third',
      'w',
    ]);
    expect(reported).toEqual([]);
  });

  it('does not throw for warnings', () => {
    const { checks } = recording();
    checks.add([warning('w')]);
    expect(() => checks.settle()).not.toThrow();
  });

  it('passes on what is not an ActionError', async () => {
    const { checks } = recording();
    await expect(checks.attempt(Promise.reject(new TypeError('bug')))).rejects.toThrow('bug');
  });
});
