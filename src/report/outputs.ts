import type { ResolvedModel } from '../models/types.ts';
import { changedOf, mediansOf, predictionsOf } from '../predictions/figures.ts';
import type { NotCompared, PredictionComparison } from '../predictions/types.ts';
import type { SmokeResult } from '../smoke/types.ts';
import { deployedModels, lookOutputs } from './look/outputs.ts';
import type { RunFacts } from './types.ts';

/**
 * The step's outputs, by the names of action.yml. Only what is known is set, so that a failed run gives what it
 * learnt. `service_scoring_uri` and `service_swagger_uri` are the names that Azure's former aml-deploy action had.
 */
export function outputsOf(facts: RunFacts): Record<string, string> {
  const { endpoint } = facts;
  return known({
    'scoring-uri': endpoint?.scoringUri,
    'swagger-uri': endpoint?.swaggerUri,
    state: facts.state,
    'service-name': facts.service,
    'container-group': facts.containerGroup,
    fqdn: endpoint?.fqdn,
    'ip-address': endpoint?.ipAddress,
    image: facts.image,
    // Of the group that the other outputs point to: that of a plan is none that answers.
    revision: facts.containerGroup && facts.revision,
    models: modelsOf(facts),
    result: facts.result,
    removed: facts.removed && JSON.stringify(facts.removed),
    'smoke-test': facts.smoke && smokeJson(facts.smoke),
    'changed-predictions': facts.predictions && predictionsJson(facts.predictions),
    service_scoring_uri: endpoint?.scoringUri,
    service_swagger_uri: endpoint?.swaggerUri,
    ...lookOutputs(facts.looked),
  });
}

function known(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}

/** What waits is not what runs. */
function modelsOf({ models, isWaiting = false, since }: RunFacts): string | undefined {
  if (isWaiting && since) return deployedModels(since.before);
  return models && modelsJson(models);
}

function modelsJson(models: readonly ResolvedModel[]): string {
  return JSON.stringify(models.map(({ name, version, bytes, source }) => ({ name, version, bytes, source })));
}

/** How many predictions changed and which; latencies are medians in whole milliseconds. Nothing is known without a comparison. */
function predictionsJson(predictions: PredictionComparison | NotCompared): string {
  if ('why' in predictions) return JSON.stringify({ compared: 0, 'not-compared': predictions.why });
  const compared = predictionsOf(predictions);
  const changed = changedOf(predictions);
  const latency = mediansOf(predictions);
  return JSON.stringify({
    compared: compared.length,
    changed: changed.length,
    requests: changed.map(({ name, change }) => ({ name, ...change })),
    failing: predictions.requests.length - compared.length,
    'left-out': predictions.leftOut,
    ...(latency && { latency: { live: Math.round(latency.before), next: Math.round(latency.after) } }),
  });
}

/** How many requests of the user's file were sent and passed, and how long each took, in whole milliseconds. */
function smokeJson({ requests, scored, passed }: SmokeResult): string {
  const sent = requests.filter((request) => !request.probe);
  return JSON.stringify({
    result: passed ? 'passed' : 'failed',
    scored,
    requests: sent.length,
    passed: sent.filter((request) => request.passed).length,
    latencies: sent.map((request) => Math.round(request.latencyMs)),
  });
}
