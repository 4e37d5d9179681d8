import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { error, warning, type Finding } from '../findings.ts';
import { nearest } from './nearest.ts';
import { INSPECT_MODULE } from './inspect-module.ts';
import type { InferenceConfig } from './types.ts';

/** What the scoring server calls: once at the start, and for each request. */
const REQUIRED = ['init', 'run'] as const;

/** Parsing takes milliseconds; a Python that hangs must not hang the run. */
const TIME_OUT_MS = 20_000;

/** Runs a program and returns what it printed. Rejects when it cannot be started or exits with an error. */
export type RunProgram = (command: string, args: readonly string[]) => Promise<string>;

/** What {@link INSPECT_MODULE} prints. */
interface Inspection {
  /** Version of the Python that looked, such as 3.12. */
  readonly python: string;
  /** Names that the module defines: functions, classes, imports, assignments. */
  readonly names?: readonly string[];
  /** Names whose only definition is an async function. */
  readonly async?: readonly string[];
  /** True when a star import may define more. */
  readonly star?: boolean;
  readonly syntax?: { readonly message: string; readonly line?: number; readonly column?: number };
}

/**
 * Checks that the entry script is valid Python and defines init and run. The script is parsed by python3, never
 * run, and python3 sees none of the Action's inputs. Without python3 there is a warning only.
 */
export async function checkEntryScript(
  script: Pick<InferenceConfig, 'entryScriptPath' | 'entryScriptFile'>,
  run: RunProgram = runProgram,
): Promise<Finding[]> {
  const file = script.entryScriptFile;
  const inspection = await inspect(script.entryScriptPath, run);
  if (inspection === undefined) {
    const remedy =
      'Install Python 3.8 or newer before this step (actions/setup-python) to find mistakes early.';
    return [
      warning(`The entry script ${file} was not checked: python3 could not be run.`, {
        remedy,
        place: { file },
      }),
    ];
  }
  return inspection.syntax
    ? [syntaxError(file, inspection, inspection.syntax)]
    : checkNames(file, inspection);
}

async function inspect(path: string, run: RunProgram): Promise<Inspection | undefined> {
  try {
    // -I: neither the folder of the script nor the user's packages can change what the check imports.
    return JSON.parse(await run('python3', ['-I', '-W', 'ignore', '-c', INSPECT_MODULE, path])) as Inspection;
  } catch {
    return undefined;
  }
}

function syntaxError(
  file: string,
  { python }: Inspection,
  syntax: NonNullable<Inspection['syntax']>,
): Finding {
  const { message, line, column } = syntax;
  return error(`The entry script ${file} is not valid Python: ${message} (read by Python ${python}).`, {
    remedy: 'Correct the script; python -m py_compile shows the same error.',
    place: { file, ...(line && { line }), ...(line && column && { column }) },
  });
}

function checkNames(file: string, { names = [], async = [], star = false }: Inspection): Finding[] {
  const missing = REQUIRED.filter((name) => !names.includes(name));
  const asynchronous = REQUIRED.filter((name) => async.includes(name)).map((name) => {
    return warning(
      `${name}() in the entry script ${file} is async, which the scoring server does not await.`,
      {
        remedy: `Write def ${name} instead of async def ${name}.`,
        place: { file },
      },
    );
  });
  return missing.length === 0 ? asynchronous : [...asynchronous, undefinedNames(file, missing, names, star)];
}

function undefinedNames(
  file: string,
  missing: readonly string[],
  names: readonly string[],
  star: boolean,
): Finding {
  const functions = missing.map((name) => `${name}()`).join(' and ');
  if (star) {
    const message = `The entry script ${file} defines ${functions} only if its star import brings it.`;
    return warning(message, {
      remedy: 'Import the names one by one, so that they can be checked.',
      place: { file },
    });
  }
  const meant = missing.flatMap((name) => nearest(name, names) ?? []);
  const hint = meant.length === 0 ? '' : ` It defines ${meant.map((name) => `"${name}"`).join(' and ')}.`;
  return error(`The entry script ${file} does not define ${functions}.${hint}`, {
    remedy: 'Define init(), which loads the model, and run(data), which scores.',
    place: { file, line: 1 },
  });
}

/** The real {@link RunProgram}. The program gets no environment but what it needs to start: inputs hold secrets. */
export const runProgram: RunProgram = async (command, args) => {
  const { PATH, HOME, SYSTEMROOT } = process.env;
  const options = { env: { PATH, HOME, SYSTEMROOT }, timeout: TIME_OUT_MS, encoding: 'utf8' } as const;
  const { stdout } = await promisify(execFile)(command, [...args], options);
  return stdout;
};
