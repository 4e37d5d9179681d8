import { formatModelList } from '../models/list.ts';
import type { ServiceRequest } from './types.ts';

/** Names of the tags that the Action writes on a container group. */
export const TAGS = {
  managedBy: 'managed-by',
  service: 'service',
  workspace: 'workspace',
  revision: 'revision',
  image: 'image',
  /** What the image was built on. */
  baseImage: 'base-image',
  /** `iris:3,other:1`, so that later runs can tell what has changed. */
  models: 'models',
  repository: 'repository',
  commit: 'commit',
  runUrl: 'run-url',
  /** On a preview: the pull request that it belongs to. */
  preview: 'preview',
  /** On a preview: when it may go, unless it is deployed again before. ISO 8601, UTC. */
  expires: 'expires',
  salt: 'aci-model-deploy-salt',
  /** Recorded for a rollback, because Azure does not show the front end's configuration: `key` or `none`. */
  auth: 'aci-model-deploy-auth',
  scoringPath: 'aci-model-deploy-scoring-path',
  /** On a group that a rollback put back with secrets of a later run: its revision does not vouch for them. */
  restored: 'aci-model-deploy-restored',
  /** On a candidate: name of the group that it stands in for. */
  candidateOf: 'candidate-of',
  /** On a candidate: the run that made it. */
  candidateRun: 'candidate-run',
  /** On a candidate that had to take over: no clean-up may remove it. */
  serving: 'serving',
} as const;

/** Value of the managed-by tag: the group belongs to this Action. */
export const MANAGED_BY = 'aci-model-deploy';

/** Tags that tell about a deployment and may change although the service is the same: no part of the revision. */
export const TAGS_OUTSIDE_REVISION: readonly string[] = [
  TAGS.revision,
  TAGS.baseImage,
  TAGS.models,
  TAGS.repository,
  TAGS.commit,
  TAGS.runUrl,
  TAGS.expires,
];

/** Source: https://learn.microsoft.com/azure/azure-resource-manager/management/tag-resources#limitations */
export const MAX_TAG_VALUE = 256;

/**
 * Plans the tags of the group, without the revision. The user's were checked where the input was read
 * (src/config/tags.ts); values of the Action's own are cut to Azure's limit.
 */
export function planTags(request: ServiceRequest): Readonly<Record<string, string>> {
  const { repository, commit, runUrl } = request.provenance;
  const { preview } = request;
  const own: [string, string | undefined][] = [
    [TAGS.managedBy, MANAGED_BY],
    [TAGS.service, request.name],
    [TAGS.workspace, request.workspace],
    [TAGS.image, request.image],
    [TAGS.baseImage, request.baseImage],
    [TAGS.models, formatModelList(request.models, MAX_TAG_VALUE)],
    [TAGS.repository, repository],
    [TAGS.commit, commit],
    [TAGS.runUrl, runUrl],
    [TAGS.preview, preview?.of],
    [TAGS.expires, preview && new Date(preview.expires).toISOString()],
    [TAGS.salt, request.salt],
    [TAGS.auth, request.auth.enabled ? 'key' : 'none'],
    [TAGS.scoringPath, request.scoringPath],
  ];
  const known = own.filter((tag): tag is [string, string] => Boolean(tag[1]));
  return {
    ...request.tags,
    ...Object.fromEntries(known.map(([name, value]) => [name, value.slice(0, MAX_TAG_VALUE)])),
  };
}
