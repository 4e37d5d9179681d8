import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

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

/** The made-up repository that the step runs for. */
export const REPOSITORY = 'octo-org/iris-service';
/** The made-up commit that is checked out. */
export const COMMIT = '8f14e45fceea167a5a36dedd4bea2543c1a7b2d9';
/** The made-up run. */
export const RUN_ID = '17234567890';
const SERVER = 'https://github.com';

/** Makes the files empty, as the runner does before each step. */
export async function createRunnerFiles(folder: string): Promise<RunnerFiles> {
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
  await writeFile(files.event, JSON.stringify(EVENT));
  return files;
}

const [OWNER = '', NAME = ''] = REPOSITORY.split('/');
const EVENT = {
  ref: 'refs/heads/main',
  after: COMMIT,
  repository: {
    name: NAME,
    full_name: REPOSITORY,
    html_url: `${SERVER}/${REPOSITORY}`,
    owner: { login: OWNER },
  },
  sender: { login: 'octocat' },
};

/** The variables of a job that was started by a push. Nothing of this process's own environment but PATH. */
export function runnerEnvironment(files: RunnerFiles, workspace: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: files.home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'deploy',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_ENV: files.env,
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: files.event,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'deploy',
    GITHUB_OUTPUT: files.output,
    GITHUB_PATH: files.path,
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_REPOSITORY_OWNER: OWNER,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: RUN_ID,
    GITHUB_RUN_NUMBER: '42',
    GITHUB_SERVER_URL: SERVER,
    GITHUB_SHA: COMMIT,
    GITHUB_STATE: files.state,
    GITHUB_STEP_SUMMARY: files.summary,
    GITHUB_WORKFLOW: 'Deploy',
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'local runner',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: files.temp,
    RUNNER_TOOL_CACHE: files.tools,
  };
}
