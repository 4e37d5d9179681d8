import type { Container, ContainerGroup } from '@azure/arm-containerinstance';
import type { ModelList, ModelVersion } from '../../models/list.ts';
import { parseModelList } from '../../models/list.ts';
import { MAX_TAG_VALUE, TAGS } from '../tags.ts';

/** What a container group tells about what was deployed in it. It comes from outside: somebody may have changed it. */
export interface Deployed {
  /** Empty when it is not known. */
  readonly revision: string;
  readonly image?: string;
  readonly baseImage?: string;
  readonly models: ModelList;
  /** owner/name */
  readonly repository?: string;
  readonly commit?: string;
  /** Page of the run that deployed it. */
  readonly runUrl?: string;
  readonly healthPath: string;
  /** Undefined when it is not known, or too long for a tag. */
  readonly scoringPath?: string;
  /** Whether callers need a key. */
  readonly keysEnabled?: boolean;
}

/** Reads the Action's own tags, and the path that the probes ask. Pure. */
export function deployedOf(group: ContainerGroup): Deployed {
  const { tags = {} } = group;
  const text = <K extends string>(key: K, tag: string): { readonly [P in K]?: string } =>
    tags[tag] ? ({ [key]: tags[tag] } as { [P in K]: string }) : {};
  const scoringPath = tags[TAGS.scoringPath] ?? '';
  const auth = tags[TAGS.auth];
  return {
    revision: tags[TAGS.revision] ?? '',
    ...text('image', TAGS.image),
    ...text('baseImage', TAGS.baseImage),
    models: parseModelList(tags[TAGS.models]),
    ...text('repository', TAGS.repository),
    ...text('commit', TAGS.commit),
    ...text('runUrl', TAGS.runUrl),
    healthPath: scoringContainerOf(group)?.readinessProbe?.httpGet?.path ?? '/',
    // A path that fills the tag may have been cut.
    ...(scoringPath !== '' && scoringPath.length < MAX_TAG_VALUE && { scoringPath }),
    ...(auth !== undefined && { keysEnabled: auth !== 'none' }),
  };
}

/** The same of a plan, whose models are all known: its tag may hold only the first of them. Pure. */
export function plannedOf(group: ContainerGroup, models: readonly ModelVersion[]): Deployed {
  return { ...deployedOf(group), models: { models, isComplete: true } };
}

/** The container with the user's server: it has the name of the service. */
export function scoringContainerOf({ tags, containers }: ContainerGroup): Container | undefined {
  return containers.find(({ name }) => name === tags?.[TAGS.service]) ?? containers[0];
}
