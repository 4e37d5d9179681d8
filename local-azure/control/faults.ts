import type { Fault, Nth } from './fault.ts';

/** A fault that is switched on. */
export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** How often it could have struck, and how often it did. */
  readonly seen: number;
  readonly struck: number;
}

export type FaultKind = Fault['kind'];
export type FaultOf<K extends FaultKind> = Extract<Fault, { readonly kind: K }>;

/** The faults that are switched on. Tests change the list at any time; the local Azure asks it at a few points. */
export interface Faults {
  /** Switches a fault on. What is returned goes on counting. */
  add(fault: Fault): ActiveFault;
  /** Switches one off. False: it was not on. */
  remove(id: string): boolean;
  clear(): void;
  list(): readonly ActiveFault[];
  /**
   * The faults of a kind that strike now. Each fault that `matches` counts this as one more time, separately for every
   * `of` (the group whose deployment it is).
   */
  strike<K extends FaultKind>(kind: K, matches?: (fault: FaultOf<K>) => boolean, of?: string): FaultOf<K>[];
}

interface Entry {
  readonly id: string;
  readonly fault: Fault;
  seen: number;
  struck: number;
  readonly counts: Map<string, number>;
}

/** A list without any fault. */
export function createFaults(): Faults {
  const entries = new Map<string, Entry>();
  let last = 0;
  return {
    add: (fault) => {
      const id = `fault-${++last}`;
      const entry: Entry = { id, fault, seen: 0, struck: 0, counts: new Map() };
      entries.set(id, entry);
      return entry;
    },
    remove: (id) => entries.delete(id),
    clear: () => entries.clear(),
    list: () => [...entries.values()],
    strike: (kind, matches = () => true, of = '') =>
      [...entries.values()].flatMap((entry) => {
        const { fault } = entry;
        return isKind(fault, kind) && matches(fault) && strikes(entry, of) ? [fault] : [];
      }),
  };
}

function isKind<K extends FaultKind>(fault: Fault, kind: K): fault is FaultOf<K> {
  return fault.kind === kind;
}

function strikes(entry: Entry, of: string): boolean {
  const count = (entry.counts.get(of) ?? 0) + 1;
  entry.counts.set(of, count);
  entry.seen++;
  if (!isMeant(entry.fault.nth, count)) return false;
  entry.struck++;
  return true;
}

/** Whether a fault means this time. */
export function isMeant(nth: Nth | undefined, count: number): boolean {
  if (nth === undefined) return true;
  const { from, to = Infinity } = typeof nth === 'number' ? { from: nth, to: nth } : nth;
  return count >= from && count <= to;
}

/** Whether a name is meant by a pattern, in which `*` stands for any text. No pattern means every name. */
export function fits(pattern: string | undefined, name: string): boolean {
  if (pattern === undefined) return true;
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
