import { formatBytes } from '../../bytes.ts';
import type { ModelChange } from '../../models/changes.ts';
import { modelChanges } from '../../models/changes.ts';
import type { ResolvedModel } from '../../models/types.ts';
import { code, details, table } from '../markdown.ts';
import type { RunFacts } from '../types.ts';

/** Models that a table shows. */
const ROW_LIMIT = 100;
/** More models than this are folded. */
const SHOWN = 10;

/** The models of the image. Beside a live service the versions there are shown too, and what changes comes first. */
export function renderModels({ models = [], beside }: Pick<RunFacts, 'models' | 'beside'>): string {
  if (models.length === 0) return '';
  const changes = beside ? modelChanges(beside.models, { models, isComplete: true }).changes : [];
  const rows = beside ? comparedRows(models, changes) : models.map((model) => [...cellsOf(model)]);
  const head = ['Model', 'Version', ...(beside ? ['Live service'] : []), 'Size', 'Files', 'From'];
  const left = rows.length - ROW_LIMIT;
  const body = [table(head, rows.slice(0, ROW_LIMIT)), ...(left > 0 ? [`… and ${left} more.`] : [])].join(
    '\n\n',
  );
  const sum = `${models.length} models, together ${formatBytes(totalBytes(models))}`;
  const parts =
    models.length > SHOWN ? [details(sum, body)] : [body, ...(models.length > 1 ? [`${sum}.`] : [])];
  return ['### Models', ...parts].join('\n\n');
}

/** Models in one cell of a table, with what changes against the live service; undefined without models. */
export function modelsCell({
  models = [],
  beside,
  since,
}: Pick<RunFacts, 'models' | 'beside' | 'since'>): string | undefined {
  if (models.length === 0) return undefined;
  const before = beside ?? since?.before;
  const changes = before ? modelChanges(before.models, { models, isComplete: true }).changes : [];
  const lines = [
    ...changesFirst(models, changes).map((model) => {
      const version = before ? versionChange(model, changes) : code(model.version);
      return `${code(model.name)} ${version} (${formatBytes(model.bytes)})`;
    }),
    ...removedOf(changes).map(({ name, from }) => `${code(name)} ${versionsOf(from)} → removed`),
  ];
  const left = lines.length - SHOWN;
  return [...lines.slice(0, SHOWN), ...(left > 0 ? [`… and ${left} more`] : [])].join('<br>');
}

function versionChange({ name, version }: ResolvedModel, changes: readonly ModelChange[]): string {
  const change = changeOf({ name, version }, changes);
  if (!change) return code(version);
  return change.from.length === 0
    ? `**${code(version)}** (new)`
    : `${versionsOf(change.from)} → **${code(version)}**`;
}

function comparedRows(models: readonly ResolvedModel[], changes: readonly ModelChange[]): string[][] {
  return [
    ...changesFirst(models, changes).map((model) => {
      const [name, version, ...others] = cellsOf(model);
      const change = changeOf(model, changes);
      const before = change ? versionsOf(change.from) || 'none' : version;
      return [name, change ? `**${version}**` : version, before, ...others];
    }),
    ...removedOf(changes).map(({ name, from }) => [code(name), '**removed**', versionsOf(from), '', '', '']),
  ];
}

function cellsOf({
  name,
  version,
  bytes,
  files,
  source,
  origin,
}: ResolvedModel): [string, string, ...string[]] {
  return [
    code(name),
    code(version),
    formatBytes(bytes),
    `${files.length}`,
    source === 'local' ? code(origin) : source,
  ];
}

function changesFirst(
  models: readonly ResolvedModel[],
  changes: readonly ModelChange[],
): readonly ResolvedModel[] {
  const isChanged = (model: ResolvedModel): boolean => changeOf(model, changes) !== undefined;
  return [...models.filter(isChanged), ...models.filter((model) => !isChanged(model))];
}

function changeOf(
  { name, version }: Pick<ResolvedModel, 'name' | 'version'>,
  changes: readonly ModelChange[],
): ModelChange | undefined {
  return changes.find((change) => change.name === name && change.to.includes(version));
}

function removedOf(changes: readonly ModelChange[]): readonly ModelChange[] {
  return changes.filter(({ to }) => to.length === 0);
}

function versionsOf(versions: readonly string[]): string {
  return versions.map(code).join(', ');
}

function totalBytes(models: readonly ResolvedModel[]): number {
  return models.reduce((sum, { bytes }) => sum + bytes, 0);
}
