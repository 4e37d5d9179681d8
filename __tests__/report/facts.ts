import { Readable } from 'node:stream';
import type { ResolvedModel } from '../../src/models/types.ts';
import type { RunFacts } from '../../src/report/types.ts';
import type { SmokeResult } from '../../src/smoke/types.ts';

/** A model as the resolver gives it. */
export function model(name: string, bytes: number): ResolvedModel {
  const file = {
    path: `${name}.json`,
    bytes,
    identity: 'sha256:00',
    open: () => Promise.resolve(Readable.from([])),
  };
  return {
    name,
    version: '3',
    source: 'registered',
    root: `${name}.json`,
    files: [file],
    bytes,
    origin: `azureml://${name}`,
  };
}

export const PASSED: SmokeResult = {
  scored: true,
  passed: true,
  sample: { body: '{"data": [[5.1]]}', contentType: 'application/json' },
  requests: [
    { name: 'no key', probe: true, passed: true, status: 401, latencyMs: 9, differences: [], notes: [] },
    {
      name: 'setosa',
      passed: true,
      status: 200,
      latencyMs: 48.4,
      differences: [],
      notes: ['compared decoded'],
    },
    { name: 'virginica', passed: true, status: 200, latencyMs: 22, differences: [], notes: [] },
  ],
};

/** The facts of a green run, changed by `change`. */
export function facts(change: Partial<RunFacts> = {}): RunFacts {
  return {
    service: 'iris',
    result: 'created',
    state: 'Healthy',
    endpoint: {
      scoringUri: 'http://iris.westeurope.azurecontainer.io/score',
      swaggerUri: 'http://iris.westeurope.azurecontainer.io/swagger.json',
      fqdn: 'iris.westeurope.azurecontainer.io',
      ipAddress: '20.1.2.3',
    },
    containerGroup:
      '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerInstance/containerGroups/iris-1a2b3c4d',
    portalUrl: 'https://portal.azure.com/#resource/subscriptions/s',
    image: 'r.azurecr.io/aci-model-deploy/iris@sha256:00',
    revision: '9f8e7d6c',
    models: [model('iris', 2_048)],
    smoke: PASSED,
    keysEnabled: true,
    phases: [
      { name: 'Build image', start: 1_000, end: 61_000, failed: false },
      { name: 'Smoke test', start: 61_000, end: 73_000, failed: false },
    ],
    warnings: [],
    failures: [],
    ...change,
  };
}
