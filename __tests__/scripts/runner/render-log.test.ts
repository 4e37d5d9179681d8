import { describe, expect, it } from '@jest/globals';
import { createLogRenderer, renderLog } from '../../../scripts/runner/render-log.ts';

const LOG = [
  'before secret',
  '::add-mask::secret',
  'after secret',
  '::group::Build secret',
  'step 1',
  '::warning file=a.json,line=2::slow%0Aand long',
  '::endgroup::',
  '::error::failed with secret',
  '::notice::by the way',
  '::debug::hidden',
  'end',
  '',
].join('\n');

describe('renderLog', () => {
  it('folds groups, labels annotations and masks secrets from their line on', () => {
    expect(renderLog(LOG)).toBe(
      [
        'before secret',
        'after ***',
        '▶ Build ***',
        'Warning: slow',
        'and long',
        'Error: failed with ***',
        'Notice: by the way',
        'end',
      ].join('\n'),
    );
  });

  it('shows the lines of groups when asked to', () => {
    const shown = renderLog(LOG, { groups: 'expanded', colour: false });
    expect(shown).toContain('▼ Build ***\n  step 1\n');
  });

  it('colours labels for a terminal', () => {
    const render = createLogRenderer({ groups: 'folded', colour: true });
    expect(render('::error::broken')).toEqual(['\u001b[31mError:\u001b[0m broken']);
  });

  it('drops the carriage return of a line', () => {
    expect(createLogRenderer()('text\r')).toEqual(['text']);
  });
});
