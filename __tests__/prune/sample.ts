import type { ContainerGroup } from '@azure/arm-containerinstance';

export const REPOSITORY = 'octo-org/iris';
export const NOW = Date.UTC(2026, 10, 10, 12);
const RUN = `https://github.com/${REPOSITORY}/actions/runs/100`;

type Tags = Readonly<Record<string, string>>;

/** A group as a list shows it, with these tags on top of those of every group of the Action. */
export function group(name: string, tags: Tags = {}): ContainerGroup {
  const ours = { 'managed-by': 'aci-model-deploy', service: 'iris', repository: REPOSITORY };
  return { name, osType: 'Linux', containers: [], tags: { ...ours, ...tags } };
}

/** A preview that has a day left. */
export function preview(number: number, tags: Tags = {}): ContainerGroup {
  return group(`iris-pr-${number}-0a1b2c3d`, {
    service: `iris-pr-${number}`,
    preview: `${REPOSITORY}#${number}`,
    expires: new Date(NOW + 86_400_000).toISOString(),
    ...tags,
  });
}

export function candidate(tags: Tags = {}): ContainerGroup {
  return group('iris-0a1b2c3d-candidate', { 'candidate-of': 'iris-0a1b2c3d', 'candidate-run': RUN, ...tags });
}
