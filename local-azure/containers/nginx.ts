import { applyEdits, nginxDirectives, type Directive, type Edit, type Word } from './nginx-config.ts';
import type { PortMap } from './address.ts';

/** Where the container's nginx has to listen, what it has to ask, and where its paths lie on this machine. */
export interface NginxPlace {
  /** The group's inner address: localhost of its containers. */
  readonly host: string;
  readonly ports: PortMap;
  /** Maps a path of a directive to this machine. */
  readonly mapPath: (path: string) => string;
  /** Folder for what the configuration leaves to nginx's compiled-in paths: temporary files and the access log. */
  readonly scratch: string;
  /** Who runs the container's processes. Undefined: not root, and nginx ignores its `user` directive. */
  readonly user?: string;
}

const PATH_DIRECTIVES = new Set(
  `pid error_log access_log include root alias ssl_certificate ssl_certificate_key ssl_trusted_certificate
   ssl_client_certificate ssl_dhparam auth_basic_user_file client_body_temp_path proxy_temp_path fastcgi_temp_path
   uwsgi_temp_path scgi_temp_path`.split(/\s+/),
);
const TEMP_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path`);
const LOCAL_UPSTREAM = /^((?:https?:\/\/)?)(?:127\.0\.0\.1|localhost):(\d+)/;

/**
 * An Action's nginx configuration for this machine: only listen addresses, upstream addresses, paths and the worker's
 * user change. Refuses a configuration that does not listen or has no upstream on localhost, as the front end of a group must.
 */
export function localNginx(text: string, place: NginxPlace): { text: string } | { refusal: string } {
  const directives = nginxDirectives(text);
  const listens = directives.filter((d) => nameOf(d) === 'listen' && d.blocks.at(-1) === 'server');
  if (listens.length === 0) return { refusal: 'no "listen" directive found in a server block' };
  const upstreams = directives.flatMap((directive) => upstreamEdit(directive, place));
  if (upstreams.length === 0) return { refusal: 'no upstream 127.0.0.1:PORT or localhost:PORT found' };
  const edits = [
    ...listens.map((directive) => listenEdit(directive, place)),
    ...upstreams,
    ...directives.flatMap((directive) => pathEdits(directive, place)),
    ...defaultEdits(directives, place),
  ];
  return { text: applyEdits(text, edits) };
}

/** `listen 80`, `*:80`, `0.0.0.0:80`; a `[::]:80` beside it becomes a second name of the same socket and is left out. */
function listenEdit(directive: Directive, place: NginxPlace): Edit {
  const [keyword, address] = directive.words;
  const start = keyword?.start ?? 0;
  const match = /^(?:(?<host>.*):)?(?<port>\d+)$/.exec(address?.text ?? '');
  const host = match?.groups?.['host'] ?? '*';
  if (host.startsWith('[')) return { start, end: directive.end, text: '' };
  const asked = Number(match?.groups?.['port'] ?? 80);
  const text = `listen ${place.host}:${String(place.ports.get(asked) ?? asked)}`;
  return { start, end: address?.end ?? start, text };
}

function upstreamEdit(directive: Directive, place: NginxPlace): Edit[] {
  const isUpstream =
    nameOf(directive) === 'proxy_pass' ||
    (nameOf(directive) === 'server' && directive.blocks.at(-1) === 'upstream');
  const word = directive.words[1];
  const match = LOCAL_UPSTREAM.exec(word?.text ?? '');
  if (!isUpstream || !word || !match) return [];
  const asked = Number(match[2]);
  const address = `${match[1] ?? ''}${place.host}:${String(place.ports.get(asked) ?? asked)}`;
  return [replace(word, address + word.text.slice(match[0].length))];
}

function pathEdits(directive: Directive, place: NginxPlace): Edit[] {
  const word = directive.words[1];
  if (nameOf(directive) === 'user' && word && place.user !== undefined) return [replace(word, place.user)];
  if (!word || !PATH_DIRECTIVES.has(nameOf(directive))) return [];
  const mapped = place.mapPath(word.text);
  return mapped === word.text ? [] : [replace(word, mapped)];
}

/** What is not said goes to nginx's compiled-in paths, which are this machine's: say it, on the lines that are there. */
function defaultEdits(directives: readonly Directive[], place: NginxPlace): Edit[] {
  const said = new Set(directives.map(nameOf));
  const unless = (name: string, value: string): string => (said.has(name) ? '' : `${name} ${value}; `);
  const main =
    unless('pid', `"${place.scratch}/nginx.pid"`) +
    (place.user === undefined ? '' : unless('user', place.user));
  const http =
    TEMP_PATHS.map((name) => unless(name, `"${place.scratch}/${name}"`)).join('') +
    unless('access_log', `"${place.scratch}/access.log"`);
  const inHttp = directives.find((directive) => directive.blocks[0] === 'http');
  return [...insertBefore(directives[0], main), ...insertBefore(inHttp, http)];
}

function insertBefore(directive: Directive | undefined, text: string): Edit[] {
  const at = directive?.words[0]?.start;
  return at === undefined ? [] : [{ start: at, end: at, text }];
}

function replace(word: Word, text: string): Edit {
  return { start: word.start, end: word.end, text: `"${text}"` };
}

function nameOf(directive: Directive): string {
  return directive.words[0]?.text ?? '';
}
