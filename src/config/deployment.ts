import { z } from 'zod';
import { warning, type Finding } from '../findings.ts';
import { readDocument, type Document } from './document.ts';
import { checkComputeType } from './compute-type.ts';
import { AKS_RESOURCE_KEYS, DEPLOYMENT_FEATURES, UNUSED_KEYS } from './deployment-keys.ts';
import { checkFeatures } from './features.ts';
import { checkDnsNameLabel } from './names.ts';
import { keysAt, readShape, unknownKeys } from './shape.ts';
import type { DeploymentConfig } from './types.ts';

/** v1's defaults; its service filled them in. Source: azureml-core, AciServiceDeploymentConfiguration. */
const DEFAULT_CPU = 0.1;
const DEFAULT_MEMORY_IN_GB = 0.5;

const amount = z.number().positive({ error: 'must be above 0' }).nullish();
const text = z.string().nullish();

/** What the Action reads. Names and types as azureml-core's parser of --deploy-config-file had them. */
const RESOURCES = z.object({ cpu: amount, memoryInGB: amount });
const KEYS = z.object({ primaryKey: text, secondaryKey: text });
const DEPLOYMENT = z.object({
  computeType: text,
  containerResourceRequirements: RESOURCES.nullish(),
  location: text,
  authEnabled: z.boolean().nullish(),
  dnsNameLabel: text,
  keys: KEYS.nullish(),
});

/**
 * Reads the deployment config.
 * @param name path relative to the repository: the input deployment-config.
 * @returns never throws. Without `deployment` there is at least one error finding.
 */
export async function readDeploymentConfig(
  workspaceDirectory: string,
  name: string,
): Promise<{ deployment?: DeploymentConfig; findings: Finding[] }> {
  const { document, findings } = await readDocument(workspaceDirectory, name, 'deployment-config');
  if (!document) return { findings };
  const read = interpret(document);
  return { ...read, findings: [...findings, ...read.findings] };
}

function interpret(document: Document): { deployment?: DeploymentConfig; findings: Finding[] } {
  const { value, findings } = readShape(document, [], DEPLOYMENT);
  if (!value) return { findings };
  const refused = checkComputeType(document);
  if (refused.length > 0) return { findings: [...findings, ...refused] };
  const label = value.dnsNameLabel ?? undefined;
  findings.push(
    ...checkFeatures(document, DEPLOYMENT_FEATURES),
    ...(label === undefined ? [] : checkDnsNameLabel(label, document.at('dnsNameLabel'))),
    ...checkKeys(document),
  );
  return { deployment: deploymentConfig(document, value), findings };
}

function deploymentConfig(document: Document, value: z.output<typeof DEPLOYMENT>): DeploymentConfig {
  const { location, authEnabled, dnsNameLabel, keys, containerResourceRequirements: resources } = value;
  return {
    file: document.file,
    cpu: resources?.cpu ?? DEFAULT_CPU,
    memoryInGB: resources?.memoryInGB ?? DEFAULT_MEMORY_IN_GB,
    // "West Europe" and "westeurope" are the same region to Azure.
    ...(location && { location: location.replaceAll(' ', '').toLowerCase() }),
    ...(typeof authEnabled === 'boolean' && { authEnabled }),
    ...(dnsNameLabel && { dnsNameLabel }),
    ...(keys?.primaryKey && { primaryKey: keys.primaryKey }),
    ...(keys?.secondaryKey && { secondaryKey: keys.secondaryKey }),
    at: document.at,
  };
}

/** Keys that nobody reads: known ones say where their setting is made now, unknown ones get a suggestion. */
function checkKeys(document: Document): Finding[] {
  const unused = Object.entries(UNUSED_KEYS)
    .filter(([key]) => keysAt(document, []).includes(key))
    .map(([key, remedy]) =>
      warning(`"${key}" is not used, as in v1 on ACI.`, { remedy, place: document.keyAt(key) }),
    );
  const limits = keysAt(document, ['containerResourceRequirements'])
    .filter((key) => AKS_RESOURCE_KEYS.includes(key))
    .map((key) => limitOfAks(document, key));
  const known = [
    ...Object.keys(DEPLOYMENT.shape),
    ...DEPLOYMENT_FEATURES.flatMap(({ keys }) => keys.map(([key]) => String(key))),
    ...Object.keys(UNUSED_KEYS),
  ];
  const knownResources = [...Object.keys(RESOURCES.shape), ...AKS_RESOURCE_KEYS];
  return [
    ...unused,
    ...limits,
    ...unknownKeys(document, [], known),
    ...unknownKeys(document, ['containerResourceRequirements'], knownResources),
    ...unknownKeys(document, ['keys'], Object.keys(KEYS.shape)),
  ];
}

function limitOfAks(document: Document, key: string): Finding {
  return warning(
    `"containerResourceRequirements.${key}" is a setting of AKS services and is not used on ACI.`,
    {
      remedy: 'Remove it; on ACI a container gets the cpu and memoryInGB it asks for.',
      place: document.keyAt('containerResourceRequirements', key),
    },
  );
}
