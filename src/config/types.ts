import type { Place } from '../findings.ts';

/** Finds the place of a key in a config file: `at('environment', 'docker', 'baseImage')`. Falls back to the nearest parent. */
export type Locate = (...path: readonly (string | number)[]) => Place;

/** deploymentconfig.json as v1 understood it, with v1's defaults applied. */
export interface DeploymentConfig {
  /** Path relative to the repository. */
  readonly file: string;
  /** Cores of the scoring container. */
  readonly cpu: number;
  /** Memory of the scoring container in GB, as ACI counts it. */
  readonly memoryInGB: number;
  readonly location?: string;
  /** Undefined when the file does not say. */
  readonly authEnabled?: boolean;
  readonly dnsNameLabel?: string;
  /** Keys written in the file. They are secrets that somebody committed. */
  readonly primaryKey?: string;
  readonly secondaryKey?: string;
  readonly at: Locate;
}

/** What Python the scoring container runs on. */
export type PythonEnvironment =
  /** Nothing is installed: the base image has it all (userManagedDependencies, or no dependencies named). */
  | { readonly kind: 'base-image' }
  /** Only pip packages: installed into the base image's own Python. */
  | { readonly kind: 'pip'; readonly packages: readonly string[] }
  /** A conda environment, as the inference config or its conda file describes it. */
  | {
      readonly kind: 'conda';
      readonly channels: readonly string[];
      /** Conda match specs, `python=3.10` among them. */
      readonly packages: readonly string[];
      readonly pip: readonly string[];
    };

/** inferenceconfig.json with its paths resolved and checked. */
export interface InferenceConfig {
  /** Path relative to the repository. */
  readonly file: string;
  /** Absolute real path of the entry script. */
  readonly entryScriptPath: string;
  /** The entry script relative to the repository, for annotations. Forward slashes. */
  readonly entryScriptFile: string;
  /** Entry script relative to the source directory, or its base name without one. Forward slashes. */
  readonly entryScript: string;
  /** Absolute real path of the source directory. */
  readonly sourceDirectory?: string;
  /** Undefined means the default base image. */
  readonly baseImage?: string;
  readonly python: PythonEnvironment;
  /** Where the inference config or its conda file lists packages: the place for one more. Absent without a list. */
  readonly packages?: Place;
  /** environment.environmentVariables, without v1's EXAMPLE_ENV_VAR. */
  readonly variables: Readonly<Record<string, string>>;
  readonly at: Locate;
}

/** One environment variable of the scoring container. */
export interface Variable {
  readonly name: string;
  readonly value: string;
  /** True: sent to Azure as secureValue and never printed. */
  readonly secure: boolean;
}

/** Who may call the service. */
export type Auth =
  | { readonly enabled: false }
  | { readonly enabled: true; readonly primaryKey: string; readonly secondaryKey?: string };
