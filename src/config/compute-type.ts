import { error, type Finding } from '../findings.ts';
import { AKS_KEYS, AKS_RESOURCE_KEYS } from './deployment-keys.ts';
import type { Document } from './document.ts';
import { didYouMean } from './nearest.ts';
import { keysAt, valueAt } from './shape.ts';

const ADD_IT = 'Write computeType: aci ("computeType": "aci" in JSON).';

/** v1's other compute types; each gets a refusal of its own. */
const OTHER_SERVICES: Readonly<Record<string, string>> = {
  aks: 'an AKS cluster',
  aksendpoint: 'an endpoint on an AKS cluster',
  local: 'the local machine',
};

/** Errors unless computeType is `aci` in any case. A refused AKS file names the keys that only AKS has. */
export function checkComputeType(document: Document): Finding[] {
  const place = document.at('computeType');
  const computeType = valueAt(document.value, ['computeType']) ?? '';
  // A value of a wrong type is reported with those of all other keys.
  if (typeof computeType !== 'string') return [];
  const type = computeType.trim().toLowerCase();
  if (type === 'aci') return [];
  if (type === '') return [error(`The file ${document.file} has no computeType.`, { remedy: ADD_IT, place })];
  const target = OTHER_SERVICES[type];
  if (target === undefined) {
    const message = `The computeType "${computeType}" is not known${didYouMean(type, ['aci', 'aks', 'local'])}.`;
    return [error(message, { remedy: ADD_IT, place })];
  }
  return [error(refusal(document, computeType, target), { remedy: switchRemedy(document), place })];
}

function refusal(document: Document, computeType: string, target: string): string {
  return (
    `The deployment config ${document.file} is for ${target} (computeType "${computeType}"), ` +
    'but this Action deploys to Azure Container Instances.'
  );
}

function switchRemedy(document: Document): string {
  const keys = [
    ...keysAt(document, []).filter((key) => key in AKS_KEYS || key === 'tokenAuthEnabled' || key === 'port'),
    ...keysAt(document, ['containerResourceRequirements']).filter((key) => AKS_RESOURCE_KEYS.includes(key)),
  ];
  if (keys.length === 0) return 'Set computeType to aci.';
  return `Set computeType to aci and remove what ACI does not have: ${keys.join(', ')}.`;
}
