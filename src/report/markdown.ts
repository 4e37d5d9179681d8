import { cut, printableLine, printableLines } from './printable.ts';

/** Longest text from outside that is shown in one place of a paragraph, table or list. */
const INLINE_LIMIT = 1_000;
/** Longest text of one fenced block, so that no block alone fills the summary. */
const FENCE_LIMIT = 64 * 1024;
/** Longest line of a fenced block. */
const LINE_LIMIT = 4_000;
/** What Markdown, HTML, GitHub's mathematics and its autolinks could take for markup. */
const MARKUP = /[\\`*_{}[\]()#+!|~:$^=]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Opens a comment of HTML: code shows it, but Actions that look for their marker in a body would find it too. */
const COMMENT = '<!--';
/** Cannot be seen; ends what would be a mention, an issue number or a host name that GitHub links. */
const BREAK = '&#8203;';

/**
 * Text from outside as prose: whatever it holds, it is shown as it is and means nothing. It is one line.
 * Callers put it behind a text of their own, because a number or hyphen at the start of a line makes a list.
 */
export function prose(text: string): string {
  return cut(printableLine(text), INLINE_LIMIT)
    .replace(MARKUP, String.raw`\$&`)
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/@|\\#/g, `$&${BREAK}`)
    .replace(/www\./gi, (host) => `${host.slice(0, -1)}${BREAK}.`)
    .replace(/\bGH(?=-\d)/gi, `$&${BREAK}`);
}

/** Text from outside as inline code, also for table cells. GitHub looks for no mentions or links in code. */
export function code(text: string): string {
  const line = cut(printableLine(text), INLINE_LIMIT);
  if (line === '') return '(empty)';
  if (!/[`|\\]/.test(line) && !line.includes(COMMENT)) return `\`${line}\``;
  return `<code>${line.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0) ?? 0};`)}</code>`;
}

/** Text from outside as a fenced block that its content cannot close. Long text is cut with a note. */
export function fence(language: string, text: string, limit = FENCE_LIMIT): string {
  const lines = printableLines(text.trimEnd()).map((line) => cut(line, LINE_LIMIT));
  const content = limitLines(lines, limit).join('\n').replaceAll(COMMENT, '<! --');
  const longest = Math.max(2, ...Array.from(content.matchAll(/`+/g), ([run]) => run.length));
  const mark = '`'.repeat(longest + 1);
  return `${mark}${language}\n${content}\n${mark}`;
}

/** The lines that fit into `limit` characters, then a note of how many do not. */
function limitLines(lines: readonly string[], limit: number): string[] {
  let left = limit;
  const fitting = lines.filter((line) => (left -= line.length + 1) >= 0);
  const missing = lines.length - fitting.length;
  return missing === 0
    ? fitting
    : [...fitting, `… ${missing} more ${missing === 1 ? 'line' : 'lines'} left out`];
}

/** A link, or only its text when the address is not https. `text` is Markdown. */
export function link(text: string, address: string): string {
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return text;
  const href = new URL(address).href.replace(/[<>|\\`\s]/g, (character) => encodeURIComponent(character));
  return `[${text}](<${href}>)`;
}

/** A table of cells that are Markdown already. No rows: an empty text. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A folded block. `body` is Markdown; `title` is our own plain text, for Markdown does not work there. */
export function details(title: string, body: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;
}
