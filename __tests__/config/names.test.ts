import { describe, expect, it } from '@jest/globals';
import {
  checkContainerGroupName,
  checkLocation,
  checkDnsNameLabel,
  checkPort,
  checkServiceName,
  checkUrlPath,
} from '../../src/config/names.ts';

describe('checkServiceName', () => {
  it.each(['abc', 'iris', 'my-service-2', 'a--b', 'a'.repeat(32)])('accepts %s', (name) => {
    expect(checkServiceName(name)).toEqual([]);
  });

  it.each([
    ['ab', 'is too short: it has 2 characters, at least 3 are needed'],
    ['a'.repeat(33), 'is too long: it has 33 characters, at most 32 are allowed'],
    ['Iris', 'has upper-case letters'],
    ['my_service', 'has a character that is not allowed: "_"'],
    ['my service', 'has a character that is not allowed: " "'],
    ['iris-', 'ends with a hyphen'],
    ['-iris', 'begins with "-"'],
    ['1iris', 'begins with "1"'],
    ['iris\n', 'has a character that is not allowed: "\n"'],
  ])('refuses %j', (name, problem) => {
    expect(checkServiceName(name)).toEqual([
      expect.objectContaining({
        severity: 'error',
        input: 'name',
        message: `The service name "${name}" ${problem}.`,
      }),
    ]);
  });
});

describe('checkContainerGroupName', () => {
  it.each(['a', '1-a', 'iris-0a1b2c3d', 'a'.repeat(63)])('accepts %s', (name) => {
    expect(checkContainerGroupName(name)).toEqual([]);
  });

  it.each(['', 'a'.repeat(64), 'A', '-a', 'a-', 'a.b'])('refuses %j', (name) => {
    expect(checkContainerGroupName(name)).toEqual([
      expect.objectContaining({ severity: 'error', input: 'container-group-name' }),
    ]);
  });

  it('only warns about two hyphens in a row, which Azure documents for some groups', () => {
    expect(checkContainerGroupName('a--b')).toEqual([expect.objectContaining({ severity: 'warning' })]);
  });
});

describe('checkDnsNameLabel', () => {
  const place = { file: 'deploymentconfig.json', line: 4, column: 19 };

  it.each(['iris-5', 'abcde', 'a'.repeat(63)])('accepts %s', (label) => {
    expect(checkDnsNameLabel(label, place)).toEqual([]);
  });

  it.each([
    ['iris', 'is too short: it has 4 characters, at least 5 are needed'],
    ['a'.repeat(64), 'is too long: it has 64 characters, at most 63 are allowed'],
    ['MyLabel', 'has upper-case letters'],
    ['5iris', 'begins with "5"'],
    ['iris.west', 'has a character that is not allowed: "."'],
  ])('refuses %s', (label, problem) => {
    const message = `The DNS name label "${label}" ${problem}.`;
    expect(checkDnsNameLabel(label, place)).toEqual([
      expect.objectContaining({ severity: 'error', message, place }),
    ]);
  });
});

describe('checkPort', () => {
  it.each([1, 443, 5001, 8080, 31311, 49151, 65535])('accepts %i', (port) => {
    expect(checkPort(port)).toEqual([]);
  });

  it.each([0, -1, 65536, 1.5, NaN])('refuses %d: no port', (port) => {
    expect(checkPort(port)[0]?.message).toBe(
      `The port ${port} cannot be used: a port is a whole number from 1 to 65535.`,
    );
  });

  it('says who has port 80', () => {
    expect(checkPort(80)).toEqual([
      {
        severity: 'error',
        input: 'port',
        message:
          'The port 80 cannot be used: the front end that guards the service listens on port 80 of the same container group.',
        remedy: 'Let the scoring server listen on another port, such as 5001, and name that port here.',
      },
    ]);
  });

  it.each([
    [22, 'it'],
    [1025, '1025 to 1027'],
    [3399, '3389 to 3399'],
    [9999, 'it'],
    [19000, 'it'],
    [19080, 'it'],
    [19100, 'it'],
    [19390, 'it'],
    [20000, '20000 to 30000'],
    [30000, '20000 to 30000'],
    [49152, '49152 to 65534'],
    [65534, '49152 to 65534'],
  ])('refuses %i, which ACI reserves', (port, what) => {
    expect(checkPort(port)[0]?.message).toContain(`Azure Container Instances reserves ${what} for itself`);
  });
});

describe('checkUrlPath', () => {
  it.each(['/', '/score', '/api/v1/health.json', '/v1:predict', '/a_b-c~d/'])('accepts %s', (value) => {
    expect(checkUrlPath('health-path', value)).toEqual([]);
  });

  it.each([
    ['', 'must begin with a slash'],
    ['score', 'must begin with a slash'],
    ['/score?x=1', 'must be a path without a query or a fragment'],
    ['/a#b', 'must be a path without a query or a fragment'],
    ['/a b', 'has a character that is not allowed (" ")'],
    ['/a;return 200', 'has a character that is not allowed (";")'],
    ['/%2e%2e', 'has a character that is not allowed ("%")'],
    ['/$uri', 'has a character that is not allowed ("$")'],
    ['/a\n', 'has a character that is not allowed ("\\n")'],
    ['//', 'must not have two slashes in a row'],
    ['/score/..', 'must not have the parts "." and ".."'],
    ['/./score', 'must not have the parts "." and ".."'],
  ])('refuses %j', (value, problem) => {
    expect(checkUrlPath('scoring-path', value)).toEqual([
      expect.objectContaining({
        severity: 'error',
        input: 'scoring-path',
        message: `The input scoring-path ${problem}: "${value}".`,
      }),
    ]);
  });
});

describe('checkLocation', () => {
  it.each(['westeurope', 'West Europe', 'westus3'])('takes %s', (location) => {
    expect(checkLocation(location)).toEqual([]);
  });

  it.each(['Atlantis!', 'west-europe', 'a/b'])('refuses %s', (location) => {
    expect(checkLocation(location)).toEqual([
      {
        severity: 'error',
        message: `The location "${location}" is no Azure region.`,
        input: 'location',
        remedy: 'Write the name of a region such as westeurope; az account list-locations shows them.',
      },
    ]);
  });
});
