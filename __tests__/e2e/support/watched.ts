import type { GroupRecord } from '../../../local-azure/container-instance/group-record.ts';
import type { Exchange } from '../../../local-azure/types.ts';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import type { UserRepository } from './repository.ts';
import { irisRepository } from './repository.ts';
import type { Workbench } from './workbench.ts';

/** Calls of Resource Manager that a run without a change may make, besides one for each registered model. */
export const MOST_CALLS = 5;
/** Registered models of the runs here. */
export const MODELS = 1;

export const unchanged = { exitCode: 0, outputs: { result: 'unchanged', state: 'Healthy' } };
export const updated = { exitCode: 0, outputs: { result: 'updated', state: 'Healthy' } };

/** A run and what it asked of Resource Manager. */
export interface Watched {
  readonly run: ActionRunResult;
  readonly calls: readonly Exchange[];
  readonly writes: readonly string[];
}

type Values = Readonly<Record<string, string>>;

/** Deploys the same repository again and again. Updates go straight to the group: how they go is not the matter here. */
export function watchedDeploys(bench: Workbench): (inputs?: Values, env?: Values) => Promise<Watched> {
  let repository: UserRepository | undefined;
  return async (inputs = {}, env = {}) => {
    repository ??= await irisRepository();
    const mark = bench.azure.exchanges.length;
    const run = await bench.deploy(repository, { with: { strategy: 'in-place', ...inputs }, env });
    const calls = bench.azure.exchanges.slice(mark).filter(({ host }) => host === 'management.azure.com');
    return { run, calls, writes: calls.filter(isWrite).map(nameOf) };
  };
}

/** True for what may change something. */
export function isWrite({ method, url }: Exchange): boolean {
  return method !== 'GET' && !/\/list\w+(?:\?|$)/.test(url);
}

function nameOf({ method, url }: Exchange): string {
  return `${method} ${url.split('?')[0]?.split('/').slice(-2).join('/') ?? ''}`;
}

/** The only container group of a workbench. Throws when there is none. */
export function onlyGroup(bench: Workbench): GroupRecord {
  const [found] = bench.azure.containerInstance.groups();
  if (!found) throw new Error('There is no container group.');
  return found;
}
