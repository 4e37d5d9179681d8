import { findException, isReady } from '../exception.ts';
import { endedWith, eventText, findInLogs, linesOf, scoringContainer } from '../match.ts';
import { placeOf } from '../place.ts';
import type { Certainty, Rule, Symptoms, Told } from '../types.ts';

/** 128 + SIGKILL: how a container ends that takes more memory than it has. */
const KILLED = 137;
/** Workers that begin and never become ready, after which it is a loop. */
const BOOTS = 3;
const SAYS_MEMORY =
  /\bOOMKilled\b|\bOut of memory\b(?!\?)|Cannot allocate memory|can't allocate memory|MemoryError/;
const SAYS_KILLED = /died with SIGKILL|was sent SIGKILL|terminated due to signal 9\b|Killed process \d+/;
const TIMED_OUT = /\[CRITICAL\] WORKER TIMEOUT/;

/** What too little memory looks like, and what only looks like it. */
export const MEMORY_RULES: readonly Rule[] = [
  {
    name: 'memory',
    find: (symptoms) => {
      const seen = outOfMemory(symptoms);
      if (!seen) return undefined;
      const gigabytes = scoringContainer(symptoms)?.memoryInGB;
      const place =
        symptoms.repository.memory ?? placeOf(findException(symptoms)?.traceback.own, symptoms.repository);
      return {
        cause: 'The container ran out of memory.',
        remedy: `Raise memoryInGB in the deployment config${gigabytes === undefined ? '' : ` (now ${gigabytes} GB)`}: a model needs about one and a half times its size, and more while it loads.`,
        ...seen,
        ...(place && { place }),
      };
    },
  },
  {
    name: 'worker-timeout',
    find: ({ containers }) => {
      const found = findInLogs(containers, TIMED_OUT);
      return (
        found && {
          cause:
            'init() or a request took longer than gunicorn lets a worker be silent, so it stopped the worker.',
          remedy:
            'Make init() faster, or set the environment variable WORKER_TIMEOUT to more seconds than it needs (300 if it is not set).',
          certainty: 'certain',
          evidence: [found.line],
        }
      );
    },
  },
];

/** Undefined when nothing points to memory. Shared with the rules that must not take it for something else. */
export function outOfMemory(symptoms: Symptoms): Pick<Told, 'certainty' | 'evidence'> | undefined {
  const exception = findException(symptoms);
  if (exception?.kind === 'memory') return { certainty: 'certain', evidence: exception.traceback.lines };
  const { containers } = symptoms;
  // gunicorn kills a worker that was silent too long, and then wonders about the memory.
  const killed = findInLogs(containers, TIMED_OUT) ? undefined : findInLogs(containers, SAYS_KILLED)?.line;
  const ended = wasStopped(symptoms) ? undefined : endedWith(symptoms, [KILLED])?.line;
  return (
    seen('certain', memoryLine(symptoms)) ??
    seen('likely', killed) ??
    seen('likely', ended) ??
    seen('possible', exception || killed ? undefined : bootLoop(symptoms))
  );
}

function seen(
  certainty: Certainty,
  line: string | undefined,
): Pick<Told, 'certainty' | 'evidence'> | undefined {
  return line === undefined ? undefined : { certainty, evidence: [line] };
}

/** A line that names memory, outside of tracebacks that the entry script may have caught. */
function memoryLine(symptoms: Symptoms): string | undefined {
  if (isReady(symptoms) && symptoms.answers.length === 0) return undefined;
  return (
    symptoms.events.map(eventText).find((text) => /OOMKilled/.test(text)) ??
    findInLogs(symptoms.containers, SAYS_MEMORY)?.line
  );
}

/** Azure also kills a container whose liveness probe failed: then the code says nothing of memory. */
function wasStopped({ events }: Symptoms): boolean {
  return events.some(({ name }) => /^Killing$/i.test(name));
}

function bootLoop(symptoms: Symptoms): string | undefined {
  const boots = linesOf(scoringContainer(symptoms)?.log ?? '').filter((line) =>
    /Booting worker with pid/.test(line),
  );
  return boots.length < BOOTS || isReady(symptoms) || findInLogs(symptoms.containers, TIMED_OUT)
    ? undefined
    : boots.at(-1)?.trim();
}
