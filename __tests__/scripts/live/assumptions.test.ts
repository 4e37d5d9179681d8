import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ASSUMPTIONS, renderVerdicts } from '../../../scripts/live/assumptions.ts';
import type { Evidence } from '../../../scripts/live/assumptions.ts';

function read(path: string): Promise<string> {
  return readFile(resolve(import.meta.dirname, '../../..', path), 'utf8');
}

function container(name: string, cpu: number, memoryInGB: number): object {
  return {
    name,
    properties: {
      resources: { requests: { cpu, memoryInGB } },
      environmentVariables: [{ name: 'SECRET' }],
      instanceView: { restartCount: 0, currentState: { state: 'Running' }, events: [] },
    },
  };
}

function evidence(): Evidence {
  const headers = { 'x-aci-model-deploy-revision': 'r1' };
  return {
    group: {
      tags: { revision: 'r1' },
      properties: {
        provisioningState: 'Succeeded',
        containers: [container('iris', 0.9, 1), container('front-end', 0.1, 0.5)],
        ipAddress: { fqdn: 'iris.x.azurecontainer.io', ip: '1.2.3.4' },
        volumes: [{ name: 'config', secret: {} }],
        imageRegistryCredentials: [{ server: 'r.azurecr.io', username: 'u' }],
      },
    },
    scoringHost: 'iris.x.azurecontainer.io',
    health: { status: 200, headers, body: '' },
    withoutKey: { status: 401, headers, body: '' },
    withKey: { status: 200, headers, body: '' },
  };
}

/** Ids of what does not hold for this evidence. */
function broken(given: Evidence): readonly string[] {
  return ASSUMPTIONS.filter(({ holds }) => !holds(given)).map(({ id }) => id);
}

describe('ASSUMPTIONS', () => {
  it('all hold for a group as it should be', () => {
    expect(broken(evidence())).toEqual([]);
  });

  it.each<[string, (text: string) => string, readonly string[]]>([
    ['a restart', (text) => text.replace('"restartCount":0', '"restartCount":1'), ['A1']],
    ['a waiting container', (text) => text.replace('"Running"', '"Waiting"'), ['A2']],
    ['other CPU', (text) => text.replace('"cpu":0.1', '"cpu":1'), ['A3']],
    ['an echoed secret', (text) => text.replace('"secret":{}', '"secret":{"nginx.conf":"YQ=="}'), ['A4']],
    ['another name', (text) => text.replace('"scoringHost":"iris', '"scoringHost":"other'), ['A5']],
    ['an old revision', (text) => text.replace('"revision":"r1"', '"revision":"r0"'), ['A6']],
    ['a sick container', (text) => text.replace('"health":{"status":200', '"health":{"status":502'), ['A7']],
    ['an open door', (text) => text.replace('"status":401', '"status":200'), ['A8']],
    ['another shape', (text) => text.replace('"containers"', '"pods"'), ['A1', 'A2', 'A3', 'A4', 'A5', 'A6']],
  ])('notice %s', (_what, change, ids) => {
    expect(broken(JSON.parse(change(JSON.stringify(evidence()))) as Evidence)).toEqual(ids);
  });

  it('are the ones in bold of docs/assumptions.md', async () => {
    const page = await read('docs/assumptions.md');
    const bold = [...page.matchAll(/^\| \*\*(A\d+)\*\*/gm)].map(([, id]) => id);
    expect(bold).toEqual(ASSUMPTIONS.map(({ id }) => id));
  });

  it('are shown by steps that the live workflow has', async () => {
    const page = await read('docs/assumptions.md');
    const steps = [...page.matchAll(/(?<!\*)\*([^*]+)\*(?!\*)/g)].map(([, step = '']) => step);
    const workflow = await read('.github/workflows/live.yml');
    expect(steps.length).toBeGreaterThan(10);
    expect(steps.filter((step) => !workflow.includes(`- name: ${step}\n`))).toEqual([]);
  });

  it('make a table', () => {
    const table = renderVerdicts([{ id: 'A1', fact: 'it rains', holds: false }]);
    expect(table.split('\n').at(-1)).toBe('| A1 | it rains | **does not hold** |');
  });
});
