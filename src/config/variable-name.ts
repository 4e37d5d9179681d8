import type { Severity } from '../findings.ts';

/** https://learn.microsoft.com/azure/container-instances/container-instances-troubleshooting */
const MAX_LENGTH = 63;

/** Why a name cannot be (or may not be) the name of an environment variable in ACI. */
export interface NameProblem {
  readonly severity: Severity;
  /** Predicate that follows the name: `has a character that is not allowed: "-"`. */
  readonly message: string;
  readonly remedy: string;
}

/**
 * ACI documents 1 to 63 letters, digits and underscores, no underscore first or last. In practice a leading
 * underscore was accepted, so an outer underscore is a warning only.
 */
export function variableNameProblem(name: string): NameProblem | undefined {
  const remedy = `Use 1 to ${MAX_LENGTH} letters, digits and underscores, with no spaces around the name.`;
  if (name === '') return { severity: 'error', message: 'has no name', remedy };
  if (name.length > MAX_LENGTH)
    return { severity: 'error', message: `is longer than ${MAX_LENGTH} characters`, remedy };
  const strange = /[^A-Za-z0-9_]/u.exec(name)?.[0];
  if (strange !== undefined) {
    return {
      severity: 'error',
      message: `has a character that is not allowed: ${JSON.stringify(strange)}`,
      remedy,
    };
  }
  if (!/^_|_$/.test(name)) return undefined;
  return {
    severity: 'warning',
    message: 'begins or ends with an underscore, which Azure may refuse',
    remedy: 'Choose a name without outer underscores if the deployment fails.',
  };
}
