import { describe, expect, it } from '@jest/globals';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import fc from 'fast-check';
import { previewName } from '../../src/preview/names.ts';
import { selectPrunable } from '../../src/prune/select.ts';
import { NOW, REPOSITORY, candidate, group, preview } from './sample.ts';

describe('what may be pruned', () => {
  it('is a preview, with its pull request and time', () => {
    const found = preview(12);
    expect(selectPrunable([found], REPOSITORY)).toEqual([
      { kind: 'preview', group: found, number: 12, expires: NOW + 86_400_000 },
    ]);
  });

  it('is a candidate, with its run', () => {
    const found = candidate();
    expect(selectPrunable([found], REPOSITORY)).toEqual([
      { kind: 'candidate', group: found, run: { id: 100, attempt: 1 } },
    ]);
  });

  it('is the candidate of a preview as a candidate', () => {
    const { tags = {} } = candidate();
    expect(selectPrunable([preview(12, tags)], REPOSITORY)).toMatchObject([{ kind: 'candidate' }]);
  });

  it.each<[string, ContainerGroup, object]>([
    ['no time', preview(12, { expires: 'soon' }), { kind: 'preview', number: 12 }],
    ['no run', candidate({ 'candidate-run': '0a1b2c3d' }), { kind: 'candidate' }],
    [
      'a later attempt',
      candidate({ 'candidate-run': `https://github.example.com/${REPOSITORY}/actions/runs/7/attempts/3` }),
      { kind: 'candidate', run: { id: 7, attempt: 3 } },
    ],
    [
      'another case of the repository',
      preview(12, { repository: 'Octo-Org/Iris', preview: 'OCTO-ORG/iris#12' }),
      { kind: 'preview', number: 12, expires: NOW + 86_400_000 },
    ],
  ])('has %s', (_what, found, expected) => {
    expect(selectPrunable([found], REPOSITORY)).toEqual([{ ...expected, group: found }]);
  });

  it.each<[string, ContainerGroup]>([
    ['a service', group('iris-0a1b2c3d')],
    ['a service that has a time', group('iris-0a1b2c3d', { expires: '2020-01-01T00:00:00Z' })],
    ['a candidate that serves', candidate({ serving: 'true' })],
    [
      'a preview of another repository',
      preview(12, { repository: 'octo-org/other', preview: 'octo-org/other#12' }),
    ],
    ['a preview whose tags disagree', preview(12, { preview: 'octo-org/other#12' })],
    ['what others have made', preview(12, { 'managed-by': 'terraform' })],
    ['a preview of no number', preview(12, { preview: `${REPOSITORY}#0012` })],
    ['a preview of words', preview(12, { preview: `${REPOSITORY}#twelve` })],
    ['a group without tags', { osType: 'Linux', containers: [] }],
  ])('is never %s', (_what, found) => {
    expect(selectPrunable([found], REPOSITORY)).toEqual([]);
  });

  it('has nothing of a repository whose name only begins alike', () => {
    expect(selectPrunable([preview(12)], 'octo-org/iri')).toEqual([]);
    expect(selectPrunable([preview(12)], 'octo-org/iris2')).toEqual([]);
  });
});

describe('with a service', () => {
  it('only its own previews and candidates are looked at', () => {
    const own = [preview(12), candidate()];
    const others = [
      preview(12, { service: 'rose-pr-12' }),
      candidate({ service: 'rose' }),
      preview(1, { service: 'iris-pr-12' }),
    ];
    expect(selectPrunable([...own, ...others], REPOSITORY, 'iris').map((each) => each.group)).toEqual(own);
  });

  it('they are found by the name that previews have, also where that was cut', () => {
    const service = fc.stringMatching(/^[a-z][a-z0-9-]{1,30}[a-z0-9]$/);
    fc.assert(
      fc.property(service, service, fc.integer({ min: 1, max: 99_999 }), (name, other, number) => {
        const found = preview(number, { service: previewName(name, number) });
        expect(selectPrunable([found], REPOSITORY, name)).toHaveLength(1);
        fc.pre(other !== name);
        expect(selectPrunable([found], REPOSITORY, other)).toHaveLength(0);
      }),
    );
  });
});
