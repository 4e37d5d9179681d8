import { describe, expect, it } from '@jest/globals';
import { condaFileText, packageName, requirementsText } from '../../src/image/python-packages.ts';

describe('requirementsText', () => {
  it.each([
    [['numpy==2.1', 'pandas'], 'numpy==2.1\npandas\nazureml-inference-server-http\n'],
    [['azureml-defaults==1.60'], 'azureml-defaults==1.60\nazureml-inference-server-http\n'],
    [['AzureML_Inference.Server-HTTP~=1.5', 'numpy'], 'AzureML_Inference.Server-HTTP~=1.5\nnumpy\n'],
    [['azureml-inference-server-http[x]'], 'azureml-inference-server-http[x]\n'],
    [
      ['--extra-index-url https://pypi.example/simple', 'mine'],
      '--extra-index-url https://pypi.example/simple\nmine\nazureml-inference-server-http\n',
    ],
  ])('%j', (packages, text) => expect(requirementsText(packages)).toBe(text));
});

describe('condaFileText', () => {
  it('keeps order and pins and adds the server to the pip list', () => {
    const text = condaFileText({
      kind: 'conda',
      channels: ['conda-forge', 'nodefaults'],
      packages: ['python=3.10', 'pip=24', 'scikit-learn=1.5'],
      pip: ['azureml-defaults', 'joblib==1.4'],
    });
    expect(text).toBe(`channels:
  - conda-forge
  - nodefaults
dependencies:
  - python=3.10
  - pip=24
  - scikit-learn=1.5
  - pip:
      - azureml-defaults
      - joblib==1.4
      - azureml-inference-server-http
`);
  });

  it('adds python and pip where they are missing', () => {
    const text = condaFileText({ kind: 'conda', channels: [], packages: ['numpy'], pip: [] });
    expect(text).toBe(`dependencies:
  - numpy
  - python<3.13
  - pip
  - pip:
      - azureml-inference-server-http
`);
  });

  it('leaves a server that conda installs alone', () => {
    const packages = ['conda-forge::python>=3.11', 'pip', 'azureml-inference-server-http=1.5'];
    expect(condaFileText({ kind: 'conda', channels: [], packages, pip: [] })).toBe(
      'dependencies:\n  - conda-forge::python>=3.11\n  - pip\n  - azureml-inference-server-http=1.5\n',
    );
  });
});

describe('packageName', () => {
  it.each([
    ['NumPy>=2', 'numpy'],
    ['ruamel.yaml', 'ruamel-yaml'],
    ['conda-forge::python=3.10', 'python'],
    ['conda-forge/linux-64::libgcc', 'libgcc'],
    ['scikit-learn [version=">1"]', 'scikit-learn'],
    ['mine @ https://example.com/mine.whl', 'mine'],
    ['git+https://github.com/o/r@main#egg=Mine_Too&subdirectory=x', 'mine-too'],
    ['', ''],
  ])('%s: %s', (requirement, name) => expect(packageName(requirement)).toBe(name));
});
