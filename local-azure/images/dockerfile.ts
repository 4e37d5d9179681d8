/** One instruction of a Dockerfile. */
export interface Instruction {
  /** Upper case, such as COPY. */
  readonly keyword: string;
  /** Everything after the keyword, continuation lines joined. */
  readonly rest: string;
  /** Line of the keyword, from 1. */
  readonly line: number;
}

/** A Dockerfile that Docker's builder would refuse. */
export class DockerfileError extends Error {}

const KEYWORDS = new Set(
  `FROM ARG ENV WORKDIR USER COPY ADD RUN EXPOSE CMD ENTRYPOINT LABEL VOLUME STOPSIGNAL HEALTHCHECK SHELL MAINTAINER`.split(
    ' ',
  ),
);

/** Splits a Dockerfile into instructions: comments dropped, continued lines joined. Throws {@link DockerfileError}. */
export function parseDockerfile(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  let pending: { line: number; parts: string[] } | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(raw)) continue;
    pending ??= { line: index + 1, parts: [] };
    pending.parts.push(raw.replace(/\\\s*$/, ''));
    if (/\\\s*$/.test(raw)) continue;
    instructions.push(instruction(pending.parts.join(''), pending.line));
    pending = undefined;
  }
  if (pending) instructions.push(instruction(pending.parts.join(''), pending.line));
  if (instructions.length === 0) throw new DockerfileError('the Dockerfile cannot be empty');
  return instructions;
}

function instruction(text: string, line: number): Instruction {
  const [, word = '', rest = ''] = /^\s*(\S+)\s*([^]*)$/.exec(text) ?? [];
  const keyword = word.toUpperCase();
  if (!KEYWORDS.has(keyword)) {
    throw new DockerfileError(`dockerfile parse error line ${line}: unknown instruction: ${keyword}`);
  }
  if (rest.trim() === '') {
    throw new DockerfileError(
      `dockerfile parse error line ${line}: ${keyword} requires at least one argument`,
    );
  }
  return { keyword, rest: rest.trim(), line };
}

/** Replaces $NAME, ${NAME}, ${NAME:-default} and ${NAME:+other}; \$ stays a dollar sign. */
export function expand(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\\\$|\$(?:(\w+)|\{(\w+)(?::([-+])([^}]*))?\})/g,
    (all: string, short?: string, long?: string, operator?: string, given?: string) => {
      if (all === '\\$') return '$';
      const other = given ?? '';
      const value = variables[short ?? long ?? ''] ?? '';
      if (operator === '-') return value === '' ? other : value;
      if (operator === '+') return value === '' ? '' : other;
      return value;
    },
  );
}

/** Splits words as Docker does in ENV, LABEL and COPY: quotes group and vanish, a backslash takes the next character as it is. */
export function splitWords(text: string): string[] {
  const words = text.match(/(?:"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]|[^\s"'\\])+/g) ?? [];
  return words.map(unquote);
}

function unquote(word: string): string {
  return word.replace(
    /"((?:\\[^]|[^"\\])*)"|'([^']*)'|\\([^])/g,
    (_, double?: string, single?: string, escaped?: string) =>
      double === undefined ? (single ?? escaped ?? '') : double.replace(/\\(["\\$])/g, '$1'),
  );
}

/** ENV and LABEL: `a=1 b="2 3"`, or the old form `a 1 2`. */
export function keyValues(rest: string): Record<string, string> {
  const [first = ''] = splitWords(rest);
  if (!first.includes('=')) {
    const [, name = '', value = ''] = /^(\S+)\s+([^]*)$/.exec(rest) ?? [];
    return { [name]: unquote(value) };
  }
  return Object.fromEntries(
    splitWords(rest).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]),
  );
}

/** CMD, ENTRYPOINT: the exec form as it is, the shell form as a shell's command. */
export function commandLine(rest: string): string[] {
  return jsonList(rest) ?? ['/bin/sh', '-c', rest];
}

/** A JSON list of strings, or undefined where the text is something else: Docker then takes it as plain words. */
export function jsonList(rest: string): string[] | undefined {
  if (!rest.startsWith('[')) return undefined;
  try {
    const value: unknown = JSON.parse(rest);
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}
