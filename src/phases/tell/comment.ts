import { writeComment } from '../../github/comments.ts';
import { commentMarker, renderComment } from '../../report/comment.ts';
import type { RunFacts } from '../../report/types.ts';
import { aside } from './aside.ts';
import type { Run } from '../job.ts';

/** Modes whose runs a reviewer wants to know of. */
const MODES: readonly string[] = ['deploy', 'delete'];

/**
 * Writes what the run has found into a comment of its pull request. Where GitHub gives a token that may only read, it
 * is not tried; nor is a pull request of a fork told anything, whatever the token may. Never throws.
 */
export async function comment(
  facts: RunFacts,
  { inputs, event, withoutSecrets, tools }: Pick<Run, 'inputs' | 'event' | 'withoutSecrets' | 'tools'>,
): Promise<void> {
  const { pullRequest } = event;
  if (!inputs.comment || !pullRequest || pullRequest.isFromFork || withoutSecrets) return;
  if (!MODES.includes(inputs.mode)) return;
  const marker = commentMarker(inputs.name, inputs.resourceGroup ?? '');
  const isGone = facts.result === 'deleted' || facts.result === 'absent';
  await aside({ inputs, tools }, async (api) => {
    const { number } = pullRequest;
    const body = renderComment(facts, marker);
    // There is nothing to say of a pull request that is over and never had a comment.
    const page = await writeComment(api, { pullRequest: number, marker, body, onlyUpdate: isGone });
    if (page !== undefined) tools.log.info(`Comment of the pull request: ${page}`);
  });
}
