import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './repository.ts';
import type { Workbench } from './workbench.ts';

/** A model of iris flowers that takes a virginica for a versicolor. */
export const MODEL_4 = 'iris:4';

/** Registers {@link MODEL_4}: the example's model with other weights. */
export async function registerBetterIris({ azure }: Workbench): Promise<void> {
  const text = await readFile(join(ROOT, 'examples/iris/model/iris.json'), 'utf8');
  const model = JSON.parse(text) as { readonly weights: readonly (readonly number[])[] };
  // The last weight of a species is its bias.
  const weights = model.weights.map((row, species) => (species === 2 ? [...row.slice(0, -1), -20] : row));
  await azure.registerModel({
    name: 'iris',
    version: '4',
    files: { 'iris.json': JSON.stringify({ ...model, weights }) },
  });
}

const SETOSA = [5.1, 3.5, 1.4, 0.2];
const VIRGINICA = [6.5, 3.0, 5.8, 2.2];

/** A smoke-test file that expects no species, so that every model passes it. */
export function irisRequests(more: { readonly tolerance?: number } = {}): object {
  return {
    ...more,
    requests: [
      { name: 'two flowers', body: { data: [SETOSA, VIRGINICA] } },
      { name: 'a setosa', body: { data: [SETOSA] } },
      { name: 'a virginica', body: { data: [VIRGINICA] } },
    ],
  };
}

/** An entry script that returns JSON as a text, with numbers that a variable shifts. */
export const SCORE_AS_TEXT = `import json, os

def init():
    pass

def run(data):
    shift = float(os.environ["SHIFT"])
    return json.dumps({"widths": [1.0 + shift for flower in json.loads(data)["data"]]})
`;
