import path from 'node:path';
import { error, type Finding, type Place } from '../findings.ts';

/** Source: https://docs.python.org/3/reference/lexical_analysis.html#keywords */
const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from ' +
    'global if import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

/** Source: https://docs.python.org/3/reference/lexical_analysis.html#identifiers */
const PYTHON_IDENTIFIER = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

/** v1's rules for the file name of an entry script: `.py`, and a module name that Python can import. */
export function checkModuleName(entryScript: string, place: Place): Finding[] {
  const name = path.posix.basename(entryScript);
  if (!name.endsWith('.py')) {
    const message = `The entry script "${entryScript}" is no .py file: only Python scripts can be entry scripts.`;
    return [error(message, { remedy: 'Name the Python file that defines init() and run().', place })];
  }
  const module = name.slice(0, -'.py'.length);
  const keyword = PYTHON_KEYWORDS.has(module);
  if (!keyword && PYTHON_IDENTIFIER.test(module)) return [];
  const why = keyword ? 'a keyword of Python' : 'no Python identifier';
  return [
    error(`The entry script "${entryScript}" cannot be imported: the module name "${module}" is ${why}.`, {
      remedy: 'Rename the file: letters, digits and underscores, no digit first, such as score.py.',
      place,
    }),
  ];
}
