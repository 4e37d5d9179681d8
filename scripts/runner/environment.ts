import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeEvent } from '../../local-github/events/event.ts';
import type { GitHubEvent } from '../../local-github/events/event.ts';
import { pushEvent } from '../../local-github/events/push.ts';

/** Files and folders that the runner makes for a step. Absolute paths. */
export interface RunnerFiles {
  readonly output: string;
  readonly env: string;
  readonly path: string;
  readonly state: string;
  readonly summary: string;
  readonly event: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  /** RUNNER_TOOL_CACHE. */
  readonly tools: string;
  readonly home: string;
}

/** The made-up commit that is checked out after the push that starts a job unless another event does. */
const COMMIT = '8f14e45fceea167a5a36dedd4bea2543c1a7b2d9';
const PUSH = pushEvent({ sha: COMMIT });

/** Makes the files empty, as the runner does before each step, but for that of the event. */
export async function createRunnerFiles(folder: string, event: GitHubEvent = PUSH): Promise<RunnerFiles> {
  const at = (name: string): string => join(folder, name);
  const files: RunnerFiles = {
    output: at('output'),
    env: at('env'),
    path: at('path'),
    state: at('state'),
    summary: at('summary.md'),
    event: at('event.json'),
    temp: at('temp'),
    tools: at('tools'),
    home: at('home'),
  };
  await Promise.all([files.temp, files.tools, files.home].map((path) => mkdir(path)));
  const empty = [files.output, files.env, files.path, files.state, files.summary];
  await Promise.all(empty.map((path) => writeFile(path, '')));
  await writeEvent(event, files.event);
  return files;
}

/** The variables of a job. Nothing of this process's own environment but PATH. */
export function runnerEnvironment(
  files: RunnerFiles,
  workspace: string,
  event: GitHubEvent = PUSH,
): Record<string, string> {
  return {
    ...event.env,
    PATH: process.env['PATH'] ?? '',
    HOME: files.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'deploy',
    GITHUB_ENV: files.env,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_JOB: 'deploy',
    GITHUB_OUTPUT: files.output,
    GITHUB_PATH: files.path,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'local runner',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: files.temp,
    RUNNER_TOOL_CACHE: files.tools,
  };
}
