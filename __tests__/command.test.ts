import { describe, expect, it } from '@jest/globals';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { runCommand } from '../src/command.ts';

describe('runCommand', () => {
  it('resolves to the standard output alone, of a command outside of the repository', async () => {
    expect(await runCommand('pwd; echo aside >&2', 5_000)).toBe(`${realpathSync(tmpdir())}\n`);
  });

  it.each([
    ['exit 3', 5_000, 'Command failed: exit 3'],
    ['echo reason >&2; exit 1', 5_000, 'reason'],
    ['no-such-program-here', 5_000, 'not found'],
    ['sleep 20', 50, 'Command failed: sleep 20'],
  ])('rejects for %j', async (line, timeoutMs, message) => {
    await expect(runCommand(line, timeoutMs)).rejects.toThrow(message);
  });
});
