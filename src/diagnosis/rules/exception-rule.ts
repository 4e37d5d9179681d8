import type { Exception, Kind } from '../exception.ts';
import { findException } from '../exception.ts';
import type { Repository, Rule, Told } from '../types.ts';

/** What a rule says of its exception. `more` goes below the traceback. */
type Tell = (
  exception: Exception,
  repository: Repository,
) => Omit<Told, 'certainty' | 'evidence'> & { readonly more?: readonly string[] };

/** A rule for one kind of Python exception. It is certain where the server itself says what the exception ended. */
export function exceptionRule(name: string, kind: Kind, tell: Tell): Rule {
  return {
    name,
    find: (symptoms) => {
      const exception = findException(symptoms);
      if (exception?.kind !== kind) return undefined;
      const { more = [], ...told } = tell(exception, symptoms.repository);
      return {
        ...told,
        certainty: exception.traceback.told ? 'certain' : 'likely',
        evidence: [...exception.traceback.lines, ...more],
      };
    },
  };
}
