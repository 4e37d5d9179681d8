import path from 'node:path';
import { nearest } from '../../config/nearest.ts';
import type { Exception } from '../exception.ts';
import { modelTree, treeFiles } from '../model-tree.ts';
import { placeOf, quote, whereOf } from '../place.ts';
import type { Repository, Told } from '../types.ts';
import { exceptionRule } from './exception-rule.ts';

/** What is wrong between the entry script and the model. */
export const MODEL_RULES = [
  exceptionRule('model-path', 'model-path', modelPath),
  exceptionRule('model-version', 'model-version', (exception, repository) => ({
    cause: `The model does not fit the packages in the image: it was saved under other versions, or needs a class of the training code${whereOf(exception.traceback, repository)}: ${quote(exception.traceback.error)}`,
    remedy:
      'Pin the packages in the inference config to the versions of the training (pip freeze prints them there), and keep classes of your own in a module that both use.',
    ...placed(repository),
  })),
];

function placed({ packages }: Repository): Pick<Told, 'place'> {
  return packages ? { place: packages } : {};
}

function modelPath(
  { traceback, log }: Exception,
  repository: Repository,
): Omit<Told, 'certainty' | 'evidence'> & { readonly more: readonly string[] } {
  const { error, own } = traceback;
  const tree = modelTree(log);
  const place = placeOf(own, repository);
  const more =
    tree.length === 0 ? [] : ['The tree under AZUREML_MODEL_DIR:', ...tree.map((line) => `  ${line}`)];
  return {
    cause: /AZUREML_MODEL_DIR/.test(error)
      ? `There is no AZUREML_MODEL_DIR, because no model was deployed with the service${whereOf(traceback, repository)}.`
      : `The entry script does not find its model${whereOf(traceback, repository)}: ${quote(error)}`,
    remedy: /AZUREML_MODEL_DIR/.test(error)
      ? 'Name the models in the input models.'
      : `Build the path from the variable: os.path.join(os.environ["AZUREML_MODEL_DIR"], ${JSON.stringify(fileMeant(error, tree))}).`,
    more,
    ...(place && { place }),
  };
}

/** The file that the script wants, by its path in the tree where it is there or one of a similar name is. */
function fileMeant(error: string, tree: readonly string[]): string {
  const wanted = path.posix.basename(/'(?<file>[^']+)'\s*$/.exec(error)?.groups?.['file'] ?? '');
  const files = treeFiles(tree);
  const [only, ...others] = files.filter((file) => path.posix.basename(file) === wanted);
  if (only !== undefined && others.length === 0) return quote(only);
  const alike = nearest(
    wanted,
    files.map((file) => path.posix.basename(file)),
  );
  const found = alike === undefined ? undefined : files.find((file) => path.posix.basename(file) === alike);
  return quote(found ?? (wanted === '' ? '<file>' : wanted));
}
