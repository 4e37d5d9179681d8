import { deployedOf } from '../../service/decide/deployed.ts';
import { foreignReason } from '../../service/decide/owner.ts';
import type { Target } from '../prepare/connect.ts';
import { baseGroupNameOf } from '../group-name.ts';
import type { Run } from '../job.ts';

/**
 * Looks what runs beside a preview, so that a reviewer sees what would change. Nothing depends on it: a service that is
 * not there, or cannot be read, is not told.
 */
export async function lookBeside(
  { preview, facts }: Pick<Run, 'preview' | 'facts'>,
  { groups, workspace, resourceGroup }: Target,
): Promise<void> {
  if (!preview) return;
  const groupName = baseGroupNameOf(preview, workspace?.id ?? resourceGroup.id);
  const live = await groups.get(groupName).catch(() => undefined);
  if (live && foreignReason(live, { service: preview.base }) === undefined) facts.beside = deployedOf(live);
}
