import type { Finding, Place } from '../findings.ts';
import { error, notice, warning } from '../findings.ts';
import type { ImageReference } from './types.ts';

/** Registry of names without a host. */
const DOCKER_HUB = 'docker.io';
/** Docker Hub's older name, still written by some tools. */
const DOCKER_HUB_INDEX = 'index.docker.io';
/** Longest repository name with its host. Source: `distribution/reference:reference.go` (NameTotalLengthMax). */
const LONGEST_NAME = 255;

/** The grammar of references. Source: `distribution/reference:regexp.go`. */
const HOST =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** Takes an image reference apart, with Docker's rules for short names. Undefined: it is not one. */
export function parseImageReference(text: string): ImageReference | undefined {
  const [beforeDigest = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const colon = beforeDigest.lastIndexOf(':');
  const tagged = colon > beforeDigest.lastIndexOf('/');
  const name = tagged ? beforeDigest.slice(0, colon) : beforeDigest;
  const tag = tagged ? beforeDigest.slice(colon + 1) : undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const { server, repository } = splitName(name);
  if (!HOST.test(server) || !REPOSITORY.test(repository)) return undefined;
  if (server.length + 1 + repository.length > LONGEST_NAME) return undefined;
  return { server, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}

/** The full reference, with host and, where they are known, tag and digest. */
export function formatImageReference(ref: ImageReference): string {
  const tag = ref.tag === undefined ? '' : `:${ref.tag}`;
  const digest = ref.digest === undefined ? '' : `@${ref.digest}`;
  return `${ref.server}/${ref.repository}${tag}${digest}`;
}

/** Checks the `image` input. */
export function checkImageInput(text: string): Finding[] {
  const input = 'image';
  const ref = parseImageReference(text);
  if (!ref) return [error(`image: "${text}" is not an image reference.`, { input, remedy: hintFor(text) })];
  if (ref.digest !== undefined) return [];
  const remedy = `Name a digest (${ref.server}/${ref.repository}@sha256:...) to deploy exactly the image you tested.`;
  if (ref.tag !== undefined && ref.tag !== 'latest') {
    return [notice(`image: The tag ${ref.tag} can be moved to another image later.`, { input, remedy })];
  }
  const why = ref.tag === undefined ? 'has no tag, which means :latest' : 'has the tag latest';
  return [warning(`image: "${text}" ${why}: the next push to it changes what runs.`, { input, remedy })];
}

/** Checks environment.docker.baseImage of the inference config, which becomes the Dockerfile's FROM line. */
export function checkBaseImage(baseImage: string, place: Place): Finding[] {
  if (parseImageReference(baseImage)) return [];
  return [
    error(`The base image "${baseImage}" is not an image reference.`, { place, remedy: hintFor(baseImage) }),
  ];
}

/** The part before the first slash is a host only when it looks like one; upper case alone does not make it one. */
function splitName(name: string): { server: string; repository: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = /[.:[]/.test(first) || first === 'localhost';
  const server = isHost ? first.toLowerCase() : DOCKER_HUB;
  const rest = isHost ? name.slice(slash + 1) : name;
  if (server !== DOCKER_HUB && server !== DOCKER_HUB_INDEX) return { server, repository: rest };
  return { server: DOCKER_HUB, repository: rest.includes('/') ? rest : `library/${rest}` };
}

/** What is most likely wrong with a text that is no reference. */
function hintFor(text: string): string {
  const example = 'Write registry/repository:tag or registry/repository@sha256:<64 hex>.';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return `Leave out ${text.slice(0, text.indexOf('://') + 3)}. ${example}`;
  if (/\s/.test(text)) return `It must not contain spaces. ${example}`;
  if (text.includes('@') && !/@sha256:[a-f0-9]{64}$/.test(text))
    return `A digest is sha256: and 64 hex digits. ${example}`;
  if (text !== text.toLowerCase()) return `Repository names are in lower case. ${example}`;
  return example;
}
