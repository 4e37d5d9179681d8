import { z } from 'zod';
import { error, type Finding } from '../findings.ts';
import type { Document, DocumentPath } from './document.ts';
import { label } from './shape.ts';

const text = z.string().nullish();

/** v1's samples write the registry as a text, its SDK as an object: both are taken. */
export const BASE_IMAGE_REGISTRY = z
  .union([z.string(), z.object({ address: text, username: text, password: text })], {
    error: 'must be the address of a registry, or an object with "address"',
  })
  .nullish();

/**
 * The base image with its registry in front, unless it is there already, as in
 * `"baseImage": "mcr.microsoft.com/azureml/…", "baseImageRegistry": "mcr.microsoft.com"`.
 * @param base path of the object that holds the keys baseImage and baseImageRegistry.
 */
export function resolveBaseImage(
  document: Document,
  base: DocumentPath,
  image: string | null | undefined,
  registry: z.output<typeof BASE_IMAGE_REGISTRY>,
): { baseImage?: string; findings: Finding[] } {
  const findings = registrySignIn(document, [...base, 'baseImageRegistry'], registry);
  if (!image) return { findings };
  if (!/^[\w./:@-]+$/.test(image)) {
    const message = `"${label([...base, 'baseImage'])}" is no image reference: "${image}".`;
    const remedy = 'Write it like mcr.microsoft.com/azureml/minimal-py312-inference:latest.';
    findings.push(error(message, { remedy, place: document.at(...base, 'baseImage') }));
  }
  const address = (typeof registry === 'string' ? registry : registry?.address) ?? '';
  const host = address.replace(/^https?:\/\//, '').replace(/\/+$/, '');
  const baseImage = host === '' || image.startsWith(`${host}/`) ? image : `${host}/${image}`;
  return { baseImage, findings };
}

function registrySignIn(
  document: Document,
  path: DocumentPath,
  registry: z.output<typeof BASE_IMAGE_REGISTRY>,
): Finding[] {
  if (typeof registry !== 'object' || (!registry?.username && !registry?.password)) return [];
  const message = `"${label(path)}" has a user name or a password: private base images are not supported yet.`;
  const remedy =
    'Import the base image into the registry of the workspace (az acr import), and remove the password.';
  return [error(message, { remedy, place: document.keyAt(...path) })];
}
