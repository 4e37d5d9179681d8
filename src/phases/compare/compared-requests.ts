import type { PullRequest } from '../../github/event.ts';
import { readFileAt } from '../../github/contents.ts';
import { loadFromBase } from '../../predictions/base-branch.ts';
import type { NotCompared } from '../../predictions/types.ts';
import type { SmokeFile } from '../../smoke/file.ts';
import type { Job } from '../job.ts';

/** Most requests that are compared: they go to a service that people use. */
const MAX_REQUESTS = 20;

/** The requests that are sent, and how their answers are compared. */
export interface ComparedRequests extends Pick<SmokeFile, 'requests' | 'leftOut' | 'tolerance'> {
  /** Where they come from, when not from the checked-out file. */
  readonly source?: string;
}

/**
 * The first requests of the smoke-test file. For a pull request it is the base branch's: the author of a change does
 * not choose what the live service receives.
 * @throws ActionError when GitHub does not give the file.
 */
export async function comparedRequests(job: Job): Promise<ComparedRequests | NotCompared> {
  const pull = job.event?.pullRequest;
  if (pull) return requestsOfBase(pull, job);
  const { requests, leftOut, tolerance } = job.configuration.smoke;
  if (requests.length === 0) return { why: 'there is no smoke-test file with requests to send' };
  const first = requests.slice(0, MAX_REQUESTS);
  return { requests: first, leftOut: leftOut + requests.length - first.length, tolerance };
}

async function requestsOfBase(
  { base }: PullRequest,
  { inputs, tools }: Job,
): Promise<ComparedRequests | NotCompared> {
  const api = await tools.github(inputs.githubToken);
  if (!api)
    return {
      why: 'without a token the requests of the base branch cannot be read',
      remedy: 'Leave the input github-token out, or pass a token that may read the repository.',
    };
  const { workspaceDirectory } = tools;
  const { scoringTimeoutMs, smokeTest } = inputs;
  const file = await loadFromBase(
    { workspaceDirectory, scoringTimeoutMs, limit: MAX_REQUESTS, ...(smokeTest && { path: smokeTest }) },
    (name) => readFileAt(api, name, base.sha),
  );
  const source = `${base.ref} at ${base.sha.slice(0, 7)}`;
  if (!file) return { why: `the base branch (${source}) has no smoke-test file yet` };
  const wrong = file.findings.find(({ severity }) => severity === 'error');
  if (wrong) return { why: `the smoke-test file of ${source} cannot be used: ${wrong.message}` };
  const { requests, leftOut, tolerance } = file;
  return { requests, leftOut, tolerance, source };
}
