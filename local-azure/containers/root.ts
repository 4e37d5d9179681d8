import { constants, existsSync } from 'node:fs';
import { cp, mkdir, rm, symlink } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** The folder that plays a container's root file system. */
export class ContainerRoot {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Makes the folder anew: the image's files, then the mounts over them. */
  async prepare(tree: string | undefined, workdir: string, mounts: readonly Mount[]): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
    await mkdir(this.folder, { recursive: true });
    if (tree !== undefined) {
      await cp(tree, this.folder, {
        recursive: true,
        verbatimSymlinks: true,
        mode: constants.COPYFILE_FICLONE,
      });
    }
    await Promise.all(['/tmp', workdir].map((path) => mkdir(this.inside(path), { recursive: true })));
    for (const mount of mounts) await this.#mount(mount);
  }

  /** Where an absolute path of the container lies on this machine. */
  inside(path: string): string {
    return join(this.folder, normalize(`/${path}`));
  }

  /**
   * A path as the container's process has to be told: mapped when the container has that path (or could create it
   * beside what it has), else left alone, such as /bin/sh or a URL path.
   */
  map(value: string): string {
    if (!/^\/[^/]/.test(value)) return value;
    const mapped = this.inside(value);
    if (existsSync(mapped)) return mapped;
    const parent = dirname(mapped);
    return parent !== this.folder && existsSync(parent) && !existsSync(value) ? mapped : value;
  }

  /** Maps every path of a colon-separated list, as in PYTHONPATH. */
  mapList(value: string): string {
    return value.startsWith('/')
      ? value
          .split(':')
          .map((part) => this.map(part))
          .join(':')
      : value;
  }

  /** Maps the paths in the text of a shell command. */
  mapShell(text: string): string {
    return text.replace(
      /(^|[\s'"=;&|(])(\/[\w./-]+)/g,
      (_, before: string, path: string) => before + this.map(path),
    );
  }

  /** A mount hides what the image has at its path. */
  async #mount(mount: Mount): Promise<void> {
    const place = this.inside(mount.path);
    await rm(place, { recursive: true, force: true });
    await mkdir(dirname(place), { recursive: true });
    await symlink(mount.source, place);
  }
}

/** A folder of this machine that appears at an absolute path of the container. */
export interface Mount {
  readonly source: string;
  readonly path: string;
}
