import type { Finding } from '../findings.ts';
import { ActionError, error } from '../findings.ts';
import type { Log } from '../log.ts';
import { silentLog } from '../log.ts';
import { mergeAlike } from './merge-alike.ts';
import { resolveLocal } from './local.ts';
import type { FoundModel, ModelReference, ModelStore, ResolvedModel } from './types.ts';

/** A line of progress is logged each time this many models have been looked up. */
const PROGRESS_STEP = 100;

/** What the look-up needs. */
export interface ResolveOptions {
  /** Root of the repository, absolute. */
  readonly workspaceDirectory: string;
  /** Absent when there is no workspace. */
  readonly store?: ModelStore;
  readonly log?: Log;
}

/**
 * Looks up all models at the same time and tells everything that is wrong at once; refusals that are alike
 * are told once. The models keep the order of the references.
 */
export async function resolveModels(
  references: readonly ModelReference[],
  options: ResolveOptions,
): Promise<{ models: ResolvedModel[]; findings: Finding[] }> {
  const progress = countUp(references.length, options.log ?? silentLog);
  const outcomes = await Promise.all(
    references.map(async (reference) => {
      const outcome = await attempt(reference, options);
      progress();
      return outcome;
    }),
  );
  const found = outcomes.filter((outcome) => 'model' in outcome);
  const findings = outcomes.flatMap((outcome) => outcome.findings);
  const models = found.map(({ model }) => model);
  return { models, findings: [...mergeAlike(findings), ...checkDistinct(models)] };
}

async function attempt(
  reference: ModelReference,
  options: ResolveOptions,
): Promise<FoundModel | { readonly findings: readonly Finding[] }> {
  try {
    return await resolveOne(reference, options);
  } catch (caught) {
    // Anything else, such as a failed sign-in, ends the run: it is not about this model.
    if (!(caught instanceof ActionError)) throw caught;
    return { findings: caught.findings };
  }
}

async function resolveOne(
  reference: ModelReference,
  { workspaceDirectory, store }: ResolveOptions,
): Promise<FoundModel> {
  if (reference.kind === 'local') return resolveLocal(reference, workspaceDirectory);
  if (store) return store.find(reference);
  const message = `The model "${reference.text}" is registered in a workspace, but the run has none.`;
  throw new ActionError([
    error(message, {
      input: 'workspace',
      remedy: 'Set the input workspace, or give the model as a path such as ./model.pkl.',
    }),
  ]);
}

/** `iris` may turn out to be the `iris:3` of another line. */
function checkDistinct(models: readonly ResolvedModel[]): Finding[] {
  const seen = new Set<string>();
  return models.flatMap(({ name, version }) => {
    const id = `${name}:${version}`;
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    const remedy = 'Remove one of the lines, or give a model of the repository another name with name=path.';
    return [error(`Two lines of the input models are the same model: ${id}.`, { input: 'models', remedy })];
  });
}

function countUp(total: number, log: Log): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % PROGRESS_STEP === 0 && total > PROGRESS_STEP) log.info(`Looked up ${done} of ${total} models`);
  };
}
