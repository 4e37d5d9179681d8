import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** Source: `MicrosoftDocs/SupportArticles-docs` (inaccessible-image). */
export const sample: Sample = {
  symptoms: {
    ...deployment({ state: 'Waiting' }),
    events: [
      {
        name: 'InaccessibleImage',
        message:
          "The image 'ml.azurecr.io/iris:1' in container group 'iris-0a1b' is not accessible. Please check the image and registry credential.",
      },
    ],
  },
  certainty: 'certain',
  cause: 'Azure cannot get the image',
  remedy: 'registry-identity',
  shows: 'InaccessibleImage',
};
