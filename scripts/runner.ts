import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { GitHubEvent } from '../local-github/events/event.ts';
import { applyMasks, createLineReader, maskedValues } from './runner/commands.ts';
import type { Command } from './runner/commands.ts';
import { holds } from './runner/condition.ts';
import type { JobStatus } from './runner/condition.ts';
import { createRunnerFiles, runnerEnvironment } from './runner/environment.ts';
import type { RunnerFiles } from './runner/environment.ts';
import { parseKeyValueFile } from './runner/files.ts';
import { readActionMetadata } from './runner/metadata.ts';

/** One step `uses: <this action>` of a job. */
export interface ActionRun {
  /** Folder of action.yml. */
  readonly actionDirectory: string;
  /** The step's `with:`. Inputs that are left out get their default from action.yml. */
  readonly with: Readonly<Record<string, string>>;
  /** What started the job. Default: a push to the default branch. */
  readonly event?: GitHubEvent;
  /** The job's token: what an input whose default is `${{ github.token }}` gets. Default: none. */
  readonly token?: string;
  /** Variables of the job on top of the runner's own: proxy, CA, OIDC. */
  readonly env?: Readonly<Record<string, string>>;
  /** The checked-out repository: the working directory. */
  readonly workspaceDirectory: string;
  /** Modules for `node --import`, such as one that speeds up the clock. Absolute paths or file URLs. */
  readonly preload?: readonly string[];
  /** Cancels the job as GitHub does. */
  readonly signal?: AbortSignal | undefined;
  /** Takes every line as it is written, before any command in it is carried out. */
  readonly onLine?: (line: string) => void;
}

/** What GitHub would show or hand on after the step. */
export interface ActionRunResult {
  /** 128 + signal number, as a shell reports it, when a signal ended the process. */
  readonly exitCode: number;
  /** Everything that the process wrote to stdout and stderr, raw. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The job summary as it was written; GitHub applies the masks to it: {@link maskSummary}. */
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  /** Variables that the step exported. */
  readonly exported: Readonly<Record<string, string>>;
  readonly annotations: readonly Annotation[];
  /** Values that `add-mask` hides, each line of them too. */
  readonly masked: readonly string[];
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly title?: string;
}

/** Milliseconds between SIGINT and SIGTERM, and between SIGTERM and SIGKILL, when a job is cancelled. Source: GitHub docs, "Workflow cancellation". */
const CANCEL_GRACE_MS = [7_500, 2_500] as const;
/** The one expression that defaults of inputs have. */
const JOB_TOKEN = /^\$\{\{\s*github\.token\s*\}\}$/;
const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs an action's main step as GitHub's runner does: clean environment, INPUT_ variables, command files, Node 24.
 * Rejects for what is a mistake of the caller: an input that action.yml does not have, or another Node.
 */
export async function runAction(run: ActionRun): Promise<ActionRunResult> {
  const { runs } = await readActionMetadata(run.actionDirectory);
  return runScript(run, runs.main);
}

/**
 * Runs the action's post step as the runner does at the end of the job: with what the main step saved as STATE_
 * variables. Resolves to undefined when the action has none or its post-if does not hold.
 *
 * @param main What the main step left.
 * @param status How the job has gone. Default: cancelled after a cancelled main step, else by its exit code.
 */
export async function runPost(
  run: ActionRun,
  main: ActionRunResult,
  status: JobStatus = statusOf(run, main),
): Promise<ActionRunResult | undefined> {
  const { runs } = await readActionMetadata(run.actionDirectory);
  if (runs.post === undefined || !holds(runs.postIf ?? 'always()', status)) return undefined;
  // The signal has ended the main step; a post step of a cancelled job is not cancelled again.
  return runScript({ ...run, signal: undefined }, runs.post, stateVariables(main.state));
}

function statusOf({ signal }: ActionRun, { exitCode }: ActionRunResult): JobStatus {
  if (signal?.aborted) return 'cancelled';
  return exitCode === 0 ? 'success' : 'failure';
}

/** Source: actions/runner:src/Runner.Worker/Handlers/NodeScriptActionHandler.cs */
function stateVariables(state: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}

async function runScript(
  run: ActionRun,
  script: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<ActionRunResult> {
  if (!process.versions.node.startsWith('24.')) {
    throw new Error(
      `The action runs on Node 24 and this is Node ${process.versions.node}. Start it with npm run.`,
    );
  }
  const metadata = await readActionMetadata(run.actionDirectory);
  const inputs = withDefaults(metadata.inputs, run);
  const folder = await mkdtemp(join(tmpdir(), 'runner-'));
  try {
    const files = await createRunnerFiles(folder, run.event);
    const env = {
      ...runnerEnvironment(files, resolve(run.workspaceDirectory), run.event),
      ...run.env,
      ...inputVariables(inputs),
      ...variables,
    };
    const { exitCode, lines } = await runProcess(run, resolve(run.actionDirectory, script), env);
    return {
      exitCode,
      log: lines.map((line) => `${line}\n`).join(''),
      ...readLines(lines),
      ...(await readFiles(files)),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The summary as GitHub shows it. */
export function maskSummary(result: ActionRunResult): string {
  return applyMasks(result.summary, result.masked);
}

function withDefaults(
  known: readonly { readonly name: string; readonly default?: string }[],
  { with: given, token = '' }: ActionRun,
): Record<string, string> {
  const strange = Object.keys(given).filter((name) => !known.some((input) => input.name === name));
  if (strange.length > 0) throw new Error(`action.yml has no input ${strange.join(', ')}`);
  const preset = (text = ''): string => (JOB_TOKEN.test(text) ? token : text);
  return Object.fromEntries(known.map((input) => [input.name, given[input.name] ?? preset(input.default)]));
}

function inputVariables(inputs: Readonly<Record<string, string>>): Record<string, string> {
  const variables = Object.entries(inputs).map(([name, value]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    value,
  ]);
  return Object.fromEntries(variables) as Record<string, string>;
}

async function runProcess(
  run: ActionRun,
  script: string,
  env: Readonly<Record<string, string>>,
): Promise<{ exitCode: number; lines: readonly string[] }> {
  const preload = (run.preload ?? []).flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...preload, script], {
    cwd: run.workspaceDirectory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      run.onLine?.(line);
    });
  }
  const release = cancelOn(run.signal, (signal) => child.kill(signal));
  try {
    const exitCode = await new Promise<number>((done, fail) => {
      child.once('error', fail);
      child.once('close', (code, signal) => done(code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0)));
    });
    return { exitCode, lines };
  } finally {
    release();
  }
}

/** SIGINT, then SIGTERM, then SIGKILL, once `signal` aborts. Returns a function that stops all that. */
function cancelOn(signal: AbortSignal | undefined, kill: (name: NodeJS.Signals) => void): () => void {
  const timers: NodeJS.Timeout[] = [];
  const [toTerminate, toKill] = CANCEL_GRACE_MS;
  const cancel = (): void => {
    kill('SIGINT');
    timers.push(
      setTimeout(() => kill('SIGTERM'), toTerminate),
      setTimeout(() => kill('SIGKILL'), toTerminate + toKill),
    );
  };
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  return () => {
    signal?.removeEventListener('abort', cancel);
    timers.forEach((timer) => clearTimeout(timer));
  };
}

function readLines(lines: readonly string[]): Pick<ActionRunResult, 'annotations' | 'masked'> {
  const read = createLineReader();
  const commands = lines.map((line) => read(line)).filter((event) => event.kind === 'command');
  return {
    annotations: commands.flatMap((command) => toAnnotation(command) ?? []),
    masked: commands.filter(({ name }) => name === 'add-mask').flatMap(({ data }) => maskedValues(data)),
  };
}

function toAnnotation({ name, properties, data }: Command): Annotation | undefined {
  if (name !== 'error' && name !== 'warning' && name !== 'notice') return undefined;
  const { file, line, col, title } = properties;
  return {
    level: name,
    message: data,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line: Number(line) }),
    ...(col !== undefined && { column: Number(col) }),
    ...(title !== undefined && { title }),
  };
}

async function readFiles(
  files: RunnerFiles,
): Promise<Pick<ActionRunResult, 'outputs' | 'state' | 'exported' | 'summary'>> {
  const [output, state, env, summary] = await Promise.all(
    [files.output, files.state, files.env, files.summary].map((file) => readFile(file, 'utf8')),
  );
  return {
    outputs: parseKeyValueFile(output ?? ''),
    state: parseKeyValueFile(state ?? ''),
    exported: parseKeyValueFile(env ?? ''),
    summary: summary ?? '',
  };
}
