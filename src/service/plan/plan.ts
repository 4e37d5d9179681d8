import type {
  ContainerGroup,
  ContainerGroupIdentity,
  ImageRegistryCredential,
} from '@azure/arm-containerinstance';
import { stringify } from 'yaml';
import type { PullCredential } from '../../image/types.ts';
import { checkLabel, publicAddress } from './dns.ts';
import { frontEnd } from './front-end.ts';
import { revisionOf } from './revision.ts';
import { scoringContainer } from './scoring-container.ts';
import { separateSecrets } from './secrets.ts';
import { TAGS, planTags } from '../tags.ts';
import type { ServicePlan, ServiceRequest } from '../types.ts';

/**
 * Plans the whole container group: always the full desired state, because a PUT resets whatever it does not name.
 * Pure: the same request gives the same plan.
 */
export function planService(request: ServiceRequest): ServicePlan {
  const scoring = scoringContainer(request);
  const tags = planTags(request);
  const assemble = (revision: string, pull = request.pull): ContainerGroup => {
    const { container, volume } = frontEnd(request.name, { ...request, revision });
    return {
      location: request.location,
      tags: { ...tags, [TAGS.revision]: revision },
      osType: 'Linux',
      restartPolicy: 'Always',
      ...pullAccess(pull),
      containers: [scoring.container, container],
      ipAddress: publicAddress(request),
      volumes: [volume],
    };
  };
  const revision = revisionOf(assemble('', lasting(request.pull)), request.salt);
  return {
    name: request.name,
    groupName: request.groupName,
    revision,
    group: assemble(revision),
    healthPath: request.healthPath,
    scoringPath: request.scoringPath,
    auth: request.auth,
    findings: [...scoring.findings, ...checkLabel(request)],
  };
}

/** The group as YAML with every secret replaced by stars: what a dry run prints. */
export function maskPlan(plan: ServicePlan): string {
  return stringify({ name: plan.groupName, ...separateSecrets(plan.group).open }, { lineWidth: 0 });
}

/** A credential as the revision sees it: without what is read only before a write. */
function lasting(pull: PullCredential | undefined): PullCredential | undefined {
  return pull?.kind === 'password' && pull.ofRegistry
    ? { ...pull, username: 'admin user', password: '' }
    : pull;
}

type PullAccess = Pick<ContainerGroup, 'identity' | 'imageRegistryCredentials'>;

/** ACI pulls with a user-assigned identity of the group, or with a password; never with a system-assigned one. */
function pullAccess(pull: PullCredential | undefined): PullAccess {
  if (!pull) return {};
  if (pull.kind === 'identity') {
    const identity: ContainerGroupIdentity = {
      type: 'UserAssigned',
      userAssignedIdentities: { [pull.identity]: {} },
    };
    return { identity, imageRegistryCredentials: [{ server: pull.server, identity: pull.identity }] };
  }
  const credential: ImageRegistryCredential = {
    server: pull.server,
    username: pull.username,
    password: pull.password,
  };
  return { imageRegistryCredentials: [credential] };
}
