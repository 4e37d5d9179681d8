import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { trimmed } from '../../src/diagnosis/evidence.ts';
import { modelTree, treeFiles } from '../../src/diagnosis/model-tree.ts';
import { packageOf } from '../../src/diagnosis/packages.ts';
import { placeOf } from '../../src/diagnosis/place.ts';
import { tracebacks } from '../../src/diagnosis/traceback.ts';
import { error } from '../../src/findings.ts';
import { createGitHubLog } from '../../src/github/log.ts';
import { failureSections } from '../../src/report/sections/failures.ts';
import { commandIn, linesOf } from '../github/stdout.ts';
import { facts } from '../report/facts.ts';
import { answered, crashed, deployment, failedStart } from './sample.ts';

describe('evidence', () => {
  it('is trimmed: repeated, long and old lines', () => {
    expect(trimmed(['a', 'a', 'a', 'b'])).toEqual(['a (3 times)', 'b']);
    expect(trimmed(['', '', 'x'])).toEqual(['', 'x']);
    expect(trimmed(['x'.repeat(10_000)])[0]).toHaveLength(500);
    const many = trimmed(Array.from({ length: 100 }, (_, index) => `line ${index}`));
    expect(many).toHaveLength(41);
    expect([many[0], many.at(-1)]).toEqual(['… (60 lines before)', 'line 99']);
  });
});

describe('the tree of the models', () => {
  it('is read with and without the prefix of the log', () => {
    const log =
      'x\nModel Directory Contents:\n3/\n  a.pkl\n  sub/\n    b.pkl\n  c.pkl\n\n[2026-11-23 12:00:00 +0000] end';
    expect(modelTree(log)).toEqual(['3/', '  a.pkl', '  sub/', '    b.pkl', '  c.pkl']);
    expect(treeFiles(modelTree(log))).toEqual(['a.pkl', 'sub/b.pkl', 'c.pkl']);
    expect(modelTree('no tree')).toEqual([]);
  });

  it('may be whole paths', () => {
    expect(treeFiles(['/var/azureml-app/azureml-models/iris/3/model.json'])).toEqual(['iris/3/model.json']);
  });
});

describe('a package', () => {
  it.each([
    ['sklearn.svm', 'scikit-learn'],
    ['cv2', 'opencv-python-headless'],
    ['azure.storage.blob', 'azure-storage-blob'],
    ['azureml.core.model', 'azureml-core'],
    ['google.protobuf', 'protobuf'],
    ['inference_schema.schema_decorators', 'inference-schema'],
    ['xgboost', 'xgboost'],
    ['constructor', 'constructor'],
  ])('of %s is %s', (module, name) => {
    expect(packageOf(module)).toBe(name);
  });
});

describe('a place', () => {
  const code = { kind: 'folder', inImage: '/var/azureml-app/src', inRepository: 'iris/src' } as const;
  const at = (file: string): unknown => placeOf({ file, line: 3, function: 'f' }, { code })?.file;

  it('is mapped by the layout of the image, relative paths from its working directory', () => {
    expect(at('/var/azureml-app/src/lib/x.py')).toBe('iris/src/lib/x.py');
    expect(at('src/x.py')).toBe('iris/src/x.py');
    expect(
      placeOf(
        { file: '/var/azureml-app/src/x.py', line: 1, function: 'f' },
        { code: { ...code, inRepository: '' } },
      )?.file,
    ).toBe('x.py');
  });

  it.each([
    '/etc/passwd',
    '/var/azureml-app/src/../../../etc/passwd',
    '/var/azureml-app/srcs/x.py',
    '<string>',
  ])('is not made up for %s', (file) => {
    expect(at(file)).toBeUndefined();
  });
});

describe('tracebacks', () => {
  it('of a chain are one, with the frame of the user', () => {
    const log = failedStart(
      'init',
      ['  File "/var/azureml-app/src/bin/x.py", line 3, in f', '    x'],
      'ValueError: no',
    ).join('\r\n');
    expect(tracebacks(log)).toEqual([
      expect.objectContaining({
        error: 'ValueError: no',
        stage: 'init',
        told: true,
        own: { file: '/var/azureml-app/src/bin/x.py', line: 3, function: 'f' },
      }),
    ]);
  });

  it('are read from any text without throwing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            'Traceback (most recent call last):',
            '  File "a", line 1, in f',
            'E: x',
            '',
            'During handling of the above exception',
          ),
        ),
        fc.string(),
        (lines, junk) => {
          const log = [...lines, junk].join('\n');
          expect(Array.isArray(tracebacks(log))).toBe(true);
          expect(Array.isArray(diagnose(crashed(1, [log])))).toBe(true);
        },
      ),
    );
  });
});

/** What a container could write to take over the run. */
const EVIL = [
  '::error::taken over',
  '##[add-mask]x',
  '\u001b[31m::set-output name=x::y',
  '</details><img src=x onerror=y>',
  '```',
  '@octocat #1 [link](https://example.com)',
];

describe('text from outside', () => {
  const lines = failedStart(
    'init',
    ['  File "/var/azureml-app/src/x\r::error::.py", line 3, in init', ...EVIL.map((line) => `  ${line}`)],
    `ValueError: ${EVIL.join(' ')}`,
  );
  const cases = [
    crashed(3, [...EVIL, ...lines]),
    deployment(
      { state: 'Waiting' },
      EVIL.map((line) => ['Failed', `Failed to pull image "x": 401 ${line}\n${line}`] as const),
    ),
    deployment({ state: 'Waiting' }, [
      ['Failed', `exec: "${EVIL.join('').replaceAll(':', '')}": executable file not found`],
    ]),
    answered({ runFailed: true, name: EVIL.join('\n') }, EVIL),
  ];

  it.each(cases.map((symptoms, index) => [index, symptoms] as const))(
    'cannot act in the log or the summary (%d)',
    async (_index, symptoms) => {
      const [found] = diagnose(symptoms);
      expect(found).toBeDefined();
      if (!found) return;
      const { cause, remedy, evidence, place } = found;
      const finding = error(cause, { remedy, evidence, ...(place && { place }) });
      const printed = await linesOf(() => {
        createGitHubLog().report(finding);
      });
      const commands = printed.map(commandIn).filter((command) => command !== undefined);
      expect(commands).toEqual(['error', 'group', 'endgroup']);
      const markdown = failureSections(facts({ failures: [finding] })).join('\n\n');
      expect(markdown.replace(/(`{3,}).*\n[\s\S]*?\n\1/g, '')).not.toMatch(/<img|@octocat|\[link\]\(/);
      expect(markdown.match(/<\/details>$/gm)?.length ?? 0).toBeLessThanOrEqual(1);
    },
  );
});
