import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { WorkflowEvent } from '../github/event.ts';
import type { Inputs } from '../inputs.ts';
import { hasNumber, previewName } from './names.ts';
import type { Preview } from './types.ts';

/**
 * Whether the run is about a preview, and which. With `auto` every run for a pull request is, unless the name shows
 * that the workflow makes its own services for pull requests. Pure.
 */
export function choosePreview(
  { preview, name }: Pick<Inputs, 'preview' | 'name'>,
  { pullRequest, repository, name: event }: WorkflowEvent,
): { preview?: Preview; findings: readonly Finding[] } {
  if (preview === 'false') return { findings: [] };
  if (!pullRequest) return { findings: preview === 'true' ? [noPullRequest(event)] : [] };
  const { number } = pullRequest;
  if (preview === 'auto' && hasNumber(name, number)) return { findings: [] };
  return { preview: { base: name, name: previewName(name, number), repository, number }, findings: [] };
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
