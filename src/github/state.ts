import * as core from '@actions/core';
import type { UnderWay } from '../phases/cancel/ledger.ts';

/** Names of what the main step hands to the post step: STATE_<name> there. */
const NAMES = { isPost: 'isPost', underWay: 'underWay' } as const;

/**
 * Longest text that is saved, in characters. The post step gets it as an environment variable; Linux refuses to start
 * a process with one of 128 KiB, Windows with one of 32,767 characters.
 * Source: https://man7.org/linux/man-pages/man2/execve.2.html (MAX_ARG_STRLEN)
 */
const LIMIT = process.platform === 'win32' ? 30_000 : 120_000;

/** True in the post step. */
export function isPost(): boolean {
  return core.getState(NAMES.isPost) !== '';
}

/** Makes the post step one: it runs the same file. Call it before anything else. */
export function markPost(): void {
  core.saveState(NAMES.isPost, 'true');
}

/** Saves the notes, which hold no secrets, for the post step. It is written at once. False: too long, nothing was saved. */
export function saveUnderWay(underWay: UnderWay): boolean {
  const text = JSON.stringify(underWay);
  if (Buffer.byteLength(text) > LIMIT) return false;
  core.saveState(NAMES.underWay, text);
  return true;
}

/** The notes that were saved last, by the same version of the Action in the same job. */
export function readUnderWay(): UnderWay {
  const text = core.getState(NAMES.underWay);
  return text === '' ? {} : (JSON.parse(text) as UnderWay);
}
