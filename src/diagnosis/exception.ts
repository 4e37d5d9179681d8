import { findInLogs, scoringContainer } from './match.ts';
import { tracebacks } from './traceback.ts';
import type { Traceback } from './traceback.ts';
import type { BadAnswer, Symptoms } from './types.ts';

/** The exception that explains the failure. Each kind has its own rule. */
export interface Exception {
  readonly kind: Kind;
  readonly traceback: Traceback;
  /** The whole log, for what the server wrote around the traceback. */
  readonly log: string;
  /** The request that raised it, when it was run(). */
  readonly answer?: BadAnswer;
}

export type Kind =
  | 'memory'
  | 'server-missing'
  | 'model-version'
  | 'module-missing'
  | 'library-missing'
  | 'model-path'
  | 'not-json'
  | 'import'
  | 'init'
  | 'run';

/** What servers say when a worker takes requests: a traceback before it did not end the start. */
const READY = /ready for serving traffic|init has completed successfully|Application startup complete/;
const SERVER_ERROR = 500;

/** Errors by their last line, whatever the stage; the first that fits counts. */
const BY_ERROR: readonly (readonly [Kind, RegExp])[] = [
  ['memory', /^(?:\w+\.)*\w*MemoryError\b|can't allocate memory|Cannot allocate memory/],
  ['server-missing', /No module named '?azureml_inference_server_http/],
  ['model-version', /Can't get attribute |incompatible dtype|unsupported pickle protocol/],
  ['module-missing', /^ModuleNotFoundError: No module named /],
  ['library-missing', /\.so[\d.]*: cannot open shared object file/],
  ['not-json', /is not JSON serializable/],
];
/** A module that only an object of a model asks for, when it was saved under another version of the package. */
const MODULE_OF_MODEL = /No module named '(?:numpy|sklearn|pandas|scipy|xgboost|lightgbm)\./;
/** A file that is not there. Only in init() this is the model, unless the path says so. */
const NO_FILE = /^(?:FileNotFoundError|NotADirectoryError|IsADirectoryError)\b/;
const NO_MODEL =
  /ModelNotFoundException|Model not found in cache|KeyError: 'AZUREML_MODEL_DIR'|(?:No such file|not found|does not exist|Unable to open).*azureml-models|azureml-models.*(?:No such file|not found|does not exist)/i;

/** The exception that explains why the service does not start, or why a request failed. */
export function findException(symptoms: Symptoms): Exception | undefined {
  const log = scoringContainer(symptoms)?.log ?? '';
  const all = tracebacks(log);
  const answer = symptoms.answers.find(({ status, runFailed }) => runFailed || status === SERVER_ERROR);
  const candidates = answer ? all.filter(({ stage }) => stage === 'run') : atStart(symptoms, log, all);
  // A request's exception is the last one. At the start, gunicorn adds one of its own to that of the script.
  const script = answer ? undefined : candidates.findLast(({ own }) => own !== undefined);
  const traceback = script ?? candidates.at(-1);
  return traceback && { kind: kindOf(traceback), traceback, log, ...(answer && { answer }) };
}

/** Tracebacks that may have ended the start: after the last word that the server is ready, and not of a request. */
function atStart(symptoms: Symptoms, log: string, all: readonly Traceback[]): readonly Traceback[] {
  if (symptoms.answers.length > 0) return [];
  const ready = log.split(/\r\n|[\r\n]/).findLastIndex((line) => READY.test(line));
  return all.filter(({ at, stage }) => at > ready && stage !== 'run');
}

/** True when the server says that it takes requests. */
export function isReady(symptoms: Symptoms): boolean {
  return findInLogs(symptoms.containers, READY) !== undefined;
}

function kindOf({ error, stage, own, last }: Traceback): Kind {
  if (MODULE_OF_MODEL.test(error) && own !== last) return 'model-version';
  const byError = BY_ERROR.find(([, pattern]) => pattern.test(error))?.[0];
  if (byError) return byError;
  if (NO_MODEL.test(error) || (stage === 'init' && NO_FILE.test(error))) return 'model-path';
  return stage === 'unknown' ? 'init' : stage;
}
