import type { CandidateUnderWay, LiveUnderWay, UnderWay } from './ledger.ts';

/** What the post step has to do about what a run left under way. */
export interface Duty {
  /** The candidate to remove. */
  readonly candidate?: CandidateUnderWay;
  /** The candidate is all that is sure to work until the live group has been looked after: it goes then, or stays and serves. */
  readonly isCandidateNeeded: boolean;
  readonly live?: LiveDuty;
}

/** A change of the live group, and what becomes of it. */
export interface LiveDuty {
  /**
   * `restore`: the state before is put back. `follow`: Azure goes on with what a candidate has proved; only a group
   * that was deleted and not created again is put back. `leave`: nothing can or may be put back.
   */
  readonly kind: 'restore' | 'follow' | 'leave';
  readonly change: LiveUnderWay;
}

/** Decides from the notes of the main step what the post step does. Pure. */
export function afterwards({ candidate, live }: UnderWay): Duty {
  const kind = live && kindOf(live);
  return {
    ...(candidate && { candidate }),
    isCandidateNeeded: candidate?.isVerified === true && (kind === 'restore' || kind === 'follow'),
    ...(live && kind && { live: { kind, change: live } }),
  };
}

function kindOf({ step, before, isKept, isProven }: LiveUnderWay): LiveDuty['kind'] {
  if (isKept || !before) return 'leave';
  return isProven && step === 'write' ? 'follow' : 'restore';
}

/** True when there is nothing to do. */
export function isIdle({ candidate, live }: Duty): boolean {
  return !candidate && !live;
}
