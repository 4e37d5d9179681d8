import { modelChanges } from '../../models/changes.ts';
import type { Deployed } from '../../service/decide/deployed.ts';
import { code, link, prose, table } from '../markdown.ts';
import { shortCommit } from '../places.ts';
import { compareUrl } from '../repository-links.ts';
import type { RunFacts } from '../types.ts';

/** Changed models that the table shows. */
const MODEL_LIMIT = 30;
const NONE = 'none';

/**
 * What has changed since the service was deployed last: models, commit, image, revision. Empty for a new service.
 * What has not come about, because the run failed, waits or only plans, is told as what is wanted.
 */
export function renderSince(
  facts: Pick<RunFacts, 'since' | 'result' | 'reasons' | 'isWaiting' | 'failures'>,
): string {
  const { since, result, isWaiting = false, failures, reasons = [] } = facts;
  if (!since) return '';
  const { before, after } = since;
  const title = '### Since the last deployment';
  const models = modelRows(before, after);
  const isUnchanged = result === 'unchanged' && !isWaiting && failures.length === 0;
  if (isUnchanged && models.rows.length === 0) return [title, nothingChanged(before)].join('\n\n');
  const isDone = failures.length === 0 && result !== 'planned' && !isWaiting;
  // Models of a prebuilt image may get other names while the rest stays as the last deployment left it.
  const rows = [...models.rows, ...(isUnchanged ? [] : otherRows(before, after, isDone))];
  return [
    title,
    ...(reasons.length > 0
      ? [`Why it ${isDone ? 'was' : 'is to be'} written: ${prose(reasons.join('; '))}.`]
      : []),
    rows.length > 0
      ? table(['', lastDeployment(before), isDone ? 'Now' : 'Wanted'], rows)
      : `Models, commit and image are those of ${theLastDeployment(before)}.`,
    ...models.notes,
  ].join('\n\n');
}

function otherRows(before: Deployed, after: Deployed, isDone: boolean): string[][] {
  return [
    ...rowOf('Repository', before.repository, after.repository),
    ...commitRow(before, after),
    ...rowOf('Image', before.image, after.image),
    ...rowOf('Base image', before.baseImage, after.baseImage),
    // Before it is deployed, the revision is not final.
    ...(isDone ? rowOf('Revision', before.revision, after.revision) : []),
  ];
}

function nothingChanged(before: Deployed): string {
  const from = before.commit === undefined ? '' : `, from commit ${code(shortCommit(before.commit))}`;
  return `Nothing has changed: the service runs as ${theLastDeployment(before)} left it${from}.`;
}

function theLastDeployment({ runUrl }: Deployed): string {
  return `the ${runUrl === undefined ? 'last deployment' : link('last deployment', runUrl)}`;
}

function lastDeployment({ runUrl }: Deployed): string {
  return runUrl === undefined ? 'Last deployment' : link('Last deployment', runUrl);
}

function modelRows(before: Deployed, after: Deployed): { rows: string[][]; notes: string[] } {
  const { changes, isComplete } = modelChanges(before.models, after.models);
  const rows = changes
    .slice(0, MODEL_LIMIT)
    .map(({ name, from, to }) => [`Model ${code(name)}`, versions(from), versions(to)]);
  const left = changes.length - rows.length;
  return {
    rows,
    notes: [
      ...(left > 0 ? [`… and ${left} more models.`] : []),
      ...(isComplete ? [] : ['Of so many models the tag holds only the first: the others are not compared.']),
    ],
  };
}

function versions(all: readonly string[]): string {
  return all.length === 0 ? NONE : all.map(code).join(', ');
}

function commitRow(before: Deployed, after: Deployed): string[][] {
  const [from, to] = [before.commit, after.commit];
  if (from === to) return [];
  const compare = compareUrl(before, after);
  const cell = to === undefined ? NONE : code(shortCommit(to));
  return [
    [
      'Commit',
      from === undefined ? NONE : code(shortCommit(from)),
      compare === undefined ? cell : `${cell} (${link('compare', compare)})`,
    ],
  ];
}

function rowOf(label: string, from: string | undefined, to: string | undefined): string[][] {
  return from === to ? [] : [[label, valueCell(from), valueCell(to)]];
}

function valueCell(value: string | undefined): string {
  return value ? code(value.replace(/(sha256:[0-9a-f]{12})[0-9a-f]{52}/, '$1…')) : NONE;
}
