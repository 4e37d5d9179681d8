import { describe, expect, it } from '@jest/globals';
import { makeGroup } from './support/groups.ts';
import { headline, refused, remedy } from './support/refusal.ts';
import { irisRepository } from './support/repository.ts';
import { useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();

describe('a container group of that name', () => {
  it('that the Action did not make is left as it is', async () => {
    const group = await makeGroup(bench, 'webshop', { owner: 'somebody' });
    const before = structuredClone(group.body);
    const { errors } = await refused(bench, await irisRepository(), {
      with: { 'container-group-name': 'webshop' },
    });
    expect(errors.map(headline)).toEqual([
      'The container group webshop exists already and was not made by this Action (it has no tag managed-by=aci-model-deploy); it is left as it is.',
    ]);
    expect(errors[0]?.title).toBe('Input container-group-name');
    expect(remedy(errors[0])).toMatch(/^Choose another name with container-group-name/);
    expect(bench.group('webshop')).toBe(group);
    expect(group.body).toEqual(before);
  });

  it('that belongs to another service is left as it is', async () => {
    const given = { 'container-group-name': 'shared' };
    const first = await bench.deploy(await irisRepository(), { with: given });
    expect(first).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy' } });
    const before = structuredClone(bench.group('shared')?.body);
    const { errors } = await refused(bench, await irisRepository(), {
      with: { ...given, name: 'another' },
    });
    expect(errors.map(headline)).toEqual([
      'The container group shared exists already and belongs to the service "iris"; it is left as it is.',
    ]);
    expect(bench.group('shared')?.body).toEqual(before);
  });
});
