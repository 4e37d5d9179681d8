import { describe, expect, it } from '@jest/globals';
import type { Exchange } from '../../local-azure/types.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

/** Calls of Resource Manager that a run without a change may make, besides one for each registered model. */
const MOST_CALLS = 5;

/** What Resource Manager was asked since a mark, without the sign-in. */
function calls(since: number): readonly Exchange[] {
  return bench.azure.exchanges.slice(since).filter(({ host }) => host === 'management.azure.com');
}

function writes(since: number): readonly string[] {
  return calls(since)
    .filter(({ method, url }) => method !== 'GET' && !/\/list\w+\?/.test(url))
    .map(({ method, url }) => `${method} ${url}`);
}

describe('a second run', () => {
  it('writes nothing when nothing has changed, and still tests the service', async () => {
    const repository = await irisRepository();
    const first = await bench.deploy(repository);
    expect(first).toMatchObject({ exitCode: 0, outputs: { result: 'created' } });

    const mark = bench.azure.exchanges.length;
    const run = await bench.deploy(repository);

    expect(run).toMatchObject({ exitCode: 0, outputs: { result: 'unchanged', state: 'Healthy' } });
    expect(writes(mark)).toEqual([]);
    expect(calls(mark).map(({ method, url }) => `${method} ${url.split('?')[0] ?? ''}`)).toHaveLength(
      MOST_CALLS + 1,
    );
    expect(JSON.parse(run.outputs['smoke-test'] ?? '')).toMatchObject({ result: 'passed', requests: 2 });
    for (const output of ['scoring-uri', 'fqdn', 'ip-address', 'image', 'container-group'])
      expect([output, run.outputs[output]]).toEqual([output, first.outputs[output]]);
  });
});
