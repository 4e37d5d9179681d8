import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type AnySchemaObject, type ValidateFunction } from 'ajv';
import type { LiveValidator as OavValidator } from 'oav/dist/lib/liveValidation/liveValidator.js';
import type { Exchange } from '../local-azure/types.ts';

/** Microsoft's schemas lie beside the repository, not in it. */
const SPECS = fileURLToPath(new URL('../../shared/specs/', import.meta.url));
const VERSION = '2023-05-01';
const SWAGGER = join(SPECS, 'swagger/containerInstance.2023-05-01.from-sdk.swagger.json');
const GROUP_SCHEMA = join(SPECS, 'arm-schemas/2023-05-01_Microsoft.ContainerInstance.json');
const RUN_SCHEMA = join(
  SPECS,
  'arm-schemas/2025-03-01-preview_Microsoft.ContainerRegistry.RegistryTasks.json',
);

/** Undefined when exchanges can be checked, else why not: tests print it and skip. */
export const contractMissing: string | undefined = existsSync(SWAGGER)
  ? undefined
  : 'Not checked against the ARM specifications: the folder shared/specs does not lie beside the repository.';

/** The real service sends these although its swagger does not list them. */
const UNDOCUMENTED = /\/properties\/(provisioningTimeoutInSeconds|isCustomProvisioningTimeout)$/;

/**
 * What is wrong with the exchanges: container group requests and answers against the swagger of 2023-05-01, bodies of
 * PUT and scheduleRun against the ARM schemas. Exchanges of other hosts, providers and versions are not looked at.
 */
export async function contractViolations(exchanges: readonly Exchange[]): Promise<string[]> {
  if (contractMissing !== undefined) throw new Error(contractMissing);
  const arm = exchanges.filter(({ host }) => host === 'management.azure.com');
  const groups = arm.filter(({ url }) => /Microsoft\.ContainerInstance/i.test(url) && url.includes(VERSION));
  const runs = arm.filter(({ url, status }) => /\/scheduleRun\?/i.test(url) && status < 400);
  return [
    ...(await swaggerViolations(groups)),
    ...(await putViolations(groups)),
    ...(await runViolations(runs)),
  ];
}

async function swaggerViolations(exchanges: readonly Exchange[]): Promise<string[]> {
  const found: string[] = [];
  await withValidator(async (validator) => {
    for (const exchange of exchanges) {
      const { requestValidationResult, responseValidationResult } =
        await validator.validateLiveRequestResponse(pairOf(exchange));
      // A request that was refused may be wrong on purpose.
      const sides = exchange.status < 400 ? { request: requestValidationResult } : {};
      for (const [side, result] of Object.entries({ ...sides, response: responseValidationResult })) {
        const errors = result.errors.filter(
          (error) =>
            !error.pathsInPayload.every((path) => UNDOCUMENTED.test(path)) &&
            !(isEmpty(exchange) && error.code === 'INVALID_RESPONSE_BODY'),
        );
        const all = [...errors.map((error) => `${error.code} ${error.pathsInPayload.join(', ')}`)];
        if (result.runtimeException) all.push(result.runtimeException.message);
        found.push(...all.map((text) => `${nameOf(exchange)} ${side}: ${text}`));
      }
    }
  });
  return found;
}

/** The swagger, which was made from the SDK, gives a body to 204 too; HTTP has none there. */
function isEmpty({ status, body }: Exchange): boolean {
  return status === 204 && body === undefined;
}

type Pair = Parameters<OavValidator['validateLiveRequestResponse']>[0];

function pairOf(exchange: Exchange): Pair {
  const url = new URL(exchange.url, 'https://management.azure.com');
  const requestBody = exchange.requestBody as Record<string, unknown> | undefined;
  const body = structuredClone(exchange.body) as Record<string, unknown> | undefined;
  return {
    liveRequest: {
      method: exchange.method,
      url: url.href,
      headers: { ...exchange.requestHeaders },
      query: Object.fromEntries(url.searchParams),
      ...(requestBody && { body: requestBody }),
    },
    liveResponse: {
      statusCode: String(exchange.status),
      headers: { 'content-type': 'application/json', ...exchange.headers },
      encoding: 'utf8',
      ...(body && { body }),
    },
  } as Pair;
}

/** oav reads service, provider and version from the folder names. */
async function withValidator(use: (validator: OavValidator) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'contract-'));
  const folder = `specification/containerinstance/resource-manager/Microsoft.ContainerInstance/stable/${VERSION}`;
  try {
    await mkdir(join(directory, folder), { recursive: true });
    await copyFile(SWAGGER, join(directory, folder, 'containerInstance.json'));
    const { LiveValidator } = createRequire(import.meta.url)('oav') as { LiveValidator: typeof OavValidator };
    const validator = new LiveValidator({
      swaggerPaths: [],
      swaggerPathsPattern: [`${folder}/*.json`],
      excludedSwaggerPathsPattern: [],
      directory,
      git: { shouldClone: false },
      isPathCaseSensitive: false,
      loadValidatorInInitialize: true,
      loadValidatorInBackground: false,
    });
    await validator.initialize();
    await use(validator);
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function putViolations(exchanges: readonly Exchange[]): Promise<string[]> {
  const puts = exchanges.filter(({ method, status }) => method === 'PUT' && status < 400);
  const validate = await compile(GROUP_SCHEMA, '#/resourceDefinitions/containerGroups');
  const resource = { name: 'x', type: 'Microsoft.ContainerInstance/containerGroups', apiVersion: VERSION };
  return puts.flatMap((put) => check(validate, put, { ...(put.requestBody as object), ...resource }));
}

async function runViolations(exchanges: readonly Exchange[]): Promise<string[]> {
  const validate = await compile(RUN_SCHEMA, '#/definitions/RunRequest');
  return exchanges.flatMap((exchange) => check(validate, exchange, exchange.requestBody));
}

function check(validate: ValidateFunction, exchange: Exchange, body: unknown): string[] {
  if (validate(body)) return [];
  return (validate.errors ?? []).map(
    (error) =>
      `${nameOf(exchange)} body: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`,
  );
}

function nameOf({ method, url, status }: Exchange): string {
  return `${method} ${url.split('?')[0] ?? ''} ${status}`;
}

async function compile(file: string, pointer: string): Promise<ValidateFunction> {
  const schema = JSON.parse(await readFile(file, 'utf8')) as AnySchemaObject;
  // The schemas are of a draft that ajv does not know by name; what they use means the same in the one it takes.
  delete schema['$schema'];
  delete schema['id'];
  tighten(schema);
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema(schema, 'arm');
  return ajv.compile({ $ref: `arm${pointer}` });
}

/**
 * The schemas describe ARM templates: almost every value may be an expression instead, objects are open, and cpu and
 * memoryInGB are whole numbers although the service takes fractions. Makes them describe bodies.
 */
function tighten(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as AnySchemaObject;
  const alternatives = schema['oneOf'] as AnySchemaObject[] | undefined;
  if (alternatives?.length === 2 && String(alternatives[1]?.['$ref']).includes('expression')) {
    delete schema['oneOf'];
    Object.assign(schema, alternatives[0]);
  }
  for (const child of Object.values(schema)) tighten(child);
  const properties = schema['properties'] as Record<string, AnySchemaObject | undefined> | undefined;
  for (const name of ['cpu', 'memoryInGB']) {
    const property = properties?.[name];
    if (property?.['type'] === 'integer') property['type'] = 'number';
  }
  // The common part of several alternatives does not know what they add.
  const isCommonPart = schema['oneOf'] !== undefined || schema['allOf'] !== undefined;
  if (properties && schema['type'] === 'object' && !isCommonPart) schema['additionalProperties'] ??= false;
}
