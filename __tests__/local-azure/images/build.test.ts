import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBench, SERVER, SERVICE, type Bench } from '../fixture.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

async function files(image: string): Promise<string[]> {
  const tree = bench.images.open(image)?.tree ?? '';
  const names = await readdir(tree, { recursive: true });
  const kinds = await Promise.all(
    names.map(async (name) => ((await stat(join(tree, name))).isFile() ? [name] : [])),
  );
  return kinds.flat().sort();
}

describe('a quick build', () => {
  it('logs as the registry does, and its image has the digest of its manifest', async () => {
    const { ok, image, log } = await bench.build(SERVICE);
    expect(ok).toBe(true);
    expect(log).toEqual(
      expect.arrayContaining([
        'Step 1/8 : FROM mcr.microsoft.com/azureml/minimal-py312-inference:latest',
        'Step 3/8 : COPY app/ /var/azureml-app/',
        'Successfully tagged mlregistry.azurecr.io/service/iris:1',
      ]),
    );
    const digest = image.split('@')[1] ?? '';
    expect(log.join('\n')).toMatch(new RegExp(`1: digest: ${digest} size: \\d+`));
    expect(bench.images.find(SERVER, 'service/iris', '1')?.digest).toBe(digest);
    expect(bench.images.find(SERVER, 'service/iris', digest)).toBeDefined();
    expect(bench.images.find(SERVER, 'service/iris', '2')).toBeUndefined();
  });

  it('gives the same digest for the same files, another for others', async () => {
    const first = await bench.build(SERVICE, 'same:1');
    const again = await bench.build(SERVICE, 'same:2');
    const other = await bench.build({ ...SERVICE, 'app/score.py': 'changed' }, 'same:3');
    expect(again.image).toBe(first.image);
    expect(other.image).not.toBe(first.image);
  });

  it('keeps what the instructions say', async () => {
    const dockerfile = `ARG BASE=python:3.12-slim
FROM \${BASE}
ARG NAME=iris
ENV ROOT=/srv NAME=$NAME
WORKDIR $ROOT
WORKDIR app
USER 1000:1000
LABEL service="my iris"
EXPOSE 8080/tcp 9090
ENTRYPOINT ["python"]
CMD ["server.py"]
`;
    const { image } = await bench.build({ Dockerfile: dockerfile });
    expect(bench.images.open(image)?.config).toEqual({
      env: { ROOT: '/srv', NAME: 'iris' },
      workdir: '/srv/app',
      user: '1000:1000',
      labels: { service: 'my iris' },
      exposedPorts: [8080, 9090],
      entrypoint: ['python'],
      cmd: ['server.py'],
      hasServer: false,
      hasRunit: false,
    });
  });

  it.each([
    ['COPY src/ /app/', ['app/a.py', 'app/lib/b.py']],
    ['COPY src /app', ['app/a.py', 'app/lib/b.py']],
    ['COPY src/a.py /app', ['app']],
    ['COPY src/a.py /app/', ['app/a.py']],
    ['COPY src/a.py src/lib/b.py /app/', ['app/a.py', 'app/b.py']],
    ['COPY --chown=dockeruser:dockeruser src/a.py .', ['work/a.py']],
    ['COPY ["with space.txt", "/app/"]', ['app/with space.txt']],
    ['COPY src/*.py /app/', ['app/a.py']],
    ['ADD src/lib ./deep/er', ['work/deep/er/b.py']],
    ['COPY src/a.py ../../../etc/x', ['etc/x']],
  ])('%s places %j', async (copy, expected) => {
    const Dockerfile = `FROM ubuntu:22.04\nWORKDIR /work\n${copy}\n`;
    const { ok, image, log } = await bench.build({
      Dockerfile,
      'src/a.py': 'a',
      'src/lib/b.py': 'b',
      'with space.txt': 'c',
    });
    expect([ok, log.at(-1)]).toEqual([true, expect.stringContaining('Successfully pushed')]);
    expect(await files(image)).toEqual(expected);
  });

  it('builds upon an image that was built here', async () => {
    const base = await bench.build(
      { Dockerfile: 'FROM python:3.12\nENV A=1\nCOPY a /a\n', a: 'from base' },
      'base:1',
    );
    const { image } = await bench.build({ Dockerfile: `FROM ${SERVER}/base:1\nENV B=2\n` }, 'upon:1');
    expect(base.ok).toBe(true);
    const found = bench.images.open(image);
    expect(found?.config.env).toEqual({ A: '1', B: '2' });
    expect(await readFile(join(found?.tree ?? '', 'a'), 'utf8')).toBe('from base');
  });
});

describe('the scoring server', () => {
  const conda = 'name: x\ndependencies:\n  - python=3.10\n  - pip:\n    - azureml-defaults\n';
  it.each([
    ['an inference image', 'FROM mcr.microsoft.com/azureml/minimal-py312-inference', true],
    ['a curated image', 'FROM mcr.microsoft.com/azureml/curated/mlflow-py312-inference:latest', true],
    ['a training base', 'FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04', false],
    ['plain Python', 'FROM python:3.12', false],
    [
      'pip',
      'FROM python:3.12\nRUN pip install --no-cache-dir "azureml_inference_server_http[x]==1.5.1" numpy',
      true,
    ],
    ['python -m pip', 'FROM python:3.12\nRUN ["python", "-m", "pip", "install", "azureml-defaults"]', true],
    ['another package', 'FROM python:3.12\nRUN pip install azureml-core', false],
    ['a requirements file', 'FROM python:3.12\nCOPY r.txt /tmp/\nRUN pip install -r /tmp/r.txt', true],
    ['a requirements file that was not copied', 'FROM python:3.12\nRUN pip install -r r.txt', false],
    [
      'a conda file',
      'FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04\nWORKDIR /b\nCOPY env.yml .\nRUN conda env create -p /envs/x -f env.yml && conda clean -a',
      true,
    ],
  ])('is there with %s: %s', async (_name, Dockerfile, expected) => {
    const { image } = await bench.build({
      Dockerfile,
      'r.txt': '# needed\nazureml-inference-server-http>=1\n',
      'env.yml': conda,
    });
    expect(bench.images.open(image)?.config.hasServer).toBe(expected);
  });
});

describe('a build that fails', () => {
  it.each([
    [
      'a package that pip does not find',
      'FROM python:3.12\nRUN pip install no-such-package-xyz==1',
      [
        'ERROR: No matching distribution found for no-such-package-xyz',
        "The command '/bin/sh -c pip install no-such-package-xyz==1' returned a non-zero code: 1",
      ],
    ],
    [
      'a package that conda does not find',
      'FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04\nCOPY env.yml /\nRUN conda env create -f /env.yml',
      ['ResolvePackageNotFound: ', '  - no-such-package-abc'],
    ],
    [
      'a file that is not in the context',
      'FROM python:3.12\nCOPY models/ /m/',
      [
        'COPY failed: file not found in build context or excluded by .dockerignore: stat models/: file does not exist',
      ],
    ],
    [
      'an unknown base image',
      'FROM mcr.microsoft.com/azureml/no-such-image:latest',
      [/^manifest for mcr\.microsoft\.com\/azureml\/no-such-image:latest not found: manifest unknown/],
    ],
    ['a wrong instruction', 'FRM python', ['dockerfile parse error line 1: unknown instruction: FRM']],
    ['no base image', 'RUN true', ['no build stage in current context']],
    [
      'several stages',
      'FROM python:3.12 AS a\nFROM python:3.12',
      ['The local Azure does not play builds of several stages (a second FROM).'],
    ],
  ])('%s', async (_name, Dockerfile, lines) => {
    const { ok, log } = await bench.build({
      Dockerfile,
      'env.yml': 'dependencies:\n  - no-such-package-abc=1\n',
    });
    expect(ok).toBe(false);
    for (const line of lines)
      expect(log).toContainEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    expect(log.at(-1)).toBe('failed to run step ID: build: exit status 1');
  });

  it('no Dockerfile, and no archive', async () => {
    const { log } = await bench.build({ other: '' });
    expect(log.join('\n')).toContain(
      'unable to prepare context: unable to evaluate symlinks in Dockerfile path: lstat Dockerfile: no such file or directory',
    );
    const contextFile = join(bench.directory, 'broken.tar.gz');
    await writeFile(contextFile, 'not an archive');
    const lines: string[] = [];
    const request = { contextFile, dockerFilePath: 'Dockerfile', imageNames: ['x:1'], server: SERVER };
    expect(await bench.images.build({ ...request, write: (line) => lines.push(line) })).toEqual({
      ok: false,
    });
    expect(lines[0]).toContain('failed to untar');
  });
});

describe('public images', () => {
  it('have a manifest under their tag and digest', () => {
    const repository = 'azurelinux/base/nginx';
    const found = bench.images.find('mcr.microsoft.com', repository, '1.28');
    expect(found?.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(bench.images.find('mcr.microsoft.com', repository, found?.digest ?? '')).toEqual(found);
    expect(bench.images.open(`mcr.microsoft.com/${repository}@sha256:${'0'.repeat(64)}`)).toBeUndefined();
    expect(bench.images.open('mcr.microsoft.com/no/such:1')).toBeUndefined();
  });
});
