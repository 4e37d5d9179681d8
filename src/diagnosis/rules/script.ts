import type { Exception } from '../exception.ts';
import { logRule } from '../match.ts';
import { packageOf } from '../packages.ts';
import { placeOf, quote, whereOf } from '../place.ts';
import type { Repository, Rule, Told } from '../types.ts';
import { exceptionRule } from './exception-rule.ts';

type Telling = Omit<Told, 'certainty' | 'evidence'>;

/** What is wrong with the entry script, or with what it imports. */
export const SCRIPT_RULES: readonly Rule[] = [
  logRule('no-script', /No score script found\. Expected score script (?<script>\S+?)\.?$/, (match) => ({
    cause: `The scoring server did not find the entry script ${quote(match.groups?.['script'] ?? '')}.`,
    remedy:
      'Set AZUREML_ENTRY_SCRIPT in your image to the script, relative to AML_APP_ROOT; entryScript does it for images built here.',
    certainty: 'certain',
  })),
  logRule(
    'script-functions',
    /User script at (?<file>\S+) does not have an? (?<name>\w+)\(\) function defined|(?<problem>run\(\) (?:cannot (?:accept|be decorated)|needs to accept).*)/,
    (match) => {
      const { file, name, problem } = match.groups ?? {};
      return {
        cause: problem
          ? `The entry script's run() is not as the scoring server needs it: ${quote(problem)}`
          : `The entry script ${quote(file ?? '')} does not define ${name ?? ''}().`,
        remedy: 'Define init(), which loads the model, and run(data), which scores.',
        certainty: 'certain',
      };
    },
  ),
  exceptionRule('module-missing', 'module-missing', missingModule),
  exceptionRule('library-missing', 'library-missing', missingLibrary),
  exceptionRule('import-failed', 'import', (exception, repository) =>
    raised('The entry script cannot be imported; it failed', exception, repository),
  ),
  exceptionRule('init-failed', 'init', (exception, repository) =>
    raised('init() of the entry script failed', exception, repository),
  ),
];

function raised(what: string, { traceback }: Exception, repository: Repository): Telling {
  const place = placeOf(traceback.own, repository);
  return {
    cause: `${what}${whereOf(traceback, repository)}: ${quote(traceback.error)}`,
    remedy:
      'Correct the script at that line; the traceback below shows how it got there. To try it without Azure: azmlinfsrv --entry_script <script>.',
    ...(place && { place }),
  };
}

function missingModule({ traceback }: Exception, repository: Repository): Telling {
  const module = /No module named '?(?<module>[\w.]+)/.exec(traceback.error)?.groups?.['module'] ?? '';
  const [top = module] = module.split('.');
  const where = whereOf(traceback, repository);
  if (repository.leftOut?.includes(top)) {
    const place = repository.entryScript;
    return {
      cause: `The Python module ${top} of your repository is not in the image; it is imported${where}.`,
      remedy:
        'Add sourceDirectory to the inference config: only with it the files beside the entry script are taken along.',
      ...(place && { place }),
    };
  }
  return {
    cause: `The Python module ${module} is not installed in the image; it is imported${where}.`,
    ...toAdd(packageOf(module), repository),
  };
}

/** Names the line to add, and where. */
function toAdd(name: string, { packages, code }: Repository): Pick<Told, 'remedy' | 'place'> {
  if (!packages) {
    const where = code ? 'the inference config (environment.python.condaDependencies)' : 'your image';
    return { remedy: `Add the package that has it to ${where}, which should be ${name}.` };
  }
  const line = /\.ya?ml$/i.test(packages.file) ? `- ${name}` : JSON.stringify(name);
  return {
    remedy: `Add the line ${line} to the pip packages in ${packages.file}, with the version of the training.`,
    place: packages,
  };
}

function missingLibrary({ traceback }: Exception, repository: Repository): Telling {
  const library = /(?<library>[\w+.-]+\.so[\d.]*):/.exec(traceback.error)?.groups?.['library'] ?? 'a library';
  const remedy = /^lib(?:GL|gthread|SM|Xext)/.test(library)
    ? 'Use opencv-python-headless in place of opencv-python: it needs no screen.'
    : 'Install it in a base image of your own (apt-get), or take the package from conda-forge, which brings its libraries along.';
  return {
    cause: `The system library ${library} is not in the image; a package needs it${whereOf(traceback, repository)}.`,
    remedy,
    ...(repository.packages && { place: repository.packages }),
  };
}
