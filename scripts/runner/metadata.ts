import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument, isMap, isScalar } from 'yaml';

/** One input of an action. */
export interface InputMetadata {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly default?: string;
  /** Heading of the comment above this input or above one before it: `# --- Heading ---`. */
  readonly section: string;
}

/** What action.yml says. */
export interface ActionMetadata {
  readonly name: string;
  readonly description: string;
  readonly inputs: readonly InputMetadata[];
  readonly outputs: readonly { readonly name: string; readonly description: string }[];
  readonly runs: {
    readonly using: string;
    readonly main: string;
    /** Runs at the end of the job when `postIf` holds. */
    readonly post?: string;
    /** Default always(). */
    readonly postIf?: string;
  };
}

/** Reads action.yml of a folder. Throws when the file is missing or no valid YAML. */
export async function readActionMetadata(directory: string): Promise<ActionMetadata> {
  return parseActionMetadata(await readFile(join(directory, 'action.yml'), 'utf8'));
}

/** Parses the text of an action.yml. */
export function parseActionMetadata(text: string): ActionMetadata {
  const document = parseDocument(text);
  if (document.errors[0]) throw document.errors[0];
  return {
    name: String(document.get('name')),
    description: paragraph(document.get('description')),
    inputs: readInputs(document.get('inputs')),
    outputs: entries(document.get('outputs')).map(({ name, value }) => ({
      name,
      description: paragraph(field(value, 'description')),
    })),
    runs: {
      using: String(document.getIn(['runs', 'using'])),
      main: String(document.getIn(['runs', 'main'])),
      ...textAt(document.getIn(['runs', 'post']), 'post'),
      ...textAt(document.getIn(['runs', 'post-if']), 'postIf'),
    },
  };
}

function textAt<K extends string>(value: unknown, key: K): { readonly [P in K]?: string } {
  return typeof value === 'string' ? ({ [key]: value } as { [P in K]: string }) : {};
}

function readInputs(inputs: unknown): InputMetadata[] {
  let section = '';
  return entries(inputs).map(({ name, comment, value }) => {
    section = /--- (.*) ---/.exec(comment)?.[1] ?? section;
    const preset = field(value, 'default');
    return {
      name,
      section,
      description: paragraph(field(value, 'description')),
      required: field(value, 'required') === true,
      ...(preset !== undefined && { default: typeof preset === 'string' ? preset : JSON.stringify(preset) }),
    };
  });
}

function entries(map: unknown): { name: string; comment: string; value: unknown }[] {
  if (!isMap(map)) return [];
  const above = map.commentBefore ?? '';
  return map.items.map(({ key, value }, index) => ({
    name: isScalar(key) ? String(key.value) : '',
    comment: `${index === 0 ? above : ''}\n${(isScalar(key) && key.commentBefore) || ''}`,
    value,
  }));
}

function field(map: unknown, name: string): unknown {
  return isMap(map) ? map.get(name) : undefined;
}

function paragraph(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
