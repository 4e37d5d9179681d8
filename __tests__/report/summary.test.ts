import { describe, expect, it } from '@jest/globals';
import { error, notice, warning } from '../../src/findings.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { facts, model, PASSED } from './facts.ts';

const EVIL =
  '</details><script>x</script> @octocat `a` ``` | **b** https://evil.example\n# heading\n```\n@me\n| a |';

describe('a green run', () => {
  const summary = renderSummary(facts());

  it.each([
    ['headline', '## ✅ iris is healthy\n\nCreated in 1 m 12 s. 2 of 2 smoke requests passed.\n'],
    ['endpoint', '| Scoring URI | `http://iris.westeurope.azurecontainer.io/score` |'],
    ['state', '| State | Healthy |'],
    ['key', '| Key | needed |'],
    ['image', '| Image | `r.azurecr.io/aci-model-deploy/iris@sha256:00` |'],
    ['revision', '| Revision | `9f8e7d6c` |'],
    ['portal link', '[`iris-1a2b3c4d`](<https://portal.azure.com/#resource/subscriptions/s>)'],
    ['models', '| `iris` | `3` | 2.0 KB | 1 | registered |'],
    ['request', '| `setosa` | ✅ passed | 200 | 48 ms |'],
    ['note', '* `setosa`\n  * Note: compared decoded'],
    ['time line', '```mermaid\ngantt'],
    ['usage', '<summary>How to call it</summary>'],
  ])('shows the %s', (_name, part) => {
    expect(summary).toContain(part);
  });

  it('has no section for what is not there', () => {
    expect(summary).not.toMatch(/What failed|Warnings|### Plan|undefined/);
  });
});

it('says that nothing was scored', () => {
  const smoke = { scored: false, passed: true, requests: PASSED.requests.slice(0, 1) };
  const summary = renderSummary(facts({ smoke }));
  expect(summary).toContain('Created in 1 m 12 s. Nothing was scored: there is no smoke test.');
  expect(summary).toContain(
    '**Nothing was scored.** The service only answered GET. Add a file `smoke-test.json`',
  );
});

it('warns that anybody can call a service without keys', () => {
  expect(renderSummary(facts({ keysEnabled: false }))).toContain(
    '**not needed: anybody can call the service**',
  );
});

it('shows a dry run as a plan', () => {
  const summary = renderSummary({
    service: 'iris',
    result: 'planned',
    plan: 'a: 1',
    phases: [],
    warnings: [],
    failures: [],
  });
  expect(summary).toBe(
    '## 📋 iris: plan\n\nDry run: nothing was written to Azure.\n\n### Plan\n\n```yaml\na: 1\n```\n',
  );
});

describe('a failed run', () => {
  const failures = [
    error('The container crashed.', {
      remedy: 'Read the traceback.',
      place: { file: 'score.py', line: 3, column: 5 },
      input: 'models',
      azure: { code: 'X', correlationId: 'c-1', portalUrl: 'https://portal.azure.com/#x' },
      evidence: ['Traceback', 'KeyError'],
    }),
    error('Second.', { remedy: 'Do that.', evidence: ['more'] }),
  ];
  const summary = renderSummary(facts({ failures, warnings: [warning('Careful.'), notice('By the way.')] }));

  it('says first what failed and what to do', () => {
    expect(summary).toMatch(/^## ❌ iris: deployment failed\n\nCreated, but failed after 1 m 12 s\. /);
    expect(summary).toContain(
      '**What happened:** The container crashed.\n\n**What to do first:** Read the traceback.',
    );
    expect(summary.indexOf('What happened')).toBeLessThan(summary.indexOf('Scoring URI'));
  });

  it('says where', () => {
    expect(summary).toContain(
      'File `score.py:3:5` · Input `models` · Azure error `X` · Correlation id `c-1` · [Open in the Azure portal](<https://portal.azure.com/#x>)',
    );
  });

  it('folds the evidence, also that of the other failures', () => {
    expect(summary).toContain(
      '<summary>Evidence</summary>\n\n```text\nTraceback\nKeyError\n```\n\n</details>',
    );
    expect(summary).toContain('* **Problem:** Second.<br>**To do:** Do that.');
    expect(summary).toContain('```text\nSecond.\n  more\n```');
  });

  it('lists warnings but no notices, and does not show how to call it', () => {
    expect(summary).toContain('### Warnings\n\n* **Problem:** Careful.');
    expect(summary).not.toMatch(/By the way|call it/);
  });

  it('says only that it failed when nothing was written', () => {
    const early = renderSummary({ service: 'iris', phases: [], warnings: [], failures: [error('No file.')] });
    expect(early).toBe(
      '## ❌ iris: deployment failed\n\nFailed.\n\n### What failed\n\n**What happened:** No file.\n',
    );
  });
});

it('text from outside is no markup anywhere', () => {
  const request = {
    name: EVIL,
    passed: false,
    status: 200,
    latencyMs: 1,
    differences: [EVIL],
    notes: [EVIL],
  };
  const evil = renderSummary(
    facts({
      service: EVIL,
      image: EVIL,
      revision: EVIL,
      containerGroup: EVIL,
      plan: EVIL,
      models: [{ ...model(EVIL, 1), source: 'local', origin: EVIL, version: EVIL }],
      smoke: { scored: true, passed: false, requests: [request, { ...request, probe: true }] },
      failures: [
        error(EVIL, { remedy: EVIL, evidence: [EVIL], place: { file: EVIL }, input: EVIL }),
        error(EVIL, { evidence: [EVIL] }),
      ],
      warnings: [warning(EVIL, { remedy: EVIL })],
      phases: [{ name: EVIL, start: 0, end: 1, failed: true }],
    }),
  );
  // Without fenced blocks and code nothing of it is left that Markdown or HTML would read.
  const text = evil.replace(/^(`{3,})[^`\n]*\n[\s\S]*?\n\1$/gm, '').replace(/<code>[^<]*<\/code>/g, '');
  expect(text).not.toMatch(/<script|<\/details><|@octocat|@me|https:\/\/evil|^\s*# |[^\\]\*\*b/m);
  // Evidence, evidence of the others, and the time line as a table.
  expect(text.match(/<\/details>/g)).toHaveLength(3);
});

it('stays below 1 MiB, keeps the headline and says that something is missing', () => {
  const long = '|'.repeat(5_000);
  const requests = Array.from({ length: 500 }, () => {
    return { name: long, passed: false, status: 200, latencyMs: 1, differences: [long, long], notes: [] };
  });
  const summary = renderSummary(
    facts({
      failures: Array.from({ length: 100 }, () =>
        error(long, { remedy: long, evidence: Array.from({ length: 500 }, () => long) }),
      ),
      smoke: { scored: true, passed: false, requests },
      models: Array.from({ length: 1_000 }, () => model(long, 1)),
    }),
  );
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1024 * 1024);
  expect(summary).toMatch(/^## ❌ iris: deployment failed/);
  expect(summary).toContain('### What failed');
  expect(summary).toContain('_The summary was too long for GitHub; the rest is in the log._');
});

it('shows 100 of 1,000 models and their total', () => {
  const summary = renderSummary(
    facts({ models: Array.from({ length: 1_000 }, (_, index) => model(`m${index}`, 1_048_576)) }),
  );
  expect(summary).toContain('… and 900 more.');
  expect(summary).toContain('<summary>1000 models, together 1000.0 MB</summary>');
});
