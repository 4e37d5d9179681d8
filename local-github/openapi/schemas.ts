import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { AnySchemaObject, ErrorObject } from 'ajv';

/** One operation of a file that scripts/cut-github-openapi.ts has made. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: AnySchemaObject;
  }[];
  readonly request?: AnySchemaObject;
  /** By status and media type. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, AnySchemaObject>>>>;
}

/** A part of GitHub's API description. */
export interface Schemas {
  readonly operations: readonly Operation[];
  /** What of a value the schema does not allow, one text for each deviation. */
  check(schema: AnySchemaObject, value: unknown): string[];
  /** The schema of that name. */
  named(name: string): AnySchemaObject;
}

interface CutFile {
  readonly operations: Readonly<Record<string, Omit<Operation, 'id'>>>;
  readonly components: { readonly schemas: Readonly<Record<string, AnySchemaObject>> };
}

/** Formats that the description names. GitHub has an empty text where there is no URL. */
const FORMATS = {
  uri: (text: string): boolean => text === '' || URL.canParse(text),
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/,
  email: /^[^@\s]+@[^@\s]+$/,
  'uri-template': true,
  int64: true,
} as const;

/** Reads rest.json or webhooks.json. */
export function readSchemas(file: 'rest.json' | 'webhooks.json'): Schemas {
  const cut = JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')) as CutFile;
  for (const [name, schema] of Object.entries(cut.components.schemas)) if (!name.endsWith('-error')) tighten(schema);
  tighten(cut.operations);
  const ajv = new Ajv({ strict: false, allErrors: true, formats: FORMATS });
  const compiled = new Map<AnySchemaObject, ReturnType<Ajv['compile']>>();
  return {
    operations: Object.entries(cut.operations).map(([id, operation]) => ({ id, ...operation })),
    check: (schema, value) => {
      const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components: cut.components });
      compiled.set(schema, validate);
      return validate(value) ? [] : (validate.errors ?? []).map(textOf);
    },
    named: (name) => ({ $ref: `#/components/schemas/${name}` }),
  };
}

function textOf({ instancePath, message = '', params }: ErrorObject): string {
  return `${instancePath || '/'} ${message} ${JSON.stringify(params)}`;
}

/**
 * The description lets every object have further properties. What neither it nor we know is a slip of the pen here.
 * The parts of an allOf do not know of each other's properties and stay open.
 */
function tighten(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const { allOf, ...rest } = node as AnySchemaObject;
  for (const child of Object.values(rest)) tighten(child);
  for (const part of (allOf ?? []) as AnySchemaObject[]) tighten(part['properties']);
  const isObject = [rest['type']].flat().includes('object');
  if (isObject && typeof rest['properties'] === 'object')
    (node as AnySchemaObject)['additionalProperties'] ??= false;
}
