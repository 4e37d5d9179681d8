import type { ContainerGroup } from '@azure/arm-containerinstance';
import { describe, expect, it } from '@jest/globals';
import { error, warning } from '../../../src/findings.ts';
import { lookOutputs } from '../../../src/report/look/outputs.ts';
import { renderLook } from '../../../src/report/look/page.ts';
import type { Looked, LookedService, RunFacts } from '../../../src/report/types.ts';
import type { Outcome } from '../../../src/service/wait/health.ts';
import type { Inspection } from '../../../src/service/wait/inspection.ts';
import { inspect } from '../../../src/service/wait/inspection.ts';
import { event, liveGroup, running, waiting } from '../../service/samples.ts';
import { facts } from '../facts.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const EVIL = '</details><script>x</script> @octocat `a` ``` | **b** |\n# heading';

function inspection(outcome: Outcome | undefined, changes: Partial<ContainerGroup> = {}): Inspection {
  const startTime = new Date(NOW - 76 * 3_600_000);
  const view =
    outcome === undefined
      ? waiting({ currentState: { state: 'Waiting', detailStatus: EVIL } })
      : running({
          currentState: { state: 'Running', startTime, detailStatus: '' },
          events: [event('Started', EVIL, 2, NOW)],
        });
  const group = liveGroup({ name: 'iris-1a2b3c4d', ...changes }, { iris: view, 'iris-front-end': view });
  return inspect({ group, outcome, logs: new Map(), now: NOW });
}

const healthy = inspection({ kind: 'healthy' });
const page = (looked: Omit<Looked, 'mode'>, changes: Partial<RunFacts> = {}): string =>
  renderLook(facts(changes), { mode: 'status', at: NOW, ...looked });

/** True when a text from outside could be more than text. */
const isHarmful = (markdown: string): boolean =>
  /^# heading|<script|^\| \*\*b\*\*/m.test(withoutFences(markdown));
const withoutFences = (markdown: string): string => markdown.replace(/^(`{3,})[^]*?^\1$/gm, '');

describe('the page about a service', () => {
  it('says how it is and since when', () => {
    const text = page({ service: healthy });
    expect(text).toMatch(
      /^## ✅ iris is healthy\n\nUp for 3 d 4 h, since 2026-11-23 08:00:00 UTC\. No container was restarted\.\n/,
    );
    for (const row of [
      '| Key | needed |',
      '| Models | `iris:3` |',
      '| Commit | `c0ffee` of `org/iris` |',
      '| `iris` | Running | 2026-11-23 08:00:00 UTC | 0 |  |',
    ])
      expect(text).toContain(row);
    expect(isHarmful(text)).toBe(false);
  });

  it('begins with what is wrong', () => {
    const warnings = [
      warning('The service iris is failed: it crashes.', { remedy: 'Mend it.', evidence: [EVIL] }),
    ];
    const text = page({ service: inspection(undefined) }, { state: 'Failed', warnings });
    expect(text).toMatch(/^## ❌ iris is failed\n\nIt is not healthy: the container iris is Waiting\. /);
    expect(text.indexOf('### What to look at')).toBeLessThan(text.indexOf('| Service |'));
    expect(isHarmful(text)).toBe(false);
  });

  it('tells of a candidate, and of logs that are not there', () => {
    const text = page({
      service: healthy,
      candidate: { inspection: healthy, serves: true, run: 'https://github.com/o/r/actions/runs/1' },
      logs: [
        { container: 'iris', text: EVIL },
        { container: 'iris-front-end', text: '', why: 'it is quiet' },
      ],
    });
    expect(text).toContain('| What it is | serves since a rollback failed |');
    expect(text).toContain('Log of `iris-front-end`: none, because it is quiet.');
    expect(isHarmful(text)).toBe(false);
  });

  it('says when nothing could be seen', () => {
    const failures = [error('There is no service iris.', { remedy: 'Check the name.' })];
    const text = renderLook({ service: 'iris', phases: [], warnings: [], failures }, { mode: 'status' });
    expect(text).toMatch(
      /^## ❌ iris: its status is not known\n\n### What failed\n\n\*\*What happened:\*\* There is no service iris\./,
    );
  });
});

describe('the page with logs', () => {
  it('shows each container, or why there is nothing', () => {
    const logs = [
      { container: 'iris', text: `${EVIL}\nlast line` },
      { container: 'iris-front-end', text: '', why: 'the container has written nothing' },
    ];
    const text = renderLook(facts(), { mode: 'logs', logs });
    expect(text).toMatch(/^## 📜 iris: logs\n\n### Container `iris`\n\n````text\n/);
    expect(text).toContain('There is no log, because the container has written nothing.');
    expect(isHarmful(text)).toBe(false);
  });

  it('keeps the end of a long one', () => {
    const long = Array.from({ length: 20_000 }, (_, at) => `line ${at}`).join('\n');
    const text = renderLook(facts(), { mode: 'logs', logs: [{ container: 'iris', text: long }] });
    expect(text).toContain('line 19999');
    expect(text).not.toContain('line 1\n');
    expect(Buffer.byteLength(text)).toBeLessThan(70 * 1024);
  });
});

describe('the list of services', () => {
  const service = (changes: Partial<LookedService> = {}): LookedService => ({
    inspection: healthy,
    containerGroup: '/subscriptions/s/iris',
    portalUrl: 'https://portal.azure.com/#x',
    isCandidate: false,
    ...changes,
  });

  it.each<[string, readonly LookedService[], string]>([
    ['none', [], '## 📋 No services\n'],
    ['one', [service()], '| `iris` | ✅ Healthy |'],
    ['a preview', [service({ preview: 'o/r#12' })], '| `iris` (preview of `o/r#12`) |'],
    ['a candidate', [service({ isCandidate: true })], '| `iris` (candidate) |'],
    [
      'one that is down',
      [service({ inspection: inspection(undefined) })],
      '❌ Unhealthy: the container iris is Waiting |',
    ],
  ])('has %s', (_what, services, text) => {
    expect(page({ services })).toContain(text);
  });

  it('is limited', () => {
    expect(page({ services: Array.from({ length: 203 }, () => service()) })).toContain('… and 3 more.');
  });
});

describe('the outputs', () => {
  it('are none of a run that deploys', () => {
    expect(lookOutputs(undefined)).toEqual({});
  });

  it('tell how the service is', () => {
    expect(lookOutputs({ mode: 'status', at: NOW, service: healthy })).toEqual({
      commit: 'c0ffee',
      models: '[{"name":"iris","version":"3"}]',
      restarts: '0',
      'uptime-seconds': `${76 * 3600}`,
    });
  });

  it('hold as much of a log as fits', () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `line ${at}`).join('\n');
    const { logs = '' } = lookOutputs({ mode: 'logs', logs: [{ container: 'iris', text }] });
    expect(logs).toMatch(/^… \(\d+ lines before\)\n[^]*line 19999$/);
    expect(Buffer.byteLength(logs)).toBeLessThanOrEqual(64 * 1024);
    expect(lookOutputs({ mode: 'logs', logs: [] })).toEqual({ logs: '' });
  });
});
