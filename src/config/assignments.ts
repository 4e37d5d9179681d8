import { error, type Finding } from '../findings.ts';

/** One assignment of an input. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Line of the input, from 1. */
  readonly line: number;
}

/**
 * Reads one NAME=VALUE a line. Values are literal. Blank lines and lines that begin with `#` are skipped.
 * @param input name of the action input, for messages, which never show a line's text: it may be secret.
 * @param options severalLines: `NAME<<EOF`, lines, `EOF` is a value of several lines, as in GitHub's own files.
 */
export function readAssignments(
  text: string,
  input: string,
  options: { readonly severalLines: boolean },
): { assignments: Assignment[]; findings: Finding[] } {
  const lines = text.split(/\r?\n/);
  const assignments: Assignment[] = [];
  const findings: Finding[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const start = splitLine(line.trimStart(), options.severalLines);
    if (start === undefined) {
      findings.push(notUnderstood(input, index + 1, options.severalLines));
    } else if ('value' in start) {
      assignments.push({ ...start, line: index + 1 });
    } else {
      const end = lines.indexOf(start.delimiter, index + 1);
      if (end < 0) return { assignments, findings: [...findings, notClosed(input, index + 1)] };
      assignments.push({ name: start.name, value: lines.slice(index + 1, end).join('\n'), line: index + 1 });
      index = end;
    }
  }
  return { assignments, findings };
}

type Start = { name: string; value: string } | { name: string; delimiter: string };

/** As GitHub's runner does it: whichever of `=` and `<<` comes first decides. */
function splitLine(line: string, severalLines: boolean): Start | undefined {
  const equals = line.indexOf('=');
  const heredoc = severalLines ? line.indexOf('<<') : -1;
  if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
    return { name: line.slice(0, equals), value: line.slice(equals + 1) };
  }
  const delimiter = line.slice(heredoc + 2).trim();
  return heredoc < 0 || delimiter === '' ? undefined : { name: line.slice(0, heredoc), delimiter };
}

function notUnderstood(input: string, line: number, severalLines: boolean): Finding {
  const several = severalLines
    ? ' A value of several lines is written as NAME<<EOF, its lines, and a line EOF.'
    : '';
  return error(`Line ${line} of the input ${input} is not understood: it has no "=".`, {
    input,
    remedy: `Write one NAME=VALUE a line.${several}`,
  });
}

function notClosed(input: string, line: number): Finding {
  return error(`The value that begins in line ${line} of the input ${input} has no end.`, {
    input,
    remedy: 'End it with a line that holds nothing but the word after <<.',
  });
}
