import { describe, expect, it } from '@jest/globals';
import type { Inputs } from '../../src/inputs.ts';
import { choosePreview } from '../../src/preview/choose.ts';
import { HEAD, eventOf, inputsOf, pullRequestEvent } from './sample.ts';

const preview = {
  base: 'iris',
  name: 'iris-pr-12',
  repository: 'octo-org/iris',
  number: 12,
  commit: HEAD,
};

describe('a run for a pull request', () => {
  it.each<[string, Partial<Inputs>]>([
    ['auto', {}],
    ['true', { preview: 'true' }],
    ['mode delete', { mode: 'delete' }],
    ['mode status', { mode: 'status' }],
  ])('with %s is about its preview', (_what, changes) => {
    expect(choosePreview(inputsOf(changes), pullRequestEvent())).toEqual({ preview, findings: [] });
  });

  it.each<[string, Partial<Inputs>]>([
    ['false', { preview: 'false' }],
    ['auto and a name that has the number', { name: 'iris-pr-12' }],
    ['mode prune', { mode: 'prune', name: '' }],
    ['mode prune and true', { mode: 'prune', preview: 'true' }],
  ])('with %s is not', (_what, changes) => {
    expect(choosePreview(inputsOf(changes), pullRequestEvent())).toEqual({ findings: [] });
  });

  it('with true is about its preview whatever the name says', () => {
    const { preview: chosen } = choosePreview(
      inputsOf({ preview: 'true', name: 'iris-pr-12' }),
      pullRequestEvent(),
    );
    expect(chosen).toMatchObject({ base: 'iris-pr-12', name: 'iris-pr-12-pr-12' });
  });

  it('is about its preview when the name has the number of another', () => {
    const { preview: chosen } = choosePreview(inputsOf({ name: 'iris-pr-1' }), pullRequestEvent());
    expect(chosen?.name).toBe('iris-pr-1-pr-12');
  });
});

describe('any other run', () => {
  it.each(['push', 'schedule', 'workflow_dispatch', 'merge_group', ''])('for %j is not', (name) => {
    expect(choosePreview(inputsOf(), eventOf(name))).toEqual({ findings: [] });
  });

  it('must not want one', () => {
    expect(choosePreview(inputsOf({ preview: 'true' }), eventOf('push')).findings).toEqual([
      {
        severity: 'error',
        input: 'preview',
        message: 'The input preview is true, but the event push is none of a pull request.',
        remedy: 'Run the workflow `on: pull_request`, or leave the input out.',
      },
    ]);
  });
});
