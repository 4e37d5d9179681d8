import type { Place } from '../findings.ts';

/** How sure a diagnosis is, the surest first. Certain: what was seen allows no other reading. */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const;
export type Certainty = (typeof CERTAINTIES)[number];

/** Why something went wrong, as far as it can be told. */
export interface Diagnosis {
  /** Name of the rule that found it. */
  readonly rule: string;
  /** One sentence with a period. Text from outside in it is short and in one line. */
  readonly cause: string;
  /** What to do, as an imperative sentence. */
  readonly remedy: string;
  readonly certainty: Certainty;
  /** The lines that show it. They come from outside. */
  readonly evidence: readonly string[];
  /** Where the user's repository has it. */
  readonly place?: Place;
}

/** What a rule tells; the table adds its name. */
export type Told = Omit<Diagnosis, 'rule'>;

/** One row of the table of rules. Rules do not overlap: what one row knows, no other row tells. */
export interface Rule {
  readonly name: string;
  /** Pure. Undefined when the symptoms are not there. */
  find(symptoms: Symptoms): Told | undefined;
}

/** Everything that is known when something went wrong. Plain data. */
export interface Symptoms {
  /** The scoring container first. Empty when there is no group. */
  readonly containers: readonly ContainerFacts[];
  /** Events since the start of this deployment, and what Azure's operation failed with. */
  readonly events: readonly SymptomEvent[];
  /** Azure's word for a deployment that it has not ended, such as Pending; absent when it has. */
  readonly unfinished?: string;
  /** The last status that our own front end passed on for the health path; undefined without one. */
  readonly healthStatus?: number;
  /** Requests of the smoke test that got no answer or one with another status than expected. */
  readonly answers: readonly BadAnswer[];
  readonly repository: Repository;
}

/** A container and how it is. */
export interface ContainerFacts {
  readonly name: string;
  /** True for the Action's own front end. */
  readonly isFrontEnd: boolean;
  /** Waiting, Running or Terminated. */
  readonly state: string;
  /** Of its last end within this deployment. */
  readonly exitCode?: number;
  /** Within this deployment. */
  readonly restarts: number;
  /** Last lines of its last log that was not empty. */
  readonly log: string;
  /** Port and path that are probed. */
  readonly port?: number;
  readonly healthPath?: string;
  readonly memoryInGB?: number;
}

/** An event of the group or of a container, or the error of an operation: then the name is its code. */
export interface SymptomEvent {
  readonly container?: string;
  readonly name: string;
  readonly message: string;
}

/** A request of the smoke test that failed. */
export interface BadAnswer {
  /** Name of the request. */
  readonly name: string;
  /** 0 when there was no answer. */
  readonly status: number;
  /** The scoring server said that run() raised an exception. */
  readonly runFailed: boolean;
  /** True when the client itself gave up waiting. */
  readonly timedOut: boolean;
}

/** What is known of the repository that the service was made from. Empty for a prebuilt image. */
export interface Repository {
  /** Where the user's code lies in the image and in the repository. */
  readonly code?: CodeLocation;
  /** Where the inference config or the conda file lists packages. */
  readonly packages?: Place;
  /** Where the deployment config has memoryInGB. */
  readonly memory?: Place;
  /** Where the inference config names the entry script. */
  readonly entryScript?: Place;
  /** Python modules beside the entry script that are not in the image, because there is no sourceDirectory. */
  readonly leftOut?: readonly string[];
}

/** One file, or a folder with everything in it. */
export interface CodeLocation {
  readonly kind: 'file' | 'folder';
  /** Absolute path in the image. */
  readonly inImage: string;
  /** Path relative to the repository; empty for the repository itself. Forward slashes. */
  readonly inRepository: string;
}
