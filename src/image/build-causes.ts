/** What a line of the log means. The first pattern that a line of the failing step matches wins. */
export interface Cause {
  readonly pattern: RegExp;
  /** Ends the sentence "The image could not be built: ...". */
  readonly what: (match: RegExpExecArray) => string;
  readonly remedy: string;
}

/** What always helps when the registry cannot build. */
export const PREBUILT = 'build the image elsewhere and name it with the input image';
const COMPILE =
  'Pin a version that has a wheel for this Python, or take the package from conda-forge, or name a base image with a compiler.';
const NETWORK =
  'Run again; if it happens every time, the registry or its agent pool may be cut off from the internet.';

/** Known failures, the most telling first. */
export const CAUSES: readonly Cause[] = [
  {
    pattern: /No matching distribution found for azureml-defaults/,
    what: () => 'pip finds no azureml-defaults for the Python of the base image.',
    remedy:
      'List azureml-inference-server-http instead of azureml-defaults, and azureml-core if score.py imports it; or name a base image or python version that azureml-defaults supports.',
  },
  {
    pattern: /No matching distribution found for (\S+)/,
    what: (match) => `pip finds no package that fits ${match[1]}.`,
    remedy: 'Check the name and the version, and that this version supports the Python of the environment.',
  },
  {
    pattern:
      /ResolutionImpossible|Cannot install .* because these package versions have conflicting dependencies/,
    what: () => 'pip finds no versions of the packages that fit together.',
    remedy:
      'Loosen the pins that the lines below name. azureml-inference-server-http counts too: it needs flask 3 and pydantic 2.',
  },
  {
    pattern: /Could not open requirements file|Invalid requirement:|is not a valid editable requirement/,
    what: () => 'pip cannot read one of the requirements.',
    remedy:
      'List packages only: files such as -r other.txt or ./package are not there when the environment is built.',
  },
  {
    pattern: /Failed building wheel for (\S+)/,
    what: (match) => `pip cannot compile ${match[1] ?? ''} in this base image.`,
    remedy: COMPILE,
  },
  {
    pattern: /error: command '?(?:gcc|g\+\+|cc|cmake|x86_64-\S+)'? failed|metadata-generation-failed/,
    what: () => 'pip cannot compile a package in this base image.',
    remedy: COMPILE,
  },
  {
    pattern: /ResolvePackageNotFound|PackagesNotFoundError|nothing provides( requested)? (\S+)/,
    what: (match) =>
      `conda finds ${match[2] ? `nothing that provides ${match[2]}` : 'not all packages'} in the channels.`,
    remedy: 'Check names and versions, and the channels: most packages are in conda-forge.',
  },
  {
    pattern: /UnsatisfiableError|LibMambaUnsatisfiableError|Found conflicts!|conflicting requests/,
    what: () => 'conda finds no versions of the packages that fit together.',
    remedy: 'Loosen the pins that the lines below name, the one of python first.',
  },
  {
    pattern: /CondaToSNonInteractiveError|Terms of Service have not been accepted/,
    what: () => "conda's default channels ask for their terms of service to be accepted.",
    remedy: 'Name the channels in the conda file: conda-forge, and nodefaults to leave out the default ones.',
  },
  {
    pattern: /conda not found in the base image/,
    what: () => 'the base image has no conda, which the packages of the environment need.',
    remedy:
      'List the packages under pip: only, or name a base image with conda, such as those of mcr.microsoft.com/azureml.',
  },
  {
    pattern: /python: (?:command )?not found|exec: "python": executable file not found/,
    what: () => 'the base image has no python.',
    remedy: 'Name a base image with Python, or list python among the conda packages.',
  },
  {
    pattern: /when specifying push, at least one credential is required/,
    what: () =>
      'the registry uses repository permissions (ABAC), which quick builds may not push to by default.',
    remedy: `Set \`registry:\` to a registry with "RBAC Registry Permissions", or ${PREBUILT}.`,
  },
  {
    pattern:
      /manifest unknown|manifest for (\S+) not found|pull access denied for (\S+)|repository does not exist/,
    what: (match) => `the base image ${match[1] ?? match[2] ?? ''} cannot be pulled.`.replace('  ', ' '),
    remedy: 'Check environment.docker.baseImage: it must be public or in the registry that builds.',
  },
  {
    pattern: /client with IP '?\S+'? is not allowed access|denied: |unauthorized: authentication required/,
    what: () => 'a registry refused the build.',
    remedy: `In a FROM step the base image needs a sign-in that the build has not: use a public one. Else: a registry without public access builds only with trusted services or an agent pool: allow it, or ${PREBUILT}.`,
  },
  {
    pattern:
      /COPY failed|file not found in build context|failed to download context|failed to scan dependencies/,
    what: () => 'the uploaded files did not arrive as they were sent.',
    remedy: 'Run again. If it happens every time, report it to aci-model-deploy with the lines below.',
  },
  {
    pattern: /no space left on device/i,
    what: () => 'the build machine has no space left.',
    remedy: `Make the models, the packages or the base image smaller, or ${PREBUILT}.`,
  },
  {
    pattern:
      /CondaHTTPError|Temporary failure in name resolution|Could not resolve host|Connection (?:timed out|reset|refused)|ReadTimeoutError|TLS handshake timeout|toomanyrequests/,
    what: () => 'a download failed during the build.',
    remedy: NETWORK,
  },
];
