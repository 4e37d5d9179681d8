import type { GitHubEvent } from '../events/event.ts';
import { readSchemas } from './schemas.ts';

const WEBHOOKS = readSchemas('webhooks.json');
/** No webhook: GitHub Actions' own. */
const WITHOUT_DESCRIPTION = 'schedule';

/** What of an event's payload GitHub's description of its webhooks does not have. */
export function eventViolations({ name, payload }: GitHubEvent): string[] {
  if (name === WITHOUT_DESCRIPTION) return [];
  const { action } = payload as { readonly action?: string };
  const event = name.replace('_target', '');
  const id = [event, ...(action === undefined ? [] : [action])].join('-').replaceAll('_', '-');
  const request = WEBHOOKS.operations.find((one) => one.id === id)?.request;
  return request ? WEBHOOKS.check(request, payload) : [`no webhook ${id}`];
}
