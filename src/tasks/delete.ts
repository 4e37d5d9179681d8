import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { Finding } from '../findings.ts';
import { notice } from '../findings.ts';
import { access } from '../phases/access.ts';
import type { Access } from '../phases/access.ts';
import { expectedName, groupsOf, isCandidate, ownerOf } from '../phases/inspect/find-service.ts';
import { retire } from '../phases/tell/github-deployment.ts';
import type { Run } from '../phases/job.ts';
import type { Doomed } from '../phases/remove/remove.ts';
import { removeAll, tellDoomed } from '../phases/remove/remove.ts';
import { foreignReason } from '../service/decide/owner.ts';
import { MANAGED_BY, TAGS } from '../service/tags.ts';

/**
 * Removes the run's service, or its preview: the container group, and a candidate of it whether it serves or not.
 * Nothing there is a success. It needs no file of the repository.
 */
export async function remove(run: Run, findings: readonly Finding[]): Promise<void> {
  const { inputs, tools, facts, phase } = run;
  facts.removed = [];
  const azure = await phase('Sign in', () => access(run, findings));
  const all = await phase('Look for the service', () => azure.groups.list());
  const doomed = groupsOf(all, run, azure).map((group) => doom(group, run, azure));
  tools.planStands();
  if (inputs.dryRun) {
    tellDoomed(doomed, run);
    return;
  }
  if (doomed.length > 0) await phase('Delete', () => removeAll(doomed, run, azure));
  else await retire([{ service: inputs.name, containerGroup: expectedName(run, azure) }], run);
  facts.result = doomed.length > 0 ? 'deleted' : 'absent';
  tell(run, azure, all, doomed);
}

function doom(group: ContainerGroup, run: Run, azure: Access): Doomed {
  const { preview, event, inputs } = run;
  const owner = ownerOf(run, azure);
  const isClosed = event.pullRequest?.action === 'closed';
  return {
    group,
    kind: isCandidate(group) ? 'candidate' : preview ? 'preview' : 'service',
    reason:
      preview && isClosed
        ? `the pull request ${preview.number} is closed`
        : `this run is to delete ${inputs.name}`,
    isStill: (now) => foreignReason(now, owner) === undefined,
  };
}

function tell(
  { inputs, preview, tools }: Run,
  { resourceGroup }: Access,
  all: readonly ContainerGroup[],
  doomed: readonly Doomed[],
): void {
  const { log } = tools;
  if (doomed.length === 0)
    log.info(`Nothing to delete: there is no ${inputs.name} in the resource group ${resourceGroup.name}.`);
  if (preview) return;
  for (const { group, kind } of doomed) {
    const image = group.tags?.[TAGS.image];
    if (kind === 'service' && image) log.info(`Its images stay in the registry: ${image}`);
  }
  for (const { name = '', tags = {} } of all) {
    const { [TAGS.managedBy]: maker, [TAGS.service]: service, [TAGS.preview]: whose } = tags;
    if (maker === MANAGED_BY && service === inputs.name && whose) log.report(isPreview(name, whose));
  }
}

function isPreview(groupName: string, whose: string): Finding {
  return notice(`${groupName} is the preview of the pull request ${whose}, and stays.`, {
    remedy: 'It goes when the pull request is closed, or with `mode: prune`.',
  });
}
