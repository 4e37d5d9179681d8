import { hash } from 'node:crypto';

/** Longest name of a service. Source: Azure ML v1's rule for web services (src/config/names.ts). */
const MAX_SERVICE_NAME = 32;
/** Longest name of a container group. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerinstance */
const MAX_GROUP_NAME = 63;
/** Hex digits that keep cut names apart. */
const HASH_LENGTH = 6;

/** Name of a preview's service: `<service>-pr-<number>`. A long name is cut, and a hash keeps it apart from others. */
export function previewName(service: string, number: number): string {
  return withNumber(service, number, MAX_SERVICE_NAME);
}

/** Name of a preview's container group where the input `container-group-name` names the live one's. */
export function previewGroupName(groupName: string, number: number): string {
  return withNumber(groupName, number, MAX_GROUP_NAME);
}

/**
 * True when the name says itself whose it is: `iris-pr-12` and `pr12-iris`. A number alone does not: `iris-v2` may well
 * be the live service, and pull request 2 must not deploy it.
 */
export function namesPullRequest(name: string, number: number): boolean {
  return new RegExp(`(?:^|-)pr-?${number}(?:-|$)`).test(name);
}

/** A name that is none, because it is empty or too long, stays so: whoever checks it tells what was written. */
function withNumber(name: string, number: number, limit: number): string {
  const suffix = `-pr-${number}`;
  if (name === '' || name.length > limit) return name;
  if (name.length + suffix.length <= limit) return `${name}${suffix}`;
  const digest = hash('sha256', name).slice(0, HASH_LENGTH);
  const kept = name.slice(0, limit - suffix.length - digest.length - 1);
  return `${kept.replace(/-+$/, '')}-${digest}${suffix}`;
}
