import { expect } from '@jest/globals';
import type { GroupRecord } from '../../../local-azure/container-instance/group-record.ts';
import type { ActionRunResult } from '../../../scripts/runner.ts';
import type { UserRepository } from '../support/repository.ts';
import { irisRepository } from '../support/repository.ts';
import type { DeployOptions, Workbench } from '../support/workbench.ts';

/** Environment variable that makes every run of an update scenario another revision. */
export const VERSION = 'SUITE_VERSION';

type Inputs = NonNullable<DeployOptions['with']>;

/** Inputs that deploy a service of this name. */
export function inputsOf(service: string, variables: readonly string[], more: Inputs = {}): Inputs {
  return {
    name: service,
    'container-group-name': service,
    'environment-variables': variables.join('\n'),
    ...more,
  };
}

/** A service that works, for updates to start from. Its run has left the post step nothing to do. */
export async function create(
  bench: Workbench,
  service: string,
  variables: readonly string[] = [],
  repository?: UserRepository,
): Promise<ActionRunResult> {
  const run = await bench.deploy(repository ?? (await irisRepository()), {
    with: inputsOf(service, variables),
  });
  expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });
  const { resourceGroup, subscriptionId } = bench.azure.info;
  expect(JSON.parse(run.state['underWay'] ?? '')).toEqual({ place: { resourceGroup, subscriptionId } });
  return run;
}

/** The value of {@link VERSION} that a group has; empty without one. */
export function versionOf(group: GroupRecord | undefined): string | undefined {
  return group && (variableOf(group, VERSION)?.value ?? '');
}

/** A variable of the scoring container. */
export function variableOf(
  group: GroupRecord,
  name: string,
):
  | { readonly value?: string | null | undefined; readonly secureValue?: string | null | undefined }
  | undefined {
  const variables = group.body.properties.containers[0]?.properties.environmentVariables ?? [];
  return variables.find((variable) => variable.name === name);
}
