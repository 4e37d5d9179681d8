import type { Finding } from '../findings.ts';
import { error, notice, warning } from '../findings.ts';
import type { ServiceRequest } from './types.ts';

/** Names of the tags that the Action writes on a container group. */
export const TAGS = {
  managedBy: 'managed-by',
  service: 'service',
  workspace: 'workspace',
  revision: 'revision',
  image: 'image',
  repository: 'repository',
  commit: 'commit',
  runUrl: 'run-url',
  salt: 'aci-model-deploy-salt',
} as const;

/** Value of the managed-by tag: the group belongs to this Action. */
export const MANAGED_BY = 'aci-model-deploy';

/** Tags that change with every run although the service is the same: no part of the revision. */
export const TAGS_OUTSIDE_REVISION: readonly string[] = [TAGS.revision, TAGS.commit, TAGS.runUrl];

/** Source of the three: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
const MAX_TAGS = 50;
const MAX_TAG_NAME = 512;
const MAX_TAG_VALUE = 256;
const BAD_NAME_CHARACTERS = /[<>%&\\?/]/;

/** The tags of the group, without the revision, and what is to be said about the user's own. */
export interface PlannedTags {
  readonly tags: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
}

/** Plans the tags. The Action's own names win over the user's, whatever their case: Azure ignores it. */
export function planTags(request: ServiceRequest): PlannedTags {
  const own = ownTags(request);
  const reserved = new Set<string>(Object.values(TAGS));
  const users = Object.entries(request.tags).filter(([name]) => !reserved.has(name.toLowerCase()));
  const tags = Object.fromEntries(
    [...users, ...own].map(([name, value]) => [name, value.slice(0, MAX_TAG_VALUE)]),
  );
  const findings = Object.entries(request.tags).flatMap(([name, value]) => checkTag(name, value, reserved));
  // One more for the revision, which is added when it is known.
  const count = Object.keys(tags).length + 1;
  return { tags, findings: count > MAX_TAGS ? [...findings, tooMany(count)] : findings };
}

function ownTags(request: ServiceRequest): [string, string][] {
  const { repository, commit, runUrl } = request.provenance;
  const tags: [string, string | undefined][] = [
    [TAGS.managedBy, MANAGED_BY],
    [TAGS.service, request.name],
    [TAGS.workspace, request.workspace],
    [TAGS.image, request.image],
    [TAGS.repository, repository],
    [TAGS.commit, commit],
    [TAGS.runUrl, runUrl],
    [TAGS.salt, request.salt],
  ];
  return tags.filter((tag): tag is [string, string] => tag[1] !== undefined && tag[1] !== '');
}

function checkTag(name: string, value: string, reserved: ReadonlySet<string>): Finding[] {
  const input = { input: 'tags' };
  if (reserved.has(name.toLowerCase())) {
    return [
      warning(`The tag "${name}" is not written, because the Action uses that name itself.`, {
        ...input,
        remedy: 'Choose another name for the tag.',
      }),
    ];
  }
  if (name.length > MAX_TAG_NAME || BAD_NAME_CHARACTERS.test(name)) {
    const remedy = `Use at most ${MAX_TAG_NAME} characters and none of < > % & \\ ? /`;
    return [error(`Azure does not take "${name.slice(0, 60)}" as the name of a tag.`, { ...input, remedy })];
  }
  if (value.length <= MAX_TAG_VALUE) return [];
  return [
    notice(`The value of the tag "${name}" is cut to ${MAX_TAG_VALUE} characters, Azure's limit.`, input),
  ];
}

function tooMany(count: number): Finding {
  return error(`The container group would have ${count} tags; Azure allows ${MAX_TAGS}.`, {
    input: 'tags',
    remedy: `Remove ${count - MAX_TAGS} of your tags. The Action needs up to ${Object.keys(TAGS).length} for itself.`,
  });
}
