import type { Finding } from '../findings.ts';
import { notice } from '../findings.ts';
import type { WorkflowEvent } from '../github/event.ts';
import type { Inputs, Mode } from '../inputs.ts';
import { checkStrategy } from '../predictions/limit.ts';
import { choosePreview } from '../preview/choose.ts';
import { previewInputs } from '../preview/inputs.ts';
import type { Preview } from '../preview/types.ts';
import type { Subject } from './job.ts';

/** What the run has to do: `check` is what needs no Azure, `nothing` is left to those who may. */
export type Task = Mode | 'check' | 'nothing';

/** The run's task and the service that it is about. */
export interface Assignment extends Subject {
  readonly task: Task;
  readonly findings: readonly Finding[];
}

/** Decides from the inputs and the event what the run is to do. Pure. */
export function assign(inputs: Inputs, event: WorkflowEvent): Assignment {
  const { preview, findings: chosen } = choosePreview(inputs, event);
  const findings = [...chosen, ...(preview ? [] : checkStrategy(inputs))];
  const own = preview ? previewInputs(inputs, preview) : inputs;
  const base = { inputs: own, ...(preview && { preview }) };
  const without = whyWithoutSecrets(event);
  if (without === undefined) return { ...base, task: taskOf(inputs, event, preview), findings };
  const task = inputs.mode === 'deploy' && event.pullRequest?.action !== 'closed' ? 'check' : 'nothing';
  return { ...base, withoutSecrets: true, task, findings: [...findings, notTrusted(task, without)] };
}

function taskOf({ mode }: Inputs, { pullRequest }: WorkflowEvent, preview: Preview | undefined): Task {
  return mode === 'deploy' && preview && pullRequest?.action === 'closed' ? 'delete' : mode;
}

/** Login of Dependabot, whose runs are treated as those of a fork. Source: https://docs.github.com/code-security/dependabot/troubleshooting-dependabot/troubleshooting-dependabot-on-github-actions */
const DEPENDABOT = 'dependabot[bot]';

/**
 * Who a run is for to which GitHub gives no secrets and a token that may only read; undefined for all others. What runs
 * for pull_request_target is the base's workflow, which gets both.
 */
function whyWithoutSecrets({ name, actor, pullRequest }: WorkflowEvent): string | undefined {
  if (!pullRequest || name === 'pull_request_target') return undefined;
  if (pullRequest.isFromFork) return 'a pull request from a fork';
  return actor === DEPENDABOT ? 'a pull request of Dependabot' : undefined;
}

function notTrusted(task: Task, whose: string): Finding {
  const what = task === 'check' ? 'only what needs no Azure is checked' : 'there is nothing to do';
  return notice(`This run is for ${whose}: GitHub gives it no secrets, so ${what}.`, {
    ...(task === 'check' && {
      remedy: 'To see it run, push its commits to a branch of this repository after a review.',
    }),
  });
}
