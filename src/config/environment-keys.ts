import type { Feature } from './features.ts';

const OWN_IMAGE = 'Build the image yourself and pass it in the input image.';

/** Settings of v1's Environment object that this Action does not do. */
export const ENVIRONMENT_FEATURES: readonly Feature[] = [
  {
    asksFor: 'a Dockerfile of your own',
    keys: [['environment', 'docker', 'baseDockerfile']],
    remedy: `Use docker.baseImage. ${OWN_IMAGE}`,
  },
  {
    asksFor: 'a build context of your own',
    keys: [['environment', 'docker', 'buildContext']],
    remedy: `Use docker.baseImage. ${OWN_IMAGE}`,
  },
  {
    asksFor: 'a conda environment of the base image',
    keys: [['environment', 'python', 'baseCondaEnvironment']],
    remedy: `List the packages in python.condaDependencies. ${OWN_IMAGE}`,
  },
  {
    asksFor: 'Spark',
    // precachePackages is true in every environment that v1 wrote and means nothing without packages.
    keys: [
      ['environment', 'spark', 'packages'],
      ['environment', 'spark', 'repositories'],
    ],
    remedy: `Remove the Spark packages. ${OWN_IMAGE}`,
  },
];

/** Keys of the years 2019 and 2020, before `environment`. */
export const LEGACY_FEATURES: readonly Feature[] = [
  {
    asksFor: 'Docker steps of your own',
    keys: [['extraDockerfileSteps'], ['extraDockerFileSteps']],
    remedy: `Use baseImage with an image that has done these steps. ${OWN_IMAGE}`,
  },
  {
    asksFor: 'GPUs',
    keys: [['enableGpu'], ['cudaVersion']],
    switchedBy: ['enableGpu'],
    why: 'ACI no longer has (retired in July 2025)',
    remedy: 'Set enableGpu to false and remove cudaVersion.',
  },
];
