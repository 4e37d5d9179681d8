import { AzureError } from '../azure/azure-error.ts';
import type { Clock } from '../clock.ts';
import { formatElapsed } from '../elapsed.ts';
import type { Log } from '../log.ts';
import { refusalRemedy } from './refusals.ts';

/** A refusal that passes by itself. Milliseconds. */
export interface Passing {
  /** ARM's error code. */
  readonly code: string;
  /** Between two tries. */
  readonly wait: number;
  /** In all. */
  readonly atMost: number;
  /** What is the matter with a group, without a period. */
  readonly why: (groupName: string) => string;
}

/**
 * Another operation on the group is under way. Microsoft advises at least 10 s between operations.
 * Source: `MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/configuration-setup/container-group-transitioning-state.md`
 */
export const TRANSITIONING: Passing = {
  code: 'ContainerGroupTransitioning',
  wait: 12_000,
  atMost: 300_000,
  why: (groupName) => `Azure is still busy with ${groupName}`,
};

/**
 * Our own label after our own delete. How long Azure holds it is not documented; users saw a minute or two.
 * Anywhere else the code means that the label belongs to somebody else.
 */
export const LABEL_HELD: Passing = {
  code: 'DnsNameLabelAlreadyTaken',
  wait: 5_000,
  atMost: 120_000,
  why: (groupName) => `Azure still holds the DNS label of the deleted group ${groupName}`,
};

/** What a patient write needs. */
export interface Patience {
  readonly groupName: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Default: only {@link TRANSITIONING}. */
  readonly passing?: readonly Passing[];
}

/**
 * Writes to a group, and again while Azure refuses it for what passes by itself.
 * @throws ActionError when Azure refuses it for good; its cause is the AzureError.
 */
export async function writePatiently<T>(patience: Patience, write: () => Promise<T>): Promise<T> {
  const { clock, passing = [TRANSITIONING] } = patience;
  const giveUp = new Map<Passing, number>();
  for (;;) {
    try {
      return await write();
    } catch (caught) {
      if (!(caught instanceof AzureError)) throw caught;
      const reason = passing.find(({ code }) => code === caught.code);
      if (reason && !giveUp.has(reason)) giveUp.set(reason, begin(reason, patience));
      if (!reason || clock.now() + reason.wait > (giveUp.get(reason) ?? 0)) {
        throw caught.asActionError(refusalRemedy(caught));
      }
      await clock.sleep(reason.wait);
    }
  }
}

/** Tells what is waited for, once, and returns when to give up. */
function begin({ why, atMost }: Passing, { groupName, clock, log }: Patience): number {
  log.info(`${why(groupName)}; trying again for up to ${formatElapsed(atMost)}.`);
  return clock.now() + atMost;
}
