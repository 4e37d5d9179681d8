/** The lines around a quick build, as Azure Container Registry writes them. */
export class BuildLog {
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** A line of the agent, with its time. */
  agent(text: string): void {
    this.#write(`${new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll('-', '/')} ${text}`);
  }

  /** A line of Docker. */
  docker(text: string): void {
    this.#write(text);
  }

  before(server: string, bytes: number): void {
    this.agent('Downloading source code...');
    this.agent('Finished downloading source code');
    this.agent('Setting up Docker configuration...');
    this.agent('Successfully set up Docker configuration');
    this.agent(`Logging in to registry: ${server}`);
    this.agent(`Successfully logged into ${server}`);
    this.agent("Executing step ID: build. Timeout(sec): 28800, Working directory: '', Network: ''");
    this.agent('Launching container with name: build');
    this.docker(`Sending build context to Docker daemon  ${(bytes / 1000).toFixed(1)}kB`);
  }

  built(digest: string, names: readonly string[]): void {
    this.docker(`Successfully built ${digest.slice(7, 19)}`);
    for (const name of names) this.docker(`Successfully tagged ${name}`);
    this.agent('Successfully executed container: build');
  }

  pushed(name: string, digest: string, size: number): void {
    const [repository = '', tag = ''] = name.split(/:(?=[^/:]*$)/);
    this.agent(`Pushing image: ${name}, attempt 1`);
    this.docker(`The push refers to repository [${repository}]`);
    this.docker(`${digest.slice(19, 31)}: Pushed`);
    this.docker(`${tag}: digest: ${digest} size: ${size}`);
    this.agent(`Successfully pushed image: ${name}`);
  }

  failed(reason: string): void {
    this.docker(reason);
    this.agent('Container failed during run: build. No retries remaining.');
    this.docker('failed to run step ID: build: exit status 1');
  }
}

/** What pip prints for a package that no index has. */
export function pip(name: string): string[] {
  return [
    `ERROR: Could not find a version that satisfies the requirement ${name} (from versions: none)`,
    `ERROR: No matching distribution found for ${name}`,
  ];
}

/** What conda prints for a package that no channel has. */
export function conda(name: string): string[] {
  return [
    'Collecting package metadata (repodata.json): ...working... done',
    'Solving environment: ...working... failed',
    '',
    'ResolvePackageNotFound: ',
    `  - ${name}`,
    '',
  ];
}
