import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { KnownSecrets } from '../../service/plan/previous.ts';
import type { OpenDeployment } from '../tell/github-deployment.ts';
import { throwIfStopped } from '../../stop.ts';

/** What this run has under way in Azure. Plain data without secrets: it is saved for the post step. */
export interface UnderWay {
  /** Where it is; set once the run has signed in. */
  readonly place?: { readonly subscriptionId: string; readonly resourceGroup: string };
  /** A build of the registry. It ends by itself, and the next run will find its image. */
  readonly build?: { readonly id: string; readonly server: string } | undefined;
  /** The GitHub Deployment, from when it is there until GitHub knows what has become of it. */
  readonly deployment?: OpenDeployment | undefined;
  /** From just before it is created until it is gone, or until it serves. */
  readonly candidate?: CandidateUnderWay | undefined;
  /** From just before the live group is first written until it is verified, rolled back, or given up. */
  readonly live?: LiveUnderWay | undefined;
}

/** A candidate of this run. */
export interface CandidateUnderWay {
  readonly groupName: string;
  /** Value of its tag candidate-run. */
  readonly run: string;
  /** It is healthy and has passed the smoke test. */
  readonly isVerified: boolean;
}

/** A change of the live group. */
export interface LiveUnderWay {
  readonly groupName: string;
  /** The revision that this run writes. */
  readonly revision: string;
  /** What is being done about it. */
  readonly step: 'write' | 'roll-back';
  /** A candidate has proved that the new state works: it is not undone once Azure has taken it. */
  readonly isProven: boolean;
  /** Input on-failure is keep: nothing is rolled back. */
  readonly isKept: boolean;
  /** What to go back to; absent when there was no group before. */
  readonly before?: Before | undefined;
  /** The state before could not be saved: it is too long, or holds a secret of this run in the open. */
  readonly isUnsaved?: true;
}

/** The state before this run, as far as it is not secret. */
export interface Before {
  /** From withoutSecrets(). */
  readonly group: ContainerGroup;
  readonly known: Pick<KnownSecrets, 'name' | 'scoringPath'>;
  /** How Azure pulls, without the password. */
  readonly pull?: SavedPull;
}

/** A pull credential without its password. */
export type SavedPull =
  | { readonly kind: 'identity'; readonly server: string; readonly identity: string }
  | { readonly kind: 'input' | 'admin'; readonly server: string; readonly username: string };

/** Keeps what is under way, for the person who cancels the run and for the post step. */
export interface Ledger {
  readonly underWay: UnderWay;
  /**
   * Notes what is about to begin, before Azure is asked for it.
   * @throws Cancelled when the run is to stop: then nothing new may begin.
   */
  begin(changes: Partial<UnderWay>): void;
  /** Notes what has ended or changed; an undefined member is over. Never throws. */
  note(changes: Partial<UnderWay>): void;
}

/** @param save Keeps the notes for the post step, whatever becomes of this process. */
export function createLedger(stop: AbortSignal, save: (underWay: UnderWay) => void): Ledger {
  let underWay: UnderWay = {};
  const note = (changes: Partial<UnderWay>): void => {
    underWay = { ...underWay, ...changes };
    save(underWay);
  };
  return {
    get underWay() {
      return underWay;
    },
    begin: (changes) => {
      throwIfStopped(stop);
      note(changes);
    },
    note,
  };
}
