import { expect } from '@jest/globals';
import { expectOffline, headline, placeOf, refused, remedy } from './refusal.ts';
import type { UserRepository } from './repository.ts';
import { irisRepository } from './repository.ts';
import type { Workbench } from './workbench.ts';

/** A file that is at fault: nothing is asked of Azure, not even a token. */
export interface BadFile {
  readonly name: string;
  /** Written over examples/iris. */
  readonly files?: Readonly<Record<string, string | object>>;
  readonly change?: (repository: UserRepository) => Promise<void>;
  readonly with?: Readonly<Record<string, string>>;
  /** A pattern where the words are Python's. */
  readonly message: string | RegExp;
  readonly remedy?: RegExp;
  /** `file:line` of the annotation; none when the file itself is missing. */
  readonly at?: string;
}

/** Runs the Action on examples/iris with the case's changes: one error, at its place, and nothing asked of Azure. */
export async function expectRefused(bench: Workbench, test: BadFile): Promise<void> {
  const repository = await irisRepository(test.files);
  await test.change?.(repository);
  const refusal = await refused(bench, repository, { with: test.with ?? {} });
  const { errors } = refusal;
  const { message } = test;
  expect(errors.map(headline)).toEqual([
    typeof message === 'string' ? message : expect.stringMatching(message),
  ]);
  expect(placeOf(errors[0])).toBe(test.at ?? '');
  expect(remedy(errors[0])).toMatch(test.remedy ?? /./);
  expectOffline(refusal);
}
