import { posix } from 'node:path';
import type { Finding } from '../findings.ts';
import { error } from '../findings.ts';
import { checkName } from './names.ts';
import type { LocalReference } from './types.ts';

/** True for the ways to name a file or folder of the repository: `./path`, `../path` and `name=path`. */
export function isLocal(text: string): boolean {
  return /^\.\.?(\/|$)/.test(text) || /^[^/:@]*=/.test(text);
}

/** Takes `./path` or `name=path` apart. The default name is the base name without its extension. */
export function parseLocal(text: string): LocalReference | Finding {
  const equals = text.startsWith('.') ? -1 : text.indexOf('=');
  const path = text.slice(equals + 1).trim();
  const base = posix.basename(posix.normalize(path));
  const problem = checkPath(text, path, base);
  if (problem) return problem;
  if (equals >= 0) {
    const name = text.slice(0, equals).trim();
    return checkName(text, name) ?? { kind: 'local', text, name, path };
  }
  const name = posix.parse(base).name;
  return checkName(text, name) ? unnamed(text, base) : { kind: 'local', text, name, path };
}

function checkPath(text: string, path: string, base: string): Finding | undefined {
  if (/^(azureml:|runs:|\/subscriptions\/|https?:)/i.test(path)) {
    return error(
      `"${text}" gives a name to something that is no path: a registered model keeps the name it has.`,
      {
        input: 'models',
        remedy: `Write only ${path}.`,
      },
    );
  }
  if (path !== '' && !['.', '..', '/'].includes(base)) return undefined;
  return error(`"${text}" names no file or folder inside the repository.`, {
    input: 'models',
    remedy: 'Write the path of the model, such as ./models/iris.pkl.',
  });
}

function unnamed(text: string, base: string): Finding {
  return error(`No model name can be made from "${text}": "${base}" is not a valid name.`, {
    input: 'models',
    remedy: `Name the model yourself: my-model=${text}`,
  });
}
