import { createArm } from '../../azure/arm.ts';
import { defaultSubscription } from '../../azure/sign-in/cli-subscription.ts';
import { CLOUDS } from '../../azure/clouds.ts';
import type { AzureConnection } from '../../azure/connection.ts';
import type { ContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { createContainerGroups } from '../../azure/container-instance/container-groups.ts';
import { createCredential, verifySignIn } from '../../azure/sign-in/credential.ts';
import { patientCredential } from '../../azure/sign-in/patient-credential.ts';
import { patientHttp } from '../../azure/patient-http.ts';
import type { ResourceGroup, Workspace } from '../../azure/workspace/workspace.ts';
import { getResourceGroup, getWorkspace } from '../../azure/workspace/workspace.ts';
import { ActionError, notice } from '../../findings.ts';
import type { Inputs } from '../../inputs.ts';
import { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import { checkTarget } from '../target.ts';
import type { Tools } from '../tools.ts';

/** Where the run works: who it is in Azure and the resources that the inputs name. */
export interface Target {
  readonly connection: AzureConnection;
  readonly resourceGroup: Pick<ResourceGroup, 'id' | 'name'>;
  readonly workspace?: Workspace;
  readonly location: string;
  readonly groups: ContainerGroups;
}

/**
 * Signs in and looks up the resource group and the workspace.
 * Resolves to undefined for a dry run without a sign-in.
 * @throws ActionError when the sign-in or a look-up is refused.
 */
export async function connect(
  inputs: Inputs,
  configuration: Configuration,
  tools: Tools,
): Promise<Target | undefined> {
  const connection = await signIn(inputs, configuration, tools);
  if (!connection) return undefined;
  const checks = new Checks(tools.log);
  // Until now a dry run could do without: it did not know whether Azure would be asked.
  if (inputs.dryRun) checks.add(checkTarget(inputs, configuration));
  checks.settle();
  const group = inputs.resourceGroup ?? '';
  const [resourceGroup, workspace] = await Promise.all([
    // A workspace tells a region as well; then the first call about the container group finds out about its group.
    inputs.workspace === undefined
      ? checks.attempt(getResourceGroup(connection, group))
      : { id: `/subscriptions/${connection.subscriptionId}/resourceGroups/${group}`, name: group },
    inputs.workspace === undefined
      ? undefined
      : checks.attempt(
          getWorkspace(connection, {
            resourceGroup: inputs.workspaceResourceGroup ?? group,
            name: inputs.workspace,
            ...(inputs.workspaceResourceGroup === undefined && { groupInput: 'resource-group' }),
          }),
        ),
  ]);
  checks.settle();
  if (!resourceGroup) throw new Error('The resource group was neither read nor reported.');
  const nearest = workspace?.location ?? ('location' in resourceGroup ? resourceGroup.location : '');
  const location = inputs.location ?? configuration.deployment.location ?? nearest;
  // "West Europe" and "westeurope" are the same region to ARM; names in addresses have the short form.
  const region = location.replaceAll(' ', '').toLowerCase();
  tools.log.info(
    `Signed in ${howSignedIn(configuration, connection)}; resource group ${resourceGroup.name}, region ${region}`,
  );
  const { subscriptionId } = connection;
  tools.ledger.note({ place: { subscriptionId, resourceGroup: resourceGroup.name } });
  return {
    connection,
    resourceGroup,
    ...(workspace && { workspace }),
    location: region,
    groups: await createContainerGroups(connection, resourceGroup.name, tools),
  };
}

/** Signs in. Resolves to undefined for a dry run without a sign-in. @throws ActionError */
export async function signIn(
  inputs: Pick<Inputs, 'cloud' | 'dryRun'>,
  configuration: Pick<Configuration, 'signIn' | 'subscriptionId'>,
  tools: Tools,
): Promise<AzureConnection | undefined> {
  const cloud = CLOUDS[inputs.cloud];
  const { method } = configuration.signIn;
  const credential = patientCredential(await createCredential(method, cloud, tools.idToken), tools);
  try {
    await verifySignIn(credential, method, cloud);
  } catch (caught) {
    if (!(inputs.dryRun && method.kind === 'cli' && caught instanceof ActionError)) throw caught;
    tools.log.report(notice('There is no sign-in for Azure: this dry run checks only what needs none.'));
    return undefined;
  }
  const arm = await createArm(credential, cloud, tools.clock, tools.log);
  return {
    cloud,
    subscriptionId: configuration.subscriptionId ?? (await defaultSubscription(tools.runCommand)),
    credential,
    arm,
    http: patientHttp(await tools.http(), tools),
  };
}

/** Who the run is in Azure, and where that is not said, in which subscription. */
export function howSignedIn(
  configuration: Pick<Configuration, 'signIn' | 'subscriptionId'>,
  { subscriptionId }: AzureConnection,
): string {
  const { method } = configuration.signIn;
  switch (method.kind) {
    case 'secret':
      return `as client ${method.clientId} with a client secret`;
    case 'oidc':
      return `as client ${method.clientId} with GitHub's token`;
    case 'cli':
      return configuration.subscriptionId === undefined
        ? `with the Azure CLI in its default subscription ${subscriptionId}`
        : 'with the Azure CLI';
  }
}
