import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import { checkName, checkVersion } from './names.ts';
import type { ModelScope, RegisteredReference } from './types.ts';

/**
 * The parts of a long id that come before the model. Keywords come in any case ("resourcegroups" is common).
 * Source: `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/constants/_common.py`.
 */
const SCOPE = new RegExp(
  '^(?:subscriptions/(?<subscriptionId>[^/]+)/)?(?:resourceGroups/(?<resourceGroup>[^/]+)/)?' +
    '(?:providers/Microsoft\\.MachineLearningServices/)?' +
    '(?:locations/[^/]+/workspaces/(?<workspaceGuid>[^/]+)/|workspaces/(?<workspace>[^/]+)/)?$',
  'i',
);
const MODEL = /^(?<name>[^/]+)(?:\/versions\/(?<version>[^/]+)|\/labels\/(?<label>[^/]+))?\/?$/i;

/** Reads ARM ids, with or without `azureml:` in front, and `azureml://` ids. */
export function parseLongId(text: string): RegisteredReference | Finding {
  const id = text.replace(/^azureml:/i, '').replace(/^\/+/, '');
  if (/(^|\/)registries\//i.test(id)) return inRegistry(text);
  const at = id.search(/(?<=^|\/)models\//i);
  const scope = at < 0 ? undefined : SCOPE.exec(id.slice(0, at))?.groups;
  const model = MODEL.exec(id.slice(at + 'models/'.length))?.groups;
  if (!scope || !model) return unknownId(text);
  const { name = '', version, label } = model;
  if (label !== undefined && label !== 'latest') return unknownId(text);
  const problem = checkName(text, name) ?? (version === undefined ? undefined : checkVersion(text, version));
  if (problem) return problem;
  return { kind: 'registered', text, name, ...(version !== undefined && { version }), ...scopeOf(scope) };
}

function scopeOf(groups: Record<string, string | undefined>): { scope?: ModelScope } {
  const known = Object.entries(groups).filter(([, value]) => value !== undefined);
  return known.length === 0 ? {} : { scope: Object.fromEntries(known) };
}

function inRegistry(text: string): Finding {
  return error(
    `The model "${text}" lies in an Azure ML registry; models of registries are not supported yet.`,
    {
      input: 'models',
      remedy:
        'Copy the model into the workspace (az ml model create --path <id>), and name it here as name:version.',
    },
  );
}

function unknownId(text: string): Finding {
  return error(`"${text}" is not the id of a registered model.`, {
    input: 'models',
    remedy:
      'Ids of models end in /models/<name>/versions/<version> and may begin with ' +
      '/subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.MachineLearningServices/workspaces/<workspace>. ' +
      'A path in the repository starts with ./ or ../.',
  });
}
