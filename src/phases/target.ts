import type { SignInChoice } from '../azure/sign-in/sign-in.ts';
import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import type { Inputs } from '../inputs.ts';
import type { ModelReference } from '../models/types.ts';

/** What the run was told about Azure. */
export interface TargetChoice {
  readonly signIn: SignInChoice;
  readonly references: readonly ModelReference[];
  /** From the input or the creds secret. */
  readonly subscriptionId?: string | undefined;
}

/** What of Azure a deployment needs to be told, in the order of the workflow's `with:`. */
export function checkTarget(
  inputs: Pick<Inputs, 'resourceGroup' | 'workspace' | 'image' | 'registry'>,
  choice: TargetChoice,
): readonly Finding[] {
  const findings = checkPlace(inputs, choice);
  const registered = choice.references.find((reference) => reference.kind === 'registered');
  if (inputs.workspace === undefined && registered) {
    findings.push(missing('workspace', `the model ${registered.text} is registered in one`));
  } else if (inputs.workspace === undefined && !inputs.image && !inputs.registry) {
    findings.push(missing('workspace', 'its registry builds the image; or set registry, or image'));
  }
  return findings;
}

/** What every run in Azure needs to be told. */
export function checkPlace(
  inputs: Pick<Inputs, 'resourceGroup'>,
  { signIn, subscriptionId }: Pick<TargetChoice, 'signIn' | 'subscriptionId'>,
): Finding[] {
  const findings: Finding[] = [];
  // The Azure CLI has a default subscription. It is not meant where the inputs of a sign-in are faulty.
  const hasDefault = signIn.method.kind === 'cli' && signIn.findings.length === 0;
  if (subscriptionId === undefined && !hasDefault) {
    findings.push(missing('subscription-id', 'it says where the container group is'));
  }
  if (inputs.resourceGroup === undefined) {
    findings.push(missing('resource-group', 'it says where the container group is'));
  }
  return findings;
}

function missing(input: string, why: string): Finding {
  return error(`The input ${input} is missing: ${why}.`, {
    input,
    remedy: `Set \`${input}:\` under \`with:\`; a variable that is empty in this repository or environment counts as missing.`,
  });
}
