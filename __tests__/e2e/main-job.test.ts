import { describe, expect, it } from '@jest/globals';
import { irisRepository } from './support/repository.ts';
import { expectNoSecret } from './support/secrets.ts';
import { KEY, useWorkbench } from './support/workbench.ts';

const bench = useWorkbench();
const FLOWERS = JSON.stringify({
  data: [
    [5.1, 3.5, 1.4, 0.2],
    [6.5, 3.0, 5.8, 2.2],
  ],
});

describe('the main job', () => {
  it('makes a verified service out of the repository, with OIDC', async () => {
    const run = await bench.deploy(await irisRepository(), { signIn: 'oidc' });

    expect(run).toMatchObject({
      exitCode: 0,
      outputs: { state: 'Healthy', result: 'created', 'service-name': 'iris' },
    });
    const { outputs } = run;
    expect(outputs['image']).toMatch(/^mlregistry\.azurecr\.io\/aci-model-deploy\/iris@sha256:[0-9a-f]{64}$/);
    expect(outputs['fqdn']).toMatch(/^iris-[0-9a-f]{8}\.[0-9a-z]+\.westeurope\.azurecontainer\.io$/);
    expect(outputs['scoring-uri']).toBe(`http://${outputs['fqdn']}/score`);
    expect(outputs['swagger-uri']).toBe(`http://${outputs['fqdn']}/swagger.json`);
    expect(outputs['service_scoring_uri']).toBe(outputs['scoring-uri']);
    expect(outputs['service_swagger_uri']).toBe(outputs['swagger-uri']);
    expect(JSON.parse(outputs['models'] ?? '')).toEqual([
      { name: 'iris', version: '3', bytes: 575, source: 'registered' },
    ]);
    expect(JSON.parse(outputs['smoke-test'] ?? '')).toMatchObject({ requests: 2, passed: 2 });

    const scored = await bench.call(outputs['scoring-uri'], { method: 'POST', key: KEY, body: FLOWERS });
    expect(scored.status).toBe(200);
    const { predictions } = JSON.parse(scored.body) as { predictions: { species: string }[] };
    expect(predictions.map(({ species }) => species)).toEqual(['setosa', 'virginica']);
    expectNoSecret(run, [KEY, bench.azure.info.clientSecret]);
  });

  it('updates the service in place the second time and does not build the same image again', async () => {
    const builds = (): number =>
      bench.azure.exchanges.filter(({ url }) => url.includes('/scheduleRun')).length;
    const before = builds();
    const run = await bench.deploy(await irisRepository(), {
      with: { 'environment-variables': 'GREETING=hello' },
    });

    expect(run).toMatchObject({ exitCode: 0, outputs: { state: 'Healthy', result: 'updated' } });
    expect(builds()).toBe(before);
    expect(run.log).toContain('Nothing to build: mlregistry.azurecr.io/aci-model-deploy/iris@sha256:');
  });
});
