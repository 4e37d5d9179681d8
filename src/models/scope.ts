import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { RegisteredReference } from './types.ts';

/** The workspace that the run reads models from. */
export interface WorkspaceIdentity {
  /** ARM id. */
  readonly id: string;
  readonly name: string;
  /** The workspace's own id; undefined when ARM did not tell it. */
  readonly guid?: string;
}

/** An error when a long id belongs to another workspace than the run's: the Action reads models of one workspace. */
export function checkScope(reference: RegisteredReference, workspace: WorkspaceIdentity): Finding[] {
  const { scope } = reference;
  if (!scope) return [];
  const [, , subscriptionId, , resourceGroup] = workspace.id.split('/');
  const differences = [
    differs('subscription', scope.subscriptionId, subscriptionId),
    differs('resource group', scope.resourceGroup, resourceGroup),
    differs('workspace', scope.workspace, workspace.name),
    differs('workspace', scope.workspaceGuid, workspace.guid),
  ].filter((text) => text !== undefined);
  if (differences.length === 0) return [];
  return [
    error(`The model "${reference.text}" belongs to another workspace: ${differences.join(', ')}.`, {
      input: 'models',
      remedy:
        'Set subscription-id, workspace-resource-group and workspace to where the model is, or copy the model into this workspace.',
    }),
  ];
}

/** ARM compares these names without case. What one side does not know does not differ. */
function differs(what: string, asked: string | undefined, actual: string | undefined): string | undefined {
  if (asked === undefined || actual === undefined) return undefined;
  if (asked.toLowerCase() === actual.toLowerCase()) return undefined;
  return `its ${what} is "${asked}", and this run uses "${actual}"`;
}
