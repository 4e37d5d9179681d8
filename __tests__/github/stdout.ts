import { jest } from '@jest/globals';

/** What `body` writes to the standard output, as lines. */
export async function linesOf(body: () => unknown): Promise<string[]> {
  let text = '';
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await body();
  } finally {
    write.mockRestore();
  }
  return text.replace(/\n$/, '').split('\n');
}

/**
 * The command that the runner would take a line for. It skips white space before `::`, finds `##[` anywhere, and
 * compares text in a way that skips invisible characters.
 */
export function commandIn(line: string): string | undefined {
  const seen = line.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?!\s)\p{Cc}/gu, '');
  return /^\s*::([^\s:]+).*::/u.exec(seen)?.[1] ?? /##\[([^\s\]]+)/.exec(seen)?.[1];
}
