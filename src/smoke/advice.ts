import type { HttpAnswer } from '../http.ts';
import type { CallResult } from './call.ts';
import type { SmokeRequestResult } from './types.ts';

/** Set by the scoring server when run() raised. Source: microsoft/azureml-inference-server:azureml_inference_server_http/ */
const RUN_FAILED_HEADER = 'x-ms-run-function-failed';

/** How a request went wrong that got no answer, or one with another status than expected. Undefined for a right status. */
export function faultOf(
  { answer, timedOut = false }: CallResult,
  expectedStatus: number,
): SmokeRequestResult['fault'] {
  if (!answer) return { runFailed: false, timedOut };
  if (answer.status === expectedStatus) return undefined;
  return { runFailed: saysRunFailed(answer.headers), timedOut: false };
}

function saysRunFailed(headers: HttpAnswer['headers']): boolean {
  return headers[RUN_FAILED_HEADER]?.toLowerCase() === 'true';
}

/** What each status of a failed request means here, as an imperative sentence. */
const BY_STATUS: Readonly<Record<number, string>> = {
  400: 'Look at what the request sends: the scoring server did not take it.',
  401: 'The service refused the key: deploy again, so that it gets the key of the input primary-key.',
  404: 'Check the input scoring-path: the image serves nothing at that path.',
  405: 'Check the input scoring-path: it does not take POST.',
  413: 'Send a smaller request: the front end takes 100 MB.',
  415: 'Set content-type of the request to what run() expects.',
  502: 'Read the log below: the scoring container stopped during the request, often because it ran out of memory (raise memoryInGB in the deployment config).',
  503: 'Read the log below: the scoring container did not take the request.',
  504: 'Raise the input scoring-timeout, or give the service more cpu in the deployment config.',
};

/** What to do about a request that did not give what was expected. `latencyOnly`: it was right, but late. */
export function remedyOf(
  { answer, timedOut = false }: CallResult,
  expectedStatus: number,
  latencyOnly: boolean,
): string {
  if (!answer) {
    return timedOut
      ? (BY_STATUS[504] ?? '')
      : 'Check that this runner may reach the address: a firewall or proxy may stand between.';
  }
  if (latencyOnly) return 'Raise max-latency-ms, or give the service more cpu in the deployment config.';
  if (answer.status !== expectedStatus) return byStatus(answer.status, saysRunFailed(answer.headers));
  return 'If the new answer is right, change "expect" of this request; if not, check the model version and run().';
}

function byStatus(status: number, runFailed: boolean): string {
  if (runFailed)
    return 'Read the traceback in the log below: run() of the entry script failed for this request.';
  return (
    BY_STATUS[status] ??
    'Read the log below, and compare the request with what run() of the entry script expects.'
  );
}
