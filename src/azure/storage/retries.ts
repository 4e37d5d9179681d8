import type { StorageRetryOptions } from '@azure/storage-blob';
import { ruleOf } from '../retry.ts';

/**
 * The row for storage in the words of its library, which waits (2^n - 1) times the delay before the n-th further try,
 * counted from 0. Source: `Azure/azure-sdk-for-js:sdk/storage/storage-common/src/policies/StorageRetryPolicyV2.ts`.
 */
export function storageRetries(): StorageRetryOptions {
  const { retries, waits } = ruleOf('storage-fault');
  return {
    maxTries: retries + 1,
    retryDelayInMs: waits[1] ?? 0,
    maxRetryDelayInMs: waits.at(-1) ?? 0,
  };
}
