/** What the runtime of container groups needs to know. Plain data; no ARM in here. */
import type { ContainerFaults } from './faults.ts';

export type { ContainerFaults } from './faults.ts';

/** How an image wants to be run. The same for images that were built and for public ones that are played. */
export interface ImageConfig {
  readonly env: Readonly<Record<string, string>>;
  /** Absolute path in the container. */
  readonly workdir: string;
  /** Recorded only: processes run as the user who started the local Azure. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly exposedPorts: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
  /** True when azureml-inference-server-http is installed. */
  readonly hasServer: boolean;
  /** True when the image has Azure ML's own start (`runsvdir /var/runit`). */
  readonly hasRunit: boolean;
}

export interface RunnableImage {
  readonly config: ImageConfig;
  /** Folder with the image's files. Undefined: a public image that is played without files. */
  readonly tree?: string;
}

/** Pulls an image by its full reference. Undefined: the registry does not have it. */
export type PullImage = (reference: string) => RunnableImage | undefined;

/** Seconds and counts as in the ARM body, with Kubernetes' defaults applied. */
export interface Probe {
  readonly action:
    | {
        readonly kind: 'http';
        readonly path: string;
        readonly port: number;
        readonly headers: Readonly<Record<string, string>>;
      }
    | { readonly kind: 'exec'; readonly command: readonly string[] };
  readonly initialDelaySeconds: number;
  readonly periodSeconds: number;
  readonly timeoutSeconds: number;
  readonly failureThreshold: number;
  readonly successThreshold: number;
}

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  /** Replaces ENTRYPOINT and CMD when it is not empty. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly volume: string; readonly path: string }[];
  readonly readiness?: Probe;
  readonly liveness?: Probe;
  readonly faults?: ContainerFaults;
}

export type VolumeSpec =
  | { readonly kind: 'secret'; readonly name: string; readonly files: Readonly<Record<string, Buffer>> }
  | { readonly kind: 'empty'; readonly name: string }
  /** A kind that the local Azure has no server for: its mount fails with this message. */
  | { readonly kind: 'unmountable'; readonly name: string; readonly message: string };

export interface GroupSpec {
  readonly restartPolicy: RestartPolicy;
  readonly initContainers: readonly ContainerSpec[];
  readonly containers: readonly ContainerSpec[];
  readonly volumes: readonly VolumeSpec[];
  /** Ports of the group's address. */
  readonly publicPorts: readonly number[];
  /** Every port that a container of the group declares. */
  readonly containerPorts: readonly number[];
}

/** One event as instanceView shows it. */
export interface ContainerEvent {
  readonly count: number;
  readonly firstTimestamp: string;
  readonly lastTimestamp: string;
  readonly name: string;
  readonly message: string;
  readonly type: string;
}

/** currentState and previousState of an instance view, in the order of the recorded fields. */
export interface ContainerState {
  readonly state: 'Waiting' | 'Running' | 'Terminated';
  readonly startTime?: string;
  readonly exitCode?: number;
  readonly finishTime?: string;
  readonly detailStatus: string;
}

/** Times that tests shorten. */
export interface Pace {
  /** Wait before the second restart in a row; it doubles from there. Kubernetes: 10 s. */
  readonly backOffBaseMs: number;
  /** Length of a second of the probes. */
  readonly secondMs: number;
  /** Time between SIGTERM and SIGKILL. Kubernetes: 30 s; shorter here so that deployments and stops are quick. */
  readonly graceMs: number;
}

export const REAL_PACE: Pace = { backOffBaseMs: 10_000, secondMs: 1000, graceMs: 2000 };
