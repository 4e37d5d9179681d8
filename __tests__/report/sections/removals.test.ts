import { describe, expect, it } from '@jest/globals';
import { error } from '../../../src/findings.ts';
import { removalCount, renderRemovals } from '../../../src/report/sections/removals.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import type { Removal, Result, RunFacts } from '../../../src/report/types.ts';

const PREVIEW: Removal = {
  containerGroup: 'iris-pr-12-0a1b2c3d',
  kind: 'preview',
  reason: 'the branch <b>|@octocat of the pull request 12 is gone',
  imageRepository: 'r.azurecr.io/aci-model-deploy/previews/iris-pr-12-0a1b2c3d',
};
const CANDIDATE: Removal = {
  containerGroup: 'iris-candidate',
  kind: 'candidate',
  reason: 'its run 7 has ended',
};

function summary(result: Result | undefined, changes: Partial<RunFacts> = {}): string {
  const facts: RunFacts = { service: 'iris', phases: [], warnings: [], failures: [], ...changes };
  return renderSummary(result === undefined ? facts : { ...facts, result });
}

describe('the table of what was removed', () => {
  it('shows names, reasons and images, whatever is in them', () => {
    const removed = [PREVIEW, CANDIDATE];
    expect(renderRemovals({ removed, result: 'pruned' }).split('\n')).toEqual([
      '| Removed | Kind | Why | With its images |',
      '| --- | --- | --- | --- |',
      '| `iris-pr-12-0a1b2c3d` | preview | the branch &lt;b&gt;\\|@&#8203;octocat of the pull request 12 is gone | `r.azurecr.io/aci-model-deploy/previews/iris-pr-12-0a1b2c3d` |',
      '| `iris-candidate` | candidate | its run 7 has ended |  |',
    ]);
  });

  it('says of a dry run what would be', () => {
    expect(renderRemovals({ removed: [CANDIDATE], result: 'planned' })).toContain('| Would be removed |');
  });

  it('is not there without anything', () => {
    expect(renderRemovals({ removed: [], result: 'pruned' })).toBe('');
    expect(renderRemovals({})).toBe('');
  });

  it.each([
    [[], 'No container groups'],
    [[PREVIEW], '1 container group'],
    [[PREVIEW, CANDIDATE], '2 container groups'],
  ])('%j are %s', (removed, text) => {
    expect(removalCount(removed)).toBe(text);
  });
});

describe('the summary of a run that deployed nothing', () => {
  it.each<[Result, Partial<RunFacts>, string]>([
    ['checked', {}, '## 🔎 iris: checked\n\nNothing was deployed, because GitHub gives this run no secrets.'],
    [
      'skipped',
      {},
      '## ⏭️ iris: nothing to do\n\nNothing was done, because GitHub gives this run no secrets.',
    ],
    ['deleted', { removed: [CANDIDATE] }, '## 🗑️ iris: removed\n\nRemoved.'],
    ['absent', { removed: [] }, '## 🗑️ iris: nothing to remove\n\nNothing to remove.'],
    ['pruned', { service: '', removed: [] }, '## 🧹 Previews and candidates: pruned\n\nPruned.'],
    [
      'planned',
      { service: '', removed: [] },
      '## 📋 Previews and candidates: plan\n\nDry run: nothing was written to Azure.',
    ],
  ])('%s', (result, changes, start) => {
    expect(summary(result, changes).startsWith(start)).toBe(true);
  });

  it.each<[Result | undefined]>([['pruned'], [undefined]])('that failed (%s)', (result) => {
    const text = summary(result, { removed: [PREVIEW], failures: [error('It is locked.')] });
    expect(text.startsWith('## ❌ iris: removal failed')).toBe(true);
    expect(text).toContain('It is locked');
    expect(text).toContain('| `iris-pr-12-0a1b2c3d` | preview |');
  });
});
