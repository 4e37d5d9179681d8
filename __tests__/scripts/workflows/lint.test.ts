import { spawnSync } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { inTemporaryFolder } from '../../../scripts/lib/temporary-folder.ts';
import { findWorkflows } from '../../../scripts/workflows/lint.ts';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string): Promise<string> => readFile(join(ROOT, file), 'utf8');

describe('the workflows of the repository and those to copy', () => {
  it('are all found', async () => {
    const folders = ['.github/workflows', 'examples/workflows', 'examples/iris/.github/workflows'];
    const files = await Promise.all(
      folders.map(async (folder) =>
        (await readdir(join(ROOT, folder), { recursive: true })).map((name) => `${folder}/${name}`),
      ),
    );
    expect(await findWorkflows(ROOT)).toEqual(
      files
        .flat()
        .filter((file) => file.endsWith('.yml'))
        .sort(),
    );
  });

  it('have no faults (npm run lint:workflows)', async () => {
    const { status, stdout } = lint([]);
    expect(stdout).toBe(`${(await findWorkflows(ROOT)).length} workflows, 0 faults\n`);
    expect(status).toBe(0);
  });

  it('run only scripts that package.json has', async () => {
    const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
    const texts = await Promise.all((await findWorkflows(ROOT)).map(read));
    const used = texts.flatMap((text) =>
      Array.from(text.matchAll(/\bnpm run (?:--silent )?([\w:-]+)/g), ([, name]) => name ?? ''),
    );
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(used));
  });

  it('of CI end in a job that waits for every other one', async () => {
    const { jobs } = parse(await read('.github/workflows/ci.yml')) as { jobs: Record<string, unknown> };
    const { passed, ...others } = jobs;
    expect(passed).toMatchObject({ if: 'always()', needs: Object.keys(others) });
  });

  it('are all in the index of those to copy', async () => {
    const index = await read('examples/workflows/README.md');
    const links = Array.from(index.matchAll(/\]\(([\w/-]+\.yml)\)/g), ([, link]) => link ?? '');
    const toCopy = (await findWorkflows(ROOT)).filter((file) => file.startsWith('examples/workflows/'));
    expect([...new Set(links)].map((link) => `examples/workflows/${link}`).sort()).toEqual(toCopy);
  });
});

/** A workflow with one step, which uses the Action with this text beneath, in line 11. */
function workflow(text: string, further = ''): string {
  return `on: push
permissions: {}
concurrency: deploy-iris
jobs:
  deploy:
    runs-on: ubuntu-latest
    permissions: { contents: read }
    steps:
      - id: deploy
        uses: org/aci-model-deploy@v1
        ${text}
      ${further}
`;
}

const NAMED = 'with: { name: iris }';
const SOUND = workflow('with: { name: iris, dry-run: true, wait-timeout: 20m }');

interface Planted {
  readonly what: string;
  readonly text: string;
  readonly line: number;
  readonly message: string;
}

const PLANTED: readonly Planted[] = [
  {
    what: 'an unknown input',
    text: workflow('with: { name: iris, modles: iris }'),
    line: 11,
    message: "Invalid action input 'modles' [language service]",
  },
  {
    what: 'inputs that are no map',
    text: workflow('with: iris'),
    line: 11,
    message: "Unexpected value 'iris' [language service]",
  },
  {
    what: 'a list as a value',
    text: workflow('with: { name: [iris] }'),
    line: 11,
    message: 'A sequence was not expected [language service]',
  },
  {
    what: 'a word as a boolean',
    text: workflow('with: { name: iris, dry-run: maybe }'),
    line: 11,
    message: 'The input dry-run is "maybe"; it takes true or false. [Action]',
  },
  {
    what: 'an unknown output',
    text: workflow(
      NAMED,
      '- run: echo "$URI"\n        env: { URI: "${{ steps.deploy.outputs.scoring-url }}" }',
    ),
    line: 13,
    message: 'Context access might be invalid: scoring-url [language service]',
  },
  {
    what: 'an unknown context',
    text: workflow("if: gihub.ref == 'x'"),
    line: 11,
    message: "Unrecognized named-value: 'gihub'",
  },
  {
    what: 'a step that is not there',
    text: workflow('with: { name: "${{ steps.none.outputs.name }}" }'),
    line: 11,
    message: 'property "none" is not defined',
  },
  {
    what: 'an action that is not pinned',
    text: workflow(NAMED, '- uses: a/b@v1'),
    line: 12,
    message: 'a/b@v1 is not pinned by commit [house rule]',
  },
  { what: 'text that is no YAML', text: 'on: [\n', line: 2, message: '[YAML]' },
];

describe('npm run lint:workflows', () => {
  let faults: readonly string[] = [];
  beforeAll(async () => {
    faults = await inTemporaryFolder('planted', async (folder) => {
      const files = [SOUND, ...PLANTED.map(({ text }) => text)].map(async (text, index) => {
        const file = join(folder, `${index}.yml`);
        await writeFile(file, text);
        return file;
      });
      const { status, stdout } = lint(await Promise.all(files));
      expect(status).toBe(1);
      return stdout.replaceAll(`${folder}/`, '').split('\n');
    });
  });

  it.each(PLANTED.map((planted, index) => ({ ...planted, file: `${index + 1}.yml` })))(
    'notices $what',
    ({ line, message, file }) => {
      const found = faults.filter((fault) => fault.startsWith(`${file}:${line}:`));
      expect(found).toContainEqual(expect.stringContaining(message));
    },
  );

  it('has nothing to say of a sound workflow', () => {
    expect(faults.filter((fault) => fault.startsWith('0.yml:'))).toEqual([]);
    expect(faults.at(-2)).toMatch(new RegExp(`^${PLANTED.length + 1} workflows, \\d+ faults$`));
  });
});

function lint(files: readonly string[]): { status: number | null; stdout: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(ROOT, 'scripts', 'lint-workflows.ts'), ...files],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return { status, stdout };
}
