import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadSmokeTest } from '../../src/smoke/file.ts';
import type { SmokeFile } from '../../src/smoke/file.ts';
import { withWorkspace } from './workspace.ts';

function load(files: Readonly<Record<string, string | Uint8Array>>, name?: string): Promise<SmokeFile> {
  return withWorkspace(files, (workspaceDirectory) =>
    loadSmokeTest({
      workspaceDirectory,
      scoringTimeoutMs: 60_000,
      ...(name !== undefined && { path: name }),
    }),
  );
}

/** The findings of a file with one request. */
async function findings(request: string): Promise<string[]> {
  const { findings: found } = await load({ 'smoke-test.json': `{"requests": [\n${request}\n]}` });
  return found.map(({ severity, message, remedy, place }) => {
    return `${severity} ${place?.line ?? '-'}:${place?.column ?? '-'} ${message} ${remedy ?? ''}`;
  });
}

describe('which file', () => {
  it('has no requests and no findings without a file', async () => {
    expect(await load({})).toEqual({ requests: [], leftOut: 0, tolerance: 1e-6, findings: [] });
  });

  it.each(['smoke-test.json', 'smoke-test.yml', 'smoke-test.yaml'])(
    'takes %s without an input',
    async (name) => {
      const { file, requests } = await load({ [name]: '{"data": [1]}' });
      expect(file).toBe(name);
      expect(requests).toHaveLength(1);
    },
  );

  it('takes the first of several and says so', async () => {
    const read = await load({ 'smoke-test.yml': 'a: 1', 'smoke-test.json': '{"b": 2}' });
    expect(read.requests[0]?.body).toBe('{"b": 2}');
    expect(read.findings).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: 'The repository has several smoke-test files; smoke-test.json is used, smoke-test.yml not.',
      }),
    ]);
  });

  it('a file that is named has to exist', async () => {
    const read = await load({ 'smoke-test.json': '{}' }, 'tests/smoke.json');
    expect(read.requests).toEqual([]);
    expect(read.findings).toEqual([expect.objectContaining({ severity: 'error', input: 'smoke-test' })]);
    expect(read.findings[0]?.message).toContain('tests/smoke.json');
  });

  it('broken JSON is an error on its line', async () => {
    const read = await load({ 'smoke-test.json': '{\n  "data": [1\n}' });
    expect(read.requests).toEqual([]);
    expect(read.findings[0]).toMatchObject({
      severity: 'error',
      place: { file: 'smoke-test.json', line: 3 },
    });
  });
});

describe('a bare body', () => {
  it.each([
    [
      'JSON byte for byte',
      'smoke-test.json',
      '{ "id": 12345678901234567890 }\n',
      '{ "id": 12345678901234567890 }\n',
    ],
    ['a list', 'smoke-test.json', '[[5.1]]', '[[5.1]]'],
    ['JSON with comments, without them', 'smoke-test.json', '{"a": 1, // one\n}', '{"a":1}'],
    ['YAML as JSON', 'smoke-test.yml', 'data:\n  - [5.1, 3.5]\n', '{"data":[[5.1,3.5]]}'],
  ])('is %s', async (_name, file, text, body) => {
    const { requests } = await load({ [file]: text });
    expect(requests).toEqual([
      {
        name: file,
        body,
        contentType: 'application/json',
        expect: {},
        place: expect.objectContaining({ file }),
      },
    ]);
  });
});

describe('a list of requests', () => {
  it('reads everything the format has', async () => {
    const text = `requests:
  - name: setosa
    body: {data: [[5.1]]}
    expect: {status: 201, body: {species: [setosa]}, contains: null, max-latency-ms: 500}
  - body: "a,b"
    content-type: text/csv
  - file: flower.png
`;
    const image = new Uint8Array([0x89, 0xff]);
    const { requests, findings: found } = await load(
      { 'tests/smoke.yml': text, 'tests/flower.png': image },
      'tests/smoke.yml',
    );
    expect(found).toEqual([]);
    expect(requests).toEqual([
      {
        name: 'setosa',
        body: '{"data":[[5.1]]}',
        contentType: 'application/json',
        expect: { status: 201, body: { species: ['setosa'] }, contains: null, maxLatencyMs: 500 },
        place: { file: 'tests/smoke.yml', line: 2, column: 5 },
      },
      {
        name: 'request 2',
        body: 'a,b',
        contentType: 'text/csv',
        expect: {},
        place: expect.objectContaining({ line: 5 }),
      },
      {
        name: 'request 3',
        body: Buffer.from(image),
        contentType: 'image/png',
        expect: {},
        place: expect.objectContaining({ line: 7 }),
      },
    ]);
  });

  it.each([
    ['{"requests": []}', '"requests" is empty.'],
    ['{"requests": {"a": 1}}', '"requests" is not a list.'],
  ])('%s is an error', async (text, message) => {
    const { findings: found } = await load({ 'smoke-test.json': text });
    expect(found).toEqual([expect.objectContaining({ severity: 'error', message })]);
    expect(found[0]?.remedy).toContain('goes under requests[0].body');
  });

  it('does not know other keys beside it', async () => {
    const { findings: found } = await load({
      'smoke-test.json': '{"requests": [{"body": 1}],\n "request": []}',
    });
    expect(found).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: '"request" is not a known key.',
        remedy: 'Did you mean requests?',
        place: { file: 'smoke-test.json', line: 2, column: 2 },
      }),
    ]);
  });
});

describe('what a request may not be', () => {
  it.each([
    ['"text"', /^error 2:1 "requests\[0\]" must be an object with keys, but is the text "text"\./],
    ['{}', /^error 2:1 "requests\[0\]" has neither "body" nor "file"\. Write what is sent/],
    ['{"body": 1, "file": "a.json"}', /^error 2:1 "requests\[0\]" has both "body" and "file"\. Keep one/],
    ['{"body": 1, "name": 5}', /^error 2:21 "requests\[0\]\.name" must be a text, but is the number 5\./],
    [
      '{"body": 1, "expects": {}}',
      /^error 2:13 "requests\[0\]\.expects" is not a known key\. Did you mean expect\?/,
    ],
    [
      '{"body": 1, "zzz": {}}',
      /not a known key\. Remove it\. Known here: name, body, file, content-type, expect\./,
    ],
    [
      '{"body": 1, "expect": {"contain": 1}}',
      /^error 2:24 "requests\[0\]\.expect\.contain" .* Did you mean contains\?/,
    ],
    [
      '{"body": 1, "expect": {"status": 99}}',
      /must be a whole number from 100 to 599, but is the number 99\./,
    ],
    [
      '{"body": 1, "expect": {"status": "200"}}',
      /must be a whole number from 100 to 599.* Remove the quotes\./,
    ],
    ['{"body": 1, "expect": {"max-latency-ms": 0}}', /must be above 0, but is the number 0\./],
    ['{"body": 1, "expect": [1]}', /"requests\[0\]\.expect" must be an object with keys, but is a list\./],
    ['{"file": ""}', /"requests\[0\]\.file" must not be empty/],
    ['{"file": 1}', /"requests\[0\]\.file" must be a text/],
    [
      '{"file": "missing.json"}',
      /^error 2:10 The file "missing\.json" of "requests\[0\]\.file" does not exist.* Correct the path/,
    ],
    ['{"file": "../secret"}', /^error 2:10 The file "\.\.\/secret" of .* points outside of the repository\./],
    ['{"file": "."}', /is not a file\. Name a single file\./],
  ])('%s', async (request, message) => {
    const found = await findings(request);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(message);
  });

  it('a link out of the repository', async () => {
    await withWorkspace(
      { 'smoke-test.json': '{"requests": [{"file": "link"}]}' },
      async (workspaceDirectory) => {
        await symlink('/etc/hostname', path.join(workspaceDirectory, 'link'));
        const { requests, findings: found } = await loadSmokeTest({
          workspaceDirectory,
          scoringTimeoutMs: 1,
        });
        expect(requests).toEqual([]);
        expect(found[0]?.message).toContain('points outside of the repository through a symbolic link');
      },
    );
  });

  it('reports all problems of all requests at once', async () => {
    expect(await findings('{"name": 1, "bdy": 2},\n{"file": "x"}')).toHaveLength(4);
  });
});

describe('warnings', () => {
  it('about a text that is not JSON, which is sent as it is', async () => {
    const { requests, findings: found } = await load({
      'smoke-test.json': '{"requests": [{"body": "hello"}]}',
    });
    expect(requests[0]?.body).toBe('hello');
    expect(found).toEqual([
      expect.objectContaining({ severity: 'warning', place: expect.objectContaining({ column: 24 }) }),
    ]);
    expect(found[0]?.message).toContain('"requests[0].body" is a text that is not JSON.');
  });

  it('not about a text that is JSON, as v1 scripts send it', async () => {
    const { requests, findings: found } = await load({
      'smoke-test.json': '{"requests": [{"body": "{\\"a\\": 1}"}]}',
    });
    expect(requests[0]?.body).toBe('{"a": 1}');
    expect(found).toEqual([]);
  });

  it('about a latency that the time-out never lets happen', async () => {
    const found = await findings('{"body": 1, "expect": {"max-latency-ms": 90000}}');
    expect(found).toEqual([
      'warning 2:42 "requests[0].expect.max-latency-ms" is longer than the input scoring-timeout of 1 m 0 s, ' +
        'after which no answer comes. Raise scoring-timeout, or lower max-latency-ms.',
    ]);
  });
});

it('never throws, whatever the file holds', async () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.record({ requests: fc.jsonValue() }),
    fc.record({ requests: fc.array(fc.jsonValue()) }),
  );
  await fc.assert(
    fc.asyncProperty(value, async (content) => {
      const { requests, findings: found } = await load({ 'smoke-test.json': JSON.stringify(content) });
      expect(requests.length > 0 || found.length > 0).toBe(true);
    }),
    { numRuns: 60 },
  );
});

describe('tolerance', () => {
  const requests = '"requests": [{"body": 1}]';

  it.each([
    ['{"requests": [{"body": 1}]}', 1e-6],
    ['{"tolerance": null, "requests": [{"body": 1}]}', 1e-6],
    ['{"tolerance": 0.01, "requests": [{"body": 1}]}', 0.01],
    ['{"tolerance": 0, "requests": [{"body": 1}]}', 0],
    ['{"tolerance": 0.01}', 1e-6],
  ])('of %s is %d', async (text, tolerance) => {
    const read = await load({ 'smoke-test.json': text });
    expect(read).toMatchObject({ tolerance, requests: [{}], findings: [] });
  });

  it.each([
    [
      `{\n"tolerance": -1, ${requests}}`,
      2,
      /"tolerance" must be 0 or above, but is the number -1/,
      /Correct/,
    ],
    [`{\n"tolerance": "1e-3", ${requests}}`, 2, /"tolerance" must be a number/, /Remove the quotes/],
    [`{${requests},\n"tolerence": 1}`, 2, /"tolerence" is not a known key/, /Did you mean tolerance\?/],
    [
      `{"requests": [\n{"body": 1, "tolerance": 1}]}`,
      2,
      /"requests\[0\].tolerance" is not a known/,
      /Known here/,
    ],
  ])('%s is an error on its line', async (text, line, message, remedy) => {
    const { requests: none, findings: found } = await load({ 'smoke-test.json': text });
    expect(none).toEqual([]);
    expect(found).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(message),
        remedy: expect.stringMatching(remedy),
        place: expect.objectContaining({ line }),
      }),
    ]);
  });
});

it('reads the first requests only where that is wanted, and counts the others', async () => {
  const requests = [{ body: 1 }, { body: 2 }, { file: 'not-there.bin' }, { surplus: 1 }];
  const read = await withWorkspace(
    { 'smoke-test.json': JSON.stringify({ requests }) },
    (workspaceDirectory) => loadSmokeTest({ workspaceDirectory, scoringTimeoutMs: 60_000, limit: 2 }),
  );
  expect(read).toMatchObject({ requests: [{ body: '1' }, { body: '2' }], leftOut: 2, findings: [] });
});
