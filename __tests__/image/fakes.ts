import { Readable } from 'node:stream';
import type { Clock } from '../../src/clock.ts';
import type { InferenceConfig, PythonEnvironment } from '../../src/config/types.ts';
import type { Finding } from '../../src/findings.ts';
import { ActionError } from '../../src/findings.ts';
import type {
  BuildLogPart,
  BuildRun,
  BuildSource,
  ContextFile,
  ImageBuild,
  Registry,
  StartedBuild,
  TagLookup,
} from '../../src/image/types.ts';
import type { Log } from '../../src/log.ts';

/** A clock that only its sleepers move. */
export function fakeClock(): Clock & { readonly slept: number[] } {
  let now = 1_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** A log that remembers in one list: lines, `[group]` titles and `mask:` values. */
export function fakeLog(): Log & { readonly lines: string[]; readonly findings: Finding[] } {
  const lines: string[] = [];
  const findings: Finding[] = [];
  return {
    lines,
    findings,
    info: (text) => void lines.push(text),
    debug: () => undefined,
    report: (finding) => void findings.push(finding),
    group: (title, body) => {
      lines.push(`[${title}]`);
      return body();
    },
    mask: (secret) => void lines.push(`mask:${secret}`),
  };
}

export const DIGEST = `sha256:${'ab'.repeat(32)}`;

/** What a fake registry does, step by step. */
export interface Script {
  /** Answers of digestOf, in order; the last one stays. */
  readonly lookups: readonly TagLookup[];
  readonly runs?: readonly StartedBuild[];
  readonly log?: readonly (BuildLogPart | Error)[];
  readonly uploadFails?: Error;
}

/** A registry that follows a script and notes the calls. */
export function fakeRegistry(script: Script): Registry & { readonly calls: string[]; uploaded: Buffer } {
  const calls: string[] = [];
  const lookups = [...script.lookups];
  const runs = [...(script.runs ?? [])];
  const log = [...(script.log ?? [])];
  const nextRun = (): StartedBuild => runs.shift() ?? { id: 'ca1', status: 'Running', images: [] };
  const registry = {
    calls,
    uploaded: Buffer.alloc(0) as Buffer,
    server: 'mlregistry.azurecr.io',
    id: '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/mlregistry',
    location: 'westeurope',
    anonymousPull: false,
    adminUser: undefined,
    digestOf: (repository: string, tag: string): Promise<TagLookup> => {
      calls.push(`digestOf ${repository}:${tag}`);
      return Promise.resolve((lookups.length > 1 ? lookups.shift() : lookups[0]) ?? 'absent');
    },
    bytesOf: () => Promise.resolve(undefined),
    deleteRepository: (): Promise<never> => Promise.reject(new Error('not expected')),
    adminCredential: () => Promise.resolve(undefined),
    uploadSource: async (archive: () => Readable, mask: (secret: string) => void): Promise<BuildSource> => {
      calls.push('upload');
      mask('sig=secret');
      if (script.uploadFails) throw script.uploadFails;
      registry.uploaded = await collect(archive());
      return { path: 'source/abc.tar.gz' };
    },
    startBuild: (request: object, others: readonly string[]): Promise<StartedBuild> => {
      const but = others.length === 0 ? '' : ` but ${others.join()}`;
      calls.push(`start ${JSON.stringify(request)}${but}`);
      return Promise.resolve(nextRun());
    },
    pollBuild: (runId: string): Promise<BuildRun> => {
      calls.push(`poll ${runId}`);
      return Promise.resolve(nextRun());
    },
    readBuildLog: (_runId: string, from: number): Promise<BuildLogPart> => {
      calls.push(`log ${from}`);
      const part = log.shift() ?? { bytes: new Uint8Array(), complete: true };
      return part instanceof Error ? Promise.reject(part) : Promise.resolve(part);
    },
    cancelBuild: (runId: string): Promise<void> => {
      calls.push(`cancel ${runId}`);
      return Promise.resolve();
    },
  };
  return registry;
}

/** Part of a log. */
export function part(text: string | Buffer, complete = false): BuildLogPart {
  return { bytes: Buffer.from(text), complete };
}

/** A file of a context from its content. */
export function contextFile(
  path: string,
  content: string | Buffer,
  more: Partial<ContextFile> = {},
): ContextFile {
  const bytes = Buffer.from(content);
  return {
    path,
    bytes: bytes.length,
    identity: `test:${path}`,
    compress: true,
    mode: 0o644,
    open: () => Promise.resolve(Readable.from([bytes])),
    ...more,
  };
}

/** A build of these files. */
export function imageBuild(context: readonly ContextFile[]): ImageBuild {
  return {
    server: 'mlregistry.azurecr.io',
    repository: 'aci-model-deploy/iris',
    tag: '0123456789abcdef0123456789abcdef',
    dockerfile: 'FROM scratch\n',
    context,
  };
}

/** An inference config of these parts. */
export function inferenceConfig(parts: {
  readonly entryScriptPath: string;
  readonly entryScript?: string;
  readonly sourceDirectory?: string;
  readonly baseImage?: string;
  readonly python?: PythonEnvironment;
}): InferenceConfig {
  return {
    file: 'inferenceconfig.json',
    entryScript: 'score.py',
    entryScriptFile: 'score.py',
    python: { kind: 'base-image' },
    variables: {},
    at: (...path) => ({ file: 'inferenceconfig.json', line: path.length + 1, column: 3 }),
    ...parts,
  };
}

export async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The findings of the ActionError that this work ends with. */
export async function findingsOf(work: Promise<unknown>): Promise<readonly Finding[]> {
  const caught: unknown = await work.then(
    () => new Error('It did not fail.'),
    (reason: unknown) => reason,
  );
  if (!(caught instanceof ActionError)) throw caught;
  return caught.findings;
}
