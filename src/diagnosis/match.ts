import type { ContainerFacts, Rule, SymptomEvent, Symptoms, Told } from './types.ts';

/** What a rule made of one pattern tells; the line that matched is its evidence. */
type Tell = (match: RegExpExecArray, container?: ContainerFacts) => Omit<Told, 'evidence'>;

/** Where a pattern was found. */
export interface LogMatch {
  readonly match: RegExpExecArray;
  readonly line: string;
  readonly container: ContainerFacts;
}

/** The lines of a text, with any kind of line end. */
export function linesOf(text: string): string[] {
  return text.split(/\r\n|[\r\n]/);
}

/** The last line of the containers' logs that a pattern without the flag `g` matches. */
export function findInLogs(containers: readonly ContainerFacts[], pattern: RegExp): LogMatch | undefined {
  for (const container of containers) {
    const line = linesOf(container.log).findLast((each) => pattern.test(each));
    const match = line === undefined ? null : pattern.exec(line);
    if (line !== undefined && match) return { match, line: line.trim(), container };
  }
  return undefined;
}

/** An event as one text, for patterns and for people: "Failed: Failed to pull image …". */
export function eventText({ name, message }: SymptomEvent): string {
  return `${name}: ${message}`;
}

/** A rule for lines of logs. */
export function logRule(name: string, pattern: RegExp, tell: Tell): Rule {
  return {
    name,
    find: ({ containers }) => {
      const found = findInLogs(containers, pattern);
      return found && { ...tell(found.match, found.container), evidence: [found.line] };
    },
  };
}

/** A rule for events, by the text "name: message". */
export function eventRule(name: string, pattern: RegExp, tell: Tell): Rule {
  return {
    name,
    find: ({ events }) => {
      const text = events.map(eventText).find((each) => pattern.test(each));
      const match = text === undefined ? null : pattern.exec(text);
      return text !== undefined && match ? { ...tell(match), evidence: [text] } : undefined;
    },
  };
}

/** The first container that ended with one of these codes. */
export function endedWith(
  { containers }: Symptoms,
  codes: readonly number[],
): { readonly code: number; readonly container: ContainerFacts; readonly line: string } | undefined {
  const container = containers.find(({ exitCode }) => exitCode !== undefined && codes.includes(exitCode));
  if (container?.exitCode === undefined) return undefined;
  const { exitCode: code, name } = container;
  return { code, container, line: `The container ${name} ended with exit code ${code}.` };
}

/** The container with the user's server. */
export function scoringContainer({ containers }: Symptoms): ContainerFacts | undefined {
  return containers.find(({ isFrontEnd }) => !isFrontEnd);
}
