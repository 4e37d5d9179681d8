import { execFile } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Folders of programs that play what images have installed; first on a container's PATH. */
export interface Programs {
  /** Absolute path of the machine's python3. */
  readonly python: string;
  /** PATH of a container. */
  path(image: { readonly hasServer: boolean; readonly hasRunit: boolean }): string;
  /** PYTHONPATH of a container. */
  pythonPath(image: { readonly hasServer: boolean }): string;
}

/** Where tracebacks show the packages of the server: as in Microsoft's inference images, whose name of the environment is inferred. */
export const IMAGE_PACKAGES = '/opt/miniconda/envs/amlenv/lib/python3.12/site-packages';

const SCORING = fileURLToPath(new URL('../scoring/', import.meta.url));
/** Where this machine has them. */
export const LOCAL_PACKAGES = `${SCORING}site`;
const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Makes the folders below `folder`. Throws when python3 cannot be run. */
export async function createPrograms(folder: string): Promise<Programs> {
  // Version managers put a shim on PATH that does not work without its environment: ask for the program itself.
  const { stdout } = await promisify(execFile)('python3', ['-c', 'import sys; print(sys.executable)']);
  const python = stdout.trim();
  const always = join(folder, 'always');
  const server = join(folder, 'server');
  const runit = join(folder, 'runit');
  await Promise.all([always, server, runit].map((path) => mkdir(path, { recursive: true })));
  await Promise.all([symlink(python, join(always, 'python')), symlink(python, join(always, 'python3'))]);
  await script(join(server, 'azmlinfsrv'), `exec '${python}' -m azureml_inference_server_http "$@"`);
  await script(join(runit, 'runsvdir'), `exec sh '${SCORING}runsvdir.sh' "$@"`);
  return {
    python,
    path: (image) =>
      [always, ...(image.hasServer ? [server] : []), ...(image.hasRunit ? [runit] : []), SYSTEM_PATH].join(
        ':',
      ),
    pythonPath: (image) => [`${SCORING}net`, ...(image.hasServer ? [LOCAL_PACKAGES] : [])].join(':'),
  };
}

async function script(file: string, line: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${line}\n`);
  await chmod(file, 0o755);
}
