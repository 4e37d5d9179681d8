import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import type { DocumentPath, ParsedText, TextProblem } from './document.ts';

const REASONS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this word or sign is not known to JSON; texts and keys stand in double quotes',
  InvalidNumberFormat: 'this is no JSON number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is missing before this',
  CloseBraceExpected: 'a closing brace } is missing',
  CloseBracketExpected: 'a closing bracket ] is missing',
  EndOfFileExpected: 'there is more text after the end of the document',
  InvalidCommentToken: 'a comment begins with // or /*',
  UnexpectedEndOfComment: 'the comment has no end',
  UnexpectedEndOfString: 'the text has no closing double quote on its line',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'the \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'this escape is not known to JSON; a backslash is written \\\\',
  InvalidCharacter: 'a control character is not allowed here',
};

/** Words of Python that people write into JSON by habit. */
const PYTHON_WORDS: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };

/** Parses JSON; comments and trailing commas are allowed with one warning. Never throws. */
export function parseJson(text: string): ParsedText {
  try {
    return parse(text);
  } catch {
    // Both parsers recurse: a file that nests ten thousand lists exhausts the stack.
    return { value: undefined, problems: [invalid('it is nested too deeply', 0)], offsetOf: () => undefined };
  }
}

function parse(text: string): ParsedText {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const first = errors[0];
  if (tree === undefined || first !== undefined) {
    const problem = first
      ? invalid(reason(text, first), first.offset)
      : invalid('a value is expected here', 0);
    return { value: undefined, problems: [problem], offsetOf: () => undefined };
  }
  return {
    value: getNodeValue(tree) as unknown,
    problems: [...extensions(text), ...duplicateKeys(tree)],
    offsetOf: (documentPath, part) => offsetOf(tree, documentPath, part),
  };
}

function invalid(why: string, offset: number): TextProblem {
  return {
    severity: 'error',
    problem: `is no valid JSON: ${why}`,
    remedy: 'Correct the file at this place.',
    offset,
  };
}

function reason(text: string, { error, offset, length }: ParseError): string {
  const token = text.slice(offset, offset + length);
  const meant = PYTHON_WORDS[token];
  if (meant !== undefined) return `"${token}" is Python; JSON writes ${meant}`;
  if (token.startsWith("'")) return 'JSON has double quotes, not single ones';
  return REASONS[printParseErrorCode(error)] ?? 'this is not understood';
}

/** One warning for all comments and trailing commas, at the first of them. */
function extensions(text: string): TextProblem[] {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      problem: 'has comments or trailing commas, which JSON does not allow; they are ignored',
      remedy: 'Remove them, or write the file as YAML, so that other tools can read it too.',
      offset: first.offset,
    },
  ];
}

function duplicateKeys(node: Node): TextProblem[] {
  const seen = new Set<unknown>();
  const problems: TextProblem[] = [];
  for (const child of node.children ?? []) {
    const key = node.type === 'object' ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value)) problems.push(duplicate(String(key.value), key.offset));
    seen.add(key?.value);
    problems.push(...duplicateKeys(child));
  }
  return problems;
}

function duplicate(key: string, offset: number): TextProblem {
  return {
    severity: 'error',
    problem: `has the key "${key}" twice in the same object`,
    remedy: 'Keep one of the two.',
    offset,
  };
}

function offsetOf(tree: Node, documentPath: DocumentPath, part: 'key' | 'value'): number | undefined {
  const node = findNodeAtLocation(tree, [...documentPath]);
  if (node === undefined || part === 'value' || node.parent?.type !== 'property') return node?.offset;
  return node.parent.offset;
}
