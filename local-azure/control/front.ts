import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeBody, plainHeaders, readRequest, send } from '../http.ts';
import type { HostHandler } from '../http.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { World } from '../world.ts';
import { CapturedResponse } from './captured.ts';
import { frontHeaders, madeUpAnswer } from './dialects.ts';
import type { CallFault, OtherWrite } from './fault.ts';
import { fits } from './faults.ts';
import type { Faults } from './faults.ts';
import { knownError } from './known-errors.ts';
import { operationOf } from './operations.ts';
import type { NamedCall, Service } from './operations.ts';

/** What the HTTP front needs to make calls go wrong. */
export interface FrontOptions {
  readonly faults: Faults;
  readonly world: World;
  /** Milliseconds of a fault's second. */
  readonly secondMs: number;
  /** Name of the container group of an operation. */
  readonly groupOfOperation: (id: string) => string | undefined;
  /** Another client writes to a container group. */
  readonly write: (group: string, write: OtherWrite) => Promise<void>;
  /** Sees the errors that are made up here. */
  readonly answered: (request: WireRequest, answer: WireAnswer) => void;
}

/** Puts the faults of calls before a service. A call that none of them means goes through untouched. */
export function faultyHandler(options: FrontOptions, service: Service, handler: HostHandler): HostHandler {
  return async (request, response, url) => {
    const call = operationOf(service, request.method ?? 'GET', url.pathname);
    const faults = call ? strike(options, call) : [];
    if (!call || faults.length === 0) return handler(request, response, url);
    const fault = Object.assign({}, ...faults) as CallFault;
    if (fault.delaySeconds !== undefined)
      await new Promise((resolve) => setTimeout(resolve, (fault.delaySeconds ?? 0) * options.secondMs));
    if (fault.write !== undefined) await options.write(nameOf(options, call), fault.write);
    if (fault.connection === 'reset') request.socket.destroy();
    else await answer({ options, service, handler, call, fault }, request, response, url);
  };
}

interface FaultyCall {
  readonly options: FrontOptions;
  readonly service: Service;
  readonly handler: HostHandler;
  readonly call: NamedCall;
  readonly fault: CallFault;
}

function strike(options: FrontOptions, call: NamedCall): CallFault[] {
  const name = nameOf(options, call);
  return options.faults.strike(
    'call',
    (fault) => fault.operation === call.operation && fits(fault.name, name),
  );
}

/** An operation is known by its group: its own id is made up by the service. */
function nameOf({ groupOfOperation }: FrontOptions, { operation, name }: NamedCall): string {
  return operation === 'Operations.Get' ? (groupOfOperation(name) ?? name) : name;
}

async function answer(
  faulty: FaultyCall,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const { fault, handler } = faulty;
  if (fault.error !== undefined || fault.status !== undefined) {
    const refusal = await refuse(faulty, request, url);
    deliver(fault, refusal, request, response);
  } else if (fault.connection === undefined && fault.keepBytes === undefined && fault.headers === undefined) {
    await handler(request, response, url);
  } else {
    const captured = new CapturedResponse(request);
    await handler(request, captured, url);
    deliver(fault, captured.answer, request, response);
  }
}

/** The error that the call gets instead of being worked on. */
async function refuse(faulty: FaultyCall, incoming: IncomingMessage, url: URL): Promise<WireAnswer> {
  const { options, service, call, fault } = faulty;
  const request = await requestOf(service, incoming, url);
  const refusal =
    fault.error === undefined
      ? madeUpAnswer(service, { ...fault, status: fault.status ?? 500 })
      : knownError(fault.error, { world: options.world, request, name: nameOf(options, call) });
  const headers = { ...frontHeaders(service, request), ...refusal.headers, ...fault.headers };
  options.answered(request, { ...refusal, headers });
  return { ...refusal, headers };
}

/** Build contexts and models may be large: what is sent to storage is not read. */
async function requestOf(service: Service, incoming: IncomingMessage, url: URL): Promise<WireRequest> {
  if (service !== 'storage' && service !== 'task-storage') return readRequest(incoming, url);
  incoming.resume();
  const { method = 'GET', headers } = incoming;
  return { method, url, headers: plainHeaders(headers), body: Buffer.alloc(0) };
}

/** Sends an answer as far as the fault lets it. */
function deliver(
  fault: CallFault,
  answer: WireAnswer,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { connection, keepBytes } = fault;
  if (connection === 'reset-after') {
    request.socket.destroy();
    return;
  }
  const { bytes, type } = encodeBody(answer.body);
  const headers = {
    ...(type !== undefined && { 'content-type': type }),
    ...answer.headers,
    ...fault.headers,
  };
  const body = keepBytes === undefined ? bytes : bytes.subarray(0, keepBytes);
  if (connection === 'cut') {
    response.writeHead(answer.status, { ...headers, 'content-length': String(body.length) });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => request.socket.destroy());
  } else {
    send(response, { status: answer.status, headers, body }, request.method === 'HEAD');
  }
}
