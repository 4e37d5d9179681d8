import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import { isLocal, parseLocal } from './local-reference.ts';
import { parseLongId } from './long-id.ts';
import { checkName, checkVersion } from './names.ts';
import type { ModelReference, RegisteredReference } from './types.ts';

/** A parsed line, or what is wrong with it. */
type Parsed = ModelReference | Finding;

/** Refers to the newest version: the only label that Azure ML knows for models. */
const LATEST = 'latest';

/** Paths that Azure ML takes when a model is created; nothing is registered under them. */
const UNREGISTERED = /^(runs:\/|azureml:\/\/(?:.*\/)?(?:jobs|datastores)\/)/i;

/**
 * Reads the `models` input: one reference a line, blank lines and lines that begin with # are skipped.
 * The forms are those of Azure ML v1 and v2.
 * Source: `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/constants/_common.py`.
 */
export function parseModelReferences(lines: string): {
  references: ModelReference[];
  findings: Finding[];
} {
  const references: ModelReference[] = [];
  const findings: Finding[] = [];
  for (const line of lines.split(/\r?\n/)) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const parsed = parseLine(text);
    if ('kind' in parsed) references.push(parsed);
    else findings.push(parsed);
  }
  return { references, findings: [...findings, ...checkTwice(references)] };
}

function parseLine(text: string): Parsed {
  if (isLocal(text)) return parseLocal(text);
  if (UNREGISTERED.test(text)) return notRegistered(text);
  if (/^azureml:\/|^\//i.test(text)) return parseLongId(text);
  return parseShort(text);
}

/** `name`, `name:version`, `name@latest`, each with or without `azureml:` in front. */
function parseShort(text: string): Parsed {
  const short = text.replace(/^azureml:/i, '');
  const at = short.indexOf('@');
  if (at >= 0) return parseLabel(text, short.slice(0, at), short.slice(at + 1));
  // A version may hold anything but a colon, so the last colon ends the name.
  const colon = short.lastIndexOf(':');
  const name = colon < 0 ? short : short.slice(0, colon);
  const version = colon < 0 ? undefined : short.slice(colon + 1);
  const problem = checkName(text, name) ?? (version === undefined ? undefined : checkVersion(text, version));
  return problem ?? registered(text, name, version);
}

function parseLabel(text: string, name: string, label: string): Parsed {
  if (label === LATEST) return checkName(text, name) ?? registered(text, name, undefined);
  return error(
    `The model "${text}" asks for the label "${label}"; the only label of models is "${LATEST}".`,
    {
      input: 'models',
      remedy: `Write ${name}:<version> for a certain version, or ${name}@${LATEST} for the newest.`,
    },
  );
}

function registered(text: string, name: string, version: string | undefined): RegisteredReference {
  return { kind: 'registered', text, name, ...(version !== undefined && { version }) };
}

function notRegistered(text: string): Finding {
  return error(`"${text}" is a path of a run, job or datastore; it is not a registered model.`, {
    input: 'models',
    remedy: 'Register the path as a model (az ml model create) and name the model here as name:version.',
  });
}

/** Two references to the same version would be laid over each other in the image. */
function checkTwice(references: readonly ModelReference[]): Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const reference of references) {
    const version = reference.kind === 'local' ? '0' : (reference.version ?? LATEST);
    const key = `${reference.name}:${version}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, reference.text);
    else findings.push(twice(key, other, reference));
  }
  return findings;
}

function twice(key: string, other: string, reference: ModelReference): Finding {
  const both =
    other === reference.text
      ? `"${other}" is listed twice`
      : `"${other}" and "${reference.text}" are both ${key}`;
  return error(`The models cannot be told apart: ${both}.`, {
    input: 'models',
    remedy:
      reference.kind === 'local'
        ? 'Give one of them another name with name=path, or remove it.'
        : 'Remove one of the two lines.',
  });
}
