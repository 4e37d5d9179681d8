import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { GroupsSettings } from './container-instance/groups.ts';
import type { NewModel } from './models.ts';
import type { Switches, WorldNames } from './world.ts';

/** workspace.json of a seed folder: what differs from the defaults. */
const workspaceFile = z.strictObject({
  resourceGroup: z.string().optional(),
  workspace: z.string().optional(),
  registry: z.string().optional(),
  location: z.string().optional(),
  /** False: the workspace has no registry. */
  workspaceRegistry: z.boolean().optional(),
  /** False: the registry's admin user is off. */
  registryAdmin: z.boolean().optional(),
  /** False: quick builds are refused, as on a free trial. */
  registryTasks: z.boolean().optional(),
  datastoreCredentials: z.enum(['AccountKey', 'Sas', 'None']).optional(),
  /** Limits of the subscription in a region. */
  quota: z.strictObject({ containerGroups: z.int(), standardCores: z.int() }).optional(),
  /** What a region offers to container groups. */
  capabilities: z
    .array(
      z.strictObject({
        osType: z.enum(['Linux', 'Windows']),
        ipAddressType: z.enum(['Public', 'Private']),
        maxMemoryInGB: z.number(),
        maxCpu: z.number(),
      }),
    )
    .optional(),
  /** Actions that the service principal lacks. */
  denied: z.array(z.string()).optional(),
});

/** What a seed folder says. Models and images are read when they are put in. */
export interface Seed {
  readonly names: WorldNames;
  readonly switches: Partial<Switches>;
  readonly denied: readonly string[];
  /** Limits of container groups. */
  readonly groups: Partial<GroupsSettings>;
  models(): Promise<NewModel[]>;
  /** Build contexts with a Dockerfile. */
  images(): Promise<SeedImage[]>;
}

/** A folder that becomes an image of the registry at start. */
export interface SeedImage {
  /** repository:tag */
  readonly name: string;
  readonly directory: string;
}

/** Reads a seed folder. Throws with the file's name when workspace.json is not what it should be. */
export async function readSeed(folder: string | undefined): Promise<Seed> {
  if (folder !== undefined) await stat(folder);
  const settings = folder === undefined ? {} : await readSettings(join(folder, 'workspace.json'));
  const { resourceGroup, workspace, registry, location, denied, quota, capabilities, ...switches } = settings;
  return {
    names: { resourceGroup, workspace, registry, location },
    switches: Object.fromEntries(Object.entries(switches).filter(([, value]) => value !== undefined)),
    denied: denied ?? [],
    groups: { ...(quota && { quota }), ...(capabilities && { capabilities }) },
    models: () => (folder === undefined ? Promise.resolve([]) : readModels(join(folder, 'models'))),
    images: () => (folder === undefined ? Promise.resolve([]) : findImages(join(folder, 'images'))),
  };
}

async function readSettings(file: string): Promise<z.infer<typeof workspaceFile>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  const result = workspaceFile.safeParse(parseJson(file, text));
  if (!result.success) throw new Error(`${file}: ${z.prettifyError(result.error)}`);
  return result.data;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (caught) {
    throw new Error(`${file}: ${caught instanceof Error ? caught.message : String(caught)}`, {
      cause: caught,
    });
  }
}

/** `<name>/<version>/<one file or folder>` */
async function readModels(folder: string): Promise<NewModel[]> {
  const models: NewModel[] = [];
  for (const name of await names(folder)) {
    for (const version of await names(join(folder, name)))
      models.push(await readModel(join(folder, name, version), name, version));
  }
  return models;
}

async function readModel(folder: string, name: string, version: string): Promise<NewModel> {
  const [root, ...more] = await names(folder);
  if (root === undefined || more.length > 0)
    throw new Error(`${folder} must hold exactly one file or folder`);
  const path = join(folder, root);
  if ((await stat(path)).isFile()) return { name, version, root, files: { [root]: await readFile(path) } };
  const files: Record<string, Uint8Array> = {};
  for (const file of await filesBelow(path)) files[file] = await readFile(join(path, file));
  return { name, version, root, files };
}

/** Every folder with a Dockerfile: its path is `<repository>/<tag>`. */
async function findImages(folder: string): Promise<SeedImage[]> {
  const dockerfiles = (await filesBelow(folder)).filter((file) => /^[^/]+(\/[^/]+)+\/Dockerfile$/.test(file));
  return dockerfiles.map((file) => {
    const parts = file.split('/').slice(0, -1);
    return {
      name: `${parts.slice(0, -1).join('/')}:${parts.at(-1) ?? ''}`,
      directory: join(folder, ...parts),
    };
  });
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(folder.length + 1)).sort();
}

/** Entries of a folder without hidden ones; none when the folder is absent. */
async function names(folder: string): Promise<string[]> {
  const all = await readdir(folder).catch(() => []);
  return all.filter((name) => !name.startsWith('.')).sort();
}
