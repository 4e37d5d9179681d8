import { execFileSync } from 'node:child_process';
import { appendFile } from 'node:fs/promises';
import { ASSUMPTIONS, renderVerdicts } from './live/assumptions.ts';
import type { Evidence, HttpEvidence } from './live/assumptions.ts';

/**
 * `npm run live:assumptions`: holds the deployed example against docs/assumptions.md. It reads GROUP_ID, SCORING_URI and
 * SERVICE_KEY from the environment and uses the signed-in Azure CLI. Exit code 1 when an assumption does not hold.
 */
const API_VERSION = '2023-05-01';
const groupId = variable('GROUP_ID');
const scoringUri = variable('SCORING_URI');

const evidence: Evidence = {
  group: azRest(`${groupId}?api-version=${API_VERSION}`),
  scoringHost: new URL(scoringUri).hostname,
  health: await ask(new URL('/', scoringUri).href),
  withoutKey: await ask(scoringUri, { method: 'POST', body: '{"data": []}' }),
  withKey: await ask(scoringUri, {
    method: 'POST',
    body: '{"data": [[5.1, 3.5, 1.4, 0.2]]}',
    headers: { authorization: `Bearer ${variable('SERVICE_KEY')}`, 'content-type': 'application/json' },
  }),
};
const verdicts = ASSUMPTIONS.map(({ id, fact, holds }) => ({ id, fact, holds: holds(evidence) }));
const table = renderVerdicts(verdicts);
process.stdout.write(`${table}\n`);
if (process.env['GITHUB_STEP_SUMMARY']) await appendFile(process.env['GITHUB_STEP_SUMMARY'], `${table}\n`);
for (const { id, fact } of verdicts.filter(({ holds }) => !holds)) {
  process.stdout.write(`::error title=Assumption ${id}::${fact}: this does not hold.\n`);
  process.exitCode = 1;
}

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The environment variable ${name} is missing.`);
  return value;
}

function azRest(path: string): unknown {
  return JSON.parse(execFileSync('az', ['rest', '--url', path], { encoding: 'utf8' }));
}

async function ask(url: string, init: RequestInit = {}): Promise<HttpEvidence> {
  const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(60_000) });
  return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
}
