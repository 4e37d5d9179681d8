import { z } from 'zod';
import { KNOWN_ERRORS } from './known-errors.ts';
import { OPERATION_NAMES } from './operations.ts';

/** The n-th time (1 is the first), or a range of times; without it, every time. Counted from when the fault was switched on. */
const nth = z.union([
  z.int().min(1),
  z.strictObject({ from: z.int().min(1), to: z.int().min(1).optional() }),
]);
/** A name in which `*` stands for any text; compared without case. Without it, every name. */
const pattern = z.string().min(1);
const seconds = z.number().min(0);

/** What somebody else does to the container group of the call, just before the call is answered. */
const otherWrite = z.union([
  z.literal('delete'),
  z.strictObject({
    /** Laid over the group's tags. */
    tags: z.record(z.string(), z.string()).optional(),
    /** Laid over the environment of its first container. */
    environment: z.record(z.string(), z.string()).optional(),
    /** Image of its first container. */
    image: z.string().optional(),
  }),
]);

/** Something wrong with the calls of one operation, at the HTTP front. What is given is applied together. */
const callFault = z.strictObject({
  kind: z.literal('call'),
  operation: z.enum(OPERATION_NAMES),
  /** Name of the container group, model, datastore, run, repository or blob that the call is about. */
  name: pattern.optional(),
  nth: nth.optional(),
  /** Time until the call is worked on. */
  delaySeconds: seconds.optional(),
  write: otherWrite.optional(),
  /** The service's own words for a known error, filled in from the call; the call has no effect. */
  error: z.enum(KNOWN_ERRORS).optional(),
  /** Any other error, in the format of the service; the call has no effect. */
  status: z.int().min(400).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  /** On top of the answer's headers, such as Retry-After. */
  headers: z.record(z.string(), z.string()).optional(),
  /**
   * `reset`: the connection breaks before the call has any effect; `reset-after`: the call takes effect, and its answer
   * is lost; `cut`: the connection breaks in the middle of the answer.
   */
  connection: z.enum(['reset', 'reset-after', 'cut']).optional(),
  /** Leaves the end of the answer's body out, as if there were no more. */
  keepBytes: z.int().min(0).optional(),
});

/** Something wrong with one container of a deployment. */
const containerFaults = z.strictObject({
  /** Its image cannot be pulled, in the words of containerd. */
  pull: z.enum(['not-found', 'unauthorized', 'rate-limited', 'unreachable']).optional(),
  /** How often the pull fails before it works; without it, always. */
  pullFailures: z.int().min(1).optional(),
  /** The program starts so much later; the container is Running meanwhile. */
  slowStartSeconds: seconds.optional(),
  /** The program ends with this code. */
  crash: z
    .strictObject({
      exitCode: z.int().min(0).max(255),
      afterSeconds: seconds,
      /** Counted from the program's start, or from when the container is ready. Default: start. */
      since: z.enum(['start', 'ready']).optional(),
      /** How many times; without it, after every restart again. */
      times: z.int().min(1).optional(),
      /** Last lines of its log. */
      log: z.string().optional(),
    })
    .optional(),
  /** Its readiness probe fails for ever, whatever its program does. */
  neverReady: z.boolean().optional(),
});

/** Something wrong with deployments (PUT) of container groups. */
const deploymentFault = containerFaults.extend({
  kind: z.literal('deployment'),
  /** Name of the container group. */
  group: pattern.optional(),
  /** Which deployment; counted for each group by itself. */
  nth: nth.optional(),
  /** The container that has the container faults; the first one by default. */
  container: z.string().optional(),
  /** The operation never ends. */
  stuck: z.boolean().optional(),
  /** The operation stays Pending for at least this long. */
  pendingSeconds: seconds.optional(),
  /** The operation fails. */
  fails: z
    .strictObject({
      /** Name of its event. Default: InsufficientCapacity. with the service's text; then nothing starts. */
      event: z.string().optional(),
      message: z.string().optional(),
      /** The containers start, and run on; without it they do not start. */
      afterSeconds: seconds.optional(),
    })
    .optional(),
  /** A volume cannot be mounted: message of the FailedMount event. */
  mountFailure: z.string().optional(),
  /** The FQDN does not resolve until so long after the operation has succeeded. */
  dnsSeconds: seconds.optional(),
});

/** Something wrong after container groups have been deleted. */
const deletionFault = z.strictObject({
  kind: z.literal('deletion'),
  group: pattern.optional(),
  nth: nth.optional(),
  /** The DNS name label stays taken for this long. */
  labelHeldSeconds: seconds,
});

/** Something wrong with a quick build of the registry. */
const buildFault = z.strictObject({
  kind: z.literal('build'),
  nth: nth.optional(),
  /** `queued` and `running`: it stays so for ever; the others are how it ends. */
  outcome: z.enum(['queued', 'running', 'failed', 'error', 'canceled', 'timeout']),
  /** Lines of its log before that. */
  log: z.array(z.string()).optional(),
  /** Why it ends, in the run and as the last line of its log. */
  message: z.string().optional(),
  afterSeconds: seconds.optional(),
});

/** Access tokens of Entra that live for seconds. */
const tokenFault = z.strictObject({
  kind: z.literal('token'),
  nth: nth.optional(),
  lifetimeSeconds: seconds,
});

/** What a program may switch on, as JSON. */
export const faultSchema = z.discriminatedUnion('kind', [
  callFault,
  deploymentFault,
  deletionFault,
  buildFault,
  tokenFault,
]);

/**
 * A fault. Seconds of deployments and deletions are as long as those of the containers (`pace.secondMs`); those of calls,
 * builds and tokens are `timeScale` times as fast as the wall clock.
 */
export type Fault = z.infer<typeof faultSchema>;
export type CallFault = z.infer<typeof callFault>;
export type DeploymentFault = z.infer<typeof deploymentFault>;
export type BuildFault = z.infer<typeof buildFault>;
export type OtherWrite = z.infer<typeof otherWrite>;
export type Nth = z.infer<typeof nth>;
