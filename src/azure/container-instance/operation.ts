import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { PipelineResponse } from '@azure/core-rest-pipeline';
import type { Arm, ArmAnswer } from '../arm.ts';
import { armError } from '../arm.ts';

/** An event of a container group or of its deployment, as ACI tells it. */
export interface AciEvent {
  readonly name: string;
  readonly message: string;
  /** How often it has happened. */
  readonly count: number;
  /** Milliseconds since the Unix epoch by Azure's clock; undefined when ACI gave none. */
  readonly first?: number;
  readonly last?: number;
}

/** How a deployment goes on. */
export interface OperationState {
  /** Pending, Creating, Succeeded, Failed or another word of ACI's. Only Succeeded, Failed and Canceled are final. */
  readonly status: string;
  readonly events: readonly AciEvent[];
  /** Its code may be no more than "Failed": the events and the message tell what it was. */
  readonly error?: { readonly code: string; readonly message: string };
}

/** A deployment that Azure works on. */
export interface Operation {
  /** When Azure took the request, by Azure's clock. Events before it belong to the past. */
  readonly startedAt?: number;
  /** Of the request that began it: what Azure support asks for. */
  readonly correlationId?: string;
  /** Asks once. @throws AzureError when there is no answer; the deployment goes on all the same. */
  poll(): Promise<OperationState>;
}

/** What following an operation takes. */
export interface Follow {
  readonly arm: Arm;
  readonly doing: string;
  /** Reads the group itself, for a PUT that was answered without an operation. */
  readonly read: () => Promise<ContainerGroup | undefined>;
}

/**
 * Sends a PUT through the SDK and follows it without the SDK's poller: that one takes a single lost poll for the end
 * of the operation, drops its events, and tells a failure without a code.
 * @throws whatever the SDK throws when Azure does not take the PUT.
 */
export async function startOperation(
  follow: Follow,
  begin: (onResponse: (response: PipelineResponse) => void) => Promise<unknown>,
): Promise<Operation> {
  let taken: PipelineResponse | undefined;
  try {
    await begin((response) => {
      if (response.request.method === 'PUT' && response.status < 300) taken = response;
    });
  } catch (caught) {
    // "begin" also polls once. What goes wrong there is for our own poll to find out.
    if (!taken) throw caught;
  }
  return operationOf(follow, taken);
}

function operationOf(follow: Follow, taken: PipelineResponse | undefined): Operation {
  const date = Date.parse(taken?.headers.get('date') ?? '');
  const asyncUrl = taken?.headers.get('azure-asyncoperation');
  const location = taken?.headers.get('location');
  const correlationId = taken?.headers.get('x-ms-correlation-request-id');
  const ask = (path: string): Promise<ArmAnswer> => follow.arm({ path, doing: follow.doing });
  return {
    ...(Number.isFinite(date) && { startedAt: date }),
    ...(correlationId !== undefined && { correlationId }),
    poll: async () => {
      if (asyncUrl) return readState((await ask(asyncUrl)).body);
      if (location)
        return { status: (await ask(location)).status === 202 ? 'Pending' : 'Succeeded', events: [] };
      return { status: (await follow.read())?.provisioningState ?? 'Pending', events: [] };
    },
  };
}

function readState(body: unknown): OperationState {
  const operation = asRecord(body);
  const events = asRecord(operation['properties'])['events'];
  const error = operation['error'] === undefined ? undefined : armError(body);
  return {
    status: text(operation['status']),
    events: Array.isArray(events) ? events.map(readEvent) : [],
    ...(error && { error }),
  };
}

function readEvent(value: unknown): AciEvent {
  const event = asRecord(value);
  const [first, last] = [Date.parse(text(event['firstTimestamp'])), Date.parse(text(event['lastTimestamp']))];
  const count = event['count'];
  return {
    name: text(event['name']),
    message: text(event['message']),
    count: typeof count === 'number' ? count : 1,
    ...(Number.isFinite(first) && { first }),
    ...(Number.isFinite(last) && { last }),
  };
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
