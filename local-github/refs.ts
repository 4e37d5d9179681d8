import type { State } from './state.ts';

/** The commit of a ref: a branch or tag, refs/heads/…, refs/tags/…, refs/pull/<number>/head or /merge, or a whole SHA that is known. */
export function resolveRef(state: State, ref: string): string | undefined {
  const [, number, end] = /^(?:refs\/)?pull\/(\d+)\/(head|merge)$/.exec(ref) ?? [];
  if (number !== undefined) {
    const pull = state.pulls.get(Number(number));
    // The merge ref goes away some time after the pull request was closed.
    if (end === 'merge') return pull?.state === 'open' ? (pull.mergeCommitSha ?? undefined) : undefined;
    return pull?.head.sha;
  }
  const branch = state.branches.get(ref.replace(/^(refs\/)?heads\//, ''));
  if (branch) return branch.sha;
  const tagged = state.tags.get(ref.replace(/^(refs\/)?tags\//, ''));
  if (tagged !== undefined) return tagged;
  return commitsOf(state).has(ref) ? ref : undefined;
}

/** Every commit that something points to. */
function commitsOf(state: State): Set<string> {
  const pulls = [...state.pulls.values()].flatMap(({ head, base, mergeCommitSha }) => [
    head.sha,
    base.sha,
    ...(mergeCommitSha === null ? [] : [mergeCommitSha]),
  ]);
  const branches = [...state.branches.values()].map(({ sha }) => sha);
  const runs = [...state.runs.values()].map(({ sha }) => sha);
  return new Set([...pulls, ...branches, ...runs, ...state.files.keys()]);
}

/** The files of a ref, however tests have named it. Undefined: there is no such ref. */
export function filesOf(
  state: State,
  ref: string,
): Readonly<Record<string, string | Uint8Array>> | undefined {
  const sha = resolveRef(state, ref);
  const names = [...state.files.keys()];
  const name = names.find((one) => one === ref) ?? names.find((one) => resolveRef(state, one) === sha);
  if (sha === undefined && name === undefined) return undefined;
  return (name === undefined ? undefined : state.files.get(name)) ?? {};
}
