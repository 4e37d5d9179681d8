import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDescriptionDictionary, data } from '@actions/expressions';
import type { DescriptionDictionary } from '@actions/expressions';
import type { ActionMetadata } from '@actions/languageservice/action';
import type { ContextProviderConfig } from '@actions/languageservice/context-providers/config';
import type { validate } from '@actions/languageservice/validate';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { THIS_ACTION } from './fault.ts';
import type { WorkflowFault } from './fault.ts';

/** Checks the text of one workflow. */
export type CheckWorkflow = (file: string, text: string) => Promise<readonly WorkflowFault[]>;

/** How the language service names the Action: it does not look into actions that are given by path. */
const PUBLISHED = 'org/aci-model-deploy@v1';

/**
 * GitHub's own check of workflows, the one of its editor: syntax, contexts, expressions. It knows the inputs and
 * outputs of the Action from the action.yml in `root`; of other actions it knows nothing, and nothing is fetched.
 * Warnings count: a workflow to copy has none. The checker throws when the language service itself fails.
 */
export async function createLanguageService(root: string): Promise<CheckWorkflow> {
  // Late, so that scripts/workflows/json-modules.ts can be there first.
  const service = await import('@actions/languageservice');
  service.registerLogger({ error: fail, warn: fail, info: () => undefined, log: () => undefined });
  const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as ActionMetadata;
  return async (file, text) => {
    const published = text.replace(/(\buses: *)\.\/action$/gm, `$1${PUBLISHED}`);
    const document = TextDocument.create(`file:///${file}`, 'yaml', 0, published);
    const diagnostics = await service.validate(document, {
      actionsMetadataProvider: {
        fetchActionMetadata: ({ owner, name, ref }) =>
          Promise.resolve(THIS_ACTION.test(`${owner}/${name}@${ref}`) ? action : { name, description: '' }),
      },
      contextProviderConfig: knowOutputs(Object.keys(action.outputs ?? {})),
    });
    return diagnostics.map((diagnostic) => faultOf(file, diagnostic));
  };
}

/** The service logs what it could not do and goes on; a check that was not made must not pass. */
function fail(message: string): never {
  throw new Error(`GitHub's language service: ${message}`);
}

type Diagnostic = Awaited<ReturnType<typeof validate>>[number];

function faultOf(file: string, { range, message }: Diagnostic): WorkflowFault {
  const { line, character } = range.start;
  const text = typeof message === 'string' ? message : message.value;
  return { file, line: line + 1, column: character + 1, message: `${text} [language service]` };
}

/** Completes `steps.<id>.outputs` of the steps that use the Action. */
function knowOutputs(outputs: readonly string[]): ContextProviderConfig {
  return {
    getContext: (name, context, { job }) => {
      if (name !== 'steps' || !context) return Promise.resolve(undefined);
      for (const step of job && 'steps' in job ? job.steps : []) {
        if (!('uses' in step) || !THIS_ACTION.test(step.uses.value)) continue;
        const known = context.get(step.id);
        if (known && isDescriptionDictionary(known)) complete(known.get('outputs'), outputs);
      }
      return Promise.resolve(context);
    },
  };
}

function complete(dictionary: ReturnType<DescriptionDictionary['get']>, names: readonly string[]): void {
  if (!dictionary || !isDescriptionDictionary(dictionary)) return;
  for (const name of names) dictionary.add(name, new data.Null());
  dictionary.complete = true;
}
