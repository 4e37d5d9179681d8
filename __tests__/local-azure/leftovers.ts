import { readdir, readFile, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

/** Command lines of the running processes that a folder occurs in: as argument, variable or working directory. Linux only. */
export async function processesAbout(folder: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const found = await Promise.all(
    ids.map(async (id) => {
      const [line, environment, directory] = await Promise.all([
        readFile(join('/proc', id, 'cmdline'), 'utf8').catch(() => ''),
        readFile(join('/proc', id, 'environ'), 'utf8').catch(() => ''),
        readlink(join('/proc', id, 'cwd')).catch(() => ''),
      ]);
      return [line, environment, directory].some((text) => text.includes(folder)) ? line : undefined;
    }),
  );
  return found.filter((line) => line !== undefined).map((line) => line.replaceAll('\0', ' ').trim());
}

/** True when something takes connections there. */
export function listens(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
