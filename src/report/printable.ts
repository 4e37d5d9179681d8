/** ANSI escape sequences: CSI (colours, cursor), OSC (titles, links), and two-character escapes. */
const ANSI = new RegExp(
  String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[ -/]*[0-~]?`,
  'gu',
);
/** Everything that a terminal or a browser may take for the end of a line. */
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
/** Characters that are not seen: other controls, zero-width and bidirectional ones. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Text from outside as lines that look like what they are: no colours, no control characters, nothing
 * invisible. Invisible characters matter twice: the runner compares text in a way that skips them, and
 * bidirectional ones show a text in another order than it has.
 */
export function printableLines(text: string): string[] {
  return text.replace(ANSI, '').split(LINE_ENDS).map(visible);
}

/** The same in one line: line ends become spaces. */
export function printableLine(text: string): string {
  return printableLines(text)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

function visible(line: string): string {
  return line.toWellFormed().replaceAll('\t', '    ').replace(UNSEEN, '').trimEnd();
}

/** The text, shortened to at most `limit` UTF-16 units with an ellipsis at the end. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A pair of surrogates must not be torn apart.
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
  return `${text.slice(0, end)}…`;
}
