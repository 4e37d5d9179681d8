import { describe, expect, it } from '@jest/globals';
import { parseActionMetadata } from '../../../scripts/runner/metadata.ts';

const ACTION = `
name: Test
description: >-
  A
  test
inputs:
  # --- First ---
  name:
    description: Who
    required: true
  # A remark that is no heading.
  port:
    description: Where
    default: 80
  # --- Second ---
  loud:
    description: How
    default: ''
outputs:
  greeting:
    description: What
runs: { using: node24, main: dist/index.js }
`;

describe('parseActionMetadata', () => {
  it('reads inputs with their sections and defaults', () => {
    expect(parseActionMetadata(ACTION)).toEqual({
      name: 'Test',
      description: 'A test',
      inputs: [
        { name: 'name', section: 'First', description: 'Who', required: true },
        { name: 'port', section: 'First', description: 'Where', required: false, default: '80' },
        { name: 'loud', section: 'Second', description: 'How', required: false, default: '' },
      ],
      outputs: [{ name: 'greeting', description: 'What' }],
      runs: { using: 'node24', main: 'dist/index.js' },
    });
  });

  it('refuses broken YAML', () => {
    expect(() => parseActionMetadata('inputs: [')).toThrow(/flow/i);
  });
});
