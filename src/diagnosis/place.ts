import path from 'node:path';
import type { Place } from '../findings.ts';
import { APP_ROOT } from '../image/layout.ts';
import { cut, printableLine } from '../report/printable.ts';
import type { Frame, Traceback } from './traceback.ts';
import type { Repository } from './types.ts';

/** Longest text from outside in a sentence, in characters. */
const QUOTE_LIMIT = 300;

/** The place in the repository of a line of the user's code; undefined when the file is not from there. */
export function placeOf(frame: Frame | undefined, { code }: Repository): Place | undefined {
  if (!frame || !code) return undefined;
  const file = path.posix.resolve(APP_ROOT, frame.file);
  if (code.kind === 'file') {
    return file === code.inImage ? { file: code.inRepository, line: frame.line } : undefined;
  }
  if (!file.startsWith(`${code.inImage}/`)) return undefined;
  return { file: path.posix.join(code.inRepository, file.slice(code.inImage.length + 1)), line: frame.line };
}

/** " in src/score.py, line 9 (init), raised by joblib/numpy_pickle.py, line 650"; empty without frames. */
export function whereOf({ own, last }: Traceback, repository: Repository): string {
  const shown = own ?? last;
  if (!shown) return '';
  const file = placeOf(shown, repository)?.file ?? shortFile(shown.file);
  // Frames of Python's own frozen modules help nobody.
  const isTold = own && last && last !== own && !last.file.startsWith('<');
  const deeper = isTold ? `, raised by ${shortFile(last.file)}, line ${last.line}` : '';
  const within = shown.function === '<module>' ? '' : ` (${quote(shown.function)})`;
  return ` in ${file}, line ${shown.line}${within}${deeper}`;
}

/** A text from outside for a sentence: short, in one line. */
export function quote(text: string): string {
  return cut(printableLine(text), QUOTE_LIMIT);
}

/** A path without the part that only says where Python is installed. */
function shortFile(file: string): string {
  return quote(file.replace(/^.*[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+)[/\\]/, ''));
}
