import { expect } from '@jest/globals';
import type { Exchange } from '../../../local-azure/types.ts';
import type { ActionRunResult, Annotation } from '../../../scripts/runner.ts';
import type { UserRepository } from './repository.ts';
import { expectNoSecret } from './secrets.ts';
import type { DeployOptions, Workbench } from './workbench.ts';
import { KEY } from './workbench.ts';

/** A run that ended before anything was written. */
export interface Refused {
  readonly run: ActionRunResult;
  readonly errors: readonly Annotation[];
  /** What the run asked of Azure. */
  readonly exchanges: readonly Exchange[];
}

/** Inputs whose values must be seen nowhere. */
const SECRET_INPUTS = [
  'primary-key',
  'secondary-key',
  'client-secret',
  'registry-password',
  'secure-environment-variables',
];
/** Shorter values would be found by chance. */
const SHORTEST_SECRET = 8;

/** Runs the Action, which must fail, write nothing and show no secret. */
export async function refused(
  bench: Workbench,
  repository: UserRepository,
  options: DeployOptions = {},
  secrets: readonly string[] = [],
): Promise<Refused> {
  const before = bench.azure.exchanges.length;
  const run = await bench.deploy(repository, options);
  const exchanges = bench.azure.exchanges.slice(before);
  expect(run.exitCode).toBe(1);
  expect(writesOf(exchanges)).toEqual([]);
  const given = SECRET_INPUTS.map((input) => options.with?.[input] ?? '');
  const all = [KEY, bench.azure.info.clientSecret, ...given, ...secrets];
  expectNoSecret(
    run,
    all.filter((secret) => secret.length >= SHORTEST_SECRET),
  );
  const errors = run.annotations.filter(({ level }) => level === 'error');
  expect(textOf(run.summary)).toContain(headline(errors[0]));
  return { run, errors, exchanges };
}

/** The job summary without Markdown's escapes. */
export function textOf(summary: string): string {
  return summary
    .replaceAll('\\', '')
    .replaceAll('&#8203;', '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

/** For what the repository and the workflow alone decide: nobody was asked for anything, and the error is the first word. */
export function expectOffline({ run, exchanges }: Refused): void {
  expect(exchanges).toEqual([]);
  expect(run.annotations[0]?.level).toBe('error');
}

/** What happened, without what to do about it. */
export function headline(annotation: Annotation | undefined): string {
  return annotation?.message.split('\n')[0] ?? '';
}

/** What to do about it. */
export function remedy(annotation: Annotation | undefined): string {
  return annotation?.message.split('\n').slice(1).join('\n') ?? '';
}

/** `file:line` of an annotation; empty when no file is at fault. */
export function placeOf(annotation: Annotation | undefined): string {
  const { file, line } = annotation ?? {};
  return [file, line].filter((part) => part !== undefined).join(':');
}

/** Every exchange that could change something in Azure. Reading secrets and tokens is by POST, but changes nothing. */
export function writesOf(exchanges: readonly Exchange[]): string[] {
  return exchanges
    .filter(({ method, url }) => !['GET', 'HEAD'].includes(method) && !READING.test(url))
    .map(({ method, host, url }) => `${method} ${host}${url}`);
}

const READING = /\/oauth2\/|\/listSecrets\?|\/listCredentials\?/;
