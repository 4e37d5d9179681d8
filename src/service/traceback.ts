/** A Python traceback of a log. */
export interface Traceback {
  /** "ValueError: no such file". */
  readonly error: string;
  /** The innermost frame of the user's own code. */
  readonly frame?: { readonly file: string; readonly line: number; readonly function: string };
  readonly lines: readonly string[];
}

const START = 'Traceback (most recent call last):';
const FRAME = /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<name>.+))?$/;
/** Code that is not the user's. */
const FOREIGN =
  /[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+|azureml_inference_server_http)[/\\]|^<frozen |[/\\]bin[/\\]/;
/** The line after the frames, which alone is not indented: "ValueError: text", "package.Error". */
const ERROR = /^[A-Za-z_][\w.]*(?::.*)?$/;
/** The scoring server's telemetry logs one that harms nobody. Source: `microsoft/azureml-inference-server`. */
const HARMLESS = /Error while fetching model IDs/;

/**
 * The traceback that tells most: the last one with a frame of the user's code, because servers wrap an exception
 * in their own; the last one of all where none has.
 */
export function tellingTraceback(log: string): Traceback | undefined {
  const all = tracebacks(log.split(/\r?\n/));
  return all.findLast(({ frame }) => frame !== undefined) ?? all.at(-1);
}

/** "The entry script failed in /var/azureml-app/score.py, line 5 (init): KeyError: 'x'" */
export function describeTraceback({ frame, error }: Traceback): string {
  return `The entry script failed${frame ? ` in ${describeFrame(frame)}` : ''}: ${error}`;
}

/** "/var/azureml-app/score.py, line 5 (init)" */
export function describeFrame({ file, line, function: name }: NonNullable<Traceback['frame']>): string {
  return `${file}, line ${line} (${name})`;
}

function tracebacks(lines: readonly string[]): Traceback[] {
  return lines.flatMap((line, index) => {
    if (!line.includes(START) || HARMLESS.test(line) || HARMLESS.test(lines[index - 1] ?? '')) return [];
    const body = lines.slice(index + 1);
    const end = body.findIndex((each) => ERROR.test(each));
    const error = body[end];
    if (error === undefined) return [];
    const frame = ownFrame(body.slice(0, end));
    return [{ error, ...(frame && { frame }), lines: [START, ...body.slice(0, end + 1)] }];
  });
}

function ownFrame(lines: readonly string[]): Traceback['frame'] {
  const own = lines
    .map((line) => FRAME.exec(line)?.groups)
    .findLast((groups) => groups && !FOREIGN.test(groups['file'] ?? ''));
  return own && { file: own['file'] ?? '', line: Number(own['line']), function: functionName(own['name']) };
}

/** Python calls the code outside of functions `<module>`, and leaves the name out where it cannot read the file. */
function functionName(name = '<module>'): string {
  return name === '<module>' ? 'module' : name;
}
