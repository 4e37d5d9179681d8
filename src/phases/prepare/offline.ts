import { planImage } from '../../image/plan.ts';
import { imageRepository } from '../../image/repository.ts';
import type { Inputs } from '../../inputs.ts';
import { resolveModels } from '../../models/resolve.ts';
import { checkModels } from '../../preflight/models.ts';
import type { RunFacts } from '../../report/types.ts';
import { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import { logText } from './show-plan.ts';
import type { Tools } from '../tools.ts';

/** Stands for the registry in a plan that no registry was asked for. */
const SOME_REGISTRY = 'registry.invalid';

/**
 * A dry run without a sign-in: checks the models of the repository and shows the Dockerfile where it can be known.
 * @throws ActionError with all findings.
 */
export async function planOffline(
  inputs: Inputs,
  { references, deployment, inference }: Configuration,
  tools: Tools,
  facts: RunFacts,
): Promise<void> {
  const checks = new Checks(tools.log);
  const { workspaceDirectory } = tools;
  const local = references.filter((reference) => reference.kind === 'local');
  const { models } = checks.take(await resolveModels(local, { workspaceDirectory }));
  checks.add(checkModels(models, deployment.memoryInGB));
  facts.models = models;
  checks.settle();
  const registered = references.filter((reference) => reference.kind === 'registered');
  if (inference && registered.length === 0) {
    const build = await planImage({
      repository: imageRepository(inputs.name),
      server: SOME_REGISTRY,
      workspaceDirectory,
      inference,
      models,
    });
    await logText(tools.log, 'Dockerfile', build.dockerfile);
  }
  const names = registered.map((reference) => reference.text).join(', ');
  tools.log.info(
    `Checked: config files, entry script, ${models.length} ${models.length === 1 ? 'model' : 'models'} of the repository`,
  );
  tools.log.info(
    `Not checked without a sign-in: ${names ? `models ${names}, ` : ''}rights, region, quota, registry, the container group`,
  );
  facts.result = 'planned';
}
