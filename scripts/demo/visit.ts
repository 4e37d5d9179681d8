import type { LocalAzureInfo } from '../../local-azure/types.ts';

/** What a visitor of the running demo wants to call. */
export interface Visit {
  readonly uri: string;
  readonly key: string;
  /** ARM id. */
  readonly containerGroup: string;
}

/** Prints commands for another terminal. */
export function printVisit(info: LocalAzureInfo, visit: Visit): void {
  process.stdout.write(`${visitLines(info, visit).join('\n')}\n`);
}

/** Commands that can be pasted into a shell. curl takes the proxy of plain http only from the lower-case name. */
export function visitLines(info: LocalAzureInfo, visit: Visit): readonly string[] {
  const variables = { ...info.env, http_proxy: info.env['HTTP_PROXY'] ?? '', CURL_CA_BUNDLE: info.caFile };
  const assignments = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
  const name = visit.containerGroup.slice(visit.containerGroup.lastIndexOf('/') + 1);
  return [
    'In another terminal:',
    '',
    `export ${assignments.join(' ')}`,
    '',
    `curl ${quote(new URL('/', visit.uri).href)}`,
    `curl ${quote(visit.uri)} -H ${quote(`Authorization: Bearer ${visit.key}`)} \\`,
    `  -H 'Content-Type: application/json' -d '{"data": [[5.9, 3.0, 4.2, 1.5]]}'`,
    '',
    'With the Azure CLI:',
    '',
    `az login --service-principal -u ${info.clientId} -p ${quote(info.clientSecret)} --tenant ${info.tenantId}`,
    `az container show -g ${info.resourceGroup} -n ${name}`,
    '',
  ];
}

/** A word for the shell. */
function quote(text: string): string {
  return /^[\w./:=@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
