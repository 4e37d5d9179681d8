import type { Cause, CauseRule, Symptoms } from './cause.ts';
import type { Traceback } from './traceback.ts';
import { describeFrame, describeTraceback, tellingTraceback } from './traceback.ts';

/** A rule for lines of a container's log. */
function logRule(
  name: string,
  pattern: RegExp,
  tell: (match: RegExpExecArray) => Omit<Cause, 'evidence'>,
): CauseRule {
  return {
    name,
    find: ({ logs }) => {
      for (const log of logs.values()) {
        const line = log.split(/\r?\n/).findLast((each) => pattern.test(each));
        const match = line === undefined ? null : pattern.exec(line);
        if (line !== undefined && match) return { ...tell(match), evidence: [line.trim()] };
      }
      return undefined;
    },
  };
}

/** A rule for events, by the text "name: message". */
function eventRule(
  name: string,
  pattern: RegExp,
  tell: (match: RegExpExecArray) => Omit<Cause, 'evidence'>,
): CauseRule {
  return {
    name,
    find: ({ events }) => {
      for (const event of events) {
        const text = `${event.name}: ${event.message}`;
        const match = pattern.exec(text);
        if (match) return { ...tell(match), evidence: [text] };
      }
      return undefined;
    },
  };
}

/** A rule for the exit code of a container. */
function exitRule(name: string, codes: readonly number[], tell: Omit<Cause, 'evidence'>): CauseRule {
  return {
    name,
    find: ({ exitCodes }: Symptoms) => {
      for (const [container, code] of exitCodes) {
        if (codes.includes(code))
          return { ...tell, evidence: [`The container ${container} ended with exit code ${code}.`] };
      }
      return undefined;
    },
  };
}

const SERVER_MISSING = {
  cause: 'The image has no scoring server.',
  remedy: 'Add azureml-inference-server-http to the pip packages of your environment, or to your own image.',
};
/** What shells, container runtimes and Python say of a server that is not there. */
const NO_SERVER =
  /\b(?:azmlinfsrv|gunicorn|runsvdir)["']?:.*(?:not found|no such file)|No module named ['"]?azureml_inference_server_http/i;
/** runc's words. Source: `opencontainers/runc:libcontainer/standard_init_linux.go` */
const NO_COMMAND = /exec: "(?<program>[^"]*)":.*(?:executable file not found|no such file or directory)/i;
const SERVER_PROGRAM = /^(?:.*\/)?(?:azmlinfsrv|gunicorn|runsvdir)$/;
const OUT_OF_MEMORY = {
  cause: 'The container ran out of memory.',
  remedy:
    'Raise memoryInGB in the deployment config: a model needs about one and a half times its size, and more while it loads.',
};

/** Kubernetes' words for a probe that failed, for its last reason. Source: `kubernetes/kubernetes:pkg/probe/http/http.go` */
const UNREADY = /^Readiness probe failed: .*?(?:(?<refused>connection refused)|statuscode: (?<status>\d+))/is;

/** A container that runs and does not become ready. One that ended tells more by why it did. */
const unreadyRule: CauseRule = {
  name: 'unready',
  find: ({ events, exitCodes }) => {
    if (exitCodes.size > 0) return undefined;
    const last = events.findLast(({ name }) => /^Unhealthy$/i.test(name));
    const match = last && UNREADY.exec(last.message);
    return match ? { ...tellUnready(match.groups?.['status']), evidence: [last.message] } : undefined;
  },
};

function tellUnready(status: string | undefined): Omit<Cause, 'evidence'> {
  if (status !== undefined) {
    return {
      cause: `The server answers ${status} on its health path, and only 200 to 399 count as ready.`,
      remedy: 'Set the input health-path to a path that the server answers with 200 when it is ready.',
    };
  }
  return {
    cause: 'Nothing listens on the port of the scoring container.',
    remedy:
      'If init() only needs longer, raise wait-timeout; otherwise set the input port to the one that the server listens on, or correct the server.',
  };
}

function commandMissing(program: string): Omit<Cause, 'evidence'> {
  return {
    cause: `The image starts ${program}, which it does not have.`,
    remedy: 'Correct CMD or ENTRYPOINT of the image, or install the program in it.',
  };
}

const MODULE_MISSING = /ModuleNotFoundError: No module named '(?<module>[^']+)'/;

/** Rules about the exception that ended the start of the service. */
const exceptionRule: CauseRule = {
  name: 'exception',
  find: ({ logs }) => {
    for (const log of logs.values()) {
      const traceback = tellingTraceback(log);
      if (traceback) return { ...tellException(traceback), evidence: traceback.lines };
    }
    return undefined;
  },
};

function tellException(traceback: Traceback): Omit<Cause, 'evidence'> {
  const { frame, error } = traceback;
  const place = frame && { frame: { file: frame.file, line: frame.line } };
  const module = MODULE_MISSING.exec(error)?.groups?.['module'];
  if (module !== undefined) {
    return {
      cause: `The Python module ${module} is not installed in the image; it is imported ${frame ? `in ${describeFrame(frame)}` : 'somewhere'}.`,
      remedy: `Add the package that has ${module} to the dependencies of your inference config; if ${module} is a file of your repository, set sourceDirectory to the folder it lies in.`,
      ...place,
    };
  }
  return {
    cause: describeTraceback(traceback),
    remedy: 'Correct the script. The models lie under the folder that AZUREML_MODEL_DIR names.',
    ...place,
  };
}

/**
 * The commonest causes, the most telling first. A new cause is one more row.
 * Sources of the texts: v1's troubleshooting guide (learn.microsoft.com/azure/machine-learning/v1/how-to-troubleshoot-deployment),
 * `microsoft/azureml-inference-server`, and ACI's messages in `MicrosoftDocs/SupportArticles-docs`.
 */
export const CAUSE_RULES: readonly CauseRule[] = [
  eventRule('quota', /quota '(?<what>[^']*)' exceeded/i, (match) => ({
    cause: `The quota ${match.groups?.['what'] ?? ''} of your subscription in this region is used up.`,
    remedy:
      'Delete container groups that are not needed, ask for a higher quota, or deploy to another location.',
  })),
  eventRule('capacity', /InsufficientCapacity|requested resource is not available/i, () => ({
    cause: 'The region has no room for a container group of this size at the moment.',
    remedy: 'Try again later, ask for less cpu or memory, or deploy to another location.',
  })),
  eventRule('mount', /^FailedMount:/i, () => ({
    cause: 'A volume could not be mounted.',
    remedy: 'Run the deployment again; if it stays so, show the event below to Azure support.',
  })),
  eventRule('no-command', NO_COMMAND, (match) => {
    const program = match.groups?.['program'] ?? '';
    return SERVER_PROGRAM.test(program) ? SERVER_MISSING : commandMissing(program);
  }),
  eventRule('pull-denied', /^Failed:.*(?:unauthorized|denied|authentication required|\b40[13]\b)/is, () => ({
    cause: 'The registry refused to give the image.',
    remedy:
      'Set registry-identity to an identity with the role AcrPull, or give registry-username and registry-password.',
  })),
  eventRule(
    'image-not-found',
    /^Failed:.*(?:not found|manifest unknown|does not exist|no such host)/is,
    () => ({
      cause: 'The image does not exist in the registry.',
      remedy: 'Check the name, tag and digest of the image.',
    }),
  ),
  eventRule('platform', /^(?:Failed|Error):.*(?:exec format error|no match for platform)/is, () => ({
    cause: 'The image is not for Linux on amd64.',
    remedy: 'Build the image for linux/amd64.',
  })),
  logRule('no-script', /No score script found\. Expected score script (?<script>\S+?)\.?$/, (match) => ({
    cause: `The scoring server did not find the entry script ${match.groups?.['script'] ?? ''}.`,
    remedy:
      'Set AZUREML_ENTRY_SCRIPT in your image to the script, relative to AML_APP_ROOT; entryScript does it for images built here.',
  })),
  logRule('no-server', NO_SERVER, () => SERVER_MISSING),
  logRule('killed', /SIGKILL|\bOut of memory\b|Cannot allocate memory|MemoryError/, () => OUT_OF_MEMORY),
  exceptionRule,
  exitRule('exit-no-server', [100, 127, 96], SERVER_MISSING),
  exitRule('exit-memory', [137], OUT_OF_MEMORY),
  unreadyRule,
];
