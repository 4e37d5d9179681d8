import { describe, expect, it } from '@jest/globals';
import type { AzureErrorFacts } from '../../src/azure/azure-error.ts';
import { AzureError } from '../../src/azure/azure-error.ts';
import { explain } from '../../src/azure/explain.ts';
import type { ErrorFacts } from '../../src/azure/retry.ts';
import { ANYTHING_ELSE, RETRY_RULES, classify, totalWait, withRetry } from '../../src/azure/retry.ts';
import type { Call, Place, RetryRule } from '../../src/azure/retry/types.ts';
import { silentLog } from '../../src/log.ts';
import { virtualClock } from './virtual-clock.ts';

/** An error that stays, and what comes of it. */
interface Scenario {
  /** The row that is meant. */
  readonly rule: string;
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly place: Call | Place;
  readonly sends: number;
  readonly seconds: number;
  /** The first line of progress; undefined when there is none. */
  readonly line?: string;
  readonly remedy: RegExp;
}

const NO_ROOM =
  "The requested resource is not available in the location 'westeurope' at this moment. Please retry with a different resource request or in another location. Resource requested: '2' CPU '4' GB memory 'Linux' OS";
const QUOTA =
  "Resource type 'Microsoft.ContainerInstance/containerGroups' container group quota 'ContainerGroups' exceeded in region 'westeurope'. Limit: '0', Usage: '0' Requested: '1'.";
const DENIED =
  "The client 'x' with object id '00000000-0000-0000-0000-000000000001' does not have authorization to perform action 'Microsoft.ContainerInstance/containerGroups/write' over scope '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroups/iris' or the scope is invalid.";

const again = (what: string, wait: string, retries: number): string =>
  `Could not do it. ${what}; trying again in ${wait} (1 of ${retries}).`;

/** Every row at least once; where a row names several calls or codes, those that no other scenario proves. */
const SCENARIOS: readonly Scenario[] = [
  ...(['put', 'delete', 'tag'] as const).map((call): Scenario => ({
    rule: 'group-in-transition',
    status: 409,
    code: 'ContainerGroupTransitioning',
    place: call,
    sends: 26,
    seconds: 300,
    line: again(
      'Azure says ContainerGroupTransitioning: another operation on the group is under way',
      '12 s',
      25,
    ),
    remedy: /`concurrency`/,
  })),
  {
    rule: 'network-not-ready',
    status: 409,
    code: 'ServiceAssociationLinkNotReady',
    place: 'put',
    sends: 21,
    seconds: 300,
    line: again(
      'Azure says ServiceAssociationLinkNotReady: the subnet is still being prepared for container groups',
      '15 s',
      20,
    ),
    remedy: /other deployment into this subnet/,
  },
  ...[400, 409].map((status): Scenario => ({
    rule: 'quota-as-unavailable',
    status,
    code: 'ServiceUnavailable',
    message: QUOTA,
    place: 'put',
    sends: 3,
    seconds: 180,
    line: again('Azure says ServiceUnavailable: a quota of the subscription holds it back', '1 m 0 s', 2),
    remedy: /higher quota.*one after the other/,
  })),
  {
    rule: 'no-capacity',
    status: 409,
    code: 'ServiceUnavailable',
    message: NO_ROOM,
    place: 'put',
    sends: 4,
    seconds: 210,
    line: again('Azure says ServiceUnavailable: the region has no room for it at the moment', '30 s', 3),
    remedy: /less cpu or memory/,
  },
  {
    rule: 'no-capacity-event',
    status: 200,
    code: 'InsufficientCapacity.',
    place: 'operation',
    sends: 4,
    seconds: 210,
    line: again('Azure says InsufficientCapacity.: the region has no room for it at the moment', '30 s', 3),
    remedy: /less cpu or memory/,
  },
  {
    rule: 'registry-limits',
    status: 409,
    code: 'RegistryErrorResponse',
    place: 'put',
    sends: 4,
    seconds: 120,
    line: again(
      'Azure says RegistryErrorResponse: the registry of the image limits or refuses pulls at the moment',
      '20 s',
      3,
    ),
    remedy: /copy the image to an Azure container registry/,
  },
  ...(['identity', 'docker-hub'] as const).map((pull): Scenario => ({
    rule: 'image-fresh-role',
    status: 400,
    code: 'InaccessibleImage',
    place: { call: 'put', pull },
    sends: 3,
    seconds: 90,
    line: again(
      'Azure says InaccessibleImage: the image cannot be pulled; a role that was granted a moment ago, and Docker Hub, may need a while',
      '30 s',
      2,
    ),
    remedy: /A new role takes a few minutes/,
  })),
  {
    rule: 'image-inaccessible',
    status: 400,
    code: 'InaccessibleImage',
    place: 'put',
    sends: 1,
    seconds: 0,
    remedy: /registry-identity \(role AcrPull\) or registry-username/,
  },
  ...(['AuthorizationFailed', 'LinkedAuthorizationFailed'] as const).map((code): Scenario => ({
    rule: 'role-fresh',
    status: 403,
    code,
    message: DENIED,
    place: 'put',
    sends: 3,
    seconds: 45,
    line: again(`Azure says ${code}: a role is missing, or was granted a moment ago`, '15 s', 2),
    remedy: /Grant the role "Contributor" on \/subscriptions\/s\/resourceGroups\/rg/,
  })),
  {
    rule: 'label-not-released',
    status: 400,
    code: 'DnsNameLabelAlreadyTaken',
    place: { call: 'put', afterDelete: true },
    sends: 25,
    seconds: 120,
    line: again(
      'Azure says DnsNameLabelAlreadyTaken: Azure still holds the DNS label of the deleted group',
      '5.0 s',
      24,
    ),
    remedy: /Run the workflow again in a few minutes/,
  },
  ...[
    ['label-taken', 'DnsNameLabelAlreadyTaken', /Choose another dnsNameLabel/] as const,
    ['immutable', 'InvalidContainerGroupUpdate', /delete the container group/] as const,
    ['quota-reached', 'ContainerGroupQuotaReached', /higher quota/] as const,
    ['registry-identity-unknown', 'InvalidImageRegistryIdentity', /full resource id/] as const,
    ['registry-credential', 'InvalidImageRegistryCredentialType', /Set either registry-identity/] as const,
    ['label-invalid', 'InvalidDnsNameLabel', /5 to 63/] as const,
    ['resources-invalid', 'ResourceLimitsLessThanRequests', /containerResourceRequirements/] as const,
    ['variable-invalid', 'InvalidEnvironmentVariable', /variable that the message names/] as const,
    ['image-system', 'OsVersionNotSupported', /linux\/amd64/] as const,
    ['request-malformed', 'InvalidRequestContent', /fault of the Action/] as const,
  ].map(([rule, code, remedy]): Scenario => ({
    rule,
    status: 400,
    code,
    place: 'put',
    sends: 1,
    seconds: 0,
    remedy,
  })),
  {
    rule: 'upload-address',
    status: 403,
    code: 'AuthenticationFailed',
    place: 'upload',
    sends: 2,
    seconds: 1,
    line: again(
      "Azure says AuthenticationFailed: the registry's storage does not accept the address of the upload any more",
      '1.0 s',
      1,
    ),
    remedy: /proxy and firewall of the runner.*input image/,
  },
  ...[400, 403, 404, 413].map((status): Scenario => ({
    rule: 'upload-refused',
    status,
    code: 'AuthorizationFailure',
    place: 'upload',
    sends: 1,
    seconds: 0,
    remedy: /proxy and firewall of the runner.*input image/,
  })),
  ...(['put', 'delete', 'tag', 'arm', 'group', 'registry', 'sign-in'] as const).map((call): Scenario => ({
    rule: 'throttled',
    status: 429,
    code: 'SubscriptionRequestsThrottled',
    place: call,
    sends: 21,
    seconds: 375,
    line: again('Azure says SubscriptionRequestsThrottled: too many requests at once', '5.0 s', 20),
    remedy: /let fewer runs work at the same time/,
  })),
  ...(['put', 'delete', 'tag'] as const).map((call): Scenario => ({
    rule: 'write-fault',
    status: 500,
    code: 'InternalServerError',
    place: call,
    sends: 4,
    seconds: 35,
    line: again('Azure says InternalServerError: a fault of Azure', '5.0 s', 3),
    remedy: /give Azure support the correlation id.*less than 1 core/,
  })),
  ...(['arm', 'group', 'registry'] as const).map((call): Scenario => ({
    rule: 'read-fault',
    status: 502,
    code: '',
    place: call,
    sends: 4,
    seconds: 8,
    line: again('Azure says HTTP 502: a fault of Azure', '1.0 s', 3),
    remedy: /give Azure support the correlation id/,
  })),
  ...(['put', 'delete', 'tag'] as const).map((call): Scenario => ({
    rule: 'write-unanswered',
    status: 0,
    code: '',
    place: call,
    sends: 4,
    seconds: 17,
    line: again('There is no answer: the connection broke or nobody answered', '2.0 s', 3),
    remedy: /Check the network of the runner.*run the workflow again/,
  })),
  ...(['arm', 'group', 'registry'] as const).map((call): Scenario => ({
    rule: 'read-unanswered',
    status: 0,
    code: 'ECONNRESET',
    place: call,
    sends: 4,
    seconds: 8,
    line: again('Azure says ECONNRESET: the connection broke or nobody answered', '1.0 s', 3),
    remedy: /Check the network of the runner.*run the workflow again/,
  })),
  {
    rule: 'storage-fault',
    status: 503,
    code: 'ServerBusy',
    place: 'blob',
    sends: 5,
    seconds: 11,
    line: again('Azure says ServerBusy: a fault of the storage account or of the network', '0 ms', 4),
    remedy: /Azure has a fault at this moment/,
  },
  {
    rule: 'download-broken-off',
    status: 0,
    code: '',
    place: 'blob-body',
    sends: 6,
    seconds: 0,
    line: again('There is no answer: the download broke off', '0 ms', 5),
    remedy: /Check the network of the runner and run the workflow again/,
  },
  {
    rule: 'sign-in-empty',
    status: 200,
    code: 'empty answer',
    place: 'sign-in',
    sends: 4,
    seconds: 8,
    line: again('Azure says empty answer: an answer without a token', '1.0 s', 3),
    remedy: /sign-in service has a fault/,
  },
];

/** What a run through a table shows. */
interface Played {
  readonly sends: number;
  readonly seconds: number;
  readonly lines: readonly string[];
  readonly error: AzureError;
}

async function play(
  { status, code, message = 'm', place }: Scenario,
  rules?: readonly RetryRule[],
): Promise<Played> {
  const clock = virtualClock();
  const lines: string[] = [];
  let sends = 0;
  const action = (): Promise<never> => {
    sends += 1;
    const facts: AzureErrorFacts = { doing: 'do it', status, code, message, correlationId: 'c-1' };
    return Promise.reject(new AzureError({ ...facts, portalUrl: 'https://portal/iris' }));
  };
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const at = typeof place === 'string' ? { call: place } : place;
  const error: unknown = await clock.run(
    withRetry(at, action, { clock, log, rules }).catch((caught: unknown) => caught),
  );
  if (!(error instanceof AzureError)) throw new Error(`Expected an AzureError, got ${String(error)}`);
  return { sends, seconds: clock.now() / 1000, lines, error };
}

/** Everything that a person sees of it; compared as a whole, so that any difference counts. */
function holds(scenario: Scenario, { sends, seconds, lines, error }: Played): boolean {
  return (
    sends === scenario.sends &&
    seconds === scenario.seconds &&
    lines[0] === scenario.line &&
    lines.length === scenario.sends - 1 &&
    scenario.remedy.test(explain(error).findings[0]?.remedy ?? '')
  );
}

const titled = SCENARIOS.map(
  (each) =>
    [
      `${each.rule}: ${each.code || String(each.status)} of ${typeof each.place === 'string' ? each.place : JSON.stringify(each.place)}`,
      each,
    ] as const,
);

describe('every row of the table', () => {
  it.each(titled)('%s', async (_title, scenario) => {
    const played = await play(scenario);
    expect({ sends: played.sends, seconds: played.seconds, line: played.lines[0] }).toEqual({
      sends: scenario.sends,
      seconds: scenario.seconds,
      line: scenario.line,
    });
    expect(played.lines).toHaveLength(scenario.sends - 1);
    const [finding] = explain(played.error).findings;
    expect(finding?.remedy).toMatch(scenario.remedy);
    expect(finding?.azure).toEqual({
      code: scenario.code || (scenario.status === 0 ? 'no answer' : `HTTP ${scenario.status}`),
      correlationId: 'c-1',
      portalUrl: 'https://portal/iris',
    });
    if (scenario.sends > 1 && scenario.rule !== 'role-fresh') {
      expect(finding?.message).toContain(`(tried ${scenario.sends} times)`);
    }
    expect(holds(scenario, played)).toBe(true);
  });

  it('has a scenario, and no scenario means another row', () => {
    expect(new Set(SCENARIOS.map(({ rule }) => rule))).toEqual(new Set(RETRY_RULES.map(({ id }) => id)));
    for (const { rule, status, code, message = 'm', place } of SCENARIOS) {
      const at = typeof place === 'string' ? { call: place } : place;
      expect(classify({ status, code, message }, at).id).toBe(rule);
    }
  });

  it.each(RETRY_RULES.map(({ id }) => [id]))('is missed when it is taken out: %s', async (id) => {
    const without = RETRY_RULES.filter((rule) => rule.id !== id);
    const meant = SCENARIOS.filter(({ rule }) => rule === id);
    const held = await Promise.all(
      meant.map(async (scenario) => holds(scenario, await play(scenario, without))),
    );
    expect(held).not.toContain(true);
  });

  it.each(RETRY_RULES.flatMap((rule) => rule.calls.map((call) => [rule.id, call, rule] as const)))(
    'is proved for each of its calls: %s of %s',
    (id, call, { retryClass }) => {
      const proved = SCENARIOS.some(
        ({ rule, place }) => rule === id && (typeof place === 'string' ? place : place.call) === call,
      );
      // A missing role is the same for all writes; the scenarios show it for a PUT.
      expect(proved || retryClass === 'fresh-role').toBe(true);
    },
  );

  it('has an id of its own', () => {
    expect(new Set(RETRY_RULES.map(({ id }) => id)).size).toBe(RETRY_RULES.length);
  });

  it('is reached by each of its codes', () => {
    for (const rule of RETRY_RULES) {
      for (const code of rule.codes) {
        const place: Place = { call: rule.calls[0] ?? 'put', afterDelete: true, pull: 'identity' };
        const facts = told(code, rule.text);
        const plain: Place = { call: place.call };
        expect([classify(facts, place).id, classify(facts, plain).id]).toContain(rule.id);
      }
    }
  });
});

/** An error that the code of a row stands for. */
function told(code: string, text = ''): ErrorFacts {
  const message = `m ${text}`;
  const status = /^HTTP (\d+)$/.exec(code)?.[1];
  if (status !== undefined) return { status: Number(status), code: '', message };
  if (code === 'any 5xx') return { status: 503, code: 'SomethingNew', message };
  if (code === 'any 4xx') return { status: 418, code: 'SomethingNew', message };
  if (code === 'any 429') return { status: 429, code: 'SomethingNew', message };
  return { status: code === 'no answer' ? 0 : 400, code: code === 'no answer' ? '' : code, message };
}

describe('what no row knows', () => {
  it.each([
    [404, 'ResourceNotFound', 'put'],
    [403, 'AuthorizationFailed', 'arm'],
    [400, 'SomethingNew', 'put'],
    [409, 'ServiceUnavailable', 'put'],
    [409, 'ContainerGroupTransitioning', 'group'],
    [200, 'Failed', 'operation'],
  ] as const)('ends at once: %d %s of %s', async (status, code, call) => {
    expect(classify({ status, code, message: 'm' }, { call })).toBe(ANYTHING_ELSE);
    const { sends, lines, error } = await play({ ...any, status, code, place: call });
    expect({ sends, lines, tried: error.facts.tried }).toEqual({ sends: 1, lines: [], tried: undefined });
  });
});

const any: Scenario = {
  rule: '',
  status: 500,
  code: 'InternalServerError',
  place: 'arm',
  sends: 0,
  seconds: 0,
  remedy: /./,
};

describe('trying again', () => {
  const fails = (facts: Partial<AzureErrorFacts>): AzureError =>
    new AzureError({ doing: 'do it', status: 500, code: 'InternalServerError', message: 'm', ...facts });

  async function run(
    answers: readonly (AzureError | 'taken')[],
    signal?: AbortSignal,
  ): Promise<{ seconds: number; lines: string[]; result: unknown; sends: number }> {
    const clock = virtualClock();
    const lines: string[] = [];
    let sends = 0;
    const action = (): Promise<string> => {
      const answer = answers[Math.min(sends, answers.length - 1)] ?? 'taken';
      sends += 1;
      return answer === 'taken' ? Promise.resolve(answer) : Promise.reject(answer);
    };
    const log = { ...silentLog, info: (line: string) => void lines.push(line) };
    const work = withRetry({ call: 'put' }, action, { clock, log, signal }).catch(
      (caught: unknown) => caught,
    );
    return { result: await clock.run(work), seconds: clock.now() / 1000, lines, sends };
  }

  it('ends with the first success', async () => {
    const played = await run([fails({}), fails({}), 'taken']);
    expect(played).toMatchObject({ result: 'taken', sends: 3, seconds: 15 });
    expect(played.lines[1]).toBe(
      'Could not do it. Azure says InternalServerError: a fault of Azure; trying again in 10 s (2 of 3).',
    );
  });

  it('waits as long as Azure asks', async () => {
    const throttled = fails({ status: 429, code: 'TooManyRequests', retryAfterMs: 17_000 });
    expect(await run([throttled, 'taken'])).toMatchObject({ result: 'taken', seconds: 17 });
  });

  it('does not wait for longer than ten minutes, whatever Azure asks', async () => {
    const throttled = fails({ status: 429, code: 'TooManyRequests', retryAfterMs: 3_600_000 });
    expect(await run([throttled])).toMatchObject({ sends: 1, seconds: 0 });
    const slow = fails({ status: 429, code: 'TooManyRequests', retryAfterMs: 250_000 });
    expect(await run([slow])).toMatchObject({ sends: 3, seconds: 500 });
  });

  it('counts each row by itself', async () => {
    const busy = fails({ status: 409, code: 'ContainerGroupTransitioning' });
    const played = await run([fails({}), fails({}), busy, busy, fails({}), 'taken']);
    expect(played).toMatchObject({ result: 'taken', seconds: 5 + 10 + 24 + 20 });
  });

  it('throws what is no error of Azure at once', async () => {
    const other = new TypeError('a bug');
    let sends = 0;
    const clock = virtualClock();
    const action = (): Promise<never> => Promise.reject((sends++, other));
    const tools = { clock, log: silentLog };
    await expect(withRetry({ call: 'put' }, action, tools)).rejects.toBe(other);
    expect(sends).toBe(1);
  });

  it('ends with the reason of the signal', async () => {
    const reason = new Error('stopped');
    expect(await run([fails({})], AbortSignal.abort(reason))).toMatchObject({ result: reason, sends: 1 });
  });

  it('tells the waits of a row in all', () => {
    const totals = Object.fromEntries(RETRY_RULES.map((rule) => [rule.id, totalWait(rule) / 1000]));
    expect(totals).toMatchObject({ 'group-in-transition': 300, 'no-capacity': 210, throttled: 375 });
  });
});
