import type { ContainerGroup } from '@azure/arm-containerinstance';
import { didYouMean } from '../../config/nearest.ts';
import { failure } from '../../findings.ts';
import { MANAGED_BY, TAGS } from '../../service/tags.ts';
import type { Access } from '../access.ts';
import { groupNameOf } from '../group-name.ts';
import type { Subject } from '../job.ts';

/** Services that an error names. */
const NAMED = 20;

/** The error of a run that looks at a service which is not there: what was looked for, and what is there instead. */
export function absentService(
  all: readonly ContainerGroup[],
  subject: Subject,
  access: Pick<Access, 'workspace' | 'resourceGroup'>,
): Error {
  const { name } = subject.inputs;
  const groupName = groupNameOf(subject, access.workspace ?? access.resourceGroup.id);
  const services = servicesIn(all);
  const { name: resourceGroup } = access.resourceGroup;
  return failure(
    `There is no service ${name} in the resource group ${resourceGroup}${didYouMean(name, services)}: neither the container group ${groupName} nor another one that is tagged ${TAGS.service}=${name} and ${TAGS.managedBy}=${MANAGED_BY}.`,
    { input: 'name', remedy: remedyOf(services, resourceGroup) },
  );
}

function remedyOf(services: readonly string[], resourceGroup: string): string {
  if (services.length === 0)
    return `Check resource-group and subscription-id: there is no service of this Action in ${resourceGroup}.`;
  const named = services.slice(0, NAMED);
  const more = services.length > named.length ? ` and ${services.length - named.length} more` : '';
  return `Check name, workspace and container-group-name. Services of this Action in ${resourceGroup}: ${named.join(', ')}${more}.`;
}

/** Names of all services of the Action, in alphabetical order. */
function servicesIn(all: readonly ContainerGroup[]): readonly string[] {
  const own = all.filter(({ tags }) => tags?.[TAGS.managedBy] === MANAGED_BY);
  const names = own.map(({ tags }) => tags?.[TAGS.service] ?? '').filter((name) => name !== '');
  return [...new Set(names)].sort();
}
