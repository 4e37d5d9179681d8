import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Exit code of a container that Azure moves. Source: https://learn.microsoft.com/azure/container-instances/container-state */
export const sample: Sample = {
  symptoms: deployment({ state: 'Terminated', exitCode: 7147 }, [
    ['Killing', 'Killing container with id 4f7e0c'],
  ]),
  certainty: 'certain',
  cause: 'Azure stopped the container iris to move it',
  remedy: 'Run the workflow again',
  shows: 'exit code 7147',
};
