import type { Feature } from './features.ts';

/** Keys of an ACI deployment config that a later version supports. Both of v1's spellings, of the file and of the service. */
export const DEPLOYMENT_FEATURES: readonly Feature[] = [
  {
    asksFor: 'TLS',
    keys: [['sslEnabled'], ['sslCertificate'], ['sslKey'], ['cname']],
    switchedBy: ['sslEnabled'],
    remedy: 'Set sslEnabled to false; the service is then reached over plain HTTP.',
  },
  {
    asksFor: 'Application Insights',
    keys: [['appInsightsEnabled']],
    remedy: 'Set it to false; the logs of the containers are shown by: az container logs.',
  },
  {
    asksFor: 'encryption with a key of your own',
    keys: [['vaultBaseUrl'], ['keyName'], ['keyVersion'], ['encryptionProperties']],
    remedy: 'Remove these keys; Azure then encrypts with keys of its own.',
  },
  {
    asksFor: 'a virtual network',
    keys: [['vnetName'], ['subnetName'], ['vnetConfiguration']],
    remedy:
      'Remove these keys; the service then has a public address, which authEnabled and primary-key guard.',
  },
  {
    asksFor: 'model data collection',
    keys: [['dataCollection']],
    remedy: 'Set storageEnabled to false; v1 collected data on AKS only.',
  },
  {
    asksFor: 'authentication by token',
    keys: [['tokenAuthEnabled']],
    why: 'ACI services never had',
    remedy: 'Remove it; set authEnabled to true and pass a key in the input primary-key.',
  },
];

const AKS_REMEDY = 'Remove it: it is a setting of AKS services.';

/** Top-level keys of AKS and local deployment configs. Source: azureml-core's parser of --deploy-config-file. */
export const AKS_KEYS: Readonly<Record<string, string>> = {
  autoScaler: AKS_REMEDY,
  scoringTimeoutMs: 'Use the input scoring-timeout.',
  maxConcurrentRequestsPerContainer: AKS_REMEDY,
  maxQueueWaitMs: AKS_REMEDY,
  numReplicas: 'Remove it: a container group has one replica.',
  gpuCores: 'Remove it: ACI has no GPUs.',
  livenessProbeRequirements: 'Remove it: the Action sets the probes.',
  namespace: AKS_REMEDY,
  computeTargetName: AKS_REMEDY,
  versionName: AKS_REMEDY,
  trafficPercentile: AKS_REMEDY,
};

/** Keys of containerResourceRequirements that only AKS had. */
export const AKS_RESOURCE_KEYS: readonly string[] = ['cpuLimit', 'memoryInGBLimit'];

/** Keys that v1 did not read for ACI either, with what to do instead. */
export const UNUSED_KEYS: Readonly<Record<string, string>> = {
  name: 'Use the input name.',
  tags: 'Use the input tags.',
  kvTags: 'Use the input tags.',
  properties: 'Use the input tags.',
  description: 'Remove it, or use the input tags.',
  overwrite: 'Remove it: a service of the same name is updated.',
  port: 'Remove it: the service is reached on port 80.',
  ...AKS_KEYS,
};
