import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { ContainerGroups } from '../../src/azure/container-instance/container-groups.ts';
import type { Operation, OperationState } from '../../src/azure/container-instance/operation.ts';
import type { Clock } from '../../src/clock.ts';
import type { Finding } from '../../src/findings.ts';
import type { Http, HttpAnswer, HttpRequest } from '../../src/http.ts';
import type { Log } from '../../src/log.ts';
import { silentLog } from '../../src/log.ts';

/** What Azure and the endpoint do, as functions of the seconds since the start. */
export interface Story {
  readonly group: (seconds: number) => ContainerGroup | undefined;
  readonly operation?: (seconds: number) => OperationState;
  readonly log?: (container: string, seconds: number) => string | undefined;
  /** An answer, an error code, or undefined for a request that hangs. */
  readonly endpoint?: (request: HttpRequest, seconds: number) => Partial<HttpAnswer> | string | undefined;
}

/** A story told to the code under test. */
export interface Stage {
  readonly groups: ContainerGroups;
  readonly operation: Operation;
  readonly http: Http;
  readonly log: Log;
  readonly lines: string[];
  readonly reported: Finding[];
  readonly calls: { gets: number; requests: HttpRequest[]; inFlight: number; mostInFlight: number };
}

export function stage(clock: Clock, story: Story): Stage {
  const start = clock.now();
  const seconds = (): number => (clock.now() - start) / 1000;
  const lines: string[] = [];
  const reported: Finding[] = [];
  const calls = { gets: 0, requests: [] as HttpRequest[], inFlight: 0, mostInFlight: 0 };
  const latency = (): Promise<void> => clock.sleep(80);
  return {
    groups: {
      get: async () => {
        calls.gets += 1;
        await latency();
        return story.group(seconds());
      },
      list: () => Promise.reject(new Error('not expected')),
      startPut: () => Promise.reject(new Error('not expected')),
      logs: async (_name, container) => {
        await latency();
        return story.log?.(container, seconds());
      },
      delete: () => Promise.reject(new Error('not expected')),
      tag: () => Promise.reject(new Error('not expected')),
      capabilities: () => Promise.resolve([]),
      usages: () => Promise.resolve([]),
      portalUrl: (name) => `https://portal/${name}`,
    },
    operation: {
      startedAt: start,
      poll: async () => {
        await latency();
        return story.operation?.(seconds()) ?? { status: 'Succeeded', events: [] };
      },
    },
    http: async (request) => {
      calls.requests.push(request);
      calls.inFlight += 1;
      calls.mostInFlight = Math.max(calls.mostInFlight, calls.inFlight);
      try {
        await clock.sleep(20, request.signal);
        const got = story.endpoint?.(request, seconds());
        if (got === undefined) await clock.sleep(request.timeoutMs, request.signal);
        if (got === undefined || request.signal?.aborted)
          throw Object.assign(new Error('aborted'), { code: 'ABORTED' });
        if (typeof got === 'string') throw Object.assign(new Error(got), { code: got });
        return { status: 200, headers: {}, body: '', ...got };
      } finally {
        calls.inFlight -= 1;
      }
    },
    log: {
      ...silentLog,
      info: (line) => void lines.push(line),
      report: (finding) => void reported.push(finding),
    },
    lines,
    reported,
    calls,
  };
}
