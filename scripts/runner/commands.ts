/**
 * Workflow commands, read as GitHub's runner reads them.
 * Source: actions/runner:src/Runner.Common/ActionCommand.cs and src/Runner.Worker/ActionCommandManager.cs
 */

/** A workflow command, such as `::error file=a.json,line=2::broken`. */
export interface Command {
  readonly kind: 'command';
  /** In lower case: the runner ignores case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** A line that is no command. */
export interface Text {
  readonly kind: 'text';
  readonly text: string;
}

/** Reads one line of a step's output. It remembers `stop-commands`. */
export type LineReader = (line: string) => Command | Text;

const STOP = 'stop-commands';
const COMMANDS: readonly string[] = [
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  STOP,
  'warning',
];

/** A reader for the output of one step. */
export function createLineReader(): LineReader {
  let resume: string | undefined;
  return (line) => {
    const known = resume === undefined ? COMMANDS : [...COMMANDS, resume];
    const command = parseCommand(line, known);
    const text: Text = { kind: 'text', text: line };
    if (!command) return text;
    if (resume !== undefined) {
      if (command.name === resume) resume = undefined;
      return text;
    }
    if (command.name !== STOP) return command;
    resume = command.data.toLowerCase();
    return text;
  };
}

/**
 * Parses a line. Both forms count: `::name props::data` after leading blanks, and the old `##[name props]data`,
 * which the runner still finds anywhere in a line.
 */
export function parseCommand(line: string, known: readonly string[] = COMMANDS): Command | undefined {
  const modern = /^\s*::(.*?)::(.*)$/s.exec(line);
  const old = /##\[([^\]]*)\](.*)$/s.exec(line);
  return (
    (modern && toCommand(modern, ',', unescapeProperty, unescapeData, known)) ??
    (old ? toCommand(old, ';', unescapeOld, unescapeOld, known) : undefined)
  );
}

function toCommand(
  match: RegExpExecArray,
  separator: string,
  readProperty: (text: string) => string,
  readData: (text: string) => string,
  known: readonly string[],
): Command | undefined {
  const [, head = '', data = ''] = match;
  const blank = head.indexOf(' ');
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
  if (!known.includes(name)) return undefined;
  const pairs = blank < 0 ? '' : head.slice(blank + 1).trim();
  const properties = pairs.split(separator).flatMap((pair) => {
    const equals = pair.indexOf('=');
    // A pair without a name or a value is left out, as the runner does.
    return equals > 0 && equals < pair.length - 1
      ? [[pair.slice(0, equals), readProperty(pair.slice(equals + 1))] as const]
      : [];
  });
  return { kind: 'command', name, properties: Object.fromEntries(properties), data: readData(data) };
}

function unescapeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function unescapeProperty(text: string): string {
  return unescapeData(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}

function unescapeOld(text: string): string {
  return unescapeData(text.replaceAll('%3B', ';').replaceAll('%5D', ']'));
}

/** What `add-mask` hides: the value and each of its lines, as the runner does. */
export function maskedValues(data: string): readonly string[] {
  const lines = data.split(/\r?\n/).map((line) => line.trim());
  return [data, ...lines].filter((value) => value.trim() !== '');
}

/** Replaces every masked value by three stars, the longest first. */
export function applyMasks(text: string, masked: Iterable<string>): string {
  const longestFirst = [...new Set(masked)].sort((a, b) => b.length - a.length);
  return longestFirst.reduce((rest, value) => rest.replaceAll(value, '***'), text);
}
