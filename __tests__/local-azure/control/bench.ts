import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults } from '../../../local-azure/control/faults.ts';
import type { Faults } from '../../../local-azure/control/faults.ts';
import { faultyHandler } from '../../../local-azure/control/front.ts';
import type { Service } from '../../../local-azure/control/operations.ts';
import { buffered } from '../../../local-azure/http.ts';
import type { WireHandler } from '../../../local-azure/http.ts';
import type { WireAnswer, WireRequest } from '../../../local-azure/types.ts';
import { createWorld } from '../../../local-azure/world.ts';
import { http } from '../fixture.ts';
import type { HttpAnswer } from '../fixture.ts';

/** One service behind its faults, without TLS and proxy. */
export interface FrontBench {
  readonly faults: Faults;
  /** Requests that reached the service itself. */
  readonly reached: WireRequest[];
  /** Errors that the front made up. */
  readonly made: WireAnswer[];
  /** What other clients wrote. */
  readonly writes: [group: string, write: unknown][];
  send(method: string, path: string, body?: unknown): Promise<HttpAnswer>;
  close(): void;
}

/** Milliseconds of a fault's second. */
export const SECOND_MS = 100;

/** Starts a service that answers everything with `answer`. */
export async function openFront(service: Service, answer: WireAnswer): Promise<FrontBench> {
  const faults = createFaults();
  const reached: WireRequest[] = [];
  const made: WireAnswer[] = [];
  const writes: [string, unknown][] = [];
  const handler: WireHandler = (request) => {
    reached.push(request);
    return Promise.resolve(answer);
  };
  const options = {
    faults,
    world: createWorld(),
    secondMs: SECOND_MS,
    groupOfOperation: (id: string) => (id === 'op-1' ? 'iris' : undefined),
    write: (group: string, write: unknown) => {
      writes.push([group, write]);
      return Promise.resolve();
    },
    answered: (_request: WireRequest, one: WireAnswer) => void made.push(one),
  };
  const faulty = faultyHandler(options, service, buffered(handler));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'https://management.azure.com');
    faulty(request, response, url).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    faults,
    reached,
    made,
    writes,
    send: (method, path, body) =>
      http({ host: '127.0.0.1', port }, method, path, {
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    close: () => void server.close(),
  };
}
