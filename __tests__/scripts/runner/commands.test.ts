import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  applyMasks,
  createLineReader,
  maskedValues,
  parseCommand,
} from '../../../scripts/runner/commands.ts';

describe('parseCommand', () => {
  it.each([
    ['::error::broken', { name: 'error', properties: {}, data: 'broken' }],
    ['  ::notice::after blanks', { name: 'notice', properties: {}, data: 'after blanks' }],
    [
      '::warning file=a%2Cb.json,line=3,col=5,title=T%3A1::two%0Alines, 100%25',
      {
        name: 'warning',
        properties: { file: 'a,b.json', line: '3', col: '5', title: 'T:1' },
        data: 'two\nlines, 100%',
      },
    ],
    ['::ERROR::case is ignored', { name: 'error', properties: {}, data: 'case is ignored' }],
    ['::error file=::no value', { name: 'error', properties: {}, data: 'no value' }],
    ['::error::a::b', { name: 'error', properties: {}, data: 'a::b' }],
    [
      'text ##[error file=x;line=2]old form',
      { name: 'error', properties: { file: 'x', line: '2' }, data: 'old form' },
    ],
    ['##[add-mask]a%3Bb', { name: 'add-mask', properties: {}, data: 'a;b' }],
  ])('reads %j', (line, expected) => {
    expect(parseCommand(line)).toEqual({ kind: 'command', ...expected });
  });

  it.each([
    'plain',
    'x ::error::not at the start',
    '::unknown::x',
    '::error',
    '::error :',
    '##[nothing]x',
    '',
  ])('takes %j for text', (line) => {
    expect(parseCommand(line)).toBeUndefined();
  });

  it('reads back whatever the toolkit escapes', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string().filter((text) => text !== '' && text === text.trim()),
        (data, file) => {
          const command = parseCommand(`::error file=${escapeProperty(file)}::${escapeData(data)}`);
          expect(command?.data).toBe(data);
          expect(command?.properties['file']).toBe(file);
        },
      ),
    );
  });
});

describe('createLineReader', () => {
  it('takes no commands between stop-commands and its token', () => {
    const read = createLineReader();
    const kinds = ['::stop-commands::Pause', '::error::not now', '::pause::', '::error::again'].map(
      (line) => read(line).kind,
    );
    expect(kinds).toEqual(['text', 'text', 'text', 'command']);
  });
});

describe('masks', () => {
  it('hide the value and each of its lines, but no blank ones', () => {
    expect(maskedValues('{\n  "key": 1\n\n}')).toEqual(['{\n  "key": 1\n\n}', '{', '"key": 1', '}']);
  });

  it('are applied longest first, so that no rest of a secret is left', () => {
    expect(applyMasks('key=secret-long secret', ['secret', 'secret-long'])).toBe('key=*** ***');
  });
});

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
