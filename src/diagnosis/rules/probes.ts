import { findException, isReady } from '../exception.ts';
import { eventText, linesOf, scoringContainer } from '../match.ts';
import { quote } from '../place.ts';
import type { ContainerFacts, Rule, Symptoms, Told } from '../types.ts';

/** The kubelet's words for a failed probe. Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
const REFUSED = /^Unhealthy:.*probe failed.*connection refused/is;
const WRONG_STATUS = /^Unhealthy:.*probe failed.*statuscode: (?<status>\d+)/is;
const SILENT = /^Unhealthy:.*probe failed.*(?:context deadline exceeded|Client\.Timeout|timed? ?out)/is;
const LIVENESS = /^(?:Unhealthy:.*liveness probe failed|Killing:.*liveness)/is;
/** Where servers say that they listen: gunicorn, uvicorn, Flask and most others. */
const LISTENING =
  /(?:listening (?:at|on)|running on|serving on|started .* on)\D*?(?:https?:\/\/)?(?<host>[\w.*-]+|\[[:\da-f]*\]):(?<port>\d{2,5})\b/i;
/** What our front end answers when nothing listens behind it. */
const BAD_GATEWAY = 502;
const GATEWAY_TIMEOUT = 504;

/** A container that runs and is not ready. */
export const PROBE_RULES: readonly Rule[] = [
  { name: 'liveness', find: killedByLiveness },
  { name: 'port', find: port },
  { name: 'never-ready', find: neverReady },
  { name: 'slow-start', find: slowStart },
];

/** The scoring container when it runs, never ended, and no exception explains the silence. */
function silentContainer(symptoms: Symptoms): ContainerFacts | undefined {
  const container = scoringContainer(symptoms);
  if (symptoms.answers.length > 0 || !container || findException(symptoms)) return undefined;
  const runs = container.state === 'Running' && container.exitCode === undefined && container.restarts === 0;
  return runs ? container : undefined;
}

function lastEvent({ events }: Symptoms, pattern: RegExp): string | undefined {
  return events.map(eventText).findLast((text) => pattern.test(text));
}

function killedByLiveness(symptoms: Symptoms): Told | undefined {
  const killed = lastEvent(symptoms, /^Killing:/i);
  const failed = lastEvent(symptoms, LIVENESS);
  if (killed === undefined || failed === undefined || findException(symptoms)) return undefined;
  return {
    cause:
      'Azure restarted the container because its liveness probe failed: the server lives, but does not answer.',
    remedy:
      'Make init() faster than five minutes, and check that health-path answers while a request is scored. Too little cpu has the same effect.',
    certainty: 'certain',
    evidence: [failed, killed],
  };
}

function port(symptoms: Symptoms): Told | undefined {
  const container = silentContainer(symptoms);
  const last = lastEvent(symptoms, /^Unhealthy:/i);
  const refused = last !== undefined && REFUSED.test(last) ? last : undefined;
  const badGateway = symptoms.healthStatus === BAD_GATEWAY;
  if (!container || startsSlowly(container) || (refused === undefined && !badGateway)) return undefined;
  const listens = listening(container);
  const elsewhere = listens?.port === container.port ? undefined : listens;
  // Until a server is ready its probes fail: that it is by now counts more than old events, and so does what Azure
  // itself has not ended.
  const isExplained =
    isReady(symptoms) || symptoms.healthStatus !== undefined || symptoms.unfinished !== undefined;
  if (!badGateway && !elsewhere && isExplained) return undefined;
  const wanted = container.port === undefined ? 'the port of the input port' : `port ${container.port}`;
  return {
    cause: `Nothing listens on ${wanted} in the container ${container.name}${elsewhere ? `; its server listens on port ${elsewhere.port}` : ''}.`,
    remedy: elsewhere
      ? `Set the input port to ${elsewhere.port}, or let the server listen on ${wanted}.`
      : `If the server only needs longer to start, raise wait-timeout; otherwise let it listen on ${wanted} and on all addresses (0.0.0.0), or name its port in the input port.`,
    certainty: elsewhere ? 'certain' : refused === undefined ? 'possible' : 'likely',
    evidence: [
      refused ?? `The front end answers ${BAD_GATEWAY}: nothing listens behind it.`,
      ...(listens ? [listens.line] : []),
    ],
  };
}

function listening({ log }: ContainerFacts): { readonly port: number; readonly line: string } | undefined {
  const line = linesOf(log).findLast((each) => LISTENING.test(each));
  const found = line === undefined ? undefined : LISTENING.exec(line)?.groups?.['port'];
  return line === undefined || found === undefined ? undefined : { port: Number(found), line: line.trim() };
}

function neverReady(symptoms: Symptoms): Told | undefined {
  const container = silentContainer(symptoms);
  if (!container) return undefined;
  const last = lastEvent(symptoms, /^Unhealthy:/i);
  const event = last !== undefined && WRONG_STATUS.test(last) ? last : undefined;
  const { healthStatus = 0 } = symptoms;
  const answered = healthStatus >= 300 && healthStatus !== BAD_GATEWAY && healthStatus !== GATEWAY_TIMEOUT;
  const status =
    WRONG_STATUS.exec(event ?? '')?.groups?.['status'] ?? (answered ? String(healthStatus) : undefined);
  if (status === undefined) return undefined;
  const healthPath = quote(container.healthPath ?? '/');
  return {
    cause: `The server answers ${status} to GET ${healthPath}, so it never counts as ready.`,
    remedy:
      'Name a path that answers 200 to GET without a key in the input health-path, or correct the server.',
    certainty: 'certain',
    evidence: [event ?? `The endpoint answers ${status} to GET ${healthPath}.`],
  };
}

function slowStart(symptoms: Symptoms): Told | undefined {
  const container = silentContainer(symptoms);
  if (!container) return undefined;
  const line = startsSlowly(container);
  const silent = lastEvent(symptoms, SILENT);
  if (line === undefined && silent === undefined) return undefined;
  return {
    cause:
      line === undefined
        ? 'The server takes connections, but does not answer in time.'
        : 'init() of the entry script had not ended when the time was up.',
    remedy:
      'If init() only needs longer, raise wait-timeout, or give it more cpu; otherwise look for what it waits for, such as a download.',
    certainty: line === undefined ? 'possible' : 'likely',
    evidence: [line, silent].filter((each) => each !== undefined),
  };
}

/** The line that says that init() began, when none says that it ended. */
function startsSlowly({ log }: ContainerFacts): string | undefined {
  const lines = linesOf(log);
  const began = lines.findLastIndex((line) => /Invoking user's init function/.test(line));
  const ended = lines.findLastIndex((line) =>
    /init has completed successfully|init function failed/.test(line),
  );
  return began > ended ? lines[began]?.trim() : undefined;
}
