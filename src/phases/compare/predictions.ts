import { AzureError } from '../../azure/azure-error.ts';
import { ActionError, notice, warning } from '../../findings.ts';
import { predictionsOf } from '../../predictions/figures.ts';
import { checkLimit } from '../../predictions/gate.ts';
import type { LiveScorer, Scorer } from '../../predictions/run.ts';
import { askBoth } from '../../predictions/run.ts';
import type { NotCompared, PredictionComparison } from '../../predictions/types.ts';
import type { Preview } from '../../preview/types.ts';
import { predictionsSentence } from '../../report/sections/predictions.ts';
import { comparedRequests } from './compared-requests.ts';
import type { Job } from '../job.ts';
import { scorerBeside, scorerOf } from './live-scorer.ts';
import type { Planned } from '../prepare/plan.ts';
import { CLIENT_MARGIN_MS } from '../update/smoke.ts';
import { findingsOf, withAftermath } from '../told.ts';

/** Finds the service that runs now, or tells why there is none to ask. */
type FindLive = () => LiveScorer | NotCompared | Promise<LiveScorer | NotCompared>;

/**
 * Compares a preview that this run has verified with the service that it stands beside. The preview stays in any case.
 * @throws ActionError when more predictions have changed than the input max-changed-predictions allows.
 */
export async function comparePreview(preview: Preview, { plan }: Planned, job: Job): Promise<void> {
  const { endpoint } = job.facts;
  if (!endpoint) throw new Error('The preview was verified without an address.');
  try {
    await comparePredictions(job, () => scorerBeside(preview, job), scorerOf(plan.auth, endpoint));
  } catch (caught) {
    throw job.tools.stop.aborted ? caught : withAftermath(caught, 'The preview stays, to be looked at.');
  }
}

/** Nothing is compared, because the service that is to be updated does not serve. Whoever counts on a limit is told. */
export function skipPredictions(job: Job): void {
  if (!job.inputs.maxChangedPredictions) return;
  job.facts.predictions = { why: 'the live service does not serve' };
  tell(job.facts.predictions, job);
}

/**
 * Compares the predictions of the service that runs now with those of the one that may take its place. That they
 * cannot be compared is told and fails no run.
 * @throws ActionError when more have changed than the input max-changed-predictions allows.
 */
export async function comparePredictions(job: Job, live: FindLive, next: Scorer): Promise<void> {
  const { event, configuration, facts, inputs } = job;
  const isAnything = event?.pullRequest !== undefined || configuration.smoke.requests.length > 0;
  // That nothing was scored is told anyway.
  if (!isAnything && !inputs.maxChangedPredictions) return;
  await job.phase('Compare predictions', async () => {
    const comparison = await compare(job, live, next).catch(reasonOf);
    facts.predictions = comparison;
    tell(comparison, job);
    const errors = 'why' in comparison ? [] : checkLimit(comparison);
    if (errors.length > 0) throw new ActionError(errors);
  });
}

async function compare(
  job: Job,
  findLive: FindLive,
  next: Scorer,
): Promise<PredictionComparison | NotCompared> {
  const { inputs, tools } = job;
  const live = await findLive();
  if ('why' in live) return live;
  const asked = await comparedRequests(job);
  if ('why' in asked) return asked;
  const { source, leftOut, ...questions } = asked;
  const timeoutMs = inputs.scoringTimeoutMs + CLIENT_MARGIN_MS;
  const http = await tools.http();
  const requests = await askBoth({ ...questions, live, next, http, clock: tools.clock, timeoutMs });
  if ('why' in requests) return requests;
  const limit = inputs.maxChangedPredictions;
  return { requests, leftOut, ...(source !== undefined && { source }), ...(limit && { limit }) };
}

/** What GitHub or Azure refused is no fault of the change. @throws everything else. */
function reasonOf(caught: unknown): NotCompared {
  if (!(caught instanceof ActionError) && !(caught instanceof AzureError)) throw caught;
  const [first] = findingsOf(caught);
  return { why: first?.message ?? '', ...(first?.remedy !== undefined && { remedy: first.remedy }) };
}

/** A limit that could not be looked at is worth a warning: somebody counts on it. */
function tell(comparison: PredictionComparison | NotCompared, { inputs, tools }: Job): void {
  const { log } = tools;
  const isGate = inputs.maxChangedPredictions !== undefined;
  if ('why' in comparison) {
    const { why, remedy } = comparison;
    const message = `Predictions were not compared with those of the live service: ${why}`;
    log.report((isGate ? warning : notice)(message, remedy === undefined ? {} : { remedy }));
    return;
  }
  const sentence = predictionsSentence(comparison);
  if (isGate && predictionsOf(comparison).length === 0) log.report(warning(sentence));
  else log.info(sentence);
}
