import { stringify } from 'yaml';
import type { PythonEnvironment } from '../config/types.ts';

/** The scoring server. Source: https://pypi.org/project/azureml-inference-server-http/ */
export const SERVER_PACKAGE = 'azureml-inference-server-http';

/**
 * The newest Python that the server's own classifiers name is 3.12. Only used when the environment leaves the
 * version open, where conda would take the newest of all.
 */
const PYTHON_WHEN_OPEN = 'python<3.13';

/**
 * The text of requirements.txt. The server is resolved together with the user's packages, so that a conflict
 * (an old flask, say) fails the build with pip's explanation instead of the service with a traceback.
 */
export function requirementsText(packages: readonly string[]): string {
  return `${withServer(packages, []).join('\n')}\n`;
}

/** The text of the conda environment file: the user's packages in their order, with Python, pip and the server. */
export function condaFileText(environment: Extract<PythonEnvironment, { kind: 'conda' }>): string {
  const names = environment.packages.map(packageName);
  const packages = [
    ...environment.packages,
    ...(names.includes('python') ? [] : [PYTHON_WHEN_OPEN]),
    ...(names.includes('pip') ? [] : ['pip']),
  ];
  const pip = withServer(environment.pip, names);
  return stringify({
    ...(environment.channels.length > 0 && { channels: environment.channels }),
    dependencies: pip.length > 0 ? [...packages, { pip }] : packages,
  });
}

/**
 * Adds the server where it is not listed. azureml-defaults does not count: newer versions no longer bring it
 * (`Azure/azureml-assets` pull request 5128). It stays in the list, because scripts import azureml.core from it.
 */
function withServer(pip: readonly string[], condaNames: readonly string[]): readonly string[] {
  const listed = [...pip.map(packageName), ...condaNames];
  return listed.includes(SERVER_PACKAGE) ? pip : [...pip, SERVER_PACKAGE];
}

/** Name of a requirement as pip compares it (PEP 503): lower case, one dash for runs of dash, dot, underscore. */
export function packageName(requirement: string): string {
  const egg = /#egg=([\w.-]+)/.exec(requirement)?.[1];
  const bare = egg ?? /^\s*(?:[\w/.-]+::)?([\w.-]+)/.exec(requirement)?.[1] ?? '';
  return bare.toLowerCase().replace(/[-_.]+/g, '-');
}
