import { formatBytes } from '../../bytes.ts';
import { code, link, table } from '../markdown.ts';
import type { RunFacts } from '../types.ts';

/** Where the service is and what runs in it, in one table. Rows of what is not known are left out. */
export function renderService(facts: RunFacts): string {
  const { endpoint, image } = facts;
  const size = imageSize(facts);
  return serviceTable(facts, [
    ['Scoring URI', endpoint && code(endpoint.scoringUri)],
    ['Swagger', endpoint && code(endpoint.swaggerUri)],
    ['State', facts.state],
    ['Key', keyCell(facts)],
    ['Kept until', keptUntil(facts)],
    ['Image', image && `${code(image)}${size === undefined ? '' : ` (${size})`}`],
    ['Revision', facts.revision && code(facts.revision)],
    ['Container group', groupCell(facts)],
  ]);
}

/** Rows of what is known under the name of the service. Empty without any. */
export function serviceTable(
  { service, preview }: RunFacts,
  rows: readonly (readonly [string, string | undefined])[],
): string {
  const known = rows.flatMap(([label, value]) => (value ? [[label, value]] : []));
  return table([preview ? `Preview of ${code(preview.base)}` : 'Service', code(service)], known);
}

/** Who may call the service. Undefined when that is not known. */
export function keyCell({ keysEnabled, preview }: RunFacts): string | undefined {
  if (keysEnabled === undefined) return undefined;
  if (!keysEnabled) return '**not needed: anybody can call the service**';
  return preview ? "its own, made from the live service's" : 'needed';
}

/** When a preview goes. Undefined for a service that stays, and where the run has not come so far. */
export function keptUntil({ expires, failures }: RunFacts): string | undefined {
  if (expires === undefined || failures.length > 0) return undefined;
  const time = new Date(expires).toISOString().slice(0, 16).replace('T', ' ');
  return `the pull request is closed, or ${time} UTC if it is not deployed again`;
}

/** How large the image is that runs. Undefined when that is another one than the run has measured. */
export function imageSize({ image, imageSize: size }: RunFacts): string | undefined {
  return size !== undefined && size.image === image ? formatBytes(size.bytes) : undefined;
}

/** Name of the container group, with a link to the portal. Undefined when there is none. */
export function groupCell({ containerGroup, portalUrl }: RunFacts): string | undefined {
  if (!containerGroup) return undefined;
  const name = code(containerGroup.split('/').at(-1) ?? containerGroup);
  return portalUrl ? link(name, portalUrl) : name;
}
