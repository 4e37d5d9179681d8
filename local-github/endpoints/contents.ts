import type { WireAnswer } from '../../local-azure/types.ts';
import type { Call, Route } from '../api/call.ts';
import { notFound, refusal } from '../api/errors.ts';
import { repositoryUrl } from '../bodies/repository.ts';
import { shaOf } from '../ids.ts';
import { filesOf } from '../refs.ts';
import { fullNameOf } from '../state.ts';

/** Larger files come without content in JSON; up to 100 MB they can be had raw. Source: https://docs.github.com/rest/repos/contents#get-repository-content */
const MAX_JSON_BYTES = 1024 * 1024;
const MAX_BYTES = 100 * MAX_JSON_BYTES;
/** Base64 in lines, as GitHub breaks it. */
const LINE = /.{1,60}/g;

/** Files and folders. */
export const contentRoutes: readonly Route[] = [
  {
    operation: 'repos/get-content',
    method: 'GET',
    path: /^\/contents(?=\/|$)\/?(.*)$/,
    permissions: ['contents'],
    level: 'read',
    docs: 'repos/contents#get-repository-content',
    answer: get,
  },
];

function get(call: Call): WireAnswer {
  const ref = call.query.get('ref') ?? call.state.repository.defaultBranch;
  const files = filesOf(call.state, ref);
  if (!files) return refusal(404, `No commit found for the ref ${ref}`, call.docs);
  const path = (call.params[0] ?? '').replace(/\/$/, '');
  const file = Object.hasOwn(files, path) ? files[path] : undefined;
  if (file !== undefined) return fileAnswer(call, { path, ref, bytes: Buffer.from(file) });
  const below = path === '' ? '' : `${path}/`;
  const inside = Object.entries(files).filter(([name]) => name.startsWith(below));
  if (inside.length === 0) return notFound(call.docs);
  const names = [...new Set(inside.map(([name]) => name.slice(below.length).split('/')[0] ?? ''))].sort();
  const entries = names.map((name) => {
    const content = inside.find(([one]) => one === `${below}${name}`)?.[1];
    const bytes = content === undefined ? undefined : Buffer.from(content);
    return entryOf(call, { path: `${below}${name}`, ref, ...(bytes && { bytes }) });
  });
  return { status: 200, body: entries };
}

interface Entry {
  readonly path: string;
  readonly ref: string;
  /** Absent: a folder. */
  readonly bytes?: Buffer;
}

function fileAnswer(call: Call, entry: Entry & { readonly bytes: Buffer }): WireAnswer {
  const { bytes } = entry;
  if (bytes.length > MAX_BYTES) return refuseLarge(call);
  if (/\bapplication\/vnd\.github(\.v3)?\.raw\b/.test(call.request.headers['accept'] ?? '')) {
    const headers = { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' };
    return { status: 200, headers, body: bytes };
  }
  const isLarge = bytes.length > MAX_JSON_BYTES;
  const lines = isLarge ? [] : (bytes.toString('base64').match(LINE) ?? []);
  const content = lines.map((line) => `${line}\n`).join('');
  return { status: 200, body: { ...entryOf(call, entry), content, encoding: isLarge ? 'none' : 'base64' } };
}

function refuseLarge({ docs }: Call): WireAnswer {
  const message =
    'The requested blob is too large to fetch via the API, but you can always clone the repository via Git in order to obtain this blob.';
  return refusal(403, message, docs, { errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }] });
}

function entryOf({ site, state }: Call, { path, ref, bytes }: Entry): object {
  const api = repositoryUrl(site, state.repository);
  const fullName = fullNameOf(state.repository);
  const type = bytes ? 'file' : 'dir';
  const sha = shaOf(bytes ? Buffer.concat([Buffer.from(`blob ${bytes.length}\0`), bytes]) : `${ref}:${path}`);
  const url = `${api}/contents/${path}?ref=${ref}`;
  const git = `${api}/git/${bytes ? 'blobs' : 'trees'}/${sha}`;
  const html = `${site.serverUrl}/${fullName}/${bytes ? 'blob' : 'tree'}/${ref}/${path}`;
  return {
    name: path.split('/').at(-1),
    path,
    sha,
    size: bytes?.length ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: bytes ? `https://raw.githubusercontent.com/${fullName}/${ref}/${path}` : null,
    type,
    _links: { self: url, git, html },
  };
}
