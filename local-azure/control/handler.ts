import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Kill } from '../container-instance/provider.ts';
import type { HostHandler, WireHandler } from '../http.ts';
import { buffered, jsonOf } from '../http.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import { faultSchema } from './fault.ts';
import type { ActiveFault, Faults } from './faults.ts';

const killSchema = z.strictObject({
  group: z.string(),
  container: z.string().optional(),
  exitCode: z.int().min(0).max(255).optional(),
  log: z.string().optional(),
});

/** What the control interface changes. */
export interface Controlled {
  readonly faults: Faults;
  readonly kill: (kill: Kill) => Promise<boolean>;
}

/** The control interface behind a path that nobody guesses: web pages and other users must not find it. */
export interface Control {
  readonly path: string;
  /** Who answers a request of the control interface; undefined for any other request. */
  handlerOf(url: URL): HostHandler | undefined;
}

/** Opens the control interface. */
export function openControl(controlled: Controlled): Control {
  const path = `/control-${randomBytes(16).toString('hex')}`;
  const handler = buffered(createControl(path, controlled));
  return { path, handlerOf: (url) => (url.pathname.startsWith(`${path}/`) ? handler : undefined) };
}

/**
 * The control interface, below `base`: POST faults switches one on (201), GET faults lists them with their counts, DELETE
 * faults or faults/{id} switches them off, POST kill ends a container.
 */
function createControl(base: string, controlled: Controlled): WireHandler {
  return async (request) => {
    const [what = '', id, ...more] = request.url.pathname.slice(base.length + 1).split('/');
    const action = `${request.method} ${what}${id === undefined ? '' : '/id'}`;
    if (more.length > 0) return problem(404, 'No such path.');
    switch (action) {
      case 'GET faults':
        return { status: 200, body: controlled.faults.list().map(shown) };
      case 'POST faults':
        return add(controlled, request);
      case 'DELETE faults':
        controlled.faults.clear();
        return { status: 204 };
      case 'DELETE faults/id':
        return controlled.faults.remove(id ?? '') ? { status: 204 } : problem(404, `No fault ${id ?? ''}.`);
      case 'POST kill':
        return kill(controlled, request);
      default:
        return problem(404, `No ${action}.`);
    }
  };
}

function add({ faults }: Controlled, request: WireRequest): WireAnswer {
  const parsed = faultSchema.safeParse(jsonOf(request));
  return parsed.success
    ? { status: 201, body: shown(faults.add(parsed.data)) }
    : problem(400, z.prettifyError(parsed.error));
}

async function kill(controlled: Controlled, request: WireRequest): Promise<WireAnswer> {
  const parsed = killSchema.safeParse(jsonOf(request));
  if (!parsed.success) return problem(400, z.prettifyError(parsed.error));
  return (await controlled.kill(parsed.data))
    ? { status: 204 }
    : problem(404, 'No such container is running.');
}

function shown({ id, fault, seen, struck }: ActiveFault): object {
  return { id, fault, seen, struck };
}

function problem(status: number, message: string): WireAnswer {
  return { status, body: { message } };
}
