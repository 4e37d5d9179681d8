import { error, warning, type Finding } from '../findings.ts';
import { TAGS } from '../service/tags.ts';
import { readAssignments, type Assignment } from './assignments.ts';

const INPUT = 'tags';

/** https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
const MAX_TAGS = 50;
const MAX_NAME_LENGTH = 512;
const MAX_VALUE_LENGTH = 256;
const FORBIDDEN_IN_NAME = /[<>%&\\?/]/;

/** Azure keeps these prefixes for tags of its own: https://learn.microsoft.com/rest/api/resources/tags/create-or-update */
const AZURE_PREFIX = /^(?:azure|microsoft|windows)/i;

/** Tags that the Action itself puts on the container group. Names of tags have no case. */
const RESERVED_TAGS: readonly string[] = Object.values(TAGS);

/** Reads the input `tags`: one NAME=VALUE a line; blank lines and lines that begin with `#` are skipped. Never throws. */
export function parseTags(text: string): { tags: Record<string, string>; findings: Finding[] } {
  const { assignments, findings } = readAssignments(text, INPUT, { severalLines: false });
  const tags = new Map<string, { name: string; value: string; line: number }>();
  for (const assignment of assignments) {
    const tag = { ...assignment, name: assignment.name.trim(), value: assignment.value.trim() };
    const key = tag.name.toLowerCase();
    const problems = checkTag(tag, tags.get(key)?.line);
    findings.push(...problems);
    if (problems.every(({ severity }) => severity !== 'error')) tags.set(key, tag);
  }
  findings.push(...checkCount(tags.size));
  return { tags: Object.fromEntries([...tags.values()].map(({ name, value }) => [name, value])), findings };
}

function checkTag({ name, value, line }: Assignment, earlier: number | undefined): Finding[] {
  const subject = `The tag "${name.slice(0, 60)}" in line ${line} of the input tags`;
  const problem = nameProblem(name) ?? (value.length > MAX_VALUE_LENGTH ? TOO_LONG_VALUE : undefined);
  if (problem !== undefined)
    return [error(`${subject} ${problem.message}.`, { input: INPUT, remedy: problem.remedy })];
  if (earlier !== undefined) {
    const remedy = 'Keep one of the two; upper and lower case make no difference.';
    return [error(`${subject} is also in line ${earlier}.`, { input: INPUT, remedy })];
  }
  if (!AZURE_PREFIX.test(name)) return [];
  const message = `${subject} begins with a word that Azure keeps for tags of its own; Azure may refuse it.`;
  return [warning(message, { input: INPUT, remedy: 'Choose another name.' })];
}

interface Problem {
  readonly message: string;
  readonly remedy: string;
}

const TOO_LONG_VALUE: Problem = {
  message: `has a value of more than ${MAX_VALUE_LENGTH} characters, which Azure does not allow`,
  remedy: 'Shorten the value.',
};

function nameProblem(name: string): Problem | undefined {
  if (name === '') return { message: 'has no name', remedy: 'Write NAME=VALUE.' };
  if (name.length > MAX_NAME_LENGTH) {
    return { message: `has a name of more than ${MAX_NAME_LENGTH} characters`, remedy: 'Shorten the name.' };
  }
  if (RESERVED_TAGS.includes(name.toLowerCase())) {
    return { message: 'is one that the Action sets itself', remedy: 'Choose another name.' };
  }
  const strange = FORBIDDEN_IN_NAME.exec(name)?.[0];
  if (strange === undefined) return undefined;
  return {
    message: `has a character in its name that Azure does not allow: ${JSON.stringify(strange)}`,
    remedy: 'Leave out < > % & \\ ? and /.',
  };
}

function checkCount(count: number): Finding[] {
  const allowed = MAX_TAGS - RESERVED_TAGS.length;
  if (count <= allowed) return [];
  const message = `The input tags has ${count} tags: Azure allows ${MAX_TAGS}, and the Action needs ${RESERVED_TAGS.length} of them.`;
  return [error(message, { input: INPUT, remedy: `Keep at most ${allowed}.` })];
}
