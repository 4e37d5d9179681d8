/** As much of an OpenAPI 3.0 description as is read here. */
export interface OpenApi {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly 'x-webhooks': Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly unknown[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, unknown>>;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>;
}

/** A part of an API description whose schemas are JSON Schema, as ajv takes it. */
export interface Cut {
  readonly operations: Readonly<Record<string, CutOperation>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** One operation. */
export interface CutOperation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly CutParameter[];
  /** Schema of the JSON body; absent: there is none. */
  readonly request?: unknown;
  /** By status and media type; an empty object is an answer without a body. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface CutParameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: unknown;
}

/** The keywords that say something about a value; texts, examples and defaults say nothing. */
const KEYWORDS = new Set([
  ...['$ref', 'type', 'enum', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength'],
  ...['properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems'],
  ...['allOf', 'anyOf', 'oneOf', 'not'],
]);

/** Cuts operations out, by their ids, with the schemas that they need. Throws for an id that there is not. */
export function cutOperations(api: OpenApi, ids: readonly string[]): Cut {
  const all = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const found = ids.map((id) => {
    const one = all.find(({ operation }) => operation.operationId === id);
    if (!one) throw new Error(`The description has no operation ${id}.`);
    return [id, cutOperation(api, one.method, one.path, one.operation)] as const;
  });
  return withSchemas(api, Object.fromEntries(found));
}

/** Cuts the payloads of webhooks out, as the requests that GitHub makes. Throws for a name that there is not. */
export function cutWebhooks(api: OpenApi, names: readonly string[]): Cut {
  const found = names.map((name) => {
    const webhook = api['x-webhooks'][name];
    if (!webhook) throw new Error(`The description has no webhook ${name}.`);
    return [name, { ...cutOperation(api, 'post', '/', webhook.post), parameters: [] }] as const;
  });
  return withSchemas(api, Object.fromEntries(found));
}

function cutOperation(api: OpenApi, method: string, path: string, operation: Operation): CutOperation {
  const parameters = (operation.parameters ?? []).map((one) => follow(api, one) as CutParameter);
  const request = operation.requestBody?.content?.['application/json']?.schema;
  const answers = Object.entries(operation.responses).map(([status, answer]) => {
    const { content = {} } = follow(api, answer) as Content;
    return [status, mapValues(content, ({ schema }) => toJsonSchema(schema))] as const;
  });
  return {
    method: method.toUpperCase(),
    path,
    parameters: parameters.map((one) => ({
      name: one.name,
      in: one.in,
      ...(one.required === true && { required: true }),
      schema: toJsonSchema(one.schema),
    })),
    ...(request !== undefined && { request: toJsonSchema(request) }),
    answers: Object.fromEntries(answers),
  };
}

function withSchemas(api: OpenApi, operations: Cut['operations']): Cut {
  const schemas = new Map<string, unknown>();
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key !== '$ref' || typeof value !== 'string') collect(value);
      else if (!schemas.has(value)) {
        const schema = toJsonSchema(follow(api, node));
        schemas.set(value, schema);
        collect(schema);
      }
    }
  };
  collect(operations);
  const named = [...schemas].map(([ref, schema]) => [ref.split('/').at(-1) ?? '', schema] as const);
  return { operations, components: { schemas: Object.fromEntries(named.sort(byName)) } };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

/** What a reference means; anything else as it is. */
function follow(api: OpenApi, node: unknown): unknown {
  const ref = (node as { readonly $ref?: unknown }).$ref;
  if (typeof ref !== 'string') return node;
  const [, kind = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(ref) ?? [];
  const target = api.components[kind]?.[name];
  if (target === undefined) throw new Error(`The description has no ${ref}.`);
  return target;
}

/** OpenAPI 3.0 says `nullable` where JSON Schema has a type null. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([key]) => KEYWORDS.has(key));
  const schema = Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === 'properties' ? mapValues(value as object, toJsonSchema) : toJsonSchema(value),
    ]),
  );
  return (node as { readonly nullable?: unknown }).nullable === true ? orNull(schema) : schema;
}

function orNull(schema: Record<string, unknown>): Record<string, unknown> {
  const { type, enum: values } = schema;
  if (typeof type !== 'string')
    return Object.keys(schema).length === 0 ? schema : { anyOf: [schema, { type: 'null' }] };
  return {
    ...schema,
    type: [type, 'null'],
    ...(Array.isArray(values) && { enum: [...(values as unknown[]).filter((one) => one !== null), null] }),
  };
}

function mapValues<T>(
  object: Readonly<Record<string, T>> | object,
  map: (value: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value as T)]));
}
