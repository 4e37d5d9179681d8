import { describe, expect, it } from '@jest/globals';
import { predictionsSentence, renderPredictions } from '../../../src/report/sections/predictions.ts';
import { outputsOf } from '../../../src/report/outputs.ts';
import { renderSummary } from '../../../src/report/summary.ts';
import { comparison, same } from '../../predictions/samples.ts';
import { facts } from '../facts.ts';

const EVIL = '</details><script>x</script> @octocat `a` ``` | **b** https://evil.example\n# heading\n| a |';

describe('the section', () => {
  it('shows first how many predictions changed, and the first of them side by side', () => {
    expect(renderPredictions(comparison({ source: 'main at 1a2b3c4', leftOut: 5 }))).toBe(
      [
        '### 2 of 3 predictions changed',
        [
          '| Request | Where | Live service | This change |',
          '| --- | --- | --- | --- |',
          '| `a setosa` | `$.predictions[0].species` and 3 more | `"setosa"` | `"virginica"` |',
          '| `nonsense` | `status` | `200: [1]` | `500: {"message": "boom"}` |',
        ].join('\n'),
        'Median latency 40 ms live, 42 ms with this change. The requests are those of main at 1a2b3c4. 1 request fails on both sides alike. 5 more requests of the file were not sent.',
        [
          '<details>',
          '<summary>Latency of each request</summary>',
          '',
          '| Request | Prediction | Live service | This change |',
          '| --- | --- | --- | --- |',
          '| `a setosa` | changed | 20 ms | 30 ms |',
          '| `a versicolor` | same | 40 ms | 42 ms |',
          '| `nonsense` | changed | 60 ms | 1.5 s |',
          '| `too large` | fails on both sides: status 413 | 5 ms | 6 ms |',
          '',
          '</details>',
        ].join('\n'),
      ].join('\n\n'),
    );
  });

  it.each([
    [{ kind: 'count', value: 1 }, '❌ More than the 1 that `max-changed-predictions` allows.'],
    [{ kind: 'count', value: 2 }, '✅ No more than the 2 that `max-changed-predictions` allows.'],
    [{ kind: 'percent', value: 2.5 }, '❌ More than the 2.5% that `max-changed-predictions` allows.'],
  ] as const)('says whether the limit %j was kept', (limit, sentence) => {
    expect(renderPredictions(comparison({ limit }))).toContain(`changed\n\n${sentence}\n\n|`);
  });

  it('says so when nothing changed', () => {
    const text = renderPredictions({ requests: [same('a', 10, 20), same('b', 30, 40)], leftOut: 0 });
    expect(text).toMatch(
      /^### 0 of 2 predictions changed\n\nMedian latency 20 ms live, 30 ms with this change\.\n\n<details>/,
    );
    expect(renderPredictions({ requests: [same('a')], leftOut: 1 })).toMatch(
      /^### 0 of 1 prediction changed\n\nMedian .* change\. 1 more request of the file was not sent\.\n/,
    );
  });

  it('folds what is more than five', () => {
    const [first] = comparison().requests;
    const requests = Array.from({ length: 7 }, (_, index) => ({
      ...same(`r${index}`),
      ...first,
      name: `r${index}`,
    }));
    const text = renderPredictions(comparison({ requests }));
    const [shown = '', folded = ''] = text.split('<summary>2 more</summary>');
    expect(shown.match(/`r\d`/g)).toEqual(['`r0`', '`r1`', '`r2`', '`r3`', '`r4`']);
    expect(folded.split('</details>')[0]?.match(/`r\d`/g)).toEqual(['`r5`', '`r6`']);
  });

  it('of requests that all fail on both sides has no predictions and no verdict', () => {
    const requests = comparison().requests.slice(-1);
    const text = renderPredictions(comparison({ requests, limit: { kind: 'count', value: 0 } }));
    expect(text).toMatch(/^### No predictions to compare\n\n1 request fails on both sides alike\.\n/);
  });

  it('says why nothing was compared, and is empty where there was nothing to compare', () => {
    expect(renderPredictions({ why: 'GitHub said no.' })).toBe(
      '### Predictions\n\nNot compared with those of the live service: GitHub said no.',
    );
    expect(renderPredictions(undefined)).toBe('');
  });

  it('lets nothing from outside become markup', () => {
    const change = { path: EVIL, before: EVIL, after: EVIL, more: 0 };
    const requests = [
      { name: EVIL, change, latencyMs: { before: 1, after: 1 } },
      { name: EVIL, failure: EVIL, latencyMs: { before: 1, after: 1 } },
    ];
    const text = [
      renderPredictions({ requests, leftOut: 0, source: EVIL }),
      renderPredictions({ why: EVIL }),
    ].join('\n');
    const rest = text.replace(/<code>[^<]*<\/code>/g, '');
    expect(rest).not.toMatch(/<script|@octocat|https:\/\/evil|^\s*# |[^\\]\*\*b/m);
    expect(rest.match(/<\/details>/g)).toHaveLength(1);
  });
});

it('the log has it in a line', () => {
  expect(predictionsSentence(comparison())).toBe(
    '2 of 3 predictions changed; median latency 40 ms live, 42 ms with this change',
  );
  expect(predictionsSentence({ requests: [], leftOut: 0 })).toBe('No predictions to compare');
});

it('the summary has it before everything but the headline and what failed', () => {
  const summary = renderSummary(facts({ predictions: comparison() }));
  expect(summary.indexOf('2 of 3 predictions changed')).toBeGreaterThan(0);
  expect(summary.indexOf('2 of 3 predictions changed')).toBeLessThan(summary.indexOf('Scoring URI'));
});

describe('the output changed-predictions', () => {
  it('is JSON', () => {
    const output = outputsOf(facts({ predictions: comparison({ leftOut: 2 }) }))['changed-predictions'];
    expect(JSON.parse(output ?? '')).toEqual({
      compared: 3,
      changed: 2,
      requests: [
        {
          name: 'a setosa',
          path: '$.predictions[0].species',
          before: '"setosa"',
          after: '"virginica"',
          more: 3,
        },
        { name: 'nonsense', path: 'status', before: '200: [1]', after: '500: {"message": "boom"}', more: 0 },
      ],
      failing: 1,
      'left-out': 2,
      latency: { live: 40, next: 42 },
    });
  });

  it('says why nothing was compared', () => {
    const output = outputsOf(facts({ predictions: { why: 'no key' } }))['changed-predictions'];
    expect(output).toBe('{"compared":0,"not-compared":"no key"}');
  });
});
