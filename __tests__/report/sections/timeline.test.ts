import { expect, it } from '@jest/globals';
import { renderTimeline, totalElapsed } from '../../../src/report/sections/timeline.ts';

const START = Date.UTC(2026, 0, 31);

it('shows the phases as a gantt that begins at 00:00 and as a table', () => {
  const markdown = renderTimeline([
    { name: 'Build image', start: START, end: START + 94_000, failed: false },
    { name: 'Smoke test', start: START + 94_000, end: START + 95_500, failed: true },
  ]);
  expect(markdown).toBe(`### Time line

\`\`\`mermaid
gantt
  dateFormat YYYY-MM-DD HH:mm:ss.SSS
  axisFormat %M:%S
  Build image :done, 2001-01-01 00:00:00.000, 2001-01-01 00:01:34.000
  Smoke test :crit, 2001-01-01 00:01:34.000, 2001-01-01 00:01:35.500
\`\`\`

<details>
<summary>As a table</summary>

| Phase | Began after | Took |
| --- | --- | --- |
| Build image | 0 s | 1 m 34 s |
| Smoke test ❌ | 1 m 34 s | 1.5 s |

</details>`);
});

it.each([
  [5_000, '%S.%L'],
  [60_000, '%M:%S'],
  [7_200_000, '%H:%M'],
])('a run of %d ms has the axis %s', (end, axis) => {
  expect(renderTimeline([{ name: 'x', start: 0, end, failed: false }])).toContain(`axisFormat ${axis}\n`);
});

it('gives a bar a length and takes what Mermaid could read out of its name', () => {
  const name = 'click: a, b ; c\n```\nsection %% #';
  const markdown = renderTimeline([{ name, start: 0, end: 0, failed: false }]);
  expect(markdown).toContain(
    '  Click  a  b   c     section :done, 2001-01-01 00:00:00.000, 2001-01-01 00:00:00.001\n',
  );
});

it('is empty without phases', () => {
  expect(renderTimeline([])).toBe('');
  expect(totalElapsed([])).toBe(0);
});
