import { formatBytes } from '../bytes.ts';
import { code, link, prose, table } from './markdown.ts';
import { commitLink } from './places.ts';
import type { RunFacts } from './types.ts';

/** Where the service is and what runs in it, in one table. Rows of what is not known are left out. */
export function renderService(facts: RunFacts): string {
  const { endpoint } = facts;
  const rows = [
    ['Scoring URI', endpoint && code(endpoint.scoringUri)],
    ['Swagger', endpoint && code(endpoint.swaggerUri)],
    ['State', facts.state],
    ['Key', keyCell(facts)],
    ...previewRows(facts),
    ['Image', imageCell(facts)],
    ['Revision', facts.revision && code(facts.revision)],
    ['Container group', groupCell(facts)],
  ];
  return table(['Service', code(facts.service)], known(rows));
}

/** Rows that have a value. */
export function known(rows: readonly (readonly (string | undefined)[])[]): string[][] {
  return rows.flatMap(([label, value]) => (label && value ? [[label, value]] : []));
}

/** Who may call the service. Undefined when that is not known. */
export function keyCell({ keysEnabled, preview }: RunFacts): string | undefined {
  if (keysEnabled === undefined) return undefined;
  if (!keysEnabled) return '**not needed: anybody can call the service**';
  return preview ? "the preview's own, made from the live service's: see below" : 'needed';
}

/** What a preview belongs to, and when it goes. */
export function previewRows({ preview, origin, expires }: RunFacts): (string | undefined)[][] {
  if (!preview) return [];
  const { number, base } = preview;
  const pull = `#${number}`;
  const { repositoryUrl } = origin ?? {};
  return [
    [
      'Preview of',
      `${code(base)}, for pull request ${repositoryUrl ? link(`\\${pull}`, `${repositoryUrl}/pull/${number}`) : prose(pull)}`,
    ],
    ['Commit', commitLink(origin ?? {})],
    [
      'Goes',
      expires === undefined
        ? undefined
        : `when the pull request is closed, or on ${timeText(expires)} unless it is deployed again`,
    ],
  ];
}

function imageCell({ image, imageBytes }: RunFacts): string | undefined {
  if (image === undefined) return undefined;
  return `${code(image)}${imageBytes === undefined ? '' : ` (${formatBytes(imageBytes)})`}`;
}

function groupCell({ containerGroup, portalUrl }: RunFacts): string | undefined {
  if (!containerGroup) return undefined;
  const name = code(containerGroup.split('/').at(-1) ?? containerGroup);
  return portalUrl ? link(name, portalUrl) : name;
}

/** Such as 2026-11-26 14:05 UTC. */
function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
