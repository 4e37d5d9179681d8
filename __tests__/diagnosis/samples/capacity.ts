import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A failed operation, whose error has no code of its own. Source: issue 2404 of `Azure/Azure-Landing-Zones`. */
export const sample: Sample = {
  symptoms: {
    ...deployment({ state: 'Waiting' }),
    events: [
      {
        name: 'InsufficientCapacity.',
        message: "The requested resource is not available in the location 'uksouth' at this moment.",
      },
      {
        name: 'Failed',
        message:
          "The requested resource is not available in the location 'uksouth' at this moment. Please retry with a different resource request or in another location. Resource requested: '4' CPU '16' GB memory 'Linux' OS",
      },
    ],
  },
  certainty: 'certain',
  cause: 'no room for a container group of this size',
  remedy: 'less cpu or memory',
  shows: 'InsufficientCapacity.',
};
