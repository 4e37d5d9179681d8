import type { ContainerGroup } from '@azure/arm-containerinstance';
import { harmlessLines } from '../../github/harmless.ts';
import type { ContainerLog } from '../../report/types.ts';
import type { ContainerStatus } from '../../service/wait/inspection.ts';
import { containersOf } from '../../service/wait/inspection.ts';
import type { Access } from '../access.ts';
import type { Tools } from '../tools.ts';

/** Lines that are asked for: as many as `az ml service get-logs` gave. Source: Azure CLI ML v1, get-logs --num_lines */
export const LOG_LINES = 5_000;

/**
 * Reads the last lines of each container's log, the scoring container's first: without secrets, and harmless wherever
 * they are printed. A container without one tells why.
 * @throws AzureError when the right to read them is missing.
 */
export async function readLogs(
  group: ContainerGroup,
  { groups }: Pick<Access, 'groups'>,
  { hide }: Pick<Tools, 'hide'>,
): Promise<readonly ContainerLog[]> {
  const { name = '' } = group;
  const read = async (status: ContainerStatus): Promise<ContainerLog> => {
    const container = status.name;
    // They become an output, in which GitHub hides nothing; and what is taken out may have stood within a secret.
    const raw = hide((await groups.logs(name, container, LOG_LINES)) ?? '');
    const text = hide(harmlessLines(raw).join('\n'));
    return text.trim() === '' ? { container, text: '', why: whyEmpty(group, status) } : { container, text };
  };
  return Promise.all(containersOf(group).map(read));
}

/** Azure keeps the log of a container only from its last start on. */
function whyEmpty(
  { instanceView, provisioningState }: ContainerGroup,
  { state, detail, restarts, exitCode }: ContainerStatus,
): string {
  if (instanceView?.state === 'Stopped') return 'the container group is stopped, and that empties the logs';
  if (exitCode !== undefined || restarts > 0)
    return 'the container was restarted, which empties the log, and has written nothing since';
  if (state === 'Running') return 'the container has written nothing';
  const what = detail === '' ? state : `${state}: ${detail}`;
  return `the container has not started (${what}; provisioning state: ${provisioningState ?? 'unknown'})`;
}
