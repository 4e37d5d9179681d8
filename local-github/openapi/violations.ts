import type { AnySchemaObject } from 'ajv';
import type { Exchange } from '../../local-azure/types.ts';
import type { Site } from '../site.ts';
import { graphqlViolations } from './graphql.ts';
import { readSchemas } from './schemas.ts';
import type { Operation } from './schemas.ts';

const REST = readSchemas('rest.json');
/** Path parameters that may have slashes in them. */
const WITH_SLASHES = ['path', 'ref'];
/** The files themselves instead of JSON about them. */
const RAW = 'application/vnd.github.raw+json';
/** The description has no deleted forks, whose repository is null. */
const UNDOCUMENTED = 'answer /head/repo must be object';
/** Answers to requests that were refused for what they say. */
const REFUSED = [400, 422];

/**
 * Compares exchanges with GitHub's API description, requests and answers alike. Returns one text for each deviation,
 * and none when all is well.
 */
export function exchangeViolations(site: Site, exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap((one) =>
    violationsOf(site, one).map((text) => `${one.method} ${one.url} (${one.status}): ${text}`),
  );
}

function violationsOf(site: Site, exchange: Exchange): string[] {
  const url = new URL(exchange.url, `https://${exchange.host}`);
  const token = exchange.requestHeaders['authorization'] ? [] : ['the request has no token'];
  if (`${url.origin}${url.pathname}` === site.graphqlUrl) return [...token, ...graphqlViolations(exchange)];
  const path = restPath(site, url);
  const found = REST.operations
    .filter(({ method }) => method === exchange.method)
    .map((operation) => ({ operation, match: patternOf(operation).exec(path) }))
    .find(({ match }) => match !== null);
  if (!found) return ['no such endpoint'];
  const { operation, match } = found;
  const said = REFUSED.includes(exchange.status)
    ? []
    : [
        ...parameterViolations(operation, 'path', Object.entries(match?.groups ?? {})),
        ...parameterViolations(operation, 'query', [...url.searchParams]),
        ...bodyViolations(operation, exchange),
      ];
  return [...token, ...said, ...answerViolations(operation, exchange)];
}

/** Links to pages name the repository by its id: the same endpoints, though the description does not have them. */
function restPath(site: Site, url: URL): string {
  const below = url.pathname.slice(new URL(site.apiUrl).pathname.replace(/\/$/, '').length);
  return below.replace(/^\/repositories\/\d+/, '/repos/by/id');
}

function patternOf({ path }: Operation): RegExp {
  const pattern = path.replace(/\/\{(\w+)\}/g, (_, name: string) =>
    // Without a path it is the root folder.
    WITH_SLASHES.includes(name) ? `(?:/(?<${name}>.*))?` : `/(?<${name}>[^/]+)`,
  );
  return new RegExp(`^${pattern}$`);
}

function parameterViolations(
  operation: Operation,
  where: 'path' | 'query',
  given: readonly (readonly [string, string | undefined])[],
): string[] {
  const known = operation.parameters.filter((parameter) => parameter.in === where);
  return given.flatMap(([name, text = '']) => {
    const parameter = known.find((one) => one.name === name);
    if (!parameter) return [`unknown ${where} parameter ${name}`];
    const value = parameter.schema['type'] === 'integer' ? Number(text) : text;
    return REST.check(parameter.schema, value).map((wrong) => `${where} parameter ${name}: ${wrong}`);
  });
}

function bodyViolations({ request }: Operation, { requestBody }: Exchange): string[] {
  if (request) return prefixed('request', request, requestBody);
  return requestBody === undefined ? [] : ['the request has a body'];
}

function answerViolations(operation: Operation, { status, headers, body }: Exchange): string[] {
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  const declared = operation.answers[String(status)];
  // Errors may come from in front of the endpoint: limits, rights, faults.
  if (status >= 400) return prefixed('error', declared?.[type] ?? REST.named('basic-error'), body);
  if (!declared) return [`undeclared status ${status}`];
  if (Object.keys(declared).length === 0) return body === undefined ? [] : ['the answer has a body'];
  if (type === RAW && operation.id === 'repos/get-content') return [];
  const schema = declared[type];
  if (!schema) return [`undeclared content type '${type}'`];
  return prefixed('answer', schema, body).filter((text) => !text.startsWith(UNDOCUMENTED));
}

function prefixed(what: string, schema: AnySchemaObject, value: unknown): string[] {
  return REST.check(schema, value).map((wrong) => `${what} ${wrong}`);
}
