import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';

/**
 * Names of models. They become folders of the image and parts of ARM paths.
 * Source: `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/constants/_common.py`.
 */
const NAME = /^[a-zA-Z0-9][a-zA-Z0-9\-._]{0,254}$/;

/** Versions: digits in v1, and the characters of a name in v2. */
const VERSION = NAME;

/** What is wrong with the name of a model, if anything. */
export function checkName(text: string, name: string): Finding | undefined {
  if (NAME.test(name)) return undefined;
  return error(`"${text}" is not a model: ${describe(name)}.`, { input: 'models', remedy: advice(text) });
}

/** What is wrong with the version of a model, if anything. */
export function checkVersion(text: string, version: string): Finding | undefined {
  if (VERSION.test(version)) return undefined;
  const problem =
    version === '' ? 'the version after the colon is empty' : `the version "${version}" is not valid`;
  return error(`"${text}" is not a model: ${problem}.`, {
    input: 'models',
    remedy:
      'A version has letters, digits, "-", "." and "_", and begins with a letter or digit; leave ":" out for the newest.',
  });
}

function describe(name: string): string {
  if (name === '') return 'the name is empty';
  if (name.length > 255) return `the name has ${name.length} characters, and 255 are allowed`;
  return `the name "${name}" is not valid (letters, digits, "-", "." and "_"; first a letter or digit)`;
}

function advice(text: string): string {
  if (/[,;\s]/.test(text)) return 'Write one model a line.';
  if (/[/\\]/.test(text)) return 'A path in the repository starts with ./ or ../, with forward slashes.';
  return 'Write name:version, name for the newest version, or a path that starts with ./ for a file of the repository.';
}
