import { linesOf } from './match.ts';

/** One frame of a traceback. */
export interface Frame {
  /** As the container sees it. */
  readonly file: string;
  readonly line: number;
  /** `<module>` for code outside of functions. */
  readonly function: string;
}

/** When the exception was raised: at the import of the entry script, in init(), in run(), or nobody knows. */
export type Stage = 'import' | 'init' | 'run' | 'unknown';

/** An exception of a log. */
export interface Traceback {
  /** "ValueError: no such file". */
  readonly error: string;
  /** The innermost frame of all. */
  readonly last?: Frame;
  /** The innermost frame of the user's own code. */
  readonly own?: Frame;
  readonly stage: Stage;
  /** True when the server itself says that this ended the start or the request. */
  readonly told: boolean;
  /** The traceback as it is in the log. */
  readonly lines: readonly string[];
  /** Number of the line in the log where it begins. */
  readonly at: number;
}

const START = 'Traceback (most recent call last):';
const FRAME = /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<name>.+))?$/;
/** The line after the frames, which alone is not indented: "ValueError: text", "package.Error". */
const ERROR = /^[A-Za-z_][\w.]*(?::.*)?$/;
/** What azureml-inference-server-http writes before a message. Source: `microsoft/azureml-inference-server`. */
const PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z] \[\d+\] \S+ - /;
/** What Python writes between the tracebacks of a chain. */
const CHAINED = /The above exception was the direct cause|During handling of the above exception/;
/** The scoring server's telemetry logs one that harms nobody. Source: the same repository. */
const HARMLESS = /Error while fetching model IDs/;
/** Code that is not the user's: Python, its packages, Azure ML's servers of all ages, and what a program evaluates. */
const FOREIGN =
  /[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+|azureml_inference_server_http|azureml-server)[/\\]|^<|^(?:\/usr|\/opt\/\w+)?\/(?:local\/)?bin\//;
/** How many lines before a traceback may say what it belongs to. */
const HEADING_LINES = 4;

const HEADINGS: readonly (readonly [Stage, RegExp])[] = [
  ['init', /init function failed/i],
  ['import', /Failed to import user script/],
  ['run', /Encountered Exception: |run function failed/i],
];

/** What the user's outermost function tells, where the server says nothing. */
const BY_FUNCTION: ReadonlyMap<string, Stage> = new Map([
  ['<module>', 'import'],
  ['init', 'init'],
  ['run', 'run'],
]);

/** A log line without the server's own beginning. */
export function withoutPrefix(line: string): string {
  return line.replace(PREFIX, '');
}

/**
 * The exceptions of a log, in its order. Of a chain, such as a server's own exception around one of the entry
 * script, only the last traceback with a frame of the user's code counts, or the last one where none has.
 */
export function tracebacks(log: string): Traceback[] {
  const lines = linesOf(log);
  return chains(lines).flatMap((starts) => {
    const [first = 0] = starts;
    const all = starts.flatMap((at) => readTraceback(lines, at));
    const telling = all.findLast(({ frames }) => frames.some(isOwn)) ?? all.at(-1);
    if (!telling) return [];
    const { frames, error, shown } = telling;
    const heading = lines.slice(Math.max(0, first - HEADING_LINES), first + 1).join('\n');
    const stage = stageOf(
      heading,
      all.flatMap((each) => each.frames),
    );
    return [{ error, at: first, lines: shown, ...framesOf(frames), ...stage }];
  });
}

/** Line numbers where tracebacks begin, those of a chain together. */
function chains(lines: readonly string[]): number[][] {
  const found: number[][] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.includes(START) || HARMLESS.test(line) || HARMLESS.test(lines[at - 1] ?? '')) continue;
    const before = lines.slice(Math.max(0, at - 2), at).join('\n');
    const last = found.at(-1);
    if (last && CHAINED.test(before)) last.push(at);
    else found.push([at]);
  }
  return found;
}

interface Read {
  readonly error: string;
  readonly frames: readonly Frame[];
  readonly shown: readonly string[];
}

function readTraceback(lines: readonly string[], at: number): Read[] {
  const body = lines.slice(at + 1).map(withoutPrefix);
  const end = body.findIndex((each) => ERROR.test(each));
  const error = body[end];
  if (error === undefined) return [];
  return [{ error, frames: body.slice(0, end).flatMap(frameOf), shown: [START, ...body.slice(0, end + 1)] }];
}

function framesOf(frames: readonly Frame[]): Pick<Traceback, 'last' | 'own'> {
  const last = frames.at(-1);
  const own = frames.findLast(isOwn);
  return { ...(last && { last }), ...(own && { own }) };
}

function stageOf(heading: string, frames: readonly Frame[]): Pick<Traceback, 'stage' | 'told'> {
  const told = HEADINGS.find(([, pattern]) => pattern.test(heading))?.[0];
  if (told) return { stage: told, told: true };
  const outermost = frames.find(isOwn)?.function;
  return { stage: BY_FUNCTION.get(outermost ?? '') ?? 'unknown', told: false };
}

function frameOf(line: string): Frame[] {
  const groups = FRAME.exec(line)?.groups;
  if (!groups) return [];
  return [
    { file: groups['file'] ?? '', line: Number(groups['line']), function: groups['name'] ?? '<module>' },
  ];
}

function isOwn({ file }: Frame): boolean {
  return !FOREIGN.test(file);
}
