import type { ContainerGroup } from '@azure/arm-containerinstance';
import pLimit from 'p-limit';
import type { Finding } from '../findings.ts';
import { failure } from '../findings.ts';
import { access } from '../phases/access.ts';
import type { Access } from '../phases/access.ts';
import type { Run } from '../phases/job.ts';
import type { Doomed } from '../phases/remove/remove.ts';
import { removeAll, tellDoomed } from '../phases/remove/remove.ts';
import { judge } from '../prune/judge.ts';
import type { Judged } from '../prune/judge.ts';
import { selectPrunable } from '../prune/select.ts';
import { tellUnknown } from '../prune/unknown.ts';
import { TAGS } from '../service/tags.ts';

/** Groups that are asked about at once. */
const AT_ONCE = 4;

/** Tags that decide: a group in which one has changed meanwhile is left as it is. */
const DECISIVE: readonly string[] = [
  TAGS.managedBy,
  TAGS.service,
  TAGS.repository,
  TAGS.preview,
  TAGS.expires,
  TAGS.candidateOf,
  TAGS.candidateRun,
  TAGS.serving,
  TAGS.runUrl,
];

/**
 * Removes this repository's previews that nobody needs any more, and candidates that ended runs have left; with a name
 * only those of that service. It needs no file of the repository.
 * @throws ActionError when something could not be removed; the rest is.
 */
export async function prune(run: Run, findings: readonly Finding[]): Promise<void> {
  const { inputs, tools, facts, phase, event } = run;
  facts.removed = [];
  if (event.repository === '') throw noRepository();
  const azure = await phase('Sign in', () => access(run, findings));
  const judged = await phase('Look for what may go', () => judgeAll(run, azure));
  for (const { prunable, verdict } of judged)
    if (!verdict.goes)
      tools.log.info(`Stays: the ${prunable.kind} ${prunable.group.name ?? ''}, because ${verdict.reason}`);
  for (const finding of tellUnknown(judged)) tools.log.report(finding);
  tools.planStands();
  const doomed = judged.filter(({ verdict }) => verdict.goes).map(doom);
  if (inputs.dryRun) {
    tellDoomed(doomed, run);
    return;
  }
  facts.result = 'pruned';
  if (doomed.length === 0) tools.log.info('Nothing to prune.');
  else await phase('Delete', () => removeAll(doomed, run, azure));
}

async function judgeAll({ inputs, event, tools }: Run, { groups }: Access): Promise<readonly Judged[]> {
  const service = inputs.name === '' ? undefined : inputs.name;
  const prunable = selectPrunable(await groups.list(), event.repository, service);
  const github = await tools.github(inputs.githubToken);
  const by = { now: tools.clock.now(), github, read: (name: string) => groups.get(name) };
  const limit = pLimit(AT_ONCE);
  return Promise.all(prunable.map((each) => limit(() => judge(each, by))));
}

function doom({ prunable: { group, kind }, verdict: { reason } }: Judged): Doomed {
  return { group, kind, reason, isStill: (now) => isSame(now, group) };
}

function isSame({ tags: one }: ContainerGroup, { tags: other }: ContainerGroup): boolean {
  return DECISIVE.every((tag) => one?.[tag] === other?.[tag]);
}

function noRepository(): Error {
  return failure('This run does not know its repository, so it cannot tell what is its own.', {
    remedy: 'Leave the variable GITHUB_REPOSITORY as the runner sets it.',
  });
}
