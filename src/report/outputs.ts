import type { ResolvedModel } from '../models/types.ts';
import type { SmokeResult } from '../smoke/types.ts';
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
    models: facts.models && modelsJson(facts.models),
    result: facts.result,
    'smoke-test': facts.smoke && smokeJson(facts.smoke),
    service_scoring_uri: endpoint?.scoringUri,
    service_swagger_uri: endpoint?.swaggerUri,
  });
}

function known(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return Object.fromEntries(entries);
}

function modelsJson(models: readonly ResolvedModel[]): string {
  return JSON.stringify(models.map(({ name, version, bytes, source }) => ({ name, version, bytes, source })));
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
