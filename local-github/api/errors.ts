import type { WireAnswer } from '../../local-azure/types.ts';

/** One thing that is wrong with a body. Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
export interface ValidationError {
  readonly resource: string;
  readonly field: string;
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'unprocessable' | 'custom';
  readonly message?: string;
  readonly value?: unknown;
}

/** An error in GitHub's format. */
export function refusal(status: number, message: string, docs: string, more: object = {}): WireAnswer {
  return { status, body: { message, ...more, documentation_url: docs, status: String(status) } };
}

export function notFound(docs: string): WireAnswer {
  return refusal(404, 'Not Found', docs);
}

/** 422 of a body whose fields are there but not right. */
export function validationFailed(docs: string, ...errors: readonly ValidationError[]): WireAnswer {
  return refusal(422, 'Validation Failed', docs, { errors });
}

/** 422 of a body that does not fit the endpoint's schema, in the words of the gate before it. */
export function invalidRequest(docs: string, ...reasons: readonly string[]): WireAnswer {
  return refusal(422, `Invalid request.\n\n${reasons.join('\n')}`, docs);
}

export function badCredentials(docsUrl: string): WireAnswer {
  return refusal(401, 'Bad credentials', docsUrl);
}

/** What a field is not: `"state" wasn't supplied.` */
export function notSupplied(name: string): string {
  return `"${name}" wasn't supplied.`;
}
