import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freeLoopback } from '../../../local-azure/containers/address.ts';
import { startProcess, type RunningProcess } from '../../../local-azure/containers/process.ts';
import { eventually, http } from '../fixture.ts';

const SCORING = fileURLToPath(new URL('../../../local-azure/scoring/', import.meta.url));
const NOT_FOUND =
  '{"message": "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again."}';
const SCORING_ERROR =
  '{"message": "An unexpected error occurred in scoring script. Check the logs for more info."}';
const INTERNAL_ERROR = '{"message": "An unexpected internal error occurred. Check the logs for more info."}';
const NOT_ALLOWED = '{"message": "The method is not allowed for the requested URL."}';

interface Server {
  readonly process: RunningProcess;
  readonly address: { readonly host: string; readonly port: number };
  readonly log: () => Promise<string>;
}

let folder: string;
const servers: Server[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scoring-'));
});
afterAll(async () => {
  await Promise.all(servers.map(({ process }) => process.kill(500)));
  await rm(folder, { recursive: true });
});

/** Runs an entry script; with the settings that the recordings were made with. */
async function start(name: string, script: string, env: Record<string, string> = {}): Promise<Server> {
  const host = await freeLoopback([5001]);
  const logFile = join(folder, `${name}.log`);
  await writeFile(join(folder, `${name}.py`), script);
  const process = startProcess({
    argv: ['python3', '-m', 'azureml_inference_server_http', '--entry_script', `${name}.py`],
    cwd: folder,
    logFile,
    env: {
      PATH: globalThis.process.env['PATH'] ?? '',
      PYTHONPATH: `${SCORING}net:${SCORING}site`,
      PYTHONDONTWRITEBYTECODE: '1',
      LOCAL_AZURE_ADDRESS: host,
      LOCAL_AZURE_PORTS: '5001:5001',
      AML_CORS_ORIGINS: '*',
      SCORING_TIMEOUT_MS: '500',
      ...env,
    },
  });
  const server = { process, address: { host, port: 5001 }, log: () => readFile(logFile, 'utf8') };
  servers.push(server);
  return server;
}

async function ready(name: string, script: string, env: Record<string, string> = {}): Promise<Server> {
  const server = await start(name, script, env);
  await eventually(server.log, (log) => /Worker with pid \d+ ready for serving traffic/.test(log));
  return server;
}

const ECHO =
  'import json\ndef init():\n    pass\ndef run(data):\n    return {"echo": json.loads(data or "{}")}\n';
/** run() by the first word of its input. */
const MANY = `import json, time
from azureml_inference_server_http.api.aml_response import AMLResponse
def init():
    pass
def run(anything):
    what = anything.split(" ")[0]
    if what == "none": return None
    if what == "str": return json.dumps({"result": [1]})
    if what == "bytes": return b"x"
    if what == "nan": return [float("nan")]
    if what == "raise": raise ValueError("bad input")
    if what == "exit": raise SystemExit(2)
    if what == "sleep": time.sleep(5)
    if what == "aml": return AMLResponse({"a": 1}, 418, {"x-two": "a, b"}, json_str=True)
    if what == "aml500": return AMLResponse("gone", 503)
    return [what, "\\u00e9"]
`;
const RAW = `from azureml_inference_server_http.api.aml_request import AMLRequest, rawhttp
from azureml.contrib.services.aml_response import AMLResponse
def init():
    pass
@rawhttp
def run(request):
    status = 500 if request.args.get("fail") else 201
    return AMLResponse(request.method.encode(), status, {"Content-Type": "image/png"})
`;
const SCHEMA = `from inference_schema.schema_decorators import input_schema, output_schema
from inference_schema.parameter_types.standard_py_parameter_type import StandardPythonParameterType
def init():
    pass
@input_schema("x", StandardPythonParameterType([1]))
@input_schema("y", StandardPythonParameterType(2), optional=True)
@output_schema(StandardPythonParameterType(3))
def run(x, y=10):
    return sum(x) + y
`;
const HEADERS =
  'def init():\n    pass\ndef run(data, request_headers):\n    return sorted(request_headers)\n';

type Row = readonly [
  name: string,
  request: { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer },
  status: number,
  failed: string | undefined,
  body: string,
  headers?: Record<string, string | undefined>,
];
const post = (body: string | Buffer, headers: Record<string, string> = {}): Row[1] => ({
  method: 'POST',
  path: '/score',
  body,
  headers,
});
const JSON_TYPE = { 'content-type': 'application/json' };
const NO_IDS = {
  'x-request-id': undefined,
  'x-ms-request-id': undefined,
  'x-ms-server-version': undefined,
  'access-control-allow-origin': undefined,
};
const COMMON = { 'x-ms-server-version': 'azmlinfsrv/1.5.1', 'access-control-allow-origin': '*' };

/** Answers recorded from version 1.5.1 of the real server, with an entry script that echoes. */
const ECHO_ROWS: readonly Row[] = [
  [
    'GET /',
    { method: 'GET', path: '/' },
    200,
    undefined,
    'Healthy',
    { ...COMMON, 'content-type': 'text/html; charset=utf-8' },
  ],
  ['HEAD /', { method: 'HEAD', path: '/' }, 200, undefined, '', COMMON],
  ['POST /', { method: 'POST', path: '/' }, 405, 'False', NOT_ALLOWED, { ...NO_IDS, ...JSON_TYPE }],
  ['JSON', post('{"a": 1}', JSON_TYPE), 200, 'False', '{"echo": {"a": 1}}', { ...COMMON, ...JSON_TYPE }],
  [
    'JSON as text/plain',
    post('{"a": 1}', { 'content-type': 'text/plain' }),
    200,
    'False',
    '{"echo": {"a": 1}}',
    COMMON,
  ],
  ['an empty body', post(''), 200, 'False', '{"echo": {}}', COMMON],
  [
    'a query',
    { method: 'GET', path: '/score?x=1&y=[1,2]&c=a&d=null&e=1&e=2' },
    200,
    'False',
    '{"echo": {"x": 1, "y": [1, 2], "c": "a", "d": null, "e": [1, 2]}}',
    COMMON,
  ],
  ['PUT /score', { method: 'PUT', path: '/score' }, 405, 'False', NOT_ALLOWED, NO_IDS],
  ['HEAD /score', { method: 'HEAD', path: '/score' }, 405, 'False', '', COMMON],
  [
    'OPTIONS with origin',
    { method: 'OPTIONS', path: '/score', headers: { origin: 'https://x.com' } },
    200,
    'False',
    '',
    {
      'access-control-allow-origin': 'https://x.com',
      'access-control-allow-methods': 'GET, POST',
      vary: 'Origin',
      'content-type': 'text/html; charset=utf-8',
    },
  ],
  [
    'POST with origin',
    post('', { origin: 'https://x.com' }),
    200,
    'False',
    '{"echo": {}}',
    { 'access-control-allow-origin': 'https://x.com', vary: 'Origin' },
  ],
  [
    'ids of the caller',
    post('', { 'x-request-id': 'rid', 'x-ms-client-request-id': 'cid', TraceId: 't' }),
    200,
    'False',
    '{"echo": {}}',
    { 'x-request-id': 'rid', 'x-ms-request-id': 'cid', 'x-ms-client-request-id': 'cid', traceid: 't' },
  ],
  [
    'a long id',
    post('', { 'x-request-id': 'i'.repeat(101) }),
    431,
    'False',
    '{"message": "x-request-id must not exceed 100 characters"}',
    { ...COMMON, 'x-request-id': undefined },
  ],
  [
    'another long id',
    post('', { 'x-ms-request-id': 'i'.repeat(101) }),
    431,
    'False',
    '{"message": "x-ms-request-id and x-ms-client-request-id must not exceed 100 characters"}',
    COMMON,
  ],
  [
    'a body that is not UTF-8',
    post(Buffer.from([0xff])),
    400,
    'False',
    `{"message": "Input cannot be decoded as UTF-8: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"}`,
    COMMON,
  ],
  ['an unknown path', { method: 'GET', path: '/nowhere' }, 404, 'False', NOT_FOUND, NO_IDS],
  ['/score/', { method: 'POST', path: '/score/' }, 404, 'False', NOT_FOUND, NO_IDS],
  ['an escaped path', { method: 'GET', path: '/%73core' }, 200, 'False', '{"echo": {}}', COMMON],
  [
    'an unknown swagger',
    { method: 'GET', path: '/swagger.json?version=4' },
    404,
    'False',
    '{"message": "Swagger version [4] is not valid. Supported versions: [2, 3, 3.1]."}',
    COMMON,
  ],
];

const MANY_ROWS: readonly Row[] = [
  ['None', post('none'), 200, 'False', '{}', COMMON],
  ['a str, encoded again', post('str'), 200, 'False', '"{\\"result\\": [1]}"', JSON_TYPE],
  ['text beyond ASCII', post('text'), 200, 'False', '["text", "\\u00e9"]', JSON_TYPE],
  ['NaN', post('nan'), 200, 'False', '[NaN]', JSON_TYPE],
  ['bytes', post('bytes'), 500, 'False', INTERNAL_ERROR, JSON_TYPE],
  [
    'an exception',
    post('raise'),
    500,
    'True',
    SCORING_ERROR,
    { ...COMMON, 'x-ms-run-fn-exec-ms': undefined },
  ],
  ['SystemExit', post('exit'), 500, 'True', SCORING_ERROR, COMMON],
  ['a time-out', post('sleep'), 500, 'True', '{"message": "Scoring timeout after 500 ms"}', COMMON],
  ['AMLResponse', post('aml'), 418, 'False', '{"a": 1}', { ...JSON_TYPE, 'x-two': 'a, b' }],
  ['AMLResponse of 5xx', post('aml500'), 503, 'True', 'gone', COMMON],
];

const RAW_ROWS: readonly Row[] = [
  ...['POST', 'GET', 'OPTIONS'].map((method): Row => [
    method,
    { method, path: '/score' },
    201,
    'False',
    method,
    { 'content-type': 'image/png' },
  ]),
  ['PUT', { method: 'PUT', path: '/score' }, 405, 'False', NOT_ALLOWED, JSON_TYPE],
  [
    'a failure',
    { method: 'POST', path: '/score?fail=1' },
    500,
    'True',
    'POST',
    { 'content-type': 'image/png' },
  ],
];

const BAD_BODY =
  '{"message": "POST body could not be decoded as JSON: Expecting value: line 1 column 1 (char 0)"}';
const SCHEMA_ROWS: readonly Row[] = [
  ['parameters by name', post('{"x": [1, 2], "y": 3}', JSON_TYPE), 200, 'False', '6', COMMON],
  ['a parameter with a default', post('{"x": [1, 2]}', JSON_TYPE), 200, 'False', '13', COMMON],
  ['a query', { method: 'GET', path: '/score?x=[4]&y=1' }, 200, 'False', '5', COMMON],
  [
    'another content type',
    post('{"x": [1]}', { 'content-type': 'text/plain' }),
    415,
    'False',
    '{"message": "Expects Content-Type to be application/json"}',
    COMMON,
  ],
  ['no JSON', post('x', JSON_TYPE), 400, 'False', BAD_BODY, COMMON],
  [
    'an empty body',
    post('', JSON_TYPE),
    400,
    'False',
    '{"message": "POST body is empty. Expecting a JSON dictionary."}',
    COMMON,
  ],
  [
    'a list',
    post('[1]', JSON_TYPE),
    400,
    'False',
    '{"message": "POST body should be a JSON dictionary."}',
    COMMON,
  ],
  [
    'a missing parameter',
    post('{"y": 1}', JSON_TYPE),
    400,
    'False',
    `{"message": "A value is not provided for the 'x' parameter."}`,
    COMMON,
  ],
];

describe.each([
  ['echo', ECHO, ECHO_ROWS],
  ['many', MANY, MANY_ROWS],
  ['raw', RAW, RAW_ROWS],
  ['schema', SCHEMA, SCHEMA_ROWS],
])('the scoring server with the script "%s"', (name, script, rows) => {
  let server: Server;
  beforeAll(async () => {
    server = await ready(name, script);
  });

  it.each(rows)('answers %s', async (_name, request, status, failed, body, headers = {}) => {
    const { method, path, ...rest } = request;
    const answer = await http(server.address, method, path, rest);
    expect({ status: answer.status, body: answer.body }).toEqual({ status, body });
    expect(answer.headers['x-ms-run-function-failed']).toBe(failed);
    for (const [header, value] of Object.entries(headers))
      expect([header, answer.headers[header]]).toEqual([header, value]);
  });
});

describe('the scoring server', () => {
  let server: Server;
  beforeAll(async () => {
    server = await ready('headers', HEADERS);
  });

  it('gives request_headers in their usual spelling', async () => {
    const headers = { 'content-type': 'text/plain', 'user-agent': 'test', connection: 'close' };
    const { body } = await http(server.address, 'POST', '/score', { body: 'x', headers });
    expect(JSON.parse(body)).toEqual(
      expect.arrayContaining(['Content-Length', 'Content-Type', 'Host', 'User-Agent']),
    );
  });

  it('measures run() and makes an id', async () => {
    const { headers } = await http(server.address, 'POST', '/score', { body: 'x' });
    expect(headers['x-ms-run-fn-exec-ms']).toMatch(/^\d+\.\d{3}$/);
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['x-ms-request-id']).toBe(headers['x-request-id']);
    expect(headers['x-ms-client-request-id']).toBeUndefined();
  });

  it('describes itself', async () => {
    const ask = async (version: string): Promise<Record<string, unknown>> =>
      JSON.parse((await http(server.address, 'GET', `/swagger.json${version}`)).body) as Record<
        string,
        unknown
      >;
    expect(await ask('')).toMatchObject({
      swagger: '2.0',
      info: { title: 'ML service', version: '1.0' },
      definitions: {
        ServiceInput: { type: 'object', example: {} },
        ServiceOutput: { type: 'object', example: {} },
      },
    });
    expect(await ask('?version=3')).toMatchObject({ openapi: '3.0.3' });
    expect(await ask('?version=3.1')).toMatchObject({ openapi: '3.1.0' });
  });

  it('writes the log lines that people look for', async () => {
    const log = await server.log();
    for (const line of [
      'Azure ML Inferencing HTTP server v1.5.1',
      'Server Settings',
      'Server Routes',
      'azmlinfsrv.user_script - Found user script at ',
      'run() is not decorated. Server will invoke it with the input in JSON string.',
      "Users's init has completed successfully",
      'Swaggers are prepared for the following versions: [2, 3, 3.1].',
      'Scoring timeout is set to 500',
    ]) {
      expect(log).toContain(line);
    }
    expect(log).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} I \[\d+\] azmlinfsrv - POST \/score 200 \d+\.\d{3}ms \d+$/m,
    );
    expect(log).not.toContain('GET / HTTP');
  });

  it('cannot answer GET / while run() works', async () => {
    const busy = await ready(
      'busy',
      'import time\ndef init():\n    pass\ndef run(data):\n    time.sleep(0.4)\n    return 1\n',
    );
    const began = Date.now();
    const [, health] = await Promise.all([
      http(busy.address, 'POST', '/score', { body: '' }),
      new Promise((resolve) => setTimeout(resolve, 50)).then(() => http(busy.address, 'GET', '/')),
    ]);
    expect(health.status).toBe(200);
    expect(Date.now() - began).toBeGreaterThan(390);
  });

  it('sends a CORS header only where it is asked to', async () => {
    const none = await ready('no_cors', ECHO, { AML_CORS_ORIGINS: '' });
    expect((await http(none.address, 'GET', '/')).headers['access-control-allow-origin']).toBeUndefined();
    const one = await ready('one_cors', ECHO, { AML_CORS_ORIGINS: 'https://a.com,https://b.com' });
    const ask = async (origin: string): Promise<unknown> =>
      (await http(one.address, 'GET', '/', { headers: { origin } })).headers['access-control-allow-origin'];
    expect([await ask('https://b.com'), await ask('https://c.com')]).toEqual(['https://b.com', undefined]);
  });
});

describe('a script that cannot be used ends the server with code 3', () => {
  it.each([
    ['no_init', 'def run(d):\n    pass\n', 'does not have a init() function defined.'],
    ['no_run', 'def init():\n    pass\n', 'does not have a run() function defined.'],
    [
      'star',
      'def init():\n    pass\ndef run(*a):\n    pass\n',
      'run() cannot accept positional-only arguments, *args, or **kwargs.',
    ],
    [
      'nothing',
      'def init():\n    pass\ndef run():\n    pass\n',
      'run() needs to accept an argument for input data.',
    ],
    [
      'only_headers',
      'def init():\n    pass\ndef run(request_headers):\n    pass\n',
      'run() needs to accept an argument other than "request_headers".',
    ],
    [
      'bad_import',
      'raise RuntimeError("at import")\n',
      'Failed to import user script because it raised an unhandled exception',
    ],
    [
      'bad_init',
      'def init():\n    raise KeyError("model")\ndef run(d):\n    pass\n',
      "User's init function failed",
    ],
    [
      'exiting_init',
      'import sys\ndef init():\n    sys.exit(0)\ndef run(d):\n    pass\n',
      "User's init function failed",
    ],
  ])('%s', async (name, script, text) => {
    const server = await start(name, script, { AZUREML_MODEL_DIR: folder });
    expect(await server.process.exit).toEqual({ code: 3 });
    const log = await server.log();
    expect(log).toContain(text);
    if (name === 'bad_init')
      expect(log).toMatch(
        /Encountered Exception Traceback[^]*KeyError: 'model'[^]*Model Directory Contents:[^]*bad_init\.py/,
      );
  });

  it('and so does a bad setting', async () => {
    const server = await start('setting', ECHO, { SCORING_TIMEOUT_MS: 'soon' });
    expect(await server.process.exit).toEqual({ code: 3 });
    expect(await server.log()).toContain('===============Configuration Error=================');
  });
});
