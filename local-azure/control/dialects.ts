import { armError } from '../arm/errors.ts';
import { commonHeaders } from '../arm/headers.ts';
import { failure } from '../entra/refusal.ts';
import { errorAnswer } from '../registry/manifests.ts';
import { storageError } from '../storage/front.ts';
import type { WireAnswer, WireRequest } from '../types.ts';
import type { Service } from './operations.ts';

/** Any error that a fault makes up. */
export interface MadeUpError {
  readonly status: number;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

/** Codes of a status that come without one, as Resource Manager names them. */
const CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
};

/** Codes that Blob storage and registries have for a status. */
const STORAGE_CODES: Readonly<Record<number, string>> = {
  403: 'AuthorizationFailure',
  404: 'BlobNotFound',
  500: 'InternalError',
  503: 'ServerBusy',
};
const REGISTRY_CODES: Readonly<Record<number, string>> = {
  401: 'UNAUTHORIZED',
  403: 'DENIED',
  404: 'MANIFEST_UNKNOWN',
  429: 'TOOMANYREQUESTS',
};

/** AADSTS number of an Entra that is overloaded or cannot be reached inside. */
const ENTRA_UNAVAILABLE = 90033;

/** An error as the service writes it. */
export function madeUpAnswer(service: Service, error: MadeUpError): WireAnswer {
  const { status } = error;
  const message = error.message ?? 'The local Azure was asked to fail here.';
  switch (service) {
    case 'storage':
    case 'task-storage':
      return storageError(status, error.code ?? STORAGE_CODES[status] ?? CODES[status] ?? 'Error', message);
    case 'registry':
    case 'public-registry':
      return errorAnswer(status, error.code ?? REGISTRY_CODES[status] ?? 'UNKNOWN', message, undefined);
    case 'entra': {
      const code = Number(/\d+/.exec(error.code ?? '')?.[0] ?? ENTRA_UNAVAILABLE);
      const word = status >= 500 ? 'temporarily_unavailable' : 'invalid_client';
      return failure({ status, error: word, code, text: message });
    }
    case 'oidc':
      return { status, body: { message } };
    case 'arm':
      return armError(status, error.code ?? CODES[status] ?? 'Error', message);
  }
}

/** What the front of a service adds to every answer of it. */
export function frontHeaders(service: Service, request: WireRequest): Readonly<Record<string, string>> {
  return service === 'arm' ? commonHeaders(request) : {};
}
