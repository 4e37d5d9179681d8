import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shapeViolations } from '../../local-azure/shapes/violations.ts';
import { startLocalAzure } from '../../local-azure/start.ts';
import type { LocalAzure } from '../../local-azure/start.ts';
import { runClient, START_TIMEOUT_MS } from './support.ts';

const DIGEST = /^sha256:[0-9a-f]{64}$/;

interface Followed {
  readonly states: string[];
  readonly properties: Record<string, unknown>;
  readonly log: string;
  readonly complete: string;
}

interface Result extends Record<string, unknown> {
  readonly good: Followed;
  readonly bad: Followed;
  readonly lost: Followed;
}

describe('the registry', () => {
  let azure: LocalAzure;
  let result: Result;

  beforeAll(async () => {
    azure = await startLocalAzure();
    result = (await runClient(azure.info, 'registry', { mode: 'build' })) as Result;
  }, START_TIMEOUT_MS);
  afterAll(() => azure.stop());

  it('builds an uploaded context', () => {
    const { states, properties, log, complete } = result.good;
    expect(states[0]).toBe('Queued');
    expect(states.at(-1)).toBe('Succeeded');
    expect(properties['outputImages']).toEqual([
      { registry: 'mlregistry.azurecr.io', repository: 'svc/iris', tag: 't1', digest: result['digest'] },
    ]);
    expect(log).toContain('COPY score.py');
    expect(log).toMatch(/Run ID: cb1 was successful after \d+s\n$/);
    expect(complete).toBe('Successful');
  });

  it('fails with the failing step at the end of the log', () => {
    const { states, properties, log, complete } = result.bad;
    expect(states.at(-1)).toBe('Failed');
    expect(properties).toMatchObject({ runErrorMessage: 'failed during run, err: exit status 1' });
    expect(log).toMatch(/COPY failed: .* stat absent: [^]*Run ID: cb2 failed after/);
    expect(complete).toBe('Failed');
  });

  it('fails without the context', () => {
    expect(result.lost.states.at(-1)).toBe('Failed');
    expect(result.lost.log).toContain('failed to download context');
  });

  it('lists its builds, the newest first', () => {
    expect(result['runs']).toEqual([['cb3', 'cb2', 'cb1'], ['cb3']]);
  });

  it('answers for manifests with an exchanged token or the admin user', () => {
    expect(result['digest']).toMatch(DIGEST);
    expect(result).toMatchObject({ byAdmin: 200, absentTag: 404, otherScope: 401 });
    expect(result['challenge']).toEqual([
      401,
      'Bearer realm="https://mlregistry.azurecr.io/oauth2/token",service="mlregistry.azurecr.io",scope="repository:svc/iris:pull"',
    ]);
  });

  it('deletes a repository for a token that may', () => {
    expect(result).toMatchObject({ removedWithPull: 401, removedWithOther: 401, absentRepository: 404 });
    expect(result['removed']).toEqual([202, { manifestsDeleted: [result['digest']], tagsDeleted: ['t1'] }]);
    expect(result['afterRemoval']).toBe(404);
  });

  it('is joined by the public registry of Microsoft', () => {
    expect(result['public']).toMatch(DIGEST);
    expect(result['publicAbsent']).toBe(404);
  });

  it('refuses an incomplete build request', () => {
    expect(result['incomplete']).toEqual([
      400,
      'InvalidRequestContent',
      expect.stringContaining('dockerFilePath'),
    ]);
    expect(result['tooShort']).toEqual([
      400,
      'InvalidRequestContent',
      expect.stringContaining('between 300 and 28800'),
    ]);
  });

  it('keeps to the written shapes, apart from the requests that were wrong on purpose', () => {
    expect(shapeViolations(azure.exchanges)).toEqual([
      expect.stringContaining('request dockerFilePath: '),
      expect.stringContaining('request timeout: '),
    ]);
  });

  it('can be one of a free trial, without admin user, for a caller without rights', async () => {
    azure.switches.registryTasks = false;
    azure.switches.registryAdmin = false;
    azure.denied.add('microsoft.containerregistry/registries/pull/read');
    azure.denied.add('Microsoft.ContainerRegistry/registries/read');
    expect(await runClient(azure.info, 'registry', { mode: 'refused' })).toEqual({
      schedule: [400, 'TasksOperationsNotAllowed', expect.stringContaining('are not permitted')],
      credentials: [
        400,
        'UnAuthorizedForCredentialOperations',
        expect.stringContaining('as admin user is disabled'),
      ],
      exchange: 401,
      registry: [
        403,
        'AuthorizationFailed',
        expect.stringContaining("'Microsoft.ContainerRegistry/registries/read'"),
      ],
    });
  }, 30_000);
});
