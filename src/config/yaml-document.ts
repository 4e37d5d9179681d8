import { isAlias, isMap, isNode, isScalar, isSeq, parseDocument, type Document as YamlDocument } from 'yaml';
import type { DocumentPath, ParsedText, TextProblem } from './document.ts';

const TOO_MUCH = 'it is nested too deeply or repeats itself too often';

/** Own words where the library's are for its developers. */
const REASONS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'a key is written twice in the same mapping',
  MULTIPLE_DOCS: 'it holds several documents (---), and only one is read',
  RESOURCE_EXHAUSTION: TOO_MUCH,
};

/** Parses YAML 1.2, of which JSON is a part. Never throws. */
export function parseYaml(text: string): ParsedText {
  try {
    return parse(text);
  } catch {
    // Aliases of aliases that would fill the memory, and nesting that exhausts the stack.
    const problem = invalid(TOO_MUCH, 0);
    return { value: undefined, problems: [problem], offsetOf: () => undefined };
  }
}

function parse(text: string): ParsedText {
  const document = parseDocument(text, { prettyErrors: false, merge: true });
  const first = document.errors[0];
  if (first !== undefined) {
    const why = REASONS[first.code] ?? ofFlow(first.message) ?? lowerFirst(first.message);
    return { value: undefined, problems: [invalid(why, first.pos[0])], offsetOf: () => undefined };
  }
  return {
    value: document.toJS() as unknown,
    problems: document.warnings.map((warning): TextProblem => {
      const problem = `is odd YAML: ${lowerFirst(warning.message)}`;
      return { severity: 'warning', problem, remedy: 'Write plain values.', offset: warning.pos[0] };
    }),
    offsetOf: (documentPath, part) => offsetOf(document, documentPath, part),
  };
}

function invalid(why: string, offset: number): TextProblem {
  const remedy = 'Correct the file at this place; indent with spaces, not with tabs.';
  return { severity: 'error', problem: `is no valid YAML: ${why}`, remedy, offset };
}

/** A bracket or brace that is never closed swallows the lines after it. */
function ofFlow(message: string): string | undefined {
  if (/^Flow sequence .*\]$/i.test(message)) return 'a list that begins with [ has no ] at its end';
  return /^Flow map .*\}$/i.test(message) ? 'an object that begins with { has no } at its end' : undefined;
}

function lowerFirst(message: string): string {
  return message.slice(0, 1).toLowerCase() + message.slice(1).replace(/\.$/, '');
}

function offsetOf(
  document: YamlDocument,
  documentPath: DocumentPath,
  part: 'key' | 'value',
): number | undefined {
  let node: unknown = document.contents;
  let key: unknown = node;
  for (const step of documentPath) {
    const next = child(isAlias(node) ? node.resolve(document) : node, step);
    if (next === undefined) return undefined;
    [key, node] = next;
  }
  return part === 'value' ? (start(node) ?? start(key)) : start(key);
}

/** The key and the value of a step; an item of a list is its own key. */
function child(parent: unknown, step: string | number): [key: unknown, value: unknown] | undefined {
  if (isSeq(parent)) {
    const item = parent.items[Number(step)];
    return item === undefined ? undefined : [item, item];
  }
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
  return pair && [pair.key, pair.value];
}

function start(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
