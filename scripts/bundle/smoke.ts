import { execFileSync } from 'node:child_process';
import { copyFile, cp, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runAction } from '../runner.ts';
import type { ActionRunResult } from '../runner.ts';

/**
 * Runs dist/ from an empty folder, where no node_modules can hide a missing piece. Every chunk must load, and the
 * Action without inputs must end with exit code 1 and a message about a missing input. Returns what is wrong.
 */
export async function smokeTestBundle(root: string): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dist-smoke-'));
  try {
    await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    await copyFile(join(root, 'action.yml'), join(folder, 'action.yml'));
    const workspaceDirectory = join(folder, 'workspace');
    await mkdir(workspaceDirectory);
    const result = await runAction({ actionDirectory: folder, workspaceDirectory, with: {} });
    return [...(await brokenChunks(join(folder, 'dist'))), ...judge(result)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function brokenChunks(dist: string): Promise<readonly string[]> {
  const chunks = (await readdir(dist)).filter((file) => /^\d+\.index\.js$/.test(file));
  return chunks.flatMap((chunk) => {
    const source = `await import(${JSON.stringify(pathToFileURL(join(dist, chunk)).href)})`;
    try {
      execFileSync(process.execPath, ['--input-type=module', '-e', source], { stdio: 'pipe', cwd: dist });
      return [];
    } catch (caught) {
      return [`${chunk} does not load: ${caught instanceof Error ? caught.message : String(caught)}`];
    }
  });
}

function judge({ exitCode, annotations, log }: ActionRunResult): readonly string[] {
  const faults: string[] = [];
  if (exitCode !== 1) faults.push(`Without inputs it must end with exit code 1, not ${exitCode}.`);
  const errors = annotations.filter(({ level }) => level === 'error');
  if (!errors.some(({ message }) => message.includes('name'))) {
    faults.push('Without inputs it must say that the input name is missing.');
  }
  return faults.length > 0 ? [...faults, `It wrote:\n${log}`] : [];
}
