import { describe, expect, it } from '@jest/globals';
import { ActionError, error, warning } from '../../src/findings.ts';
import { createGitHubLog } from '../../src/github/log.ts';
import { failed, newFacts } from '../../src/phases/tell/publish.ts';
import { inOrderOfUse } from '../../src/phases/told.ts';
import { readInputs } from '../../src/inputs.ts';
import { linesOf } from '../github/stdout.ts';
import { World } from './world.ts';

const file = 'score.py';

describe('inOrderOfUse', () => {
  it('keeps what ended the run first, and then goes by where a finding leads to', () => {
    const findings = [
      error('the cause'),
      error('nowhere'),
      error('an input', { input: 'models' }),
      error('a file', { place: { file } }),
      error('line 7', { place: { file, line: 7 } }),
      error('nowhere either'),
      error('line 3', { place: { file, line: 3 } }),
    ];
    expect(inOrderOfUse(findings).map(({ message }) => message)).toEqual([
      'the cause',
      'line 7',
      'line 3',
      'a file',
      'an input',
      'nowhere',
      'nowhere either',
    ]);
  });

  it('has nothing to order of nothing', () => {
    expect(inOrderOfUse([])).toEqual([]);
  });
});

it('shows beside the code what leads there, when there are more errors than GitHub shows', async () => {
  const vague = Array.from({ length: 20 }, (_, index) => error(`vague ${index}`));
  const exact = Array.from({ length: 8 }, (_, index) =>
    error(`exact ${index}`, { place: { file, line: index + 1 } }),
  );
  const lines = await linesOf(() => {
    const log = createGitHubLog();
    const facts = newFacts(readInputs().inputs);
    const { tools } = new World().job();
    failed(new ActionError([error('the cause'), ...vague, warning('w'), ...exact]), facts, { ...tools, log });
    log.finish();
    expect(facts.failures.slice(0, 3).map(({ message }) => message)).toEqual([
      'the cause',
      'exact 0',
      'exact 1',
    ]);
  });
  const errors = lines.filter((line) => line.startsWith('::error'));
  expect(errors).toHaveLength(10);
  expect(errors[0]).toBe('::error::the cause');
  expect(errors.slice(1, 9)).toEqual(
    exact.map(({ message }, index) => `::error file=score.py,line=${index + 1}::${message}`),
  );
  expect(errors[9]).toContain('20 more errors; the log has them in full:');
});
