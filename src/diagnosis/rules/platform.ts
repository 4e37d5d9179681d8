import { endedWith, eventRule } from '../match.ts';
import type { Rule } from '../types.ts';

/** Exit codes of containers that Azure moves. Source: https://learn.microsoft.com/azure/container-instances/container-state */
const MOVED = [7147, 7148] as const;

/** What stops Azure before a container is there. */
export const PLATFORM_RULES: readonly Rule[] = [
  eventRule(
    'quota',
    /quota '(?<what>[^']*)' exceeded(?: in region '(?<region>[^']*)')?(?<numbers>[^\n]*)/i,
    (match) => {
      const { what = '', region, numbers = '' } = match.groups ?? {};
      const [limit, usage, asked] = ['Limit', 'Usage', 'Requested'].map(
        (name) => new RegExp(`${name}: '(\\d+)'`).exec(numbers)?.[1],
      );
      const counted =
        limit && usage && asked ? ` (${usage} of ${limit} are used, ${asked} more are needed)` : '';
      return {
        cause: `The quota ${what} of your subscription${region ? ` in ${region}` : ''} is used up${counted}.`,
        remedy:
          'Delete container groups that are not needed, ask for a higher quota, or deploy to another location.',
        certainty: 'certain',
      };
    },
  ),
  eventRule('capacity', /InsufficientCapacity|requested resource is not available/i, () => ({
    cause: 'The region has no room for a container group of this size at the moment.',
    remedy: 'Try again later, ask for less cpu or memory, or deploy to another location.',
    certainty: 'certain',
  })),
  eventRule('mount', /^FailedMount:|\bmount error\(\d+\)/i, () => ({
    cause: 'A volume could not be mounted.',
    remedy: 'Run the deployment again; if it stays so, show the event below to Azure support.',
    certainty: 'certain',
  })),
  {
    name: 'moved',
    find: (symptoms) => {
      const ended = endedWith(symptoms, MOVED);
      return (
        ended && {
          cause: `Azure stopped the container ${ended.container.name} to move it to another machine.`,
          remedy: 'Run the workflow again: nothing is wrong with the service.',
          certainty: 'certain',
          evidence: [ended.line],
        }
      );
    },
  },
];
