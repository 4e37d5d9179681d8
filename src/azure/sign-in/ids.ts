import type { Finding } from '../../findings.ts';
import { error } from '../../findings.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** A tenant also answers to each of its domains, such as contoso.onmicrosoft.com. */
const DOMAIN = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** The ids that the run got, from inputs or the creds secret. */
export interface Ids {
  readonly 'subscription-id'?: string | undefined;
  readonly 'client-id'?: string | undefined;
  readonly 'tenant-id'?: string | undefined;
}

/** An error for each id that cannot be one, before anybody is asked. A name in place of the id is the usual mistake. */
export function checkIds(ids: Ids): Finding[] {
  return Object.entries(ids).flatMap(([input, value]: [string, string | undefined]) => {
    if (value === undefined || GUID.test(value)) return [];
    if (input === 'tenant-id' && DOMAIN.test(value)) return [];
    return [
      error(`The input ${input} is no id: ${JSON.stringify(value)}.`, {
        input,
        remedy: 'Write the id (a GUID such as 00000000-0000-0000-0000-000000000000), not the name.',
      }),
    ];
  });
}
