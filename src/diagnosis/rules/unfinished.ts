import { findException } from '../exception.ts';
import { eventText } from '../match.ts';
import type { ContainerFacts, Rule, Symptoms, Told } from '../types.ts';

/** After how long Azure gives a deployment up. Source: https://learn.microsoft.com/azure/container-instances/container-state */
const AZURE_GIVES_UP = '30 minutes';
/** Events of a start that goes wrong: they tell more than that it goes on. An update itself ends what ran before. */
const TROUBLE = /^(?:Failed|BackOff|InsufficientCapacity)/i;
const OK = 200;

/** A deployment that Azure has not ended, although nothing has gone wrong in it. */
export const UNFINISHED_RULES: readonly Rule[] = [
  { name: 'still-pulling', find: stillPulling },
  { name: 'unfinished', find: unfinished },
];

/** Azure's word for the deployment, when nothing else explains that the service is not healthy. */
function stateOf(symptoms: Symptoms): string | undefined {
  const { containers, events, answers, healthStatus = OK } = symptoms;
  const isBroken = containers.some(({ exitCode, restarts }) => exitCode !== undefined || restarts > 0);
  const hasTrouble = events.some(({ name }) => TROUBLE.test(name));
  const isExplained = isBroken || hasTrouble || answers.length > 0 || healthStatus !== OK;
  return isExplained || findException(symptoms) ? undefined : symptoms.unfinished;
}

/** The container whose image is on its way, and the event that says so. */
function pulling({
  containers,
  events,
}: Symptoms): { readonly name: string; readonly line: string } | undefined {
  for (const { name } of containers.filter(isWaiting)) {
    const last = events.findLast((event) => event.container === name && /^Pull(?:ing|ed)$/i.test(event.name));
    if (last && /^Pulling$/i.test(last.name)) return { name, line: eventText(last) };
  }
  return undefined;
}

function isWaiting({ state }: ContainerFacts): boolean {
  return state === 'Waiting';
}

function stillPulling(symptoms: Symptoms): Told | undefined {
  const found = stateOf(symptoms) === undefined ? undefined : pulling(symptoms);
  if (!found) return undefined;
  return {
    cause: `Azure was still pulling the image of the container ${found.name} when the time was up.`,
    remedy:
      'Raise wait-timeout. A smaller image is pulled faster, and so is one from a registry in the region of the service.',
    certainty: 'certain',
    evidence: [found.line],
  };
}

function unfinished(symptoms: Symptoms): Told | undefined {
  const state = stateOf(symptoms);
  if (state === undefined || pulling(symptoms)) return undefined;
  const { containers, healthStatus } = symptoms;
  const idle = containers.find(({ state: each }) => each !== 'Running');
  const answers = healthStatus === OK ? ' and the service answers' : '';
  const seen = idle ? `the container ${idle.name} has not started` : `all containers run${answers}`;
  return {
    cause: `Azure has not ended the deployment: it still says ${state}, and ${seen}.`,
    remedy: `This is not the model's doing. Azure gives a deployment up after ${AZURE_GIVES_UP}: look at the group in the portal, delete it if it stays so, and run the workflow again. If that happens again, deploy to another location, or show Azure support the ids and events of this deployment.`,
    certainty: 'certain',
    evidence: [`Azure says ${state}.`, ...symptoms.events.map(eventText)],
  };
}
