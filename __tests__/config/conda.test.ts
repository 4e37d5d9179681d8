import { describe, expect, it } from '@jest/globals';
import { readConda } from '../../src/config/conda.ts';
import { readDocument } from '../../src/config/document.ts';
import { line, repository } from './repository.ts';

async function read(content: string | object): Promise<ReturnType<typeof readConda>> {
  const { document } = await readDocument(await repository({ 'conda.yml': content }), 'conda.yml');
  if (!document) throw new Error('The test file is broken.');
  return readConda(document, []);
}

const PIP = ['azureml-defaults', 'numpy==1.26.4'];

describe('readConda', () => {
  it.each<[string, string | object, object]>([
    [
      'a conda environment',
      'name: project_environment\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.10\n  - scikit-learn\n  - pip:\n    - azureml-defaults\n    - numpy==1.26.4\n',
      { kind: 'conda', channels: ['conda-forge'], packages: ['python=3.10', 'scikit-learn'], pip: PIP },
    ],
    ['only pip packages', { dependencies: [{ pip: PIP }] }, { kind: 'pip', packages: PIP }],
    [
      'pip packages with pip itself',
      { channels: ['x'], dependencies: ['python', 'pip', { pip: PIP }] },
      { kind: 'pip', packages: PIP },
    ],
    [
      'a version of Python',
      { dependencies: ['python=3.8', { pip: PIP }] },
      { kind: 'conda', channels: [], packages: ['python=3.8'], pip: PIP },
    ],
    [
      'a version of pip',
      { dependencies: ['pip=23', { pip: PIP }] },
      { kind: 'conda', channels: [], packages: ['pip=23'], pip: PIP },
    ],
    [
      'packages of conda alone',
      { dependencies: ['numpy'] },
      { kind: 'conda', channels: [], packages: ['numpy'], pip: [] },
    ],
    [
      'two lists of pip',
      { dependencies: [{ pip: ['a'] }, { pip: ['b'] }] },
      { kind: 'pip', packages: ['a', 'b'] },
    ],
    [
      'options of pip',
      { dependencies: [{ pip: ['--extra-index-url https://example.org/simple', 'a'] }] },
      { kind: 'pip', packages: ['--extra-index-url https://example.org/simple', 'a'] },
    ],
    ['an empty pip list', { dependencies: [{ pip: null }] }, { kind: 'base-image' }],
    ['no dependencies', { name: 'x', dependencies: null }, { kind: 'base-image' }],
    ['python alone', { dependencies: ['python'] }, { kind: 'base-image' }],
    [
      'what conda env export adds',
      { name: 'x', prefix: '/opt/x', dependencies: ['a'] },
      { kind: 'conda', channels: [], packages: ['a'], pip: [] },
    ],
  ])('reads %s', async (_name, content, python) => {
    const { packages, ...rest } = await read(content);
    expect(rest).toEqual({ python, findings: [] });
    expect(packages.file).toBe('conda.yml');
  });

  it.each<[string, object, string]>([
    [
      'a number',
      { dependencies: [1] },
      '3:5 "dependencies[0]" must be a package such as "numpy=1.26", or an object {"pip": [packages]}, but is the number 1.',
    ],
    [
      'another installer',
      { dependencies: [{ npm: ['x'] }] },
      '3:5 "dependencies[0]" must be a package such as "numpy=1.26", or an object {"pip": [packages]}, but is an object.',
    ],
    ['a text', { dependencies: 'numpy' }, '2:19 "dependencies" must be a list, but is the text "numpy".'],
    [
      'channels as a text',
      { channels: 'conda-forge' },
      '2:15 "channels" must be a list, but is the text "conda-forge".',
    ],
    ['an empty package', { dependencies: [''] }, '3:5 "dependencies[0]" is empty or has more than one line.'],
    [
      'two lines',
      { dependencies: [{ pip: ['a\nRUN evil'] }] },
      '5:9 "dependencies[0].pip[0]" is empty or has more than one line.',
    ],
    [
      'a requirements file',
      { dependencies: [{ pip: ['-r requirements.txt'] }] },
      '5:9 The pip entry "-r requirements.txt" names a file, which is not there when the image installs the packages.',
    ],
    [
      'a local package',
      { dependencies: [{ pip: ['./wheels/x.whl'] }] },
      '5:9 The pip entry "./wheels/x.whl" names a file, which is not there when the image installs the packages.',
    ],
    [
      'an editable package',
      { dependencies: [{ pip: ['-e .'] }] },
      '5:9 The pip entry "-e ." names a file, which is not there when the image installs the packages.',
    ],
  ])('refuses %s', async (_name, content, message) => {
    const { findings } = await read(JSON.parse(JSON.stringify(content)) as object);
    expect(findings.map(line)).toEqual([`error conda.yml:${message}`]);
  });

  it('warns about unknown keys and variables', async () => {
    const { findings } = await read('dependancies: [a]\nvariables:\n  A: b\n');
    expect(findings.map((finding) => `${line(finding)} ${finding.remedy ?? ''}`)).toEqual([
      'warning conda.yml:1:1 "dependancies" is not a known key and is ignored. Did you mean dependencies?',
      'warning conda.yml:2:1 "variables" is not used: only packages are taken from a conda environment. Use environmentVariables in the inference config, or the input environment-variables.',
    ]);
  });
});

it.each<[string, string, object]>([
  [
    'the last pip package',
    'dependencies:\n  - numpy\n  - pip:\n    - a\n    - b\n  - scipy\n',
    { line: 5, column: 7 },
  ],
  ['the list without one', 'name: x\ndependencies:\n  - numpy\n', { line: 3, column: 3 }],
  ['the file without a list', 'name: x\n', { line: 1, column: 1 }],
])('a package more goes to %s', async (_what, content, place) => {
  expect((await read(content)).packages).toEqual({ file: 'conda.yml', ...place });
});
