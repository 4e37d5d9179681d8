import type { Auth } from '../../config/types.ts';

/** The header that tells which deployment answered. */
export const REVISION_HEADER = 'x-aci-model-deploy-revision';
/** Public port of the front end. */
export const FRONT_END_PORT = 80;

/** Largest request body, in MB of 1,048,576 bytes. v1's images had the same limit. Source: `Azure/azureml-assets:assets/training/model_management/environments/mlflow-model-inference/context`. */
export const MAX_BODY_MB = 100;
/** Everything nginx writes begins so: the rest of the file system may be read-only. */
const SCRATCH = '/tmp/aci-model-deploy';
/**
 * Where nginx sends its own errors. Not named locations: nginx cannot use them before it has understood the path,
 * so that a request it cannot read would get its HTML.
 */
const ERROR_PATH = '/aci-model-deploy/error/';
/**
 * Shorter than the idle time after which scoring servers close a connection (gunicorn: 2 s), so that no POST is
 * sent on a connection that is just being closed: nginx may not repeat it.
 */
const UPSTREAM_IDLE = '1s';

/** What the nginx configuration is made of. */
export interface FrontEndSettings {
  readonly revision: string;
  /** Port of the scoring container. */
  readonly port: number;
  readonly healthPath: string;
  readonly scoringTimeoutMs: number;
  readonly auth: Auth;
}

/**
 * Writes the nginx configuration of the front end: keys, limits, time-outs, and JSON for every error of its own.
 * It needs nginx 1.15.3 or newer and runs as any user. It holds the keys: treat it as a secret.
 */
export function frontEndConfig(settings: FrontEndSettings): string {
  return [
    'worker_processes 1;',
    `pid ${SCRATCH}.pid;`,
    'error_log stderr error;',
    'events { worker_connections 1024; }',
    'http {',
    ...indent(httpBlock(settings)),
    '}',
    '',
  ].join('\n');
}

function httpBlock(settings: FrontEndSettings): string[] {
  return [
    'access_log off;',
    'server_tokens off;',
    // nginx makes all of these at its start, used or not.
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${SCRATCH}-${name};`,
    ),
    `client_max_body_size ${MAX_BODY_MB}m;`,
    'client_body_buffer_size 128k;',
    ...maps(settings),
    'upstream scoring {',
    `  server 127.0.0.1:${settings.port};`,
    '  keepalive 8;',
    `  keepalive_timeout ${UPSTREAM_IDLE};`,
    '}',
    'server {',
    ...indent(serverBlock(settings)),
    '}',
  ];
}

/** Who is let in. Every pattern is a case-sensitive expression: plain map entries ignore case, and long ones break nginx's hash. */
function maps({ healthPath, auth }: FrontEndSettings): string[] {
  const bearer = (key: string): string => `  "~^Bearer ${escapePattern(key)}$" 1;`;
  const keys = auth.enabled ? [auth.primaryKey, auth.secondaryKey].filter((key) => key !== undefined) : [];
  return [
    // The raw request line decides: a normalized path would let /score/.. and // through as /.
    'map "$request_method $request_uri" $is_health {',
    '  default 0;',
    `  "~^(GET|HEAD) ${escapePattern(healthPath)}$" 1;`,
    '}',
    'map $request_method $is_method { default 0; "~^(GET|POST|OPTIONS)$" 1; }',
    ...(auth.enabled ? ['map $http_authorization $is_key {', '  default 0;', ...keys.map(bearer), '}'] : []),
    ...(auth.enabled ? ['map "$is_health$is_key" $is_stranger { default 0; "~^00$" 1; }'] : []),
    'map "$is_health$is_method" $is_wrong_method { default 0; "~^00$" 1; }',
  ];
}

function serverBlock(settings: FrontEndSettings): string[] {
  const errors = ownErrors(Math.ceil(settings.scoringTimeoutMs / 1000));
  return [
    `listen ${FRONT_END_PORT};`,
    'server_name _;',
    revisionHeader(settings.revision),
    ...errors.map(([status]) => `error_page ${status} ${ERROR_PATH}${status};`),
    // nginx's own number for headers that are too large.
    `error_page 494 =431 ${ERROR_PATH}431;`,
    'location / {',
    ...(settings.auth.enabled ? ['  if ($is_stranger) { return 401; }'] : []),
    '  if ($is_wrong_method) { return 405; }',
    ...indent(proxyBlock(settings.scoringTimeoutMs)),
    '}',
    ...errors.flatMap(([status, message]) => errorLocation(status, message, settings.revision)),
  ];
}

function proxyBlock(scoringTimeoutMs: number): string[] {
  return [
    'proxy_pass http://scoring;',
    'proxy_http_version 1.1;',
    'proxy_set_header Connection "";',
    'proxy_set_header Host $host;',
    'proxy_set_header X-Forwarded-For $remote_addr;',
    'proxy_set_header X-Forwarded-Proto $scheme;',
    'proxy_set_header Authorization "";',
    `proxy_hide_header ${REVISION_HEADER};`,
    'proxy_connect_timeout 5s;',
    `proxy_send_timeout ${scoringTimeoutMs}ms;`,
    `proxy_read_timeout ${scoringTimeoutMs}ms;`,
    'proxy_buffer_size 16k;',
    'proxy_buffers 8 16k;',
  ];
}

type OwnError = readonly [status: number, message: string];

/** Every error that nginx can answer by itself, and what the caller should know. */
function ownErrors(seconds: number): readonly OwnError[] {
  return [
    [400, 'The request is not valid HTTP.'],
    [401, 'The key is missing or wrong. Send the header Authorization: Bearer <key>.'],
    [404, 'There is nothing at this address.'],
    [405, 'The method is not allowed. Use GET, POST or OPTIONS.'],
    [408, 'The request took too long to arrive.'],
    [411, 'The request needs a Content-Length.'],
    [413, `The request body is larger than ${MAX_BODY_MB} MB.`],
    [414, 'The address of the request is too long.'],
    [421, 'The request is for another server.'],
    [431, 'The headers of the request are too large.'],
    [500, 'The front end failed. See the logs of its container.'],
    [501, 'The transfer encoding is not supported.'],
    [502, 'The scoring container did not answer. It may be starting, or it crashed: see its logs.'],
    [503, 'The service is not available.'],
    [504, `The scoring container did not answer within ${seconds} s (scoring-timeout).`],
    [505, 'The HTTP version is not supported.'],
  ];
}

function errorLocation(status: number, message: string, revision: string): string[] {
  return [
    `location = ${ERROR_PATH}${status} {`,
    '  internal;',
    '  default_type application/json;',
    `  ${revisionHeader(revision)}`,
    ...(status === 401 ? ['  add_header WWW-Authenticate Bearer always;'] : []),
    `  return ${status} '${JSON.stringify({ message })}';`,
    '}',
  ];
}

function revisionHeader(revision: string): string {
  return `add_header ${REVISION_HEADER} "${revision}" always;`;
}

/** A text as a pattern that matches only itself. Each byte that could mean something to PCRE or nginx is written as \xHH. */
function escapePattern(text: string): string {
  const byte = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`;
  return text.replace(/[^A-Za-z0-9/]/gu, (character) => [...Buffer.from(character)].map(byte).join(''));
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
