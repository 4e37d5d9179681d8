import { mkdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { ImageConfig, RunnableImage } from '../containers/types.ts';
import { copyIntoImage } from './copy.ts';
import { commandLine, expand, jsonList, keyValues, splitWords, type Instruction } from './dockerfile.ts';
import { installation } from './packages.ts';
import { conda, pip } from './build-log.ts';

/** A build that ends with this line, as Docker's would. */
export class BuildError extends Error {}

export interface BuildOptions {
  readonly instructions: readonly Instruction[];
  readonly context: string;
  /** Folder for the image's files. */
  readonly tree: string;
  readonly write: (line: string) => void;
  /** An image to build upon: of this registry or a public one. */
  readonly find: (image: string) => RunnableImage | undefined;
  /** Copies the files of the image that is built upon. */
  readonly seed: (tree: string) => Promise<void>;
}

/** Plays the instructions one after the other. Throws {@link BuildError} and CopyError. */
export async function playBuild(options: BuildOptions): Promise<{ base: string; config: ImageConfig }> {
  const build = new Build(options);
  const { instructions } = options;
  await mkdir(options.tree, { recursive: true });
  for (const [index, instruction] of instructions.entries()) {
    options.write(`Step ${index + 1}/${instructions.length} : ${instruction.keyword} ${instruction.rest}`);
    await build.play(instruction);
    options.write(` ---> ${layerId(index, instruction)}`);
  }
  return build.result();
}

class Build {
  readonly #options: BuildOptions;
  readonly #arguments: Record<string, string> = {};
  #base: string | undefined;
  #config: ImageConfig | undefined;

  constructor(options: BuildOptions) {
    this.#options = options;
  }

  result(): { base: string; config: ImageConfig } {
    return { base: this.#base ?? '', config: this.#image() };
  }

  async play({ keyword, rest }: Instruction): Promise<void> {
    const variables = { ...this.#arguments, ...this.#config?.env };
    const text = expand(rest, variables);
    if (keyword === 'ARG') Object.assign(this.#arguments, argumentOf(text, this.#arguments));
    else if (keyword === 'FROM') await this.#from(text);
    else if (keyword === 'COPY' || keyword === 'ADD') await this.#copy(text);
    else if (keyword === 'RUN') this.#run(rest, text);
    else this.#config = configured(this.#image(), keyword, rest, text);
  }

  async #from(text: string): Promise<void> {
    const image = splitWords(text).find((word) => !word.startsWith('--')) ?? '';
    if (this.#config)
      throw new BuildError('The local Azure does not play builds of several stages (a second FROM).');
    const own = this.#options.find(image);
    if (!own)
      throw new BuildError(`manifest for ${image} not found: manifest unknown: manifest is not found`);
    if (own.tree !== undefined) await this.#options.seed(own.tree);
    this.#base = image;
    this.#config = own.config;
  }

  async #copy(text: string): Promise<void> {
    const [flags, rest] = splitFlags(text);
    if (flags.some((flag) => flag.startsWith('--from'))) {
      throw new BuildError('The local Azure does not play COPY --from.');
    }
    const paths = jsonList(rest) ?? splitWords(rest);
    const destination = paths.at(-1);
    if (destination === undefined || paths.length < 2)
      throw new BuildError('COPY requires at least two arguments');
    const { context, tree } = this.#options;
    const { workdir } = this.#image();
    await copyIntoImage({ context, tree, workdir, sources: paths.slice(0, -1), destination });
  }

  /** Nothing is executed: what the line would install is recorded. */
  #run(rest: string, text: string): void {
    const image = this.#image();
    const locate = (path: string): string =>
      join(this.#options.tree, posix.resolve('/', image.workdir, path));
    const { installsServer, missing } = installation(text, locate);
    this.#options.write(' ---> Running in local-azure (recorded, not executed)');
    if (missing) {
      for (const line of missing.tool === 'pip' ? pip(missing.name) : conda(missing.name))
        this.#options.write(line);
      const shell = jsonList(rest)?.join(' ') ?? `/bin/sh -c ${rest}`;
      throw new BuildError(`The command '${shell}' returned a non-zero code: 1`);
    }
    this.#config = { ...image, hasServer: image.hasServer || installsServer };
  }

  #image(): ImageConfig {
    if (!this.#config) throw new BuildError('no build stage in current context');
    return this.#config;
  }
}

/** The configuration after an instruction that changes no files. */
function configured(config: ImageConfig, keyword: string, rest: string, text: string): ImageConfig {
  switch (keyword) {
    case 'ENV':
      return { ...config, env: { ...config.env, ...keyValues(text) } };
    case 'LABEL':
      return { ...config, labels: { ...config.labels, ...keyValues(text) } };
    case 'WORKDIR':
      return { ...config, workdir: posix.resolve('/', config.workdir, splitWords(text)[0] ?? '') };
    case 'USER':
      return { ...config, user: text };
    case 'EXPOSE':
      return {
        ...config,
        exposedPorts: [...config.exposedPorts, ...splitWords(text).map((port) => Number.parseInt(port, 10))],
      };
    case 'CMD':
      return { ...config, cmd: commandLine(rest) };
    case 'ENTRYPOINT':
      // Docker forgets the CMD of the base image when a build sets ENTRYPOINT.
      return { ...config, entrypoint: commandLine(rest), cmd: [] };
    default:
      return config;
  }
}

/** ARG without a value keeps what is known: the local Azure passes no build arguments. */
function argumentOf(text: string, known: Readonly<Record<string, string>>): Record<string, string> {
  const [name = '', ...value] = text.split('=');
  return { [name]: value.length > 0 ? splitWords(value.join('=')).join(' ') : (known[name] ?? '') };
}

function splitFlags(text: string): [string[], string] {
  const [flags = ''] = /^(?:--\S+\s+)*/.exec(text) ?? [];
  return [splitWords(flags), text.slice(flags.length)];
}

/** A stable stand-in for the id of an intermediate image. */
function layerId(index: number, { keyword, line }: Instruction): string {
  return Buffer.from(`${index}${keyword}${line}layer`).toString('hex').padEnd(12, '0').slice(0, 12);
}
