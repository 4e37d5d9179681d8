import { z } from 'zod';
import type { Exchange } from '../../local-azure/types.ts';

/** GraphQL is not part of the API description. Source: https://docs.github.com/graphql/guides/forming-calls-with-graphql */
const request = z.strictObject({ query: z.string(), variables: z.record(z.string(), z.unknown()).optional() });
const answer = z.union([
  z.strictObject({ data: z.strictObject({ viewer: z.strictObject({ login: z.string().min(1) }) }) }),
  z.strictObject({
    errors: z.array(z.strictObject({ message: z.string(), locations: z.array(z.unknown()) })).min(1),
  }),
]);
const error = z.looseObject({ message: z.string() });

/** What of a call of GraphQL does not have the written shape. */
export function graphqlViolations(exchange: Exchange): string[] {
  return [
    ...issuesOf('request', request, exchange.requestBody),
    ...issuesOf('answer', exchange.status === 200 ? answer : error, exchange.body),
  ];
}

function issuesOf(what: string, schema: z.ZodType, value: unknown): string[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.map(({ path, message }) => `${what} /${path.join('/')} ${message}`);
}
