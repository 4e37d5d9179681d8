import { containerGroupName } from '../service/plan/names.ts';
import type { Preview } from '../preview/types.ts';
import type { Subject } from './job.ts';

/**
 * Name of the container group of the run's service: the input's, else made from the service and its owner. Two
 * repositories may have a pull request of one number for services of one name: a preview's owner is both.
 *
 * @param ownerId ARM id of the workspace; without one, of the resource group.
 */
export function groupNameOf({ inputs, preview }: Subject, ownerId: string): string {
  const owner = preview ? `${ownerId}#${preview.repository}` : ownerId;
  return inputs.containerGroupName ?? containerGroupName(inputs.name, owner);
}

/** Name of the container group of the service that a preview stands beside. */
export function baseGroupNameOf({ base, baseGroupName }: Preview, ownerId: string): string {
  return baseGroupName ?? containerGroupName(base, ownerId);
}
