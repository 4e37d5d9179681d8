import { relative } from 'node:path';

/** The parts of jest's results that this reporter reads. */
export interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  /** Files that failed before a test of theirs could run. */
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly {
    readonly testFilePath: string;
    readonly testResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
    }[];
  }[];
}

/** Reporter for jest: says what was skipped and ends with one line for machines, `N passed, N failed`. */
export default class TestReporter {
  onRunComplete(_contexts: unknown, results: Results): void {
    // Jest's own summary always comes after every reporter; the line for machines has to be the last one.
    process.once('exit', () => process.stdout.write(`\n${summarize(results).join('\n')}\n`));
  }
}

/** The lines that the reporter writes. A skipped test gives its reason in its title or in that of its group. */
export function summarize(results: Results): readonly string[] {
  const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
  return [...skippedGroups(results), `${results.numPassedTests} passed, ${failed} failed`];
}

function skippedGroups(results: Results): readonly string[] {
  const counts = new Map<string, number>();
  for (const file of results.testResults) {
    for (const test of file.testResults.filter(({ status }) => status === 'pending')) {
      const title = test.ancestorTitles[0] ?? test.title;
      const group = `${relative('.', file.testFilePath)}: ${title}`;
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
  }
  return [...counts].map(([group, count]) => `skipped ${count} in ${group}`);
}
