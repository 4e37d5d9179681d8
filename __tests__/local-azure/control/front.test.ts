import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallFault } from '../../../local-azure/control/fault.ts';
import type { KnownError } from '../../../local-azure/control/known-errors.ts';
import { groupBody, GROUPS_PATH, LOCATION_PATH } from '../fixture.ts';
import { openFront, SECOND_MS } from './bench.ts';
import type { FrontBench } from './bench.ts';

const path = `${GROUPS_PATH}/iris?api-version=2023-05-01`;
const image = 'mlregistry.azurecr.io/service/iris:1';
const ANSWER = { status: 200, headers: { 'x-own': 'yes' }, body: { name: 'iris', filler: 'x'.repeat(100) } };

let front: FrontBench;
beforeAll(async () => {
  front = await openFront('arm', ANSWER);
});
afterEach(() => {
  front.faults.clear();
  front.reached.length = front.made.length = front.writes.length = 0;
});
afterAll(() => front.close());

function fault(given: Partial<CallFault>): void {
  front.faults.add({ kind: 'call', operation: 'ContainerGroups.Put', ...given });
}
const put = (): ReturnType<FrontBench['send']> => front.send('PUT', path, groupBody({ image }));

describe('an error of Azure', () => {
  it.each<[KnownError, number, string, string]>([
    [
      'Capacity',
      409,
      'ServiceUnavailable',
      "The requested resource is not available in the location 'westeurope' at this moment. Please retry with a different resource request or in another location. Resource requested: '1' CPU '1' GB memory 'Linux' OS",
    ],
    [
      'QuotaAsServiceUnavailable',
      409,
      'ServiceUnavailable',
      "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'ContainerGroups' exceeded in region 'westeurope'. Limit: '0', Usage: '0' Requested: '1'.",
    ],
    [
      'ContainerGroupQuotaReached',
      400,
      'ContainerGroupQuotaReached',
      "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'StandardCores' exceeded in region 'westeurope'. Limit: '10', Usage: '10' Requested: '1'.",
    ],
    [
      'ContainerGroupTransitioning',
      409,
      'ContainerGroupTransitioning',
      "The container group 'iris' is still transitioning, please retry later.",
    ],
    [
      'RegistryErrorResponse',
      409,
      'RegistryErrorResponse',
      "An error response is received from the docker registry 'mlregistry.azurecr.io'. Please retry later.",
    ],
    [
      'InaccessibleImage',
      400,
      'InaccessibleImage',
      `The image '${image}' in container group 'iris' is not accessible. Please check the image and registry credential.`,
    ],
    [
      'ServiceAssociationLinkNotReady',
      409,
      'ServiceAssociationLinkNotReady',
      "Network is not ready for container group 'iris'. Please try again.",
    ],
    [
      'DnsNameLabelAlreadyTaken',
      400,
      'DnsNameLabelAlreadyTaken',
      "The DNS name label 'iris-label' in container group 'iris' not available. Try using a different label.",
    ],
    [
      'AuthorizationFailed',
      403,
      'AuthorizationFailed',
      "does not have authorization to perform action 'Microsoft.ContainerInstance/containerGroups/write' over scope",
    ],
    [
      'MissingSubscriptionRegistration',
      409,
      'MissingSubscriptionRegistration',
      "not registered to use namespace 'Microsoft.ContainerInstance'",
    ],
    [
      'ResourceNotFound',
      404,
      'ResourceNotFound',
      "The Resource 'Microsoft.ContainerInstance/containerGroups/iris' under resource group 'ml-prod' was not found.",
    ],
    ['TooManyRequests', 429, 'TooManyRequests', 'throttled'],
    ['SubscriptionRequestsThrottled', 429, 'SubscriptionRequestsThrottled', "Number of 'write' requests"],
    ['InternalServerError', 500, 'InternalServerError', 'The tracking activity id is'],
    ['GatewayTimeout', 504, 'GatewayTimeout', 'did not receive a response'],
  ])('%s comes with its status, code and text', async (error, status, code, message) => {
    fault({ error });
    const answer = await put();
    expect(answer.status).toBe(status);
    const body = JSON.parse(answer.body) as { error: { code: string; message: string } };
    expect(body.error.code).toBe(code);
    expect(body.error.message).toContain(message);
    expect(answer.headers['x-ms-correlation-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(front.reached).toEqual([]);
    expect(front.made).toMatchObject([{ status }]);
  });

  it.each<[KnownError, string]>([
    ['RegistryErrorResponse', "docker registry 'index.docker.io'"],
    ['InaccessibleImage', "The image 'tensorflow/serving:2'"],
  ])('%s names the image of Docker Hub: %s', async (error, words) => {
    fault({ error });
    const answer = await front.send('PUT', path, groupBody({ image: 'tensorflow/serving:2' }));
    expect(answer.body).toContain(words);
  });

  it('comes for the n-th calls of that operation and name only', async () => {
    fault({ error: 'ContainerGroupTransitioning', name: 'iris', nth: { from: 2, to: 3 } });
    const other = await front.send('PUT', path.replace('iris', 'wine'), {});
    const got = [await put(), await front.send('GET', path), await put(), await put(), await put()];
    expect([other, ...got].map(({ status }) => status)).toEqual([200, 200, 200, 409, 409, 200]);
  });

  it('comes with headers, such as Retry-After', async () => {
    fault({ error: 'SubscriptionRequestsThrottled', headers: { 'retry-after': '7' } });
    expect((await put()).headers['retry-after']).toBe('7');
    front.faults.clear();
    fault({ error: 'SubscriptionRequestsThrottled' });
    expect((await put()).headers['retry-after']).toBeUndefined();
  });

  it('may be any status, code and message', async () => {
    fault({ status: 418, code: 'Teapot', message: 'Short and stout' });
    const answer = await put();
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      418,
      { error: { code: 'Teapot', message: 'Short and stout' } },
    ]);
  });

  it('may be that of logs that are not there', async () => {
    front.faults.add({ kind: 'call', operation: 'Logs', error: 'ContainerLogNotAvailable' });
    const answer = await front.send('GET', `${GROUPS_PATH}/iris/containers/scoring/logs`);
    expect(answer.status).toBe(409);
    expect(answer.body).toContain(
      "The logs of container 'scoring' in container group 'iris' are not available.",
    );
  });

  it('may be that of an operation that got lost, found by its group', async () => {
    front.faults.add({
      kind: 'call',
      operation: 'Operations.Get',
      name: 'iris',
      error: 'OperationNotFound',
    });
    const operations = `${LOCATION_PATH}/operations`;
    const [lost, other] = [
      await front.send('GET', `${operations}/op-1`),
      await front.send('GET', `${operations}/op-2`),
    ];
    expect([lost.status, other.status]).toEqual([404, 200]);
    expect(lost.body).toContain("The operation 'op-1' was not found.");
  });
});

describe('the error of another service', () => {
  it.each([
    ['storage', '/azureml/a', 'Blob.Get', 404, /<Code>BlobNotFound<\/Code>/],
    ['storage', '/azureml/a', 'Blob.Get', 403, /<Code>AuthorizationFailure<\/Code>/],
    ['registry', '/v2/a/manifests/1', 'Registry.Manifest', 429, /"code":"TOOMANYREQUESTS"/],
    ['public-registry', '/v2/a/manifests/1', 'PublicRegistry.Manifest', 503, /"errors":\[/],
    ['entra', '/t/oauth2/v2.0/token', 'Entra.Token', 503, /"error":"temporarily_unavailable".*AADSTS90033/],
    ['oidc', '/oidc', 'Oidc', 500, /"message"/],
  ] as const)('of %s %s (%s, %i) is in its own format', async (service, url, operation, status, body) => {
    const other = await openFront(service, ANSWER);
    other.faults.add({ kind: 'call', operation, status });
    const answer = await other.send(operation === 'Entra.Token' ? 'POST' : 'GET', url);
    other.close();
    expect(answer.status).toBe(status);
    expect(answer.body).toMatch(body);
  });
});

describe('a call', () => {
  it('without a fault of its own goes through untouched', async () => {
    fault({ status: 500 });
    const answer = await front.send('GET', path);
    expect(answer).toMatchObject({ status: 200, headers: { 'x-own': 'yes' } });
    expect(JSON.parse(answer.body)).toEqual(ANSWER.body);
  });

  it('is delayed', async () => {
    fault({ delaySeconds: 3 });
    const began = performance.now();
    expect((await put()).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(3 * SECOND_MS - 5);
  });

  it('is reset before it has an effect', async () => {
    fault({ connection: 'reset' });
    await expect(put()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(front.reached).toEqual([]);
  });

  it('is reset after it has taken effect', async () => {
    fault({ connection: 'reset-after' });
    await expect(put()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(front.reached).toHaveLength(1);
  });

  it('is cut off in the middle of its answer', async () => {
    fault({ connection: 'cut' });
    await expect(put()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(front.reached).toHaveLength(1);
  });

  it('gets the beginning of its answer only', async () => {
    fault({ keepBytes: 10 });
    const answer = await put();
    expect(answer).toMatchObject({ status: 200, headers: { 'content-length': '10', 'x-own': 'yes' } });
    expect(answer.body).toBe('{"name":"i');
  });

  it('gets more headers', async () => {
    fault({ headers: { 'Retry-After': '5' } });
    expect(await put()).toMatchObject({ status: 200, headers: { 'retry-after': '5', 'x-own': 'yes' } });
  });

  it("comes after somebody else's write", async () => {
    front.faults.add({
      kind: 'call',
      operation: 'ContainerGroups.Get',
      nth: 2,
      write: { tags: { revision: 'other' } },
    });
    await front.send('GET', path);
    expect(front.writes).toEqual([]);
    await front.send('GET', path);
    expect(front.writes).toEqual([['iris', { tags: { revision: 'other' } }]]);
  });

  it('may have several faults at once', async () => {
    fault({ delaySeconds: 1 });
    fault({ error: 'Capacity' });
    expect((await put()).status).toBe(409);
  });
});
