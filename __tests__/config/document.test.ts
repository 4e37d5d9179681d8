import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readDocument } from '../../src/config/document.ts';
import { repository, line } from './repository.ts';

const INPUT = 'deployment-config';

async function read(name: string, text: string | Uint8Array): ReturnType<typeof readDocument> {
  return readDocument(await repository({ [name]: text }), name, INPUT);
}

describe('readDocument', () => {
  const json = '{\n  "a": 1,\n  "b": {"c": [10, {"d": null}]}\n}';
  const yaml = 'a: 1\nb:\n  c:\n    - 10\n    - d:\n';

  it.each([
    ['x.json', json],
    ['x.jsonc', json],
    ['x.yml', yaml],
    ['x.YAML', yaml],
    ['x.yml', json],
    ['x.conf', json],
    ['x.conf', yaml],
    ['x.json', `\uFEFF${json}`],
    ['x.yml', `\uFEFF${yaml}`],
  ])('reads %s', async (name, text) => {
    const { document, findings } = await read(name, text);
    expect(findings).toEqual([]);
    expect(document?.file).toBe(name);
    expect(document?.value).toEqual({ a: 1, b: { c: [10, { d: null }] } });
  });

  it('reads the UTF-16 of Windows PowerShell', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(json, 'utf16le')]);
    expect((await read('x.json', bytes)).document?.value).toMatchObject({ a: 1 });
  });

  it.each([
    ['x.json', json, [2, 8], [2, 3], [3, 15], [3, 9], [3, 26], [3, 20]],
    ['x.yml', yaml, [1, 4], [1, 1], [4, 7], [3, 3], [5, 9], [5, 7]],
  ])('knows the places in %s', async (file, text, a, keyA, c0, keyC, d, keyD) => {
    const { document } = await read(file, text);
    const at = (position: (number | string)[]): unknown => ({ file, line: position[0], column: position[1] });
    expect(document?.at('a')).toEqual(at(a));
    expect(document?.keyAt('a')).toEqual(at(keyA));
    expect(document?.at('b', 'c', 0)).toEqual(at(c0));
    expect(document?.keyAt('b', 'c', 0)).toEqual(at(c0));
    expect(document?.keyAt('b', 'c')).toEqual(at(keyC));
    expect(document?.at('b', 'c', 1, 'd').line).toEqual(d[0]);
    expect(document?.keyAt('b', 'c', 1, 'd')).toEqual({
      file,
      line: d[0],
      column: keyD[1],
    });
  });

  it.each(['x.json', 'x.yml'])('falls back to the nearest parent in %s', async (name) => {
    const { document } = await read(name, json);
    expect(document?.at('b', 'nothing', 'here')).toEqual(document?.at('b'));
    expect(document?.keyAt('b', 'nothing')).toEqual(document?.keyAt('b'));
    expect(document?.at('nothing')).toEqual({ file: name, line: 1, column: 1 });
  });

  it('finds keys behind YAML aliases', async () => {
    const { document } = await read('x.yml', 'base: &base\n  cpu: 1\nuse: *base\n');
    expect(document?.at('use', 'cpu')).toMatchObject({ line: 2, column: 8 });
  });

  it.each([
    ['// note\n{"a": 1}', '1:1'],
    ['{"a": 1 /* note */}', '1:9'],
    ['{"a": [1, 2,],\n}', '1:13'],
    ['{"a": 1,}\n// note\n// note', '1:9'],
  ])('accepts %j with one warning', async (text, position) => {
    const { document, findings } = await read('x.json', text);
    expect(document?.value).toHaveProperty('a');
    expect(findings.map(line)).toEqual([
      `warning x.json:${position} The file x.json has comments or trailing commas, which JSON does not allow; they are ignored.`,
    ]);
  });

  it.each([
    ['x.json', '{"a": 1 "b": 2}', '1:9', 'is no valid JSON: a comma is missing before this'],
    ['x.json', '{\n  "a": True\n}', '2:8', 'is no valid JSON: "True" is Python; JSON writes true'],
    ['x.json', '{"a": None}', '1:7', 'is no valid JSON: "None" is Python; JSON writes null'],
    ['x.json', "{'a': 1}", '1:2', 'is no valid JSON: JSON has double quotes, not single ones'],
    [
      'x.json',
      '{a: 1}',
      '1:2',
      'is no valid JSON: this word or sign is not known to JSON; texts and keys stand in double quotes',
    ],
    ['x.json', '{"a": }', '1:7', 'is no valid JSON: a value is expected here'],
    ['x.json', '{"a" 1}', '1:6', 'is no valid JSON: a colon is expected here'],
    ['x.json', '{"a": 1', '1:8', 'is no valid JSON: a closing brace } is missing'],
    ['x.json', '{"a": [1', '1:9', 'is no valid JSON: a closing bracket ] is missing'],
    ['x.json', '{"a": "b}', '1:7', 'is no valid JSON: the text has no closing double quote on its line'],
    [
      'x.json',
      '{"a": "C:\\data"}',
      '1:7',
      'is no valid JSON: this escape is not known to JSON; a backslash is written \\\\',
    ],
    ['x.json', '{} {}', '1:4', 'is no valid JSON: there is more text after the end of the document'],
    ['x.json', '{"a": 1,\n "a": 2}', '2:2', 'has the key "a" twice in the same object'],
    ['x.json', '{"b": [{"a": 1, "a": 2}]}', '1:17', 'has the key "a" twice in the same object'],
    ['x.json', '['.repeat(50_000), '1:1', 'is no valid JSON: it is nested too deeply'],
    ['x.yml', 'a: 1\na: 2\n', '2:1', 'is no valid YAML: a key is written twice in the same mapping'],
    ['x.yml', 'a:\n\tb: 1\n', '2:1', 'is no valid YAML: tabs are not allowed as indentation'],
    ['x.yml', 'a: "b\n', '2:1', 'is no valid YAML: missing closing "quote'],
    [
      'x.yml',
      'a: {b: 1\nc: 2\n',
      '2:1',
      'is no valid YAML: an object that begins with { has no } at its end',
    ],
  ])('refuses %s (case %#)', async (name, text, position, problem) => {
    const { document, findings } = await read(name, text);
    expect(document).toBeUndefined();
    expect(findings.map(line)).toEqual([`error ${name}:${position} The file ${name} ${problem}.`]);
    expect(findings[0]?.remedy).toBeTruthy();
  });

  it('refuses YAML that is nested too deeply', async () => {
    const { findings } = await read('x.yml', '['.repeat(50_000));
    expect(findings[0]?.message).toContain('nested too deeply');
  });

  it('refuses YAML that explodes', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const bomb = names.map((name, index) => {
      const previous = names[index - 1];
      return `${name}: &${name} [${(previous ? `*${previous},` : 'x,').repeat(9)}]`;
    });
    const { findings } = await read('x.yml', bomb.join('\n'));
    expect(findings[0]?.message).toContain('repeats itself too often');
  });

  it.each([
    ['missing.json', 'does not exist'],
    ['../x.json', 'points outside of the repository'],
    ['folder', 'is a folder, not a file'],
    ['empty.json', 'is empty'],
    ['blank.yml', 'is empty'],
    ['binary.json', 'is no text in UTF-8'],
  ])('says which input names %s', async (name, problem) => {
    const root = await repository({
      'folder/other': '',
      'empty.json': '',
      'blank.yml': ' \n\n',
      'binary.json': new Uint8Array([0x7b, 0xff, 0xfe, 0xc0]),
    });
    const { document, findings } = await readDocument(root, name, INPUT);
    expect(document).toBeUndefined();
    expect(findings.map(line)).toEqual([
      `error ${INPUT} The file of the input ${INPUT}, "${name}", ${problem}.`,
    ]);
    expect(findings[0]?.remedy).toContain('name another one with the input deployment-config');
  });

  it('needs no input', async () => {
    const { findings } = await readDocument(await repository({}), 'sample.json');
    expect(findings).toEqual([
      {
        severity: 'error',
        message: 'The file "sample.json" does not exist.',
        remedy: 'Correct the path. Is the repository checked out (actions/checkout) before this step?',
      },
    ]);
  });

  it('passes on what YAML warns about', async () => {
    const { document, findings } = await read('x.yml', 'a: !secret 1\n');
    expect(document?.value).toEqual({ a: '1' });
    expect(findings.map(line)).toEqual([
      'warning x.yml:1:4 The file x.yml is odd YAML: unresolved tag: !secret.',
    ]);
  });

  it('asks for the checkout when the file is missing', async () => {
    const { findings } = await readDocument(await repository({}), 'x.json', INPUT);
    expect(findings[0]?.remedy).toContain('actions/checkout');
  });

  it('reads any JSON as JSON.parse does', async () => {
    const value = fc.jsonValue().filter((json) => !JSON.stringify(json).includes('__proto__'));
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(0, 2), async (json, indent) => {
        const text = JSON.stringify(json, undefined, indent);
        expect((await read('x.json', text)).document?.value).toEqual(JSON.parse(text));
      }),
      { numRuns: 50 },
    );
  });

  it('never throws', async () => {
    const name = fc.constantFrom('x.json', 'x.yml', 'x.txt');
    await fc.assert(
      fc.asyncProperty(name, fc.uint8Array(), fc.string({ unit: 'binary' }), async (file, bytes, text) => {
        for (const content of [bytes, text, `{"a": ${text}`, `a: ${text}`]) {
          const { document, findings } = await read(file, content);
          expect(document !== undefined || findings.length > 0).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});
