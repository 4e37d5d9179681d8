import type { AzureConnection } from '../azure/connection.ts';
import type { ContainerGroups } from '../azure/container-instance/container-groups.ts';
import { createContainerGroups } from '../azure/container-instance/container-groups.ts';
import { checkIds } from '../azure/sign-in/ids.ts';
import { chooseSignIn } from '../azure/sign-in/sign-in.ts';
import { workspaceId } from '../azure/workspace/workspace.ts';
import { checkContainerGroupName, checkServiceName } from '../config/names.ts';
import type { Finding } from '../findings.ts';
import type { Inputs } from '../inputs.ts';
import { Checks } from './checks.ts';
import { howSignedIn, signIn } from './prepare/connect.ts';
import type { Run } from './job.ts';
import { checkPlace } from './target.ts';

/** Azure, for a task that reads no file of the repository. */
export interface Access {
  readonly connection: AzureConnection;
  readonly resourceGroup: { readonly id: string; readonly name: string };
  /** ARM id of the workspace; absent without the input. It is not asked for: it may be gone. */
  readonly workspace?: string;
  readonly groups: ContainerGroups;
}

/** Signs in. Nothing is read. @throws ActionError with everything that is wrong with the inputs, or the refused sign-in. */
export async function access(
  { inputs, tools }: Pick<Run, 'inputs' | 'tools'>,
  findings: readonly Finding[],
): Promise<Access> {
  const checks = new Checks(tools.log);
  const choice = chooseSignIn(inputs.signIn);
  for (const secret of choice.secrets) tools.log.mask(secret);
  const subscriptionId = inputs.subscriptionId ?? choice.subscriptionId;
  checks.add([...findings, ...choice.findings, ...checkInputs(inputs, subscriptionId)]);
  checks.add(checkPlace(inputs, { signIn: choice, subscriptionId }));
  checks.settle();
  // A dry run has to look as well.
  const asked = { signIn: choice, ...(subscriptionId !== undefined && { subscriptionId }) };
  const connection = await signIn({ ...inputs, dryRun: false }, asked, tools);
  if (!connection) throw new Error('The sign-in neither worked nor was refused.');
  const { resourceGroup = '' } = inputs;
  tools.log.info(`Signed in ${howSignedIn(asked, connection)}; resource group ${resourceGroup}`);
  return accessOf(inputs, connection, await createContainerGroups(connection, resourceGroup, tools));
}

function checkInputs(
  { name, containerGroupName, signIn: { clientId, tenantId } }: Inputs,
  subscriptionId: string | undefined,
): readonly Finding[] {
  return [
    ...(name === '' ? [] : checkServiceName(name)),
    ...(containerGroupName === undefined ? [] : checkContainerGroupName(containerGroupName)),
    ...checkIds({ 'subscription-id': subscriptionId, 'client-id': clientId, 'tenant-id': tenantId }),
  ];
}

function accessOf(
  { resourceGroup: name = '', workspace, workspaceResourceGroup = name }: Inputs,
  connection: AzureConnection,
  groups: ContainerGroups,
): Access {
  const { subscriptionId } = connection;
  return {
    connection,
    resourceGroup: { id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`, name },
    ...(workspace !== undefined && {
      workspace: workspaceId({ subscriptionId, resourceGroup: workspaceResourceGroup, workspace }),
    }),
    groups,
  };
}
