import { describe, expect, it } from '@jest/globals';
import type { Capabilities, Usage } from '@azure/arm-containerinstance';
import type { Finding } from '../../src/findings.ts';
import { checkCapacity, checkRegion } from '../../src/preflight/capacity.ts';
import { checkQuota } from '../../src/preflight/quota.ts';

function offer(maxCpu: number, maxMemoryInGB: number, other: Partial<Capabilities> = {}): Capabilities {
  return {
    resourceType: 'containerGroups',
    osType: 'Linux',
    location: 'West Europe',
    ipAddressType: 'Public',
    gpu: 'None',
    capabilities: { maxCpu, maxMemoryInGB, maxGpuCount: 0 },
    ...other,
  };
}

const REGION = [
  offer(4, 16),
  offer(64, 512, { osType: 'Windows' }),
  offer(64, 512, { ipAddressType: 'Private' }),
  offer(64, 512, { gpu: 'K80' }),
  offer(64, 512, { resourceType: 'other' }),
];

describe('the region', () => {
  it('that offers Linux groups with a public address is fine', () => {
    expect(checkRegion('westeurope', REGION)).toEqual([]);
    expect(checkRegion('westeurope', [offer(4, 14, { gpu: 'K80' })])).toEqual([]);
  });

  it('that offers none is an error', () => {
    expect(checkRegion('westeurope', [offer(4, 16, { osType: 'Windows' })])).toEqual([
      {
        severity: 'error',
        message: 'The region "westeurope" does not offer Linux container groups with a public address.',
        input: 'location',
        remedy: 'Choose another region with the input location.',
      },
    ]);
  });

  it('that tells nothing is a warning', () => {
    expect(checkRegion('westeurope', [])).toMatchObject([
      { severity: 'warning', message: expect.stringMatching(/"westeurope" does not tell/) },
    ]);
  });
});

describe('CPU and memory', () => {
  const check = (
    cpu: number,
    memoryInGB: number,
    capabilities: readonly Capabilities[] = REGION,
  ): Finding[] =>
    checkCapacity(
      { location: 'westeurope', cpu, memoryInGB, place: { file: 'd.json', line: 3 } },
      capabilities,
    );

  it.each([
    [1, 1],
    [4, 16],
  ])('%d CPU and %d GB fit', (cpu, memory) => {
    expect(check(cpu, memory)).toEqual([]);
  });

  it.each([
    [4.1, 16],
    [4, 16.5],
  ])(
    '%d CPU and %d GB are an error that names the region, what is asked and what there is',
    (cpu, memory) => {
      expect(check(cpu, memory)).toEqual([
        {
          severity: 'error',
          message:
            `The container group needs ${cpu} CPU and ${memory} GB of memory (the front end included); ` +
            'the region "westeurope" offers at most 4 CPU and 16 GB of memory.',
          remedy: expect.stringMatching(
            /Lower containerResourceRequirements.*or choose another region with the input location/,
          ),
          place: { file: 'd.json', line: 3 },
        },
      ]);
    },
  );

  it('must both fit one of the offers', () => {
    const two = [offer(2, 64), offer(8, 8)];
    expect(check(8, 8, two)).toEqual([]);
    expect(check(8, 64, two)[0]?.message).toMatch(
      /at most 2 CPU and 64 GB of memory, or 8 CPU and 8 GB of memory/,
    );
  });

  it('are not judged by a region that tells nothing', () => {
    expect(check(99, 99, [])).toEqual([]);
    expect(check(99, 99, [{ osType: 'Linux' }])).toEqual([]);
  });
});

describe('the quota', () => {
  const usage = (value: string, currentValue: number, limit: number): Usage => ({
    unit: 'Count',
    currentValue,
    limit,
    name: { value },
  });
  const check = (cores: number, groups: 0 | 1, ...usages: Usage[]): Finding[] =>
    checkQuota({ location: 'westeurope', cores, groups }, usages);

  it.each<[string, number, 0 | 1, Usage[]]>([
    ['exactly the rest', 2, 1, [usage('StandardCores', 8, 10), usage('ContainerGroups', 99, 100)]],
    [
      'an update that adds nothing to a full region',
      0,
      0,
      [usage('StandardCores', 10, 10), usage('ContainerGroups', 100, 100)],
    ],
    ['an update that takes less than before', -1, 0, [usage('StandardCores', 12, 10)]],
    ['quotas that are not listed', 100, 1, [usage('DedicatedCores', 0, 0)]],
    ['a quota without numbers', 100, 1, [{ name: { value: 'StandardCores' } }]],
  ])('takes %s', (_name, cores, groups, usages) => {
    expect(check(cores, groups, ...usages)).toEqual([]);
  });

  it('of cores is told with region, use and what is asked', () => {
    expect(check(2.1, 1, usage('standardcores', 8, 10))).toEqual([
      {
        severity: 'error',
        message:
          'The quota for cores (StandardCores) in the region "westeurope" would be exceeded: ' +
          '8 of 10 are in use, and 2.1 more are asked.',
        input: 'location',
        remedy: expect.stringMatching(
          /Delete container groups that are not needed.*https:\/\/aka\.ms\/azsupport/,
        ),
      },
    ]);
  });

  it('of groups is told too', () => {
    const findings = check(2, 1, usage('StandardCores', 10, 10), usage('ContainerGroups', 100, 100));
    expect(findings.map(({ message }) => /\((\w+)\)/.exec(message)?.[1])).toEqual([
      'StandardCores',
      'ContainerGroups',
    ]);
  });

  it('is not exceeded by the binary tail of a sum', () => {
    expect(0.1 + 0.2).toBeGreaterThan(0.3);
    expect(check(0.1, 1, usage('StandardCores', 0.2, 0.3))).toMatchObject([{ severity: 'warning' }]);
  });

  it('of 0 means that the subscription may not use the region', () => {
    expect(check(1, 1, usage('ContainerGroups', 0, 0))[0]?.remedy).toMatch(/may not use the region at all/);
  });

  it('is a warning between the exact and the rounded sum', () => {
    expect(check(1.1, 1, usage('StandardCores', 8, 10))).toEqual([]);
    expect(check(1.1, 1, usage('StandardCores', 8.5, 10))).toMatchObject([
      {
        severity: 'warning',
        message: expect.stringMatching(
          /if Azure rounds up to whole cores: 8\.5 of 10 are in use, and 1\.1 more/,
        ),
      },
    ]);
  });
});
