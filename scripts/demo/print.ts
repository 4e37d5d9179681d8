import type { ActionRunResult } from '../runner.ts';
import { maskSummary } from '../runner.ts';
import { applyMasks } from '../runner/commands.ts';

/** Announces a part of the demo. */
export function title(text: string): void {
  write(`\n=== ${text}\n`);
}

/** The head of a step's log: what the workflow gave it. */
export function printWith(inputs: Readonly<Record<string, string>>, secrets: readonly string[]): void {
  const lines = Object.entries(inputs).map(([name, value]) => `    ${name}: ${applyMasks(value, secrets)}`);
  write(['▼ Run org/aci-model-deploy@v1', '  with:', ...lines, ''].join('\n'));
}

/** The outputs that later steps would see. */
export function printOutputs(result: ActionRunResult): void {
  title('Outputs for the later steps');
  for (const [name, value] of Object.entries(result.outputs)) {
    write(`${name.padEnd(20)} ${applyMasks(value, result.masked).replaceAll('\n', '\n'.padEnd(22))}\n`);
  }
}

/** The job summary's Markdown, which GitHub would render. */
export function printSummary(result: ActionRunResult): void {
  write(`${maskSummary(result).trim()}\n`);
}

/** What else the demo can do. */
export function printMore(): void {
  write('npm run demo -- --keep     leaves the service up, to be called from another terminal\n');
  write('npm run demo -- --expand   shows what is inside of the log’s groups (▶), such as the build log\n');
}

function write(text: string): void {
  process.stdout.write(text);
}
