import type { Sample } from '../sample.ts';
import { crashed } from '../sample.ts';

/** A prebuilt image of Azure ML that installs at its start. Source: azureml-assets, exit codes of the start script. */
export const sample: Sample = {
  symptoms: crashed(95, [
    'Installing requirements from /var/azureml-app/requirements.txt',
    'Error occurred. Sleeping to send error logs.',
  ]),
  certainty: 'likely',
  cause: 'installs packages when it starts',
  remedy: 'List the packages in the inference config',
  shows: 'exit code 95',
};
