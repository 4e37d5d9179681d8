import type { ImageConfig } from '../containers/types.ts';
import { splitReference } from './reference.ts';

/** Azure ML's inference images: the server is in them and starts by itself. */
const INFERENCE: ImageConfig = {
  env: {
    AML_APP_ROOT: '/var/azureml-app',
    AZUREML_INFERENCE_SERVER_HTTP_ENABLED: 'True',
    SVDIR: '/var/runit',
    WORKER_TIMEOUT: '300',
  },
  workdir: '/',
  user: 'dockeruser',
  entrypoint: [],
  cmd: ['runsvdir', '/var/runit'],
  exposedPorts: [5001],
  labels: {},
  hasServer: true,
  hasRunit: true,
};

const PLAIN: ImageConfig = {
  ...INFERENCE,
  env: {},
  user: '',
  cmd: ['bash'],
  exposedPorts: [],
  hasServer: false,
  hasRunit: false,
};

/** Public images the local Azure knows, by the start of server/repository. The first match counts. */
const KNOWN: readonly (readonly [RegExp, ImageConfig])[] = [
  [/^mcr\.microsoft\.com\/azureml\/inference-base-/, { ...INFERENCE, hasServer: false }],
  [/^mcr\.microsoft\.com\/azureml\/(?:curated\/)?[\w.-]*-inference$/, INFERENCE],
  [/^mcr\.microsoft\.com\/azureml\/curated\/(?!no-such)/, INFERENCE],
  [/^mcr\.microsoft\.com\/azureml\/(?:openmpi|intelmpi|base(?:-gpu)?$|base-)/, PLAIN],
  [
    /^mcr\.microsoft\.com\/azurelinux\/base\/nginx$/,
    { ...PLAIN, cmd: ['nginx', '-g', 'daemon off;'], exposedPorts: [80] },
  ],
  [/^mcr\.microsoft\.com\/azurelinux\/base\/python$/, { ...PLAIN, cmd: ['python3'] }],
  [/^mcr\.microsoft\.com\/azurelinux\/base\/core$/, PLAIN],
  [/^mcr\.microsoft\.com\/devcontainers\/(?:python|base|miniconda)$/, PLAIN],
  [/^docker\.io\/library\/python$/, { ...PLAIN, cmd: ['python3'] }],
  [/^docker\.io\/library\/(?:ubuntu|debian)$/, PLAIN],
  [/^docker\.io\/(?:continuumio\/(?:mini|ana)conda3|condaforge\/(?:miniforge3|mambaforge))$/, PLAIN],
];

/** The configuration of a public image. Undefined: the local Azure does not know it, and plays that it does not exist. */
export function publicImage(image: string): ImageConfig | undefined {
  const { server, repository } = splitReference(image);
  return KNOWN.find(([pattern]) => pattern.test(`${server}/${repository}`))?.[1];
}
