import type { Sample } from '../sample.ts';
import { deployment } from '../sample.ts';

/** A CMD that is not there, in the words of runc. */
export const sample: Sample = {
  symptoms: deployment({ state: 'Waiting' }, [
    ['Pulled', 'Successfully pulled image "own:1"'],
    [
      'Failed',
      'Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "serve": executable file not found in $PATH: unknown',
    ],
  ]),
  certainty: 'certain',
  cause: 'The image starts the command serve that it does not have.',
  remedy: 'CMD or ENTRYPOINT',
  shows: 'executable file not found',
};
