import { describe, expect, it } from '@jest/globals';
import { checkProxies, plainHttpProxy } from '../src/proxy.ts';

describe('checkProxies', () => {
  it.each([
    {},
    { HTTPS_PROXY: '' },
    {
      HTTPS_PROXY: 'http://proxy.example:8080',
      HTTP_PROXY: 'https://proxy.example',
      ALL_PROXY: 'http://10.0.0.1:3128/',
    },
    { https_proxy: 'http://user:p%40ss@proxy.example:8080' },
    // Upper case wins, as in the Azure SDKs.
    { HTTPS_PROXY: 'http://proxy.example:8080', https_proxy: 'nonsense' },
    { NO_PROXY: 'localhost,.example' },
  ])('takes %j', (env) => {
    expect(checkProxies(env)).toEqual([]);
  });

  it.each([
    ['HTTPS_PROXY', 'proxy.example:8080'],
    ['HTTP_PROXY', '10.0.0.1:8080'],
    ['HTTPS_PROXY', 'user:secret-word@proxy.example:8080'],
    ['ALL_PROXY', 'socks5://proxy.example:1080'],
    ['HTTP_PROXY', 'http://'],
  ])('refuses %s=%s and does not show it', (name, value) => {
    const refusal = [
      {
        severity: 'error',
        message: `The environment variable ${name} of the runner is no URL of a proxy.`,
        remedy: 'Write it with its scheme, such as http://proxy.example:8080.',
      },
    ];
    expect(checkProxies({ [name]: value })).toEqual(refusal);
    expect(checkProxies({ [name.toLowerCase()]: value })).toEqual(refusal);
  });
});

describe('plainHttpProxy', () => {
  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://other.example:1' }, undefined],
    [{ HTTP_PROXY: 'http://proxy.example:8080' }, { host: 'http://proxy.example', port: 8080 }],
    [{ HTTP_PROXY: 'http://proxy.example' }, { host: 'http://proxy.example', port: 80 }],
    [{ http_proxy: 'https://proxy.example' }, { host: 'https://proxy.example', port: 443 }],
    [
      { HTTP_PROXY: 'http://user:p%40ss@proxy.example:3128', http_proxy: 'http://other.example:1' },
      { host: 'http://proxy.example', port: 3128, username: 'user', password: 'p%40ss' },
    ],
  ])('reads %j', (env, settings) => {
    expect(plainHttpProxy(env)).toEqual(settings);
  });
});
