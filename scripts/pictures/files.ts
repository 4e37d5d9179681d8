import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes files into a folder that is there. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
