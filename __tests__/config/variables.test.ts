import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mergeVariables, parseVariables } from '../../src/config/variables.ts';
import { line } from './repository.ts';

const INPUT = 'environment-variables';

function values(text: string): [string, string][] {
  const { variables, findings } = parseVariables(text, INPUT, false);
  expect(findings).toEqual([]);
  return variables.map(({ name, value }) => [name, value]);
}

describe('parseVariables', () => {
  it.each<[string, string, [string, string][]]>([
    ['nothing', '', []],
    ['blank lines and comments', '\n  \n# A=1\n  # B=2\n', []],
    [
      'literal values',
      'A="quoted"\nB=a=b==\nC= spaces \nD=#no comment\nE=',
      [
        ['A', '"quoted"'],
        ['B', 'a=b=='],
        ['C', ' spaces '],
        ['D', '#no comment'],
        ['E', ''],
      ],
    ],
    ['an equals sign before <<', 'A=x<<EOF', [['A', 'x<<EOF']]],
    [
      'Windows line ends',
      'A=1\r\nB=2\r\n',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    [
      'several lines',
      'A<<EOF\n# kept\n\n B=1\nEOF\nC=3',
      [
        ['A', '# kept\n\n B=1'],
        ['C', '3'],
      ],
    ],
    ['several lines, none', 'A<<EOF\nEOF', [['A', '']]],
    ['indented names', '  A=1', [['A', '1']]],
    ['names that JavaScript knows', 'constructor=1', [['constructor', '1']]],
  ])('reads %s', (_name, text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it('marks secure variables', () => {
    expect(parseVariables('A=1', INPUT, true).variables).toEqual([{ name: 'A', value: '1', secure: true }]);
  });

  it.each([
    ['ABC', 'Line 1 of the input environment-variables is not understood: it has no "=".'],
    ['A<<', 'Line 1 of the input environment-variables is not understood: it has no "=".'],
    ['B=1\nA<<EOF\nx', 'The value that begins in line 2 of the input environment-variables has no end.'],
    ['=x', 'The environment variable "" in line 1 of the input environment-variables has no name.'],
    [
      'A =x',
      'The environment variable "A " in line 1 of the input environment-variables has a character that is not allowed: " ".',
    ],
    [
      'MY-VAR=x',
      'The environment variable "MY-VAR" in line 1 of the input environment-variables has a character that is not allowed: "-".',
    ],
    [
      'export A=x',
      'The environment variable "export A" in line 1 of the input environment-variables has a character that is not allowed: " ".',
    ],
    [
      `${'A'.repeat(64)}=x`,
      `The environment variable "${'A'.repeat(64)}" in line 1 of the input environment-variables is longer than 63 characters.`,
    ],
    [
      'A=1\nB=2\nA=3',
      'The environment variable "A" in line 3 of the input environment-variables is also in line 1.',
    ],
  ])('refuses %j', (text, message) => {
    expect(parseVariables(text, INPUT, false).findings.map(line)).toEqual([`error ${INPUT} ${message}`]);
  });

  it('reports all lines at once and keeps the good ones', () => {
    const { variables, findings } = parseVariables('A\nB=1\nC D=2\n', INPUT, false);
    expect(variables).toEqual([{ name: 'B', value: '1', secure: false }]);
    expect(findings).toHaveLength(2);
  });

  it('only warns about outer underscores, which work in practice', () => {
    const { variables, findings } = parseVariables('_A=1', INPUT, false);
    expect(variables).toHaveLength(1);
    expect(findings).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });

  it('never shows the text of a secure input', () => {
    const text = 'KEY=-----BEGIN\nMIIsecretABC+def==\nplainsecret\nA-secret=x\nKEY=secret\nX<<secret';
    const { findings } = parseVariables(text, 'secure-environment-variables', true);
    expect(findings.length).toBeGreaterThan(3);
    expect(JSON.stringify(findings)).not.toMatch(/secret[^-s]|MII|A-secret/);
  });

  it('warns about an empty secret', () => {
    const [finding] = parseVariables('A=', 'secure-environment-variables', true).findings;
    expect(finding?.severity).toBe('warning');
    expect(finding?.remedy).toContain('a secret that does not exist');
  });

  it('reads back any value of one line, and any value of several', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
    const value = fc.string({ unit: 'binary' }).filter((text) => !/[\r\n]/.test(text));
    fc.assert(
      fc.property(name, value, fc.array(value), (key, single, several) => {
        expect(values(`${key}=${single}`)).toEqual([[key, single]]);
        const lines = several.filter((text) => text !== 'END_OF_TEXT');
        expect(values(`${key}<<END_OF_TEXT\n${lines.join('\n')}\nEND_OF_TEXT`)).toEqual([
          [key, lines.join('\n')],
        ]);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, secure) => {
        expect(Array.isArray(parseVariables(text, INPUT, secure).findings)).toBe(true);
      }),
    );
  });
});

describe('mergeVariables', () => {
  const plain = (name: string, value = 'plain'): { name: string; value: string; secure: boolean } => {
    return { name, value, secure: false };
  };
  const secure = (name: string): { name: string; value: string; secure: boolean } => {
    return { name, value: 'secure', secure: true };
  };

  it('puts all sources together', () => {
    const merged = mergeVariables({ fromConfig: { A: 'file' }, plain: [plain('B')], secure: [secure('C')] });
    expect(merged).toEqual({ variables: [plain('A', 'file'), plain('B'), secure('C')], findings: [] });
  });

  it('lets an input beat the file, with a notice', () => {
    const merged = mergeVariables({
      fromConfig: { A: 'file', B: 'file' },
      plain: [plain('A')],
      secure: [secure('B')],
    });
    expect(merged.variables).toEqual([plain('A'), secure('B')]);
    expect(merged.findings.map(line)).toEqual([
      'notice environment-variables The environment variable "A" is in the inference config and in the input environment-variables: the input is used.',
      'notice secure-environment-variables The environment variable "B" is in the inference config and in the input secure-environment-variables: the input is used.',
    ]);
  });

  it('refuses a name in both inputs', () => {
    const { findings } = mergeVariables({ fromConfig: {}, plain: [plain('A')], secure: [secure('A')] });
    expect(findings.map(line)).toEqual([
      'error secure-environment-variables The environment variable "A" is in both environment-variables and secure-environment-variables.',
    ]);
  });

  it.each(['AZUREML_MODEL_DIR', 'AML_APP_ROOT', 'AZUREML_ENTRY_SCRIPT'])('guards %s', (name) => {
    const fromFile = mergeVariables({ fromConfig: { [name]: 'x' }, plain: [], secure: [] });
    expect(fromFile.variables).toEqual([]);
    expect(fromFile.findings.map(line)).toEqual([
      `warning The environment variable "${name}" of the inference config is ignored: the Action sets it.`,
    ]);
    const fromInput = mergeVariables({ fromConfig: {}, plain: [plain(name)], secure: [] });
    expect(fromInput.variables).toEqual([plain(name)]);
    expect(fromInput.findings).toEqual([expect.objectContaining({ severity: 'warning', input: INPUT })]);
  });

  it('knows no names but its own', () => {
    expect(mergeVariables({ fromConfig: {}, plain: [plain('constructor')], secure: [] }).findings).toEqual(
      [],
    );
  });
});
