import { describe, expect, it } from '@jest/globals';
import { cutOperations, cutWebhooks } from '../../../scripts/github/cut.ts';
import type { OpenApi } from '../../../scripts/github/cut.ts';

const API: OpenApi = {
  info: { version: '1.2.3' },
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'things/get',
        parameters: [{ $ref: '#/components/parameters/id' }],
        responses: {
          200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/thing' } } } },
          204: { description: 'Nothing' },
          404: { $ref: '#/components/responses/missing' },
        },
      },
      put: {
        operationId: 'things/put',
        requestBody: { content: { 'application/json': { schema: { type: 'string', nullable: true } } } },
        responses: {},
      },
    },
  },
  'x-webhooks': {
    made: {
      post: {
        operationId: 'made',
        parameters: [{ name: 'x-hub', in: 'header', schema: {} }],
        requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/owner' } } } },
        responses: {},
      },
    },
  },
  components: {
    parameters: { id: { name: 'id', in: 'path', required: true, schema: { type: 'integer', example: 1 } } },
    responses: { missing: { content: { 'application/json': { schema: { type: 'object' } } } } },
    schemas: {
      thing: {
        title: 'Thing',
        type: 'object',
        properties: {
          description: { type: 'string', description: 'A text' },
          owner: { $ref: '#/components/schemas/owner' },
          kind: { type: 'string', enum: ['a'], nullable: true },
          any: { nullable: true, anyOf: [{ type: 'string' }] },
        },
        required: ['description'],
      },
      owner: { type: 'object', nullable: true, properties: {} },
      stranger: { type: 'object' },
    },
  },
};

describe('cutOperations', () => {
  it('takes an operation with all that it refers to, as JSON Schema and without texts', () => {
    expect(cutOperations(API, ['things/get'])).toEqual({
      operations: {
        'things/get': {
          method: 'GET',
          path: '/things/{id}',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }],
          answers: {
            200: { 'application/json': { $ref: '#/components/schemas/thing' } },
            204: {},
            404: { 'application/json': { type: 'object' } },
          },
        },
      },
      components: {
        schemas: {
          owner: { type: ['object', 'null'], properties: {} },
          thing: {
            type: 'object',
            properties: {
              description: { type: 'string' },
              owner: { $ref: '#/components/schemas/owner' },
              kind: { type: ['string', 'null'], enum: ['a', null] },
              any: { anyOf: [{ anyOf: [{ type: 'string' }] }, { type: 'null' }] },
            },
            required: ['description'],
          },
        },
      },
    });
  });

  it('takes the body of a request', () => {
    const { operations } = cutOperations(API, ['things/put']);
    expect(operations['things/put']?.request).toEqual({ type: ['string', 'null'] });
  });

  it('says which operation there is not', () => {
    expect(() => cutOperations(API, ['things/list'])).toThrow(
      'The description has no operation things/list.',
    );
  });
});

describe('cutWebhooks', () => {
  it('takes the payloads', () => {
    expect(cutWebhooks(API, ['made'])).toEqual({
      operations: {
        made: {
          method: 'POST',
          path: '/',
          parameters: [],
          request: { $ref: '#/components/schemas/owner' },
          answers: {},
        },
      },
      components: { schemas: { owner: { type: ['object', 'null'], properties: {} } } },
    });
    expect(() => cutWebhooks(API, ['lost'])).toThrow('The description has no webhook lost.');
  });
});
