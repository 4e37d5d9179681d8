import { describe, expect, it } from '@jest/globals';
import type { ContainerGroup } from '@azure/arm-containerinstance';
import { ActionError } from '../../../src/findings.ts';
import { groupsOf } from '../../../src/phases/inspect/find-service.ts';
import type { Subject } from '../../../src/phases/job.ts';
import { containerGroupName } from '../../../src/service/plan/names.ts';
import { HEAD, inputsOf } from '../../preview/sample.ts';

const RESOURCE_GROUP = { id: '/subscriptions/s/resourceGroups/ml', name: 'ml' };
const WORKSPACE = `${RESOURCE_GROUP.id}/providers/Microsoft.MachineLearningServices/workspaces/ws`;
const PREVIEW = { base: 'iris', name: 'iris-pr-1', repository: 'octo-org/iris', number: 1, commit: HEAD };
/** Where a preview of the workspace is expected. */
const EXPECTED = containerGroupName('iris-pr-1', `${WORKSPACE}#octo-org/iris`);

type Tags = Readonly<Record<string, string>>;

function group(name: string, tags: Tags): ContainerGroup {
  return { name, osType: 'Linux', containers: [], tags: { 'managed-by': 'aci-model-deploy', ...tags } };
}

function preview(name: string, tags: Tags = {}): ContainerGroup {
  return group(name, { service: 'iris-pr-1', preview: 'octo-org/iris#1', workspace: WORKSPACE, ...tags });
}

const closed: Subject = { inputs: inputsOf({ name: 'iris-pr-1' }), preview: PREVIEW };
const named: Subject = { inputs: inputsOf() };

/** Names of the groups that are found, or the message of the refusal. */
function find(
  all: readonly ContainerGroup[],
  subject: Subject,
  workspace: string | undefined = WORKSPACE,
): unknown {
  try {
    const access = { resourceGroup: RESOURCE_GROUP, ...(workspace !== '' && { workspace }) };
    return groupsOf(all, subject, access).map(({ name }) => name);
  } catch (caught) {
    if (!(caught instanceof ActionError)) throw caught;
    return caught.findings[0]?.message;
  }
}

describe('the groups of a preview', () => {
  it('are those with its exact tags, and its candidates, whatever they are called', () => {
    const own = [
      preview(EXPECTED),
      preview('by-hand'),
      preview('x-candidate', { 'candidate-of': EXPECTED, serving: 'true' }),
    ];
    const others = [
      preview('a', { preview: 'octo-org/iris#12', service: 'iris-pr-12' }),
      preview('b', { preview: 'octo-org/iris#12' }),
      preview('c', { preview: 'octo-org/iris2#1' }),
      preview('d', { service: 'rose-pr-1' }),
      preview('e', { 'managed-by': 'terraform' }),
      preview('f', { workspace: `${WORKSPACE}2` }),
      group('g', { service: 'iris-pr-1', workspace: WORKSPACE }),
      group('iris', { service: 'iris', workspace: WORKSPACE }),
    ];
    expect(find([...own, ...others], closed)).toEqual([EXPECTED, 'by-hand', 'x-candidate']);
  });

  it('may be of a workspace in another case, or of any when none is named', () => {
    expect(find([preview('a', { workspace: WORKSPACE.toUpperCase() })], closed)).toEqual(['a']);
    expect(find([preview('a', { workspace: `${WORKSPACE}2` }), preview('b')], closed, '')).toEqual([
      'a',
      'b',
    ]);
  });

  it.each<[string, Tags, string]>([
    [
      'nobody',
      { 'managed-by': '' },
      'was not made by this Action (it has no tag managed-by=aci-model-deploy)',
    ],
    ['another service', { service: 'rose' }, 'belongs to the service "rose"'],
    [
      'another pull request',
      { preview: 'octo-org/iris#12' },
      'is the preview of the pull request octo-org/iris#12',
    ],
    ['another workspace', { workspace: `${WORKSPACE}2` }, 'belongs to the workspace ws2'],
    ['no workspace', { workspace: '' }, 'belongs to no workspace'],
  ])('are refused where the expected group is of %s', (_whose, tags, why) => {
    expect(find([preview(EXPECTED, tags)], closed)).toBe(
      `The container group ${EXPECTED} ${why}; it is left as it is.`,
    );
  });
});

describe('the groups of a service', () => {
  const live = (name: string, tags: Tags = {}): ContainerGroup =>
    group(name, { service: 'iris', workspace: WORKSPACE, ...tags });

  it('are never previews', () => {
    expect(find([live('a'), live('b', { preview: 'octo-org/iris#1' })], named)).toEqual(['a']);
  });

  it('are told apart by container-group-name', () => {
    const all = [live('a'), live('a-candidate', { 'candidate-of': 'a' }), live('b')];
    expect(find(all, named)).toBe('There are several services iris: a, b.');
    const subject = { inputs: inputsOf({ containerGroupName: 'a' }) };
    expect(find(all, subject)).toEqual(['a', 'a-candidate']);
  });

  it('may be a candidate alone', () => {
    expect(find([live('a-candidate', { 'candidate-of': 'a', serving: 'true' })], named)).toEqual([
      'a-candidate',
    ]);
  });

  it('may be none', () => {
    expect(find([], named)).toEqual([]);
  });
});
