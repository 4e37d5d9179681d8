import { expect, it } from '@jest/globals';
import { outputsOf } from '../../src/report/outputs.ts';
import { facts, PASSED } from './facts.ts';

it('gives every output of a green run', () => {
  expect(outputsOf(facts())).toEqual({
    'scoring-uri': 'http://iris.westeurope.azurecontainer.io/score',
    'swagger-uri': 'http://iris.westeurope.azurecontainer.io/swagger.json',
    state: 'Healthy',
    'service-name': 'iris',
    'container-group': expect.stringMatching(/^\/subscriptions\/.*\/iris-1a2b3c4d$/),
    fqdn: 'iris.westeurope.azurecontainer.io',
    'ip-address': '20.1.2.3',
    image: 'r.azurecr.io/aci-model-deploy/iris@sha256:00',
    revision: '9f8e7d6c',
    models: '[{"name":"iris","version":"3","bytes":2048,"source":"registered"}]',
    result: 'created',
    'smoke-test': '{"result":"passed","scored":true,"requests":2,"passed":2,"latencies":[48,22]}',
    service_scoring_uri: 'http://iris.westeurope.azurecontainer.io/score',
    service_swagger_uri: 'http://iris.westeurope.azurecontainer.io/swagger.json',
  });
});

it('sets only what a failed run has learnt', () => {
  expect(
    outputsOf({
      service: 'iris',
      image: 'r/i@sha256:00',
      revision: '9f8e7d6c',
      phases: [],
      warnings: [],
      failures: [],
    }),
  ).toEqual({
    'service-name': 'iris',
    image: 'r/i@sha256:00',
  });
  expect(outputsOf({ service: '', phases: [], warnings: [], failures: [] })).toEqual({});
});

it('says "failed" when a check of the key failed although every request passed', () => {
  const [key, ...requests] = PASSED.requests;
  const smoke = {
    ...PASSED,
    passed: false,
    requests: key ? [{ ...key, passed: false }, ...requests] : requests,
  };
  expect(outputsOf(facts({ smoke }))['smoke-test']).toBe(
    '{"result":"failed","scored":true,"requests":2,"passed":2,"latencies":[48,22]}',
  );
});

it('gives an empty list of models when none were asked for', () => {
  expect(outputsOf(facts({ models: [] })).models).toBe('[]');
});

it('tells what was removed, also that nothing was', () => {
  const removed = [{ containerGroup: 'iris-pr-12-0a', kind: 'preview', reason: 'it expired' }] as const;
  const base = { service: '', phases: [], warnings: [], failures: [] };
  expect(outputsOf({ ...base, result: 'pruned', removed })).toEqual({
    result: 'pruned',
    removed: '[{"containerGroup":"iris-pr-12-0a","kind":"preview","reason":"it expired"}]',
  });
  expect(outputsOf({ ...base, result: 'pruned', removed: [] })).toEqual({ result: 'pruned', removed: '[]' });
});
