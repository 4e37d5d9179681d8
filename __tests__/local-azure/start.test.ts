import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import { START_TIMEOUT_MS } from './support.ts';

/** Ids of the processes about which this file of /proc has the text. */
async function processesWith(file: 'cmdline' | 'status', text: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const texts = await Promise.all(ids.map((id) => readFile(`/proc/${id}/${file}`, 'utf8').catch(() => '')));
  return ids.filter((_id, index) => texts[index]?.includes(text));
}

const processesNaming = (text: string): Promise<string[]> => processesWith('cmdline', text);
/** What this process has started and has not ended; other tests have their own. */
const children = (): Promise<string[]> => processesWith('status', `\nPPid:\t${process.pid}\n`);

describe('startLocalAzure', () => {
  it(
    'runs twice at once, and leaves no process and no file',
    async () => {
      const [one, two] = await Promise.all([startLocalAzure(), startLocalAzure()]);
      expect(one.info.env['HTTPS_PROXY']).not.toBe(two.info.env['HTTPS_PROXY']);
      expect(one.info.clientSecret).not.toBe(two.info.clientSecret);
      expect(await processesNaming(one.directory)).toHaveLength(1);
      expect((await children()).length).toBeGreaterThanOrEqual(2);
      await Promise.all([one.stop(), two.stop()]);
      for (const { directory } of [one, two]) {
        expect(existsSync(directory)).toBe(false);
        expect(await processesNaming(directory)).toEqual([]);
      }
      await one.stop();
    },
    START_TIMEOUT_MS,
  );

  it(
    'keeps no key of the authority',
    async () => {
      const azure = await startLocalAzure();
      const files = await readdir(azure.directory);
      await azure.stop();
      expect(files.filter((name) => /\.(key|pem)$/.test(name)).sort()).toEqual([
        'ca.pem',
        'server.key',
        'server.pem',
      ]);
    },
    START_TIMEOUT_MS,
  );
});

describe('a seed folder', () => {
  let seed: string;
  beforeAll(async () => {
    seed = await mkdtemp(join(tmpdir(), 'seed-'));
  });
  afterAll(() => rm(seed, { recursive: true }));

  async function put(path: string, text: string): Promise<void> {
    await mkdir(dirname(join(seed, path)), { recursive: true });
    await writeFile(join(seed, path), text);
  }

  it(
    'becomes images of the registry and settings',
    async () => {
      await put(
        'images/team/tool/v1/Dockerfile',
        'FROM mcr.microsoft.com/azurelinux/base/python:3.12\nCOPY a /a\n',
      );
      await put('images/team/tool/v1/a', 'a');
      await put(
        'workspace.json',
        '{"registryAdmin": false, "workspaceRegistry": false, "quota": {"containerGroups": 1, "standardCores": 4}, "denied": ["a/b/read"]}',
      );
      const azure = await startLocalAzure({ workspaceSeed: seed });
      const image = azure.images.find(azure.info.registry, 'team/tool', 'v1');
      const { switches, denied, containerInstance } = azure;
      await azure.stop();
      expect(image?.digest).toMatch(/^sha256:/);
      expect(switches).toMatchObject({ registryAdmin: false, workspaceRegistry: false, registryTasks: true });
      expect([...denied]).toEqual(['a/b/read']);
      expect(containerInstance.settings.quota).toEqual({ containerGroups: 1, standardCores: 4 });
    },
    START_TIMEOUT_MS,
  );

  it.each([
    ['workspace.json', '{"regstry": "x"}', /workspace\.json: .*Unrecognized key: "regstry"/],
    ['workspace.json', '{', /workspace\.json: .*JSON/],
    ['models/iris/1/a', 'a', /models\/iris\/1 must hold exactly one file or folder/],
    ['images/x/y/Dockerfile', 'FROM\n', /The image x:y of the seed cannot be built:/],
  ])(
    'is refused for %s with %j, and leaves nothing',
    async (path, text, message) => {
      await rm(seed, { recursive: true });
      await put(path, text);
      if (path.startsWith('models')) await put('models/iris/1/b', 'b');
      const before = await children();
      await expect(startLocalAzure({ workspaceSeed: seed })).rejects.toThrow(message);
      expect(await children()).toEqual(before);
    },
    START_TIMEOUT_MS,
  );

  it('must be there', async () => {
    await expect(startLocalAzure({ workspaceSeed: join(seed, 'absent') })).rejects.toThrow(/absent/);
  });
});
