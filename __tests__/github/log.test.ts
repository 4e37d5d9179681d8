import { describe, expect, it } from '@jest/globals';
import { error, notice, warning } from '../../src/findings.ts';
import { createGitHubLog } from '../../src/github/log.ts';
import type { GitHubLog } from '../../src/github/log.ts';
import { commandIn, linesOf } from './stdout.ts';

function logged(body: (log: GitHubLog) => unknown): Promise<string[]> {
  return linesOf(() => body(createGitHubLog()));
}

function said(log: GitHubLog, text: string): Promise<void> {
  log.info(text);
  return Promise.resolve();
}

describe('info and debug', () => {
  it('print lines that are no commands', async () => {
    const lines = await logged((log) => {
      log.info('one\r\n::error::two');
      log.debug('a\n::b');
    });
    expect(lines).toEqual(['one', ': :error::two', '::debug::a%0A: :b']);
  });
});

describe('report', () => {
  it('annotates the place with what happened and what to do, and says the place in the log', async () => {
    const lines = await logged((log) =>
      log.report(
        error('100% wrong', {
          remedy: 'Do this.',
          place: { file: 'a,b.json', line: 3, column: 5 },
          input: 'models',
        }),
      ),
    );
    expect(lines).toEqual([
      '::error title=Input models,file=a%2Cb.json,line=3,col=5::100%25 wrong%0ADo this.',
      '  File: a,b.json:3:5',
      '  Input: models',
    ]);
  });

  it.each([
    [warning('w'), '::warning::w'],
    [notice('n'), '::notice::n'],
    [error('e', { place: { file: 'score.py' } }), '::error file=score.py::e'],
  ])('has the severity and only what is known', async (finding, line) => {
    expect((await logged((log) => log.report(finding)))[0]).toBe(line);
  });

  it('shows what Azure said and folds the evidence', async () => {
    const azure = { code: 'Forbidden', correlationId: 'c-1', portalUrl: 'https://portal.azure.com/#x' };
    const lines = await logged((log) =>
      log.report(error('No.', { azure, evidence: ['::add-mask::x\r::b', 'c ##[error]d'] })),
    );
    expect(lines).toEqual([
      '::error::No.',
      '  Azure error code: Forbidden',
      '  Azure correlation id: c-1',
      '  Azure portal: https://portal.azure.com/#x',
      '::group::Details: No.',
      '| : :add-mask::x',
      '| : :b',
      '| c ## [error]d',
      '::endgroup::',
    ]);
  });

  it('lets nothing from outside become a command', async () => {
    const evil = 'x\n::set-output name=a::b\r##[add-mask]c';
    const lines = await logged(async (log) => {
      log.report(
        error(evil, {
          remedy: evil,
          place: { file: evil, line: 1 },
          input: evil,
          azure: { code: evil, correlationId: evil, portalUrl: evil },
          evidence: [evil],
        }),
      );
      await log.group(evil, () => said(log, evil));
    });
    const commands = lines.map(commandIn).filter((command) => command !== undefined);
    expect(commands).toEqual(['error', 'group', 'endgroup', 'group', 'endgroup']);
  });

  it('cuts a message where GitHub would', async () => {
    const [line = ''] = await logged((log) => log.report(error('x'.repeat(5_000))));
    expect(line).toBe(`::error::${'x'.repeat(4_095)}…`);
  });
});

describe('more findings than GitHub shows', () => {
  const many = (count: number) => (log: GitHubLog) => {
    for (let index = 1; index <= count; index += 1)
      log.report(error(`problem ${index}`, { place: { file: 'a.json', line: index } }));
    log.report(warning('a warning'));
    log.finish();
  };

  it('puts the rest into one last annotation', async () => {
    const lines = await logged(many(12));
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines).toEqual(
      expect.arrayContaining(['Error: problem 12', '  File: a.json:12', '::warning::a warning']),
    );
    expect(lines.at(-1)).toBe(
      '::error::3 more errors; the log has them in full:%0A- a.json:10: problem 10%0A- a.json:11: problem 11%0A- a.json:12: problem 12',
    );
  });

  it('shows ten as ten', async () => {
    const lines = await logged(many(10));
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.at(-1)).toBe('::error file=a.json,line=10::problem 10');
  });

  it('has one annotation for 1,000, within the limit, and every one in the log', async () => {
    const lines = await logged(many(1_000));
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.at(-1)?.replaceAll('%0A', '\n').length).toBeLessThanOrEqual(4_096 + '::error::'.length);
    expect(lines).toContain('Error: problem 1000');
  });

  it('finishes once', async () => {
    const lines = await logged((log) => {
      many(12)(log);
      log.finish();
    });
    expect(lines.filter((line) => line.includes('more errors'))).toHaveLength(1);
  });
});

describe('group', () => {
  it('folds what is logged, and closes after a failure', async () => {
    const lines = await logged(async (log) => {
      const failing = log.group('Build', () => {
        log.info('step 1');
        return Promise.reject(new Error('x'));
      });
      await expect(failing).rejects.toThrow('x');
      expect(await log.group('Next', () => Promise.resolve(5))).toBe(5);
    });
    expect(lines).toEqual(['::group::Build', 'step 1', '::endgroup::', '::group::Next', '::endgroup::']);
  });

  it('has no group in a group, for GitHub has none', async () => {
    const lines = await logged((log) =>
      log.group('Outer', async () => {
        await log.group('Inner', () => said(log, 'a'));
        log.report(warning('w', { evidence: ['b'] }));
      }),
    );
    expect(lines).toEqual([
      '::group::Outer',
      'Inner',
      'a',
      '::warning::w',
      'Details: w',
      '| b',
      '::endgroup::',
    ]);
  });
});

it('masks a secret in its forms', async () => {
  const lines = await logged((log) => log.mask('s3cret%'));
  expect(lines).toEqual(
    expect.arrayContaining(['::add-mask::s3cret%25', '::add-mask::s3cret%2525', '::add-mask::czNjcmV0JQ==']),
  );
});
