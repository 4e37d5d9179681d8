import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  commandLine,
  DockerfileError,
  expand,
  keyValues,
  parseDockerfile,
  splitWords,
} from '../../../local-azure/images/dockerfile.ts';

describe('a Dockerfile', () => {
  it('is split into instructions with their lines', () => {
    const text =
      '# syntax=docker/dockerfile:1\nFROM python:3.12 AS base\n\nrun pip install a \\\n  # between\n\n  b\nCMD ["x"]';
    expect(parseDockerfile(text)).toEqual([
      { keyword: 'FROM', rest: 'python:3.12 AS base', line: 2 },
      { keyword: 'RUN', rest: 'pip install a   b', line: 4 },
      { keyword: 'CMD', rest: '["x"]', line: 8 },
    ]);
  });

  it.each([
    ['', 'the Dockerfile cannot be empty'],
    ['# only a comment\n', 'the Dockerfile cannot be empty'],
    ['FROM a\nCOPPY a b', 'dockerfile parse error line 2: unknown instruction: COPPY'],
    ['FROM', 'dockerfile parse error line 1: FROM requires at least one argument'],
  ])('%j is refused', (text, message) => {
    expect(() => parseDockerfile(text)).toThrow(new DockerfileError(message));
  });

  it('means the same with blank lines, comments and Windows line ends', () => {
    const lines = fc.array(fc.constantFrom('FROM a', 'ENV X=1', 'COPY a b', 'RUN true'), { minLength: 1 });
    const noise = fc.constantFrom('', '# comment', '   ', '\t# FROM b');
    fc.assert(
      fc.property(lines, noise, fc.boolean(), (given, between, windows) => {
        const end = windows ? '\r\n' : '\n';
        const noisy = given.flatMap((line) => [between, line]).join(end);
        const plain = parseDockerfile(given.join('\n')).map(({ keyword, rest }) => [keyword, rest]);
        expect(parseDockerfile(noisy).map(({ keyword, rest }) => [keyword, rest])).toEqual(plain);
      }),
    );
  });

  it('means the same on one line and on continued lines', () => {
    const words = fc.array(fc.stringMatching(/^[a-z=./-]{1,8}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(words, (given) => {
        const [instruction] = parseDockerfile(`RUN ${given.join(' \\\n')}`);
        expect(instruction?.rest.split(/\s+/)).toEqual(given);
      }),
    );
  });
});

describe('words', () => {
  const quoted = (word: string): string => `"${word.replace(/["\\$]/g, '\\$&')}"`;

  it('come back as they were quoted', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 }), (given) => {
        expect(splitWords(given.map(quoted).join(' '))).toEqual(given);
      }),
    );
  });

  it('ENV takes pairs and the old form', () => {
    expect(keyValues(`A=1 B="two words" C='x=y' D=e\\ f`)).toEqual({
      A: '1',
      B: 'two words',
      C: 'x=y',
      D: 'e f',
    });
    expect(keyValues('PATH /a/b:/c')).toEqual({ PATH: '/a/b:/c' });
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(keyValues(`NAME=${quoted(value)}`)).toEqual({ NAME: value });
      }),
    );
  });

  it.each([
    ['$A/${A}x', '1/1x'],
    ['${B:-default} ${A:-default}', 'default 1'],
    ['${A:+set} ${B:+set}', 'set '],
    ['\\$A $', '$A $'],
  ])('%s is expanded', (text, expected) => {
    expect(expand(text, { A: '1' })).toBe(expected);
  });

  it('without a dollar sign stay as they are', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('$')),
        (text) => expand(text, { a: 'b' }) === text,
      ),
    );
  });

  it('a command is a list or a shell line', () => {
    expect(commandLine('["a", "b c"]')).toEqual(['a', 'b c']);
    expect(commandLine('azmlinfsrv --port 1')).toEqual(['/bin/sh', '-c', 'azmlinfsrv --port 1']);
    expect(commandLine("['a']")).toEqual(['/bin/sh', '-c', "['a']"]);
    fc.assert(
      fc.property(fc.array(fc.string()), (list) => expect(commandLine(JSON.stringify(list))).toEqual(list)),
    );
  });
});
