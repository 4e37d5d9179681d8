import { readFileSync, statSync } from 'node:fs';

/** What a RUN line would install, as far as the local Azure looks at it. */
export interface Installation {
  /** True when the scoring server comes with it. */
  readonly installsServer: boolean;
  /** A package that no index has, and the tool that would say so. */
  readonly missing?: { readonly name: string; readonly tool: 'pip' | 'conda' };
}

const SERVER_PACKAGES = new Set(['azureml-inference-server-http', 'azureml-defaults']);
/** Test files name packages like this when a build has to fail. */
const MISSING = /^no-such-package(?:-|$)/;
const INSTALLER = /\b(pip3?|conda|mamba|micromamba)\b[^&|;]*\b(?:install|create|update)\b/;

/** Reads a RUN line, and the requirements and conda files it names. `locate` finds a path of the image on this machine. */
export function installation(command: string, locate: (path: string) => string): Installation {
  const installer = INSTALLER.exec(command)?.[1];
  if (installer === undefined) return { installsServer: false };
  const words = command.split(/[\s'";&|]+/).flatMap((word) => [word, ...word.split('=').slice(1)]);
  const named = words.map((word) => ({ name: packageName(word), tool: toolOf(installer, undefined) }));
  const listed = words.flatMap((word) => listedPackages(locate(word), installer));
  const packages = [...named, ...listed];
  const missing = packages.find(({ name }) => MISSING.test(name));
  const installsServer = packages.some(({ name }) => SERVER_PACKAGES.has(name));
  return { installsServer, ...(missing && { missing }) };
}

/** The packages of a requirements.txt or conda file. In a conda file those below `- pip:` are pip's. */
function listedPackages(file: string, installer: string): { name: string; tool: 'pip' | 'conda' }[] {
  const text = readSmall(file);
  if (text === undefined) return [];
  const pipAt = text.search(/^\s*-\s*pip\s*:/m);
  return [...text.matchAll(/^\s*(?:-\s*)?["']?([A-Za-z][\w.-]*)/gm)].map((match) => ({
    name: packageName(match[1] ?? ''),
    tool: toolOf(installer, pipAt !== -1 && match.index > pipAt),
  }));
}

function toolOf(installer: string, belowPip: boolean | undefined): 'pip' | 'conda' {
  return installer.startsWith('pip') || belowPip === true ? 'pip' : 'conda';
}

/** Name without version, extras and spelling differences (PEP 503). */
function packageName(word: string): string {
  return (/^[A-Za-z0-9][\w.-]*/.exec(word)?.[0] ?? '').toLowerCase().replace(/[-_.]+/g, '-');
}

function readSmall(file: string): string | undefined {
  try {
    const { size } = statSync(file);
    return size < 1_000_000 ? readFileSync(file, 'utf8') : undefined;
  } catch {
    // Most words of a RUN line are no files.
    return undefined;
  }
}
