import type { ActionMetadata } from '../runner/metadata.ts';

/** The inputs as Markdown: one table a section of action.yml. */
export function renderInputs(inputs: ActionMetadata['inputs']): string {
  const sections = [...new Set(inputs.map(({ section }) => section))];
  return sections
    .map((section) => {
      const rows = inputs
        .filter((input) => input.section === section)
        .map((input) => [name(input), cell(input.description), byDefault(input)]);
      return `### ${section}\n\n${table(['input', 'what it is', 'default'], rows)}`;
    })
    .join('\n\n');
}

/** The outputs as a Markdown table. */
export function renderOutputs(outputs: ActionMetadata['outputs']): string {
  return table(
    ['output', 'what it is'],
    outputs.map((output) => [`\`${output.name}\``, cell(output.description)]),
  );
}

/**
 * Replaces what stands between `<!-- name:begin -->` and `<!-- name:end -->`.
 * @throws Error when a marker is missing.
 */
export function replaceBetweenMarkers(text: string, marker: string, content: string): string {
  const begin = `<!-- ${marker}:begin -->`;
  const end = `<!-- ${marker}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The markers ${begin} and ${end} are missing.`);
  return `${text.slice(0, from + begin.length)}\n\n${content}\n\n${text.slice(to)}`;
}

type Input = ActionMetadata['inputs'][number];

function name(input: Input): string {
  return input.required ? `\`${input.name}\` (required)` : `\`${input.name}\``;
}

function byDefault(input: Input): string {
  return input.default === undefined ? '' : `\`${input.default}\``;
}

function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
