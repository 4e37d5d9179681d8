import type { Finding } from '../findings.ts';
import { error, warning } from '../findings.ts';
import type { Judged, Verdict } from './judge.ts';

/** A warning for each reason why GitHub told nothing, with the groups that only time has decided about. Pure. */
export function tellUnknown(judged: readonly Judged[]): readonly Finding[] {
  const byReason = new Map<string, { readonly why: Finding; readonly names: string[] }>();
  for (const { prunable, verdict } of judged) {
    if (verdict.unknown === undefined) continue;
    const why = whyOf(verdict.unknown);
    // One missing permission is one reason, however many pull requests could not be read.
    const reason = why.remedy ?? why.message;
    const known = byReason.get(reason) ?? { why, names: [] };
    known.names.push(prunable.group.name ?? '');
    byReason.set(reason, known);
  }
  return [...byReason.values()].map(({ why, names }) =>
    warning(`${why.message.replace(/\.$/, '')}. Only time has decided about ${names.join(', ')}.`, {
      ...(why.remedy !== undefined && { remedy: why.remedy }),
    }),
  );
}

function whyOf(unknown: NonNullable<Verdict['unknown']>): Finding {
  const [told] = unknown === 'no token' ? [NO_TOKEN] : unknown.findings;
  return told ?? error('GitHub did not answer.');
}

const NO_TOKEN = error(
  'There is no token for GitHub, so nobody could be asked about pull requests and runs.',
  { remedy: 'Leave the input github-token out, so that it is the token of the job.' },
);
