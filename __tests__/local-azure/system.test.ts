import { describe, expect, it } from '@jest/globals';
import { requireSystem, type Machine } from '../../local-azure/system.ts';

/** A machine with these programs; apt-get adds what it is asked for. */
function machine(
  programs: readonly string[],
  root: readonly string[] | undefined,
): Machine & { installed: string[][] } {
  const installed: string[][] = [];
  return {
    installed,
    has: (program) =>
      Promise.resolve([...programs, ...installed.flat()].some((one) => one.startsWith(program))),
    rootPrefix: () => Promise.resolve(root),
    install: (packages, asRoot) => {
      installed.push([...packages, ...asRoot]);
      return Promise.resolve();
    },
  };
}

describe('what the local Azure needs from the system', () => {
  it('is left alone when it is there', async () => {
    const complete = machine(['nginx', 'python3', 'openssl', 'apt-get'], []);
    await requireSystem(complete);
    expect(complete.installed).toEqual([]);
  });

  it.each([
    ['as root', []],
    ['with sudo that asks no password', ['sudo', '-n']],
  ])('is installed %s', async (_name, prefix) => {
    const bare = machine(['openssl', 'apt-get'], prefix);
    await requireSystem(bare);
    expect(bare.installed).toEqual([['nginx-light', 'python3', ...prefix]]);
  });

  it.each([
    ['without rights', ['python3', 'openssl', 'apt-get'], undefined],
    ['without apt', ['python3', 'openssl'], []],
  ])('is named in one line %s', async (_name, programs, prefix) => {
    const message =
      'The local Azure needs nginx. Install it first, for example: sudo apt-get install nginx-light';
    await expect(requireSystem(machine(programs, prefix))).rejects.toThrow(new Error(message));
  });
});
