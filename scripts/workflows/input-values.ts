import { LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';
import type { YAMLMap } from 'yaml';
import type { Finding } from '../../src/findings.ts';
import { readInputs } from '../../src/inputs.ts';
import type { ActionMetadata } from '../runner/metadata.ts';
import { THIS_ACTION } from './fault.ts';
import type { WorkflowFault } from './fault.ts';

/**
 * What the Action itself would say of the values that a workflow gives it: its own reader of inputs has the word.
 * A value with an expression is known at run time only, and nothing is said of it.
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
      if (!THIS_ACTION.test(String(step.get('uses')))) return;
      const given = inputsOf(step);
      for (const { input, message } of readValues(action, given)) {
        if (input === undefined || (given.has(input) && given.get(input)?.value === undefined)) continue;
        const { line, col } = lines.linePos(given.get(input)?.offset ?? step.range?.[0] ?? 0);
        faults.push({ file, line, column: col, message: `${message} [Action]` });
      }
    },
  });
  return faults;
}

/** What a step gives the Action: constant values, and where they stand in the file. */
type Given = ReadonlyMap<string, { readonly value?: string; readonly offset: number }>;

function inputsOf(step: YAMLMap): Given {
  const values = step.get('with');
  if (!isMap(values)) return new Map();
  return new Map(
    values.items.map(({ key, value: node }) => {
      if (!isScalar(node)) return [String(key), { offset: 0 }];
      const value = String(node.value);
      return [String(key), { ...(!value.includes('${{') && { value }), offset: node.range?.[0] ?? 0 }];
    }),
  );
}

/** What readInputs() says when the runner gives it these values, and the defaults of action.yml for the rest. */
function readValues(action: ActionMetadata, given: Given): readonly Finding[] {
  const variables = action.inputs.map(({ name, default: preset = '' }) => [
    `INPUT_${name.toUpperCase()}`,
    given.get(name)?.value ?? preset,
  ]);
  const before = { ...process.env };
  Object.assign(process.env, Object.fromEntries(variables));
  try {
    return readInputs().findings;
  } finally {
    for (const [variable = ''] of variables) Reflect.deleteProperty(process.env, variable);
    Object.assign(process.env, before);
  }
}
