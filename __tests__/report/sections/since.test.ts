import { describe, expect, it } from '@jest/globals';
import { error } from '../../../src/findings.ts';
import { parseModelList } from '../../../src/models/list.ts';
import { compareUrl } from '../../../src/report/repository-links.ts';
import { renderSince } from '../../../src/report/sections/since.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import type { RunFacts } from '../../../src/report/types.ts';
import type { Deployed } from '../../../src/service/decide/deployed.ts';
import { facts } from '../facts.ts';

const OLD = 'a'.repeat(40);
const NEW = 'b'.repeat(40);
const RUN = 'https://github.com/org/iris/actions/runs';
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

function deployed(changes: Partial<Deployed> & { list?: string } = {}): Deployed {
  const { list = 'iris:3', ...others } = changes;
  return {
    revision: '0123456789abcdef',
    image: `r.azurecr.io/aci-model-deploy/iris@${digest('1')}`,
    baseImage: `mcr.microsoft.com/base:latest@${digest('2')}`,
    models: parseModelList(list),
    repository: 'org/iris',
    commit: OLD,
    runUrl: `${RUN}/1`,
    healthPath: '/',
    ...others,
  };
}

const before = deployed();
const after = deployed({
  list: 'iris:4,extra:1',
  image: `r.azurecr.io/aci-model-deploy/iris@${digest('3')}`,
  revision: 'fedcba9876543210',
  commit: NEW,
  runUrl: `${RUN}/2`,
});

function told(now: Deployed, changes: Partial<RunFacts> = {}): string {
  return renderSince(facts({ result: 'updated', since: { before, after: now }, ...changes }));
}

describe('what has changed since the last deployment', () => {
  it('is told row by row', () => {
    expect(told(after, { reasons: ['the desired state has changed'] })).toBe(
      [
        '### Since the last deployment',
        '',
        'Why it was written: the desired state has changed.',
        '',
        `|  | [Last deployment](<${RUN}/1>) | Now |`,
        '| --- | --- | --- |',
        '| Model `iris` | `3` | `4` |',
        '| Model `extra` | none | `1` |',
        `| Commit | \`aaaaaaa\` | \`bbbbbbb\` ([compare](<https://github.com/org/iris/compare/${OLD}...${NEW}>)) |`,
        '| Image | `r.azurecr.io/aci-model-deploy/iris@sha256:111111111111…` | `r.azurecr.io/aci-model-deploy/iris@sha256:333333333333…` |',
        '| Revision | `0123456789abcdef` | `fedcba9876543210` |',
      ].join('\n'),
    );
  });

  it.each<[string, Partial<Deployed> & { list?: string }, string]>([
    ['a removed model', { list: '' }, '| Model `iris` | `3` | none |'],
    [
      'a patched base image',
      { baseImage: `mcr.microsoft.com/base:latest@${digest('4')}` },
      '| Base image | `mcr.microsoft.com/base:latest@sha256:222222222222…` | `mcr.microsoft.com/base:latest@sha256:444444444444…` |',
    ],
    ['another repository', { repository: 'org/new' }, '| Repository | `org/iris` | `org/new` |'],
  ])('has a row for %s', (_what, changes, row) => {
    expect(told(deployed(changes))).toContain(row);
  });

  it('is nothing where the same was deployed again', () => {
    expect(told(deployed({ runUrl: `${RUN}/2` }), { reasons: ['the container iris is Terminated'] })).toBe(
      '### Since the last deployment\n\nWhy it was written: the container iris is Terminated.\n\n' +
        `Models, commit and image are those of the [last deployment](<${RUN}/1>).`,
    );
  });

  it('is nothing for an unchanged service, whatever commit the run is for', () => {
    expect(told(deployed({ commit: NEW, runUrl: `${RUN}/2` }), { result: 'unchanged' })).toBe(
      `### Since the last deployment\n\nNothing has changed: the service runs as the [last deployment](<${RUN}/1>) left it, from commit \`aaaaaaa\`.`,
    );
  });

  it.each<[string, Partial<RunFacts>]>([
    ['waits', { result: 'unchanged', isWaiting: true }],
    ['is only planned', { result: 'planned' }],
    ['failed', { failures: [error('x')], result: 'rolled-back' }],
  ])('is what is wanted where it %s', (_what, changes) => {
    const text = told(after, { ...changes, reasons: ['why'] });
    expect(text).toContain('| Wanted |');
    expect(text).toContain('Why it is to be written: why.');
    expect(text).not.toContain('Revision');
  });

  it('is not told for a new service', () => {
    expect(renderSince(facts())).toBe('');
    expect(renderSummary(facts())).not.toContain('Since the last');
  });

  it('is limited, and says what a cut tag hides', () => {
    const list = Array.from({ length: 40 }, (_, at) => `m${at}:2`).join(',');
    const old = deployed({ list: list.replaceAll(':2', ':1') });
    const text = told(deployed({ list }), { since: { before: old, after: deployed({ list }) } });
    expect(text.match(/\| Model /g)).toHaveLength(30);
    expect(text).toContain('… and 10 more models.');
    expect(told(deployed({ list: 'iris:4,…' }))).toContain(
      'Of so many models the tag holds only the first: the others are not compared.',
    );
  });

  it('shows what somebody wrote into the tags as what it is', () => {
    const evil = '|</td><script> @octocat `x`';
    const group = deployed({
      commit: evil,
      image: evil,
      repository: evil,
      runUrl: 'javascript:alert(1)',
      list: `${evil}:1`,
    });
    const text = told(after, { since: { before: group, after } });
    expect(text).not.toMatch(/<script|javascript/);
    expect(text).toContain('| Repository | <code>&#124;&#60;&#47;td&#62;');
    expect(
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.split(' | ').length === 3),
    ).toBe(true);
  });
});

describe('the page that compares two commits', () => {
  it.each<[string, Partial<Deployed>, Partial<Deployed>, string | undefined]>([
    ['this repository', {}, {}, `https://github.com/org/iris/compare/${OLD}...${NEW}`],
    [
      'an own GitHub',
      {},
      { runUrl: 'https://ghe.example/org/iris/actions/runs/2/attempts/3' },
      `https://ghe.example/org/iris/compare/${OLD}...${NEW}`,
    ],
    ['another repository', { repository: 'org/other' }, {}, undefined],
    ['a commit that is none', { commit: `${OLD}/../../evil` }, {}, undefined],
    ['a run without a page', {}, { runUrl: 'https://github.com/' }, undefined],
  ])('of %s', (_what, old, now, url) => {
    expect(compareUrl(deployed(old), deployed({ commit: NEW, runUrl: `${RUN}/2`, ...now }))).toBe(url);
  });
});
