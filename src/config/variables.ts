import { error, notice, warning, type Finding } from '../findings.ts';
import { readAssignments, type Assignment } from './assignments.ts';
import type { Variable } from './types.ts';
import { variableNameProblem } from './variable-name.ts';

/** Set by the image that the Action builds: another value would hide the models or the script from the server. */
const OWNED_NAMES: readonly string[] = ['AZUREML_MODEL_DIR', 'AML_APP_ROOT', 'AZUREML_ENTRY_SCRIPT'];

/**
 * Reads an input of environment variables: one NAME=VALUE a line. Values are literal: quotes stay, `=` is
 * allowed. Blank lines and lines that begin with `#` are skipped. A value of several lines is written as
 * `NAME<<EOF`, its lines, and a line `EOF`, as in GitHub's own files. Never throws.
 * @param input name of the action input, for messages. What the text holds may be secret: with `secure`, and for
 *   lines that are not understood, messages show the line's number and not its text.
 */
export function parseVariables(
  text: string,
  input: string,
  secure: boolean,
): { variables: Variable[]; findings: Finding[] } {
  const { assignments, findings } = readAssignments(text, input, { severalLines: true });
  const variables: Variable[] = [];
  const lines = new Map<string, number>();
  for (const assignment of assignments) {
    const { name, value, line } = assignment;
    const earlier = lines.get(name);
    const problems = checkAssignment(assignment, input, secure, earlier);
    findings.push(...problems);
    if (problems.some(({ severity }) => severity === 'error')) continue;
    lines.set(name, line);
    variables.push({ name, value, secure });
  }
  return { variables, findings };
}

function checkAssignment(
  { name, value, line }: Assignment,
  input: string,
  secure: boolean,
  earlier: number | undefined,
): Finding[] {
  const where = `in line ${line} of the input ${input}`;
  // Part of a secret of several lines can look like a name: it is not shown.
  const shown = secure ? 'An environment variable' : `The environment variable "${name}"`;
  const problem = variableNameProblem(name);
  if (problem?.severity === 'error') {
    const why = secure ? 'has a name that Azure does not allow' : problem.message;
    const several = 'A value of several lines is written as NAME<<EOF, its lines, and a line EOF.';
    return [error(`${shown} ${where} ${why}.`, { input, remedy: `${problem.remedy} ${several}` })];
  }
  if (earlier !== undefined) {
    const message = `${shown} ${where} is also in line ${earlier}.`;
    return [error(message, { input, remedy: 'Keep one of the two lines.' })];
  }
  const findings = problem
    ? [warning(`${shown} ${where} ${problem.message}.`, { input, remedy: problem.remedy })]
    : [];
  if (!secure || value !== '') return findings;
  const remedy = 'Check the name of the secret: a secret that does not exist arrives as an empty text.';
  return [...findings, warning(`${shown} ${where} is empty.`, { input, remedy })];
}

/** Where the variables of the scoring container come from. */
export interface VariableSources {
  /** environment.environmentVariables of the inference config. */
  readonly fromConfig: Readonly<Record<string, string>>;
  /** The input environment-variables. */
  readonly plain: readonly Variable[];
  /** The input secure-environment-variables. */
  readonly secure: readonly Variable[];
}

/**
 * Puts the variables of file and inputs together. An input beats the file, with a notice; a name in both inputs
 * is an error.
 */
export function mergeVariables({ fromConfig, plain, secure }: VariableSources): {
  variables: Variable[];
  findings: Finding[];
} {
  const findings: Finding[] = [];
  const merged = new Map<string, Variable>();
  for (const [name, value] of Object.entries(fromConfig)) {
    if (OWNED_NAMES.includes(name)) findings.push(ownedInConfig(name));
    else merged.set(name, { name, value, secure: false });
  }
  for (const variable of [...plain, ...secure]) {
    const { name } = variable;
    const twice = variable.secure && plain.some((other) => other.name === name);
    if (twice) findings.push(inBothInputs(name));
    else if (merged.has(name)) findings.push(beatsConfig(variable));
    if (OWNED_NAMES.includes(name)) findings.push(ownedInInput(variable));
    merged.set(name, variable);
  }
  return { variables: [...merged.values()], findings };
}

const PLAIN_INPUT = 'environment-variables';
const SECURE_INPUT = 'secure-environment-variables';

function inputOf({ secure }: Variable): string {
  return secure ? SECURE_INPUT : PLAIN_INPUT;
}

function inBothInputs(name: string): Finding {
  return error(`The environment variable "${name}" is in both ${PLAIN_INPUT} and ${SECURE_INPUT}.`, {
    input: SECURE_INPUT,
    remedy: `Keep it in ${SECURE_INPUT} if it is secret, else in ${PLAIN_INPUT}.`,
  });
}

function beatsConfig(variable: Variable): Finding {
  const input = inputOf(variable);
  return notice(
    `The environment variable "${variable.name}" is in the inference config and in the input ${input}: the input is used.`,
    { input },
  );
}

function ownedInConfig(name: string): Finding {
  return warning(
    `The environment variable "${name}" of the inference config is ignored: the Action sets it.`,
    {
      remedy: `Remove it from environmentVariables.`,
    },
  );
}

/** Not an error: an image of the user's own may well need it. */
function ownedInInput(variable: Variable): Finding {
  const input = inputOf(variable);
  return warning(
    `The environment variable "${variable.name}" replaces the value that a built image has for it, so that the scoring server may not find the models or the script.`,
    { input, remedy: 'Remove it, unless the input image names an image that needs it.' },
  );
}
