import path from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { checkEntryScript, runProgram, type RunProgram } from '../../src/config/entry-script.ts';
import type { Finding } from '../../src/findings.ts';
import { line, repository } from './repository.ts';

/** The interpreter behind python3: wrappers such as pyenv's cost half a second each time. */
const python = await runProgram('python3', ['-c', 'import sys; print(sys.executable)']).then(
  (printed) => printed.trim(),
  () => undefined,
);
const withPython = python === undefined ? describe.skip : describe;

async function check(
  code: string,
  run: RunProgram = (command, args) => runProgram(python ?? command, args),
): Promise<Finding[]> {
  const root = await repository({ 'code/score.py': code });
  const script = { entryScriptPath: path.join(root, 'code/score.py'), entryScriptFile: 'code/score.py' };
  return checkEntryScript(script, run);
}

withPython('checkEntryScript', () => {
  it.each([
    ['functions', 'def init():\n    pass\ndef run(data):\n    return data\n'],
    ['imports', 'from helpers import init, predict as run\n'],
    ['a module', 'import init, run\n'],
    ['assignments', 'init = lambda: None\nrun: object = print\n'],
    ['tuple assignment', 'init, (run, other) = make()\n'],
    ['classes', 'class init: pass\nclass run: pass\n'],
    [
      'branches',
      'if True:\n    def init(): pass\nelse:\n    pass\ntry:\n    from a import run\nexcept ImportError:\n    def run(x): pass\n',
    ],
    ['decorators', '@decorated\ndef run(data): pass\n@d\ndef init(): pass\n'],
    ['with and walrus', 'with make() as init:\n    (run := print)\n'],
    ['a coding cookie', '# -*- coding: latin-1 -*-\nname = "é"\ndef init(): pass\ndef run(x): pass\n'],
    ['a byte order mark', '\uFEFFdef init(): pass\ndef run(x): pass\n'],
    ['an async name that is replaced', 'async def run(x): pass\ndef run(x): pass\ndef init(): pass\n'],
  ])('accepts %s', async (_name, code) => {
    expect((await check(code)).filter(({ message }) => !message.includes('latin'))).toEqual([]);
  });

  it.each([
    ['', 'init() and run()'],
    ['def init(): pass\n', 'run()'],
    ['def run(x): pass\n', 'init()'],
    ['def outer():\n    def init(): pass\n    def run(x): pass\n', 'init() and run()'],
    ['class Model:\n    def init(self): pass\n    def run(self, x): pass\n', 'init() and run()'],
    ['x = [init for init in y]\ndef run(x): pass\n', 'init()'],
    ['init: object\ndef run(x): pass\n', 'init()'],
    ['print(init)\ndef run(x): pass\n', 'init()'],
  ])('misses what %j does not define', async (code, missing) => {
    expect((await check(code)).map(line)).toEqual([
      `error code/score.py:1 The entry script code/score.py does not define ${missing}.`,
    ]);
  });

  it('names what was probably meant', async () => {
    const [finding] = await check('def Init(): pass\ndef runs(x): pass\n');
    expect(finding?.message).toBe(
      'The entry script code/score.py does not define init() and run(). It defines "Init" and "runs".',
    );
  });

  it('finds python3 by itself', async () => {
    const root = await repository({ 'score.py': 'def init(): pass\ndef run(x): pass\n' });
    const script = { entryScriptPath: path.join(root, 'score.py'), entryScriptFile: 'score.py' };
    expect(await checkEntryScript(script)).toEqual([]);
  });

  it('never runs the script', async () => {
    expect(await check('raise SystemExit(1)\ndef init(): pass\ndef run(x): pass\n')).toEqual([]);
  });

  it('puts a syntax error on its line', async () => {
    const [finding] = await check('def init():\n    pass\n\ndef run(data)\n    return data\n');
    expect(finding).toMatchObject({ severity: 'error', place: { file: 'code/score.py', line: 4 } });
    expect(finding?.message).toMatch(
      /^The entry script code\/score.py is not valid Python: .+ \(read by Python 3\.\d+\)\.$/,
    );
  });

  it.each(['def init():\n\tpass\n        x\n', 'x = "\0"\n', '# coding: nonsense\n', '('.repeat(3000)])(
    'reports what Python cannot read (case %#)',
    async (code) => {
      expect(await check(code)).toEqual([expect.objectContaining({ severity: 'error' })]);
    },
  );

  it('only warns when a star import may bring the names', async () => {
    expect((await check('from helpers import *\ndef run(x): pass\n')).map(line)).toEqual([
      'warning code/score.py The entry script code/score.py defines init() only if its star import brings it.',
    ]);
    expect(await check('from helpers import *\ndef run(x): pass\ndef init(): pass\n')).toEqual([]);
  });

  it('warns about async functions', async () => {
    expect((await check('def init(): pass\nasync def run(x): pass\n')).map(line)).toEqual([
      'warning code/score.py run() in the entry script code/score.py is async, which the scoring server does not await.',
    ]);
  });

  it('hands no inputs of the Action to Python', async () => {
    process.env['INPUT_PRIMARY-KEY'] = 'secret';
    try {
      const shown = await runProgram(python ?? 'python3', ['-c', 'import os; print(sorted(os.environ))']);
      expect(shown).toContain('PATH');
      expect(shown).not.toContain('INPUT_');
    } finally {
      delete process.env['INPUT_PRIMARY-KEY'];
    }
  });
});

describe('without python3', () => {
  it.each([
    ['it is missing', () => Promise.reject(new Error('spawn python3 ENOENT'))],
    ['it prints something else', () => Promise.resolve('Python was not found')],
  ])('warns when %s', async (_name, run) => {
    expect((await check('', run)).map(line)).toEqual([
      'warning code/score.py The entry script code/score.py was not checked: python3 could not be run.',
    ]);
  });

  it('asks python3 in isolated mode', async () => {
    const run = jest.fn<RunProgram>().mockResolvedValue('{"python":"3.12","names":["init","run"]}');
    expect(await check('', run)).toEqual([]);
    expect(run.mock.calls[0]?.[0]).toBe('python3');
    expect(run.mock.calls[0]?.[1][0]).toBe('-I');
  });
});
