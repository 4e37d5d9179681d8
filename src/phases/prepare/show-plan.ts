import type { Log } from '../../log.ts';
import type { RunFacts } from '../../report/types.ts';
import { maskPlan } from '../../service/plan/plan.ts';
import type { Planned } from './plan.ts';
import type { Tools } from '../tools.ts';

/** What a run would do, by what was decided. */
const WOULD_BE = {
  create: 'created',
  unchanged: 'left as it is',
  update: 'updated',
  replace: 'deleted and created again',
} as const;

/** Ends a dry run: prints what would be built and the container group, with secrets masked. */
export async function showPlan(
  { plan, image, decision }: Planned,
  tools: Tools,
  facts: RunFacts,
): Promise<void> {
  facts.plan = maskPlan(plan);
  facts.result = 'planned';
  facts.wouldBe = WOULD_BE[decision.kind];
  if (image.build) {
    const { repository, tag, server, dockerfile } = image.build;
    await logText(tools.log, `Dockerfile of ${server}/${repository}:${tag}`, dockerfile);
    tools.log.info(
      'The image would be built; its digest, and with it the revision, is known after the build',
    );
  } else {
    tools.log.info('The image exists: nothing would be built');
  }
  await logText(tools.log, `Container group ${plan.groupName}`, facts.plan);
  tools.log.info(
    `Dry run: nothing was written. The container group ${plan.groupName} would be ${facts.wouldBe}.`,
  );
}

/** Logs a text of several lines as a group. */
export function logText(log: Log, title: string, text: string): Promise<void> {
  return log.group(title, () => {
    for (const line of text.trimEnd().split('\n')) log.info(line);
    return Promise.resolve();
  });
}
