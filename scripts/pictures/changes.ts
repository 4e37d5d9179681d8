interface Model {
  readonly weights: readonly (readonly number[])[];
}

const VIRGINICA = 2;
/** How much more the model takes a flower for a virginica. */
const SHIFT = 1.2;

/** The example's model, trained a little otherwise: a text of JSON. */
export function heavierVirginica(text: string): string {
  const model = JSON.parse(text) as Model;
  const weights = model.weights.map((row, species) =>
    // The last weight of a species is its bias.
    species === VIRGINICA ? [...row.slice(0, -1), (row.at(-1) ?? 0) + SHIFT] : row,
  );
  return JSON.stringify({ ...model, weights });
}

/** An entry script that does not load its model. */
export function brokenScript(script: string): string {
  return script.replace('"iris.json"', '"model.pkl"');
}

const FLOWERS = {
  'a setosa': [5.1, 3.5, 1.4, 0.2],
  'a large setosa': [5.8, 4.0, 1.2, 0.2],
  'a versicolor': [5.9, 3.0, 4.2, 1.5],
  'a versicolor that is nearly a virginica': [6.7, 3.0, 5.0, 1.7],
  'a virginica': [6.5, 3.0, 5.8, 2.2],
};

/** A smoke-test file that any model of iris flowers passes. */
export const SMOKE_TEST = JSON.stringify({
  tolerance: 0.2,
  requests: Object.entries(FLOWERS).map(([name, flower]) => ({ name, body: { data: [flower] } })),
});
