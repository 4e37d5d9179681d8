import type { z } from 'zod';
import type { Exchange } from '../types.ts';
import { armError } from './common.ts';
import type { EndpointShape } from './common.ts';
import { containerRegistryShapes } from './container-registry.ts';
import { machineLearningShapes } from './machine-learning.ts';
import { resourceShapes } from './resources.ts';

const RESOURCE_MANAGER = 'management.azure.com';
const SHAPES = [...resourceShapes, ...machineLearningShapes, ...containerRegistryShapes];

/**
 * Compares exchanges with Resource Manager with the written shapes, requests and answers alike. Container groups are
 * left out: they have Azure's own swagger. Returns one text for each deviation, and none when all is well.
 */
export function shapeViolations(exchanges: readonly Exchange[]): string[] {
  return exchanges
    .filter(
      (one) => one.host === RESOURCE_MANAGER && !/\/providers\/Microsoft\.ContainerInstance\//i.test(one.url),
    )
    .flatMap((one) => violationsOf(one).map((text) => `${one.method} ${one.url} (${one.status}): ${text}`));
}

function violationsOf(exchange: Exchange): string[] {
  const url = new URL(exchange.url, `https://${RESOURCE_MANAGER}`);
  const path = decodeURIComponent(url.pathname);
  const shape = SHAPES.find((one) => one.method === exchange.method && one.path.test(path));
  if (!shape) return ['no such endpoint'];
  return [
    ...queryViolations(shape, url),
    ...requestViolations(shape, exchange),
    ...answerViolations(shape, exchange),
  ];
}

function queryViolations(shape: EndpointShape, url: URL): string[] {
  const version = url.searchParams.get('api-version') ?? '';
  const known = new Set(['api-version', ...(shape.query ?? [])].map((name) => name.toLowerCase()));
  const unknown = [...url.searchParams.keys()].filter((name) => !known.has(name.toLowerCase()));
  return [
    ...(shape.apiVersions.test(version) ? [] : [`api-version '${version}' does not have this endpoint`]),
    ...unknown.map((name) => `unknown query parameter ${name}`),
  ];
}

function requestViolations(shape: EndpointShape, exchange: Exchange): string[] {
  const token = /^Bearer \S+$/.test(exchange.requestHeaders['authorization'] ?? '');
  return [
    ...(token || exchange.status === 401 ? [] : ['no bearer token']),
    ...bodyViolations('request', shape.request ?? null, exchange.requestBody),
  ];
}

function answerViolations(shape: EndpointShape, exchange: Exchange): string[] {
  const { status, headers, body } = exchange;
  const ids = ['x-ms-request-id', 'x-ms-correlation-request-id'].filter((name) => !headers[name]);
  const missing = ids.map((name) => `the answer has no ${name}`);
  if (status >= 400) return [...missing, ...bodyViolations('error', armError, body)];
  const expected = shape.answers[status];
  if (expected === undefined) return [...missing, `undeclared status ${status}`];
  return [...missing, ...bodyViolations('answer', expected, body)];
}

function bodyViolations(what: string, schema: z.ZodType | null, body: unknown): string[] {
  if (schema === null) return body === undefined ? [] : [`the ${what} has a body`];
  const result = schema.safeParse(body);
  if (result.success) return [];
  return result.error.issues.map((issue) => `${what} ${issue.path.join('.')}: ${issue.message}`);
}
