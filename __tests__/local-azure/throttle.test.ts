import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

describe('a throttled local Azure', () => {
  let azure: LocalAzure;
  beforeAll(async () => {
    azure = await startLocalAzure({ throttle: true });
  }, START_TIMEOUT_MS);
  afterAll(() => azure.stop());

  it('refuses a part of a crowd, and serves a client that waits as long as it is told', async () => {
    const result = (await runClient(azure.info, 'throttled')) as { answered: number; refused: number };
    expect(result).toMatchObject({ retryAfter: ['1'], retried: 200 });
    expect(result.answered).toBeGreaterThanOrEqual(250);
    expect(result.refused).toBeGreaterThan(0);
  }, 30_000);
});
