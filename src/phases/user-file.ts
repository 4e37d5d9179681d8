import { basename } from 'node:path';
import type { InferenceConfig } from '../config/types.ts';
import type { Place } from '../findings.ts';
import { APP_ROOT } from '../image/layout.ts';

/** Where a line of a container's file lies in the user's repository. Undefined: it did not come from there. Pure. */
export function placeInRepository(
  { file, line }: { readonly file: string; readonly line: number },
  { sourceDirectory, entryScript, entryScriptFile }: InferenceConfig,
): Place | undefined {
  // Without a source directory the entry script is the only file that was copied.
  const copied = `${APP_ROOT}/${sourceDirectory === undefined ? entryScript : `${basename(sourceDirectory)}/`}`;
  const matches = sourceDirectory === undefined ? file === copied : file.startsWith(copied);
  if (!matches || !entryScriptFile.endsWith(entryScript)) return undefined;
  if (sourceDirectory === undefined) return { file: entryScriptFile, line };
  const folder = entryScriptFile.slice(0, -entryScript.length);
  return { file: `${folder}${file.slice(copied.length)}`, line };
}
