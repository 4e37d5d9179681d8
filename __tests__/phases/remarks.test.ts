import { describe, expect, it } from '@jest/globals';
import { error, notice, warning } from '../../src/findings.ts';
import { silentLog } from '../../src/log.ts';
import { holdRemarks } from '../../src/phases/remarks.ts';

describe('holdRemarks', () => {
  it('lets errors pass and tells the rest when it is released, each once', () => {
    const told: string[] = [];
    const held = holdRemarks({ ...silentLog, report: ({ message }) => told.push(message) });
    held.log.report(warning('w'));
    held.log.report(error('e'));
    held.log.report(notice('n'));
    expect(told).toEqual(['e']);
    held.release();
    held.release();
    held.log.report(warning('later'));
    expect(told).toEqual(['e', 'w', 'n', 'later']);
  });
});
