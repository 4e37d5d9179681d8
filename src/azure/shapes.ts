import { z } from 'zod';
import { failure } from '../findings.ts';
import type { ArmAnswer } from './arm.ts';

/** What the Action reads of ARM's answers. Other properties are let through unseen. */

export const resourceGroupShape = z.object({ id: z.string(), name: z.string(), location: z.string() });

export const workspaceShape = z.object({
  id: z.string(),
  name: z.string(),
  location: z.string(),
  properties: z.object({
    containerRegistry: z.string().nullish(),
    workspaceId: z.string().nullish(),
  }),
});

export const modelVersionShape = z.object({
  name: z.string(),
  properties: z.object({
    modelUri: z.string().nullish(),
    isArchived: z.boolean().nullish(),
    properties: z.record(z.string(), z.unknown()).nullish(),
  }),
});

export const modelVersionsShape = z.object({ value: z.array(modelVersionShape) });

export const datastoreShape = z.object({
  properties: z.object({
    datastoreType: z.string(),
    accountName: z.string().nullish(),
    /** AzureBlob. */
    containerName: z.string().nullish(),
    /** AzureDataLakeGen2: its container. */
    filesystem: z.string().nullish(),
    /** Storage suffix, such as core.windows.net. */
    endpoint: z.string().nullish(),
    credentials: z.object({ credentialsType: z.string() }).nullish(),
  }),
});

export const secretsShape = z.object({
  secretsType: z.string(),
  key: z.string().nullish(),
  sasToken: z.string().nullish(),
});

/**
 * The body of an answer in the shape that the Action needs.
 * @throws ActionError that says which property is not as it should be.
 */
export function readShape<T>(shape: z.ZodType<T>, answer: ArmAnswer, what: string): T {
  const result = shape.safeParse(answer.body);
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw failure(`Azure's answer about ${what} is not in the form that the Action knows.`, {
    remedy: 'Run the workflow again; if it stays, open an issue with the lines below.',
    evidence: problems,
  });
}
