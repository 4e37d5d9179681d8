import { describe, expect, it } from '@jest/globals';
import { patientCredential } from '../../src/azure/sign-in/patient-credential.ts';
import { patientHttp } from '../../src/azure/patient-http.ts';
import { retryAfterMs } from '../../src/azure/retry/retry-after.ts';
import type { HttpAnswer } from '../../src/http.ts';
import { silentLog } from '../../src/log.ts';
import { virtualClock } from './virtual-clock.ts';

interface Played {
  readonly result: unknown;
  readonly sends: number;
  readonly seconds: number;
  readonly lines: readonly string[];
}

/** Runs work whose n-th try gives this; the last one stays. Errors are thrown. */
async function play<T>(
  answers: readonly (T | Error)[],
  work: (next: () => Promise<T>, tools: Parameters<typeof patientHttp>[1]) => Promise<unknown>,
): Promise<Played> {
  const clock = virtualClock();
  const lines: string[] = [];
  let sends = 0;
  const next = (): Promise<T> => {
    const answer = answers[Math.min(sends++, answers.length - 1)];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as T);
  };
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const result = await clock.run(work(next, { clock, log }).catch((caught: unknown) => caught));
  return { result, sends, seconds: clock.now() / 1000, lines };
}

describe('a request to the registry', () => {
  const url = 'https://mlregistry.azurecr.io/oauth2/token?sig=secret';
  const answer = (status: number, headers: Record<string, string> = {}): HttpAnswer => ({
    status,
    headers,
    body: '',
  });
  const ask = (answers: readonly (HttpAnswer | Error)[]): Promise<Played> =>
    play(answers, (next, tools) => patientHttp(next, tools)({ url, timeoutMs: 1 }));

  it('is sent again after a fault, and says so without the query', async () => {
    const played = await ask([answer(503), new Error('read ECONNRESET'), answer(200)]);
    expect(played).toMatchObject({ result: { status: 200 }, sends: 3, seconds: 2 });
    expect(played.lines).toEqual([
      'Could not ask mlregistry.azurecr.io/oauth2/token. Azure says HTTP 503: a fault of Azure; trying again in 1.0 s (1 of 3).',
      'Could not ask mlregistry.azurecr.io/oauth2/token. There is no answer: the connection broke or nobody answered; trying again in 1.0 s (1 of 3).',
    ]);
  });

  it('waits as long as the registry asks', async () => {
    const played = await ask([answer(429, { 'retry-after': '9' }), answer(200)]);
    expect(played).toMatchObject({ result: { status: 200 }, seconds: 9 });
  });

  it.each([200, 302, 401, 404])('with status %d is the answer', async (status) => {
    expect(await ask([answer(status)])).toMatchObject({ result: { status }, sends: 1 });
  });

  it('has the last answer, or the last failure, when it stays so', async () => {
    expect(await ask([answer(500)])).toMatchObject({ result: { status: 500 }, sends: 4 });
    expect(await ask([new Error('read ECONNRESET')])).toMatchObject({
      result: { message: expect.stringContaining('read ECONNRESET') },
      sends: 4,
    });
  });
});

describe('a sign-in', () => {
  const token = { token: 't', expiresOnTimestamp: 1 };
  const signIn = (answers: readonly (typeof token | Error)[]): Promise<Played> =>
    play(answers, (next, tools) => patientCredential({ getToken: next }, tools).getToken('scope'));
  const library = (text: string): Error => Object.assign(new Error(text), { name: 'AuthenticationError' });
  const empty = library(
    'unknown_error: Error(s): Not Available - Description: An unknown error occured.\nHttp status code: 200',
  );

  it.each([
    ['an empty answer', empty],
    ['an answer that is no token', library('Response had no "expiresOn" property.')],
  ])('is asked for again after %s', async (_what, refusal) => {
    const played = await signIn([refusal, refusal, token]);
    expect(played).toMatchObject({ result: token, sends: 3, seconds: 3 });
    expect(played.lines[0]).toBe(
      'Could not sign in to Azure. Azure says empty answer: an answer without a token; trying again in 1.0 s (1 of 3).',
    );
  });

  it('is asked for again when Entra asks to wait', async () => {
    const throttled = library('client_error: A client error occured.\nHttp status code: 429');
    expect(await signIn([throttled, token])).toMatchObject({ result: token, sends: 2, seconds: 5 });
  });

  it('ends with the error of the library, for whoever explains it', async () => {
    const played = await signIn([empty]);
    expect(played.result).toBe(empty);
    expect(played.sends).toBe(4);
  });

  it.each([
    'AADSTS7000215: Invalid client secret provided.',
    'client_error: A client error occured.\nHttp status code: 403',
    'network_error: See https://aka.ms/msal.js.errors#network_error for details',
  ])('is refused at once by %j', async (text) => {
    const refusal = library(text);
    expect(await signIn([refusal, token])).toMatchObject({ result: refusal, sends: 1, lines: [] });
  });
});

it.each([
  ['17', 17_000],
  ['0.5', 500],
  ['0', undefined],
  ['-1', undefined],
  ['', undefined],
  ['Infinity', undefined],
  ['Mon, 23 Nov 2026 12:00:05 GMT', undefined],
  [undefined, undefined],
])('Retry-After %j asks for %j', (header, expected) => {
  expect(retryAfterMs(header)).toBe(expected);
});
