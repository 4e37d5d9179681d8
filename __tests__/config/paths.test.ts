import { symlink } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { confine, confineInFirst, contains, repositoryPath } from '../../src/config/paths.ts';
import { repository } from './repository.ts';

describe('confine', () => {
  it('finds files and folders of the repository', async () => {
    const root = await repository({ 'code/score.py': '' });
    const found = { realPath: path.join(root, 'code/score.py'), file: 'code/score.py' };
    expect(await confine(root, 'code/score.py')).toEqual(found);
    expect(await confine(root, './code/../code/score.py')).toEqual(found);
    expect(await confine(root, path.join(root, 'code/score.py'))).toEqual(found);
    expect(await confine(root, 'score.py', path.join(root, 'code'))).toEqual(found);
    expect(await confine(root, '.')).toEqual({ realPath: root, file: '' });
  });

  it('follows links inside of the repository', async () => {
    const root = await repository({ 'real/score.py': '' });
    await symlink('real', path.join(root, 'link'));
    expect(await confine(root, 'link/score.py')).toEqual({
      realPath: path.join(root, 'real/score.py'),
      file: 'real/score.py',
    });
  });

  it('takes a repository that is itself behind a link', async () => {
    const root = await repository({ 'score.py': '' });
    const outer = await repository({});
    await symlink(root, path.join(outer, 'checkout'));
    expect(await confine(path.join(outer, 'checkout'), 'score.py')).toEqual({
      realPath: path.join(root, 'score.py'),
      file: 'score.py',
    });
  });

  it.each(['..', '../x', '/etc/passwd', 'code/../../x', '/'])('refuses %s', async (name) => {
    const root = await repository({ 'code/score.py': '' });
    expect(await confine(root, name)).toEqual({ problem: 'points outside of the repository' });
  });

  it('refuses a sibling whose name begins like the repository', async () => {
    const root = await repository({});
    expect(await confine(root, `${root}-2/x`)).toEqual({ problem: 'points outside of the repository' });
  });

  it('refuses links that lead out', async () => {
    const root = await repository({});
    const other = await repository({ secret: 'x' });
    await symlink(other, path.join(root, 'link'));
    const problem = 'points outside of the repository through a symbolic link';
    expect(await confine(root, 'link/secret')).toEqual({ problem });
    expect(await confine(root, 'link')).toEqual({ problem });
  });

  it.each([
    ['scor.py', 'does not exist (did you mean "score.py"?)'],
    ['Score.py', 'does not exist (did you mean "score.py"?)'],
    ['nothing', 'does not exist'],
    ['nowhere/score.py', 'does not exist'],
    ['score.py/x', 'does not exist'],
    ['.\\score.py', 'does not exist (write forward slashes in paths)'],
    ['a\0b', 'cannot be read'],
  ])('says what is wrong with %j', async (name, problem) => {
    const root = await repository({ 'score.py': '' });
    expect(await confine(root, name)).toEqual({ problem });
  });

  it('notices a circle of links', async () => {
    const root = await repository({});
    await symlink('b', path.join(root, 'a'));
    await symlink('a', path.join(root, 'b'));
    expect(await confine(root, 'a')).toEqual({ problem: 'cannot be read: its symbolic links form a circle' });
  });

  it('never throws and never leaves the repository', async () => {
    const root = await repository({ 'a/b': '' });
    const parts = fc.array(fc.constantFrom('..', '.', 'a', 'b', '', '\0', '/', 'a/b'), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(parts, async (names) => {
        const found = await confine(root, names.join('/'));
        expect('problem' in found || contains(root, found.realPath)).toBe(true);
      }),
    );
  });
});

describe('confineInFirst', () => {
  it('takes the first folder that has the file', async () => {
    const root = await repository({ 'a/x': '', 'b/x': '', 'b/y': '' });
    const folders = [path.join(root, 'a'), path.join(root, 'b')];
    expect(await confineInFirst(root, 'x', folders)).toMatchObject({ file: 'a/x' });
    expect(await confineInFirst(root, 'y', folders)).toMatchObject({ file: 'b/y' });
    expect(await confineInFirst(root, 'zzz', folders)).toEqual({ problem: 'does not exist' });
  });
});

describe('repositoryPath', () => {
  it('is relative to the repository', () => {
    expect(repositoryPath('/repo', '/repo/code/score.py')).toBe('code/score.py');
  });
});
