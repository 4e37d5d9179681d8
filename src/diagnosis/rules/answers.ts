import { findException } from '../exception.ts';
import { findInLogs } from '../match.ts';
import { placeOf, quote, whereOf } from '../place.ts';
import type { BadAnswer, Rule, Symptoms, Told } from '../types.ts';
import { exceptionRule } from './exception-rule.ts';
import { outOfMemory } from './memory.ts';

const SERVER_TIMEOUT = /Scoring timeout after (?<ms>\d+) ms/;

/** What only a request shows. */
export const ANSWER_RULES: readonly Rule[] = [
  { name: 'run-failed', find: runFailed },
  exceptionRule('result-not-json', 'not-json', ({ traceback }, repository) => {
    const type =
      /Object of type '?(?<type>\w+)'? is not/.exec(traceback.error)?.groups?.['type'] ?? 'a value';
    const place = placeOf(traceback.own, repository) ?? repository.entryScript;
    return {
      cause: `run() returns ${type}, which cannot be written as JSON.`,
      remedy:
        'Return lists, numbers and texts: .tolist() makes them of an array, .item() of a single number.',
      ...(place && { place }),
    };
  }),
  { name: 'scoring-timeout', find: scoringTimeout },
  answerRule('body-too-large', 413, () => ({
    cause: 'The request is larger than the front end takes, which is 100 MB.',
    remedy: 'Send a smaller request, or several.',
    certainty: 'certain',
  })),
  answerRule('scoring-crash', 502, (symptoms) =>
    outOfMemory(symptoms)
      ? undefined
      : {
          cause: 'The scoring container stopped during the request.',
          remedy:
            'Read its log below. When it says nothing, the container probably ran out of memory: raise memoryInGB in the deployment config.',
          certainty: 'likely',
        },
  ),
];

type Tell = (symptoms: Symptoms) => Omit<Told, 'evidence'> | undefined;

function answerRule(name: string, status: number, tell: Tell): Rule {
  return {
    name,
    find: (symptoms) => {
      const answer = symptoms.answers.find((each) => each.status === status);
      const told = answer && tell(symptoms);
      return told && { ...told, evidence: [answered(answer)] };
    },
  };
}

function runFailed(symptoms: Symptoms): Told | undefined {
  const { answers, repository, containers } = symptoms;
  const exception = findException(symptoms);
  const answer = exception?.answer ?? answers.find((each) => each.runFailed);
  if (!answer || findInLogs(containers, SERVER_TIMEOUT) || outOfMemory(symptoms)) return undefined;
  if (exception && exception.kind !== 'run') return undefined;
  const place = placeOf(exception?.traceback.own, repository);
  return {
    cause: exception
      ? `run() of the entry script failed${whereOf(exception.traceback, repository)}: ${quote(exception.traceback.error)}`
      : 'run() of the entry script raised an exception.',
    remedy: 'Correct the script at that line, or the request, if run() is right to refuse it.',
    certainty: 'certain',
    evidence: [...(exception?.traceback.lines ?? []), answered(answer)],
    ...(place && { place }),
  };
}

function scoringTimeout({ answers, containers }: Symptoms): Told | undefined {
  const server = findInLogs(containers, SERVER_TIMEOUT);
  const late = answers.find(
    ({ status, timedOut, runFailed: failed }) => status === 504 || timedOut || (failed && server),
  );
  if (!late) return undefined;
  return {
    cause: 'The model took longer for the request than the input scoring-timeout allows.',
    remedy:
      'Raise the input scoring-timeout, send less at once, or give the service more cpu in the deployment config.',
    certainty: 'certain',
    evidence: [answered(late), ...(server ? [server.line] : [])],
  };
}

function answered({ name, status }: BadAnswer): string {
  return `Request ${quote(name)}: ${status === 0 ? 'no answer in time' : `status ${status}`}.`;
}
