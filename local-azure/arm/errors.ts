import type { WireAnswer } from '../types.ts';

/** ARM's error answer. */
export function armError(status: number, code: string, message: string, more: object = {}): WireAnswer {
  return { status, body: { error: { code, message, ...more } } };
}

/** 404 of a resource whose group exists. */
export function resourceNotFound(type: string, name: string, resourceGroup: string): WireAnswer {
  return armError(
    404,
    'ResourceNotFound',
    `The Resource '${type}/${name}' under resource group '${resourceGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

/** 404 of a resource group. */
export function resourceGroupNotFound(name: string): WireAnswer {
  return armError(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`);
}

/** 404 of a path that no provider knows. */
export function invalidResourceType(type: string, namespace: string, apiVersion: string): WireAnswer {
  return armError(
    404,
    'InvalidResourceType',
    `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${apiVersion}'.`,
  );
}

/** 400 of a body that is not what the operation takes. */
export function invalidRequestContent(why: string): WireAnswer {
  return armError(
    400,
    'InvalidRequestContent',
    `The request content was invalid and could not be deserialized: '${why}'.`,
  );
}
