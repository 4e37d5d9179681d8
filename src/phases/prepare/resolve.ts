import type { ContainerGroup } from '@azure/arm-containerinstance';
import { createModelStore } from '../../azure/workspace/model-store.ts';
import { imageRepository, previewRepository } from '../../image/repository.ts';
import type { PullCredential } from '../../image/types.ts';
import { resolveModels } from '../../models/resolve.ts';
import type { ResolvedModel } from '../../models/types.ts';
import { formatBytes } from '../../bytes.ts';
import { readSettled } from '../../service/write/settled.ts';
import { Checks } from '../checks.ts';
import type { Configuration } from './configure.ts';
import type { Target } from './connect.ts';
import { groupNameOf } from '../group-name.ts';
import type { PlannedImage } from './image.ts';
import { planImageOf, pullOf } from './image.ts';
import type { Run } from '../job.ts';
import type { Tools } from '../tools.ts';

/** Everything that planning needs to know of the world: read, nothing written. What is missing has been reported to `checks`. */
export interface Resolved {
  /** Stops the run after the plan's own checks, so that all that is wrong is told at once. */
  readonly checks: Checks;
  readonly models: readonly ResolvedModel[];
  readonly groupName: string;
  /** The container group as it is now. */
  readonly live?: ContainerGroup;
  readonly image?: PlannedImage;
  readonly pull?: PullCredential;
}

/** Reads models, registry and the live container group, side by side. */
export async function resolve(run: Run, configuration: Configuration, target: Target): Promise<Resolved> {
  const { inputs, preview, tools, facts } = run;
  const checks = new Checks(tools.log);
  const { connection, workspace, groups, resourceGroup } = target;
  const groupName = groupNameOf(run, workspace?.id ?? resourceGroup.id);
  const repository = preview ? previewRepository(groupName) : imageRepository(inputs.name);
  const store = workspace && createModelStore(connection, workspace, { log: tools.log });
  const modelsThenImage = async (): Promise<
    readonly [readonly ResolvedModel[], PlannedImage | undefined]
  > => {
    const { workspaceDirectory, log } = tools;
    const { models } = checks.take(
      await resolveModels(configuration.references, { workspaceDirectory, log, ...(store && { store }) }),
    );
    facts.models = models;
    tellModels(models, tools);
    const complete = models.length === configuration.references.length;
    return [
      models,
      complete
        ? await checks.attempt(planImageOf(inputs, configuration, { models, repository }, target, tools))
        : undefined,
    ];
  };
  const { clock, log } = tools;
  // A dry run does not wait for others: it changes nothing that they could be in the way of.
  const readLive = inputs.dryRun ? groups.get(groupName) : readSettled({ groups, groupName, clock, log });
  const [[models, image], live] = await Promise.all([modelsThenImage(), checks.attempt(readLive)]);
  const pull = image && (await checks.attempt(Promise.resolve().then(() => pullOf(inputs, image, checks))));
  return {
    checks,
    models,
    groupName,
    ...(live && { live }),
    ...(image && { image }),
    ...(pull && { pull }),
  };
}

/** Models named one by one; of more, only the sum. */
const MODELS_NAMED = 5;

function tellModels(models: readonly ResolvedModel[], { log }: Tools): void {
  if (models.length > MODELS_NAMED) {
    const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
    log.info(`${models.length} models, ${formatBytes(bytes)} together`);
    return;
  }
  for (const { name, version, source, bytes, files } of models) {
    const count = files.length === 1 ? '1 file' : `${files.length} files`;
    log.info(`Model ${name}:${version} (${source}): ${formatBytes(bytes)} in ${count}`);
  }
}
