import { z } from 'zod';
import type { Registry } from '../../image/types.ts';
import { AzureError } from '../azure-error.ts';
import type { AzureConnection } from '../connection.ts';
import { explain } from '../explain.ts';
import { cancelBuild, pollBuild, startBuild } from './build.ts';
import { deleteRepository, readDigest, readImageBytes } from './data.ts';
import { createLogReader } from './log.ts';
import type { RegistryChoice, RegistryResource } from './resource.ts';
import { findRegistry, REGISTRY_API } from './resource.ts';
import { uploadSource } from './upload.ts';
import type { RetryTools } from '../retry.ts';
import { readShape } from '../shapes.ts';

const credentialsSchema = z.object({
  username: z.string().min(1),
  passwords: z.array(z.object({ value: z.string().min(1) })).min(1),
});

/**
 * The registry that builds and holds the images: the `registry` input's, else the workspace's.
 * @throws ActionError when there is none or Azure refuses, with the missing role by name; so do its methods.
 */
export async function createRegistry(
  connection: AzureConnection,
  choice: RegistryChoice,
  tools: RetryTools,
): Promise<Registry> {
  const resource = await explained(findRegistry(connection, choice));
  const { server, id, location, anonymousPull } = resource;
  return {
    server,
    id,
    location,
    anonymousPull,
    adminUser: resource.adminUser ? resource.name : undefined,
    digestOf: (repository, reference) => readDigest(connection, resource, repository, reference),
    bytesOf: (repository, digest) => readImageBytes(connection, resource, repository, digest),
    deleteRepository: (repository) => deleteRepository(connection, resource, repository),
    adminCredential: () => explained(adminCredential(connection, resource)),
    uploadSource: (archive, mask) =>
      explained(uploadSource(connection, resource, archive, { ...tools, mask })),
    startBuild: (request, others) => explained(startBuild(connection, resource, request, others)),
    pollBuild: (runId) => explained(pollBuild(connection, resource, runId)),
    readBuildLog: createLogReader(connection, resource),
    cancelBuild: (runId) => explained(cancelBuild(connection, resource, runId)),
  };
}

async function adminCredential(
  connection: AzureConnection,
  registry: RegistryResource,
): Promise<{ username: string; password: string } | undefined> {
  if (!registry.adminUser) return undefined;
  const doing = `read the admin user's password of the registry ${registry.name}`;
  const path = `${registry.id}/listCredentials`;
  const answer = await connection.arm({ method: 'POST', path, apiVersion: REGISTRY_API, doing });
  const { username, passwords } = readShape(credentialsSchema, answer, 'the admin user of the registry');
  return { username, password: passwords[0]?.value ?? '' };
}

/** Passes a result on, and a refusal with its remedy. */
async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (caught) {
    throw caught instanceof AzureError ? explain(caught) : caught;
  }
}
