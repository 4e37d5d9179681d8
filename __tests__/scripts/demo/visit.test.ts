import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { visitLines } from '../../../scripts/demo/visit.ts';

const INFO = {
  caFile: '/tmp/ca dir/ca.pem',
  tenantId: 'tenant',
  clientId: 'client',
  clientSecret: "it's secret",
  subscriptionId: 'subscription',
  resourceGroup: 'ml-prod',
  workspace: 'ml-workspace',
  registry: 'r.azurecr.io',
  location: 'westeurope',
  env: { HTTP_PROXY: 'http://127.0.0.1:3128' },
  oidcEnv: {},
};
const VISIT = {
  uri: 'http://iris.westeurope.azurecontainer.io/score',
  key: 'k',
  containerGroup:
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerInstance/containerGroups/iris-1',
};

describe('visitLines', () => {
  const lines = visitLines(INFO, VISIT);

  it('exports what the shell reads back unchanged', () => {
    const assignment = lines.find((line) => line.startsWith('export ')) ?? '';
    const script = `${assignment}; printf '%s\\n' "$HTTP_PROXY" "$http_proxy" "$CURL_CA_BUNDLE"`;
    const shown = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
    expect(shown).toBe('http://127.0.0.1:3128\nhttp://127.0.0.1:3128\n/tmp/ca dir/ca.pem\n');
  });

  it('quotes the secret and names the group', () => {
    expect(lines).toContain(`az login --service-principal -u client -p 'it'\\''s secret' --tenant tenant`);
    expect(lines).toContain('az container show -g ml-prod -n iris-1');
  });
});
