import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Finding } from '../../findings.ts';
import { failure } from '../../findings.ts';
import { checkedOutCommit } from '../../github/checkout.ts';
import type { PullRequest, WorkflowEvent } from '../../github/event.ts';
import type { Inputs } from '../../inputs.ts';
import { parseModelReferences } from '../../models/reference.ts';
import { DEFAULT_SMOKE_FILES } from '../../smoke/file.ts';
import type { Configuration } from './configure.ts';
import { configure } from './configure.ts';
import type { Run } from '../job.ts';

/** The event that runs the base's workflow, with its secrets, for a pull request from anywhere. */
const TARGET = 'pull_request_target';

/** Reads the configuration, unless it or what it names is the code of a fork. @throws ActionError */
export async function configureTrusted(run: Run, findings: readonly Finding[]): Promise<Configuration> {
  const { event, inputs, tools } = run;
  refuseForkCode(event, placesOf(inputs), tools.workspaceDirectory);
  const configuration = await configure(run, findings, tools);
  const { entryScriptPath, sourceDirectory } = configuration.inference ?? {};
  const sources = [entryScriptPath, sourceDirectory].filter((place) => place !== undefined);
  refuseForkCode(event, sources, tools.workspaceDirectory);
  return configuration;
}

/**
 * Refuses the code of a fork in a run that has secrets: whoever opens a pull request would run theirs with them. Only a
 * commit of the base is certainly not the fork's.
 *
 * @param places Paths of what the run is going to read, absolute or relative to the workspace.
 * @throws ActionError that names the commit.
 */
export function refuseForkCode(
  { name, pullRequest, commit }: WorkflowEvent,
  places: readonly string[],
  workspace: string,
): void {
  if (name !== TARGET || !pullRequest?.isFromFork) return;
  const trusted = [commit, pullRequest.base.sha];
  for (const place of places.map((path) => resolve(workspace, path)).filter((path) => existsSync(path))) {
    const found = checkedOutCommit(place, workspace);
    if (found === undefined || !trusted.includes(found)) throw refusal(pullRequest, found);
  }
}

/** What the inputs let a run read of the repository. */
function placesOf(inputs: Inputs): readonly string[] {
  const { references } = parseModelReferences(inputs.models);
  return [
    inputs.inferenceConfig,
    inputs.deploymentConfig,
    ...(inputs.smokeTest === undefined ? DEFAULT_SMOKE_FILES : [inputs.smokeTest]),
    ...references.flatMap((reference) => (reference.kind === 'local' ? [reference.path] : [])),
  ];
}

function refusal({ number, head, mergeCommit }: PullRequest, found: string | undefined): Error {
  return failure(
    `This run is for the pull request ${number} from a fork and has secrets, but what is checked out ${whose(found, head.sha, mergeCommit)}.`,
    {
      remedy:
        'Let the workflow run on pull_request, where such pull requests are checked without secrets; or leave out `ref:` and `repository:` of actions/checkout, so that it checks out the base.',
    },
  );
}

function whose(found: string | undefined, head: string, merge: string | undefined): string {
  if (found === undefined) return 'cannot be told: there is no .git that names its commit';
  const short = found.slice(0, 12);
  if (found === head) return `is the code of the fork (${short}, the head of the pull request)`;
  if (found === merge) return `has the code of the fork in it (${short}, the merge of the pull request)`;
  return `is not the base (${short})`;
}
