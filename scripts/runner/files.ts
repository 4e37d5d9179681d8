/**
 * Reads a file in the format of GITHUB_OUTPUT, GITHUB_ENV and GITHUB_STATE: lines of `name=value`, or
 * `name<<DELIMITER`, the lines of the value, `DELIMITER`. Throws where the runner would fail the step.
 * Source: actions/runner:src/Runner.Worker/FileCommandManager.cs
 */
export function parseKeyValueFile(text: string): Record<string, string> {
  const lines = text.split('\n');
  const values: Record<string, string> = {};
  while (lines.length > 0) {
    const line = lines.shift() ?? '';
    if (line === '') continue;
    const { name, separator, rest } = splitLine(line);
    values[name] = separator === '=' ? rest : takeUntil(lines, rest, name);
  }
  return values;
}

function splitLine(line: string): { name: string; separator: string; rest: string } {
  const match = /^(.*?)(=|<<)(.*)$/s.exec(line);
  const [, name = '', separator = '', rest = ''] = match ?? [];
  if (name === '' || (separator === '<<' && rest === '')) throw new Error(`Invalid format '${line}'`);
  return { name, separator, rest };
}

function takeUntil(lines: string[], delimiter: string, name: string): string {
  const end = lines.indexOf(delimiter);
  if (end < 0) throw new Error(`Invalid value of '${name}'. Matching delimiter not found '${delimiter}'`);
  const value = lines.splice(0, end + 1);
  return value.slice(0, -1).join('\n');
}
