import { randomUUID } from 'node:crypto';
import { request as forward } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HostHandler } from '../http.ts';
import { plainHeaders, send } from '../http.ts';
import { bearerOf, isSignedWith } from '../jwt.ts';
import type { Exchange, WireAnswer } from '../types.ts';
import type { World } from '../world.ts';
import { isDenied } from '../world.ts';
import type { Azurite } from './azurite.ts';

const BLOB_ACTIONS = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs';

/**
 * Passes requests for `<account>.blob.core.windows.net` on to Azurite as they are. Azurite reads the account from the
 * Host header, so signatures made for the public name stay valid. What Azurite does not know is decided here: whose
 * token it is, and whether the caller has a role on the data.
 */
export function createStorageFront(
  world: World,
  azurite: Azurite,
  record: (exchange: Exchange) => void,
): HostHandler {
  return (request, response, url) => {
    const refused = checkToken(world, request);
    if (refused) {
      request.resume();
      send(response, refused, request.method === 'HEAD');
      record(exchangeOf(request, url, refused.status, { ...refused.headers }));
      return Promise.resolve();
    }
    return passOn(azurite, request, response, url, record);
  };
}

function passOn(
  azurite: Azurite,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  record: (exchange: Exchange) => void,
): Promise<void> {
  const { method, url: path, headers } = request;
  return new Promise((resolve) => {
    response.on('close', resolve);
    const target = { host: '127.0.0.1', port: azurite.port, agent: azurite.agent, servername: 'localhost' };
    const onward = forward({ ...target, method, path, headers }, (answer) => {
      const failure = badSignature(answer);
      const { statusCode: status = 502, headers: answerHeaders } = answer;
      record(
        exchangeOf(request, url, failure?.status ?? status, failure?.headers ?? plainHeaders(answerHeaders)),
      );
      if (failure) {
        answer.resume();
        send(response, failure, method === 'HEAD');
        return;
      }
      response.writeHead(status, answerHeaders);
      answer.on('error', () => response.destroy()).pipe(response);
    });
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else send(response, storageError(503, 'ServerBusy', 'The storage emulator does not answer.'));
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
}

/** Azure has one answer to a wrong key and to a wrong or expired SAS; Azurite has two others. */
function badSignature(answer: IncomingMessage): WireAnswer | undefined {
  const code = answer.headers['x-ms-error-code'];
  if (code !== 'AuthorizationFailure' && code !== 'InvalidAuthenticationInfo') return undefined;
  return storageError(
    403,
    'AuthenticationFailed',
    'Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.',
  );
}

function checkToken(world: World, request: IncomingMessage): WireAnswer | undefined {
  const token = bearerOf(plainHeaders(request.headers));
  if (token === undefined) return undefined;
  if (!isSignedWith(token, world.tokenSecret)) {
    return storageError(
      401,
      'InvalidAuthenticationInfo',
      'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
    );
  }
  const reads = request.method === 'GET' || request.method === 'HEAD';
  if (!isDenied(world, `${BLOB_ACTIONS}/${reads ? 'read' : 'write'}`)) return undefined;
  return storageError(
    403,
    'AuthorizationPermissionMismatch',
    'This request is not authorized to perform this operation using this permission.',
  );
}

/** Storage's error: XML, and the code in a header, because HEAD has no body. */
export function storageError(status: number, code: string, text: string): WireAnswer {
  const id = randomUUID();
  const message = `${text}\nRequestId:${id}\nTime:${new Date().toISOString()}`;
  const body = `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-ms-error-code': code, 'x-ms-request-id': id },
    body: Buffer.from(body),
  };
}

/** Bodies are not kept: models are large. */
function exchangeOf(
  request: IncomingMessage,
  url: URL,
  status: number,
  headers: Record<string, string>,
): Exchange {
  return {
    method: request.method ?? 'GET',
    url: `${url.pathname}${url.search}`,
    host: url.hostname,
    requestHeaders: plainHeaders(request.headers),
    status,
    headers,
  };
}
