import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { WorkflowEvent } from '../github/event.ts';
import type { Inputs } from '../inputs.ts';
import { namesPullRequest, previewName } from './names.ts';
import type { Preview } from './types.ts';

/**
 * Whether the run is about a preview, and which. With `auto` every run for a pull request is, unless the name shows
 * that the workflow makes its own services for pull requests. Pruning is about no single service. Pure.
 */
export function choosePreview(
  {
    mode,
    preview,
    name,
    containerGroupName,
  }: Pick<Inputs, 'mode' | 'preview' | 'name' | 'containerGroupName'>,
  { pullRequest, repository, name: event }: WorkflowEvent,
): { preview?: Preview; findings: readonly Finding[] } {
  if (mode === 'prune' || preview === 'false') return { findings: [] };
  if (!pullRequest) return { findings: preview === 'true' ? [noPullRequest(event)] : [] };
  const { number, head } = pullRequest;
  if (preview === 'auto' && namesPullRequest(name, number)) return { findings: [] };
  const own = {
    base: name,
    ...(containerGroupName !== undefined && { baseGroupName: containerGroupName }),
    name: previewName(name, number),
  };
  return { preview: { ...own, repository, number, commit: head.sha }, findings: [] };
}

function noPullRequest(event: string): Finding {
  return error(
    `The input preview is true, but the event ${event || 'of this run'} is none of a pull request.`,
    {
      input: 'preview',
      remedy: 'Run the workflow `on: pull_request`, or leave the input out.',
    },
  );
}
