import { describe, expect, it } from '@jest/globals';
import { localNginx } from '../../../local-azure/containers/nginx.ts';
import { nginxDirectives } from '../../../local-azure/containers/nginx-config.ts';

const place = {
  host: '127.5.6.7',
  ports: new Map([
    [80, 40080],
    [5001, 5001],
  ]),
  mapPath: (path: string) => (path.startsWith('/dev/') ? path : `/root-of-container${path}`),
  scratch: '/scratch',
  user: 'me',
};

function rewrite(text: string): string {
  const result = localNginx(text, place);
  if ('refusal' in result) throw new Error(result.refusal);
  return result.text;
}

/** What a configuration has to say so that nothing is added to it. */
const SAID = `pid /tmp/p; user nginx;
http { access_log off; client_body_temp_path /tmp/a; proxy_temp_path /tmp/b; fastcgi_temp_path /tmp/c;
uwsgi_temp_path /tmp/d; scgi_temp_path /tmp/e;
`;
const server = (listen: string, upstream = 'proxy_pass http://localhost:5001;'): string =>
  `${SAID} server { ${listen} location / { ${upstream} } } }`;

describe('the front end of a group on this machine', () => {
  it.each([
    ['listen 80;', 'listen 127.5.6.7:40080;'],
    ['listen 80 default_server;', 'listen 127.5.6.7:40080 default_server;'],
    ['listen *:80;', 'listen 127.5.6.7:40080;'],
    ['listen 0.0.0.0:80;', 'listen 127.5.6.7:40080;'],
    ['listen 8080;', 'listen 127.5.6.7:8080;'],
    ['listen 80; listen [::]:80 ipv6only=on;', 'listen 127.5.6.7:40080; '],
  ])('%s listens on the inner address of the group', (given, expected) => {
    expect(rewrite(server(given))).toContain(`server { ${expected} location`);
  });

  it.each([
    ['proxy_pass http://127.0.0.1:5001;', 'proxy_pass "http://127.5.6.7:5001";'],
    ['proxy_pass http://localhost:5001/x$request_uri;', 'proxy_pass "http://127.5.6.7:5001/x$request_uri";'],
    ['proxy_pass "http://127.0.0.1:80";', 'proxy_pass "http://127.5.6.7:40080";'],
  ])('%s asks its neighbour', (given, expected) => {
    expect(rewrite(server('listen 80;', given))).toContain(expected);
  });

  it('finds the address in an upstream block', () => {
    const text = `${SAID} upstream scoring { server 127.0.0.1:5001 max_fails=0; } server { listen 80; location / { proxy_pass http://scoring; } } }`;
    expect(rewrite(text)).toContain('upstream scoring { server "127.5.6.7:5001" max_fails=0; }');
    expect(rewrite(text)).toContain('proxy_pass http://scoring;');
  });

  it('changes nothing else: comments, patterns with braces, header names, line numbers', () => {
    const kept = `# listen 80; proxy_pass http://127.0.0.1:5001;
      map $http_authorization $ok { default 0; "~^Bearer a\\{3\\};\\"x$" 1; }
      add_header x-y "listen 80; $http_host";
      log_format j '{"u": "$request_uri"}';
      if ($ok = 0) { return 401 '{"message": "no"}'; }`;
    const text = `${SAID} ${kept}\nserver { listen 80; location / { proxy_pass http://localhost:5001; } } }`;
    const result = rewrite(text);
    expect(result).toContain(kept);
    expect(result.split('\n')).toHaveLength(text.split('\n').length);
  });

  it('maps paths, and sets those that nginx would take from this machine', () => {
    const text =
      'error_log /dev/stderr;\nhttp {\n include mime.types;\n server { listen 80; location / { proxy_pass http://localhost:5001; } } }';
    const result = rewrite(text);
    expect(result).toMatch(/^pid "\/scratch\/nginx\.pid"; user me; error_log \/dev\/stderr;$/m);
    expect(result).toContain('proxy_temp_path "/scratch/proxy_temp_path"; ');
    expect(result).toContain('access_log "/scratch/access.log"; include "/root-of-containermime.types";');
    expect(rewrite(server('listen 80;'))).toMatch(/^pid "\/root-of-container\/tmp\/p"; user "me";$/m);
  });

  it.each([
    ['', 'no "listen" directive found in a server block'],
    [
      'http { server { location / { proxy_pass http://localhost:5001; } } }',
      'no "listen" directive found in a server block',
    ],
    [
      'http { server { listen 80; location / { return 200; } } }',
      'no upstream 127.0.0.1:PORT or localhost:PORT found',
    ],
    [
      'http { server { listen 80; location / { proxy_pass http://scoring:5001; } } }',
      'no upstream 127.0.0.1:PORT or localhost:PORT found',
    ],
  ])('refuses %j', (text, refusal) => {
    expect(localNginx(text, place)).toEqual({ refusal });
  });

  it('reads words with their quotes and places', () => {
    const text = 'a "b;{ c" \'d\'; e { f ${g}h; }';
    const read = nginxDirectives(text);
    expect(read.map(({ words, blocks }) => [words.map((word) => word.text), blocks])).toEqual([
      [['a', 'b;{ c', 'd'], []],
      [['e'], []],
      [['f', '${g}h'], ['e']],
    ]);
    expect(read[0]?.words.map(({ start, end }) => text.slice(start, end))).toEqual(['a', '"b;{ c"', "'d'"]);
  });
});
