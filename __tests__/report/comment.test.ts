import { describe, expect, it } from '@jest/globals';
import { Marked } from 'marked';
import { error, warning } from '../../src/findings.ts';
import { parseModelList } from '../../src/models/list.ts';
import { commentMarker, renderComment } from '../../src/report/comment.ts';
import type { RunFacts } from '../../src/report/types.ts';
import { comparison } from '../predictions/samples.ts';
import { facts, model, PASSED } from './facts.ts';

const SHA = '8f14e45fceea167a5a36dedd4bea2543c1a7b2d9';
const MARKER = commentMarker('iris-pr-12', 'ml-prod');
const RUN = 'https://github.com/octo-org/iris/actions/runs/1';

/** The facts of a preview that is healthy, changed by `change`. */
function preview(change: Partial<RunFacts> = {}): RunFacts {
  return facts({
    service: 'iris-pr-12',
    origin: { repositoryUrl: 'https://github.com/octo-org/iris', commit: SHA, runUrl: RUN },
    preview: { base: 'iris', name: 'iris-pr-12', repository: 'octo-org/iris', number: 12, commit: SHA },
    expires: Date.UTC(2026, 11, 3, 14, 5, 59),
    models: [{ ...model('iris', 2_048), version: '4' }],
    beside: { revision: 'r', healthPath: '/', models: parseModelList('iris:3') },
    imageSize: { image: 'r.azurecr.io/aci-model-deploy/iris@sha256:00', bytes: 262_144_000 },
    predictions: comparison(),
    changes: ['~ containers[iris].image: a -> b'],
    ...change,
  });
}

describe('the comment of a preview', () => {
  const text = renderComment(preview(), MARKER);

  it('begins with what nobody sees, and what became of the service', () => {
    expect(text).toMatch(
      /^<!-- aci-model-deploy iris-pr-12@ml-prod -->\n## ✅ Preview iris-pr-12 is healthy\n\nCreated in 1 m 12 s\. 2 of 2 smoke requests passed\.\n/,
    );
  });

  it('shows first what a reviewer wants to know', () => {
    const parts = [
      '### 2 of 3 predictions changed',
      '| Preview of `iris` | `iris-pr-12` |',
      '| Scoring URI | `http://iris.westeurope.azurecontainer.io/score` |',
      '| Models | `iris` `3` → **`4`** (2.0 KB) |',
      '| Image size | 250.0 MB |',
      "| Key | its own, made from the live service's |",
      '| Kept until | the pull request is closed, or 2026-12-03 14:05 UTC if it is not deployed again |',
      '<summary>Changes since the last preview: 1</summary>\n\n```diff\n~ containers[iris].image: a -> b\n```',
      '<summary>Smoke test: ✅ 2 of 2 passed, the slowest in 48 ms</summary>',
      '<summary>How to call it</summary>',
      `<sub>Written by [this run](<${RUN}>) for [\`8f14e45\`](<https://github.com/octo-org/iris/commit/${SHA}>); the next run brings it up to date.</sub>\n`,
    ];
    const places = parts.map((part) => [part, text.indexOf(part)] as const);
    expect(places.filter(([, at]) => at < 0)).toEqual([]);
    expect(places.toSorted(([, a], [, b]) => a - b)).toEqual(places);
  });

  it('shows how its key is made, and no key', () => {
    expect(text).toContain(
      `export SCORING_KEY=$(printf %s 'octo-org/iris#12' | openssl dgst -sha256 -hmac "$LIVE_KEY" -r | cut -d ' ' -f 1)`,
    );
  });
});

it.each<[string, Partial<RunFacts>, RegExp]>([
  ['that nothing was scored', { smoke: { ...PASSED, scored: false } }, /Smoke test: nothing was scored/],
  ['what waits', { isWaiting: true }, /Changes that wait: 1/],
  ['that anybody may call it', { keysEnabled: false }, /\| Key \| \*\*not needed: anybody/],
  [
    'warnings, folded',
    { warnings: [warning('Careful.')] },
    /<summary>Warnings<\/summary>\n\n\* \*\*Problem:\*\* Careful\./,
  ],
  ['no size of another image', { image: 'r.azurecr.io/other@sha256:11' }, /^(?!.*Image size)/s],
  [
    'the commit without its page',
    { origin: { commit: SHA } },
    /<sub>Written by a run for `8f14e45`; the next/,
  ],
  ['no commit outside of GitHub', { origin: {} }, /<sub>Written by a run; the next run/],
])('tells %s', (_what, change, pattern) => {
  expect(renderComment(preview(change), MARKER)).toMatch(pattern);
});

describe('the comment of a failed run', () => {
  const failures = [
    error('The container crashed.', {
      remedy: 'Read the traceback.',
      place: { file: 'score.py', line: 3 },
      evidence: ['Traceback', 'KeyError'],
    }),
    error('Second.', { evidence: ['more'] }),
  ];
  const text = renderComment(preview({ failures, result: 'rolled-back' }), MARKER);

  it('has the diagnosis first, with the line at the head of the pull request', () => {
    expect(text).toMatch(
      /\n## ❌ Preview iris-pr-12: deployment failed\n\nFailed and rolled back after 1 m 12 s\./,
    );
    expect(text).toContain(
      `File [\`score.py:3\`](<https://github.com/octo-org/iris/blob/${SHA}/score.py#L3>)`,
    );
    expect(text.indexOf('Read the traceback.')).toBeLessThan(text.indexOf('Scoring URI'));
    expect(text).toContain('| Wanted models | ');
  });

  it('promises no time to go and does not show how to call it', () => {
    expect(text).not.toMatch(/Kept until|How to call it/);
  });

  it('keeps what happened when the evidence is longer than a comment', () => {
    const evidence = Array.from({ length: 5_000 }, () => 'x'.repeat(100));
    const long = failures.map((failure) => ({ ...failure, evidence }));
    const cut = renderComment(
      preview({
        failures: [...long, ...Array.from({ length: 50 }, () => failures[1] ?? long[0])].filter(
          (each) => each !== undefined,
        ),
      }),
      MARKER,
    );
    expect(cut.length).toBeLessThan(65_536);
    expect(cut).toContain('**What happened:** The container crashed.');
    expect(cut).toContain('more lines left out');
    expect(cut).toContain('… and 41 more in the log');
    expect(cut).toMatch(/<\/sub>\n$/);
  });
});

it('shows a dry run as a plan of what is there', () => {
  const plan = renderComment(
    facts({
      result: 'planned',
      wouldBe: 'updated',
      plan: 'a: 1',
      since: {
        before: { revision: 'r', healthPath: '/', models: parseModelList('iris:2') },
        after: { revision: 's', healthPath: '/', models: parseModelList('iris:3') },
      },
    }),
    MARKER,
  );
  expect(plan).toContain(
    '## 📋 iris: plan\n\nDry run: nothing was written to Azure. The container group would be updated.',
  );
  expect(plan).toContain('| Models | `iris` `2` → **`3`** (2.0 KB) |');
  expect(plan).toContain('### Since the last deployment');
  expect(plan).toContain('<summary>Plan of the container group</summary>\n\n```yaml\na: 1\n```');
});

it('says of a closed pull request that the preview is gone', () => {
  const { preview: about, origin } = preview();
  const gone = renderComment(
    {
      service: 'iris-pr-12',
      result: 'deleted',
      removed: [
        { containerGroup: 'iris-pr-12-1a2b', kind: 'preview', reason: 'the pull request 12 is closed' },
      ],
      ...(about && { preview: about }),
      ...(origin && { origin }),
      phases: [],
      warnings: [],
      failures: [],
    },
    MARKER,
  );
  expect(gone).toContain('## 🗑️ Preview iris-pr-12: removed\n\nRemoved.\n\n| Removed | Kind |');
  expect(gone).not.toContain('| Preview of');
});

describe('the marker', () => {
  it.each([
    ['iris', 'ml-prod', '<!-- aci-model-deploy iris@ml-prod -->'],
    ['iris', 'groß (1)', '<!-- aci-model-deploy iris@gro%C3%9F%20(1) -->'],
    ['--> **x**', '\ud800', '<!-- aci-model-deploy --%3E%20**x**@%EF%BF%BD -->'],
  ])('of %s in %s', (service, resourceGroup, marker) => {
    expect(commentMarker(service, resourceGroup)).toBe(marker);
  });

  it('is the beginning of no other', () => {
    const others = [commentMarker('iris', 'a'), commentMarker('iris', 'ab'), commentMarker('iris-2', 'a')];
    for (const one of others) expect(others.filter((other) => other.startsWith(one))).toEqual([one]);
  });
});

describe('text from outside', () => {
  const EVIL = [
    '</details></sub><script>x</script><img src=x onerror=y>![i](https://evil.example/i.png)',
    '<!-- aci-model-deploy iris@ml --> <!-- sticky --> @octocat @octo-org/team #1 GH-1 octo-org/iris#2',
    '[a](https://evil.example) https://evil.example www.evil.example mail@evil.example $x$ :tada: ~~s~~',
    '# heading\n> quote\n- [ ] task\n1. one\n```\n````\n| a | b |\n|---|---|\n***b*** `c` \\',
  ].join('\n');
  const request = { name: EVIL, status: 200, latencyMs: 1, differences: [EVIL], notes: [EVIL] };
  const findings = [
    error(EVIL, {
      remedy: EVIL,
      evidence: [EVIL],
      place: { file: EVIL, line: 1 },
      input: EVIL,
      azure: { code: EVIL },
    }),
    error(EVIL, { remedy: EVIL, evidence: [EVIL], place: { file: EVIL } }),
  ];
  const evil: Partial<RunFacts> = {
    service: EVIL,
    image: EVIL,
    models: [{ ...model(EVIL, 1), version: EVIL }],
    beside: {
      revision: EVIL,
      healthPath: EVIL,
      models: {
        models: [
          { name: EVIL, version: 'x' },
          { name: `${EVIL}2`, version: EVIL },
        ],
        isComplete: true,
      },
    },
    predictions: comparison({
      source: EVIL,
      requests: [
        {
          name: EVIL,
          change: { path: EVIL, before: EVIL, after: EVIL, more: 1 },
          latencyMs: { before: 1, after: 1 },
        },
        { name: EVIL, failure: EVIL, latencyMs: { before: 1, after: 1 } },
      ],
    }),
    smoke: {
      scored: true,
      passed: false,
      sample: { body: EVIL, contentType: EVIL },
      requests: [
        { ...request, passed: true },
        { ...request, passed: false, probe: true },
      ],
    },
    removed: [{ containerGroup: EVIL, kind: 'preview', reason: EVIL, imageRepository: EVIL }],
    changes: [EVIL],
    plan: EVIL,
    warnings: [warning(EVIL, { remedy: EVIL })],
  };

  it.each<[string, RunFacts]>([
    ['a green run', preview(evil)],
    ['a red run', preview({ ...evil, failures: findings })],
    [
      'a run for the live service',
      facts({
        ...evil,
        origin: {},
        since: {
          before: {
            revision: EVIL,
            image: EVIL,
            commit: EVIL,
            repository: EVIL,
            runUrl: EVIL,
            healthPath: '/',
            models: parseModelList(''),
          },
          after: { revision: 'x', healthPath: '/', models: parseModelList('iris:1') },
        },
        reasons: [EVIL],
      }),
    ],
  ])('is only text in the comment of %s', async (_name, about) => {
    const markdown = renderComment(about, MARKER);
    expect(markdown.match(/<!--/g)).toHaveLength(1);
    const html = await new Marked({ gfm: true }).parse(markdown);
    const elements = new Set(Array.from(html.matchAll(/<([a-z][a-z0-9]*)/gi), ([, name]) => name));
    const own = [
      'h2',
      'h3',
      'p',
      'strong',
      'code',
      'pre',
      'details',
      'summary',
      'table',
      'thead',
      'tbody',
      'tr',
      'th',
      'td',
      'ul',
      'li',
      'br',
      'sub',
      'a',
    ];
    expect([...elements].filter((name) => !own.includes(name ?? ''))).toEqual([]);
    const hosts = Array.from(html.matchAll(/href="([^"]*)"/g), ([, href = '']) => new URL(href).host);
    expect(hosts.filter((host) => !['github.com', 'portal.azure.com'].includes(host))).toEqual([]);
    const prose = html
      .replace(/<(code|pre)\b[^>]*>[\s\S]*?<\/\1>/g, '')
      .replace(/<[^>]*>/g, '')
      .replaceAll('&#39;', "'");
    expect(prose).not.toMatch(/@octo|#\d|GH-1|www\.evil/);
    expect(html.match(/<h[1-6]/g)?.length).toBe(markdown.match(/^#{2,3} /gm)?.length);
  });
});
