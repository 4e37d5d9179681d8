import { LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import { readInputs } from '../../src/inputs.ts';
import type { ActionMetadata } from '../runner/metadata.ts';
import { THIS_ACTION } from './fault.ts';
import type { WorkflowFault } from './fault.ts';

/**
 * What the Action itself would say of the values that a workflow gives it: its own reader of inputs has the word.
 * Values with an expression are known at run time only and are taken as absent.
 */
export function checkInputValues(
  action: ActionMetadata,
  file: string,
  text: string,
): readonly WorkflowFault[] {
  const lines = new LineCounter();
  const faults: WorkflowFault[] = [];
  visit(parseDocument(text, { lineCounter: lines }), {
    Map: (_key, step) => {
      const given = literalsOf(step);
      for (const { input, message } of readValues(action, given)) {
        const { line, col } = lines.linePos(given.get(input)?.offset ?? 0);
        faults.push({ file, line, column: col, message: `${message} [Action]` });
      }
    },
  });
  return faults;
}

/** Constant inputs by name, with where their values stand in the file. */
type Literals = ReadonlyMap<string, { readonly value: string; readonly offset: number }>;

/** The inputs of a step that uses the Action, as far as they are constant. */
function literalsOf(step: YAMLMap): Literals {
  const values = step.get('with');
  if (!THIS_ACTION.test(String(step.get('uses'))) || !isMap(values)) return new Map();
  const literals = values.items.flatMap(({ key, value }) => {
    if (!isScalar(value) || String(value.value).includes('${{')) return [];
    return [[String(key), { value: String(value.value), offset: value.range?.[0] ?? 0 }] as const];
  });
  return new Map(literals);
}

/** What readInputs() says of the inputs that are given. */
function readValues(action: ActionMetadata, given: Literals): { input: string; message: string }[] {
  if (given.size === 0) return [];
  const environment = process.env;
  process.env = Object.fromEntries(
    action.inputs.map(({ name, default: preset }) => [
      `INPUT_${name.toUpperCase()}`,
      given.get(name)?.value ?? preset ?? '',
    ]),
  );
  try {
    const { findings } = readInputs();
    return findings.flatMap(({ input, message }) => (input && given.has(input) ? [{ input, message }] : []));
  } finally {
    process.env = environment;
  }
}
