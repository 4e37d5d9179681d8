import { applyMasks, createLineReader, maskedValues } from './commands.ts';
import type { Command } from './commands.ts';

/** How a log is shown. */
export interface LogView {
  /** What becomes of groups: folded to their title, as GitHub shows a finished step, or with their lines. */
  readonly groups: 'folded' | 'expanded';
  /** Colours for a terminal. */
  readonly colour: boolean;
}

/** Turns one line of a step's output into the lines that GitHub's log page shows: none, one or several. */
export type LogRenderer = (line: string) => readonly string[];

const LABELS: Readonly<Record<string, { readonly label: string; readonly colour: number }>> = {
  error: { label: 'Error', colour: 31 },
  warning: { label: 'Warning', colour: 33 },
  notice: { label: 'Notice', colour: 36 },
};
const BOLD = 1;
const DEFAULT_VIEW: LogView = { groups: 'folded', colour: false };

/** Shows a whole log. */
export function renderLog(raw: string, view: LogView = DEFAULT_VIEW): string {
  const render = createLogRenderer(view);
  return raw
    .replace(/\n$/, '')
    .split('\n')
    .flatMap((line) => render(line))
    .join('\n');
}

/** A renderer for a log that is still being written. Masks hold from their line on, as with GitHub. */
export function createLogRenderer(view: LogView = DEFAULT_VIEW): LogRenderer {
  const read = createLineReader();
  const masked: string[] = [];
  let inGroup = false;

  const show = (text: string): readonly string[] => {
    if (inGroup && view.groups === 'folded') return [];
    return applyMasks(text, masked)
      .split('\n')
      .map((line) => (inGroup ? `  ${line}` : line));
  };
  const paint = (text: string, code: number): string =>
    view.colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  const showCommand = (command: Command): readonly string[] => {
    if (command.name === 'add-mask') masked.push(...maskedValues(command.data));
    else if (command.name === 'endgroup') inGroup = false;
    else if (command.name === 'group') {
      inGroup = true;
      const arrow = view.groups === 'folded' ? '▶' : '▼';
      return [paint(`${arrow} ${applyMasks(command.data, masked)}`, BOLD)];
    }
    const annotation = LABELS[command.name];
    if (!annotation) return [];
    const label = paint(`${annotation.label}:`, annotation.colour);
    const wasInGroup = inGroup;
    inGroup = false;
    const lines = show(`${label} ${command.data}`);
    inGroup = wasInGroup;
    return lines;
  };
  return (line) => {
    const event = read(line.replace(/\r$/, ''));
    return event.kind === 'text' ? show(event.text) : showCommand(event);
  };
}
