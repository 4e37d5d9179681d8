import { linesOf } from './match.ts';
import { withoutPrefix } from './traceback.ts';

/** What the scoring server writes above the tree when init() failed. Source: `microsoft/azureml-inference-server`. */
const HEADING = /Model Directory Contents:/;
/** Lines of the tree that are kept; the server writes at most 200. */
const TREE_LINES = 60;
/** A line of another kind ends the tree: gunicorn's, or one of the server's with a time. */
const OTHER = /^(?:\[\d{4}-|\d{4}-\d\d-\d\d )|^Traceback /;

/** The tree below AZUREML_MODEL_DIR as the log has it; empty when it has none. */
export function modelTree(log: string): readonly string[] {
  const lines = linesOf(log).map(withoutPrefix);
  const at = lines.findLastIndex((line) => HEADING.test(line));
  if (at < 0) return [];
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => line.trim() === '' || OTHER.test(line));
  return rest.slice(0, end < 0 ? TREE_LINES : Math.min(end, TREE_LINES));
}

/**
 * The files of a tree, relative to AZUREML_MODEL_DIR. The tree is indented by two spaces a level, folders end in a
 * slash, and the first line is the folder itself; or every line is a whole path.
 */
export function treeFiles(tree: readonly string[], modelDirectory = '/azureml-models/'): readonly string[] {
  const above: string[] = [];
  return tree.flatMap((line) => {
    const name = line.trim();
    if (name.startsWith('/')) return name.endsWith('/') ? [] : [name.split(modelDirectory).at(-1) ?? name];
    const depth = (line.length - line.trimStart().length) / 2;
    above.length = Math.min(above.length, depth);
    above[depth] = name.replace(/\/$/, '');
    return name.endsWith('/') ? [] : [above.slice(1).join('/')];
  });
}
