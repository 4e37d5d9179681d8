import type { Deployed } from '../service/decide/deployed.ts';
import { isSha } from './places.ts';

/** Page of the repository that a service was deployed from: the address of its run names the server. */
function repositoryUrl({ repository, runUrl }: Deployed): string | undefined {
  if (repository === undefined || runUrl === undefined) return undefined;
  const at = runUrl.indexOf(`/${repository}/actions/`);
  return at < 0 ? undefined : `${runUrl.slice(0, at)}/${repository}`;
}

/** Page of the commit that a service was deployed from. */
export function commitUrl(deployed: Deployed): string | undefined {
  const page = repositoryUrl(deployed);
  return page !== undefined && isSha(deployed.commit) ? `${page}/commit/${deployed.commit}` : undefined;
}

/** Page that compares two commits, where both are of the repository of the second. */
export function compareUrl(before: Deployed, after: Deployed): string | undefined {
  const page = repositoryUrl(after);
  if (page === undefined || before.repository !== after.repository) return undefined;
  const [from, to] = [before.commit, after.commit];
  return isSha(from) && isSha(to) ? `${page}/compare/${from}...${to}` : undefined;
}
