/** Why a pull fails. */
export type PullFailure = 'not-found' | 'unauthorized' | 'rate-limited' | 'unreachable';

/** What goes wrong with a container on purpose. Times in milliseconds. */
export interface ContainerFaults {
  readonly pull?: { readonly reason: PullFailure; readonly failures: number };
  readonly startDelayMs?: number;
  readonly crash?: {
    readonly exitCode: number;
    readonly afterMs: number;
    readonly since: 'start' | 'ready';
    readonly times: number;
    /** Last lines of the container's log. */
    readonly log: string;
  };
  /** Its readiness probe fails for ever. */
  readonly neverReady?: boolean;
}

/** Exit code of a process that the kernel killed: 128 + SIGKILL. */
export const KILLED = 137;

/** What a probe finds of a container that is never to be ready. */
export const NOT_READY = 'HTTP probe failed with statuscode: 503';

/** containerd's words for a pull that failed. Source: `containerd/containerd:core/remotes/docker` and its issues. */
export function pullReason(image: string, failure: PullFailure = 'not-found'): string {
  const failed = `failed to pull and unpack image "${image}"`;
  const [host = ''] = image.split('/');
  const url = `https://${host}/v2/${image.slice(host.length + 1).replace(/[@:].*$/, '')}/manifests`;
  switch (failure) {
    case 'not-found':
      return `rpc error: code = NotFound desc = ${failed}: ${image}: not found`;
    case 'unauthorized':
      return `rpc error: code = Unknown desc = ${failed}: failed to resolve reference "${image}": failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized`;
    case 'rate-limited':
      return `rpc error: code = Unknown desc = ${failed}: failed to copy: httpReadSeeker: failed open: unexpected status code ${url}: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit`;
    case 'unreachable':
      return `rpc error: code = Unknown desc = ${failed}: failed to resolve reference "${image}": failed to do request: Head "${url}": dial tcp: lookup ${host}: no such host`;
  }
}

/** A program that waits before it starts; nothing of it shows meanwhile. */
export function delayed(argv: readonly string[], delayMs: number): readonly string[] {
  return ['/bin/sh', '-c', 'sleep "$0"; exec "$@"', String(delayMs / 1000), ...argv];
}
