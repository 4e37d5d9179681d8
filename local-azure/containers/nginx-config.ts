/** One directive of an nginx configuration with the places of its words, so that single words can be replaced. */
export interface Directive {
  readonly words: readonly Word[];
  /** Names of the blocks around it, outermost first, such as http, server. */
  readonly blocks: readonly string[];
  /** True when it opens a block. */
  readonly isBlock: boolean;
  /** Place after its closing semicolon or opening brace. */
  readonly end: number;
}

/** A word without its quotes, and where it stands with them. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A replacement of text[start..end). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const TOKEN = /#[^\n]*|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[;{}]|(?:\$\{[^}]*\}|\\[^]|[^\s;{}\\])+/g;

/** Reads the directives of a configuration, in order. It does not check them: nginx does. */
export function nginxDirectives(text: string): Directive[] {
  const directives: Directive[] = [];
  const blocks: string[] = [];
  let words: Word[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0];
    if (token.startsWith('#')) continue;
    if (token === '}') blocks.pop();
    else if (token === ';' || token === '{') {
      directives.push({ words, blocks: [...blocks], isBlock: token === '{', end: match.index + 1 });
      if (token === '{') blocks.push(words[0]?.text ?? '');
      words = [];
    } else words.push({ text: unquote(token), start: match.index, end: match.index + token.length });
  }
  return directives;
}

/** Applies replacements that do not overlap. Everything else stays byte for byte. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

function unquote(token: string): string {
  return /^["']/.test(token) ? token.slice(1, -1) : token;
}
