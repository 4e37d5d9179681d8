import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  checkBaseImage,
  checkImageInput,
  formatImageReference,
  parseImageReference,
} from '../../src/image/reference.ts';

const digest = `sha256:${'0f'.repeat(32)}`;

describe('parseImageReference', () => {
  it.each([
    ['nginx', { server: 'docker.io', repository: 'library/nginx' }],
    ['nginx:1.27', { server: 'docker.io', repository: 'library/nginx', tag: '1.27' }],
    ['tensorflow/serving:latest', { server: 'docker.io', repository: 'tensorflow/serving', tag: 'latest' }],
    ['index.docker.io/tensorflow/serving', { server: 'docker.io', repository: 'tensorflow/serving' }],
    ['docker.io/nginx', { server: 'docker.io', repository: 'library/nginx' }],
    ['localhost/a', { server: 'localhost', repository: 'a' }],
    ['localhost:5000/a/b:t', { server: 'localhost:5000', repository: 'a/b', tag: 't' }],
    ['[::1]:5000/a', { server: '[::1]:5000', repository: 'a' }],
    ['MLRegistry.azurecr.io/iris', { server: 'mlregistry.azurecr.io', repository: 'iris' }],
    [`ml.azurecr.io/a-b__c.d@${digest}`, { server: 'ml.azurecr.io', repository: 'a-b__c.d', digest }],
    [`ml.azurecr.io/a:v1@${digest}`, { server: 'ml.azurecr.io', repository: 'a', tag: 'v1', digest }],
  ])('takes %s apart', (text, expected) => expect(parseImageReference(text)).toEqual(expected));

  it.each([
    '',
    ' nginx',
    'nginx ',
    'https://ml.azurecr.io/iris',
    'ml.azurecr.io/Iris',
    'ml.azurecr.io/',
    'ml.azurecr.io//iris',
    'ml.azurecr.io/iris:',
    'ml.azurecr.io/iris:-bad',
    `ml.azurecr.io/iris:${'x'.repeat(129)}`,
    'ml.azurecr.io/iris@sha256:abc',
    `ml.azurecr.io/iris@${digest}@${digest}`,
    '-ml.azurecr.io/iris',
    'iris___x',
    'nginx\nRUN echo',
    'nginx AS other',
    'Org/iris:1',
    `ml.azurecr.io/${'a'.repeat(250)}`,
  ])('refuses %j', (text) => expect(parseImageReference(text)).toBeUndefined());

  const name = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,8})?$/);
  const reference = fc.record(
    {
      server: fc.constantFrom('docker.io', 'ml.azurecr.io', 'localhost:5000', 'ghcr.io'),
      repository: fc.tuple(name, name).map((parts) => parts.join('/')),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/),
      digest: fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`),
    },
    { requiredKeys: ['server', 'repository'] },
  );

  it('reads back what formatImageReference writes', () => {
    fc.assert(
      fc.property(reference, (ref) => expect(parseImageReference(formatImageReference(ref))).toEqual(ref)),
    );
  });

  it('never throws, and what it accepts is stable', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z./:@-]{1,30}$/));
    fc.assert(
      fc.property(text, (any) => {
        const ref = parseImageReference(any);
        if (ref) expect(parseImageReference(formatImageReference(ref))).toEqual(ref);
      }),
      { numRuns: 500 },
    );
  });
});

describe('checkImageInput', () => {
  it('says nothing about a digest', () =>
    expect(checkImageInput(`ml.azurecr.io/iris@${digest}`)).toEqual([]));

  it.each([
    ['ml.azurecr.io/iris:v1', 'notice', /tag v1 can be moved/],
    ['ml.azurecr.io/iris:latest', 'warning', /has the tag latest/],
    ['ml.azurecr.io/iris', 'warning', /has no tag, which means :latest/],
  ])('remarks once on %s', (text, severity, message) => {
    const findings = checkImageInput(text);
    expect(findings).toEqual([expect.objectContaining({ severity, input: 'image' })]);
    expect(findings[0]?.message).toMatch(message);
    expect(findings[0]?.remedy).toContain('ml.azurecr.io/iris@sha256:');
  });

  it.each([
    ['https://ml.azurecr.io/iris:v1', /Leave out https:\/\//],
    ['ml.azurecr.io/iris v1', /must not contain spaces/],
    ['ml.azurecr.io/iris@sha256:12', /64 hex digits/],
    ['ml.azurecr.io/Iris:v1', /lower case/],
    ['', /registry\/repository:tag/],
  ])('refuses %j with a hint', (text, remedy) => {
    const findings = checkImageInput(text);
    expect(findings).toEqual([expect.objectContaining({ severity: 'error', input: 'image' })]);
    expect(findings[0]?.message).toContain(`"${text}" is not an image reference`);
    expect(findings[0]?.remedy).toMatch(remedy);
  });
});

describe('checkBaseImage', () => {
  const place = { file: 'inferenceconfig.json', line: 7, column: 20 };

  it('accepts a reference', () => expect(checkBaseImage('python:3.12-slim', place)).toEqual([]));

  it('refuses what would add a line to the Dockerfile, at its place', () => {
    const [finding] = checkBaseImage('python:3.12\nRUN curl evil', place);
    expect(finding).toMatchObject({ severity: 'error', place });
  });
});
