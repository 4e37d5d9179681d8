import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { usageText } from '../../../src/report/sections/usage.ts';

const ENDPOINT = {
  scoringUri: 'http://iris/score',
  swaggerUri: 'http://iris/swagger.json',
  ipAddress: '20.1.2.3',
};
const SAMPLE = { body: '{"data": [[5.1]]}', contentType: 'application/json' };

it('shows curl and Python with the key from the environment and a request that worked', () => {
  const markdown = usageText({ endpoint: ENDPOINT, keysEnabled: true, sample: SAMPLE });
  expect(markdown).toContain('environment variable `SCORING_KEY`');
  expect(markdown).toContain(`curl --fail-with-body 'http://iris/score' \\
  --header "Authorization: Bearer $SCORING_KEY" \\
  --header 'Content-Type: application/json' \\
  --data-binary '{"data": [[5.1]]}'`);
  expect(markdown).toContain('"Authorization": "Bearer " + os.environ["SCORING_KEY"],');
  expect(markdown).toContain(`data='{"data": [[5.1]]}'.encode(),`);
});

it('needs no key where the service needs none, and a file where no request is known', () => {
  const markdown = usageText({ endpoint: ENDPOINT, keysEnabled: false });
  expect(markdown).not.toMatch(/SCORING_KEY|Authorization|import os/);
  expect(markdown).toContain('--data-binary @request.json');
  expect(markdown).toContain('data=open("request.json", "rb").read(),');
});

describe('quoting', () => {
  const bodies = ['it\'s "$(touch x)" `y` \\ %', 'a\nb\t\\n', "'", '"', '\'"', 'ü😀', ''];

  it.each(bodies)('curl gets the body unchanged: %j', (body) => {
    const markdown = usageText({ endpoint: ENDPOINT, sample: { body, contentType: 'text/plain' } });
    const block = /```+bash\n([\s\S]*?)\n```+/.exec(markdown)?.[1] ?? '';
    const printed = execFileSync('sh', [
      '-c',
      `curl() { for last; do :; done; printf %s "$last"; }\n${block}`,
    ]);
    // Tabs of a fenced block are shown as spaces.
    expect(printed.toString()).toBe(body.replaceAll('\t', '    '));
  });

  it.each(bodies)('Python reads the body unchanged: %j', (body) => {
    const markdown = usageText({ endpoint: ENDPOINT, sample: { body, contentType: 'text/plain' } });
    const literal = /data=(.*)\.encode\(\),/.exec(markdown)?.[1] ?? '';
    const script = `import sys; sys.stdout.buffer.write((${literal}).encode())`;
    expect(execFileSync('python3', ['-c', script]).toString()).toBe(body);
  });
});
