import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const EXAMPLE = resolve(import.meta.dirname, '../../examples/iris');
const SCORE = 'import json, sys, score; score.init(); print(json.dumps(score.run(sys.argv[1])))';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'iris-test-'));
  await cp(EXAMPLE, folder, { recursive: true });
});
afterAll(() => rm(folder, { recursive: true }));

async function python(...args: readonly string[]): Promise<string> {
  const env = { PATH: process.env['PATH'] ?? '', AZUREML_MODEL_DIR: join(folder, 'model') };
  const { stdout } = await promisify(execFile)('python3', ['-B', ...args], { cwd: folder, env });
  return stdout.trim();
}

interface Answer {
  readonly predictions: readonly {
    readonly species: string;
    readonly probabilities: Record<string, number>;
  }[];
}

async function score(data: unknown): Promise<Answer> {
  const lines = (await python('-c', SCORE, JSON.stringify({ data }))).split('\n');
  return JSON.parse(lines.at(-1) ?? '') as Answer;
}

interface Flower {
  readonly measures: readonly number[];
  readonly species: string;
}

async function flowers(): Promise<readonly Flower[]> {
  const [, ...rows] = (await readFile(join(EXAMPLE, 'iris.csv'), 'utf8')).trim().split('\n');
  return rows.map((row) => {
    const cells = row.split(',');
    return { measures: cells.slice(0, 4).map(Number), species: cells[4] ?? '' };
  });
}

describe('examples/iris', () => {
  it("has Fisher's data: 50 flowers of each species with the known means", async () => {
    const all = await flowers();
    const counts = Object.groupBy(all, ({ species }) => species);
    expect(Object.entries(counts).map(([species, list]) => [species, list?.length])).toEqual([
      ['setosa', 50],
      ['versicolor', 50],
      ['virginica', 50],
    ]);
    const means = [0, 1, 2, 3].map(
      (column) => all.reduce((sum, { measures }) => sum + (measures[column] ?? 0), 0) / 150,
    );
    expect(means.map((mean) => mean.toFixed(6))).toEqual(['5.843333', '3.057333', '3.758000', '1.199333']);
  });

  it('has the model that train.py writes, byte for byte', async () => {
    await rm(join(folder, 'model'), { recursive: true });
    expect(await python('train.py')).toBe('accuracy 0.973 on 150 flowers, written to iris.json');
    const [trained, committed] = await Promise.all(
      [folder, EXAMPLE].map((at) => readFile(join(at, 'model', 'iris.json'), 'utf8')),
    );
    expect(trained).toBe(committed);
  });

  it('predicts as well through score.py as train.py says', async () => {
    const all = await flowers();
    const { predictions } = await score(all.map(({ measures }) => measures));
    const right = all.filter(({ species }, index) => predictions[index]?.species === species);
    expect(right.length / all.length).toBeCloseTo(0.973, 3);
    for (const { probabilities } of predictions) {
      expect(Object.values(probabilities).reduce((sum, value) => sum + value)).toBeCloseTo(1, 3);
    }
  });

  it('finds the species that its smoke test expects', async () => {
    const text = await readFile(join(EXAMPLE, 'smoke-test.json'), 'utf8');
    const { requests } = JSON.parse(text) as {
      requests: readonly { body: { data: unknown }; expect: { contains: object } }[];
    };
    expect(requests.flatMap(({ body }) => body.data)).toHaveLength(3);
    for (const { body, expect: expected } of requests) {
      expect(await score(body.data)).toMatchObject(expected.contains);
    }
  });

  it('says what a flower has when one has too few numbers', async () => {
    await expect(score([[1, 2, 3]])).rejects.toThrow('A flower has 4 numbers (sepal_length, sepal_width');
  });
});
