export const id = 908;
export const ids = [908];
export const modules = {

/***/ 58908:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  deploy: () => (/* binding */ deploy_deploy)
});

;// CONCATENATED MODULE: ./build/log.js
/** A log that says nothing; for tests and for work whose progress nobody follows. */
const silentLog = {
    info: () => undefined,
    debug: () => undefined,
    report: () => undefined,
    group: (_title, body) => body(),
    mask: () => undefined,
};

// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(30571);
// EXTERNAL MODULE: ./build/azure/clouds.js
var clouds = __webpack_require__(30149);
// EXTERNAL MODULE: ./build/elapsed.js
var elapsed = __webpack_require__(95379);
// EXTERNAL MODULE: ./build/azure/retry/codes.js
var retry_codes = __webpack_require__(62416);
;// CONCATENATED MODULE: ./build/azure/retry/final.js

const FINAL = { retryClass: 'never', calls: ['put'], waits: [], retries: 0 };
/**
 * Errors that do not pass, and what to do about them.
 * Source: `MicrosoftDocs/SupportArticles-docs:support/azure/azure-container-instances/`, and texts of the service in
 * reports of its users.
 */
const FINAL_RULES = [
    {
        ...FINAL,
        id: 'image-inaccessible',
        codes: ['InaccessibleImage'],
        why: 'the image does not exist or may not be pulled',
        remedy: 'Check that the image exists and that ACI may pull it: registry-identity (role AcrPull) or registry-username and registry-password.',
    },
    {
        ...FINAL,
        id: 'label-taken',
        codes: ['DnsNameLabelAlreadyTaken'],
        why: 'the DNS label belongs to somebody else',
        remedy: 'Choose another dnsNameLabel in the deployment config, or leave it out: then the Action makes one.',
    },
    {
        ...FINAL,
        id: 'immutable',
        retryClass: 'recreate',
        codes: ['InvalidContainerGroupUpdate'],
        why: 'Azure does not change this in place',
        remedy: 'Keep the value, or delete the container group and run again (its address may change).',
    },
    {
        ...FINAL,
        id: 'quota-reached',
        codes: ['ContainerGroupQuotaReached'],
        why: 'a quota of the subscription is used up',
        remedy: retry_codes/* QUOTA_REMEDY */.YP,
    },
    {
        ...FINAL,
        id: 'registry-identity-unknown',
        codes: ['InvalidImageRegistryIdentity'],
        why: 'the identity that pulls the image is not one of the group',
        remedy: 'Set registry-identity to the full resource id of a user-assigned identity.',
    },
    {
        ...FINAL,
        id: 'registry-credential',
        codes: [
            'InvalidImageRegistryCredentialType',
            'AmbiguousImageResitryCredentialType',
            'MoreImageRegistryCredentialsThanContainers',
        ],
        why: 'the credentials of the registry are not accepted',
        remedy: 'Set either registry-identity, or registry-username and registry-password, for one registry.',
    },
    {
        ...FINAL,
        id: 'label-invalid',
        codes: ['InvalidDnsNameLabel'],
        why: 'the DNS label is not a valid one',
        remedy: 'Set a dnsNameLabel of 5 to 63 lower-case letters, digits and hyphens that begins with a letter.',
    },
    {
        ...FINAL,
        id: 'resources-invalid',
        codes: [
            'ResourceRequestsNotSpecified',
            'ResourceSomeRequestsNotSpecified',
            'ResourceLimitsLessThanRequests',
            'ContainerLimitGreaterThanContainerGroupTotalRequest',
        ],
        why: 'cpu or memory of a container is not accepted',
        remedy: 'Correct cpu and memoryInGB under containerResourceRequirements in the deployment config.',
    },
    {
        ...FINAL,
        id: 'variable-invalid',
        codes: ['InvalidEnvironmentVariable'],
        why: 'an environment variable is not accepted',
        remedy: 'Rename or correct the variable that the message names.',
    },
    {
        ...FINAL,
        id: 'image-system',
        codes: ['OsVersionNotSupported', 'InvalidOsType'],
        why: 'the image is for another operating system',
        remedy: 'Use an image for linux/amd64.',
    },
    {
        ...FINAL,
        id: 'request-malformed',
        codes: ['InvalidRequestContent', 'PriorityNotSpecified'],
        why: 'Azure does not understand the request',
        remedy: 'This is a fault of the Action: please report it with the message and the correlation id.',
    },
];

;// CONCATENATED MODULE: ./build/azure/retry/passing.js

const SECOND = 1_000;
const WRITES = ['put', 'delete', 'tag'];
const READS = ['arm', 'group', 'registry'];
const FAULT_REMEDY = 'Azure has a fault at this moment: run the workflow again later. If it stays so, give Azure support the correlation id.';
const NETWORK_REMEDY = 'Check the network of the runner, HTTPS_PROXY and NO_PROXY, and run the workflow again.';
const CAPACITY_REMEDY = 'Ask for less cpu or memory, deploy to another location, or try again later.';
/** Errors that may pass. Special rows stand above general ones: the first that fits counts. */
const PASSING_RULES = [
    {
        // Microsoft advises at least 10 s between operations.
        id: 'group-in-transition',
        retryClass: 'transition',
        calls: WRITES,
        codes: ['ContainerGroupTransitioning'],
        waits: [12 * SECOND],
        retries: 25,
        why: 'another operation on the group is under way',
        remedy: 'Another operation on this group does not end. Wait for it, and let no two runs work on one service: set `concurrency` in the workflow.',
    },
    {
        // Parallel first deployments into a new subnet: hashicorp/terraform-provider-azurerm#15025.
        id: 'network-not-ready',
        retryClass: 'transition',
        calls: ['put'],
        codes: ['ServiceAssociationLinkNotReady'],
        waits: [15 * SECOND],
        retries: 20,
        why: 'the subnet is still being prepared for container groups',
        remedy: 'Wait until the other deployment into this subnet is done, and run the workflow again.',
    },
    {
        id: 'quota-as-unavailable',
        retryClass: 'serialise',
        calls: ['put'],
        codes: ['ServiceUnavailable'],
        text: 'quota',
        waits: [60 * SECOND, 120 * SECOND],
        retries: 2,
        why: 'a quota of the subscription holds it back',
        remedy: `${retry_codes/* QUOTA_REMEDY */.YP} A limit of 0 is how Azure guards a new subscription that deploys to many regions at once: deploy one after the other.`,
    },
    {
        id: 'no-capacity',
        retryClass: 'capacity',
        calls: ['put'],
        codes: ['ServiceUnavailable'],
        text: 'requested resource',
        waits: [30 * SECOND, 60 * SECOND, 120 * SECOND],
        retries: 3,
        why: 'the region has no room for it at the moment',
        remedy: CAPACITY_REMEDY,
    },
    {
        // The operation itself says no more than "Failed" (Azure/Azure-Landing-Zones#2404): its event or its text is the
        // code. The group stays as a failed one and is deleted before the next try.
        id: 'no-capacity-event',
        retryClass: 'capacity',
        calls: ['operation'],
        codes: [retry_codes/* INSUFFICIENT_CAPACITY */.Lg],
        waits: [30 * SECOND, 60 * SECOND, 120 * SECOND],
        retries: 3,
        why: 'the region has no room for it at the moment',
        remedy: CAPACITY_REMEDY,
    },
    {
        id: 'registry-limits',
        retryClass: 'registry',
        calls: ['put'],
        codes: ['RegistryErrorResponse'],
        waits: [20 * SECOND, 40 * SECOND, 60 * SECOND],
        retries: 3,
        why: 'the registry of the image limits or refuses pulls at the moment',
        remedy: 'Docker Hub limits anonymous pulls: copy the image to an Azure container registry, or set registry-username and registry-password.',
    },
    {
        id: 'image-fresh-role',
        retryClass: 'fresh-role',
        calls: ['put'],
        codes: ['InaccessibleImage'],
        only: {
            text: 'pulled with an identity, or from Docker Hub',
            holds: ({ pull }) => pull === 'identity' || pull === 'docker-hub',
        },
        waits: [30 * SECOND, 60 * SECOND],
        retries: 2,
        why: 'the image cannot be pulled; a role that was granted a moment ago, and Docker Hub, may need a while',
        remedy: 'Check that the image exists and that the identity of registry-identity has the role AcrPull on its registry. A new role takes a few minutes to work.',
    },
    {
        // The run has read other resources before: this is a role that is missing for writes only, or is new.
        id: 'role-fresh',
        retryClass: 'fresh-role',
        calls: WRITES,
        codes: ['AuthorizationFailed', 'LinkedAuthorizationFailed'],
        waits: [15 * SECOND, 30 * SECOND],
        retries: 2,
        why: 'a role is missing, or was granted a moment ago',
    },
    {
        // How long Azure holds a label is not documented; users saw a minute or two.
        id: 'label-not-released',
        retryClass: 'dns-release',
        calls: ['put'],
        codes: ['DnsNameLabelAlreadyTaken'],
        only: { text: 'after a delete of this run', holds: ({ afterDelete }) => afterDelete === true },
        waits: [5 * SECOND],
        retries: 24,
        why: 'Azure still holds the DNS label of the deleted group',
        remedy: 'Run the workflow again in a few minutes. If the label stays taken, somebody else has it now: choose another dnsNameLabel in the deployment config.',
    },
    {
        // Further tries go on for ten minutes at most, however long Azure asks to wait: LONGEST_MS.
        id: 'throttled',
        retryClass: 'throttle',
        calls: [...WRITES, ...READS, 'sign-in'],
        codes: ['TooManyRequests', 'SubscriptionRequestsThrottled', retry_codes/* ANY_429 */.hH],
        waits: [5 * SECOND, 10 * SECOND, 20 * SECOND],
        retries: 20,
        why: 'too many requests at once',
        remedy: 'Azure still asks to wait after many tries: run the workflow again later, and let fewer runs work at the same time.',
    },
    {
        // ACI answers so also to input that it does not check: Azure/aci-deploy#85.
        id: 'write-fault',
        retryClass: 'server',
        calls: WRITES,
        codes: ['InternalServerError', retry_codes/* ANY_5XX */.zN, 'HTTP 408'],
        waits: [5 * SECOND, 10 * SECOND, 20 * SECOND],
        retries: 3,
        why: 'a fault of Azure',
        remedy: `${FAULT_REMEDY} Some regions answer so to less than 1 core or 1 GB.`,
    },
    {
        id: 'read-fault',
        retryClass: 'server',
        calls: READS,
        codes: ['InternalServerError', retry_codes/* ANY_5XX */.zN, 'HTTP 408'],
        waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
        retries: 3,
        why: 'a fault of Azure',
        remedy: FAULT_REMEDY,
    },
    {
        // The group is read before the next try: the write may have been taken.
        id: 'write-unanswered',
        retryClass: 'server',
        calls: WRITES,
        codes: [retry_codes/* NO_ANSWER */.Dn],
        waits: [2 * SECOND, 5 * SECOND, 10 * SECOND],
        retries: 3,
        why: 'the connection broke or nobody answered',
        remedy: NETWORK_REMEDY,
    },
    {
        id: 'read-unanswered',
        retryClass: 'server',
        calls: READS,
        codes: [retry_codes/* NO_ANSWER */.Dn],
        waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
        retries: 3,
        why: 'the connection broke or nobody answered',
        remedy: NETWORK_REMEDY,
    },
    {
        // The storage library applies it: storage-retries.ts.
        id: 'storage-fault',
        retryClass: 'server',
        calls: ['blob'],
        codes: ['ServerBusy', 'InternalError', 'OperationTimedOut', retry_codes/* ANY_5XX */.zN, retry_codes/* NO_ANSWER */.Dn],
        waits: [0, 1 * SECOND, 3 * SECOND, 7 * SECOND],
        retries: 4,
        why: 'a fault of the storage account or of the network',
    },
    {
        // Read on from where the download broke off; a blob that changed meanwhile is refused.
        id: 'download-broken-off',
        retryClass: 'server',
        calls: ['blob-body'],
        codes: [retry_codes/* NO_ANSWER */.Dn],
        waits: [0],
        retries: 5,
        why: 'the download broke off',
        remedy: 'Check the network of the runner and run the workflow again.',
    },
    {
        // Entra answers 200 without a token now and then; the identity library repeats only faults with a status of 5xx.
        id: 'sign-in-empty',
        retryClass: 'server',
        calls: ['sign-in'],
        codes: [retry_codes/* EMPTY_ANSWER */.zH],
        waits: [1 * SECOND, 2 * SECOND, 5 * SECOND],
        retries: 3,
        why: 'an answer without a token',
        remedy: 'The sign-in service has a fault at this moment: run the workflow again later.',
    },
];

;// CONCATENATED MODULE: ./build/azure/retry.js





/**
 * What to do about errors of Azure: one table for the whole Action. `npm run docs` writes it into docs/reliability.md.
 * An error is known by its code and by the call that got it, not by its HTTP status: ACI answers "no room" with 409,
 * and a quota with the same code. The first row that fits counts.
 */
const RETRY_RULES = [...PASSING_RULES, ...FINAL_RULES];
/** For every error that no row knows. */
const ANYTHING_ELSE = {
    id: 'anything-else',
    retryClass: 'never',
    calls: [],
    codes: [],
    waits: [],
    retries: 0,
    why: 'Azure refuses it',
};
/** Milliseconds that the tries of one row may last where Azure asks for longer waits than the row has. */
const LONGEST_MS = 600_000;
/** The row for an error at a place. */
function classify(facts, place, rules = RETRY_RULES) {
    const codes = (0,retry_codes/* codesOf */.MZ)(facts);
    const message = facts.message.toLowerCase();
    return (rules.find(({ calls, codes: known, text, only }) => calls.includes(place.call) &&
        known.some((code) => codes.includes(code)) &&
        (text === undefined || message.includes(text)) &&
        (only === undefined || only.holds(place))) ?? ANYTHING_ELSE);
}
/** The row with this id. @throws Error when there is none: then the code that asks is wrong. */
function ruleOf(id) {
    const rule = RETRY_RULES.find((each) => each.id === id);
    if (!rule)
        throw new Error(`There is no retry rule ${id}.`);
    return rule;
}
/** Milliseconds that all tries of a row wait in all, as long as Azure asks for no other waits. */
function totalWait({ waits, retries }) {
    return Array.from({ length: retries }, (_, index) => waitOf(waits, index)).reduce((sum, ms) => sum + ms, 0);
}
/**
 * Runs an action, and again as long as the table says that its error may pass. Each row counts its own tries: what
 * Azure asks to wait for does not use up the tries after a fault.
 * @throws AzureError of the last try, with the number of tries and the remedy; anything else at once, as it was.
 */
async function retry_withRetry(place, action, tools) {
    const { clock, log, signal, rules } = tools;
    const pause = tools.pause ?? (({ line, waitMs }) => (log.info(line), clock.sleep(waitMs, signal)));
    const counts = new Map();
    for (let tried = 1;; tried += 1) {
        try {
            return await action();
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M))
                throw caught;
            const rule = classify(caught.facts, place, rules);
            const retry = nextTry(caught.facts, rule, counts);
            if (!retry)
                throw lastError(caught, rule, tried);
            await pause(retry);
            signal?.throwIfAborted();
        }
    }
}
function lastError(caught, { remedy }, tried) {
    if (tried === 1 && remedy === undefined)
        return caught;
    return caught.with({ ...(tried > 1 && { tried }), ...(remedy !== undefined && { remedy }) });
}
function nextTry(facts, rule, counts) {
    const count = counts.get(rule) ?? { tries: 0, waitedMs: 0 };
    counts.set(rule, count);
    const waitMs = facts.retryAfterMs ?? waitOf(rule.waits, count.tries);
    count.tries += 1;
    count.waitedMs += waitMs;
    const isOver = count.tries > rule.retries || count.waitedMs > Math.max(totalWait(rule), LONGEST_MS);
    return isOver ? undefined : { rule, waitMs, line: lineOf(facts, rule, count.tries, waitMs) };
}
function lineOf(facts, { why, retries }, tries, waitMs) {
    const code = (0,retry_codes/* codeOf */.$N)(facts);
    const what = code === retry_codes/* NO_ANSWER */.Dn ? 'There is no answer' : `Azure says ${code}`;
    return `Could not ${facts.doing}. ${what}: ${why}; trying again in ${(0,elapsed/* formatElapsed */.C)(waitMs)} (${tries} of ${retries}).`;
}
function waitOf(waits, index) {
    return waits[Math.min(index, waits.length - 1)] ?? 0;
}

;// CONCATENATED MODULE: ./build/azure/retry/retry-after.js
/** Milliseconds that a Retry-After header asks to wait; undefined without a usable one. A date is not sent by Azure. */
function retryAfterMs(header) {
    const seconds = Number(header ?? '');
    return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

// EXTERNAL MODULE: ../../work/main/node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(6986);
;// CONCATENATED MODULE: ./build/azure/throttle.js

/**
 * A throttle for ARM: one 429 holds back everybody, because a request sent before Retry-After is over is refused
 * and starts the wait anew.
 * Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
 */
function createThrottle(clock, concurrent) {
    const limit = (0,p_limit/* default */.A)(concurrent);
    let openAt = 0;
    return {
        run: (job) => limit(job),
        gate: async () => {
            for (let wait = openAt - clock.now(); wait > 0; wait = openAt - clock.now())
                await clock.sleep(wait);
        },
        hold: (ms) => {
            const isFirst = clock.now() >= openAt;
            openAt = Math.max(openAt, clock.now() + ms);
            return isFirst;
        },
    };
}

;// CONCATENATED MODULE: ./build/azure/arm.js






/** Requests in flight at once. ARM's bucket holds 250 reads and refills with 25 a second; 16 at ~100 ms each stay near it. */
const CONCURRENT_REQUESTS = 16;
/** Milliseconds before a request is given up. ARM itself answers or fails within 60 s. */
const REQUEST_TIMEOUT_MS = 90_000;
/** A client for Azure Resource Manager that keeps to its throttling: a 429 holds back every request, and none is lost. */
async function createArm(credential, cloud, clock, log = silentLog) {
    const rest = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987)]).then(__webpack_require__.bind(__webpack_require__, 32987));
    const client = rest.createDefaultHttpClient();
    const pipeline = rest.createEmptyPipeline();
    pipeline.addPolicy(rest.proxyPolicy());
    pipeline.addPolicy(rest.decompressResponsePolicy());
    pipeline.addPolicy(rest.setClientRequestIdPolicy());
    pipeline.addPolicy(rest.userAgentPolicy({ userAgentPrefix: 'aci-model-deploy' }));
    pipeline.addPolicy(rest.bearerTokenAuthenticationPolicy({ credential, scopes: `${cloud.resourceManager}/.default` }));
    const throttle = createThrottle(clock, CONCURRENT_REQUESTS);
    const sendOnce = (request) => pipeline.sendRequest(client, rest.createPipelineRequest({
        url: urlOf(cloud, request),
        method: request.method ?? 'GET',
        headers: rest.createHttpHeaders({
            accept: 'application/json',
            ...(request.body !== undefined && { 'content-type': 'application/json' }),
        }),
        timeout: REQUEST_TIMEOUT_MS,
        ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    }));
    const sendChecked = async (request) => {
        await throttle.gate();
        const answer = await sendOnce(request).catch((caught) => {
            throw unanswered(rest.isRestError, cloud, request, caught);
        });
        const failure = failureOf(cloud, request, answer);
        if (failure)
            throw failure;
        return toAnswer(answer);
    };
    // Everybody is held back by one 429: told once, not by every request that gets one.
    const pause = async ({ rule, waitMs, line }) => {
        const isHold = rule.retryClass === 'throttle';
        if (!isHold || throttle.hold(waitMs))
            log.info(line);
        if (!isHold)
            await clock.sleep(waitMs);
    };
    return (request) => throttle.run(() => retry_withRetry({ call: 'arm' }, () => sendChecked(request), { clock, log, pause }));
}
function urlOf(cloud, request) {
    const url = new URL(request.path, cloud.resourceManager);
    if (url.origin !== new URL(cloud.resourceManager).origin)
        throw new Error(`Refusing to send a token to ${url.origin}`);
    if (request.apiVersion)
        url.searchParams.set('api-version', request.apiVersion);
    for (const [name, value] of Object.entries(request.query ?? {}))
        url.searchParams.set(name, value);
    // URLSearchParams writes a space as +, which only forms read as a space. The links of pages stay as they are.
    if (request.query)
        url.search = url.search.replaceAll('+', '%20');
    return url.href;
}
function toAnswer(response) {
    return { status: response.status, headers: response.headers.toJSON(), body: parse(response.bodyAsText) };
}
function parse(text) {
    if (!text)
        return undefined;
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function failureOf(cloud, request, response) {
    if (response.status < 400)
        return undefined;
    const { code, message } = armError(parse(response.bodyAsText));
    const correlationId = response.headers.get('x-ms-correlation-request-id');
    const wait = retryAfterMs(response.headers.get('retry-after'));
    return new azure_error/* AzureError */.M({
        doing: request.doing,
        status: response.status,
        code,
        message: message || (response.bodyAsText ?? '').slice(0, 300),
        portalUrl: pageOf(cloud, request),
        ...(correlationId !== undefined && { correlationId }),
        ...(wait !== undefined && { retryAfterMs: wait }),
    });
}
/** Reads ARM's error body: `{error: {code, message}}`, or the two at the top. */
function armError(body) {
    const outer = asRecord(body);
    const inner = asRecord(outer['error']);
    const text = (value) => (typeof value === 'string' ? value : '');
    return { code: text(inner['code'] ?? outer['code']), message: text(inner['message'] ?? outer['message']) };
}
function asRecord(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
/** The error of a request that got no answer. What is not about the connection, such as a failed sign-in, stays as it is. */
function unanswered(isRestError, cloud, request, caught) {
    if (!isRestError(caught) || !(caught instanceof Error))
        return caught;
    const { message } = caught;
    return new azure_error/* AzureError */.M({ doing: request.doing, status: 0, code: '', message, portalUrl: pageOf(cloud, request) }, { cause: caught });
}
function pageOf(cloud, { path }) {
    return (0,clouds/* portalUrl */.gn)(cloud, new URL(path, cloud.resourceManager).pathname);
}

// EXTERNAL MODULE: ./build/findings.js
var build_findings = __webpack_require__(1993);
;// CONCATENATED MODULE: ./build/azure/cli-subscription.js

/** Milliseconds that `az account show` may take; it reads files only, but a busy runner starts Python slowly. */
const TIMEOUT_MS = 60_000;
/**
 * Id of the subscription that the Azure CLI works in by default, as `az account set` or azure/login chose it.
 * @throws ActionError when it has none.
 */
async function defaultSubscription(runCommand) {
    const account = parseAccount(await showAccount(runCommand));
    if (!account)
        throw noSubscription('the answer of `az account show` holds none');
    // A sign-in with --allow-no-subscriptions is listed as an account that has the tenant's id.
    // Source: Azure/azure-cli:src/azure-cli-core/azure/cli/core/_profile.py (_build_tenant_level_accounts)
    if (account.id === account.tenantId)
        throw noSubscription('its identity has a role in none');
    return account.id;
}
async function showAccount(runCommand) {
    try {
        return await runCommand('az account show --output json', TIMEOUT_MS);
    }
    catch (caught) {
        throw noSubscription('`az account show` failed', caught);
    }
}
function parseAccount(text) {
    try {
        const { id, tenantId } = JSON.parse(text);
        return typeof id === 'string' ? { id, tenantId } : undefined;
    }
    catch {
        return undefined;
    }
}
function noSubscription(why, caught) {
    const evidence = caught instanceof Error ? { evidence: caught.message.split('\n').slice(0, 5) } : {};
    return (0,build_findings/* failure */.V2)(`The input subscription-id is missing, and the Azure CLI has no default subscription: ${why}.`, {
        input: 'subscription-id',
        remedy: 'Set `subscription-id:` under `with:`, or run `az account set --subscription` before this step.',
        ...evidence,
    });
}

;// CONCATENATED MODULE: ./build/azure/operation.js

/**
 * Sends a PUT through the SDK and follows it without the SDK's poller: that one takes a single lost poll for the end
 * of the operation, drops its events, and tells a failure without a code.
 * @throws whatever the SDK throws when Azure does not take the PUT.
 */
async function startOperation(follow, begin) {
    let taken;
    try {
        await begin((response) => {
            if (response.request.method === 'PUT' && response.status < 300)
                taken = response;
        });
    }
    catch (caught) {
        // "begin" also polls once. What goes wrong there is for our own poll to find out.
        if (!taken)
            throw caught;
    }
    return operationOf(follow, taken);
}
function operationOf(follow, taken) {
    const date = Date.parse(taken?.headers.get('date') ?? '');
    const asyncUrl = taken?.headers.get('azure-asyncoperation');
    const location = taken?.headers.get('location');
    const ask = (path) => follow.arm({ path, doing: follow.doing });
    return {
        ...(Number.isFinite(date) && { startedAt: date }),
        poll: async () => {
            if (asyncUrl)
                return readState((await ask(asyncUrl)).body);
            if (location)
                return { status: (await ask(location)).status === 202 ? 'Pending' : 'Succeeded', events: [] };
            return { status: (await follow.read())?.provisioningState ?? 'Pending', events: [] };
        },
    };
}
function readState(body) {
    const operation = operation_asRecord(body);
    const events = operation_asRecord(operation['properties'])['events'];
    const error = operation['error'] === undefined ? undefined : armError(body);
    return {
        status: operation_text(operation['status']),
        events: Array.isArray(events) ? events.map(readEvent) : [],
        ...(error && { error }),
    };
}
function readEvent(value) {
    const event = operation_asRecord(value);
    const [first, last] = [Date.parse(operation_text(event['firstTimestamp'])), Date.parse(operation_text(event['lastTimestamp']))];
    const count = event['count'];
    return {
        name: operation_text(event['name']),
        message: operation_text(event['message']),
        count: typeof count === 'number' ? count : 1,
        ...(Number.isFinite(first) && { first }),
        ...(Number.isFinite(last) && { last }),
    };
}
function operation_asRecord(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function operation_text(value) {
    return typeof value === 'string' ? value : '';
}

;// CONCATENATED MODULE: ./build/azure/rest-error.js



/** Runs a call of an Azure SDK. @throws AzureError for a refused or unanswered request; anything else as it was. */
async function translateErrors(context, call) {
    try {
        return await call();
    }
    catch (caught) {
        const { isRestError } = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987)]).then(__webpack_require__.bind(__webpack_require__, 32987));
        if (!isRestError(caught))
            throw caught;
        throw toAzureError(context, caught);
    }
}
function toAzureError({ doing, portalUrl }, caught) {
    const { response } = caught;
    const told = armError(rest_error_parse(response?.bodyAsText));
    const correlationId = response?.headers.get('x-ms-correlation-request-id');
    const wait = retryAfterMs(response?.headers.get('retry-after'));
    return new azure_error/* AzureError */.M({
        doing,
        status: response?.status ?? 0,
        code: told.code,
        message: told.message || caught.message.slice(0, 300),
        ...(correlationId !== undefined && { correlationId }),
        ...(wait !== undefined && { retryAfterMs: wait }),
        ...(portalUrl !== undefined && { portalUrl }),
    }, { cause: caught });
}
function rest_error_parse(text) {
    try {
        return JSON.parse(text ?? '');
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/azure/container-groups.js





/**
 * Speaks to Microsoft.ContainerInstance (API 2023-05-01) through the stable SDK.
 *
 * @param tools Time and log for what is tried again.
 * @param transport Sends the requests; the SDK's own by default.
 */
async function createContainerGroups(connection, resourceGroup, tools, transport) {
    const { ContainerInstanceManagementClient: Client } = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(564), __webpack_require__.e(880)]).then(__webpack_require__.t.bind(__webpack_require__, 45880, 19));
    const client = new Client(connection.credential, connection.subscriptionId, {
        endpoint: connection.cloud.resourceManager,
        userAgentOptions: { userAgentPrefix: 'aci-model-deploy' },
        // The SDK repeats no 429 without Retry-After, counts by status alone and tells nobody: retry.ts does it.
        retryOptions: { maxRetries: 0 },
        ...(transport && { httpClient: transport }),
    });
    return adapt(client, connection, resourceGroup, tools);
}
function adapt(client, connection, resourceGroup, tools) {
    const { containerGroups, containers, location: locations } = client;
    const idOf = (name) => `/subscriptions/${connection.subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
    const page = (name) => (0,clouds/* portalUrl */.gn)(connection.cloud, idOf(name));
    const calling = (doing, name, call) => translateErrors({ doing, ...(name !== undefined && { portalUrl: page(name) }) }, call);
    const patiently = (call, doing, name, send) => retry_withRetry({ call }, () => calling(doing, name, send), tools);
    const get = (name) => patiently('group', `read the container group ${name}`, name, () => containerGroups.get(resourceGroup, name)).catch(absentWhen((code) => code !== 'ResourceGroupNotFound', 404));
    return {
        get,
        startPut: (name, group) => calling(`deploy the container group ${name}`, name, () => startOperation({ arm: connection.arm, doing: `follow the deployment of ${name}`, read: () => get(name) }, (onResponse) => containerGroups.beginCreateOrUpdate(resourceGroup, name, group, { onResponse }))),
        logs: async (name, container, tail) => {
            const read = calling(`read the log of ${container}`, name, () => containers.listLogs(resourceGroup, name, container, { tail }));
            const logs = await read.catch(absentWhen(() => true, 404, 409));
            return logs?.content || undefined;
        },
        delete: async (name) => {
            await calling(`delete the container group ${name}`, name, () => containerGroups.beginDelete(resourceGroup, name));
        },
        tag: async (name, tags) => {
            await patiently('tag', `set the tags of the container group ${name}`, name, () => containerGroups.update(resourceGroup, name, { tags: { ...tags } }));
        },
        capabilities: (location) => patiently('group', `read what Azure offers in ${location}`, undefined, () => collect(locations.listCapabilities(location))),
        usages: (location) => patiently('group', `read the quotas in ${location}`, undefined, () => collect(locations.listUsage(location))),
        portalUrl: page,
    };
}
async function collect(pages) {
    const all = [];
    for await (const item of pages)
        all.push(item);
    return all;
}
/** Makes an answer of "there is none" out of these statuses, where the error code agrees. */
function absentWhen(agrees, ...statuses) {
    return (caught) => {
        if (statuses.some((status) => (0,azure_error/* isStatus */.z)(caught, status) && agrees(caught.code)))
            return undefined;
        throw caught;
    };
}

;// CONCATENATED MODULE: ./build/azure/sign-in-refusal.js

/** Longest reason that is shown when it is none of Entra's, in characters. */
const REASON_LIMIT = 300;
/** What Entra's commonest refusals mean for a workflow. Source: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const REMEDIES = [
    {
        code: /AADSTS(?:70021|700211|700213|7002138)\b/,
        remedy: 'Add a federated credential to the app registration whose issuer, subject and audience are those of this run (subject such as repo:OWNER/REPO:ref:refs/heads/main or repo:OWNER/REPO:environment:NAME).',
    },
    {
        code: /AADSTS700212\b/,
        remedy: 'Leave out the input audience, or set it to the audience of the federated credential (mostly api://AzureADTokenExchange).',
    },
    {
        code: /AADSTS7000215\b/,
        remedy: 'Store the value of the client secret (not its id) in the repository secret.',
    },
    {
        code: /AADSTS7000222\b/,
        remedy: 'The client secret has run out: make a new one, or sign in with OIDC, which has none.',
    },
    {
        code: /AADSTS700016\b/,
        remedy: 'Check client-id and that the app registration lives in the tenant of tenant-id.',
    },
    {
        code: /AADSTS(?:90002|900021|900023)\b/,
        remedy: 'Check tenant-id, and that cloud is the cloud of the tenant.',
    },
    {
        code: /AADSTS700024\b/,
        remedy: 'The clock of the runner is wrong, or the token was kept too long: run the job again.',
    },
];
/** Nobody answered, or somebody on the way did. The library keeps neither the cause nor the proxy's text. */
const NO_ANSWER = /network_error|endpoints_resolution_error|openid_config_error|Http status code: 4(?:03|07)|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|certificate/i;
const NO_SIGN_IN = 'Set client-id, tenant-id and subscription-id with `permissions: id-token: write` (recommended), or client-secret, or creds, or run azure/login before this step.';
/** Why there is no first token, with what to do. An ActionError of the token source is passed on. */
function explainSignIn(caught, method, cloud) {
    const own = ownError(caught);
    if (own)
        return own;
    const text = caught instanceof Error ? caught.message : 'no reason was given';
    if (method.kind === 'cli') {
        return (0,build_findings/* failure */.V2)(`There is no sign-in for Azure: no sign-in inputs are set, and ${whyNotByCli(text)}.`, {
            remedy: NO_SIGN_IN,
            evidence: text.split('\n'),
        });
    }
    if (NO_ANSWER.test(text))
        return unreachable(text, cloud);
    const remedy = REMEDIES.find(({ code }) => code.test(text))?.remedy ?? 'Check client-id, tenant-id and the credential.';
    return (0,build_findings/* failure */.V2)(`Azure refused the sign-in of client ${method.clientId} in tenant ${method.tenantId}: ${reasonIn(text)}`, { remedy, evidence: text.split('\n') });
}
/** Entra's own sentences, without the ids and times around them. */
function reasonIn(text) {
    const [, sentences] = /(AADSTS\d+: .*?)\s*(?:Trace ID:|Timestamp:|$)/s.exec(text) ?? [];
    return (sentences ?? text).replace(/\s+/g, ' ').slice(0, REASON_LIMIT);
}
function unreachable(text, { name, authority }) {
    const [, status, said] = /Http status code: (\d+)(?:\s+Http status message: ([^\n]+))?/.exec(text) ?? [];
    const who = status === undefined
        ? ''
        : `: a proxy answers with HTTP status ${status}${said ? `, ${JSON.stringify(said)}` : ''}`;
    return (0,build_findings/* failure */.V2)(`The sign-in service of ${name} (${authority}) cannot be reached${who}.`, {
        remedy: 'Check the input cloud. On a self-hosted runner check that HTTPS_PROXY and the firewall let this address through, and set NODE_EXTRA_CA_CERTS where a proxy brings its own certificate.',
        evidence: text.split('\n'),
    });
}
function whyNotByCli(text) {
    if (/could not be found/i.test(text))
        return 'the Azure CLI is not installed';
    if (/az login/i.test(text))
        return 'the Azure CLI is not signed in';
    return `the Azure CLI gives no token (${text.replace(/\s+/g, ' ').slice(0, REASON_LIMIT)})`;
}
/** The ActionError of our own token source, which the identity library may have wrapped. */
function ownError(caught) {
    for (let error = caught; error instanceof Error; error = error.cause) {
        if (error instanceof build_findings/* ActionError */.lZ)
            return error;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/azure/credential.js

/** Milliseconds that `az account get-access-token` may take; the first call on a fresh runner builds az's command index. */
const AZURE_CLI_TIMEOUT_MS = 60_000;
/**
 * Makes the credential. With OIDC every renewal asks GitHub for a fresh assertion, so that a wait may outlast a token
 * (AADSTS700024, https://github.com/Azure/login/issues/372).
 */
async function createCredential(method, cloud, idToken) {
    const identity = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987), __webpack_require__.e(850), __webpack_require__.e(472)]).then(__webpack_require__.bind(__webpack_require__, 27472));
    const options = { authorityHost: cloud.authority };
    switch (method.kind) {
        case 'secret':
            return new identity.ClientSecretCredential(method.tenantId, method.clientId, method.clientSecret, options);
        case 'oidc': {
            const assertion = () => idToken(method.audience);
            return new identity.ClientAssertionCredential(method.tenantId, method.clientId, assertion, options);
        }
        case 'cli':
            return new identity.AzureCliCredential({
                processTimeoutInMs: AZURE_CLI_TIMEOUT_MS,
                ...(method.tenantId && { tenantId: method.tenantId }),
            });
    }
}
/**
 * Asks for a first token, so that a sign-in that cannot work ends the run before anything else is tried.
 * @throws ActionError with what to do; an ActionError of the token source is passed on.
 */
async function verifySignIn(credential, method, cloud) {
    try {
        await credential.getToken(`${cloud.resourceManager}/.default`);
    }
    catch (caught) {
        throw explainSignIn(caught, method, cloud);
    }
}

;// CONCATENATED MODULE: ./build/azure/patient-credential.js



/** What the identity library says of an answer without a token: an empty one, and one that is no token. */
const EMPTY = /^unknown_error:|Response had no "expiresOn" property/;
/** What it says of any other status that it does not know. */
const STATUS = /Http status code: (\d{3})/;
/**
 * A credential that asks again when the sign-in service answers without a token or asks to wait. The library repeats
 * faults with a status of 5xx and broken connections by itself.
 */
function patientCredential(credential, tools) {
    return {
        getToken: async (scopes, options) => {
            const ask = async () => {
                try {
                    return await credential.getToken(scopes, options);
                }
                catch (caught) {
                    throw passing(caught) ?? caught;
                }
            };
            try {
                return await retry_withRetry({ call: 'sign-in' }, ask, tools);
            }
            catch (caught) {
                // explainSignIn() reads the library's own error.
                throw caught instanceof azure_error/* AzureError */.M ? caught.origin : caught;
            }
        },
    };
}
function passing(caught) {
    if (!(caught instanceof Error))
        return undefined;
    const { message } = caught;
    const status = Number(STATUS.exec(message)?.[1] ?? '0');
    if (!EMPTY.test(message) && status !== 429)
        return undefined;
    const code = EMPTY.test(message) ? retry_codes/* EMPTY_ANSWER */.zH : '';
    return new azure_error/* AzureError */.M({ doing: 'sign in to Azure', status: status || 200, code, message }, { cause: caught });
}

;// CONCATENATED MODULE: ./build/azure/patient-http.js



/**
 * HTTP for the registry's own API, which no library of Azure speaks. What may pass is tried again; what stays is
 * answered, or rejected, as without it.
 */
function patientHttp(http, tools) {
    return async (request) => {
        let last;
        const send = async () => {
            last = undefined;
            last = await http(request).catch((caught) => {
                throw patient_http_unanswered(request, caught);
            });
            if (last.status < 400)
                return last;
            throw refused(request, last);
        };
        try {
            return await retry_withRetry({ call: 'registry' }, send, tools);
        }
        catch (caught) {
            if (last)
                return last;
            throw caught;
        }
    };
}
function refused(request, { status, headers }) {
    const wait = retryAfterMs(headers['retry-after']);
    return new azure_error/* AzureError */.M({
        doing: doing(request),
        status,
        code: '',
        message: '',
        ...(wait !== undefined && { retryAfterMs: wait }),
    });
}
function patient_http_unanswered(request, caught) {
    if (!(caught instanceof Error))
        return caught;
    return new azure_error/* AzureError */.M({ doing: doing(request), status: 0, code: '', message: caught.message }, { cause: caught });
}
/** Without the query, which may hold a token. */
function doing({ url }) {
    const { host, pathname } = new URL(url);
    return `ask ${host}${pathname}`;
}

// EXTERNAL MODULE: ./build/azure/explain.js
var explain = __webpack_require__(23976);
// EXTERNAL MODULE: ../../work/main/node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(80344);
;// CONCATENATED MODULE: ./build/azure/shapes.js


/** What the Action reads of ARM's answers. Other properties are let through unseen. */
const resourceGroupShape = schemas/* object */.Ikc({ id: schemas/* string */.YjP(), name: schemas/* string */.YjP(), location: schemas/* string */.YjP() });
const workspaceShape = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    location: schemas/* string */.YjP(),
    properties: schemas/* object */.Ikc({
        containerRegistry: schemas/* string */.YjP().nullish(),
        workspaceId: schemas/* string */.YjP().nullish(),
    }),
});
const modelVersionShape = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    properties: schemas/* object */.Ikc({
        modelUri: schemas/* string */.YjP().nullish(),
        isArchived: schemas/* boolean */.zMY().nullish(),
        properties: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    }),
});
const modelVersionsShape = schemas/* object */.Ikc({ value: schemas/* array */.YOg(modelVersionShape) });
const datastoreShape = schemas/* object */.Ikc({
    properties: schemas/* object */.Ikc({
        datastoreType: schemas/* string */.YjP(),
        accountName: schemas/* string */.YjP().nullish(),
        /** AzureBlob. */
        containerName: schemas/* string */.YjP().nullish(),
        /** AzureDataLakeGen2: its container. */
        filesystem: schemas/* string */.YjP().nullish(),
        /** Storage suffix, such as core.windows.net. */
        endpoint: schemas/* string */.YjP().nullish(),
        credentials: schemas/* object */.Ikc({ credentialsType: schemas/* string */.YjP() }).nullish(),
    }),
});
const secretsShape = schemas/* object */.Ikc({
    secretsType: schemas/* string */.YjP(),
    key: schemas/* string */.YjP().nullish(),
    sasToken: schemas/* string */.YjP().nullish(),
});
/**
 * The body of an answer in the shape that the Action needs.
 * @throws ActionError that says which property is not as it should be.
 */
function readShape(shape, answer, what) {
    const result = shape.safeParse(answer.body);
    if (result.success)
        return result.data;
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
    throw (0,build_findings/* failure */.V2)(`Azure's answer about ${what} is not in the form that the Action knows.`, {
        remedy: 'Run the workflow again; if it stays, open an issue with the lines below.',
        evidence: problems,
    });
}

;// CONCATENATED MODULE: ./build/azure/workspace.js




/** Stable version of Microsoft.MachineLearningServices: https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices */
const ML_API_VERSION = '2024-04-01';
/** Stable version of Microsoft.Resources: https://learn.microsoft.com/azure/templates/microsoft.resources/resourcegroups */
const RESOURCES_API_VERSION = '2021-04-01';
/**
 * Reads the workspace.
 * @throws ActionError when it does not exist (naming the input to check) or may not be read (naming the role).
 */
async function getWorkspace(connection, { resourceGroup, name, groupInput = 'workspace-resource-group', }) {
    const group = groupPath(connection, resourceGroup);
    const path = `${group}/providers/Microsoft.MachineLearningServices/workspaces/${encodeURIComponent(name)}`;
    const doing = `read the workspace "${name}"`;
    const answer = await connection
        .arm({ path, apiVersion: ML_API_VERSION, doing })
        .catch((caught) => {
        throw explainAbsence(caught, {
            ResourceGroupNotFound: { ...groupAbsence(resourceGroup), input: groupInput },
            ResourceNotFound: {
                message: `The workspace "${name}" does not exist in the resource group "${resourceGroup}".`,
                input: 'workspace',
                remedy: 'Check workspace, workspace-resource-group (by default resource-group) and subscription-id.',
            },
        });
    });
    const { id, location, properties } = readShape(workspaceShape, answer, `the workspace "${name}"`);
    return {
        id,
        name,
        location,
        ...(properties.containerRegistry && { containerRegistry: properties.containerRegistry }),
        ...(properties.workspaceId && { guid: properties.workspaceId }),
    };
}
/**
 * Reads the resource group.
 * @throws ActionError when it does not exist (naming the input to check) or may not be read (naming the role).
 */
async function getResourceGroup(connection, name) {
    const path = groupPath(connection, name);
    const doing = `read the resource group "${name}"`;
    const answer = await connection
        .arm({ path, apiVersion: RESOURCES_API_VERSION, doing })
        .catch((caught) => {
        throw explainAbsence(caught, { ResourceGroupNotFound: groupAbsence(name) });
    });
    const { id, location } = readShape(resourceGroupShape, answer, `the resource group "${name}"`);
    return { id, name, location };
}
function groupPath({ subscriptionId }, name) {
    return `/subscriptions/${encodeURIComponent(subscriptionId)}/resourceGroups/${encodeURIComponent(name)}`;
}
function groupAbsence(name) {
    return {
        message: `The resource group "${name}" does not exist in the subscription.`,
        input: 'resource-group',
        remedy: 'Check the name and subscription-id, or create it: az group create --name <name> --location <region>',
    };
}
/** Turns a 404 with one of these codes into an error that names the input; other refusals get their usual remedy. */
function explainAbsence(caught, absences) {
    if (!(caught instanceof azure_error/* AzureError */.M))
        return caught;
    const absence = caught.status === 404 ? absences[caught.code] : undefined;
    if (!absence)
        return (0,explain/* explain */.W)(caught);
    const { message, ...details } = absence;
    const [refusal] = caught.asActionError().findings;
    return new build_findings/* ActionError */.lZ([(0,build_findings/* error */.z3)(message, { ...details, ...(refusal?.azure && { azure: refusal.azure }) })], {
        cause: caught,
    });
}

// EXTERNAL MODULE: ./build/phases/checks.js
var phases_checks = __webpack_require__(1139);
// EXTERNAL MODULE: ./build/phases/target.js
var target = __webpack_require__(54543);
;// CONCATENATED MODULE: ./build/phases/connect.js











/**
 * Signs in and looks up the resource group and the workspace.
 * Resolves to undefined for a dry run without a sign-in.
 * @throws ActionError when the sign-in or a look-up is refused.
 */
async function connect(inputs, configuration, tools) {
    const connection = await signIn(inputs, configuration, tools);
    if (!connection)
        return undefined;
    const checks = new phases_checks/* Checks */.s(tools.log);
    // Until now a dry run could do without: it did not know whether Azure would be asked.
    if (inputs.dryRun)
        checks.add((0,target/* checkTarget */.e)(inputs, configuration));
    checks.settle();
    const group = inputs.resourceGroup ?? '';
    const [resourceGroup, workspace] = await Promise.all([
        // A workspace tells a region as well; then the first call about the container group finds out about its group.
        inputs.workspace === undefined
            ? checks.attempt(getResourceGroup(connection, group))
            : { id: `/subscriptions/${connection.subscriptionId}/resourceGroups/${group}`, name: group },
        inputs.workspace === undefined
            ? undefined
            : checks.attempt(getWorkspace(connection, {
                resourceGroup: inputs.workspaceResourceGroup ?? group,
                name: inputs.workspace,
                ...(inputs.workspaceResourceGroup === undefined && { groupInput: 'resource-group' }),
            })),
    ]);
    checks.settle();
    if (!resourceGroup)
        throw new Error('The resource group was neither read nor reported.');
    const nearest = workspace?.location ?? ('location' in resourceGroup ? resourceGroup.location : '');
    const location = inputs.location ?? configuration.deployment.location ?? nearest;
    // "West Europe" and "westeurope" are the same region to ARM; names in addresses have the short form.
    const region = location.replaceAll(' ', '').toLowerCase();
    tools.log.info(`Signed in ${howSignedIn(configuration, connection)}; resource group ${resourceGroup.name}, region ${region}`);
    const { subscriptionId } = connection;
    tools.ledger.note({ place: { subscriptionId, resourceGroup: resourceGroup.name } });
    return {
        connection,
        resourceGroup,
        ...(workspace && { workspace }),
        location: region,
        groups: await createContainerGroups(connection, resourceGroup.name, tools),
    };
}
/** Signs in. Resolves to undefined for a dry run without a sign-in. @throws ActionError */
async function signIn(inputs, configuration, tools) {
    const cloud = clouds/* CLOUDS */.JJ[inputs.cloud];
    const { method } = configuration.signIn;
    const credential = patientCredential(await createCredential(method, cloud, tools.idToken), tools);
    try {
        await verifySignIn(credential, method, cloud);
    }
    catch (caught) {
        if (!(inputs.dryRun && method.kind === 'cli' && caught instanceof build_findings/* ActionError */.lZ))
            throw caught;
        tools.log.report((0,build_findings/* notice */.lm)('There is no sign-in for Azure: this dry run checks only what needs none.'));
        return undefined;
    }
    const arm = await createArm(credential, cloud, tools.clock, tools.log);
    return {
        cloud,
        subscriptionId: configuration.subscriptionId ?? (await defaultSubscription(tools.runCommand)),
        credential,
        arm,
        http: patientHttp(await tools.http(), tools),
    };
}
function howSignedIn(configuration, { subscriptionId }) {
    const { method } = configuration.signIn;
    switch (method.kind) {
        case 'secret':
            return `as client ${method.clientId} with a client secret`;
        case 'oidc':
            return `as client ${method.clientId} with GitHub's token`;
        case 'cli':
            return configuration.subscriptionId === undefined
                ? `with the Azure CLI in its default subscription ${subscriptionId}`
                : 'with the Azure CLI';
    }
}

;// CONCATENATED MODULE: ./build/service/immutable.js
/** Groups in these states hold no containers: Azure deploys them as new and takes any change. */
const EMPTY_STATES = ['Stopped', 'Failed', 'Succeeded'];
/**
 * What Azure refuses to change in a living group, by the path of the field.
 * Source: https://learn.microsoft.com/azure/container-instances/container-instances-update
 */
const IMMUTABLE_PATH = /^(?:osType$|restartPolicy$|ipAddress\.type$|subnetIds\b|containers\[.*\]\.resources\.requests\.)/;
/** True when a change of this field needs the group to be deleted and created again. */
function needsReplacement(path, live) {
    return path === 'location' || (!isEmpty(live) && IMMUTABLE_PATH.test(path));
}
/** True for a group without containers: Azure deploys it as new and takes any change. */
function isEmpty(live) {
    return EMPTY_STATES.includes(live.instanceView?.state ?? '') || live.provisioningState === 'Failed';
}

// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(60378);
;// CONCATENATED MODULE: ./build/service/visible.js
/** Stands for a secret, on both sides: Azure never shows one. */
const HIDDEN = '***';
/** What Azure fills into a probe. Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
const PROBE_DEFAULTS = {
    initialDelaySeconds: 0,
    periodSeconds: 10,
    failureThreshold: 3,
    successThreshold: 1,
    timeoutSeconds: 1,
};
/**
 * What can be seen of a container group, as text by path: `containers[iris].resources.requests.cpu` -> `1`. What
 * Azure adds by itself (ids, states, addresses, defaults) is left out or the same in a plan and in Azure's answer.
 * Zones are left out as well: Azure chooses them.
 */
function visibleState(group) {
    const state = new Map();
    flatten('', treeOf(group), state);
    return state;
}
function treeOf(group) {
    return {
        location: (group.location ?? '').replaceAll(' ', '').toLowerCase(),
        sku: group.sku ?? 'Standard',
        priority: group.priority ?? 'Regular',
        osType: group.osType,
        restartPolicy: group.restartPolicy ?? 'Always',
        identity: identityOf(group.identity),
        containers: named(group.containers, containerOf),
        initContainers: named(group.initContainers, initContainerOf),
        imageRegistryCredentials: credentialsOf(group.imageRegistryCredentials),
        ipAddress: group.ipAddress && addressOf(group.ipAddress),
        subnetIds: group.subnetIds?.map(({ id }) => id.toLowerCase()),
        dnsConfig: group.dnsConfig,
        volumes: named(group.volumes, volumeOf),
        diagnostics: group.diagnostics?.logAnalytics && {
            logAnalytics: { ...group.diagnostics.logAnalytics, workspaceKey: HIDDEN },
        },
        encryptionProperties: group.encryptionProperties,
        extensions: named(group.extensions, ({ extensionType, version, settings }) => ({
            extensionType,
            version,
            settings,
        })),
        tags: new Map(Object.entries(group.tags ?? {})),
    };
}
/** Puts every text, number and list into the map. What is empty is as good as absent. */
function flatten(path, value, into) {
    if (value === undefined || value === null || value === '')
        return;
    if (value instanceof Map) {
        for (const [name, inner] of value)
            flatten(`${path}[${String(name)}]`, inner, into);
    }
    else if (Array.isArray(value)) {
        if (value.length > 0)
            into.set(path, JSON.stringify(value));
    }
    else if (typeof value === 'object') {
        for (const [name, inner] of Object.entries(value))
            flatten(path ? `${path}.${name}` : name, inner, into);
    }
    else {
        into.set(path, textOf(value));
    }
}
function textOf(value) {
    // A core may come back as 0.8999999.
    return typeof value === 'number' ? String(Number(value.toFixed(4))) : String(value);
}
function named(items, show) {
    return new Map((items ?? []).map((item) => [item.name, show(item)]));
}
function identityOf(identity) {
    if (!identity?.type || identity.type === 'None')
        return undefined;
    const assigned = Object.keys(identity.userAssignedIdentities ?? {}).map((id) => id.toLowerCase());
    return { type: identity.type, userAssignedIdentities: assigned.sort() };
}
function containerOf(container) {
    const { image, command, resources, volumeMounts, securityContext, livenessProbe, readinessProbe } = container;
    return {
        image,
        command,
        ports: portsOf(container.ports),
        environmentVariables: variablesOf(container.environmentVariables),
        resources: { requests: resources.requests, limits: resources.limits },
        volumeMounts: named(volumeMounts, ({ mountPath, readOnly }) => ({
            mountPath,
            readOnly: readOnly ?? false,
        })),
        livenessProbe: livenessProbe && probeOf(livenessProbe),
        readinessProbe: readinessProbe && probeOf(readinessProbe),
        securityContext,
    };
}
function initContainerOf({ image, command, environmentVariables, ...rest }) {
    const { volumeMounts, securityContext } = rest;
    return {
        image,
        command,
        environmentVariables: variablesOf(environmentVariables),
        volumeMounts,
        securityContext,
    };
}
/** An empty value and a secure one look alike in Azure's answer: there is none. */
function variablesOf(variables) {
    return named(variables, ({ value }) => value || HIDDEN);
}
function portsOf(ports) {
    return (ports ?? []).map(({ port, protocol }) => `${port}/${(protocol ?? 'TCP').toUpperCase()}`).sort();
}
function probeOf(probe) {
    const { httpGet } = probe;
    return {
        ...PROBE_DEFAULTS,
        ...probe,
        httpGet: httpGet && {
            ...httpGet,
            path: httpGet.path ?? '/',
            scheme: (httpGet.scheme ?? 'http').toLowerCase(),
        },
    };
}
function credentialsOf(credentials) {
    return new Map((credentials ?? []).map(({ server, username, identity }) => [
        server.toLowerCase(),
        username === undefined
            ? { identity: identity?.toLowerCase() }
            : { username: username.toLowerCase(), password: HIDDEN },
    ]));
}
/** The label with its scope; not the address that Azure gave. */
function addressOf({ type, ports, dnsNameLabel, autoGeneratedDomainNameLabelScope }) {
    const scope = dnsNameLabel && (autoGeneratedDomainNameLabelScope ?? 'Unsecure');
    return { type, ports: portsOf(ports), dnsNameLabel, autoGeneratedDomainNameLabelScope: scope };
}
/** Of a secret volume Azure tells not even the names of its files. */
function volumeOf({ azureFile, emptyDir, secret, gitRepo }) {
    return {
        azureFile: azureFile && {
            shareName: azureFile.shareName,
            storageAccountName: azureFile.storageAccountName,
            readOnly: azureFile.readOnly ?? false,
        },
        emptyDir: emptyDir && '{}',
        secret: secret && HIDDEN,
        gitRepo,
    };
}

;// CONCATENATED MODULE: ./build/service/compare.js



/**
 * Compares a group as Azure shows it with the group that should be. Secrets are never seen, so they never differ; nor
 * does what Azure fills in, or the tags that change with every run. Pure.
 */
function compareGroups(live, desired) {
    const [now, wanted] = [visibleState(live), visibleState(desired)];
    const paths = [...new Set([...wanted.keys(), ...now.keys()])];
    return paths
        .filter((path) => now.get(path) !== wanted.get(path) && !OUTSIDE.has(path))
        .map((path) => differenceOf(path, now.get(path), wanted.get(path), live));
}
const OUTSIDE = new Set(service_tags/* TAGS_OUTSIDE_REVISION */.y6.map((tag) => `tags[${tag}]`));
/** A variable that somebody set in Azure may hold anything. */
const VARIABLE = /\.environmentVariables\[/;
function differenceOf(path, from, to, live) {
    const kind = from === undefined ? 'added' : to === undefined ? 'removed' : 'changed';
    const mayTell = !VARIABLE.test(path) || (to !== undefined && to !== HIDDEN);
    return {
        path,
        kind,
        ...(from !== undefined && mayTell && { from }),
        ...(to !== undefined && { to }),
        replaces: needsReplacement(path, live),
    };
}
/** One line for a person: `~ containers[iris].image: a -> b`. */
function describeDifference({ path, kind, from, to, replaces }) {
    const why = replaces ? '  (replaces the container group)' : '';
    switch (kind) {
        case 'added':
            return `+ ${path}: ${to ?? ''}${why}`;
        case 'removed':
            return `- ${path}${from === undefined ? '' : `: ${from}`}${why}`;
        case 'changed':
            return `~ ${path}: ${from ?? HIDDEN} -> ${to ?? ''}${why}`;
    }
}

// EXTERNAL MODULE: ../../work/main/node_modules/yaml/dist/index.js
var dist = __webpack_require__(7207);
// EXTERNAL MODULE: ./build/service/front-end-config.js
var front_end_config = __webpack_require__(95123);
;// CONCATENATED MODULE: ./build/service/dns.js


/** ACI's rule for labels. Source: its own message, quoted in derekbekoe/vscode-spot#38. */
const LABEL = /^[a-z][a-z0-9-]{3,61}[a-z0-9]$/;
const MAX_LABEL = 63;
/**
 * The public address. A label of the config is taken as it is, as v1 did; otherwise the group's name with a scope
 * of the tenant, so that nobody else's label is in the way. The scope is always sent: its default is disputed.
 */
function publicAddress({ dnsNameLabel, groupName }) {
    return {
        type: 'Public',
        ports: [{ port: front_end_config/* FRONT_END_PORT */.Eh, protocol: 'TCP' }],
        dnsNameLabel: dnsNameLabel ?? labelOf(groupName),
        autoGeneratedDomainNameLabelScope: dnsNameLabel === undefined ? 'TenantReuse' : 'Unsecure',
    };
}
/** Checks the label of the config. */
function checkLabel({ dnsNameLabel }) {
    if (dnsNameLabel === undefined || LABEL.test(dnsNameLabel))
        return [];
    return [
        (0,build_findings/* error */.z3)(`Azure does not take "${dnsNameLabel.slice(0, 80)}" as dnsNameLabel.`, {
            input: 'deployment-config',
            remedy: 'Use 5 to 63 lower-case letters, digits and hyphens; begin with a letter, end with a letter or digit.',
        }),
    ];
}
/** A group's name may be shorter than a label, or begin with a digit. */
function labelOf(groupName) {
    return LABEL.test(groupName) ? groupName : `aci-${groupName}`.slice(0, MAX_LABEL).replace(/-+$/, '');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/service/names.js

/**
 * Name of a service's container group: `<service>-<8 hex>`. The hash keeps services of the same name in two
 * workspaces apart, as v1 did.
 *
 * @param service Service name, 3-32 characters.
 * @param ownerId ARM id of the workspace; without one, of the resource group. Its case does not matter.
 */
function containerGroupName(service, ownerId) {
    const hash = (0,external_node_crypto_.createHash)('sha256').update(ownerId.toLowerCase()).digest('hex');
    return `${service}-${hash.slice(0, 8)}`;
}
/** Name of the front end's container. It is never the name of the scoring container, which is the service's. */
function frontEndName(service) {
    return `${service}-front-end`;
}
/** Longest name of a container group. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerinstance */
const MAX_GROUP_NAME = 63;
const CANDIDATE = '-candidate';
/** Name of a group's candidate: `<group>-candidate`. A long name is cut, and a hash keeps it apart from others. */
function candidateName(groupName) {
    const name = `${groupName}${CANDIDATE}`;
    if (name.length <= MAX_GROUP_NAME)
        return name;
    const hash = (0,external_node_crypto_.createHash)('sha256').update(groupName).digest('hex').slice(0, 8);
    const kept = groupName.slice(0, MAX_GROUP_NAME - CANDIDATE.length - hash.length - 1);
    return `${kept.replace(/-+$/, '')}-${hash}${CANDIDATE}`;
}

;// CONCATENATED MODULE: ./build/service/front-end.js


/** nginx from Microsoft's registry: no limits of Docker Hub. Source: MCR catalog, azurelinux/base/nginx. */
const FRONT_END_IMAGE = 'mcr.microsoft.com/azurelinux/base/nginx:1.28';
/** What v1's front end took from the group. Source: azureml-core, `azureml-fe-aci`. Cores and GB. */
const FRONT_END_RESOURCES = { cpu: 0.1, memoryInGB: 0.5 };
/** Not /etc/nginx: a volume there would hide the files of the image. */
const MOUNT_PATH = '/etc/aci-model-deploy';
/** Name of the front end's secret volume. */
const FRONT_END_VOLUME = 'front-end';
const CONFIG_FILE = 'nginx.conf';
/** The container that checks keys and limits in front of the scoring server, and the volume with its configuration. */
function frontEnd(service, settings) {
    return {
        container: {
            name: frontEndName(service),
            image: FRONT_END_IMAGE,
            // -e: the log file compiled into nginx cannot be opened by every user.
            command: ['nginx', '-e', 'stderr', '-c', `${MOUNT_PATH}/${CONFIG_FILE}`, '-g', 'daemon off;'],
            ports: [{ port: front_end_config/* FRONT_END_PORT */.Eh, protocol: 'TCP' }],
            environmentVariables: [],
            resources: { requests: { ...FRONT_END_RESOURCES } },
            volumeMounts: [{ name: FRONT_END_VOLUME, mountPath: MOUNT_PATH, readOnly: true }],
        },
        volume: frontEndVolume(settings),
    };
}
/** The secret volume with the front end's configuration. */
function frontEndVolume(settings) {
    return {
        name: FRONT_END_VOLUME,
        secret: { [CONFIG_FILE]: Buffer.from((0,front_end_config/* frontEndConfig */.bY)(settings)).toString('base64') },
    };
}

;// CONCATENATED MODULE: ./build/service/secrets.js
const STARS = '***';
/**
 * Takes the secrets out of a group: secure variables, registry passwords, and whole secret volumes, because the
 * front end's configuration holds the keys.
 */
function separateSecrets(group) {
    const secrets = {};
    const take = (place, secret) => {
        secrets[place] = secret;
        return STARS;
    };
    const open = {
        ...group,
        containers: group.containers.map((container) => ({
            ...container,
            ...(container.environmentVariables && {
                environmentVariables: container.environmentVariables.map((variable) => variable.secureValue === undefined
                    ? variable
                    : {
                        name: variable.name,
                        secureValue: take(`variable/${container.name}/${variable.name}`, variable.secureValue),
                    }),
            }),
        })),
        ...(group.imageRegistryCredentials && {
            imageRegistryCredentials: group.imageRegistryCredentials.map((credential) => credential.password === undefined
                ? credential
                : { ...credential, password: take(`registry/${credential.server}`, credential.password) }),
        }),
        ...(group.volumes && {
            volumes: group.volumes.map((volume) => volume.secret === undefined
                ? volume
                : {
                    ...volume,
                    secret: Object.fromEntries(Object.entries(volume.secret).map(([file, content]) => [
                        file,
                        take(`volume/${volume.name}/${file}`, content),
                    ])),
                }),
        }),
    };
    return { open, secrets };
}

;// CONCATENATED MODULE: ./build/service/revision.js



/** Work factors of scrypt: about 50 ms and 16 MB, once for all secrets. Source: RFC 7914, section 2. */
const SCRYPT = { N: 2 ** 14, r: 8, p: 1 };
/** 64 bits: the revision tells deployments of one service apart. */
const LENGTH = 16;
/**
 * Hash of the desired state. It leaves out the revision itself and the tags that change with every run. Secrets
 * enter only through scrypt, so that a public header and a readable tag give nobody a quick way to guess them.
 *
 * @param group The whole group, planned with an empty revision.
 * @param salt Random text, the same for every deployment of a service.
 */
function revisionOf(group, salt) {
    const { open, secrets } = separateSecrets(group);
    const tags = Object.entries(group.tags ?? {}).filter(([name]) => !service_tags/* TAGS_OUTSIDE_REVISION */.y6.includes(name));
    const sealed = (0,external_node_crypto_.scryptSync)(canonicalJson(secrets), salt, 32, SCRYPT).toString('hex');
    const state = canonicalJson({ ...open, tags: Object.fromEntries(tags), sealed });
    return (0,external_node_crypto_.createHash)('sha256').update(state).digest('hex').slice(0, LENGTH);
}
/** JSON with sorted keys: equal values give equal text. Undefined values are left out, as in any JSON. */
function canonicalJson(value) {
    return JSON.stringify(value, (_key, inner) => typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner);
}

;// CONCATENATED MODULE: ./build/service/probes.js
/**
 * How much later than the front end the scoring server itself gives up a request, in milliseconds: the caller gets
 * the front end's 504, always, and the worker is free a moment later.
 */
const SERVER_TIMEOUT_MARGIN_MS = 1_000;
/**
 * How much longer than the longest request a probe waits, in seconds. The scoring server has a single worker:
 * while it scores it cannot answer a probe, and must not be taken for dead.
 */
const PROBE_MARGIN_S = 5;
/** v1's default on AKS: a slow init() is not killed. Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-azure-kubernetes-service */
const LIVENESS_DELAY_S = 310;
/** Every failure takes the whole time-out when requests queue up, so a service is restarted after minutes of silence only. */
const FAILURES = 5;
/** From the start, every 2 s: traffic is let in as soon as init() is through. */
function readinessProbe(target) {
    return { ...probe(target), initialDelaySeconds: 0, periodSeconds: 2 };
}
/** Restarts a server that hangs. */
function livenessProbe(target) {
    return { ...probe(target), initialDelaySeconds: LIVENESS_DELAY_S, periodSeconds: 30 };
}
/** The longest request that a probe was made for, in milliseconds, rounded up to whole seconds. */
function scoringTimeoutOf(made) {
    return ((made?.timeoutSeconds ?? 0) - PROBE_MARGIN_S) * 1000 - SERVER_TIMEOUT_MARGIN_MS;
}
function probe({ port, healthPath, scoringTimeoutMs }) {
    return {
        httpGet: { path: healthPath, port, scheme: 'http' },
        failureThreshold: FAILURES,
        successThreshold: 1,
        timeoutSeconds: Math.ceil((scoringTimeoutMs + SERVER_TIMEOUT_MARGIN_MS) / 1000) + PROBE_MARGIN_S,
    };
}

;// CONCATENATED MODULE: ./build/service/scoring-container.js



/** Least cores and GB of a whole group. Source: https://learn.microsoft.com/azure/container-instances/container-instances-resource-and-quota-limits */
const GROUP_MINIMUM = { cpu: 1, memoryInGB: 1 };
/** ACI takes memory with one decimal place. Source: `Azure/aci-deploy:action.yml`. Cores: two, as far as is known. */
const DECIMALS = { cpu: 2, memoryInGB: 1 };
/** gunicorn's own limit, in seconds: `WORKER_TIMEOUT` of azureml-inference-server-http. */
const WORKER_TIMEOUT_S = 300;
/** Plans the container with the model. Its name is the service's, as in v1. */
function scoringContainer(request) {
    const requests = { cpu: planned(request, 'cpu'), memoryInGB: planned(request, 'memoryInGB') };
    return {
        container: {
            name: request.name,
            image: request.image,
            ports: [{ port: request.port, protocol: 'TCP' }],
            environmentVariables: variables(request),
            resources: { requests },
            readinessProbe: readinessProbe(request),
            livenessProbe: livenessProbe(request),
        },
        findings: changes(request, requests),
    };
}
const UNITS = { cpu: 'CPU', memoryInGB: 'GB' };
/** What is asked for, rounded up to what ACI can count, and at least what the group lacks to its minimum. */
function planned(request, kind) {
    return Math.max(roundUp(request[kind], DECIMALS[kind]), leastOfScoring(kind));
}
function leastOfScoring(kind) {
    return roundUp(GROUP_MINIMUM[kind] - FRONT_END_RESOURCES[kind], DECIMALS[kind]);
}
function roundUp(value, decimals) {
    const scale = 10 ** decimals;
    // 1.1 * 10 is 11.000000000000002: such dust must not make it 1.2.
    return Math.ceil(value * scale - 1e-6) / scale;
}
function changes(request, requests) {
    return ['cpu', 'memoryInGB'].flatMap((kind) => {
        const [from, to] = [request[kind], requests[kind]];
        if (from === to)
            return [];
        const why = from < leastOfScoring(kind) ? minimumOf(kind) : 'Azure counts no finer';
        return [
            (0,build_findings/* notice */.lm)(`The ${kind} of the scoring container is raised from ${from} to ${to}: ${why}.`, {
                input: 'deployment-config',
            }),
        ];
    });
}
function minimumOf(kind) {
    const unit = UNITS[kind];
    return `a container group needs ${GROUP_MINIMUM[kind]} ${unit} in all, and the front end takes ${FRONT_END_RESOURCES[kind]} ${unit}`;
}
/** The user's variables, and the time-outs of the scoring server where the user set none. */
function variables(request) {
    const timeoutMs = request.scoringTimeoutMs + SERVER_TIMEOUT_MARGIN_MS;
    const defaults = [{ name: 'SCORING_TIMEOUT_MS', value: String(timeoutMs) }];
    if (timeoutMs > WORKER_TIMEOUT_S * 1000)
        defaults.push({ name: 'WORKER_TIMEOUT', value: String(Math.ceil(timeoutMs / 1000)) });
    const taken = new Set(request.variables.map(({ name }) => name));
    return [
        ...request.variables.map(({ name, value, secure }) => secure ? { name, secureValue: value } : { name, value }),
        ...defaults.filter(({ name }) => !taken.has(name)),
    ];
}

;// CONCATENATED MODULE: ./build/service/plan.js







/**
 * Plans the whole container group: always the full desired state, because a PUT resets whatever it does not name.
 * Pure: the same request gives the same plan.
 */
function planService(request) {
    const scoring = scoringContainer(request);
    const tags = (0,service_tags/* planTags */.Vd)(request);
    const assemble = (revision, pull = request.pull) => {
        const { container, volume } = frontEnd(request.name, { ...request, revision });
        return {
            location: request.location,
            tags: { ...tags, [service_tags/* TAGS */.gp.revision]: revision },
            osType: 'Linux',
            restartPolicy: 'Always',
            ...pullAccess(pull),
            containers: [scoring.container, container],
            ipAddress: publicAddress(request),
            volumes: [volume],
        };
    };
    const revision = revisionOf(assemble('', lasting(request.pull)), request.salt);
    return {
        name: request.name,
        groupName: request.groupName,
        revision,
        group: assemble(revision),
        healthPath: request.healthPath,
        scoringPath: request.scoringPath,
        auth: request.auth,
        findings: [...scoring.findings, ...checkLabel(request)],
    };
}
/** The group as YAML with every secret replaced by stars: what a dry run prints. */
function maskPlan(plan) {
    return (0,dist/* stringify */.As)({ name: plan.groupName, ...separateSecrets(plan.group).open }, { lineWidth: 0 });
}
/** A credential as the revision sees it: without what is read only before a write. */
function lasting(pull) {
    return pull?.kind === 'password' && pull.ofRegistry
        ? { ...pull, username: 'admin user', password: '' }
        : pull;
}
/** ACI pulls with a user-assigned identity of the group, or with a password; never with a system-assigned one. */
function pullAccess(pull) {
    if (!pull)
        return {};
    if (pull.kind === 'identity') {
        const identity = {
            type: 'UserAssigned',
            userAssignedIdentities: { [pull.identity]: {} },
        };
        return { identity, imageRegistryCredentials: [{ server: pull.server, identity: pull.identity }] };
    }
    const credential = {
        server: pull.server,
        username: pull.username,
        password: pull.password,
    };
    return { imageRegistryCredentials: [credential] };
}

;// CONCATENATED MODULE: ./build/phases/show-plan.js

/** What a run would do, by what was decided. */
const WOULD_BE = {
    create: 'created',
    unchanged: 'left as it is',
    update: 'updated',
    replace: 'deleted and created again',
};
/** Ends a dry run: prints what would be built and the container group, with secrets masked. */
async function showPlan({ plan, image, decision }, tools, facts) {
    facts.plan = maskPlan(plan);
    facts.result = 'planned';
    if (image.build) {
        const { repository, tag, server, dockerfile } = image.build;
        await logText(tools.log, `Dockerfile of ${server}/${repository}:${tag}`, dockerfile);
        tools.log.info('The image would be built; its digest, and with it the revision, is known after the build');
    }
    else {
        tools.log.info('The image exists: nothing would be built');
    }
    await logText(tools.log, `Container group ${plan.groupName}`, facts.plan);
    tools.log.info(`Dry run: nothing was written. The container group ${plan.groupName} would be ${WOULD_BE[decision.kind]}.`);
}
/** Logs a text of several lines as a group. */
function logText(log, title, text) {
    return log.group(title, () => {
        for (const line of text.trimEnd().split('\n'))
            log.info(line);
        return Promise.resolve();
    });
}

;// CONCATENATED MODULE: ./build/phases/decision.js



/** Tells what will be done to an existing service and why, before anything is written. */
async function tellDecision({ decision, live, plan }, { log }, facts) {
    if (decision.kind === 'create' || decision.kind === 'unchanged')
        return;
    log.info(`The container group ${plan.groupName} is to be written: ${decision.reasons.join('; ')}.`);
    const changes = decision.differences.map(describeDifference);
    if (changes.length > 0) {
        facts.changes = changes;
        await logText(log, `Changes of ${plan.groupName}`, changes.join('\n'));
    }
    if (decision.kind === 'replace')
        log.report(replacement(decision, live, plan));
}
function replacement({ differences }, live, plan) {
    const paths = differences.filter(({ replaces }) => replaces).map(({ path }) => path);
    const [label, wanted] = [live, plan.group].map((group) => `${group?.ipAddress?.dnsNameLabel ?? ''} ${group?.location ?? ''}`.toLowerCase());
    const name = label === wanted ? 'its name stays' : 'so does its name';
    return (0,build_findings/* warning */.$e)(`Azure does not change ${paths.join(', ')} in place: the container group ${plan.groupName} is deleted and created again. Its IP address changes, ${name}, and the service is away until the new group answers.`, { remedy: 'Call the service by its name (output fqdn), not by its IP address.' });
}

;// CONCATENATED MODULE: ./build/azure/manifests.js

/** Kinds of manifests, newest first: without them the registry answers in a form of its own choice. */
const MANIFESTS = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const digestSchema = schemas/* string */.YjP().regex(/^sha256:[a-f0-9]{64}$/);
/** The request that tells the digest of a tag. Source: `opencontainers/distribution-spec:spec.md`. */
function manifestRequest(server, repository, reference, timeoutMs) {
    const url = `https://${server}/v2/${repository}/manifests/${reference}`;
    return { url, method: 'HEAD', headers: { accept: MANIFESTS }, timeoutMs };
}
/** What the registry said; unreadable when it did not answer as registries do. */
function readManifestDigest(answer) {
    if (answer?.status === 404)
        return 'absent';
    const digest = digestSchema.safeParse(answer?.headers['docker-content-digest']);
    return answer?.status === 200 && digest.success ? { digest: digest.data } : 'unreadable';
}

;// CONCATENATED MODULE: ./build/azure/public-digest.js


/** Microsoft's registry: public, without any sign-in. */
const MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/** Milliseconds for one request. */
const public_digest_TIMEOUT_MS = 30_000;
const accessSchema = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1) });
/**
 * Reads the digest of a tag as anybody may: from Microsoft's registry, and from Azure registries that let everybody
 * pull. The sign-in of the run is not used: the server is named by a file of the repository, and no token goes there.
 */
async function readPublicDigest(reader, image) {
    const isAzure = image.server.endsWith(`.${reader.cloud.registrySuffix}`);
    if (image.server !== MICROSOFT_REGISTRY && !isAzure)
        return 'unasked';
    const { repository, tag = 'latest' } = image;
    const request = manifestRequest(image.server, repository, tag, public_digest_TIMEOUT_MS);
    const answer = await ask(reader, request);
    if (answer?.status !== 401)
        return readManifestDigest(answer);
    const token = await anonymousToken(reader, image);
    if (token === undefined)
        return 'unreadable';
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return readManifestDigest(await ask(reader, { ...request, headers }));
}
/** The token that a registry with anonymous pull gives to everybody. */
async function anonymousToken(reader, { server, repository }) {
    const query = new URLSearchParams({ service: server, scope: `repository:${repository}:pull` });
    const answer = await ask(reader, {
        url: `https://${server}/oauth2/token?${query.toString()}`,
        timeoutMs: public_digest_TIMEOUT_MS,
    });
    if (answer?.status !== 200)
        return undefined;
    try {
        return accessSchema.safeParse(JSON.parse(answer.body)).data?.access_token;
    }
    catch {
        return undefined;
    }
}
/** Undefined when there was no answer. */
function ask({ http }, request) {
    return http(request).catch(() => undefined);
}

;// CONCATENATED MODULE: ./build/azure/storage-error.js

/**
 * Turns what the storage SDK threw into an AzureError. Anything that is not about the request, such as a failed sign-in,
 * is thrown on.
 */
function toStorageError(doing, caught) {
    if (caught instanceof azure_error/* AzureError */.M)
        return caught;
    if (!isRestError(caught))
        throw caught;
    const status = typeof caught.statusCode === 'number' ? caught.statusCode : 0;
    // A HEAD has no body: its error code comes in a header only.
    const header = caught.response?.headers?.get?.('x-ms-error-code');
    const code = header ?? (typeof caught.code === 'string' ? caught.code : '');
    // The lines after the first repeat the request id and the time. A message that is markup says nothing.
    const [message = ''] = caught.message.split('\n');
    const correlationId = caught.response?.headers?.get?.('x-ms-request-id');
    return new azure_error/* AzureError */.M({
        doing,
        status,
        code,
        message: message.startsWith('<') ? '' : message,
        ...(correlationId !== undefined && { correlationId }),
    }, { cause: caught });
}
function isRestError(caught) {
    return caught instanceof Error && caught.name === 'RestError';
}

;// CONCATENATED MODULE: ./build/azure/storage-retries.js

/**
 * The row for storage in the words of its library, which waits (2^n - 1) times the delay before the n-th further try,
 * counted from 0. Source: `Azure/azure-sdk-for-js:sdk/storage/storage-common/src/policies/StorageRetryPolicyV2.ts`.
 */
function storageRetries() {
    const { retries, waits } = ruleOf('storage-fault');
    return {
        maxTries: retries + 1,
        retryDelayInMs: waits[1] ?? 0,
        maxRetryDelayInMs: waits.at(-1) ?? 0,
    };
}

;// CONCATENATED MODULE: ./build/azure/registry-build.js






/** What `az acr build` sends. Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/build.py`. */
const TASKS_API = '2019-06-01-preview';
/** Seconds a build may run: the service's default. It allows 300 to 28,800. */
const BUILD_TIMEOUT_S = 3600;
/** Cores of the build machine: what every tier of registry offers. */
const BUILD_CPU = 2;
/** Bytes of a block and blocks on their way at once: the fastest of those measured against a null server. */
const BLOCK_BYTES = 8 << 20;
const BLOCKS_AT_ONCE = 4;
const uploadSchema = schemas/* object */.Ikc({ uploadUrl: schemas/* url */.OZ5(), relativePath: schemas/* string */.YjP().min(1) });
const runSchema = schemas/* object */.Ikc({
    properties: schemas/* object */.Ikc({
        runId: schemas/* string */.YjP().min(1),
        status: schemas/* string */.YjP().min(1),
        runErrorMessage: schemas/* string */.YjP().nullish(),
        outputImages: schemas/* array */.YOg(schemas/* object */.Ikc({ repository: schemas/* string */.YjP(), tag: schemas/* string */.YjP().nullish(), digest: schemas/* string */.YjP().nullish() }))
            .nullish(),
    }),
});
/** Uploads a build context in blocks and returns where it lies, as scheduleRun wants it. */
async function uploadSource(connection, registry, archive, mask) {
    const doing = `upload the build context to ${registry.server}`;
    const path = `${registry.id}/listBuildSourceUploadUrl`;
    const answer = await connection.arm({ method: 'POST', path, apiVersion: TASKS_API, doing });
    const { uploadUrl, relativePath } = readShape(uploadSchema, answer, 'the upload of a build context');
    maskSas(uploadUrl, mask);
    const { BlockBlobClient } = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987), __webpack_require__.e(850), __webpack_require__.e(955)]).then(__webpack_require__.bind(__webpack_require__, 9955));
    await watched(archive, doing, () => new BlockBlobClient(uploadUrl, undefined, { retryOptions: storageRetries() }).uploadStream(archive, BLOCK_BYTES, BLOCKS_AT_ONCE));
    return relativePath;
}
/** A signed URL is a secret, and so is its signature alone. */
function maskSas(url, mask) {
    const { search, searchParams } = new URL(url);
    mask(url);
    if (search !== '')
        mask(search.slice(1));
    const signature = searchParams.get('sig');
    if (signature)
        for (const form of [signature, encodeURIComponent(signature)])
            mask(form);
}
/** The archive's own error (a file that changed) says more than the upload's that follows from it. */
async function watched(archive, doing, upload) {
    let own;
    archive.once('error', (caught) => (own = caught));
    try {
        await upload();
    }
    catch (caught) {
        throw own ?? toStorageError(doing, caught);
    }
    finally {
        archive.destroy();
    }
}
/** Queues a quick build. */
async function startBuild(connection, registry, request) {
    const doing = `start a build in the registry ${registry.name}`;
    const path = `${registry.id}/scheduleRun`;
    try {
        const answer = await connection.arm({
            method: 'POST',
            path,
            apiVersion: TASKS_API,
            body: requestBody(request),
            doing,
        });
        return toRun(answer);
    }
    catch (caught) {
        throw notPermitted(caught, registry);
    }
}
function requestBody({ source, imageName, dockerfile }) {
    return {
        type: 'DockerBuildRequest',
        imageNames: [imageName],
        isPushEnabled: true,
        sourceLocation: source,
        dockerFilePath: dockerfile,
        platform: { os: 'Linux', architecture: 'amd64' },
        timeout: BUILD_TIMEOUT_S,
        agentConfiguration: { cpu: BUILD_CPU },
        credentials: { sourceRegistry: { loginMode: 'Default' } },
    };
}
/** Free subscriptions have no quick builds. Source: Azure-Samples/azure-search-openai-demo issue 2592. */
function notPermitted(caught, registry) {
    if (!(caught instanceof azure_error/* AzureError */.M) || caught.code !== 'TasksOperationsNotAllowed')
        return caught;
    return (0,build_findings/* failure */.V2)(`The registry ${registry.name} may not build images (TasksOperationsNotAllowed): free subscriptions have no builds.`, {
        remedy: 'Build the image with Docker in an earlier step of the workflow, push it, and name it with the input image.',
        azure: {
            code: caught.code,
            ...(caught.facts.correlationId && { correlationId: caught.facts.correlationId }),
        },
    });
}
/** Asks how a build is. */
async function pollBuild(connection, registry, runId) {
    const doing = `read the build ${runId} of the registry ${registry.name}`;
    return toRun(await connection.arm({
        path: `${registry.id}/runs/${runId}`,
        apiVersion: TASKS_API,
        doing,
    }));
}
/** Ends a build. */
async function cancelBuild(connection, registry, runId) {
    const doing = `cancel the build ${runId} of the registry ${registry.name}`;
    await connection.arm({
        method: 'POST',
        path: `${registry.id}/runs/${runId}/cancel`,
        apiVersion: TASKS_API,
        doing,
    });
}
function toRun(answer) {
    const { runId, status, runErrorMessage, outputImages } = readShape(runSchema, answer, 'a build').properties;
    const images = (outputImages ?? []).flatMap(({ repository, tag, digest }) => tag && digest ? [{ repository, tag, digest }] : []);
    return { id: runId, status, images, ...(runErrorMessage && { message: runErrorMessage }) };
}
/** URL of a build's log. It is a secret: mask it. */
async function logUrl(connection, registry, runId) {
    const doing = `read the log of the build ${runId}`;
    const path = `${registry.id}/runs/${runId}/listLogSasUrl`;
    const answer = await connection.arm({ method: 'POST', path, apiVersion: TASKS_API, doing });
    return readShape(schemas/* object */.Ikc({ logLink: schemas/* url */.OZ5() }), answer, 'the log of a build').logLink;
}

;// CONCATENATED MODULE: ./build/azure/registry-data.js


/** Milliseconds for one request to the registry. */
const registry_data_TIMEOUT_MS = 30_000;
/** Audience of registries that refuse Resource Manager's tokens; the same in every cloud. Source: https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm */
const REGISTRY_SCOPE = 'https://containerregistry.azure.net/.default';
const refreshSchema = schemas/* object */.Ikc({ refresh_token: schemas/* string */.YjP().min(1) });
const registry_data_accessSchema = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1) });
/**
 * Asks the registry for the digest of a tag: Entra's token is exchanged for one of the registry's, and that for one
 * that may pull from this repository. Unreadable: a right is missing, or the registry cannot be reached from here.
 * Source: https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md
 */
async function readDigest(connection, registry, repository, reference) {
    const token = await pullToken(connection, registry, repository);
    if (token === undefined)
        return 'unreadable';
    const request = manifestRequest(registry.server, repository, reference, registry_data_TIMEOUT_MS);
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return readManifestDigest(await registry_data_ask(connection, { ...request, headers }));
}
async function pullToken({ credential, cloud, ...connection }, { server, takesArmTokens }, repository) {
    const entra = await credential.getToken(takesArmTokens ? `${cloud.resourceManager}/.default` : REGISTRY_SCOPE);
    if (!entra)
        return undefined;
    const exchange = { grant_type: 'access_token', service: server, access_token: entra.token };
    const refresh = await post(connection, `https://${server}/oauth2/exchange`, exchange, refreshSchema);
    if (!refresh)
        return undefined;
    const scope = `repository:${repository}:pull`;
    const grant = { grant_type: 'refresh_token', service: server, scope, refresh_token: refresh.refresh_token };
    return (await post(connection, `https://${server}/oauth2/token`, grant, registry_data_accessSchema))?.access_token;
}
async function post(connection, url, form, schema) {
    const answer = await registry_data_ask(connection, {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        timeoutMs: registry_data_TIMEOUT_MS,
    });
    return answer?.status === 200 ? schema.safeParse(json(answer.body)).data : undefined;
}
/** Undefined when there was no answer: a registry behind a firewall is as unreadable as one that refuses. */
async function registry_data_ask({ http }, request) {
    return http(request).catch(() => undefined);
}
function json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/azure/registry-log.js



/**
 * Metadata of a log blob that appears when nothing more will be written. Its value is the build's state.
 * Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/_stream_utils.py`.
 */
const COMPLETE = 'complete';
/** Reads logs of builds by byte offset. The log is an append blob that grows while the build runs. */
function createLogReader(connection, registry) {
    const urls = new Map();
    const urlOf = async (runId, mask) => {
        const known = urls.get(runId);
        if (known !== undefined)
            return known;
        const url = await logUrl(connection, registry, runId);
        maskSas(url, mask);
        urls.set(runId, url);
        return url;
    };
    return async (runId, from, mask) => {
        const url = await urlOf(runId, mask);
        try {
            return await readPart(url, from);
        }
        catch (caught) {
            const failed = toStorageError(`read the log of the build ${runId}`, caught);
            // The URL is only valid for a while: the next call asks for a new one.
            if (failed.status === 403)
                urls.delete(runId);
            else if (failed.status !== 404)
                throw failed;
            // A build that waits for a machine has no log yet.
            return { bytes: new Uint8Array(), complete: false };
        }
    };
}
async function readPart(url, from) {
    const { BlobClient } = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987), __webpack_require__.e(850), __webpack_require__.e(955)]).then(__webpack_require__.bind(__webpack_require__, 9955));
    const blob = new BlobClient(url, undefined, { retryOptions: storageRetries() });
    const { contentLength = 0, metadata = {} } = await blob.getProperties();
    const complete = Object.keys(metadata).some((name) => name.toLowerCase() === COMPLETE);
    if (contentLength <= from)
        return { bytes: new Uint8Array(), complete };
    return { bytes: await blob.downloadToBuffer(from, contentLength - from), complete };
}

;// CONCATENATED MODULE: ./build/azure/registry-resource.js




/** Source: `Azure/azure-rest-api-specs:specification/containerregistry/resource-manager/Microsoft.ContainerRegistry`. */
const REGISTRY_API = '2023-07-01';
const resourceSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    location: schemas/* string */.YjP(),
    properties: schemas/* object */.Ikc({
        loginServer: schemas/* string */.YjP().toLowerCase(),
        adminUserEnabled: schemas/* boolean */.zMY().optional(),
        anonymousPullEnabled: schemas/* boolean */.zMY().optional(),
        policies: schemas/* object */.Ikc({ azureADAuthenticationAsArmPolicy: schemas/* object */.Ikc({ status: schemas/* string */.YjP().optional() }).optional() })
            .optional(),
    }),
});
const listSchema = schemas/* object */.Ikc({ value: schemas/* array */.YOg(resourceSchema), nextLink: schemas/* string */.YjP().nullish() });
/**
 * Finds the registry in Azure.
 * @throws ActionError when there is none, or AzureError when Azure refuses to say.
 */
async function findRegistry(connection, choice) {
    const { server, id } = choice;
    if (server?.startsWith('/'))
        return getRegistry(connection, server, 'registry');
    if (server !== undefined)
        return searchRegistry(connection, server);
    if (id !== undefined)
        return getRegistry(connection, id);
    throw (0,build_findings/* failure */.V2)('The workspace has no container registry yet: Azure ML makes it with the first image it builds.', {
        input: 'registry',
        remedy: 'Set `registry:` to the name of an Azure container registry, or name a ready image with `image:`.',
    });
}
async function getRegistry(connection, id, input) {
    const doing = `read the container registry ${nameIn(id)}`;
    try {
        const answer = await connection.arm({ path: id, apiVersion: REGISTRY_API, doing });
        return toResource(readShape(resourceSchema, answer, `the registry ${nameIn(id)}`));
    }
    catch (caught) {
        if (!(0,azure_error/* isStatus */.z)(caught, 404))
            throw caught;
        throw (0,build_findings/* failure */.V2)(`The container registry ${nameIn(id)} does not exist (${id}).`, {
            input: input ?? 'registry',
            remedy: input
                ? 'Correct its id.'
                : 'The workspace names it, but it was deleted: set `registry:` to another one.',
        });
    }
}
/** By name or login server, in the whole subscription: the input does not say the resource group. */
async function searchRegistry(connection, wanted) {
    const all = await listRegistries(connection);
    const text = wanted.toLowerCase();
    const found = all.find((registry) => registry.name.toLowerCase() === text || registry.server === text);
    if (found)
        return found;
    const names = all.map((registry) => registry.name).join(', ');
    throw (0,build_findings/* failure */.V2)(`There is no container registry ${JSON.stringify(wanted)} in the subscription ${connection.subscriptionId}.`, {
        input: 'registry',
        remedy: `${names ? `Registries that this run can see: ${names}.` : 'This run can see no registry there.'} For one of another subscription write its full resource id; to see one, this run needs the role Reader on it.`,
    });
}
async function listRegistries(connection) {
    const doing = `list the container registries of the subscription ${connection.subscriptionId}`;
    const found = [];
    let next = `/subscriptions/${connection.subscriptionId}/providers/Microsoft.ContainerRegistry/registries`;
    for (let first = true; next !== undefined; first = false) {
        const answer = await connection.arm({
            path: next,
            doing,
            ...(first && { apiVersion: REGISTRY_API }),
        });
        const page = readShape(listSchema, answer, 'the container registries of the subscription');
        found.push(...page.value.map(toResource));
        next = page.nextLink ?? undefined;
    }
    return found;
}
function toResource({ id, name, location, properties }) {
    return {
        id,
        name,
        location,
        server: properties.loginServer,
        adminUser: properties.adminUserEnabled ?? false,
        anonymousPull: properties.anonymousPullEnabled ?? false,
        takesArmTokens: properties.policies?.azureADAuthenticationAsArmPolicy?.status?.toLowerCase() !== 'disabled',
    };
}
function nameIn(id) {
    return id.split('/').at(-1) ?? id;
}

;// CONCATENATED MODULE: ./build/azure/registry.js








const credentialsSchema = schemas/* object */.Ikc({
    username: schemas/* string */.YjP().min(1),
    passwords: schemas/* array */.YOg(schemas/* object */.Ikc({ value: schemas/* string */.YjP().min(1) })).min(1),
});
/**
 * The registry that builds and holds the images: the `registry` input's, else the workspace's.
 * @throws ActionError when there is none or Azure refuses, with the missing role by name; so do its methods.
 */
async function createRegistry(connection, choice) {
    const resource = await explained(findRegistry(connection, choice));
    const { server, id, location, anonymousPull } = resource;
    return {
        server,
        id,
        location,
        anonymousPull,
        adminUser: resource.adminUser ? resource.name : undefined,
        digestOf: (repository, reference) => readDigest(connection, resource, repository, reference),
        adminCredential: () => explained(adminCredential(connection, resource)),
        uploadSource: (archive, mask) => explained(uploadSource(connection, resource, archive, mask)),
        startBuild: (request) => explained(startBuild(connection, resource, request)),
        pollBuild: (runId) => explained(pollBuild(connection, resource, runId)),
        readBuildLog: createLogReader(connection, resource),
        cancelBuild: (runId) => explained(cancelBuild(connection, resource, runId)),
    };
}
async function adminCredential(connection, registry) {
    if (!registry.adminUser)
        return undefined;
    const doing = `read the admin user's password of the registry ${registry.name}`;
    const path = `${registry.id}/listCredentials`;
    const answer = await connection.arm({ method: 'POST', path, apiVersion: REGISTRY_API, doing });
    const { username, passwords } = readShape(credentialsSchema, answer, 'the admin user of the registry');
    return { username, password: passwords[0]?.value ?? '' };
}
/** Passes a result on, and a refusal with its remedy. */
async function explained(work) {
    try {
        return await work;
    }
    catch (caught) {
        throw caught instanceof azure_error/* AzureError */.M ? (0,explain/* explain */.W)(caught) : caught;
    }
}

// EXTERNAL MODULE: ./build/image/reference.js
var image_reference = __webpack_require__(33332);
;// CONCATENATED MODULE: ./build/image/base-digest.js


/**
 * Adds to a base image the digest that its tag has now. So the hash of the Dockerfile, which names the image that is
 * built, changes when the base image was patched, and only then. What is no reference, has a digest already or does
 * not exist is left as it is: others tell.
 */
async function pinBase(baseImage, place, lookUp) {
    const reference = (0,image_reference/* parseImageReference */.o_)(baseImage);
    if (!reference || reference.digest !== undefined)
        return { baseImage, findings: [] };
    const tagged = { ...reference, tag: reference.tag ?? 'latest' };
    const found = await lookUp(tagged);
    if (typeof found === 'object') {
        return { baseImage: (0,image_reference/* formatImageReference */.my)({ ...tagged, digest: found.digest }), findings: [] };
    }
    return { baseImage, findings: found === 'absent' ? [] : [unpinned(tagged, place)] };
}
function unpinned(image, place) {
    return (0,build_findings/* notice */.lm)(`The digest of the base image ${(0,image_reference/* formatImageReference */.my)(image)} cannot be read from here: a newer image behind its tag is no reason to build again.`, {
        remedy: `To tell versions apart, write the digest into the base image: ${image.server}/${image.repository}@sha256:...`,
        ...(place && { place }),
    });
}

;// CONCATENATED MODULE: ./build/image/base-image.js

/**
 * What the image is built on when the inference config names nothing.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/concept-prebuilt-docker-images-inference.md`,
 * which advises the tag latest.
 */
const DEFAULT_BASE_IMAGE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
/** Host of Microsoft's images. */
const base_image_MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/**
 * True for Azure ML's prebuilt inference images: they hold the scoring server and start it themselves.
 * Their names end in -inference (minimal-..., mlflow-..., curated/...). The inference-base images they are
 * built on have the start script but not the server, so they count as any other base.
 * Source: `Azure/azureml-assets:assets/inference/environments`.
 */
function isInferenceImage(baseImage) {
    const ref = (0,image_reference/* parseImageReference */.o_)(baseImage);
    if (ref?.server !== base_image_MICROSOFT_REGISTRY)
        return false;
    return /^azureml\/(?:curated\/)?[^/]+-inference$/.test(ref.repository);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ../../work/main/node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(75062);
;// CONCATENATED MODULE: ./build/image/archive.js





/** Two empty blocks of 512 bytes end a tar archive. Source: POSIX.1, pax, "ustar Interchange Format". */
const END_OF_ARCHIVE = 1024;
/** gzip's own default. */
const CODE_LEVEL = 6;
/** Stored: model files hardly compress, and compressing them would be slower than the network. */
const MODEL_LEVEL = 0;
/** Bytes that leave the gzip stream at once. */
const CHUNK = 1 << 20;
/**
 * The build context as tar.gz, made while it is read: nothing is kept on disk, and in memory only what is on its
 * way. The same context gives the same bytes. The archive is two gzip members: code compressed, models stored.
 * The stream fails with ActionError when a file is longer or shorter than its listing said.
 */
function streamArchive(build, onProgress) {
    return external_node_stream_.Readable.from(archiveBytes(build.context, counter(onProgress)), { objectMode: false });
}
async function* archiveBytes(context, count) {
    const code = context.filter((file) => file.compress);
    const models = context.filter((file) => !file.compress);
    yield* gzip(withoutEnd(tar(code, count)), CODE_LEVEL);
    yield* gzip(tar(models, count), MODEL_LEVEL);
}
/** One gzip member. */
async function* gzip(source, level) {
    const member = (0,external_node_zlib_.createGzip)({ level, chunkSize: CHUNK });
    const filled = (0,promises_.pipeline)(source, member);
    // The error is told by the loop below, which reads the destroyed stream.
    filled.catch(() => undefined);
    yield* member;
    await filled;
}
/** A whole tar archive. */
async function* tar(files, count) {
    const archive = (0,tar_stream.pack)();
    const write = async () => {
        for (const file of files) {
            // First the source, then its entry: an entry that nobody fills would fail with nobody to hear it.
            const content = await file.open();
            const header = { name: file.path, size: file.bytes, mode: file.mode, mtime: new Date(0) };
            await (0,promises_.pipeline)(content, exactly(file, count), archive.entry(header));
        }
        archive.finalize();
    };
    const written = write();
    // A failure to write ends the reader below, which throws it on: nobody else has to hear of it.
    archive.on('error', () => undefined);
    written.catch((caught) => archive.destroy(caught instanceof Error ? caught : undefined));
    try {
        yield* archive;
        await written;
    }
    finally {
        archive.destroy();
    }
}
/** Passes everything on but the mark that ends a tar archive, so that another archive can follow. */
async function* withoutEnd(source) {
    let kept = Buffer.alloc(0);
    for await (const chunk of source) {
        const all = Buffer.concat([kept, chunk]);
        const end = Math.max(0, all.length - END_OF_ARCHIVE);
        if (end > 0)
            yield all.subarray(0, end);
        kept = all.subarray(end);
    }
}
/** Passes a file's content on and fails when its length is not the listed one: tar would be broken silently. */
function exactly(file, count) {
    let length = 0;
    return new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            length += chunk.length;
            count(chunk.length);
            if (length > file.bytes)
                done(changed(file, 'longer'));
            else
                done(null, chunk);
        },
        flush(done) {
            done(length < file.bytes ? changed(file, 'shorter') : null);
        },
    });
}
function changed(file, how) {
    return (0,build_findings/* failure */.V2)(`${JSON.stringify(file.path)} is ${how} than the ${file.bytes} bytes it had when it was listed.`, {
        remedy: 'It changed during the run. Run again when nothing writes to it.',
    });
}
function counter(onProgress) {
    let total = 0;
    return (bytes) => {
        total += bytes;
        onProgress(total);
    };
}

;// CONCATENATED MODULE: ./build/image/build-causes.js
/** What always helps when the registry cannot build. */
const PREBUILT = 'build the image elsewhere and name it with the input image';
const COMPILE = 'Pin a version that has a wheel for this Python, or take the package from conda-forge, or name a base image with a compiler.';
const NETWORK = 'Run again; if it happens every time, the registry or its agent pool may be cut off from the internet.';
/** Known failures, the most telling first. */
const CAUSES = [
    {
        pattern: /No matching distribution found for azureml-defaults/,
        what: () => 'pip finds no azureml-defaults for the Python of the base image.',
        remedy: 'List azureml-inference-server-http instead of azureml-defaults, and azureml-core if score.py imports it; or name a base image or python version that azureml-defaults supports.',
    },
    {
        pattern: /No matching distribution found for (\S+)/,
        what: (match) => `pip finds no package that fits ${match[1]}.`,
        remedy: 'Check the name and the version, and that this version supports the Python of the environment.',
    },
    {
        pattern: /ResolutionImpossible|Cannot install .* because these package versions have conflicting dependencies/,
        what: () => 'pip finds no versions of the packages that fit together.',
        remedy: 'Loosen the pins that the lines below name. azureml-inference-server-http counts too: it needs flask 3 and pydantic 2.',
    },
    {
        pattern: /Could not open requirements file|Invalid requirement:|is not a valid editable requirement/,
        what: () => 'pip cannot read one of the requirements.',
        remedy: 'List packages only: files such as -r other.txt or ./package are not there when the environment is built.',
    },
    {
        pattern: /Failed building wheel for (\S+)/,
        what: (match) => `pip cannot compile ${match[1] ?? ''} in this base image.`,
        remedy: COMPILE,
    },
    {
        pattern: /error: command '?(?:gcc|g\+\+|cc|cmake|x86_64-\S+)'? failed|metadata-generation-failed/,
        what: () => 'pip cannot compile a package in this base image.',
        remedy: COMPILE,
    },
    {
        pattern: /ResolvePackageNotFound|PackagesNotFoundError|nothing provides( requested)? (\S+)/,
        what: (match) => `conda finds ${match[2] ? `nothing that provides ${match[2]}` : 'not all packages'} in the channels.`,
        remedy: 'Check names and versions, and the channels: most packages are in conda-forge.',
    },
    {
        pattern: /UnsatisfiableError|LibMambaUnsatisfiableError|Found conflicts!|conflicting requests/,
        what: () => 'conda finds no versions of the packages that fit together.',
        remedy: 'Loosen the pins that the lines below name, the one of python first.',
    },
    {
        pattern: /CondaToSNonInteractiveError|Terms of Service have not been accepted/,
        what: () => "conda's default channels ask for their terms of service to be accepted.",
        remedy: 'Name the channels in the conda file: conda-forge, and nodefaults to leave out the default ones.',
    },
    {
        pattern: /conda not found in the base image/,
        what: () => 'the base image has no conda, which the packages of the environment need.',
        remedy: 'List the packages under pip: only, or name a base image with conda, such as those of mcr.microsoft.com/azureml.',
    },
    {
        pattern: /python: (?:command )?not found|exec: "python": executable file not found/,
        what: () => 'the base image has no python.',
        remedy: 'Name a base image with Python, or list python among the conda packages.',
    },
    {
        pattern: /when specifying push, at least one credential is required/,
        what: () => 'the registry uses repository permissions (ABAC), which quick builds may not push to by default.',
        remedy: `Set \`registry:\` to a registry with "RBAC Registry Permissions", or ${PREBUILT}.`,
    },
    {
        pattern: /manifest unknown|manifest for (\S+) not found|pull access denied for (\S+)|repository does not exist/,
        what: (match) => `the base image ${match[1] ?? match[2] ?? ''} cannot be pulled.`.replace('  ', ' '),
        remedy: 'Check environment.docker.baseImage: it must be public or in the registry that builds.',
    },
    {
        pattern: /client with IP '?\S+'? is not allowed access|denied: |unauthorized: authentication required/,
        what: () => 'a registry refused the build.',
        remedy: `In a FROM step the base image needs a sign-in that the build has not: use a public one. Else: a registry without public access builds only with trusted services or an agent pool: allow it, or ${PREBUILT}.`,
    },
    {
        pattern: /COPY failed|file not found in build context|failed to download context|failed to scan dependencies/,
        what: () => 'the uploaded files did not arrive as they were sent.',
        remedy: 'Run again. If it happens every time, report it to aci-model-deploy with the lines below.',
    },
    {
        pattern: /no space left on device/i,
        what: () => 'the build machine has no space left.',
        remedy: `Make the models, the packages or the base image smaller, or ${PREBUILT}.`,
    },
    {
        pattern: /CondaHTTPError|Temporary failure in name resolution|Could not resolve host|Connection (?:timed out|reset|refused)|ReadTimeoutError|TLS handshake timeout|toomanyrequests/,
        what: () => 'a download failed during the build.',
        remedy: NETWORK,
    },
];

;// CONCATENATED MODULE: ./build/image/build-failure.js


/** Lines of the failing step that are shown. */
const EVIDENCE_LINES = 25;
/** The shorter a line, the less of the page it takes; pip prints whole lists of versions. */
const LONGEST_LINE = 400;
/** What to say of the states that need no log. */
const BY_STATUS = {
    Timeout: {
        what: 'it took longer than the registry allows.',
        remedy: `Ask for fewer packages (conda environments take longest), or ${PREBUILT}.`,
    },
    Canceled: { what: 'somebody or something cancelled it.', remedy: 'Run again.' },
    Error: { what: 'the registry could not run it.', remedy: `Run again, or ${PREBUILT}.` },
};
/** Says why a build failed, with the failing step's lines as evidence. Pure. */
function explainBuildFailure(build) {
    const step = failingStep(build.log);
    const byStatus = BY_STATUS[build.status];
    const cause = byStatus ? undefined : findCause(step);
    const what = byStatus?.what ?? cause?.what ?? 'a step of the build failed.';
    // The registry's own message is general ("exit status 1"): it only helps where nothing else does.
    const said = build.message && !cause ? ` The registry says: ${JSON.stringify(build.message)}.` : '';
    return (0,build_findings/* error */.z3)(`The image could not be built: ${what}${said}`, {
        remedy: byStatus?.remedy ?? cause?.remedy ?? 'The lines below are the end of the step that failed.',
        evidence: [
            `Run ${build.runId} in ${build.server}: ${build.status}`,
            ...step.slice(-EVIDENCE_LINES).map(shorten),
        ],
    });
}
/** The last step of the log, without what the registry writes after it. */
function failingStep(log) {
    const lines = log.map((line) => line.trimEnd()).filter((line) => line !== '');
    const start = lines.findLastIndex((line) => /^Step \d+\/\d+ : /.test(line));
    const step = start < 0 ? lines : lines.slice(start);
    const end = step.findIndex((line) => / Container failed during run: /.test(line));
    return end < 0 ? step : step.slice(0, end);
}
function findCause(lines) {
    for (const { pattern, what, remedy } of CAUSES) {
        for (const line of lines) {
            const match = pattern.exec(line);
            if (match)
                return { what: what(match), remedy };
        }
    }
    return undefined;
}
function shorten(line) {
    return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}...`;
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
;// CONCATENATED MODULE: ./build/image/build-log.js

/** Failed reads in a row after which the log is given up. */
const LOST_AFTER = 5;
/**
 * Follows a log by byte offset and tells each whole line once. Parts may end within a line or a character.
 * A log that cannot be read is no reason to fail a build: after a few errors of `read` it counts as complete.
 */
function createBuildLog(read, tell) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const lines = [];
    let offset = 0;
    let open = '';
    let complete = false;
    let failures = 0;
    const keep = (text) => {
        // A carriage return starts the line anew on a terminal: what counts is what was written last.
        const line = text.replace(/\r+$/, '').split('\r').at(-1) ?? '';
        lines.push(line);
        tell(line);
    };
    return {
        lines,
        get complete() {
            return complete;
        },
        advance: async () => {
            if (complete)
                return false;
            const part = await read(offset).catch(() => undefined);
            failures = part ? 0 : failures + 1;
            complete = part?.complete ?? failures === LOST_AFTER;
            if (!part)
                return false;
            offset += part.bytes.length;
            const pieces = (open + decoder.write(Buffer.from(part.bytes))).split('\n');
            open = pieces.pop() ?? '';
            pieces.forEach(keep);
            return part.bytes.length > 0;
        },
        finish: () => {
            const rest = open + decoder.end();
            open = '';
            if (rest !== '')
                keep(rest);
        },
    };
}

// EXTERNAL MODULE: ./build/image/layout.js
var layout = __webpack_require__(4987);
// EXTERNAL MODULE: ./build/bytes.js
var build_bytes = __webpack_require__(52700);
;// CONCATENATED MODULE: ./build/image/progress.js

/** Milliseconds between two lines: often enough to see that it moves, seldom enough to keep the log short. */
const INTERVAL_MS = 10_000;
/** Progress in few lines: one every ten seconds, and one at the end. */
function createUploadProgress(context, clock, tell) {
    const total = context.reduce((sum, file) => sum + file.bytes, 0);
    const begin = clock.now();
    let told = begin;
    return {
        at: (bytes) => {
            if (clock.now() - told < INTERVAL_MS)
                return;
            told = clock.now();
            tell(`Uploading the build context: ${(0,build_bytes/* formatBytes */.z)(bytes)} of ${(0,build_bytes/* formatBytes */.z)(total)} (${percent(bytes, total)}).`);
        },
        done: () => {
            const files = context.length === 1 ? '1 file' : `${context.length} files`;
            const took = ((clock.now() - begin) / 1000).toFixed(1);
            tell(`Uploaded the build context: ${files}, ${(0,build_bytes/* formatBytes */.z)(total)} in ${took} s.`);
        },
    };
}
function percent(bytes, total) {
    return `${Math.floor((100 * bytes) / Math.max(total, 1))} %`;
}

;// CONCATENATED MODULE: ./build/image/types.js
/** States of a run that ended. Before: Queued, Started, Running. */
const FINAL_BUILD_STATES = ['Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout'];

;// CONCATENATED MODULE: ./build/image/build.js







/** First wait between two looks at a build, in milliseconds; each is half longer, up to the last. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 5_000;
/** How long a build may wait for a machine and run: the hour asked for in the request and half an hour in the queue. */
const GIVE_UP_MS = 90 * 60_000;
/** How long to wait after the build for the rest of its log. */
const LOG_REST_MS = 10_000;
/**
 * Uploads the context, builds the image in the registry and pushes it. Returns its digest, if the registry told it.
 * Throws ActionError with the failing step's lines.
 */
async function buildImage(build, registry, tools) {
    const source = await upload(build, registry, tools);
    const started = await registry.startBuild({
        source,
        imageName: `${build.repository}:${build.tag}`,
        dockerfile: layout/* CONTEXT */.SK.dockerfile,
    });
    const run = await tools.log.group(`Building ${build.repository}:${build.tag} in ${registry.server}`, () => follow(started, registry, tools));
    return run.images.find((image) => image.repository === build.repository && image.tag === build.tag)?.digest;
}
async function upload(build, registry, { log, clock }) {
    const progress = createUploadProgress(build.context, clock, (line) => log.info(line));
    const source = await registry.uploadSource(streamArchive(build, progress.at), (secret) => log.mask(secret));
    progress.done();
    return source;
}
/** Waits for the end of a build and shows its log meanwhile. */
async function follow(started, registry, { log, clock }) {
    const buildLog = createBuildLog((from) => registry.readBuildLog(started.id, from, (secret) => log.mask(secret)), (line) => log.info(line));
    const begin = clock.now();
    let run = started;
    for (let wait = FIRST_WAIT_MS; !FINAL_BUILD_STATES.includes(run.status); wait = Math.min(wait * 1.5, LAST_WAIT_MS)) {
        if (clock.now() - begin > GIVE_UP_MS)
            throw await giveUp(run, registry);
        await clock.sleep(wait);
        const before = run.status;
        run = await registry.pollBuild(started.id);
        const spoke = await buildLog.advance();
        if (!spoke && run.status !== before)
            log.info(`The build is ${run.status} (${seconds(clock.now() - begin)}).`);
    }
    await readRest(buildLog, clock);
    if (run.status !== 'Succeeded')
        throw failed(run, registry, buildLog);
    log.info(`Built in ${seconds(clock.now() - begin)}.`);
    return run;
}
/** The last lines are written a moment after the build's end, and they are the ones that explain a failure. */
async function readRest(buildLog, clock) {
    const end = clock.now() + LOG_REST_MS;
    await buildLog.advance();
    while (!buildLog.complete && clock.now() < end) {
        await clock.sleep(FIRST_WAIT_MS);
        await buildLog.advance();
    }
    buildLog.finish();
}
function failed(run, registry, { lines }) {
    const { id: runId, status, message } = run;
    return new build_findings/* ActionError */.lZ([
        explainBuildFailure({ runId, status, message, server: registry.server, log: lines }),
    ]);
}
async function giveUp(run, registry) {
    // The failure is told either way.
    await registry.cancelBuild(run.id).catch(() => undefined);
    return (0,build_findings/* failure */.V2)(`The build ${run.id} in ${registry.server} is still ${run.status} after ${seconds(GIVE_UP_MS)}: it was cancelled.`, {
        remedy: 'Run again; builds of the registry may be waiting for each other.',
    });
}
function seconds(ms) {
    const total = Math.round(ms / 1000);
    return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}

;// CONCATENATED MODULE: ./build/image/ensure.js



/** Looks for the image of a plan. A string is its full reference with digest. */
async function findImage(build, registry) {
    const found = await registry.digestOf(build.repository, build.tag);
    return typeof found === 'string' ? found : { image: byDigest(build, found.digest) };
}
/**
 * Makes sure that the registry has the image of a plan: its tag is the hash of all that goes in, so a tag that
 * exists is not built again. Where the registry may not be read, the image is built, with a warning.
 * Throws ActionError when the build fails.
 */
async function ensureImage(build, registry, tools) {
    const found = await findImage(build, registry);
    if (typeof found === 'object') {
        tools.log.info(`Nothing to build: ${registry.server} has ${build.repository}:${build.tag}.`);
        return { image: found.image, built: false };
    }
    if (found === 'unreadable')
        tools.log.report(unreadable(registry));
    const digest = (await buildImage(build, registry, tools)) ??
        digestIn(await registry.digestOf(build.repository, build.tag));
    if (digest === undefined)
        throw noDigest(build, registry);
    return { image: byDigest(build, digest), built: true };
}
function byDigest({ server, repository }, digest) {
    return (0,image_reference/* formatImageReference */.my)({ server, repository, digest });
}
function digestIn(lookup) {
    return typeof lookup === 'string' ? undefined : lookup.digest;
}
function unreadable({ server }) {
    return (0,build_findings/* warning */.$e)(`The registry ${server} may not be read from here, so the image is built although it may be there already.`, {
        remedy: `Grant the role AcrPull on ${server} to the identity that runs this workflow, and let the runner reach the registry.`,
    });
}
function noDigest(build, registry) {
    return new build_findings/* ActionError */.lZ([
        (0,build_findings/* error */.z3)(`${registry.server} built ${build.repository}:${build.tag} but does not tell its digest.`, {
            remedy: `Grant the role AcrPull on ${registry.server} to the identity that runs this workflow, and run again.`,
        }),
    ]);
}

;// CONCATENATED MODULE: ./build/image/pin.js


/**
 * Replaces the tag of a prebuilt image by the digest it leads to, when its registry is the one the run knows and may
 * be read. The tag goes: with a digest it means nothing any more, and not every reader of references takes both.
 * Throws ActionError when the registry does not have the image.
 */
async function pinImage(image, registry) {
    if (image.digest !== undefined || registry?.server.toLowerCase() !== image.server)
        return image;
    const found = await registry.digestOf(image.repository, image.tag ?? 'latest');
    if (found === 'absent')
        throw missing(image);
    const { server, repository } = image;
    return found === 'unreadable' ? image : { server, repository, digest: found.digest };
}
function missing(image) {
    return (0,build_findings/* failure */.V2)(`The registry ${image.server} has no image ${(0,image_reference/* formatImageReference */.my)(image)}.`, {
        input: 'image',
        remedy: 'Push it first, or correct the repository or the tag.',
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/image/python-packages.js

/** The scoring server. Source: https://pypi.org/project/azureml-inference-server-http/ */
const SERVER_PACKAGE = 'azureml-inference-server-http';
/**
 * The newest Python that the server's own classifiers name is 3.12. Only used when the environment leaves the
 * version open, where conda would take the newest of all.
 */
const PYTHON_WHEN_OPEN = 'python<3.13';
/**
 * The text of requirements.txt. The server is resolved together with the user's packages, so that a conflict
 * (an old flask, say) fails the build with pip's explanation instead of the service with a traceback.
 */
function requirementsText(packages) {
    return `${withServer(packages, []).join('\n')}\n`;
}
/** The text of the conda environment file: the user's packages in their order, with Python, pip and the server. */
function condaFileText(environment) {
    const names = environment.packages.map(packageName);
    const packages = [
        ...environment.packages,
        ...(names.includes('python') ? [] : [PYTHON_WHEN_OPEN]),
        ...(names.includes('pip') ? [] : ['pip']),
    ];
    const pip = withServer(environment.pip, names);
    return (0,dist/* stringify */.As)({
        ...(environment.channels.length > 0 && { channels: environment.channels }),
        dependencies: pip.length > 0 ? [...packages, { pip }] : packages,
    });
}
/**
 * Adds the server where it is not listed. azureml-defaults does not count: newer versions no longer bring it
 * (`Azure/azureml-assets` pull request 5128). It stays in the list, because scripts import azureml.core from it.
 */
function withServer(pip, condaNames) {
    const listed = [...pip.map(packageName), ...condaNames];
    return listed.includes(SERVER_PACKAGE) ? pip : [...pip, SERVER_PACKAGE];
}
/** Name of a requirement as pip compares it (PEP 503): lower case, one dash for runs of dash, dot, underscore. */
function packageName(requirement) {
    const egg = /#egg=([\w.-]+)/.exec(requirement)?.[1];
    const bare = egg ?? /^\s*(?:[\w/.-]+::)?([\w.-]+)/.exec(requirement)?.[1] ?? '';
    return bare.toLowerCase().replace(/[-_.]+/g, '-');
}

// EXTERNAL MODULE: ./build/config/paths.js
var paths = __webpack_require__(57186);
;// CONCATENATED MODULE: ./build/image/source-files.js







/** Version control keeps its whole history in these folders, with everything that was ever committed. */
const VERSION_CONTROL = ['.git', '.hg', '.svn'];
/** Python's caches hold time stamps: with them every run would build a new image. */
const LEFT_OUT = [...VERSION_CONTROL, '__pycache__'];
/** Bytes up to which a file is read at once: for small files that is many times faster than a stream. */
const SMALL_FILE = 1 << 20;
/**
 * Walks the source directory. Links are followed, as v1 did, but only to places inside the workspace.
 * @param workspace real path of the repository's checkout
 * @param source real path of the source directory, or of a single file, inside the workspace
 * @param into where it goes in the context
 */
async function walkSource(workspace, source, into) {
    const findings = [];
    const files = [];
    const visit = async (at) => {
        const problem = problemOf(workspace, at);
        if (problem !== undefined)
            findings.push(refusal(workspace, at.path, problem));
        else if ((0,external_node_fs_.statSync)(at.real).isDirectory())
            await descend(at);
        else
            files.push(await sourceFile(at.real, at.contextPath));
    };
    const descend = async (at) => {
        for (const entry of entries(at.real)) {
            const next = await step(workspace, at, entry);
            if ('problem' in next)
                findings.push(refusal(workspace, (0,external_node_path_.join)(at.path, entry.name), next.problem));
            else
                await visit(next);
        }
    };
    await visit({ path: source, real: source, contextPath: into, above: [] });
    return { files, findings };
}
/** One file of the checkout as a file of the context. `path` is a real path that has been checked. */
async function sourceFile(path, contextPath) {
    const { size, mode } = (0,external_node_fs_.statSync)(path);
    const small = size <= SMALL_FILE;
    return {
        path: contextPath,
        bytes: size,
        identity: `sha256:${small ? (0,external_node_crypto_.hash)('sha256', (0,external_node_fs_.readFileSync)(path)) : await hashStream(path)}`,
        compress: true,
        // Only the executable bit counts: the rest depends on the runner's umask.
        mode: (mode & 0o111) === 0 ? 0o644 : 0o755,
        open: () => Promise.resolve(small ? external_node_stream_.Readable.from([(0,external_node_fs_.readFileSync)(path)]) : (0,external_node_fs_.createReadStream)(path)),
    };
}
/** Entries of a folder that may enter, in an order that does not depend on the machine. */
function entries(directory) {
    return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true })
        .filter(({ name }) => !LEFT_OUT.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** From a folder to an entry. Only links have to be resolved: what lies in a real folder is where it seems to be. */
async function step(workspace, from, entry) {
    const lexical = (0,external_node_path_.join)(from.real, entry.name);
    const confined = entry.isSymbolicLink() ? await (0,paths/* confine */.Do)(workspace, lexical) : { realPath: lexical };
    if ('problem' in confined)
        return confined;
    return {
        path: (0,external_node_path_.join)(from.path, entry.name),
        real: confined.realPath,
        contextPath: `${from.contextPath}/${entry.name}`,
        above: [...from.above, from.real],
    };
}
/** Why something may not enter. A predicate that follows its name. */
function problemOf(workspace, { path, real, above }) {
    // A line break in a name would end the Dockerfile's line.
    if (/\p{Cc}/u.test(path))
        return 'has a control character in its name';
    const hidden = (0,paths/* forwardSlashes */.R$)((0,external_node_path_.relative)(workspace, real))
        .split('/')
        .find((part) => VERSION_CONTROL.includes(part));
    if (hidden !== undefined)
        return `lies in ${hidden}, which never enters an image`;
    if (above.includes(real))
        return 'is a link to a folder that contains it';
    const stats = (0,external_node_fs_.statSync)(real);
    return stats.isFile() || stats.isDirectory() ? undefined : 'is neither a file nor a folder';
}
function refusal(workspace, path, problem) {
    const file = (0,paths/* forwardSlashes */.R$)((0,external_node_path_.relative)(workspace, path)) || '.';
    return (0,build_findings/* error */.z3)(`${JSON.stringify(file)} cannot go into the image: it ${problem}.`, {
        place: { file },
        remedy: 'Remove it from the source directory, or put a copy of what is needed there.',
    });
}
async function hashStream(path) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    await (0,promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: SMALL_FILE }), digest);
    return digest.digest('hex');
}

;// CONCATENATED MODULE: ./build/image/context.js








/**
 * Lists the build context, sorted by path. Model files are not opened; files of the repository are hashed.
 * Throws ActionError with every file that may not enter.
 */
async function collectContext(source) {
    const code = await collectCode(source);
    const files = [
        textFile(layout/* CONTEXT */.SK.dockerfile, source.dockerfile),
        ...environmentFiles(source.inference),
        ...code.files,
        ...source.models.flatMap(modelFiles),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    const findings = [...code.findings, ...duplicates(files)];
    if ((0,build_findings/* hasErrors */.Cs)(findings))
        throw new build_findings/* ActionError */.lZ(findings);
    return files;
}
/** Without a source directory only the entry script enters: nothing says that its neighbours belong to the service. */
async function collectCode({ workspaceDirectory, inference }) {
    const workspace = (0,external_node_fs_.realpathSync)(workspaceDirectory);
    const { sourceDirectory, entryScriptPath, entryScript } = inference;
    if (sourceDirectory === undefined)
        return walkSource(workspace, entryScriptPath, `${layout/* CONTEXT */.SK.code}/${entryScript}`);
    return walkSource(workspace, sourceDirectory, `${layout/* CONTEXT */.SK.code}/${(0,external_node_path_.basename)(sourceDirectory)}`);
}
function environmentFiles({ python }) {
    if (python.kind === 'pip')
        return [textFile(layout/* CONTEXT */.SK.requirements, requirementsText(python.packages))];
    return python.kind === 'conda' ? [textFile(layout/* CONTEXT */.SK.condaFile, condaFileText(python))] : [];
}
/** A model's files under `<name>/<version>/`. They are stored, since weights hardly compress. */
function modelFiles(model) {
    return model.files.map((file) => ({
        path: `${layout/* CONTEXT */.SK.models}/${model.name}/${model.version}/${file.path}`,
        bytes: file.bytes,
        identity: file.identity,
        compress: false,
        mode: 0o644,
        open: () => file.open(),
    }));
}
function textFile(path, text) {
    const content = Buffer.from(text);
    return {
        path,
        bytes: content.length,
        identity: `sha256:${(0,external_node_crypto_.hash)('sha256', content)}`,
        compress: true,
        mode: 0o644,
        open: () => Promise.resolve(external_node_stream_.Readable.from([content])),
    };
}
/** Two files at one path: one of them would be lost without a word. */
function duplicates(sorted) {
    const twice = sorted.filter((file, index) => sorted[index + 1]?.path === file.path);
    return twice.map(({ path }) => (0,build_findings/* error */.z3)(`Two files would lie at ${JSON.stringify(path)} in the image.`, {
        input: 'models',
        remedy: 'Name each model once, and give local models different names.',
    }));
}

;// CONCATENATED MODULE: ./build/image/dockerfile.js



/** The user that Azure ML's inference images run as. Other bases get one of the same name. */
const USER = 'dockeruser';
/**
 * Writes the Dockerfile. Only what Docker's classic builder knows, because a quick build uses it. Layers go from
 * what changes seldom to what changes often: user, packages, models, code. The user's environment variables are
 * not here: they belong to the container group, where they can change without a build.
 */
function writeDockerfile(facts) {
    const baseImage = facts.baseImage ?? DEFAULT_BASE_IMAGE;
    const blocks = [
        [`FROM ${baseImage}`],
        userLines(),
        packageLines(facts.python, isInferenceImage(baseImage)),
        facts.models.length > 0 ? [copyForUser(`${layout/* CONTEXT */.SK.models}/`, `${layout/* MODELS_ROOT */.ao}/`)] : [],
        [copyForUser(`${layout/* CONTEXT */.SK.code}/`, `${layout/* APP_ROOT */.V2}/`)],
        environmentLines(facts),
        [`WORKDIR ${layout/* APP_ROOT */.V2}`, `USER ${USER}`, `EXPOSE ${layout/* SCORING_PORT */.OQ}`, ...startLines(facts, baseImage)],
    ];
    return `${blocks
        .filter((block) => block.length > 0)
        .map((block) => block.join('\n'))
        .join('\n\n')}\n`;
}
/** A user without rights, on every base: useradd is Debian's and Red Hat's, adduser is Alpine's. */
function userLines() {
    return [
        'USER root',
        `RUN id ${USER} >/dev/null 2>&1 || useradd --create-home ${USER} || adduser -D ${USER}`,
        `RUN mkdir -p ${layout/* APP_ROOT */.V2} && chown ${USER} ${layout/* APP_ROOT */.V2}`,
    ];
}
function packageLines(python, hasServer) {
    switch (python.kind) {
        case 'conda':
            return condaLines();
        case 'pip':
            return pipLines();
        case 'base-image':
            return hasServer ? [] : [installMissingServer()];
    }
}
function pipLines() {
    const file = `${layout/* TOOLS_ROOT */.Px}/requirements.txt`;
    return [copy(layout/* CONTEXT */.SK.requirements, file), `RUN python -m pip install --no-cache-dir --requirement ${file}`];
}
/** The server goes into the new environment through its file: see condaFileText(). */
function condaLines() {
    const file = `${layout/* TOOLS_ROOT */.Px}/conda.yml`;
    return [
        copy(layout/* CONTEXT */.SK.condaFile, file),
        'RUN command -v conda >/dev/null || { echo "aci-model-deploy: conda not found in the base image" >&2; exit 1; }',
        `RUN conda env create --quiet --prefix ${layout/* CONDA_PREFIX */.Pz} --file ${file} && conda clean --all --yes`,
        `ENV AZUREML_CONDA_ENVIRONMENT_PATH="${layout/* CONDA_PREFIX */.Pz}"`,
        `ENV PATH="${layout/* CONDA_PREFIX */.Pz}/bin:$PATH"`,
        `ENV LD_LIBRARY_PATH="${layout/* CONDA_PREFIX */.Pz}/lib:$LD_LIBRARY_PATH"`,
    ];
}
/** v1 added its serving stack to the user's own images; a server that is there already is left alone. */
function installMissingServer() {
    const has = `python -c 'import ${SERVER_PACKAGE.replaceAll('-', '_')}' 2>/dev/null`;
    return `RUN ${has} || python -m pip install --no-cache-dir ${SERVER_PACKAGE}`;
}
/** What the scoring server and the inference images' start script read. */
function environmentLines(facts) {
    const models = (0,layout/* modelDirectory */.Tn)(facts.models);
    return [
        env('AML_APP_ROOT', layout/* APP_ROOT */.V2),
        env('AZUREML_ENTRY_SCRIPT', (0,layout/* entryScriptBelowRoot */.Vc)(facts.entryScript, facts.sourceFolder)),
        // The server appends this folder to sys.path, as v1's driver put the source directory there.
        ...(facts.sourceFolder === undefined ? [] : [env('AZUREML_SOURCE_DIRECTORY', facts.sourceFolder)]),
        ...(models === undefined ? [] : [env('AZUREML_MODEL_DIR', models)]),
    ];
}
/**
 * An inference image keeps its own start (nginx in front of the server) as long as the server runs on the image's
 * own Python. Everything else starts the server itself: a conda environment brings another Python, other bases
 * have no start of their own, and an odd path is safe only as an argument of the exec form. A base image's
 * ENTRYPOINT is reset, since it would take CMD as its arguments.
 */
function startLines(facts, baseImage) {
    const script = (0,layout/* entryScriptBelowRoot */.Vc)(facts.entryScript, facts.sourceFolder);
    const plainPath = /^[\w./-]+$/.test(script);
    if (isInferenceImage(baseImage) && facts.python.kind !== 'conda' && plainPath)
        return [];
    const command = ['azmlinfsrv', '--entry_script', `${layout/* APP_ROOT */.V2}/${script}`, '--port', String(layout/* SCORING_PORT */.OQ)];
    return ['ENTRYPOINT []', `CMD ${JSON.stringify(command)}`];
}
/** The JSON form is safe for every name. */
function copy(from, to) {
    return `COPY ${JSON.stringify([from, to])}`;
}
function copyForUser(from, to) {
    return `COPY --chown=${USER} ${JSON.stringify([from, to])}`;
}
/** Docker expands $ and takes \ and " as special inside double quotes. */
function env(name, value) {
    return `ENV ${name}="${value.replaceAll(/[\\"$]/g, String.raw `\$&`)}"`;
}

;// CONCATENATED MODULE: ./build/image/tag.js

/** Change it when the same files would make another image, so that old images are not taken for new ones. */
const FORMAT = 'aci-model-deploy image 1';
/** Hex digits of the hash that make the tag: 128 bits, no accident makes two alike. */
const TAG_LENGTH = 32;
/** The image's tag: a hash of everything that goes in. The order of the files does not matter. */
function imageTag(dockerfile, context) {
    const files = context
        .map(({ path, mode, bytes, identity }) => JSON.stringify([path, mode, bytes, identity]))
        .sort();
    return (0,external_node_crypto_.hash)('sha256', JSON.stringify([FORMAT, dockerfile, files])).slice(0, TAG_LENGTH);
}

;// CONCATENATED MODULE: ./build/image/plan.js






/**
 * Plans the image without a network: Dockerfile, context and tag. Reads the files of the repository to hash them.
 * Throws ActionError when the base image is no reference or a file may not enter.
 */
async function planImage(request) {
    const { inference, models } = request;
    checkBase(inference);
    const dockerfile = writeDockerfile({
        baseImage: request.baseImage ?? inference.baseImage,
        python: inference.python,
        entryScript: inference.entryScript,
        sourceFolder: inference.sourceDirectory === undefined ? undefined : (0,external_node_path_.basename)(inference.sourceDirectory),
        models,
    });
    const context = await collectContext({ ...request, dockerfile });
    return {
        server: request.server,
        // A repository for each service: rights and clean-up rules of one service never reach another's images.
        repository: `aci-model-deploy/${request.service}`,
        tag: imageTag(dockerfile, context),
        dockerfile,
        context,
    };
}
function checkBase({ baseImage, at }) {
    if (baseImage === undefined)
        return;
    const findings = (0,image_reference/* checkBaseImage */.XY)(baseImage, at('environment', 'docker', 'baseImage'));
    if (findings.length > 0)
        throw new build_findings/* ActionError */.lZ(findings);
}

// EXTERNAL MODULE: ./build/image/pull.js
var image_pull = __webpack_require__(92770);
;// CONCATENATED MODULE: ./build/phases/image.js










/** Plans the image, and looks whether the registry has it already. @throws ActionError when it cannot be built or found. */
async function planImageOf(inputs, configuration, models, target, tools) {
    const { image, inference } = configuration;
    if (image)
        return prebuilt(inputs, image, target);
    if (!inference)
        throw new Error('There is neither an image nor an inference config.');
    const finding = buildRegistry(inputs, target);
    const [registry, base] = await Promise.all([finding, pinnedBase(inference, finding, target)]);
    const { workspaceDirectory } = tools;
    const build = await planImage({
        service: inputs.name,
        server: registry.server,
        workspaceDirectory,
        inference,
        baseImage: base.baseImage,
        models,
    });
    const { server, repository, tag } = build;
    const found = await registry.digestOf(repository, tag);
    const { findings } = base;
    if (typeof found === 'object')
        return { reference: { server, repository, digest: found.digest }, registry, findings };
    return { reference: { server, repository, tag }, registry, build, findings };
}
/** The base image with the digest that its tag has now. The run's sign-in goes to the run's own registry only. */
function pinnedBase({ baseImage = DEFAULT_BASE_IMAGE, at }, registry, { connection }) {
    const { http, cloud } = connection;
    return pinBase(baseImage, at('environment', 'docker', 'baseImage'), async (image) => {
        const own = image.server.endsWith(`.${cloud.registrySuffix}`) ? await registry : undefined;
        return own?.server.toLowerCase() === image.server
            ? own.digestOf(image.repository, image.tag ?? 'latest')
            : readPublicDigest({ http, cloud }, image);
    });
}
/** The registry that builds: the input's, else the workspace's. */
async function buildRegistry(inputs, { connection, workspace }) {
    if (inputs.registry !== undefined)
        return createRegistry(connection, { server: inputs.registry });
    if (workspace?.containerRegistry)
        return createRegistry(connection, { id: workspace.containerRegistry });
    throw (0,build_findings/* failure */.V2)(`The workspace ${workspace?.name ?? ''} has no container registry yet.`, {
        input: 'registry',
        remedy: 'Azure ML makes one with its first image. Until then name a registry with the input registry.',
    });
}
/** A prebuilt image, by digest where its registry tells it. */
async function prebuilt(inputs, image, target) {
    const registry = await prebuiltRegistry(inputs, image, target);
    return { reference: await pinImage(image, registry), ...(registry && { registry }), findings: [] };
}
/** Only registries of Azure can be asked. One that the run has no right to see will do when it has its own way to pull. */
async function prebuiltRegistry(inputs, image, target) {
    const { connection } = target;
    if (!image.server.endsWith(`.${connection.cloud.registrySuffix}`))
        return undefined;
    try {
        return await createRegistry(connection, { server: image.server });
    }
    catch (caught) {
        const ownWay = inputs.registryIdentity !== undefined || inputs.registryUsername !== undefined;
        if (ownWay && caught instanceof build_findings/* ActionError */.lZ)
            return undefined;
        throw caught;
    }
}
/** How ACI will pull it. @throws ActionError when there is no way. */
function pullOf(inputs, image, checks) {
    const { pull } = checks.take((0,image_pull/* resolvePull */.Uj)({
        image: image.reference,
        registry: image.registry,
        identity: inputs.registryIdentity,
        username: inputs.registryUsername,
        password: inputs.registryPassword,
    }));
    return pull;
}
/** Builds what is not there yet. Returns the full reference, and sets it as an output. */
async function image_buildImage(image, tools, facts) {
    const { build, registry, reference } = image;
    const known = (0,image_reference/* formatImageReference */.my)(reference);
    const full = build && registry ? (await ensureImage(build, registry, tools)).image : known;
    tools.log.info(full === known ? `Nothing to build: ${full}` : `Built ${full}`);
    facts.image = full;
    return full;
}

// EXTERNAL MODULE: ./build/models/merge-alike.js
var merge_alike = __webpack_require__(47811);
// EXTERNAL MODULE: ./build/models/local.js + 3 modules
var local = __webpack_require__(89764);
;// CONCATENATED MODULE: ./build/models/resolve.js




/** A line of progress is logged each time this many models have been looked up. */
const PROGRESS_STEP = 100;
/**
 * Looks up all models at the same time and tells everything that is wrong at once; refusals that are alike
 * are told once. The models keep the order of the references.
 */
async function resolveModels(references, options) {
    const progress = countUp(references.length, options.log ?? silentLog);
    const outcomes = await Promise.all(references.map(async (reference) => {
        const outcome = await attempt(reference, options);
        progress();
        return outcome;
    }));
    const found = outcomes.filter((outcome) => 'model' in outcome);
    const findings = outcomes.flatMap((outcome) => outcome.findings);
    const models = found.map(({ model }) => model);
    return { models, findings: [...(0,merge_alike/* mergeAlike */.d)(findings), ...checkDistinct(models)] };
}
async function attempt(reference, options) {
    try {
        return await resolveOne(reference, options);
    }
    catch (caught) {
        // Anything else, such as a failed sign-in, ends the run: it is not about this model.
        if (!(caught instanceof build_findings/* ActionError */.lZ))
            throw caught;
        return { findings: caught.findings };
    }
}
async function resolveOne(reference, { workspaceDirectory, store }) {
    if (reference.kind === 'local')
        return (0,local/* resolveLocal */.iT)(reference, workspaceDirectory);
    if (store)
        return store.find(reference);
    const message = `The model "${reference.text}" is registered in a workspace, but the run has none.`;
    throw new build_findings/* ActionError */.lZ([
        (0,build_findings/* error */.z3)(message, {
            input: 'workspace',
            remedy: 'Set the input workspace, or give the model as a path such as ./model.pkl.',
        }),
    ]);
}
/** `iris` may turn out to be the `iris:3` of another line. */
function checkDistinct(models) {
    const seen = new Set();
    return models.flatMap(({ name, version }) => {
        const id = `${name}:${version}`;
        if (!seen.has(id)) {
            seen.add(id);
            return [];
        }
        const remedy = 'Remove one of the lines, or give a model of the repository another name with name=path.';
        return [(0,build_findings/* error */.z3)(`Two lines of the input models are the same model: ${id}.`, { input: 'models', remedy })];
    });
}
function countUp(total, log) {
    let done = 0;
    return () => {
        done += 1;
        if (done % PROGRESS_STEP === 0 && total > PROGRESS_STEP)
            log.info(`Looked up ${done} of ${total} models`);
    };
}

;// CONCATENATED MODULE: ./build/preflight/limits.js
/** Bytes of a gigabyte as Azure counts memory and images. */
const GIGABYTE = 1_073_741_824;
/**
 * A model must be smaller than this, in bytes; each model counts alone. The documentation says "under 1 GB".
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
const MODEL_BYTES_LIMIT = GIGABYTE;
/**
 * Models of one deployment, at most.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
const MODELS_LIMIT = 1000;
/**
 * An image, at most, in bytes (15 GB).
 * Source: `MicrosoftDocs/azure-docs:articles/container-instances/container-instances-resource-and-quota-limits.md`.
 */
const IMAGE_BYTES_LIMIT = 15 * GIGABYTE;
/**
 * Memory is recommended to be this many times what the models need.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md` (150 %).
 */
const MEMORY_PER_MODEL_BYTE = 1.5;

;// CONCATENATED MODULE: ./build/preflight/models.js



/**
 * The limits of Azure Container Instances for models: their number, the size of each, the size of all, and the memory.
 * @param memoryInGB of the scoring container.
 */
function checkModels(models, memoryInGB) {
    const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
    return [
        ...checkCount(models.length),
        ...models.filter((model) => model.bytes >= MODEL_BYTES_LIMIT).map(tooLarge),
        ...checkTotal(bytes),
        ...checkMemory(bytes, memoryInGB),
    ];
}
function checkCount(count) {
    if (count <= MODELS_LIMIT)
        return [];
    const [asked, limit] = [count, MODELS_LIMIT].map((value) => value.toLocaleString('en-US'));
    return [
        (0,build_findings/* error */.z3)(`${asked} models are listed; one deployment takes at most ${limit}.`, {
            input: 'models',
            remedy: 'Deploy the models in several services, or register several files as one model (a folder).',
        }),
    ];
}
function tooLarge({ name, version, bytes, place }) {
    const size = `${(0,build_bytes/* formatBytes */.z)(bytes)} (${bytes.toLocaleString('en-US')} bytes)`;
    return (0,build_findings/* error */.z3)(`The model "${name}:${version}" has ${size}; Azure Container Instances is for models under 1 GB.`, {
        input: 'models',
        ...(place && { place }),
        remedy: 'Make the model smaller, or use a single-node AKS cluster for development and tests of larger models.',
    });
}
function checkTotal(bytes) {
    if (bytes <= IMAGE_BYTES_LIMIT)
        return [];
    return [
        (0,build_findings/* error */.z3)(`All models together have ${(0,build_bytes/* formatBytes */.z)(bytes)}; an image on Azure Container Instances has at most 15 GB.`, {
            input: 'models',
            remedy: 'Deploy the models in several services, or use a single-node AKS cluster for development and tests.',
        }),
    ];
}
function checkMemory(bytes, memoryInGB) {
    const advised = bytes * MEMORY_PER_MODEL_BYTE;
    if (memoryInGB * GIGABYTE >= advised)
        return [];
    // Rounded up to one decimal, the steps of memoryInGB.
    const atLeast = Math.ceil((advised / GIGABYTE) * 10) / 10;
    return [
        (0,build_findings/* warning */.$e)(`The scoring container has ${memoryInGB} GB of memory for models of ${(0,build_bytes/* formatBytes */.z)(bytes)}: ` +
            'loading them may need more, and a container without memory is restarted over and over.', {
            remedy: `Set containerResourceRequirements.memoryInGB to ${atLeast} or more (1.5 times the models).`,
        }),
    ];
}

;// CONCATENATED MODULE: ./build/phases/offline.js





/** Stands for the registry in a plan that no registry was asked for. */
const SOME_REGISTRY = 'registry.invalid';
/**
 * A dry run without a sign-in: checks the models of the repository and shows the Dockerfile where it can be known.
 * @throws ActionError with all findings.
 */
async function planOffline(inputs, { references, deployment, inference }, tools, facts) {
    const checks = new phases_checks/* Checks */.s(tools.log);
    const { workspaceDirectory } = tools;
    const local = references.filter((reference) => reference.kind === 'local');
    const { models } = checks.take(await resolveModels(local, { workspaceDirectory }));
    checks.add(checkModels(models, deployment.memoryInGB));
    facts.models = models;
    checks.settle();
    const registered = references.filter((reference) => reference.kind === 'registered');
    if (inference && registered.length === 0) {
        const build = await planImage({
            service: inputs.name,
            server: SOME_REGISTRY,
            workspaceDirectory,
            inference,
            models,
        });
        await logText(tools.log, 'Dockerfile', build.dockerfile);
    }
    const names = registered.map((reference) => reference.text).join(', ');
    tools.log.info(`Checked: config files, entry script, ${models.length} ${models.length === 1 ? 'model' : 'models'} of the repository`);
    tools.log.info(`Not checked without a sign-in: ${names ? `models ${names}, ` : ''}rights, region, quota, registry, the container group`);
    facts.result = 'planned';
}

;// CONCATENATED MODULE: ./build/service/events.js
/** All events since the start of the deployment. Azure keeps the ones of earlier deployments: they are left out. */
function eventsSince({ group, operation, since, before }) {
    const counted = new Map(groupEvents(before).map((event) => [keyOf(event), event.count]));
    const own = groupEvents(group)
        .filter((event) => isSince(event, since))
        .map((event) => ({ ...event, count: Math.max(1, event.count - (counted.get(keyOf(event)) ?? 0)) }));
    const told = new Set(own.map(({ name, message }) => `${name}\n${message}`));
    const others = operation.filter((event) => isSince(event, since) && !told.has(`${event.name}\n${event.message}`));
    return [...own, ...others].sort((a, b) => (a.last ?? 0) - (b.last ?? 0));
}
/** True unless the time is known and before the start. Event times have whole seconds. */
function isSince({ last }, since) {
    return last === undefined || since === undefined || last >= Math.floor(since / 1000) * 1000;
}
/** "iris: Pulling: pulling image …", with the count when it happened more than once. */
function describeEvent({ container, name, message, count }) {
    const times = count > 1 ? ` (${count} times)` : '';
    return `${container ?? 'container group'}: ${name}${message ? `: ${message}` : ''}${times}`;
}
function groupEvents(group) {
    const ofGroup = (group?.instanceView?.events ?? []).map((event) => events_readEvent(event));
    const ofContainers = (group?.containers ?? []).flatMap(({ name, instanceView }) => (instanceView?.events ?? []).map((event) => ({ ...events_readEvent(event), container: name })));
    return [...ofGroup, ...ofContainers];
}
function events_readEvent({ name, message, count, firstTimestamp, lastTimestamp }) {
    return {
        name: name ?? '',
        message: message ?? '',
        count: count ?? 1,
        ...(firstTimestamp && { first: firstTimestamp.getTime() }),
        ...(lastTimestamp && { last: lastTimestamp.getTime() }),
    };
}
function keyOf({ container, name, message }) {
    return JSON.stringify([container, name, message]);
}

;// CONCATENATED MODULE: ./build/service/view.js

/** True when Azure has finished and every container runs. It does not mean that the service answers. */
function isRunning({ group, operation }) {
    if (group?.provisioningState !== 'Succeeded')
        return false;
    if (operation !== undefined && operation.status !== 'Succeeded')
        return false;
    return (group.containers.length > 0 && group.containers.every((container) => stateOf(container) === 'Running'));
}
/** Waiting, Running or Terminated; Waiting while Azure says nothing. */
function stateOf(container) {
    return container.instanceView?.currentState?.state ?? 'Waiting';
}
/** Exit code of the container's last end within this deployment. */
function exitCodeOf(container, since) {
    const { currentState, previousState } = container.instanceView ?? {};
    return [currentState, previousState].find((state) => state?.exitCode !== undefined &&
        state.state === 'Terminated' &&
        isSince({ last: state.finishTime?.getTime() }, since))?.exitCode;
}
/**
 * The group without the containers' states that are still those before the deployment: right after a PUT, Azure may
 * show a container that crashed long ago. One that ran is left, because not every PUT restarts it.
 */
function withoutOldStates(group, before) {
    if (!before)
        return group;
    const old = new Map(before.containers.map((container) => [container.name, stateKey(container)]));
    const containers = group.containers.map((container) => {
        if (stateOf(container) === 'Running' || old.get(container.name) !== stateKey(container))
            return container;
        const known = { ...container };
        delete known.instanceView;
        return known;
    });
    return { ...group, containers };
}
function stateKey({ instanceView }) {
    const { currentState, previousState, restartCount } = instanceView ?? {};
    return JSON.stringify([currentState, previousState, restartCount]);
}
/** Counts restarts from the start of a deployment on, whether or not Azure's own count begins anew with it. */
class RestartCounter {
    #least;
    /** @param before The group as it was before the deployment. */
    constructor(before) {
        this.#least = new Map((before?.containers ?? []).map(({ name, instanceView }) => [name, instanceView?.restartCount ?? 0]));
    }
    /** Restarts of each container since the start: what its count is above the lowest one seen. */
    see(group) {
        const restarts = new Map();
        for (const { name, instanceView } of group?.containers ?? []) {
            const count = instanceView?.restartCount;
            if (count === undefined)
                continue;
            const least = Math.min(count, this.#least.get(name) ?? 0);
            this.#least.set(name, least);
            restarts.set(name, count - least);
        }
        return restarts;
    }
}

;// CONCATENATED MODULE: ./build/service/decide.js




/**
 * Decides from the plan and the live group, before anything is written. Unchanged means: as far as Azure knows;
 * whether the service answers is for the caller to find out, who takes {@link decideUpdate} when it does not. Pure.
 */
function decide(request) {
    const { live, plan, redeploy, strategy } = request;
    if (!live)
        return { kind: 'create' };
    const differences = compareGroups(live, plan.group);
    const reasons = [
        ...(redeploy === 'always' ? ['redeploy is "always"'] : []),
        ...stateReasons(live),
        ...changeReasons(live, plan, differences),
    ];
    return reasons.length === 0 ? { kind: 'unchanged' } : updateOf({ live, strategy, differences, reasons });
}
/** The update of a group that is as it should be but does not do what it should, for this reason. */
function decideUpdate(live, plan, strategy, reason) {
    return updateOf({ live, strategy, differences: compareGroups(live, plan.group), reasons: [reason] });
}
function updateOf(facts) {
    const { live, strategy, differences } = facts;
    const replacing = differences.filter(({ replaces }) => replaces);
    const why = replacing.map(({ path, from, to }) => `Azure does not change ${path} in place (${from ?? 'none'} -> ${to ?? 'none'})`);
    return {
        kind: replacing.length > 0 ? 'replace' : 'update',
        differences,
        reasons: [...facts.reasons, ...why],
        // A group without containers serves nobody: there is nothing to protect.
        candidate: strategy === 'verified' && !isEmpty(live),
    };
}
/** What is wrong with the living group by Azure's own word. */
function stateReasons({ provisioningState, containers, instanceView }) {
    if (provisioningState !== 'Succeeded')
        return [`the provisioning state of the container group is ${provisioningState ?? 'unknown'}`];
    if (instanceView?.state === 'Stopped')
        return ['the container group is stopped'];
    return containers
        .filter((container) => stateOf(container) !== 'Running')
        .map((container) => `the container ${container.name} is ${stateOf(container)}`);
}
function changeReasons(live, plan, differences) {
    if (live.tags?.[service_tags/* TAGS */.gp.revision] !== plan.revision)
        return [revisionReason(live, differences)];
    if (live.tags[service_tags/* TAGS */.gp.restored] !== undefined)
        return ['the container group was put back by a rollback, perhaps with other secrets'];
    const drift = differences.filter((difference) => !isSomebodyElses(difference));
    if (drift.length === 0)
        return [];
    const paths = drift.map(({ path }) => path).join(', ');
    return [`the container group was changed since it was deployed: ${paths}`];
}
function revisionReason(live, differences) {
    if (live.tags?.[service_tags/* TAGS */.gp.revision] === undefined)
        return 'the container group has no revision';
    return differences.length > 0
        ? 'the desired state has changed'
        : 'something that Azure does not show has changed: a key, a secure variable, the password of the registry or the configuration of the front end';
}
/**
 * Azure Policy puts tags and Log Analytics onto groups, again after every PUT: to take them for drift would restart
 * the service for nothing in every run.
 * Source: https://learn.microsoft.com/azure/container-instances/policy-reference
 */
function isSomebodyElses({ path, kind }) {
    return kind === 'removed' && /^(?:tags\[|diagnostics\.)/.test(path);
}

;// CONCATENATED MODULE: ./build/service/put.js

/** Names of Docker Hub in an image's reference. */
const DOCKER_HUB = /^(?:index\.|registry-1\.)?docker\.io$/;
/**
 * One try of a PUT, to be called again after a refusal. From the first try on whose end is not known, every refusal is
 * checked against the group itself: the write may have been taken although nobody said so, and a second one would
 * restart the containers again.
 */
function putOnce(groups, plan) {
    const { groupName, group } = plan;
    let isOpen = false;
    return async () => {
        try {
            return await groups.startPut(groupName, group);
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M))
                throw caught;
            isOpen ||= leavesOpen(caught);
            if (isOpen && (await isTaken(groups, groupName, group)))
                return followed(groups, groupName);
            throw caught;
        }
    };
}
/** How the image is pulled, where that decides whether a refusal may pass. */
function put_pullOf({ containers, imageRegistryCredentials = [] }) {
    if (imageRegistryCredentials.some(({ identity }) => identity !== undefined))
        return 'identity';
    return containers.some(({ image }) => isOnDockerHub(image)) ? 'docker-hub' : undefined;
}
function isOnDockerHub(image) {
    const [host = '', ...path] = image.split('/');
    const isHost = path.length > 0 && /[.:]|^localhost$/.test(host);
    return !isHost || DOCKER_HUB.test(host);
}
/** No answer, or a fault of the server: what Azure has done is not known. */
function leavesOpen({ status }) {
    return status === 0 || status === 408 || status >= 500;
}
/** True when the group has every tag of the plan, the run's own among them. */
async function isTaken(groups, name, { tags = {} }) {
    try {
        const found = (await groups.get(name))?.tags;
        return found !== undefined && Object.entries(tags).every(([tag, value]) => found[tag] === value);
    }
    catch (caught) {
        if (caught instanceof azure_error/* AzureError */.M)
            return false;
        throw caught;
    }
}
/** A deployment whose operation was lost with the answer: the group itself tells how it goes. */
function followed(groups, name) {
    return {
        poll: async () => ({ status: (await groups.get(name))?.provisioningState ?? 'Pending', events: [] }),
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/match.js
/** The lines of a text, with any kind of line end. */
function linesOf(text) {
    return text.split(/\r\n|[\r\n]/);
}
/** The last line of the containers' logs that a pattern without the flag `g` matches. */
function findInLogs(containers, pattern) {
    for (const container of containers) {
        const line = linesOf(container.log).findLast((each) => pattern.test(each));
        const match = line === undefined ? null : pattern.exec(line);
        if (line !== undefined && match)
            return { match, line: line.trim(), container };
    }
    return undefined;
}
/** An event as one text, for patterns and for people: "Failed: Failed to pull image …". */
function eventText({ name, message }) {
    return `${name}: ${message}`;
}
/** A rule for lines of logs. */
function logRule(name, pattern, tell) {
    return {
        name,
        find: ({ containers }) => {
            const found = findInLogs(containers, pattern);
            return found && { ...tell(found.match, found.container), evidence: [found.line] };
        },
    };
}
/** A rule for events, by the text "name: message". */
function eventRule(name, pattern, tell) {
    return {
        name,
        find: ({ events }) => {
            const text = events.map(eventText).find((each) => pattern.test(each));
            const match = text === undefined ? null : pattern.exec(text);
            return text !== undefined && match ? { ...tell(match), evidence: [text] } : undefined;
        },
    };
}
/** The first container that ended with one of these codes. */
function endedWith({ containers }, codes) {
    const container = containers.find(({ exitCode }) => exitCode !== undefined && codes.includes(exitCode));
    if (container?.exitCode === undefined)
        return undefined;
    const { exitCode: code, name } = container;
    return { code, container, line: `The container ${name} ended with exit code ${code}.` };
}
/** The container with the user's server. */
function match_scoringContainer({ containers }) {
    return containers.find(({ isFrontEnd }) => !isFrontEnd);
}

;// CONCATENATED MODULE: ./build/diagnosis/traceback.js

const START = 'Traceback (most recent call last):';
const FRAME = /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<name>.+))?$/;
/** The line after the frames, which alone is not indented: "ValueError: text", "package.Error". */
const ERROR = /^[A-Za-z_][\w.]*(?::.*)?$/;
/** What azureml-inference-server-http writes before a message. Source: `microsoft/azureml-inference-server`. */
const PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z] \[\d+\] \S+ - /;
/** What Python writes between the tracebacks of a chain. */
const CHAINED = /The above exception was the direct cause|During handling of the above exception/;
/** The scoring server's telemetry logs one that harms nobody. Source: the same repository. */
const HARMLESS = /Error while fetching model IDs/;
/** Code that is not the user's: Python, its packages, Azure ML's servers of all ages, and what a program evaluates. */
const FOREIGN = /[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+|azureml_inference_server_http|azureml-server)[/\\]|^<|^(?:\/usr|\/opt\/\w+)?\/(?:local\/)?bin\//;
/** How many lines before a traceback may say what it belongs to. */
const HEADING_LINES = 4;
const HEADINGS = [
    ['init', /init function failed/i],
    ['import', /Failed to import user script/],
    ['run', /Encountered Exception: |run function failed/i],
];
/** What the user's outermost function tells, where the server says nothing. */
const BY_FUNCTION = new Map([
    ['<module>', 'import'],
    ['init', 'init'],
    ['run', 'run'],
]);
/** A log line without the server's own beginning. */
function withoutPrefix(line) {
    return line.replace(PREFIX, '');
}
/**
 * The exceptions of a log, in its order. Of a chain, such as a server's own exception around one of the entry
 * script, only the last traceback with a frame of the user's code counts, or the last one where none has.
 */
function tracebacks(log) {
    const lines = linesOf(log);
    return chains(lines).flatMap((starts) => {
        const [first = 0] = starts;
        const all = starts.flatMap((at) => readTraceback(lines, at));
        const telling = all.findLast(({ frames }) => frames.some(isOwn)) ?? all.at(-1);
        if (!telling)
            return [];
        const { frames, error, shown } = telling;
        const heading = lines.slice(Math.max(0, first - HEADING_LINES), first + 1).join('\n');
        const stage = stageOf(heading, all.flatMap((each) => each.frames));
        return [{ error, at: first, lines: shown, ...framesOf(frames), ...stage }];
    });
}
/** Line numbers where tracebacks begin, those of a chain together. */
function chains(lines) {
    const found = [];
    for (const [at, line] of lines.entries()) {
        if (!line.includes(START) || HARMLESS.test(line) || HARMLESS.test(lines[at - 1] ?? ''))
            continue;
        const before = lines.slice(Math.max(0, at - 2), at).join('\n');
        const last = found.at(-1);
        if (last && CHAINED.test(before))
            last.push(at);
        else
            found.push([at]);
    }
    return found;
}
function readTraceback(lines, at) {
    const body = lines.slice(at + 1).map(withoutPrefix);
    const end = body.findIndex((each) => ERROR.test(each));
    const error = body[end];
    if (error === undefined)
        return [];
    return [{ error, frames: body.slice(0, end).flatMap(frameOf), shown: [START, ...body.slice(0, end + 1)] }];
}
function framesOf(frames) {
    const last = frames.at(-1);
    const own = frames.findLast(isOwn);
    return { ...(last && { last }), ...(own && { own }) };
}
function stageOf(heading, frames) {
    const told = HEADINGS.find(([, pattern]) => pattern.test(heading))?.[0];
    if (told)
        return { stage: told, told: true };
    const outermost = frames.find(isOwn)?.function;
    return { stage: BY_FUNCTION.get(outermost ?? '') ?? 'unknown', told: false };
}
function frameOf(line) {
    const groups = FRAME.exec(line)?.groups;
    if (!groups)
        return [];
    return [
        { file: groups['file'] ?? '', line: Number(groups['line']), function: groups['name'] ?? '<module>' },
    ];
}
function isOwn({ file }) {
    return !FOREIGN.test(file);
}

;// CONCATENATED MODULE: ./build/diagnosis/exception.js


/** What servers say when a worker takes requests: a traceback before it did not end the start. */
const READY = /ready for serving traffic|init has completed successfully|Application startup complete/;
const SERVER_ERROR = 500;
/** Errors by their last line, whatever the stage; the first that fits counts. */
const BY_ERROR = [
    ['memory', /^(?:\w+\.)*\w*MemoryError\b|can't allocate memory|Cannot allocate memory/],
    ['server-missing', /No module named '?azureml_inference_server_http/],
    ['model-version', /Can't get attribute |incompatible dtype|unsupported pickle protocol/],
    ['module-missing', /^ModuleNotFoundError: No module named /],
    ['library-missing', /\.so[\d.]*: cannot open shared object file/],
    ['not-json', /is not JSON serializable/],
];
/** A module that only an object of a model asks for, when it was saved under another version of the package. */
const MODULE_OF_MODEL = /No module named '(?:numpy|sklearn|pandas|scipy|xgboost|lightgbm)\./;
/** A file that is not there. Only in init() this is the model, unless the path says so. */
const NO_FILE = /^(?:FileNotFoundError|NotADirectoryError|IsADirectoryError)\b/;
const NO_MODEL = /ModelNotFoundException|Model not found in cache|KeyError: 'AZUREML_MODEL_DIR'|(?:No such file|not found|does not exist|Unable to open).*azureml-models|azureml-models.*(?:No such file|not found|does not exist)/i;
/** The exception that explains why the service does not start, or why a request failed. */
function findException(symptoms) {
    const log = match_scoringContainer(symptoms)?.log ?? '';
    const all = tracebacks(log);
    const answer = symptoms.answers.find(({ status, runFailed }) => runFailed || status === SERVER_ERROR);
    const candidates = answer ? all.filter(({ stage }) => stage === 'run') : atStart(symptoms, log, all);
    // A request's exception is the last one. At the start, gunicorn adds one of its own to that of the script.
    const script = answer ? undefined : candidates.findLast(({ own }) => own !== undefined);
    const traceback = script ?? candidates.at(-1);
    return traceback && { kind: kindOf(traceback), traceback, log, ...(answer && { answer }) };
}
/** Tracebacks that may have ended the start: after the last word that the server is ready, and not of a request. */
function atStart(symptoms, log, all) {
    if (symptoms.answers.length > 0)
        return [];
    const ready = log.split(/\r\n|[\r\n]/).findLastIndex((line) => READY.test(line));
    return all.filter(({ at, stage }) => at > ready && stage !== 'run');
}
/** True when the server says that it takes requests. */
function isReady(symptoms) {
    return findInLogs(symptoms.containers, READY) !== undefined;
}
function kindOf({ error, stage, own, last }) {
    if (MODULE_OF_MODEL.test(error) && own !== last)
        return 'model-version';
    const byError = BY_ERROR.find(([, pattern]) => pattern.test(error))?.[0];
    if (byError)
        return byError;
    if (NO_MODEL.test(error) || (stage === 'init' && NO_FILE.test(error)))
        return 'model-path';
    return stage === 'unknown' ? 'init' : stage;
}

// EXTERNAL MODULE: ./build/report/printable.js
var printable = __webpack_require__(73593);
;// CONCATENATED MODULE: ./build/diagnosis/place.js



/** Longest text from outside in a sentence, in characters. */
const QUOTE_LIMIT = 300;
/** The place in the repository of a line of the user's code; undefined when the file is not from there. */
function placeOf(frame, { code }) {
    if (!frame || !code)
        return undefined;
    const file = external_node_path_.posix.resolve(layout/* APP_ROOT */.V2, frame.file);
    if (code.kind === 'file') {
        return file === code.inImage ? { file: code.inRepository, line: frame.line } : undefined;
    }
    if (!file.startsWith(`${code.inImage}/`))
        return undefined;
    return { file: external_node_path_.posix.join(code.inRepository, file.slice(code.inImage.length + 1)), line: frame.line };
}
/** " in src/score.py, line 9 (init), raised by joblib/numpy_pickle.py, line 650"; empty without frames. */
function whereOf({ own, last }, repository) {
    const shown = own ?? last;
    if (!shown)
        return '';
    const file = placeOf(shown, repository)?.file ?? shortFile(shown.file);
    const deeper = own && last && last !== own ? `, raised by ${shortFile(last.file)}, line ${last.line}` : '';
    const within = shown.function === '<module>' ? '' : ` (${quote(shown.function)})`;
    return ` in ${file}, line ${shown.line}${within}${deeper}`;
}
/** A text from outside for a sentence: short, in one line. */
function quote(text) {
    return (0,printable/* cut */.Jj)((0,printable/* printableLine */.oy)(text), QUOTE_LIMIT);
}
/** A path without the part that only says where Python is installed. */
function shortFile(file) {
    return quote(file.replace(/^.*[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+)[/\\]/, ''));
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/exception-rule.js

/** A rule for one kind of Python exception. It is certain where the server itself says what the exception ended. */
function exceptionRule(name, kind, tell) {
    return {
        name,
        find: (symptoms) => {
            const exception = findException(symptoms);
            if (exception?.kind !== kind)
                return undefined;
            const { more = [], ...told } = tell(exception, symptoms.repository);
            return {
                ...told,
                certainty: exception.traceback.told ? 'certain' : 'likely',
                evidence: [...exception.traceback.lines, ...more],
            };
        },
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/memory.js



/** 128 + SIGKILL: how a container ends that takes more memory than it has. */
const KILLED = 137;
/** Workers that begin and never become ready, after which it is a loop. */
const BOOTS = 3;
const SAYS_MEMORY = /\bOOMKilled\b|\bOut of memory\b(?!\?)|Cannot allocate memory|can't allocate memory|MemoryError/;
const SAYS_KILLED = /died with SIGKILL|was sent SIGKILL|terminated due to signal 9\b|Killed process \d+/;
const TIMED_OUT = /\[CRITICAL\] WORKER TIMEOUT/;
/** What too little memory looks like, and what only looks like it. */
const MEMORY_RULES = [
    {
        name: 'memory',
        find: (symptoms) => {
            const seen = outOfMemory(symptoms);
            if (!seen)
                return undefined;
            const gigabytes = match_scoringContainer(symptoms)?.memoryInGB;
            const place = symptoms.repository.memory ?? placeOf(findException(symptoms)?.traceback.own, symptoms.repository);
            return {
                cause: 'The container ran out of memory.',
                remedy: `Raise memoryInGB in the deployment config${gigabytes === undefined ? '' : ` (now ${gigabytes} GB)`}: a model needs about one and a half times its size, and more while it loads.`,
                ...seen,
                ...(place && { place }),
            };
        },
    },
    {
        name: 'worker-timeout',
        find: ({ containers }) => {
            const found = findInLogs(containers, TIMED_OUT);
            return (found && {
                cause: 'init() or a request took longer than gunicorn lets a worker be silent, so it stopped the worker.',
                remedy: 'Make init() faster, or set the environment variable WORKER_TIMEOUT to more seconds than it needs (300 if it is not set).',
                certainty: 'certain',
                evidence: [found.line],
            });
        },
    },
];
/** Undefined when nothing points to memory. Shared with the rules that must not take it for something else. */
function outOfMemory(symptoms) {
    const exception = findException(symptoms);
    if (exception?.kind === 'memory')
        return { certainty: 'certain', evidence: exception.traceback.lines };
    const { containers } = symptoms;
    // gunicorn kills a worker that was silent too long, and then wonders about the memory.
    const killed = findInLogs(containers, TIMED_OUT) ? undefined : findInLogs(containers, SAYS_KILLED)?.line;
    const ended = wasStopped(symptoms) ? undefined : endedWith(symptoms, [KILLED])?.line;
    return (seen('certain', memoryLine(symptoms)) ??
        seen('likely', killed) ??
        seen('likely', ended) ??
        seen('possible', exception || killed ? undefined : bootLoop(symptoms)));
}
function seen(certainty, line) {
    return line === undefined ? undefined : { certainty, evidence: [line] };
}
/** A line that names memory, outside of tracebacks that the entry script may have caught. */
function memoryLine(symptoms) {
    if (isReady(symptoms) && symptoms.answers.length === 0)
        return undefined;
    return (symptoms.events.map(eventText).find((text) => /OOMKilled/.test(text)) ??
        findInLogs(symptoms.containers, SAYS_MEMORY)?.line);
}
/** Azure also kills a container whose liveness probe failed: then the code says nothing of memory. */
function wasStopped({ events }) {
    return events.some(({ name }) => /^Killing$/i.test(name));
}
function bootLoop(symptoms) {
    const boots = linesOf(match_scoringContainer(symptoms)?.log ?? '').filter((line) => /Booting worker with pid/.test(line));
    return boots.length < BOOTS || isReady(symptoms) || findInLogs(symptoms.containers, TIMED_OUT)
        ? undefined
        : boots.at(-1)?.trim();
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/answers.js





const SERVER_TIMEOUT = /Scoring timeout after (?<ms>\d+) ms/;
/** What only a request shows. */
const ANSWER_RULES = [
    { name: 'run-failed', find: runFailed },
    exceptionRule('result-not-json', 'not-json', ({ traceback }, repository) => {
        const type = /Object of type '?(?<type>\w+)'? is not/.exec(traceback.error)?.groups?.['type'] ?? 'a value';
        const place = placeOf(traceback.own, repository) ?? repository.entryScript;
        return {
            cause: `run() returns ${type}, which cannot be written as JSON.`,
            remedy: 'Return lists, numbers and texts: .tolist() makes them of an array, .item() of a single number.',
            ...(place && { place }),
        };
    }),
    { name: 'scoring-timeout', find: scoringTimeout },
    answerRule('body-too-large', 413, () => ({
        cause: 'The request is larger than the front end takes, which is 100 MB.',
        remedy: 'Send a smaller request, or several.',
        certainty: 'certain',
    })),
    answerRule('scoring-crash', 502, (symptoms) => outOfMemory(symptoms)
        ? undefined
        : {
            cause: 'The scoring container stopped during the request.',
            remedy: 'Read its log below. When it says nothing, the container probably ran out of memory: raise memoryInGB in the deployment config.',
            certainty: 'likely',
        }),
];
function answerRule(name, status, tell) {
    return {
        name,
        find: (symptoms) => {
            const answer = symptoms.answers.find((each) => each.status === status);
            const told = answer && tell(symptoms);
            return told && { ...told, evidence: [answered(answer)] };
        },
    };
}
function runFailed(symptoms) {
    const { answers, repository, containers } = symptoms;
    const exception = findException(symptoms);
    const answer = exception?.answer ?? answers.find((each) => each.runFailed);
    if (!answer || findInLogs(containers, SERVER_TIMEOUT) || outOfMemory(symptoms))
        return undefined;
    if (exception && exception.kind !== 'run')
        return undefined;
    const place = placeOf(exception?.traceback.own, repository);
    return {
        cause: exception
            ? `run() of the entry script failed${whereOf(exception.traceback, repository)}: ${quote(exception.traceback.error)}`
            : 'run() of the entry script raised an exception.',
        remedy: 'Correct the script at that line, or the request, if run() is right to refuse it.',
        certainty: 'certain',
        evidence: [...(exception?.traceback.lines ?? []), answered(answer)],
        ...(place && { place }),
    };
}
function scoringTimeout({ answers, containers }) {
    const server = findInLogs(containers, SERVER_TIMEOUT);
    const late = answers.find(({ status, timedOut, runFailed: failed }) => status === 504 || timedOut || (failed && server));
    if (!late)
        return undefined;
    return {
        cause: 'The model took longer for the request than the input scoring-timeout allows.',
        remedy: 'Raise the input scoring-timeout, send less at once, or give the service more cpu in the deployment config.',
        certainty: 'certain',
        evidence: [answered(late), ...(server ? [server.line] : [])],
    };
}
function answered({ name, status }) {
    return `Request ${quote(name)}: ${status === 0 ? 'no answer in time' : `status ${status}`}.`;
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/front-end.js

/** What nginx, OpenSSL and v1's azureml-fe-aci say of a certificate or key that they cannot use. */
const CERTIFICATE = /cannot load certificate|PEM_read_bio|key values mismatch|SSL_CTX_use_(?:PrivateKey|certificate)|(?:invalid|failed to (?:load|parse)) (?:the )?(?:TLS |SSL )?(?:certificate|private key)|tls: (?:failed to find any PEM data|private key does not match)/i;
/** Another program has the port: that has its own rule. */
const TAKEN = /\(98: /;
/** What keeps the front end from starting. */
const FRONT_END_RULES = [
    logRule('certificate', CERTIFICATE, () => ({
        cause: 'The front end cannot use the TLS certificate or its key.',
        remedy: 'Give the certificate with its chain and the key that belongs to it, both as PEM: openssl x509 -in cert.pem -noout and openssl pkey -in key.pem -noout must read them.',
        certainty: 'certain',
    })),
    {
        name: 'front-end',
        find: ({ containers }) => {
            const found = findInLogs(containers.filter(({ isFrontEnd }) => isFrontEnd), /\[emerg\]/);
            if (!found || CERTIFICATE.test(found.line) || TAKEN.test(found.line))
                return undefined;
            return {
                cause: 'The front end, which the Action adds, does not accept its configuration.',
                remedy: 'This is a fault of the Action: please open an issue with the line below.',
                certainty: 'certain',
                evidence: [found.line],
            };
        },
    },
];

// EXTERNAL MODULE: ./build/config/nearest.js
var nearest = __webpack_require__(99088);
;// CONCATENATED MODULE: ./build/diagnosis/model-tree.js


/** What the scoring server writes above the tree when init() failed. Source: `microsoft/azureml-inference-server`. */
const HEADING = /Model Directory Contents:/;
/** Lines of the tree that are kept; the server writes at most 200. */
const TREE_LINES = 60;
/** A line of another kind ends the tree: gunicorn's, or one of the server's with a time. */
const OTHER = /^(?:\[\d{4}-|\d{4}-\d\d-\d\d )|^Traceback /;
/** The tree below AZUREML_MODEL_DIR as the log has it; empty when it has none. */
function modelTree(log) {
    const lines = linesOf(log).map(withoutPrefix);
    const at = lines.findLastIndex((line) => HEADING.test(line));
    if (at < 0)
        return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => line.trim() === '' || OTHER.test(line));
    return rest.slice(0, end < 0 ? TREE_LINES : Math.min(end, TREE_LINES));
}
/**
 * The files of a tree, relative to AZUREML_MODEL_DIR. The tree is indented by two spaces a level, folders end in a
 * slash, and the first line is the folder itself; or every line is a whole path.
 */
function treeFiles(tree, modelDirectory = '/azureml-models/') {
    const above = [];
    return tree.flatMap((line) => {
        const name = line.trim();
        if (name.startsWith('/'))
            return name.endsWith('/') ? [] : [name.split(modelDirectory).at(-1) ?? name];
        const depth = (line.length - line.trimStart().length) / 2;
        above.length = Math.min(above.length, depth);
        above[depth] = name.replace(/\/$/, '');
        return name.endsWith('/') ? [] : [above.slice(1).join('/')];
    });
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/model.js





/** What is wrong between the entry script and the model. */
const MODEL_RULES = [
    exceptionRule('model-path', 'model-path', modelPath),
    exceptionRule('model-version', 'model-version', (exception, repository) => ({
        cause: `The model does not fit the packages in the image: it was saved under other versions, or needs a class of the training code${whereOf(exception.traceback, repository)}: ${quote(exception.traceback.error)}`,
        remedy: 'Pin the packages in the inference config to the versions of the training (pip freeze prints them there), and keep classes of your own in a module that both use.',
        ...placed(repository),
    })),
];
function placed({ packages }) {
    return packages ? { place: packages } : {};
}
function modelPath({ traceback, log }, repository) {
    const { error, own } = traceback;
    const tree = modelTree(log);
    const place = placeOf(own, repository);
    const more = tree.length === 0 ? [] : ['The tree under AZUREML_MODEL_DIR:', ...tree.map((line) => `  ${line}`)];
    return {
        cause: /AZUREML_MODEL_DIR/.test(error)
            ? `There is no AZUREML_MODEL_DIR, because no model was deployed with the service${whereOf(traceback, repository)}.`
            : `The entry script does not find its model${whereOf(traceback, repository)}: ${quote(error)}`,
        remedy: /AZUREML_MODEL_DIR/.test(error)
            ? 'Name the models in the input models.'
            : `Build the path from the variable: os.path.join(os.environ["AZUREML_MODEL_DIR"], ${JSON.stringify(fileMeant(error, tree))}).`,
        more,
        ...(place && { place }),
    };
}
/** The file that the script wants, by its path in the tree where it is there or one of a similar name is. */
function fileMeant(error, tree) {
    const wanted = external_node_path_.posix.basename(/'(?<file>[^']+)'\s*$/.exec(error)?.groups?.['file'] ?? '');
    const files = treeFiles(tree);
    const [only, ...others] = files.filter((file) => external_node_path_.posix.basename(file) === wanted);
    if (only !== undefined && others.length === 0)
        return quote(only);
    const alike = (0,nearest/* nearest */.p)(wanted, files.map((file) => external_node_path_.posix.basename(file)));
    const found = alike === undefined ? undefined : files.find((file) => external_node_path_.posix.basename(file) === alike);
    return quote(found ?? (wanted === '' ? '<file>' : wanted));
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/platform.js

/** Exit codes of containers that Azure moves. Source: https://learn.microsoft.com/azure/container-instances/container-state */
const MOVED = [7147, 7148];
/** What stops Azure before a container is there. */
const PLATFORM_RULES = [
    eventRule('quota', /quota '(?<what>[^']*)' exceeded(?: in region '(?<region>[^']*)')?(?<numbers>[^\n]*)/i, (match) => {
        const { what = '', region, numbers = '' } = match.groups ?? {};
        const [limit, usage, asked] = ['Limit', 'Usage', 'Requested'].map((name) => new RegExp(`${name}: '(\\d+)'`).exec(numbers)?.[1]);
        const counted = limit && usage && asked ? ` (${usage} of ${limit} are used, ${asked} more are needed)` : '';
        return {
            cause: `The quota ${what} of your subscription${region ? ` in ${region}` : ''} is used up${counted}.`,
            remedy: 'Delete container groups that are not needed, ask for a higher quota, or deploy to another location.',
            certainty: 'certain',
        };
    }),
    eventRule('capacity', /InsufficientCapacity|requested resource is not available/i, () => ({
        cause: 'The region has no room for a container group of this size at the moment.',
        remedy: 'Try again later, ask for less cpu or memory, or deploy to another location.',
        certainty: 'certain',
    })),
    eventRule('mount', /^FailedMount:|\bmount error\(\d+\)/i, () => ({
        cause: 'A volume could not be mounted.',
        remedy: 'Run the deployment again; if it stays so, show the event below to Azure support.',
        certainty: 'certain',
    })),
    {
        name: 'moved',
        find: (symptoms) => {
            const ended = endedWith(symptoms, MOVED);
            return (ended && {
                cause: `Azure stopped the container ${ended.container.name} to move it to another machine.`,
                remedy: 'Run the workflow again: nothing is wrong with the service.',
                certainty: 'certain',
                evidence: [ended.line],
            });
        },
    },
];

;// CONCATENATED MODULE: ./build/diagnosis/rules/probes.js



/** The kubelet's words for a failed probe. Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
const REFUSED = /^Unhealthy:.*probe failed.*connection refused/is;
const WRONG_STATUS = /^Unhealthy:.*probe failed.*statuscode: (?<status>\d+)/is;
const SILENT = /^Unhealthy:.*probe failed.*(?:context deadline exceeded|Client\.Timeout|timed? ?out)/is;
const LIVENESS = /^(?:Unhealthy:.*liveness probe failed|Killing:.*liveness)/is;
/** Where servers say that they listen: gunicorn, uvicorn, Flask and most others. */
const LISTENING = /(?:listening (?:at|on)|running on|serving on|started .* on)\D*?(?:https?:\/\/)?(?<host>[\w.*-]+|\[[:\da-f]*\]):(?<port>\d{2,5})\b/i;
/** What our front end answers when nothing listens behind it. */
const BAD_GATEWAY = 502;
const GATEWAY_TIMEOUT = 504;
/** A container that runs and is not ready. */
const PROBE_RULES = [
    { name: 'liveness', find: killedByLiveness },
    { name: 'port', find: port },
    { name: 'never-ready', find: neverReady },
    { name: 'slow-start', find: slowStart },
];
/** The scoring container when it runs, never ended, and no exception explains the silence. */
function silentContainer(symptoms) {
    const container = match_scoringContainer(symptoms);
    if (symptoms.answers.length > 0 || !container || findException(symptoms))
        return undefined;
    const runs = container.state === 'Running' && container.exitCode === undefined && container.restarts === 0;
    return runs ? container : undefined;
}
function lastEvent({ events }, pattern) {
    return events.map(eventText).findLast((text) => pattern.test(text));
}
function killedByLiveness(symptoms) {
    const killed = lastEvent(symptoms, /^Killing:/i);
    const failed = lastEvent(symptoms, LIVENESS);
    if (killed === undefined || failed === undefined || findException(symptoms))
        return undefined;
    return {
        cause: 'Azure restarted the container because its liveness probe failed: the server lives, but does not answer.',
        remedy: 'Make init() faster than five minutes, and check that health-path answers while a request is scored. Too little cpu has the same effect.',
        certainty: 'certain',
        evidence: [failed, killed],
    };
}
function port(symptoms) {
    const container = silentContainer(symptoms);
    const last = lastEvent(symptoms, /^Unhealthy:/i);
    const refused = last !== undefined && REFUSED.test(last) ? last : undefined;
    const badGateway = symptoms.healthStatus === BAD_GATEWAY;
    if (!container || startsSlowly(container) || (refused === undefined && !badGateway))
        return undefined;
    const listens = listening(container);
    const elsewhere = listens?.port === container.port ? undefined : listens;
    // Until a server is ready its probes fail: that it is by now counts more than old events.
    if (!badGateway && !elsewhere && (isReady(symptoms) || symptoms.healthStatus !== undefined))
        return undefined;
    const wanted = container.port === undefined ? 'the port of the input port' : `port ${container.port}`;
    return {
        cause: `Nothing listens on ${wanted} in the container ${container.name}${elsewhere ? `; its server listens on port ${elsewhere.port}` : ''}.`,
        remedy: elsewhere
            ? `Set the input port to ${elsewhere.port}, or let the server listen on ${wanted}.`
            : `If the server only needs longer to start, raise wait-timeout; otherwise let it listen on ${wanted} and on all addresses (0.0.0.0), or name its port in the input port.`,
        certainty: elsewhere ? 'certain' : refused === undefined ? 'possible' : 'likely',
        evidence: [
            refused ?? `The front end answers ${BAD_GATEWAY}: nothing listens behind it.`,
            ...(listens ? [listens.line] : []),
        ],
    };
}
function listening({ log }) {
    const line = linesOf(log).findLast((each) => LISTENING.test(each));
    const found = line === undefined ? undefined : LISTENING.exec(line)?.groups?.['port'];
    return line === undefined || found === undefined ? undefined : { port: Number(found), line: line.trim() };
}
function neverReady(symptoms) {
    const container = silentContainer(symptoms);
    if (!container)
        return undefined;
    const last = lastEvent(symptoms, /^Unhealthy:/i);
    const event = last !== undefined && WRONG_STATUS.test(last) ? last : undefined;
    const { healthStatus = 0 } = symptoms;
    const answered = healthStatus >= 300 && healthStatus !== BAD_GATEWAY && healthStatus !== GATEWAY_TIMEOUT;
    const status = WRONG_STATUS.exec(event ?? '')?.groups?.['status'] ?? (answered ? String(healthStatus) : undefined);
    if (status === undefined)
        return undefined;
    const healthPath = quote(container.healthPath ?? '/');
    return {
        cause: `The server answers ${status} to GET ${healthPath}, so it never counts as ready.`,
        remedy: 'Name a path that answers 200 to GET without a key in the input health-path, or correct the server.',
        certainty: 'certain',
        evidence: [event ?? `The endpoint answers ${status} to GET ${healthPath}.`],
    };
}
function slowStart(symptoms) {
    const container = silentContainer(symptoms);
    if (!container)
        return undefined;
    const line = startsSlowly(container);
    const silent = lastEvent(symptoms, SILENT);
    if (line === undefined && silent === undefined)
        return undefined;
    return {
        cause: line === undefined
            ? 'The server takes connections, but does not answer in time.'
            : 'init() of the entry script had not ended when the time was up.',
        remedy: 'If init() only needs longer, raise wait-timeout, or give it more cpu; otherwise look for what it waits for, such as a download.',
        certainty: line === undefined ? 'possible' : 'likely',
        evidence: [line, silent].filter((each) => each !== undefined),
    };
}
/** The line that says that init() began, when none says that it ended. */
function startsSlowly({ log }) {
    const lines = linesOf(log);
    const began = lines.findLastIndex((line) => /Invoking user's init function/.test(line));
    const ended = lines.findLastIndex((line) => /init has completed successfully|init function failed/.test(line));
    return began > ended ? lines[began]?.trim() : undefined;
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/pull.js

/** Why an image does not arrive; the first pattern that fits an event counts, so that no two rules tell the same event. */
const pull_FAILURES = [
    {
        name: 'registry-limits',
        pattern: /toomanyrequests|rate limit|too many requests|\b429\b|^RegistryErrorResponse:/i,
        cause: 'The registry limits how often images are pulled from it, and the limit is reached.',
        remedy: 'Run again later. To be rid of it, copy the image to an Azure container registry, or give registry-username and registry-password of an account.',
        certainty: 'certain',
    },
    {
        name: 'architecture',
        pattern: /exec format error|no match(?:ing manifest)? for (?:platform|linux\/amd64)/i,
        cause: 'The image is not for Linux on amd64, probably because it was built on an arm64 machine.',
        remedy: 'Build the image for linux/amd64: docker build --platform linux/amd64.',
        certainty: 'certain',
    },
    {
        name: 'pull-denied',
        pattern: /unauthorized|denied|authentication required|insufficient_scope|\b40[13]\b/i,
        cause: 'The registry refused to give the image.',
        remedy: 'Set registry-identity to an identity with the role AcrPull (a new role takes a few minutes), or give registry-username and registry-password.',
        certainty: 'certain',
    },
    {
        name: 'registry-unreachable',
        pattern: /no such host|i\/o timeout|connection refused|connection reset|TLS handshake|x509|network is unreachable/i,
        cause: 'Azure cannot reach the registry of the image.',
        remedy: 'Check the name of the registry, and that its firewall lets Azure Container Instances in: it must be open to public networks.',
        certainty: 'certain',
    },
    {
        name: 'disk-full',
        pattern: /no space left on device/i,
        cause: 'The image is too large for the container group.',
        remedy: 'Make the image smaller: a container group takes images up to 15 GB.',
        certainty: 'certain',
    },
    {
        name: 'image-not-found',
        pattern: /not found|manifest unknown|name unknown|does not exist/i,
        cause: 'The image does not exist in the registry.',
        remedy: 'Check the name, tag and digest of the image, and whether a clean-up of the registry removed it.',
        certainty: 'certain',
    },
    {
        name: 'image-inaccessible',
        pattern: /^InaccessibleImage:|Please check the image and registry credential/i,
        cause: 'Azure cannot get the image: it does not exist, or its registry does not let Azure in.',
        remedy: 'Check name and tag of the image, then registry-identity (role AcrPull) or registry-username and registry-password. A new role takes a few minutes.',
        certainty: 'certain',
    },
];
/** Events that tell of an image that did not arrive or does not start. */
const ABOUT_IMAGES = /^(?:Failed|Error|ErrImagePull|InaccessibleImage|RegistryErrorResponse):/i;
/** A container that cannot be started is another matter, but for an image of another machine. */
const PULL = /pull|registry|manifest|exec format error|^InaccessibleImage:/i;
/** Why the image does not arrive. */
const PULL_RULES = pull_FAILURES.map(({ name, cause, remedy, certainty }) => ({
    name,
    find: ({ events, containers }) => {
        const lines = [...events.map(failureLine), ...containers.flatMap(({ log }) => formatErrors(log))];
        const line = lines.find((each) => each !== undefined && nameOf(each) === name);
        return line === undefined ? undefined : { cause, remedy, certainty, evidence: [line] };
    },
}));
function failureLine(event) {
    const text = eventText(event);
    return ABOUT_IMAGES.test(text) && PULL.test(text) ? text : undefined;
}
/** A shell in the image may be the one that notices. */
function formatErrors(log) {
    return /^.*exec format error.*$/im.exec(log) ?? [];
}
function nameOf(line) {
    return pull_FAILURES.find(({ pattern }) => pattern.test(line))?.name;
}

;// CONCATENATED MODULE: ./build/diagnosis/packages.js
/**
 * Packages whose name on PyPI is not that of the module they bring. Source: https://pypi.org.
 * Everything else is taken to be called like its module.
 */
const PACKAGES = new Map(Object.entries({
    attr: 'attrs',
    bs4: 'beautifulsoup4',
    cv2: 'opencv-python-headless',
    Crypto: 'pycryptodome',
    dateutil: 'python-dateutil',
    dotenv: 'python-dotenv',
    faiss: 'faiss-cpu',
    fitz: 'pymupdf',
    git: 'GitPython',
    jwt: 'PyJWT',
    Levenshtein: 'python-Levenshtein',
    MySQLdb: 'mysqlclient',
    PIL: 'pillow',
    psycopg2: 'psycopg2-binary',
    skimage: 'scikit-image',
    sklearn: 'scikit-learn',
    yaml: 'PyYAML',
}));
/** Namespaces: the package has the first two parts of the module's name. */
const NAMESPACES = ['azure', 'azureml', 'google'];
const PROTOBUF = /^google\.protobuf\b/;
/** The package on PyPI that has a Python module: "sklearn.svm" gives "scikit-learn". */
function packageOf(module) {
    const [top = module, second, third] = module.split('.');
    const known = PROTOBUF.test(module) ? 'protobuf' : PACKAGES.get(top);
    if (known !== undefined)
        return known;
    const parts = NAMESPACES.includes(top) ? [top, second, top === 'azure' ? third : undefined] : [top];
    return parts
        .filter((part) => part !== undefined)
        .join('-')
        .replaceAll('_', '-');
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/script.js




/** What is wrong with the entry script, or with what it imports. */
const SCRIPT_RULES = [
    logRule('no-script', /No score script found\. Expected score script (?<script>\S+?)\.?$/, (match) => ({
        cause: `The scoring server did not find the entry script ${quote(match.groups?.['script'] ?? '')}.`,
        remedy: 'Set AZUREML_ENTRY_SCRIPT in your image to the script, relative to AML_APP_ROOT; entryScript does it for images built here.',
        certainty: 'certain',
    })),
    logRule('script-functions', /User script at (?<file>\S+) does not have an? (?<name>\w+)\(\) function defined|(?<problem>run\(\) (?:cannot (?:accept|be decorated)|needs to accept).*)/, (match) => {
        const { file, name, problem } = match.groups ?? {};
        return {
            cause: problem
                ? `The entry script's run() is not as the scoring server needs it: ${quote(problem)}`
                : `The entry script ${quote(file ?? '')} does not define ${name ?? ''}().`,
            remedy: 'Define init(), which loads the model, and run(data), which scores.',
            certainty: 'certain',
        };
    }),
    exceptionRule('module-missing', 'module-missing', missingModule),
    exceptionRule('library-missing', 'library-missing', missingLibrary),
    exceptionRule('import-failed', 'import', (exception, repository) => raised('The entry script cannot be imported; it failed', exception, repository)),
    exceptionRule('init-failed', 'init', (exception, repository) => raised('init() of the entry script failed', exception, repository)),
];
function raised(what, { traceback }, repository) {
    const place = placeOf(traceback.own, repository);
    return {
        cause: `${what}${whereOf(traceback, repository)}: ${quote(traceback.error)}`,
        remedy: 'Correct the script at that line; the traceback below shows how it got there. To try it without Azure: azmlinfsrv --entry_script <script>.',
        ...(place && { place }),
    };
}
function missingModule({ traceback }, repository) {
    const module = /No module named '?(?<module>[\w.]+)/.exec(traceback.error)?.groups?.['module'] ?? '';
    const [top = module] = module.split('.');
    const where = whereOf(traceback, repository);
    if (repository.leftOut?.includes(top)) {
        const place = repository.entryScript;
        return {
            cause: `The Python module ${top} of your repository is not in the image; it is imported${where}.`,
            remedy: 'Add sourceDirectory to the inference config: only with it the files beside the entry script are taken along.',
            ...(place && { place }),
        };
    }
    return {
        cause: `The Python module ${module} is not installed in the image; it is imported${where}.`,
        ...toAdd(packageOf(module), repository),
    };
}
/** Names the line to add, and where. */
function toAdd(name, { packages, code }) {
    if (!packages) {
        const where = code ? 'the inference config (environment.python.condaDependencies)' : 'your image';
        return { remedy: `Add the package that has it to ${where}, which should be ${name}.` };
    }
    const line = /\.ya?ml$/i.test(packages.file) ? `- ${name}` : JSON.stringify(name);
    return {
        remedy: `Add the line ${line} to the pip packages in ${packages.file}, with the version of the training.`,
        place: packages,
    };
}
function missingLibrary({ traceback }, repository) {
    const library = /(?<library>[\w+.-]+\.so[\d.]*):/.exec(traceback.error)?.groups?.['library'] ?? 'a library';
    const remedy = /^lib(?:GL|gthread|SM|Xext)/.test(library)
        ? 'Use opencv-python-headless in place of opencv-python: it needs no screen.'
        : 'Install it in a base image of your own (apt-get), or take the package from conda-forge, which brings its libraries along.';
    return {
        cause: `The system library ${library} is not in the image; a package needs it${whereOf(traceback, repository)}.`,
        remedy,
        ...(repository.packages && { place: repository.packages }),
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/server.js


/** The programs that serve: azureml-inference-server-http, and what Azure ML's images start. */
const SERVERS = 'azmlinfsrv|gunicorn|runsvdir';
/** What shells, container runtimes, Python and Azure ML's images say of a server that is not there. */
const NO_SERVER = new RegExp(`\\b(?:${SERVERS})["']?:.*(?:not found|no such file)|No module named ['"]?azureml_inference_server_http|azureml-inference-server-http is not installed`, 'i');
const NO_COMMAND = /exec: "?(?<command>[^":]+)"?: (?:executable file not found|stat .*no such file|no such file)/i;
/**
 * Exit codes of Azure ML's inference images. Source:
 * `Azure/azureml-assets:assets/training/model_management/environments/mlflow-model-inference/context`.
 */
const EXIT = { noServer: [96, 100], dynamicInstall: [95, 97, 98, 99] };
/** A shell that does not find a command. Source: POSIX. */
const SHELL_NOT_FOUND = 127;
/** What keeps the server of the image from starting, before any code of the user runs. */
const SERVER_RULES = [
    { name: 'no-server', find: noServer },
    { name: 'no-command', find: noCommand },
    {
        name: 'dynamic-install',
        find: (symptoms) => {
            const ended = endedWith(symptoms, EXIT.dynamicInstall);
            return (ended && {
                cause: 'The image installs packages when it starts (AZUREML_EXTRA_…), and that failed.',
                remedy: 'List the packages in the inference config, so that they are in the image, and remove those variables.',
                certainty: 'likely',
                evidence: [ended.line],
            });
        },
    },
    logRule('port-taken', /(?:Address already in use|address already in use|EADDRINUSE|Connection in use)(?:.*?[:,]\s?(?<port>\d{2,5})\)?)?|bind\(\) to \S+:(?<bound>\d+) failed \(98/, (match, container) => {
        const port = match.groups?.['bound'] ?? match.groups?.['port'];
        return {
            cause: `The server in ${container?.name ?? 'the container'} wants ${port === undefined ? 'a port' : `port ${port}`} that another program of the container group has already.`,
            remedy: 'Let your server listen on another port than 80, which the front end has, and name that port in the input port.',
            certainty: 'certain',
        };
    }),
    { name: 'configuration', find: configuration },
];
function noServer(symptoms) {
    const event = symptoms.events
        .map(eventText)
        .find((text) => isServer(NO_COMMAND.exec(text)?.groups?.['command']));
    const log = findInLogs(symptoms.containers, NO_SERVER);
    const ended = endedWith(symptoms, EXIT.noServer);
    const line = event ?? log?.line ?? ended?.line;
    if (line === undefined)
        return undefined;
    return {
        cause: 'The image has no scoring server.',
        remedy: 'Add azureml-inference-server-http to the pip packages of your environment, or to your own image.',
        certainty: (event ?? log) ? 'certain' : 'likely',
        evidence: [line],
        ...(symptoms.repository.packages && { place: symptoms.repository.packages }),
    };
}
function noCommand(symptoms) {
    const texts = symptoms.events.map(eventText);
    const text = texts.find((each) => NO_COMMAND.test(each));
    const command = NO_COMMAND.exec(text ?? '')?.groups?.['command'];
    const ended = endedWith(symptoms, [SHELL_NOT_FOUND]);
    const line = text ?? ended?.line;
    if (line === undefined || isServer(command) || findInLogs(symptoms.containers, NO_SERVER))
        return undefined;
    const what = command === undefined ? 'a command' : `the command ${quote(command)}`;
    return {
        cause: `The image starts ${what} that it does not have.`,
        remedy: 'Correct CMD or ENTRYPOINT of the image, or install the program there.',
        certainty: text === undefined ? 'likely' : 'certain',
        evidence: [line],
    };
}
function isServer(command) {
    return command !== undefined && new RegExp(`(?:^|/)(?:${SERVERS})$`).test(command);
}
/** The server checks its environment variables, and writes what is wrong below a heading. */
function configuration(symptoms) {
    const lines = (match_scoringContainer(symptoms)?.log ?? '').split(/\r\n|[\r\n]/);
    const at = lines.findLastIndex((line) => /=+ ?Configuration Error ?=+/.test(line));
    if (at < 0)
        return undefined;
    return {
        cause: 'The scoring server does not accept the value of an environment variable.',
        remedy: 'Correct the variable that the lines below name: it comes from environmentVariables in the inference config, or from the input environment-variables.',
        certainty: 'certain',
        evidence: lines.slice(at, at + 6).filter((line) => line.trim() !== ''),
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules.js









/**
 * All rules, the earliest stage of a deployment first: what stops Azure, then the image, the start of the server,
 * the script, and at last what only a request shows. A new cause is one more row in the file of its theme.
 * Sources of the texts: v1's troubleshooting guide (learn.microsoft.com/azure/machine-learning/v1/how-to-troubleshoot-deployment),
 * `microsoft/azureml-inference-server`, Azure ML's inference images (`Azure/azureml-assets`), gunicorn, nginx, the
 * kubelet's words for probes, and ACI's messages in `MicrosoftDocs/SupportArticles-docs`.
 */
const RULES = [
    ...PLATFORM_RULES,
    ...PULL_RULES,
    ...SERVER_RULES,
    ...FRONT_END_RULES,
    ...MEMORY_RULES,
    ...MODEL_RULES,
    ...SCRIPT_RULES,
    ...PROBE_RULES,
    ...ANSWER_RULES,
];

;// CONCATENATED MODULE: ./build/diagnosis/types.js
/** How sure a diagnosis is, the surest first. Certain: what was seen allows no other reading. */
const CERTAINTIES = ['certain', 'likely', 'possible'];

;// CONCATENATED MODULE: ./build/diagnosis/diagnose.js


/**
 * Everything that the symptoms tell, the surest first and within that in the order of the table. Pure. Empty when
 * no rule knows them: then the raw lines are all there is to show.
 */
function diagnose(symptoms, rules = RULES) {
    const found = rules.flatMap((rule) => {
        const told = rule.find(symptoms);
        return told ? [{ rule: rule.name, ...told }] : [];
    });
    return CERTAINTIES.flatMap((certainty) => found.filter((diagnosis) => diagnosis.certainty === certainty));
}
/** The cause as a sentence that says how sure it is. */
function causeSentence({ certainty, cause }) {
    switch (certainty) {
        case 'certain':
            return cause;
        case 'likely':
            return `Most likely: ${cause}`;
        case 'possible':
            return `Possibly: ${cause}`;
    }
}

;// CONCATENATED MODULE: ./build/diagnosis/evidence.js

/** Lines shown of one piece of evidence, and the longest line, in characters. */
const SHOWN_LINES = 40;
const evidence_LONGEST_LINE = 500;
/**
 * The last lines of a log, for people to read: long lines are cut, and lines that are the same again and again are
 * told once. Nothing else is changed: it is evidence.
 */
function trimmed(lines) {
    const told = [];
    for (const each of lines) {
        const line = (0,printable/* cut */.Jj)(each.trimEnd(), evidence_LONGEST_LINE);
        const last = told.at(-1);
        if (last?.line === line)
            last.times += 1;
        else
            told.push({ line, times: 1 });
    }
    const shown = told.slice(-SHOWN_LINES).map(({ line, times }) => `${line}${again(line, times)}`);
    const left = told.length - shown.length;
    return left > 0 ? [`… (${left} lines before)`, ...shown] : shown;
}
function again(line, times) {
    return times === 1 || line === '' ? '' : ` (${times} times)`;
}

;// CONCATENATED MODULE: ./build/service/progress.js



/** Tells how a deployment goes on: one line when something changes, none while nothing does. */
class Progress {
    #log;
    #clock;
    #start;
    #told = new Set();
    #phase = '';
    constructor(log, clock) {
        this.#log = log;
        this.#clock = clock;
        this.#start = clock.now();
    }
    /** Time since the wait began, for people. */
    get elapsed() {
        return (0,elapsed/* formatElapsed */.C)(this.#clock.now() - this.#start);
    }
    /** Says what is new since the last time. */
    tell(view, outcome) {
        const phase = describePhase(view);
        if (phase !== this.#phase)
            this.#say(phase);
        this.#phase = phase;
        // An event that happens again is not told again: a crash loop would fill the page.
        for (const event of view.events)
            this.#sayOnce(describeEvent({ ...event, count: 1 }));
        if (outcome)
            this.#sayOnce(describeOutcome(outcome));
    }
    #sayOnce(line) {
        if (this.#told.has(line))
            return;
        this.#told.add(line);
        this.#say(line);
    }
    #say(line) {
        this.#log.info(`[${this.elapsed}] ${line}`);
    }
}
function describePhase({ group, operation }) {
    const containers = (group?.containers ?? []).map((container) => {
        const detail = container.instanceView?.currentState?.detailStatus;
        return `${container.name}: ${stateOf(container)}${detail ? ` (${detail})` : ''}`;
    });
    const provisioning = group?.provisioningState ?? operation?.status ?? 'Pending';
    return [`provisioning: ${provisioning}`, ...containers].join(', ');
}
/** What the endpoint does, for people. */
function describeOutcome(outcome) {
    switch (outcome.kind) {
        case 'healthy':
            return 'endpoint: answers with this revision';
        case 'unresolved':
            return 'endpoint: the name does not resolve yet';
        case 'silent':
            return `endpoint: no connection yet${outcome.code ? ` (${outcome.code})` : ''}`;
        case 'answer':
            return `endpoint: answers ${outcome.status} ${revisionText(outcome.revision)}`;
    }
}
function revisionText(revision) {
    return revision === undefined ? 'from something else than the front end' : `with revision ${revision}`;
}

;// CONCATENATED MODULE: ./build/service/symptoms.js


/** The symptoms of a deployment that did not become healthy. Pure. */
function symptomsOf({ service, view, logs, outcome, repository = {} }) {
    const { group, operation, events } = view;
    const error = operation?.error;
    // Only our own front end passes the health path on; what anybody else answers says nothing.
    const status = outcome?.kind === 'answer' && outcome.revision !== undefined ? outcome.status : undefined;
    return {
        containers: (group?.containers ?? []).map((container) => factsOf(container, service, view, logs)),
        events: [...events, ...(error ? [{ name: error.code, message: error.message }] : [])],
        ...(status !== undefined && { healthStatus: status }),
        answers: [],
        repository,
    };
}
function factsOf(container, service, { since, restarts }, logs) {
    const { name, resources, ports, readinessProbe } = container;
    const exitCode = exitCodeOf(container, since);
    const port = readinessProbe?.httpGet?.port ?? ports?.[0]?.port;
    const healthPath = readinessProbe?.httpGet?.path;
    return {
        name,
        isFrontEnd: name === frontEndName(service),
        state: stateOf(container),
        ...(exitCode !== undefined && { exitCode }),
        restarts: restarts.get(name) ?? 0,
        log: logs.get(name) ?? '',
        ...(port !== undefined && { port }),
        ...(healthPath !== undefined && { healthPath }),
        memoryInGB: resources.requests.memoryInGB,
    };
}

;// CONCATENATED MODULE: ./build/service/deployment-failure.js









/** Events shown as evidence. */
const SHOWN_EVENTS = 15;
/** A service that did not become healthy. */
class deployment_failure_DeploymentFailure extends build_findings/* ActionError */.lZ {
    service;
    constructor(service, ...given) {
        super(...given);
        this.name = 'DeploymentFailure';
        this.service = service;
    }
}
/** The error that ends a wait: what happened, why, what to do, and the evidence. */
function deploymentFailure(autopsy) {
    const diagnoses = diagnose(symptomsOf(autopsy));
    const { state, endpoint, view, portalUrl, remedy } = autopsy;
    const [first] = diagnoses;
    const code = view.operation?.error?.code;
    const azure = { portalUrl, ...(code && { code }) };
    const finding = (0,build_findings/* error */.z3)(headline(autopsy, first), {
        remedy: first?.remedy ?? remedy,
        ...(first?.place && { place: first.place }),
        azure,
        evidence: evidenceOf(autopsy, diagnoses),
    });
    return new deployment_failure_DeploymentFailure({ state, diagnoses, ...(endpoint && { endpoint }) }, [finding]);
}
function headline({ service, what, said }, first) {
    const happened = `The service ${service} is not healthy: ${what}`;
    if (first)
        return `${happened}. ${causeSentence(first)}`;
    return said ? `${happened}: ${quote(said)}` : `${happened}.`;
}
function evidenceOf({ view, logs, outcome }, diagnoses) {
    const [first, ...others] = diagnoses;
    const containers = view.group?.containers ?? [];
    return [
        ...section('What points to the cause:', trimmed(first?.evidence ?? [])),
        ...others.flatMap((other) => [
            ...section(`${causeSentence(other)} ${other.remedy}`, trimmed(other.evidence)),
        ]),
        ...section('Containers:', containers.map((container) => containerLine(container, view))),
        ...section('Events of this deployment:', trimmed(view.events.slice(-SHOWN_EVENTS).map(describeEvent))),
        ...[...logs].flatMap(([container, log]) => section(`Last lines of the log of ${container}:`, trimmed(linesOf(log.trimEnd())))),
        ...(outcome ? [`Last seen: ${describeOutcome(outcome)}`] : []),
    ];
}
function section(title, lines) {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
function containerLine(container, { since, restarts }) {
    const { currentState } = container.instanceView ?? {};
    const code = exitCodeOf(container, since);
    return [
        `${container.name}: ${currentState?.state ?? 'not started'}`,
        ...(currentState?.detailStatus ? [currentState.detailStatus] : []),
        ...(code === undefined ? [] : [`exit code ${code}`]),
        `restarts: ${restarts.get(container.name) ?? 0}`,
    ].join(', ');
}

;// CONCATENATED MODULE: ./build/service/neighbours.js
/**
 * Regions with container instances by geography, large ones first.
 * Source: https://azure.microsoft.com/explore/global-infrastructure/products-by-region/
 */
const GEOGRAPHIES = [
    ['eastus', 'westus2', 'eastus2', 'centralus', 'southcentralus', 'westus3', 'northcentralus', 'westus'],
    ['canadacentral', 'canadaeast'],
    [
        'northeurope',
        'westeurope',
        'swedencentral',
        'francecentral',
        'germanywestcentral',
        'italynorth',
        'polandcentral',
        'spaincentral',
        'norwayeast',
        'switzerlandnorth',
    ],
    ['uksouth', 'ukwest'],
    ['southeastasia', 'eastasia', 'japaneast', 'koreacentral', 'japanwest'],
    ['australiaeast', 'australiasoutheast'],
    ['centralindia', 'southindia'],
    ['uaenorth', 'qatarcentral', 'israelcentral'],
    ['usgovvirginia', 'usgovarizona', 'usgovtexas'],
    ['chinanorth3', 'chinaeast2', 'chinanorth2'],
];
/** Other regions of the same geography; none for a region that is not known. */
function neighboursOf(region) {
    const name = region.replaceAll(' ', '').toLowerCase();
    return GEOGRAPHIES.find((regions) => regions.includes(name))?.filter((other) => other !== name) ?? [];
}

;// CONCATENATED MODULE: ./build/service/capacity.js





/** Regions that are suggested. */
const SUGGESTED = 3;
/** Name of the diagnosis for a region without room. A quota is another one, and does not pass. */
const CAPACITY = 'capacity';
/**
 * Brings a group up, and again while its deployment fails because the region has no room. The group that failed is for
 * the next try to delete.
 *
 * @param attempt Gets true the first time.
 * @throws What the last attempt threw; where there was no room, with other regions and sizes.
 */
async function whereThereIsRoom({ groupName, group }, tools, attempt) {
    let isFirst = true;
    try {
        return await withRetry({ call: 'operation' }, async () => {
            try {
                return await attempt(isFirst);
            }
            catch (caught) {
                isFirst = false;
                throw isWithoutRoom(caught) ? noRoom(groupName, caught) : caught;
            }
        }, tools);
    }
    catch (caught) {
        const last = caught instanceof AzureError ? caught.origin : caught;
        throw isWithoutRoom(last) ? advised(last, group) : last;
    }
}
/** What to do where a region has no room for a group: a smaller size and other regions, by name. */
function capacityRemedy({ location = '', containers, }) {
    const regions = neighboursOf(location).slice(0, SUGGESTED);
    const size = smallerSize(containers[0]);
    const advice = [
        ...(size === undefined ? [] : [`ask for less, if the model fits (${size})`]),
        regions.length === 0
            ? 'deploy to another location'
            : `set location to another region (near: ${regions.join(', ')}; the address of the service changes)`,
        'run the workflow again later',
    ];
    return `There is no room in ${location || 'the region'} at the moment: ${advice.join(', or ')}.`;
}
/** Half of what the scoring container asks for; undefined at the least that a group may have, 1 core and 1 GB. */
function smallerSize(scoring) {
    const asked = scoring?.resources.requests;
    if (!asked)
        return undefined;
    const cpu = Math.min(asked.cpu, Math.max(1, Math.floor(asked.cpu / 2)));
    const memoryInGB = Math.min(asked.memoryInGB, Math.max(1, Math.ceil(asked.memoryInGB) / 2));
    if (cpu === asked.cpu && memoryInGB === asked.memoryInGB)
        return undefined;
    return `cpu ${cpu}, memoryInGB ${memoryInGB}`;
}
function isWithoutRoom(caught) {
    return caught instanceof DeploymentFailure && caught.service.diagnoses[0]?.rule === CAPACITY;
}
function noRoom(groupName, cause) {
    return new AzureError({
        doing: `deploy the container group ${groupName}`,
        // The call itself was answered; it is the operation that failed.
        status: 200,
        code: INSUFFICIENT_CAPACITY,
        message: cause.message,
    }, { cause });
}
function advised({ service, findings }, group) {
    const [first, ...others] = findings;
    const remedy = capacityRemedy(group);
    return new DeploymentFailure(service, first ? [{ ...first, remedy }, ...others] : others);
}

;// CONCATENATED MODULE: ./build/service/refused-put.js




/** The error of a PUT that Azure refuses for good; where there is no room, with other regions and sizes. */
function refusedPut(refusal, place, group) {
    const explained = (0,explain/* explain */.W)(refusal);
    if (classify(refusal.facts, place).retryClass !== 'capacity')
        return explained;
    const remedy = capacityRemedy(group);
    return new build_findings/* ActionError */.lZ(explained.findings.map((finding) => ({ ...finding, remedy })), { cause: refusal });
}

;// CONCATENATED MODULE: ./build/service/deploy.js






/** Refuses a group that is not this service's: only what the Action made for it may be replaced. */
function checkOwnership(live, plan) {
    const tags = live.tags ?? {};
    if (tags[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf && tags[service_tags/* TAGS */.gp.service] === plan.name)
        return [];
    const whose = tags[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf
        ? `belongs to the service "${tags[service_tags/* TAGS */.gp.service] ?? ''}"`
        : `was not made by this Action (it has no tag ${service_tags/* TAGS */.gp.managedBy}=${service_tags/* MANAGED_BY */.Kf})`;
    return [
        (0,build_findings/* error */.z3)(`The container group ${plan.groupName} exists already and ${whose}; it is left as it is.`, {
            input: 'container-group-name',
            remedy: 'Choose another name with container-group-name, or delete that group if nobody needs it.',
        }),
    ];
}
/**
 * Creates the group or updates it in place, and resolves when Azure has taken the request. What may pass is tried again.
 * @throws ActionError when Azure refuses it; its cause is the AzureError.
 */
async function deploy({ groups, plan, afterDelete, clock, log }) {
    const place = { call: 'put', afterDelete, pull: put_pullOf(plan.group) };
    try {
        return await retry_withRetry(place, putOnce(groups, plan), { clock, log });
    }
    catch (caught) {
        throw caught instanceof azure_error/* AzureError */.M ? refusedPut(caught, place, plan.group) : caught;
    }
}

;// CONCATENATED MODULE: ./build/service/endpoint.js
/** Reads the public address from what ARM returned; undefined while there is none. */
function endpoint_addressOf(group) {
    const { ip, fqdn, ports } = group?.ipAddress ?? {};
    const port = ports?.[0]?.port;
    if (port === undefined || (!ip && !fqdn))
        return undefined;
    return { port, ...(ip && { ip }), ...(fqdn && { fqdn }) };
}
/** The service's addresses, as users call them: by name where Azure gave one. */
function endpointOf(group, scoringPath) {
    const address = endpoint_addressOf(group);
    if (!address)
        return undefined;
    const scoringUri = endpoint_urlOf(address.fqdn ?? address.ip ?? '', address.port, scoringPath);
    return {
        scoringUri,
        // v1's rule: the last segment is replaced.
        swaggerUri: new URL('swagger.json', scoringUri).href,
        ...(address.fqdn !== undefined && { fqdn: address.fqdn }),
        ipAddress: address.ip ?? '',
    };
}
/** An address below a host; port 80 goes without saying. */
function endpoint_urlOf(host, port, path) {
    return new URL(path, `http://${host}:${port}`).href;
}

;// CONCATENATED MODULE: ./build/service/health.js


/** Milliseconds between two requests. An unready service hangs, so they overlap. */
const health_INTERVAL_MS = 250;
/** Requests in flight: one lives 5 s before a newer one takes its place. */
const MAX_IN_FLIGHT = 20;
/** Milliseconds until even the most patient request is given up. */
const PATIENCE_MS = 120_000;
/** Milliseconds after which an answer says nothing any more: by then many newer ones are missing. */
const FRESH_MS = 5_000;
/** Asks one route. Never rejects. */
async function health_ask({ http, healthPath, revision }, route, signal) {
    try {
        const headers = { 'cache-control': 'no-cache', ...(route.host !== undefined && { host: route.host }) };
        return judge(await http({ url: new URL(healthPath, route.url).href, headers, timeoutMs: PATIENCE_MS, signal }), revision);
    }
    catch (caught) {
        const code = codeOf(caught);
        return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? { kind: 'unresolved' } : { kind: 'silent', code };
    }
}
function judge({ status, headers }, revision) {
    const found = headers[front_end_config/* REVISION_HEADER */.Ut];
    if (status === 200 && found === revision)
        return { kind: 'healthy' };
    return { kind: 'answer', status, ...(found !== undefined && { revision: found }) };
}
function codeOf(caught) {
    return caught instanceof Error && 'code' in caught && typeof caught.code === 'string' ? caught.code : '';
}
/**
 * All ways, the next best after one that does not lead to our front end: by name; by address with the name as Host;
 * by address alone, because a proxy may build its address from Host and be lost as well.
 */
function routesOf(address) {
    const byName = address.fqdn === undefined ? undefined : { url: endpoint_urlOf(address.fqdn, address.port, '/') };
    const url = address.ip === undefined ? undefined : endpoint_urlOf(address.ip, address.port, '/');
    if (url === undefined)
        return byName ? [byName] : [];
    return byName ? [byName, { url, host: address.fqdn ?? '' }, { url }] : [{ url }];
}
/** Asks the endpoint again and again, from the moment it has an address until it is told to stop. */
class HealthWatch {
    #question;
    #inFlight = [];
    /** Called whenever the endpoint has become healthy. */
    #onHealthy;
    #routes = [];
    /** How many of the routes are in use. */
    #open = 1;
    #asked = 0;
    #last;
    #nameWorks = false;
    constructor(question, onHealthy) {
        this.#question = question;
        this.#onHealthy = onHealthy;
    }
    /** What the newest request that was answered got. */
    get outcome() {
        return this.#last?.outcome;
    }
    /** True while the newest answer is a good one and no more than a moment old. */
    get isHealthy() {
        return this.outcome?.kind === 'healthy' && this.#question.clock.now() - (this.#last?.at ?? 0) <= FRESH_MS;
    }
    /** True when the first route, the one by name, has led to a front end of ours. */
    get nameWorks() {
        return this.#nameWorks;
    }
    /** Where to ask from now on. */
    aim(address) {
        this.#routes = address ? routesOf(address) : [];
    }
    /** Asks until the signal aborts, or the run is cancelled; then no request is left. Never rejects. */
    async run(signal) {
        try {
            while (!signal.aborted) {
                this.#askNext();
                await this.#question.clock.sleep(health_INTERVAL_MS, signal);
            }
        }
        catch {
            // A cancelled run sleeps no more; whoever asks for the health sleeps as well, and ends with the reason.
        }
        finally {
            for (const request of this.#inFlight)
                request.abort();
        }
    }
    #askNext() {
        const open = Math.min(this.#open, this.#routes.length);
        const position = this.#asked % Math.max(1, open);
        const route = this.#routes[position];
        if (!route)
            return;
        this.#makeRoom();
        const request = new AbortController();
        this.#inFlight.push(request);
        this.#asked += 1;
        const number = this.#asked;
        void health_ask(this.#question, route, request.signal).then((outcome) => {
            this.#inFlight.splice(this.#inFlight.indexOf(request), 1);
            if (!request.signal.aborted)
                this.#take(number, position, outcome);
        });
    }
    /** The oldest request stays, for a service that is slow to answer; the second oldest gives way. */
    #makeRoom() {
        if (this.#inFlight.length >= MAX_IN_FLIGHT)
            this.#inFlight[1]?.abort();
    }
    #take(number, position, outcome) {
        const lost = outcome.kind === 'unresolved' || (outcome.kind === 'answer' && outcome.revision === undefined);
        if (lost)
            this.#open = Math.max(this.#open, position + 2);
        if (position === 0 && !lost && outcome.kind !== 'silent')
            this.#nameWorks = true;
        // An older request may be answered later; what it got is news only if it is good.
        if (number < (this.#last?.number ?? 0) && outcome.kind !== 'healthy')
            return;
        // A route that leads nowhere says nothing about a service that another route has reached.
        if (lost && this.isHealthy && position !== this.#last?.position)
            return;
        const news = !this.isHealthy && outcome.kind === 'healthy';
        this.#last = { number, position, outcome, at: this.#question.clock.now() };
        if (news)
            this.#onHealthy();
    }
}

;// CONCATENATED MODULE: ./build/service/answers.js


/** Milliseconds between two looks at what the requests got. */
const LOOK_MS = 100;
/** True as soon as the health path answers 200 with this revision. Azure is not asked. */
async function answersWith(question) {
    const { group, healthPath, revision, http, clock, timeoutMs } = question;
    const address = endpoint_addressOf(group);
    if (!address)
        return false;
    const stop = new AbortController();
    const healthy = new AbortController();
    const watch = new HealthWatch({ http, clock, healthPath, revision }, () => healthy.abort());
    watch.aim(address);
    const asking = watch.run(stop.signal);
    try {
        const until = clock.now() + timeoutMs;
        while (!watch.isHealthy && clock.now() < until)
            await clock.sleep(LOOK_MS, healthy.signal);
        return watch.isHealthy;
    }
    finally {
        stop.abort();
        await asking;
    }
}

;// CONCATENATED MODULE: ./build/phases/answers.js

/** Milliseconds that a service which should be healthy has for an answer; a scoring request may be in its way. */
const answers_PATIENCE_MS = 20_000;
/** True as soon as the living service answers with the revision of the plan. Azure is not asked. */
async function answers({ healthPath, revision }, live, { http, clock }) {
    return answersWith({
        group: live,
        healthPath,
        revision,
        http: await http(),
        clock,
        timeoutMs: answers_PATIENCE_MS,
    });
}

;// CONCATENATED MODULE: ./build/phases/request.js


/** Everything that the container group is planned from. */
async function requestOf(inputs, { deployment, auth, variables, tags }, { location, workspace }, { groupName, image, pull, live }, tools) {
    return {
        name: inputs.name,
        groupName,
        location,
        ...(workspace && { workspace: workspace.id }),
        // Without an image the run ends after the checks; until then its name does not matter.
        image: image ? (0,image_reference/* formatImageReference */.my)(image.reference) : '',
        ...(pull && { pull }),
        cpu: deployment.cpu,
        memoryInGB: deployment.memoryInGB,
        port: inputs.port,
        healthPath: inputs.healthPath,
        scoringPath: inputs.scoringPath,
        scoringTimeoutMs: inputs.scoringTimeoutMs,
        variables,
        auth,
        ...(deployment.dnsNameLabel !== undefined && { dnsNameLabel: deployment.dnsNameLabel }),
        tags,
        provenance: await tools.origin(),
        // The salt of the live group: only with it does the same state give the same revision.
        salt: live?.tags?.[service_tags/* TAGS */.gp.salt] ?? tools.newSalt(),
    };
}

;// CONCATENATED MODULE: ./build/preflight/capacity.js

/** An error when the region does not run Linux container groups with a public address; a warning when it tells nothing. */
function checkRegion(location, capabilities) {
    if (capabilities.length === 0) {
        return [
            (0,build_findings/* warning */.$e)(`The region "${location}" does not tell what it offers; whether the service fits shows when it is created.`, {
                input: 'location',
            }),
        ];
    }
    if (offers(capabilities).length > 0)
        return [];
    return [
        (0,build_findings/* error */.z3)(`The region "${location}" does not offer Linux container groups with a public address.`, {
            input: 'location',
            remedy: 'Choose another region with the input location.',
        }),
    ];
}
/** An error when the region offers less CPU or memory than the group asks for. Says nothing where {@link checkRegion} does. */
function checkCapacity(asked, capabilities) {
    const offered = offers(capabilities);
    if (offered.length === 0)
        return [];
    const fits = offered.some(({ cpu, memoryInGB }) => asked.cpu <= cpu && asked.memoryInGB <= memoryInGB);
    return fits ? [] : [tooSmall(asked, offered)];
}
function tooSmall({ location, cpu, memoryInGB, place }, offered) {
    const most = offered.map((offer) => `${offer.cpu} CPU and ${offer.memoryInGB} GB of memory`).join(', or ');
    return (0,build_findings/* error */.z3)(`The container group needs ${cpu} CPU and ${memoryInGB} GB of memory (the front end included); ` +
        `the region "${location}" offers at most ${most}.`, {
        ...(place && { place }),
        remedy: 'Lower containerResourceRequirements (cpu, memoryInGB) in the deployment config, ' +
            'or choose another region with the input location.',
    });
}
/** A group without a GPU is what a region lists under gpu "None"; lists without it count as they are. */
function offers(capabilities) {
    const fitting = capabilities.filter(({ osType, ipAddressType, resourceType }) => is(osType, 'Linux') && is(ipAddressType, 'Public') && is(resourceType, 'containerGroups'));
    const plain = fitting.filter(({ gpu }) => is(gpu, 'None'));
    return (plain.length > 0 ? plain : fitting).flatMap(({ capabilities: largest }) => largest?.maxCpu === undefined || largest.maxMemoryInGB === undefined
        ? []
        : [{ cpu: largest.maxCpu, memoryInGB: largest.maxMemoryInGB }]);
}
/** A property that is absent rules nothing out. */
function is(value, wanted) {
    return value === undefined || value.toLowerCase() === wanted.toLowerCase();
}

;// CONCATENATED MODULE: ./build/preflight/quota.js

/** How a quota is called in Azure and for people. Codes: Azure's ContainerGroupQuotaReached errors. */
const QUOTAS = [
    { code: 'StandardCores', unit: 'cores', input: 'cores' },
    { code: 'ContainerGroups', unit: 'container groups', input: 'groups' },
];
/** An error for each quota of the region that the deployment would exceed. A quota that is not listed is not checked. */
function checkQuota(asked, usages) {
    return QUOTAS.flatMap(({ code, unit, input }) => {
        const usage = usages.find(({ name }) => name?.value?.toLowerCase() === code.toLowerCase());
        const amount = asked[input];
        if (usage?.limit === undefined || usage.currentValue === undefined || amount <= 0)
            return [];
        return checkOne({
            code,
            unit,
            candidate: asked.candidate ?? false,
            location: asked.location,
            amount,
            limit: usage.limit,
            used: usage.currentValue,
        });
    });
}
/** Azure counts cores in whole numbers, and whether it rounds a part up is not documented: between the two it warns. */
function checkOne(comparison) {
    const { code, unit, candidate, location, amount, limit, used } = comparison;
    const quota = `The quota for ${unit} (${code}) in the region "${location}"`;
    const state = `${rounded(used)} of ${limit} are in use, and ${rounded(amount)} more are asked${candidate ? ' for the candidate' : ''}`;
    if (rounded(used + amount) > limit) {
        const message = `${quota} would be exceeded: ${state}.`;
        return [(0,build_findings/* error */.z3)(message, { input: 'location', remedy: remedy(comparison) })];
    }
    if (used + Math.ceil(rounded(amount)) <= limit)
        return [];
    return [
        (0,build_findings/* warning */.$e)(`${quota} is exceeded if Azure rounds up to whole cores: ${state}.`, {
            remedy: remedy(comparison),
        }),
    ];
}
function remedy({ limit, candidate }) {
    const raise = 'ask for a higher quota (https://aka.ms/azsupport)';
    if (candidate) {
        return `Set strategy to in-place, which needs no room beside the living service, or ${raise}.`;
    }
    return limit === 0
        ? `This subscription may not use the region at all: choose another with the input location, or ${raise}.`
        : `Delete container groups that are not needed, choose another region with the input location, or ${raise}.`;
}
/** Sums such as 1.1 + 0.2 without their binary tail. ACI counts hundredths of a core. */
function rounded(value) {
    return Math.round(value * 100) / 100;
}

;// CONCATENATED MODULE: ./build/phases/room.js



/** Asks what the region offers, and checks that the group fits, and with it the candidate where there will be one. */
async function checkRoom({ deployment }, { groups, location }, written, checks) {
    const [capabilities, usages = []] = await Promise.all([
        checks.attempt(groups.capabilities(location)),
        checks.attempt(groups.usages(location)),
    ]);
    const place = deployment.at('containerResourceRequirements');
    return [
        ...(capabilities ? checkFit(location, capabilities, totals(written.group), place) : []),
        ...checkQuotas(location, written, usages),
    ];
}
function checkFit(location, capabilities, asked, place) {
    return [
        ...checkRegion(location, capabilities),
        ...checkCapacity({ location, ...asked, ...(place && { place }) }, capabilities),
    ];
}
/** The quota for what is taken beyond what runs already. What only the candidate is too much for, in-place can do. */
function checkQuotas(location, { group, live, decision }, usages) {
    const asked = totals(group).cpu;
    const isHere = live?.location?.replaceAll(' ', '').toLowerCase() === location;
    const more = asked - (live && isHere ? totals(live).cpu : 0);
    const alone = checkQuota({ location, cores: more, groups: isHere ? 0 : 1 }, usages);
    if ((0,build_findings/* hasErrors */.Cs)(alone) || !('candidate' in decision) || !decision.candidate)
        return alone;
    // The candidate is there before the live group changes, and until it has changed.
    const cores = asked + Math.max(0, more);
    return checkQuota({ location, cores, groups: 1, candidate: true }, usages);
}
function totals({ containers }) {
    const sum = (pick) => 
    // Cents of a core and tenths of a GB: what binary fractions add is rounded off.
    Math.round(containers.reduce((total, container) => total + container.resources.requests[pick], 0) * 100) /
        100;
    return { cpu: sum('cpu'), memoryInGB: sum('memoryInGB') };
}

;// CONCATENATED MODULE: ./build/phases/plan.js








/**
 * Plans the container group, decides what is to be written, and checks the plan against what there is: the last step
 * before a write. What only a write needs is asked only before one.
 * @throws ActionError with all findings.
 */
async function plan(inputs, configuration, target, resolved, tools, facts) {
    const { checks, image, live } = resolved;
    const request = await requestOf(inputs, configuration, target, resolved, tools);
    const planned = checks.take(planService(request));
    checks.add(image?.findings ?? []);
    checks.add(checkModels(resolved.models, request.memoryInGB));
    if (live)
        checks.add(checkOwnership(live, planned));
    const decision = await settledDecision(inputs, planned, live, tools);
    const isWrite = decision.kind !== 'unchanged';
    if (isWrite)
        checks.add(await checkRoom(configuration, target, { group: planned.group, live, decision }, checks));
    const complete = isWrite ? await withPassword(request, image, checks, tools) : request;
    checks.settle();
    if (!image)
        throw new Error('The image was neither planned nor reported.');
    facts.revision = planned.revision;
    facts.keysEnabled = planned.auth.enabled;
    const { inference } = configuration;
    const plan = isWrite ? planService(complete) : planned;
    return {
        request: complete,
        plan,
        decision,
        image,
        ...(inference && { inference }),
        ...(live && { live }),
    };
}
/** Unchanged is only what answers. */
async function settledDecision({ redeploy, strategy }, planned, live, tools) {
    const decision = decide({ live, plan: planned, redeploy, strategy });
    if (!live || decision.kind !== 'unchanged' || (await answers(planned, live, tools)))
        return decision;
    return decideUpdate(live, planned, strategy, 'the service does not answer with its revision');
}
/** The request with the password of the registry's admin user, where ACI pulls with it. */
async function withPassword(request, image, checks, { log }) {
    const pull = await checks.attempt((0,image_pull/* completePull */.VA)(request.pull, image?.registry));
    if (pull?.kind === 'password')
        log.mask(pull.password);
    return { ...request, ...(pull && { pull }) };
}

// EXTERNAL MODULE: ./build/models/names.js
var names = __webpack_require__(28970);
;// CONCATENATED MODULE: ./build/models/scope.js

/** An error when a long id belongs to another workspace than the run's: the Action reads models of one workspace. */
function checkScope(reference, workspace) {
    const { scope } = reference;
    if (!scope)
        return [];
    const [, , subscriptionId, , resourceGroup] = workspace.id.split('/');
    const differences = [
        differs('subscription', scope.subscriptionId, subscriptionId),
        differs('resource group', scope.resourceGroup, resourceGroup),
        differs('workspace', scope.workspace, workspace.name),
        differs('workspace', scope.workspaceGuid, workspace.guid),
    ].filter((text) => text !== undefined);
    if (differences.length === 0)
        return [];
    return [
        (0,build_findings/* error */.z3)(`The model "${reference.text}" belongs to another workspace: ${differences.join(', ')}.`, {
            input: 'models',
            remedy: 'Set subscription-id, workspace-resource-group and workspace to where the model is, or copy the model into this workspace.',
        }),
    ];
}
/** ARM compares these names without case. What one side does not know does not differ. */
function differs(what, asked, actual) {
    if (asked === undefined || actual === undefined)
        return undefined;
    if (asked.toLowerCase() === actual.toLowerCase())
        return undefined;
    return `its ${what} is "${asked}", and this run uses "${actual}"`;
}

// EXTERNAL MODULE: ./build/models/exact-length.js
var exact_length = __webpack_require__(94246);
;// CONCATENATED MODULE: ./build/azure/blob-download.js





/**
 * How often a download that breaks off is taken up again where it broke. The SDK could do it, but ends with
 * "The operation was aborted" when the connection is lost.
 */
const BROKEN_OFF = ruleOf('download-broken-off');
/**
 * Streams a blob. The first answer is awaited here, so that a refusal is told before anything is read.
 * A blob that changed since it was listed is refused: the image's tag tells of the listed one.
 * @throws AzureError when storage refuses; the stream fails when it would end short.
 */
async function download(client, blob, address) {
    const from = async (offset) => {
        const conditions = { ifMatch: `"${blob.etag}"` };
        const answer = await client
            .download(offset, undefined, { conditions, maxRetryRequests: 0 })
            .catch((caught) => {
            throw toStorageError(`download ${address}`, caught);
        });
        if (!answer.readableStreamBody)
            throw new Error(`The download of ${address} has no body.`);
        return answer.readableStreamBody;
    };
    const chunks = resumed(await from(0), from, blob.bytes, address);
    return (0,exact_length/* exactLength */.S)(external_node_stream_.Readable.from(chunks, { objectMode: false }), blob.bytes, `The blob ${address}`);
}
/** Reads on from where a body broke off. */
async function* resumed(first, from, bytes, address) {
    let body = first;
    let offset = 0;
    for (let left = BROKEN_OFF.retries;; left -= 1) {
        try {
            for await (const chunk of body) {
                const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
                offset += buffer.length;
                yield buffer;
            }
            return;
        }
        catch (caught) {
            if (offset >= bytes)
                return;
            if (left === 0)
                throw brokenOff(address, offset, caught);
        }
        body = await from(offset);
    }
}
function brokenOff(address, offset, cause) {
    return (0,build_findings/* failure */.V2)(`The download of ${address} broke off ${BROKEN_OFF.retries + 1} times, the last time after ${offset} bytes.`, { ...(BROKEN_OFF.remedy !== undefined && { remedy: BROKEN_OFF.remedy }) }, { cause });
}

;// CONCATENATED MODULE: ./build/azure/blob-path.js

/**
 * Takes a blob's path apart for use as a file path.
 * A blob name is any text, so `..` or an absolute path in it could write outside of the model's folder.
 * @throws ActionError for a name that would not stay in its folder or is no file name.
 */
function checkedPath(path, blob) {
    const bad = path.split('/').find((segment) => segment === '' || segment === '.' || segment === '..');
    const reason = bad === undefined ? unusable(path) : bad === '' ? 'it has an empty part' : `it has the part "${bad}"`;
    if (reason === undefined)
        return path;
    throw (0,build_findings/* failure */.V2)(`The blob ${JSON.stringify(blob)} cannot be laid out as a file of the model: ${reason}.`, {
        input: 'models',
        remedy: 'Rename the blob and register the model again.',
    });
}
function unusable(path) {
    if (path.includes('\\'))
        return 'it has a backslash';
    if (/\p{Cc}/u.test(path))
        return 'it has a control character';
    return undefined;
}
/**
 * A blob and a folder of the same name can lie side by side in storage, but not on a disk.
 * @throws ActionError that names the pair.
 */
function checkNoFileIsFolder(paths) {
    const files = new Set(paths);
    for (const path of paths) {
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            const parent = path.slice(0, end);
            if (files.has(parent))
                throw clash(parent, path);
        }
    }
}
function clash(parent, path) {
    return (0,build_findings/* failure */.V2)(`The model has a file ${JSON.stringify(parent)} and a file ${JSON.stringify(path)} in a folder of that name.`, {
        input: 'models',
        remedy: 'Rename one of the two and register the model again.',
    });
}

;// CONCATENATED MODULE: ./build/azure/blobs.js





/**
 * Opens a container by its URL, such as https://mlstore.blob.core.windows.net/azureml. Nothing is sent yet.
 * The SDK's pipeline retries as the table says, and takes HTTPS_PROXY and NO_PROXY from the environment by itself.
 */
async function openContainer(url, access, options = { retryOptions: storageRetries() }) {
    const client = await createClient(url, access, options);
    return {
        list: async (path, doing) => {
            try {
                return await listExactly(client, url, path.replace(/\/+$/, ''));
            }
            catch (caught) {
                if (caught instanceof build_findings/* ActionError */.lZ)
                    throw caught;
                throw toStorageError(`${doing} in ${url}`, caught);
            }
        },
    };
}
async function createClient(url, access, options) {
    const storage = await Promise.all(/* import() */[__webpack_require__.e(34), __webpack_require__.e(987), __webpack_require__.e(850), __webpack_require__.e(955)]).then(__webpack_require__.bind(__webpack_require__, 9955));
    switch (access.kind) {
        case 'key': {
            const credential = new storage.StorageSharedKeyCredential(access.account, access.key);
            return new storage.ContainerClient(url, credential, options);
        }
        case 'sas':
            return new storage.ContainerClient(`${url}?${access.token}`, new storage.AnonymousCredential(), options);
        case 'identity':
            return new storage.ContainerClient(url, access.credential, options);
    }
}
/** The exact blob first: a bare prefix would also match its siblings (`model` and `model2`). */
async function listExactly(client, url, path) {
    const root = checkedPath(path, path).slice(path.lastIndexOf('/') + 1);
    const blob = await head(client, path);
    // An empty blob may stand for a folder without saying so.
    if (blob && !blob.folder && blob.bytes > 0)
        return { root, files: [toFile(client, url, blob, root)] };
    const folder = await listFolder(client, `${path}/`);
    if (folder) {
        const files = folder.map((item) => toFile(client, url, item, `${root}/${item.name.slice(path.length + 1)}`));
        checkNoFileIsFolder(files.map((file) => file.path));
        return { root, files };
    }
    if (!blob)
        return undefined;
    return { root, files: blob.folder ? [] : [toFile(client, url, blob, root)] };
}
async function head(client, name) {
    try {
        const answer = await client.getBlobClient(name).getProperties();
        return facts(name, answer.contentLength, answer.etag, answer.metadata);
    }
    catch (caught) {
        const { status, code } = toStorageError(`read ${name}`, caught);
        if (status === 404 && code !== 'ContainerNotFound')
            return undefined;
        throw caught;
    }
}
/** The files below a prefix, without the entries of folders; undefined when nothing at all is there. */
async function listFolder(client, prefix) {
    const items = [];
    for await (const item of client.listBlobsFlat({ prefix, includeMetadata: true })) {
        items.push(facts(item.name, item.properties.contentLength, item.properties.etag, item.metadata));
    }
    return items.length === 0 ? undefined : items.filter((item) => !item.folder);
}
function facts(name, bytes = 0, etag = '', metadata = {}) {
    const marked = Object.entries(metadata).some(([key, value]) => key.toLowerCase() === 'hdi_isfolder' && value.toLowerCase() === 'true');
    // Some tools mark a folder with an empty blob whose name ends in a slash.
    const folder = marked || (bytes === 0 && name.endsWith('/'));
    return { name, bytes, etag: etag.replaceAll('"', ''), folder };
}
function toFile(client, url, blob, path) {
    const address = `${url}/${blob.name.split('/').map(encodeURIComponent).join('/')}`;
    return {
        path: checkedPath(path, blob.name),
        bytes: blob.bytes,
        identity: `${address} ${blob.etag}`,
        open: () => download(client.getBlobClient(blob.name), blob, address),
    };
}

// EXTERNAL MODULE: ./build/azure/roles.js
var roles = __webpack_require__(39606);
;// CONCATENATED MODULE: ./build/azure/datastores.js







/** Creates the cache of opened datastores. Keys and SAS tokens are masked in the log before they are used. */
function createDatastores(connection, log = silentLog, open = openContainer) {
    const opened = new Map();
    const once = (key, make) => {
        const known = opened.get(key) ?? make();
        opened.set(key, known);
        return known;
    };
    const openUrl = (url) => open(url, callerOf(connection));
    return {
        openUrl: (url) => once(url, () => openUrl(url)),
        open: (workspaceId, name) => {
            const path = `${workspaceId}/datastores/${encodeURIComponent(name)}`;
            return once(path.toLowerCase(), async () => {
                const url = await containerUrl(connection, path, name);
                const found = await accessOf(connection, log, path, url);
                if ('denied' in found)
                    return explainDenied(await openUrl(url.container), found.denied);
                const container = await open(url.container, found);
                return found.kind === 'identity' ? container : orElse(container, () => openUrl(url.container));
            });
        },
    };
}
async function containerUrl(connection, path, name) {
    const answer = await connection.arm({
        path,
        apiVersion: ML_API_VERSION,
        doing: `read the datastore "${name}"`,
    });
    const { properties } = readShape(datastoreShape, answer, `the datastore "${name}"`);
    const account = properties.accountName ?? '';
    const container = containerName(properties, name);
    const suffix = connection.cloud.storageSuffix;
    // Tokens go to the storage hosts of the signed-in cloud only.
    if (properties.endpoint && properties.endpoint.toLowerCase() !== suffix) {
        throw (0,build_findings/* failure */.V2)(`The datastore "${name}" lies at ${JSON.stringify(properties.endpoint)}, outside of ${connection.cloud.name}.`, {
            remedy: 'Set the input cloud to the cloud of the storage account, or register the model from a datastore of this cloud.',
        });
    }
    if (!/^[a-z0-9]{3,24}$/.test(account) || !/^[$a-z0-9][a-z0-9-]{1,62}$/.test(container)) {
        throw (0,build_findings/* failure */.V2)(`The datastore "${name}" does not say which storage account and container it means.`);
    }
    const credentialsType = properties.credentials?.credentialsType ?? 'None';
    return { account, container: `https://${account}.blob.${suffix}/${container}`, credentialsType };
}
/** Gen2 accounts answer as Blob storage too; their file systems are containers. */
function containerName(properties, name) {
    const type = properties.datastoreType;
    if (type === 'AzureBlob')
        return properties.containerName ?? '';
    if (type === 'AzureDataLakeGen2')
        return properties.filesystem ?? '';
    throw (0,build_findings/* failure */.V2)(`The datastore "${name}" is of the type ${JSON.stringify(type)}; models are read from Blob storage only.`, {
        remedy: 'Register the model from a datastore of the type AzureBlob or AzureDataLakeGen2.',
    });
}
function callerOf({ credential }) {
    return { kind: 'identity', credential };
}
/** The datastore's key or SAS; the caller's identity where it keeps neither, or where its secrets may not be read. */
async function accessOf(connection, log, path, { account, credentialsType }) {
    if (credentialsType !== 'AccountKey' && credentialsType !== 'Sas')
        return callerOf(connection);
    const doing = 'read the credentials of a datastore';
    try {
        const answer = await connection.arm({
            method: 'POST',
            path: `${path}/listSecrets`,
            apiVersion: ML_API_VERSION,
            doing,
        });
        const { key, sasToken } = readShape(secretsShape, answer, 'the credentials of a datastore');
        const secret = key ?? sasToken?.replace(/^\?/, '');
        if (!secret)
            return callerOf(connection);
        log.mask(secret);
        return key ? { kind: 'key', account, key } : { kind: 'sas', token: secret };
    }
    catch (caught) {
        if ((0,azure_error/* isStatus */.z)(caught, 403))
            return { denied: caught };
        throw caught;
    }
}
/** Turns to the caller's identity once the account has refused its key (allowSharedKeyAccess=false). */
function orElse(container, identity) {
    let current = container;
    return {
        list: async (path, doing) => {
            try {
                return await current.list(path, doing);
            }
            catch (caught) {
                if (!(caught instanceof azure_error/* AzureError */.M && caught.code === 'KeyBasedAuthenticationNotPermitted'))
                    throw caught;
                current = await identity();
                return current.list(path, doing);
            }
        },
    };
}
/** When neither the datastore's secrets nor the blobs may be read, either of two roles helps. */
function explainDenied(container, denied) {
    return {
        list: async (path, doing) => {
            try {
                return await container.list(path, doing);
            }
            catch (caught) {
                if (!(0,azure_error/* isStatus */.z)(caught, 403))
                    throw caught;
                const denial = (0,roles/* readDenial */.oq)(denied.facts.message);
                const byKey = denial ? `${(0,roles/* grantRemedy */.HT)(denial)} ` : '';
                throw caught.asActionError(`${byKey}Or grant "${roles/* BLOB_READER */.eA}" on the storage account.`);
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/azure/model-uri.js
/** The datastore for what runs write; it is the container `azureml` of the workspace's storage account. */
const ARTIFACT_STORE = 'workspaceartifactstore';
/** Keywords come in any case: both resourceGroups and resourcegroups occur. */
const SCOPE = /^subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/(?:providers\/Microsoft\.MachineLearningServices\/)?workspaces\/([^/]+)\//i;
/** `/paths/` may be missing. The path itself may have a folder named "paths", so only the first counts. */
const DATASTORE = /^datastores\/([^/]+)\/(?:paths\/(?=.)|(?!paths\/))(.+)$/i;
const JOB_ARTIFACT = /^jobs\/([^/]+)\/outputs\/artifacts\/paths\/(.+)$/i;
const RUN = /^runs:\/+([^/]+)\/(.+)$/i;
/**
 * Reads a modelUri. Undefined for a shape that does not lead to storage.
 * Sources: the uri parser in `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/_utils/_storage_utils.py`;
 * job outputs are kept under ExperimentRun/dcid.<job> (`Azure/azure-powershell`, New-AzMLWorkspaceModelVersion).
 * @param storageSuffix the cloud's, such as core.windows.net: a token is sent to no other host.
 */
function parseModelUri(uri, storageSuffix) {
    const run = RUN.exec(uri);
    if (run)
        return artifact(run[1], run[2], undefined);
    if (/^https:\/\//i.test(uri))
        return parseBlobUrl(uri, storageSuffix);
    if (!/^azureml:\/\//i.test(uri))
        return undefined;
    const whole = uri.slice('azureml://'.length);
    const scope = SCOPE.exec(whole);
    const rest = scope ? whole.slice(scope[0].length) : whole;
    const workspaceId = scope ? workspacePath(scope) : undefined;
    const job = JOB_ARTIFACT.exec(rest);
    if (job)
        return artifact(job[1], job[2], workspaceId);
    const [, datastore, path] = DATASTORE.exec(rest) ?? [];
    return datastore && path ? inDatastore(datastore, path, workspaceId) : undefined;
}
function workspacePath([, subscription = '', group = '', workspace = '']) {
    return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}
function artifact(job = '', path = '', workspaceId) {
    return inDatastore(ARTIFACT_STORE, `ExperimentRun/dcid.${job}/${path}`, workspaceId);
}
function inDatastore(datastore, path, workspaceId) {
    return { kind: 'datastore', datastore, path, ...(workspaceId !== undefined && { workspaceId }) };
}
/** `https://<account>.blob.<suffix>/<container>/<path>`; a SAS in it is dropped. */
function parseBlobUrl(uri, storageSuffix) {
    if (!URL.canParse(uri))
        return undefined;
    const url = new URL(uri);
    const account = /^([a-z0-9]{3,24})\.(?:blob|dfs)\./.exec(url.hostname)?.[1];
    const host = `${account ?? ''}.blob.${storageSuffix}`;
    if (!account || url.port !== '' || url.hostname.replace('.dfs.', '.blob.') !== host)
        return undefined;
    const [, container, path] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const decoded = path === undefined ? undefined : decode(path);
    return container && decoded
        ? { kind: 'blob', container: `https://${host}/${container}`, path: decoded }
        : undefined;
}
function decode(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/azure/model-versions.js




/** How many existing versions an error names. */
const VERSIONS_NAMED = 5;
/**
 * Reads the version asked for, or the one created last: what `az ml` takes for @latest, which need not be the
 * highest number.
 * @throws ActionError for a model or version that does not exist, naming those that do; AzureError for refusals.
 */
async function readVersion(connection, workspace, reference) {
    const context = { connection, workspace };
    const { name, version } = reference;
    if (version === undefined) {
        const [newest] = await newestVersions(context, name, 1);
        if (newest)
            return newest;
        throw await unknownModel(context, reference);
    }
    const doing = `read the model "${name}:${version}"`;
    const path = `${model_versions_modelPath(context, name)}/versions/${encodeURIComponent(version)}`;
    try {
        const answer = await context.connection.arm({ path, apiVersion: ML_API_VERSION, doing });
        return readShape(modelVersionShape, answer, `the model "${name}:${version}"`);
    }
    catch (caught) {
        throw (0,azure_error/* isStatus */.z)(caught, 404) ? await unknownModel(context, reference) : caught;
    }
}
function model_versions_modelPath({ workspace }, name) {
    return `${workspace.id}/models/${encodeURIComponent(name)}`;
}
/** Newest first; archived versions are left out by Azure. Empty for a model that does not exist. */
async function newestVersions(context, name, count) {
    try {
        const answer = await context.connection.arm({
            path: `${model_versions_modelPath(context, name)}/versions`,
            apiVersion: ML_API_VERSION,
            query: { $orderBy: 'createdtime desc', $top: String(count) },
            doing: `list the versions of the model "${name}"`,
        });
        return readShape(modelVersionsShape, answer, `the versions of the model "${name}"`).value;
    }
    catch (caught) {
        if ((0,azure_error/* isStatus */.z)(caught, 404))
            return [];
        throw caught;
    }
}
async function unknownModel(context, { name, version }) {
    const where = `in the workspace "${context.workspace.name}"`;
    const existing = version === undefined ? [] : await newestVersions(context, name, VERSIONS_NAMED);
    if (existing.length === 0) {
        return (0,build_findings/* failure */.V2)(`The model "${name}" does not exist ${where}, or has only archived versions.`, {
            input: 'models',
            remedy: 'Check the name (models are told apart by upper and lower case) and the workspace; see az ml model list.',
        });
    }
    const newest = existing.map((item) => item.name).join(', ');
    return (0,build_findings/* failure */.V2)(`The model "${name}" has no version "${version ?? ''}" ${where}.`, {
        input: 'models',
        remedy: `Its newest versions are: ${newest}. Write ${name} without a version for the newest.`,
    });
}

;// CONCATENATED MODULE: ./build/azure/model-store.js









/** Models whose blobs are listed at once. A storage account takes 20,000 requests a second. */
const CONCURRENT_LISTINGS = 32;
/** The registered models of a workspace, read over Resource Manager and Blob storage. */
function createModelStore(connection, workspace, options = {}) {
    const datastores = createDatastores(connection, options.log, options.open);
    const context = { connection, workspace, datastores, limit: (0,p_limit/* default */.A)(CONCURRENT_LISTINGS) };
    return {
        find: async (reference) => {
            try {
                return await find(context, reference);
            }
            catch (caught) {
                throw caught instanceof azure_error/* AzureError */.M ? (0,explain/* explain */.W)(caught) : caught;
            }
        },
    };
}
async function find(context, reference) {
    const elsewhere = checkScope(reference, context.workspace);
    if (elsewhere.length > 0)
        throw new build_findings/* ActionError */.lZ(elsewhere);
    const { name: version, properties } = await readVersion(context.connection, context.workspace, reference);
    const badVersion = (0,names/* checkVersion */.p)(reference.text, version);
    if (badVersion)
        throw new build_findings/* ActionError */.lZ([badVersion]);
    const label = `${reference.name}:${version}`;
    const origin = properties.modelUri ?? '';
    const stored = await readFiles(context, label, origin);
    const model = {
        name: reference.name,
        version,
        source: 'registered',
        ...stored,
        bytes: stored.files.reduce((sum, file) => sum + file.bytes, 0),
        origin,
    };
    return { model, findings: remarks(label, properties) };
}
async function readFiles(context, label, uri) {
    const location = parseModelUri(uri, context.connection.cloud.storageSuffix);
    if (!location)
        throw model_store_unreadable(label, uri);
    const stored = await context.limit(async () => {
        const container = await openLocation(context, location);
        return listEither(container, location.path, `list the files of the model "${label}"`);
    });
    if (stored && stored.files.length > 0)
        return stored;
    const problem = stored ? 'is an empty folder' : 'has no files where it was registered';
    throw (0,build_findings/* failure */.V2)(`The model "${label}" ${problem}: ${uri}`, {
        input: 'models',
        remedy: 'The files were deleted or moved: register the model again.',
    });
}
function openLocation({ datastores, workspace }, location) {
    if (location.kind === 'blob')
        return datastores.openUrl(location.container);
    return datastores.open(location.workspaceId ?? workspace.id, location.datastore);
}
/** Azure does not say whether a modelUri is percent-encoded: the path is tried as it is, then decoded. */
async function listEither(container, path, doing) {
    const decoded = model_store_decode(path);
    const stored = await container.list(path, doing);
    return stored ?? (decoded === path ? undefined : container.list(decoded, doing));
}
function model_store_decode(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
function model_store_unreadable(label, uri) {
    const what = uri === ''
        ? 'Azure does not tell where its files are'
        : `the Action cannot read from ${JSON.stringify(uri)}`;
    return (0,build_findings/* failure */.V2)(`The model "${label}" cannot be read: ${what}.`, {
        input: 'models',
        remedy: 'Register its files again with `az ml model create --path <folder>`, ' +
            'or put them into the repository and name them here as ./path.',
    });
}
function remarks(label, { isArchived, properties }) {
    const findings = [];
    if (isArchived) {
        findings.push((0,build_findings/* warning */.$e)(`The model "${label}" is archived; it is deployed all the same.`, {
            input: 'models',
            remedy: `Restore it (az ml model restore) or deploy a version in use.`,
        }));
    }
    if (isTrue(properties?.['azureml.unpack']) || isTrue(properties?.['unpack'])) {
        findings.push((0,build_findings/* warning */.$e)(`The model "${label}" is an archive that Azure ML would unpack; it is put into the image as it is.`, {
            input: 'models',
            remedy: 'Unpack it in init(), or register the unpacked folder.',
        }));
    }
    return findings;
}
function isTrue(value) {
    return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

;// CONCATENATED MODULE: ./build/service/wreck.js


/** Restarts after which a container counts as crashing for good. */
const CRASH_LOOP_RESTARTS = 2;
/** Failed events after which an image counts as one that cannot be pulled, or a container as one that cannot start. */
const FAILED_EVENTS = 3;
/** Tells whether a deployment is lost. */
function wreckOf(view) {
    return failedMount(view) ?? failedStart(view) ?? crashLoop(view) ?? failedOperation(view);
}
function failedOperation({ operation, group }) {
    if (operation && /^(failed|canceled)$/i.test(operation.status)) {
        const said = operation.error?.message;
        return { kind: 'operation', what: 'Azure reports that the deployment failed', ...(said && { said }) };
    }
    // While the operation runs, the group may still show the failure of the deployment before.
    if (group?.provisioningState !== 'Failed' || (operation && operation.status !== 'Succeeded'))
        return undefined;
    return { kind: 'operation', what: 'Azure reports that the container group failed' };
}
function failedMount({ events }) {
    const event = events.find(({ name }) => /^FailedMount$/i.test(name));
    return event && { kind: 'mount', what: 'its containers cannot start', said: event.message, ...at(event) };
}
/** Pull failures, and containers that cannot be started at all: ACI calls both Failed. */
function failedStart({ events }) {
    const failed = events.filter(({ name }) => /^Failed$/i.test(name));
    const last = failed.at(-1);
    if (!last || failed.reduce((sum, { count }) => sum + count, 0) < FAILED_EVENTS)
        return undefined;
    return { kind: 'start', what: whatFailed(last), said: last.message, ...at(last) };
}
/** The runtime's chain of errors stays with the events, where it is evidence. */
function whatFailed({ message, container }) {
    const image = /^Failed to pull image "(?<image>[^"]+)"/.exec(message)?.groups?.['image'];
    if (image !== undefined)
        return `the image ${image} cannot be pulled`;
    return container === undefined
        ? 'a container cannot be started'
        : `the container ${container} cannot be started`;
}
function crashLoop(view) {
    const container = view.group?.containers.find((each) => isLooping(each, view));
    if (!container)
        return undefined;
    const code = exitCodeOf(container, view.since);
    const how = code === undefined ? '' : ` (exit code ${code})`;
    return {
        kind: 'crash-loop',
        what: `the container ${container.name} keeps crashing${how}`,
        container: container.name,
    };
}
function isLooping({ name, instanceView }, { restarts, since }) {
    if ((restarts.get(name) ?? 0) >= CRASH_LOOP_RESTARTS)
        return true;
    const backsOff = /CrashLoopBackOff/i.test(instanceView?.currentState?.detailStatus ?? '');
    return backsOff && isSince({ last: instanceView?.previousState?.finishTime?.getTime() }, since);
}
function at({ container }) {
    return container === undefined ? {} : { container };
}

;// CONCATENATED MODULE: ./build/service/settled.js




/** Words of ACI for an operation under way. Source: `MicrosoftDocs/azure-compute-docs:articles/container-instances/container-state.md` */
const UNDER_WAY = /^(?:pending|creating|repairing|deleting)$/i;
/**
 * Reads a group, and waits while another operation on it is under way: what it is then is what an update starts from.
 * A group that cannot come up any more is not waited for, nor is one that takes longer than five minutes.
 */
async function readSettled(request) {
    const { groups, groupName, clock, log } = request;
    const rule = ruleOf('group-in-transition');
    const [wait = 0] = rule.waits;
    const giveUp = clock.now() + totalWait(rule);
    for (let told = false;; told = true) {
        const group = await groups.get(groupName);
        if (!group || !isUnderWay(group) || clock.now() + wait > giveUp)
            return group;
        if (!told)
            log.info(`Azure is still busy with ${groupName}; waiting up to ${(0,elapsed/* formatElapsed */.C)(totalWait(rule))}.`);
        await clock.sleep(wait);
    }
}
function isUnderWay(group) {
    if (!UNDER_WAY.test(group.provisioningState ?? ''))
        return false;
    const events = eventsSince({ group, operation: [], since: undefined, before: undefined });
    return !wreckOf({ group, operation: undefined, events, restarts: new Map(), since: undefined });
}

;// CONCATENATED MODULE: ./build/phases/resolve.js







/** Reads models, registry and the live container group, side by side. */
async function resolve(inputs, configuration, target, tools, facts) {
    const checks = new phases_checks/* Checks */.s(tools.log);
    const { connection, workspace, groups, resourceGroup } = target;
    const groupName = inputs.containerGroupName ?? containerGroupName(inputs.name, workspace?.id ?? resourceGroup.id);
    const store = workspace && createModelStore(connection, workspace, { log: tools.log });
    const modelsThenImage = async () => {
        const { workspaceDirectory, log } = tools;
        const { models } = checks.take(await resolveModels(configuration.references, { workspaceDirectory, log, ...(store && { store }) }));
        facts.models = models;
        tellModels(models, tools);
        const complete = models.length === configuration.references.length;
        return [
            models,
            complete ? await checks.attempt(planImageOf(inputs, configuration, models, target, tools)) : undefined,
        ];
    };
    const { clock, log } = tools;
    // A dry run does not wait for others: it changes nothing that they could be in the way of.
    const readLive = inputs.dryRun ? groups.get(groupName) : readSettled({ groups, groupName, clock, log });
    const [[models, image], live] = await Promise.all([modelsThenImage(), checks.attempt(readLive)]);
    const pull = image && (await checks.attempt(Promise.resolve().then(() => pullOf(inputs, image, checks))));
    return {
        checks,
        models,
        groupName,
        ...(live && { live }),
        ...(image && { image }),
        ...(pull && { pull }),
    };
}
/** Models named one by one; of more, only the sum. */
const MODELS_NAMED = 5;
function tellModels(models, { log }) {
    if (models.length > MODELS_NAMED) {
        const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
        log.info(`${models.length} models, ${(0,build_bytes/* formatBytes */.z)(bytes)} together`);
        return;
    }
    for (const { name, version, source, bytes, files } of models) {
        const count = files.length === 1 ? '1 file' : `${files.length} files`;
        log.info(`Model ${name}:${version} (${source}): ${(0,build_bytes/* formatBytes */.z)(bytes)} in ${count}`);
    }
}

;// CONCATENATED MODULE: ./build/phases/serving.js



/** From now on outputs and summary point to this group. */
function pointTo({ facts, target }, serving) {
    const { groupName, revision, state, endpoint, image } = serving;
    facts.containerGroup = containerGroupId(target.resourceGroup.id, groupName);
    facts.portalUrl = target.groups.portalUrl(groupName);
    facts.revision = revision;
    facts.state = state;
    if (endpoint)
        facts.endpoint = endpoint;
    else
        delete facts.endpoint;
    if (image !== undefined)
        facts.image = image;
}
/**
 * Looks whether a group that this run did not touch answers, and points the outputs to it.
 * Resolves to a sentence about it.
 */
async function lookAtUntouched(job, live, paths) {
    const revision = live.tags?.[service_tags/* TAGS */.gp.revision] ?? '';
    const endpoint = endpointOf(live, paths.scoringPath);
    const isUp = await answers({ healthPath: paths.healthPath, revision }, live, job.tools);
    pointTo(job, {
        groupName: live.name ?? '',
        revision,
        state: isUp ? 'Healthy' : 'Unhealthy',
        endpoint,
        image: live.tags?.[service_tags/* TAGS */.gp.image],
    });
    return isUp
        ? `It serves on as revision ${revision} at ${endpoint?.scoringUri ?? ''}.`
        : `It does not answer as revision ${revision}; that is not this run's doing.`;
}
function containerGroupId(resourceGroupId, groupName) {
    return `${resourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/${groupName}`;
}

;// CONCATENATED MODULE: ./build/smoke/failure.js





/**
 * One error for each request that failed: expected and actual side by side, and why, as far as it can be told. It
 * points to the line of the user's code that failed, else to the request in the smoke-test file. The first carries
 * the scoring container's log of that moment. Empty when everything passed.
 */
function smokeFailures(smoke, tested = { service: '', repository: {} }) {
    const failed = smoke.requests.filter((request) => !request.passed);
    return failed.map((request, index) => findingOf(request, diagnosisOf(request, tested), index === 0 ? logLines(smoke.logTail) : []));
}
/** Only a call that went wrong itself is diagnosed: the log says nothing of a wrong prediction. */
function diagnosisOf({ name, status, fault, log = '' }, { service, repository }) {
    if (!fault)
        return undefined;
    const container = { name: service, isFrontEnd: false, state: 'Running', restarts: 0, log };
    const answers = [{ name, status, ...fault }];
    return diagnose({ containers: [container], events: [], answers, repository })[0];
}
function findingOf(request, diagnosis, log) {
    const { name, differences, notes } = request;
    const remedy = diagnosis?.remedy ?? request.remedy;
    const place = diagnosis?.place ?? request.place;
    const [first = 'not as expected', ...others] = differences;
    const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'line' : 'lines'} below)`;
    const cause = diagnosis ? ` ${causeSentence(diagnosis)}` : '';
    return (0,build_findings/* error */.z3)(`Smoke test "${name}" failed: ${first}${more}.${cause}`, {
        ...(remedy && { remedy }),
        ...(place && { place }),
        evidence: [answerLine(request, place), ...differences, ...notes, ...causeLines(diagnosis), ...log],
    });
}
/** Says where the request is when the annotation points to something else. */
function answerLine({ name, status, latencyMs, place }, shown) {
    const answer = status === 0 ? 'no answer' : `status ${status}`;
    const where = place && place !== shown ? ` (${place.file}${place.line ? `:${place.line}` : ''})` : '';
    return `${name}${where}: ${answer} after ${(0,elapsed/* formatElapsed */.C)(latencyMs)}`;
}
function causeLines(diagnosis) {
    return diagnosis ? ['', 'What points to the cause:', ...trimmed(diagnosis.evidence)] : [];
}
function logLines(logTail) {
    if (logTail === undefined)
        return ['', 'The scoring container has written no log.'];
    return ['', "The scoring container's last log lines:", ...trimmed(linesOf(logTail.trimEnd()))];
}

;// CONCATENATED MODULE: ./build/smoke/advice.js
/** Set by the scoring server when run() raised. Source: microsoft/azureml-inference-server:azureml_inference_server_http/ */
const RUN_FAILED_HEADER = 'x-ms-run-function-failed';
/** How a request went wrong that got no answer, or one with another status than expected. Undefined for a right status. */
function faultOf({ answer, timedOut = false }, expectedStatus) {
    if (!answer)
        return { runFailed: false, timedOut };
    if (answer.status === expectedStatus)
        return undefined;
    return { runFailed: saysRunFailed(answer.headers), timedOut: false };
}
function saysRunFailed(headers) {
    return headers[RUN_FAILED_HEADER]?.toLowerCase() === 'true';
}
/** What each status of a failed request means here, as an imperative sentence. */
const advice_BY_STATUS = {
    400: 'Look at what the request sends: the scoring server did not take it.',
    401: 'The service refused the key: deploy again, so that it gets the key of the input primary-key.',
    404: 'Check the input scoring-path: the image serves nothing at that path.',
    405: 'Check the input scoring-path: it does not take POST.',
    413: 'Send a smaller request: the front end takes 100 MB.',
    415: 'Set content-type of the request to what run() expects.',
    502: 'Read the log below: the scoring container stopped during the request, often because it ran out of memory (raise memoryInGB in the deployment config).',
    503: 'Read the log below: the scoring container did not take the request.',
    504: 'Raise the input scoring-timeout, or give the service more cpu in the deployment config.',
};
/** What to do about a request that did not give what was expected. `latencyOnly`: it was right, but late. */
function remedyOf({ answer, timedOut = false }, expectedStatus, latencyOnly) {
    if (!answer) {
        return timedOut
            ? (advice_BY_STATUS[504] ?? '')
            : 'Check that this runner may reach the address: a firewall or proxy may stand between.';
    }
    if (latencyOnly)
        return 'Raise max-latency-ms, or give the service more cpu in the deployment config.';
    if (answer.status !== expectedStatus)
        return byStatus(answer.status, saysRunFailed(answer.headers));
    return 'If the new answer is right, change "expect" of this request; if not, check the model version and run().';
}
function byStatus(status, runFailed) {
    if (runFailed)
        return 'Read the traceback in the log below: run() of the entry script failed for this request.';
    return (advice_BY_STATUS[status] ??
        'Read the log below, and compare the request with what run() of the entry script expects.');
}

;// CONCATENATED MODULE: ./build/smoke/call.js
/** Waits in milliseconds before a request is sent again whose connection broke. The network is not what is tested. */
const RECONNECT_MS = [1_000, 2_000];
/** DNS errors of Node: the name of a new container group takes a while to spread. */
const DNS_ERRORS = ['ENOTFOUND', 'EAI_AGAIN'];
/**
 * Sends one request and measures it. Never throws. A broken connection is tried again; a status, whatever it is,
 * and a time-out are not. While the FQDN does not resolve, the service is asked by its address.
 */
async function callService(caller, call) {
    const notes = [];
    let byAddress = false;
    for (let attempt = 0;;) {
        const start = caller.clock.now();
        const sent = await caller
            .http(call_requestOf(caller, call, byAddress))
            .catch((caught) => ({ caught }));
        const latencyMs = caller.clock.now() - start;
        if (!('caught' in sent))
            return { answer: sent, latencyMs, notes };
        if (isTimeout(sent.caught))
            return { problem: `no answer within ${caller.timeoutMs / 1000} s`, timedOut: true, latencyMs, notes };
        if (!byAddress && isDnsError(sent.caught)) {
            byAddress = true;
            notes.push('the host name did not resolve yet; the service was called by its address');
            continue;
        }
        const wait = RECONNECT_MS[attempt];
        if (wait === undefined)
            return { problem: `no answer: ${messageOf(sent.caught)}`, latencyMs, notes };
        attempt += 1;
        await caller.clock.sleep(wait);
        notes.push(`the connection broke and was tried again: ${messageOf(sent.caught)}`);
    }
}
function call_requestOf({ endpoint, timeoutMs }, call, byAddress) {
    const url = new URL(call.url);
    const host = url.host;
    if (byAddress)
        url.hostname = endpoint.ipAddress;
    return {
        url: url.href,
        method: call.method,
        timeoutMs,
        headers: {
            ...(byAddress && { host }),
            ...(call.key !== undefined && { authorization: `Bearer ${call.key}` }),
            ...(call.contentType !== undefined && { 'content-type': call.contentType }),
        },
        ...(call.body !== undefined && { body: call.body }),
    };
}
function isTimeout(caught) {
    return caught instanceof Error && caught.name === 'AbortError';
}
function isDnsError(caught) {
    if (!(caught instanceof Error))
        return false;
    const code = 'code' in caught ? caught.code : undefined;
    return DNS_ERRORS.includes(String(code)) || DNS_ERRORS.some((name) => caught.message.includes(name));
}
function messageOf(caught) {
    return caught instanceof Error && caught.message !== '' ? caught.message : 'unknown reason';
}

;// CONCATENATED MODULE: ./build/smoke/difference.js

/** Longest value that is shown, in characters. */
const VALUE_LIMIT = 120;
/**
 * The differences of two JSON values, a line each: where (a JSON path), what was expected and what came.
 * In `subset` mode objects may have more keys than expected; arrays always need the same length.
 */
function difference(expected, actual, mode, path = '$') {
    if (Array.isArray(expected) && Array.isArray(actual))
        return inArrays(expected, actual, mode, path);
    if (isObject(expected) && isObject(actual))
        return inObjects(expected, actual, mode, path);
    return expected === actual ? [] : [`${path}: expected ${difference_json(expected)}, got ${difference_json(actual)}`];
}
function inArrays(expected, actual, mode, path) {
    if (expected.length !== actual.length) {
        const lengths = `${path}: expected ${items(expected)}, got ${items(actual)}`;
        return [`${lengths}: expected ${difference_json(expected)}, got ${difference_json(actual)}`];
    }
    return expected.flatMap((item, index) => difference(item, actual[index], mode, `${path}[${index}]`));
}
function inObjects(expected, actual, mode, path) {
    const wanted = Object.entries(expected).flatMap(([key, value]) => {
        const at = member(path, key);
        return Object.hasOwn(actual, key)
            ? difference(value, actual[key], mode, at)
            : [`${at}: expected ${difference_json(value)}, but the key is missing`];
    });
    if (mode === 'subset')
        return wanted;
    const surplus = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
    return [
        ...wanted,
        ...surplus.map(([key, value]) => `${member(path, key)}: not expected, got ${difference_json(value)}`),
    ];
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function member(path, key) {
    return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${(0,printable/* cut */.Jj)(JSON.stringify(key), VALUE_LIMIT)}]`;
}
function items(list) {
    return list.length === 1 ? '1 item' : `${list.length} items`;
}
function difference_json(value) {
    return (0,printable/* cut */.Jj)(JSON.stringify(value), VALUE_LIMIT);
}

// EXTERNAL MODULE: ./build/smoke/json.js
var smoke_json = __webpack_require__(53647);
;// CONCATENATED MODULE: ./build/smoke/compare.js



/** Status that is expected when the file does not say. */
const DEFAULT_STATUS = 200;
/** Longest part of an unexpected answer that is shown. */
const ANSWER_LIMIT = 500;
/** Differences shown for one request. */
const DIFFERENCE_LIMIT = 20;
/**
 * Compares an answer with what the smoke-test file expects. Pure. JSON is compared by value, numbers exactly.
 * When the status is another, only that and the answer are told: the body then says why.
 */
function compareAnswer(answer, expect) {
    const status = expect.status ?? DEFAULT_STATUS;
    if (answer.status !== status) {
        const wrong = [`status: expected ${status}, got ${answer.status}`, `answer: ${shown(answer.body)}`];
        return { differences: [...wrong, ...latency(answer, expect)], notes: [], onlyLate: false };
    }
    const { differences, notes } = compareBody(answer.body, expect);
    const late = latency(answer, expect);
    const onlyLate = differences.length === 0 && late.length > 0;
    return { differences: [...limited(differences), ...late], notes, onlyLate };
}
function latency({ latencyMs }, { maxLatencyMs }) {
    if (maxLatencyMs === undefined || latencyMs <= maxLatencyMs)
        return [];
    return [`latency: expected at most ${maxLatencyMs} ms, got ${Math.round(latencyMs)} ms`];
}
function compareBody(body, expect) {
    const checks = [
        ...('body' in expect ? [{ mode: 'exact', expected: expect.body }] : []),
        ...('contains' in expect ? [{ mode: 'subset', expected: expect.contains }] : []),
    ];
    const results = checks.map(({ mode, expected }) => compareJson(body, expected, mode));
    return {
        differences: results.flatMap((result) => result.differences),
        notes: [...new Set(results.flatMap((result) => result.notes))],
    };
}
function compareJson(body, expected, mode) {
    const parsed = (0,smoke_json/* parseJson */.q)(body);
    if (!parsed)
        return compareText(body, expected);
    const inner = typeof parsed.value === 'string' && typeof expected !== 'string' ? (0,smoke_json/* parseJson */.q)(parsed.value) : undefined;
    const note = 'the answer is a JSON string that holds JSON, as json.dumps() in run() makes it; it was compared decoded';
    return { differences: difference(expected, (inner ?? parsed).value, mode), notes: inner ? [note] : [] };
}
/** An image with a server of its own may answer plain text. */
function compareText(body, expected) {
    if (body === expected)
        return { differences: [], notes: ['the answer is not JSON and was compared as text'] };
    const why = /\b(?:NaN|Infinity)\b/.test(body) ? ' (NaN and Infinity are not JSON)' : '';
    return {
        differences: [
            `expected ${shown(JSON.stringify(expected))}, but the answer is not JSON${why}: ${shown(body)}`,
        ],
        notes: [],
    };
}
function shown(text) {
    return text === '' ? '(empty)' : (0,printable/* cut */.Jj)((0,printable/* printableLine */.oy)(text), ANSWER_LIMIT);
}
function limited(lines) {
    const left = lines.length - DIFFERENCE_LIMIT;
    return left > 0 ? [...lines.slice(0, DIFFERENCE_LIMIT), `… and ${left} more differences`] : [...lines];
}

;// CONCATENATED MODULE: ./build/smoke/probes.js



const UNAUTHORIZED = 401;
/** With keys on, a call without one has to be refused. It sends what a real caller would. */
async function probeWithoutKey(caller, first) {
    const call = {
        method: 'POST',
        url: caller.endpoint.scoringUri,
        body: first?.body ?? '{}',
        contentType: first?.contentType ?? 'application/json',
    };
    const result = await callService(caller, call);
    const refused = result.answer?.status === UNAUTHORIZED;
    const answered = result.answer
        ? [`status: expected ${UNAUTHORIZED}, got ${result.answer.status}`]
        : [result.problem ?? 'no answer'];
    const remedy = result.answer
        ? 'Do not use this endpoint: it answers callers without a key. Delete the container group and deploy again; when it stays so, report it to the project.'
        : remedyOf(result, UNAUTHORIZED, false);
    return probes_probe('a call without the key is refused', result, refused ? [] : answered, remedy);
}
/** A cheap call that needs the key: the Swagger page. An image may have none, but the key must be taken. */
async function probeKey(caller, which, key) {
    const result = await callService(caller, { method: 'GET', url: caller.endpoint.swaggerUri, key });
    const status = result.answer?.status;
    const differences = !result.answer
        ? [result.problem ?? 'no answer']
        : status === UNAUTHORIZED
            ? [`status: got ${UNAUTHORIZED} with the ${which} key`]
            : [];
    const refused = `The service refused the ${which} key: deploy again, so that it gets the key of the input ${which}-key.`;
    return probes_probe(`the ${which} key is taken`, result, differences, result.answer ? refused : remedyOf(result, 200, false));
}
/** Without a smoke test: does the service answer at all? */
async function probeHealth(caller, healthPath) {
    const url = serviceUrl(caller.endpoint, healthPath);
    const result = await callService(caller, { method: 'GET', url });
    const { answer, problem, latencyMs } = result;
    const differences = answer
        ? compareAnswer({ ...answer, latencyMs }, {}).differences
        : [problem ?? 'no answer'];
    const fault = faultOf(result, DEFAULT_STATUS);
    return {
        ...probes_probe(`GET ${healthPath}`, result, differences, remedyOf(result, DEFAULT_STATUS, false)),
        ...(fault && { fault }),
    };
}
function serviceUrl(endpoint, path) {
    return new URL(path, endpoint.scoringUri).href;
}
function probes_probe(name, result, differences, remedy) {
    const { answer, latencyMs, notes } = result;
    const passed = differences.length === 0;
    return {
        name,
        probe: true,
        passed,
        status: answer?.status ?? 0,
        latencyMs,
        differences,
        notes,
        ...(!passed && { remedy }),
    };
}

;// CONCATENATED MODULE: ./build/smoke/run.js





/** Longest request that is shown to people as an example, in characters. */
const SAMPLE_LIMIT = 1_000;
/**
 * Calls the service as its users will, one request after another: a single worker would only make them wait for
 * each other. A service that answers wrongly is a result, not an exception.
 */
async function runSmokeTest(options) {
    const { requests } = options;
    const results = [];
    let logTail;
    for (const step of stepsOf(options)) {
        const result = await step();
        // A restart empties the log: it is read at once, and the last one with text is kept.
        const log = result.passed ? undefined : await options.logTail().catch(() => undefined);
        logTail = log || logTail;
        results.push(log ? { ...result, log } : result);
    }
    const sample = sampleOf(requests, results);
    return {
        scored: requests.length > 0,
        requests: results,
        passed: results.every((result) => result.passed),
        ...(logTail && { logTail }),
        ...(sample && { sample }),
    };
}
function stepsOf({ auth, requests, healthPath, endpoint, http, clock, timeoutMs }) {
    const caller = { endpoint, http, clock, timeoutMs };
    const key = auth.enabled ? auth.primaryKey : undefined;
    const score = requests.map((request) => () => scoreOne(caller, request, key));
    const alive = requests.length === 0 ? [() => probeHealth(caller, healthPath)] : score;
    if (!auth.enabled)
        return alive;
    const { primaryKey, secondaryKey } = auth;
    return [
        () => probeWithoutKey(caller, requests[0]),
        ...alive,
        ...(requests.length === 0
            ? [() => probeKey(caller, 'primary', primaryKey)]
            : []),
        ...(secondaryKey === undefined
            ? []
            : [() => probeKey(caller, 'secondary', secondaryKey)]),
    ];
}
async function scoreOne(caller, request, key) {
    const { name, body, contentType, expect, place } = request;
    const url = caller.endpoint.scoringUri;
    const result = await callService(caller, {
        method: 'POST',
        url,
        body,
        contentType,
        ...(key !== undefined && { key }),
    });
    const { answer, problem, latencyMs } = result;
    const compared = answer
        ? compareAnswer({ ...answer, latencyMs }, expect)
        : { differences: [problem ?? 'no answer'], notes: [], onlyLate: false };
    const passed = compared.differences.length === 0;
    const expectedStatus = expect.status ?? DEFAULT_STATUS;
    const fault = faultOf(result, expectedStatus);
    return {
        name,
        passed,
        status: answer?.status ?? 0,
        latencyMs,
        differences: compared.differences,
        notes: [...result.notes, ...compared.notes],
        ...(!passed && { remedy: remedyOf(result, expectedStatus, compared.onlyLate) }),
        ...(fault && { fault }),
        ...(place && { place }),
    };
}
function sampleOf(requests, results) {
    const sent = results.filter((result) => !result.probe);
    const good = requests.find(({ body }, index) => typeof body === 'string' &&
        body.length <= SAMPLE_LIMIT &&
        sent[index]?.passed &&
        sent[index].status === 200);
    if (typeof good?.body !== 'string')
        return undefined;
    // JSON of many lines makes an example that is hard to copy.
    const json = (0,smoke_json/* parseJson */.q)(good.body);
    return { body: json ? JSON.stringify(json.value) : good.body, contentType: good.contentType };
}

;// CONCATENATED MODULE: ./build/phases/smoke.js



/** Milliseconds on top of the scoring time-out, so that the front end's own 504 comes before the client gives up. */
const CLIENT_MARGIN_MS = 5_000;
/** Log lines read when a request fails: enough for a long traceback. */
const LOG_LINES = 200;
/** Calls the service as its users will. @throws ActionError when an answer is not as expected. */
async function smokeTest({ inputs, configuration, target, tools, facts }, service) {
    const { plan, endpoint } = service;
    const smoke = await runSmokeTest({
        endpoint,
        auth: plan.auth,
        requests: configuration.smokeRequests,
        http: await tools.http(),
        clock: tools.clock,
        timeoutMs: inputs.scoringTimeoutMs + CLIENT_MARGIN_MS,
        healthPath: plan.healthPath,
        logTail: () => target.groups.logs(plan.groupName, plan.name, LOG_LINES),
    });
    facts.smoke = smoke;
    const failures = smokeFailures(smoke, { service: plan.name, repository: configuration.repository });
    if (failures.length > 0)
        throw new build_findings/* ActionError */.lZ(failures);
    const scored = smoke.requests.filter((request) => !request.probe).length;
    tools.log.info(smoke.scored
        ? `Smoke test passed: ${scored} of ${scored} requests`
        : 'The service answers; nothing was scored');
}

// EXTERNAL MODULE: ./build/phases/told.js
var told = __webpack_require__(39171);
;// CONCATENATED MODULE: ./build/phases/unchanged.js





/** Smoke-tests a service that is as it should be. Nothing is written. @throws ActionError when an answer is wrong. */
async function confirmUnchanged({ plan, image, live }, job) {
    const { facts, tools } = job;
    const endpoint = endpointOf(live, plan.scoringPath);
    if (!endpoint)
        throw new Error('The service was found unchanged without an address.');
    const { groupName, revision } = plan;
    facts.result = 'unchanged';
    const reference = (0,image_reference/* formatImageReference */.my)(image.reference);
    pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: reference });
    tools.log.info(`Unchanged: ${groupName} runs revision ${revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`);
    try {
        await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
    }
    catch (caught) {
        throw (0,told/* withAftermath */.X)(caught, 'The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.');
    }
}

;// CONCATENATED MODULE: ./build/service/candidate.js



/**
 * Plans the candidate of a service: the same containers in a group of its own with a label of its own, tagged with
 * the service's group and the run, so that a later run knows whose it is. Pure.
 *
 * @param request With the image by its digest.
 * @param run What tells this run from others.
 */
function planCandidate(request, run) {
    return planService({
        ...request,
        dnsNameLabel: undefined,
        groupName: candidateName(request.groupName),
        tags: { ...request.tags, [service_tags/* TAGS */.gp.candidateOf]: request.groupName, [service_tags/* TAGS */.gp.candidateRun]: run },
    });
}

;// CONCATENATED MODULE: ./build/service/previous.js



/**
 * Plans the previous state of a service from the group that was read before the update, its recorded tags, and the
 * secrets of this run. Where the keys have changed, this run's keys hold: Azure does not tell the old ones, so that
 * the group is tagged as restored, and no later run takes it for unchanged. Pure.
 */
function planPrevious(live, known) {
    const lost = [];
    const auth = authOf(live, known, lost);
    const scoring = live.containers.find(({ name }) => name === known.name) ?? live.containers[0];
    const healthPath = scoring?.readinessProbe?.httpGet?.path ?? '/';
    const revision = live.tags?.[service_tags/* TAGS */.gp.revision] ?? '';
    const frontEnd = frontEndVolume({
        revision,
        port: scoring?.ports?.[0]?.port ?? 0,
        healthPath,
        scoringTimeoutMs: timeoutOf(scoring),
        auth,
    });
    const restored = groupOf(live, known, frontEnd, lost);
    const isSure = lost.length === 0 && !auth.enabled;
    const group = isSure ? restored : { ...restored, tags: { ...restored.tags, [service_tags/* TAGS */.gp.restored]: 'true' } };
    const scoringPath = scoringPathOf(live, known);
    const plan = {
        name: known.name,
        groupName: live.name ?? '',
        revision,
        group,
        healthPath,
        scoringPath,
        auth,
    };
    return { plan: { ...plan, findings: [] }, lost };
}
function authOf({ tags }, { auth }, lost) {
    if (tags?.[service_tags/* TAGS */.gp.auth] === 'none')
        return { enabled: false };
    if (tags?.[service_tags/* TAGS */.gp.auth] === 'key' && !auth.enabled)
        lost.push('the keys: this run has none, so that anybody may call the service');
    return auth;
}
/** A path that fills the tag may have been cut. */
function scoringPathOf({ tags }, known) {
    const recorded = tags?.[service_tags/* TAGS */.gp.scoringPath];
    return recorded !== undefined && recorded.length < service_tags/* MAX_TAG_VALUE */.AZ ? recorded : known.scoringPath;
}
/** Milliseconds: exactly as the server's variable says where it fits the probe, else as the probe says. */
function timeoutOf(scoring) {
    const probed = scoringTimeoutOf(scoring?.readinessProbe);
    const variable = scoring?.environmentVariables?.find(({ name }) => name === 'SCORING_TIMEOUT_MS');
    const exact = Number(variable?.value ?? Number.NaN) - SERVER_TIMEOUT_MARGIN_MS;
    return Math.abs(exact - probed) < 1000 ? exact : probed;
}
/** The body of the PUT: what Azure showed, without what it only answers, and with the secrets. */
function groupOf(live, known, frontEnd, lost) {
    const { location, tags, osType, restartPolicy, sku, priority, zones, subnetIds, dnsConfig } = live;
    const access = previous_accessOf(live, known, lost);
    return {
        ...defined({ location, tags, restartPolicy, sku, priority, subnetIds, dnsConfig }),
        ...(zones && zones.length > 0 && { zones }),
        osType,
        ...access,
        containers: live.containers.map((container) => previous_containerOf(container, known, lost)),
        ...(live.initContainers &&
            live.initContainers.length > 0 && {
            initContainers: live.initContainers.map((container) => previous_containerOf(container, known, lost)),
        }),
        ...(live.ipAddress && { ipAddress: previous_addressOf(live.ipAddress) }),
        ...(live.volumes && { volumes: live.volumes.map((volume) => previous_volumeOf(volume, frontEnd, lost)) }),
    };
}
/** With its secure variables, and without what Azure only answers. */
function previous_containerOf(container, known, lost) {
    const environmentVariables = (container.environmentVariables ?? []).flatMap((variable) => variableOf(container.name, variable, known, lost));
    return { ...container, environmentVariables, instanceView: undefined };
}
/** A variable without a value is a secure one. */
function variableOf(container, { name, value }, { variables }, lost) {
    if (value !== undefined)
        return [{ name, value }];
    const own = variables.find((variable) => variable.name === name);
    if (own)
        return [{ name, secureValue: own.value }];
    lost.push(`the secure variable ${name} of the container ${container}`);
    return [];
}
/** How Azure pulls: as before, or as this run does where the password is not known. */
function previous_accessOf(live, { pull }, lost) {
    const identities = new Set(Object.keys(live.identity?.userAssignedIdentities ?? {}));
    const credentials = (live.imageRegistryCredentials ?? []).flatMap(({ server, username, identity }) => {
        if (username === undefined)
            return [{ server, ...(identity !== undefined && { identity }) }];
        if (pull?.server.toLowerCase() !== server.toLowerCase()) {
            lost.push(`the password of the registry ${server}`);
            return [];
        }
        if (pull.kind === 'password')
            return [{ server, username: pull.username, password: pull.password }];
        identities.add(pull.identity);
        return [{ server, identity: pull.identity }];
    });
    const identity = previous_identityOf(live.identity, identities);
    return {
        ...(identity && { identity }),
        ...(credentials.length > 0 && { imageRegistryCredentials: credentials }),
    };
}
function previous_identityOf(live, identities) {
    const isSystem = live?.type?.includes('SystemAssigned') ?? false;
    if (identities.size === 0)
        return isSystem ? { type: 'SystemAssigned' } : undefined;
    return {
        type: isSystem ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
        userAssignedIdentities: Object.fromEntries([...identities].map((id) => [id, {}])),
    };
}
/** Without the address itself: Azure gives it. */
function previous_addressOf({ type, ports, dnsNameLabel, autoGeneratedDomainNameLabelScope }) {
    return { type, ports, ...defined({ dnsNameLabel, autoGeneratedDomainNameLabelScope }) };
}
function previous_volumeOf(volume, frontEnd, lost) {
    if (volume.name === FRONT_END_VOLUME)
        return frontEnd;
    if (volume.secret)
        lost.push(`the files of the secret volume ${volume.name}`);
    if (volume.azureFile)
        lost.push(`the key of the storage account ${volume.azureFile.storageAccountName}`);
    return volume;
}
/** Without the members that are undefined. */
function defined(members) {
    return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

;// CONCATENATED MODULE: ./build/service/gone.js





/** Milliseconds between two looks at a group that is being deleted, and until it must be gone. */
const GONE = { wait: 1_000, atMost: 120_000 };
/**
 * Deletes a group and resolves when Azure no longer knows it. A group that is absent is gone.
 * @throws ActionError when Azure refuses it, or still shows the group after two minutes.
 */
async function deleteGroup(request) {
    const { groups, groupName, clock } = request;
    try {
        await retry_withRetry({ call: 'delete' }, () => groups.delete(groupName), request);
    }
    catch (caught) {
        throw caught instanceof azure_error/* AzureError */.M ? (0,explain/* explain */.W)(caught) : caught;
    }
    const giveUp = clock.now() + GONE.atMost;
    while ((await groups.get(groupName)) !== undefined) {
        if (clock.now() >= giveUp) {
            throw (0,build_findings/* failure */.V2)(`Azure took the deletion of the container group ${groupName}, but still shows it after ${(0,elapsed/* formatElapsed */.C)(GONE.atMost)}.`, { remedy: 'Look at the group in the portal; run the workflow again when it is gone.' });
        }
        await clock.sleep(GONE.wait);
    }
}

;// CONCATENATED MODULE: ./build/service/arm-watch.js






/** How long Azure may fail to answer, or not know the group, before a wait is given up. Milliseconds. */
const arm_watch_PATIENCE_MS = 60_000;
/** Asks Azure how a deployment goes, and bears with answers that fail to come. */
class ArmWatch {
    #watched;
    #restarts;
    #operation;
    #isLost = false;
    #group;
    #lastGood;
    constructor(watched) {
        this.#watched = watched;
        this.#restarts = new RestartCounter(watched.before);
        this.#lastGood = watched.clock.now();
    }
    /**
     * Asks once for the operation and the group, together.
     * @throws ActionError when Azure refuses, or has not answered for a minute, or the group is gone.
     */
    async look() {
        await Promise.all([this.#lookAtOperation(), this.#lookAtGroup()]);
        const { operation, before } = this.#watched;
        const since = operation?.startedAt;
        return {
            group: this.#group,
            operation: this.#operation,
            events: eventsSince({ group: this.#group, operation: this.#operation?.events ?? [], since, before }),
            restarts: this.#restarts.see(this.#group),
            since,
        };
    }
    async #lookAtOperation() {
        const { operation, log } = this.#watched;
        const isOver = /^(succeeded|failed|canceled)$/i.test(this.#operation?.status ?? '');
        if (!operation || isOver || this.#isLost)
            return;
        try {
            this.#operation = await operation.poll();
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M))
                throw caught;
            log.debug(`Azure does not tell about the deployment: ${caught.message}`);
            // A refused operation is lost for good: the group itself still tells how it goes.
            this.#isLost = !mayPass(caught);
            if (this.#isLost)
                this.#operation = undefined;
        }
    }
    async #lookAtGroup() {
        const { groups, groupName, before, clock, log } = this.#watched;
        try {
            const group = await groups.get(groupName);
            if (group) {
                this.#group = withoutOldStates(group, before);
                this.#lastGood = clock.now();
                return;
            }
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M))
                throw caught;
            if (!mayPass(caught) || this.#isOverdue())
                throw (0,explain/* explain */.W)(caught);
            log.debug(`Azure does not tell about the container group: ${caught.message}`);
            return;
        }
        if (this.#isOverdue()) {
            throw (0,build_findings/* failure */.V2)(`The container group ${groupName} is gone: somebody deleted it while this run waited for it.`, {
                remedy: 'Run the workflow again, and let no two runs work on one service: set `concurrency` in the workflow.',
            });
        }
    }
    #isOverdue() {
        return this.#watched.clock.now() - this.#lastGood > arm_watch_PATIENCE_MS;
    }
}
/** True for what may be over in a moment. A group in transition is only a reason to look again. */
function mayPass({ facts, code }) {
    return code === 'ContainerGroupTransitioning' || classify(facts, { call: 'group' }).retries > 0;
}

;// CONCATENATED MODULE: ./build/service/container-logs.js
/** Enough for a traceback and the tree of the model folder, which the scoring server prints after it. */
const TAIL = 500;
/**
 * Keeps the last log of each container that was not empty: a restart empties the log, and takes the reason of the
 * crash with it. Reading never holds anybody up and never fails.
 */
class ContainerLogs {
    #groups;
    #name;
    #kept = new Map();
    #reading = new Map();
    constructor(groups, name) {
        this.#groups = groups;
        this.#name = name;
    }
    /** The last log of each container that was not empty, by the container's name. */
    get kept() {
        return this.#kept;
    }
    /** Starts to read the logs of all containers that have started at least once. Resolves when they are read. */
    async read(group) {
        const started = (group?.containers ?? []).filter(({ instanceView }) => hasStarted(instanceView));
        await Promise.all(started.map(({ name }) => this.#readOne(name)));
    }
    #readOne(container) {
        // A slow answer is waited for; it does not pile up.
        const reading = this.#reading.get(container) ?? this.#fetch(container);
        this.#reading.set(container, reading);
        return reading;
    }
    async #fetch(container) {
        const text = await this.#groups.logs(this.#name, container, TAIL).catch(() => undefined);
        if (text?.trim())
            this.#kept.set(container, text);
        this.#reading.delete(container);
    }
}
function hasStarted(view) {
    return (view?.previousState !== undefined || ['Running', 'Terminated'].includes(view?.currentState?.state ?? ''));
}

;// CONCATENATED MODULE: ./build/service/state.js

/** No room for the group: capacity of the region, or the subscription's quota. Source: ACI's own messages. */
const NO_ROOM = /InsufficientCapacity|requested resource is not available|quota '.*' exceeded/i;
/**
 * The state as v1 named it.
 * Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-and-where (service states)
 *
 * @param answers The endpoint answers with this revision.
 * @param wreck Why the deployment is lost, if it is.
 */
function serviceState(view, answers, wreck) {
    if (wreck)
        return hasNoRoom(view) ? 'Unschedulable' : 'Failed';
    if (view.group?.provisioningState === 'Failed')
        return 'Failed';
    if (isRunning(view))
        return answers ? 'Healthy' : 'Unhealthy';
    // Azure was done once, and then a container stopped.
    return view.group?.provisioningState === 'Succeeded' && view.operation?.status === 'Succeeded'
        ? 'Unhealthy'
        : 'Transitioning';
}
/** True when Azure had no room for the group. */
function hasNoRoom({ events, operation }) {
    const texts = [operation?.error?.message ?? '', ...events.map(({ name, message }) => `${name} ${message}`)];
    return texts.some((text) => NO_ROOM.test(text));
}

;// CONCATENATED MODULE: ./build/service/superseded.js


/** Somebody else has deployed the group while this run worked on it. What they deployed is not ours to undo. */
class Superseded extends build_findings/* ActionError */.lZ {
    constructor(...given) {
        super(...given);
        this.name = 'Superseded';
    }
}
/**
 * The error of a run whose group shows a revision that is neither the run's nor the one before it; undefined while
 * the group is the run's. A group without a revision tag proves nothing: somebody may only have changed its tags.
 *
 * @param before The group as it was before this run's write.
 */
function supersededBy(group, plan, before) {
    const found = group?.tags?.[service_tags/* TAGS */.gp.revision];
    if (found === undefined || found === plan.revision || found === before?.tags?.[service_tags/* TAGS */.gp.revision])
        return undefined;
    const run = group?.tags?.[service_tags/* TAGS */.gp.runUrl];
    return new Superseded([
        (0,build_findings/* error */.z3)(`The container group ${plan.groupName} was deployed by ${run ? `another run (${run})` : 'somebody else'} while this run worked on it: it has the revision ${found}, and this run's is ${plan.revision}.`, {
            remedy: 'What that run deployed is left as it is. Let no two runs work on one service: set `concurrency` in the workflow.',
        }),
    ]);
}

;// CONCATENATED MODULE: ./build/service/wait.js












/** Milliseconds between two looks at Azure; half of it when only Azure's word is missing. */
const wait_LOOK_MS = 1_000;
/** Milliseconds that a healthy service's name is given to resolve. */
const NAME_MS = 60_000;
/** Milliseconds that the last reading of the logs may take. */
const LAST_LOGS_MS = 5_000;
/**
 * Waits until the service is healthy: Azure is done, every container runs, and the health path answers 200 with the
 * revision of this plan. Azure's word alone is never enough.
 * @throws DeploymentFailure as soon as the service cannot become healthy any more, or at the time-out.
 * @throws Superseded as soon as the group is somebody else's deployment.
 */
async function waitForHealthy(request) {
    const wait = new Wait(request);
    const stop = new AbortController();
    const asking = wait.health.run(stop.signal);
    try {
        const healthy = await wait.untilHealthy();
        await wait.untilNamed(healthy.endpoint);
        return healthy;
    }
    finally {
        stop.abort();
        await asking;
    }
}
class Wait {
    health;
    #request;
    #arm;
    #logs;
    #progress;
    #deadline;
    #wake = new AbortController();
    constructor(request) {
        const { plan, groups, operation, before, http, clock, log } = request;
        this.#request = request;
        this.#arm = new ArmWatch({ groups, groupName: plan.groupName, operation, before, clock, log });
        this.#logs = new ContainerLogs(groups, plan.groupName);
        this.#progress = new Progress(log, clock);
        this.#deadline = clock.now() + request.timeoutMs;
        const question = { http, clock, healthPath: plan.healthPath, revision: plan.revision };
        // The answer everybody waits for: Azure is asked at once.
        this.health = new HealthWatch(question, () => this.#wake.abort());
    }
    async untilHealthy() {
        const { clock, plan } = this.#request;
        for (;;) {
            const next = clock.now() + wait_LOOK_MS;
            this.#wake = new AbortController();
            const view = await this.#arm.look();
            this.health.aim(endpoint_addressOf(view.group));
            void this.#logs.read(view.group);
            this.#progress.tell(view, this.health.outcome);
            const endpoint = endpointOf(view.group, plan.scoringPath);
            if (view.group && endpoint && isRunning(view) && this.health.isHealthy) {
                return { state: 'Healthy', endpoint, group: view.group };
            }
            const superseded = supersededBy(view.group, plan, this.#request.before);
            if (superseded)
                throw superseded;
            const wreck = wreckOf(view);
            if (wreck)
                throw await this.#wrecked(view, wreck);
            if (clock.now() >= this.#deadline)
                throw await this.#timedOut(view);
            await this.#pause(next);
        }
    }
    /** Waits for the name of a healthy service to lead to it. What it leads to by then is no failure. */
    async untilNamed({ fqdn }) {
        const { log } = this.#request;
        if (fqdn === undefined || this.health.nameWorks)
            return;
        log.info(`The service is healthy by its address; waiting for the name ${fqdn} to resolve.`);
        if (await this.#nameWorksWithin(NAME_MS))
            return;
        log.report((0,build_findings/* warning */.$e)(`The service is healthy, but after ${(0,elapsed/* formatElapsed */.C)(NAME_MS)} its name ${fqdn} does not resolve on this runner.`, {
            remedy: 'DNS may need a few more minutes. Until then the service answers under its IP address.',
        }));
    }
    async #nameWorksWithin(ms) {
        const { clock } = this.#request;
        const until = clock.now() + ms;
        while (clock.now() < until) {
            if (this.health.nameWorks)
                return true;
            await clock.sleep(wait_LOOK_MS / 4);
        }
        return this.health.nameWorks;
    }
    async #pause(next) {
        const { clock } = this.#request;
        const soon = this.health.isHealthy ? next - wait_LOOK_MS / 2 : next;
        const rest = Math.min(soon, this.#deadline) - clock.now();
        if (rest > 0)
            await clock.sleep(rest, this.#wake.signal);
    }
    async #wrecked(view, wreck) {
        const remedy = 'Read the events and log lines below, correct the cause, and run the workflow again.';
        // A failed operation says little: the group is read once more, because it may tell what was wrong.
        const last = wreck.kind === 'operation' ? await this.#arm.look() : view;
        const told = wreckOf(last) ?? wreck;
        return this.#failure(last, told.what, remedy, told);
    }
    #timedOut(view) {
        const what = `it did not become so within ${(0,elapsed/* formatElapsed */.C)(this.#request.timeoutMs)} (wait-timeout)`;
        const remedy = 'See what it is busy with in the log lines below. If init() only needs longer, raise wait-timeout; otherwise check that the server listens on `port` and answers on `health-path`.';
        return this.#failure(view, what, remedy);
    }
    async #failure(view, what, remedy, wreck) {
        const { plan, groups, clock, repository } = this.#request;
        const read = new AbortController();
        await Promise.race([this.#logs.read(view.group), clock.sleep(LAST_LOGS_MS, read.signal)]);
        read.abort();
        return deploymentFailure({
            service: plan.name,
            what,
            said: wreck?.said,
            remedy,
            repository,
            view,
            logs: inOrder(view.group, this.#logs.kept),
            outcome: this.health.outcome,
            state: serviceState(view, this.health.isHealthy, wreck),
            endpoint: endpointOf(view.group, plan.scoringPath),
            portalUrl: groups.portalUrl(plan.groupName),
        });
    }
}
/** The logs in the order of the containers: the scoring container's first. */
function inOrder(group, logs) {
    const entries = (group?.containers ?? []).map(({ name }) => [name, logs.get(name)]);
    return new Map(entries.filter((entry) => entry[1] !== undefined));
}

;// CONCATENATED MODULE: ./build/phases/bring-up.js




/**
 * Deploys a group and waits until it is healthy with its own revision.
 * @throws ActionError when Azure refuses it; DeploymentFailure when it does not become healthy; Superseded.
 */
async function bringUp(job, up) {
    const { inputs, configuration, target, tools, phase } = job;
    const { plan, before, replaces, steps } = up;
    const { clock, log } = tools;
    const operation = await phase(steps.deploy, () => write(job, up));
    const http = await tools.http();
    return phase(steps.wait, () => waitForHealthy({
        plan,
        groups: target.groups,
        operation,
        before: replaces ? undefined : before,
        http,
        clock,
        log,
        timeoutMs: inputs.waitTimeoutMs,
        repository: configuration.repository,
    }));
}
async function write({ target, tools }, up) {
    const { plan, replaces = false, afterDelete = replaces, onTouched } = up;
    const { groups } = target;
    const { clock, log } = tools;
    try {
        if (replaces)
            await deleteGroup({ groups, groupName: plan.groupName, clock, log });
    }
    catch (caught) {
        if (!wasRefused(caught))
            onTouched?.();
        throw caught;
    }
    if (replaces)
        onTouched?.();
    try {
        const operation = await deploy({ groups, plan, afterDelete, clock, log });
        onTouched?.(operation);
        return operation;
    }
    catch (caught) {
        if (!wasRefused(caught))
            onTouched?.();
        throw caught;
    }
}
/** True when Azure said no. No answer, or a fault of the server, leaves open what it has done. */
function wasRefused(caught) {
    const cause = caught instanceof Error ? caught.cause : undefined;
    return cause instanceof azure_error/* AzureError */.M && cause.status >= 400 && cause.status < 500 && cause.status !== 408;
}

;// CONCATENATED MODULE: ./build/phases/turn.js



/** Milliseconds between two looks at another run's candidate. */
const TURN_MS = 10_000;
/** Value of the tag `serving` on a candidate that had to take over. */
const SERVING = 'true';
/**
 * Waits while another run works on its candidate of the same service: at most for `wait-timeout`, because an older
 * candidate was left behind by a run that ended early.
 * @throws ActionError when the name belongs to a group that is no candidate of this service.
 */
async function awaitTurn(plan, job) {
    const { clock, log } = job.tools;
    const giveUp = clock.now() + job.inputs.waitTimeoutMs;
    const first = await look(plan, job);
    if (!isBusy(first, plan, job, giveUp))
        return turnOf(first);
    log.info(`Another run (${first.tags?.[service_tags/* TAGS */.gp.candidateRun] ?? ''}) has a candidate of this service; waiting up to ${(0,elapsed/* formatElapsed */.C)(job.inputs.waitTimeoutMs)} for it to end.`);
    return job.phase('Wait for another run', async () => {
        for (;;) {
            await clock.sleep(TURN_MS);
            const found = await look(plan, job);
            if (!isBusy(found, plan, job, giveUp))
                return turnOf(found);
        }
    });
}
/** True for a candidate that this run has made. */
function turn_isOwn(found, plan) {
    return found.tags?.[service_tags/* TAGS */.gp.candidateRun] === plan.group.tags?.[service_tags/* TAGS */.gp.candidateRun];
}
function turnOf(found) {
    if (!found)
        return { kind: 'free' };
    return isServing(found) ? { kind: 'serving', group: found } : { kind: 'left-behind' };
}
async function look(plan, { target }) {
    const found = await target.groups.get(plan.groupName);
    const isCandidate = found?.tags?.[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf &&
        found.tags[service_tags/* TAGS */.gp.candidateOf] === plan.group.tags?.[service_tags/* TAGS */.gp.candidateOf];
    if (!found || isCandidate)
        return found;
    throw (0,build_findings/* failure */.V2)(`The name of the candidate, ${plan.groupName}, belongs to a container group that is no candidate of this service; it is left as it is.`, { input: 'container-group-name', remedy: 'Choose another name with container-group-name.' });
}
function isServing({ tags }) {
    return tags?.[service_tags/* TAGS */.gp.serving] === SERVING;
}
function isBusy(found, plan, { inputs, tools }, giveUp) {
    if (!found || isServing(found) || turn_isOwn(found, plan))
        return false;
    const now = tools.clock.now();
    return now < giveUp && now - (bornAt(found) ?? now) < inputs.waitTimeoutMs;
}
/** When the oldest event or start of a group was, in milliseconds; undefined when there is none yet. */
function bornAt({ containers }) {
    const times = containers
        .flatMap(({ instanceView }) => [
        instanceView?.currentState?.startTime?.getTime(),
        ...(instanceView?.events ?? []).map(({ firstTimestamp }) => firstTimestamp?.getTime()),
    ])
        .filter((time) => time !== undefined);
    return times.length === 0 ? undefined : Math.min(...times);
}

;// CONCATENATED MODULE: ./build/phases/candidate.js









const STEPS = { deploy: 'Deploy candidate', wait: 'Wait for candidate' };
/** The candidate of a service through a run: at most one group, which is gone when the run ends unless it serves. */
class Candidate {
    #plan;
    #job;
    #isMade = false;
    #serves = false;
    #standby;
    /** @param plan From planCandidate(). */
    constructor(plan, job) {
        this.#plan = plan;
        this.#job = job;
    }
    /** True when the candidate is what users are sent to: since this run, or since an earlier one whose rollback failed. */
    get serves() {
        return this.#serves;
    }
    /** True when it was verified and could serve. */
    get isVerified() {
        return this.#standby !== undefined;
    }
    /**
     * Sees that there is no candidate of another run: one that may still be worked on is waited for, one that was left
     * behind is removed. One that serves is kept until the live group is verified.
     * @throws ActionError when the name belongs to a group that is no candidate of this service.
     */
    async takeTurn() {
        const turn = await awaitTurn(this.#plan, this.#job);
        if (turn.kind === 'serving')
            this.#adopt(turn.group);
        if (turn.kind === 'left-behind')
            await this.#delete();
    }
    /** Creates the candidate, waits for it and smoke-tests it. @throws ActionError when it is not fit to serve. */
    async prove() {
        const job = this.#job;
        const plan = this.#plan;
        job.tools.log.info(`Verifying a candidate first: ${plan.groupName} (${job.target.groups.portalUrl(plan.groupName)})`);
        // The label may still be held by a candidate of an earlier run.
        const { endpoint } = await bringUp(job, {
            plan,
            before: undefined,
            afterDelete: true,
            steps: STEPS,
            onTouched: () => (this.#isMade = true),
        });
        await job.phase('Smoke-test candidate', () => smokeTest(job, { plan, endpoint }));
        // What the live group will answer is what counts.
        delete job.facts.smoke;
        const { tags = {} } = plan.group;
        this.#standby = { revision: plan.revision, endpoint, image: tags[service_tags/* TAGS */.gp.image], tags };
        job.tools.log.info(`The candidate is verified: ${endpoint.scoringUri}`);
    }
    /**
     * Makes the verified candidate the one that serves: it is tagged so that no clean-up takes it, and outputs point to
     * it. Resolves to a sentence about it.
     */
    async takeOver() {
        const { groupName } = this.#plan;
        const { target, tools } = this.#job;
        if (!this.#standby)
            throw new Error('A candidate that was not verified cannot serve.');
        const { revision, endpoint, image, tags } = this.#standby;
        this.#serves = true;
        try {
            await target.groups.tag(groupName, { ...tags, [service_tags/* TAGS */.gp.serving]: SERVING });
        }
        catch (caught) {
            tools.log.report((0,build_findings/* warning */.$e)(`The candidate ${groupName} serves, but could not be tagged: ${candidate_messageOf(caught)}`, {
                remedy: `Set its tag ${service_tags/* TAGS */.gp.serving} to ${SERVING} in the portal, or the next run will remove it.`,
            }));
        }
        pointTo(this.#job, { groupName, revision, state: 'Healthy', endpoint, image });
        return `The verified candidate ${groupName} stays and serves at ${endpoint.scoringUri}; the outputs point to it.`;
    }
    /**
     * Removes what this run made, and after a success also a candidate that has served since an earlier run. Never
     * throws: what cannot be removed is told, and hides no other error.
     *
     * @param isLiveGood The live group was verified.
     */
    async cleanUp(isLiveGood) {
        if (this.#serves ? !isLiveGood : !this.#isMade)
            return;
        const { groupName } = this.#plan;
        const { target, tools, phase } = this.#job;
        try {
            await phase('Remove candidate', async () => {
                const found = await target.groups.get(groupName);
                if (!found || (this.#isMade && !turn_isOwn(found, this.#plan)))
                    return;
                await this.#delete();
            });
        }
        catch (caught) {
            tools.log.report((0,build_findings/* warning */.$e)(`The candidate ${groupName} could not be removed: ${candidate_messageOf(caught)}`, {
                remedy: `It costs money until it is gone: az container delete --name ${groupName} --resource-group ${target.resourceGroup.name}`,
            }));
        }
    }
    #delete() {
        const { target, tools } = this.#job;
        const { groupName } = this.#plan;
        return deleteGroup({ groups: target.groups, groupName, clock: tools.clock, log: tools.log });
    }
    #adopt(found) {
        const { groupName, scoringPath } = this.#plan;
        const { tags = {} } = found;
        const endpoint = endpointOf(found, tags[service_tags/* TAGS */.gp.scoringPath] ?? scoringPath);
        this.#serves = true;
        if (endpoint)
            this.#standby = { revision: tags[service_tags/* TAGS */.gp.revision] ?? '', endpoint, image: tags[service_tags/* TAGS */.gp.image], tags };
        this.#job.tools.log.info(`The candidate ${groupName} has served since a rollback failed; it goes when the live group is verified.`);
    }
}
function candidate_messageOf(caught) {
    return (0,told/* findingsOf */.W)(caught)[0]?.message ?? '';
}

;// CONCATENATED MODULE: ./build/phases/rollback.js







const rollback_STEPS = { deploy: 'Roll back', wait: 'Wait for rollback' };
/** Puts the service back where that is wanted, and resolves to the error that ends the run. Never throws. */
async function recover(caught, failed, job) {
    const { plan, live, previous } = failed.change;
    // What another run has deployed is not ours to undo.
    if (caught instanceof Superseded)
        return caught;
    if (!live || !previous)
        return caught;
    if (!failed.isTouched)
        return untouched(caught, live, previous, job);
    try {
        const now = await job.target.groups.get(plan.groupName);
        const superseded = supersededBy(now, plan, live);
        if (superseded)
            return superseded;
        if (isAsBefore(now, failed.change))
            return await untouched(caught, live, previous, job);
        if (job.inputs.onFailure === 'keep') {
            return (0,told/* withAftermath */.X)(caught, 'The failed update stays as it is, because on-failure is keep.');
        }
        return await rollBack(caught, { ...failed, previous, now }, job);
    }
    catch (second) {
        return stranded(caught, second, failed, job);
    }
}
/** True when Azure shows the state before this run: a write that was not answered has not been made. */
function isAsBefore(now, { plan, live }) {
    const [found, before] = [now?.tags?.[service_tags/* TAGS */.gp.revision], live?.tags?.[service_tags/* TAGS */.gp.revision]];
    return found !== undefined && found === before && found !== plan.revision;
}
async function untouched(caught, live, previous, job) {
    job.facts.result = 'unchanged';
    const how = await lookAtUntouched(job, live, previous.plan);
    return (0,told/* withAftermath */.X)(caught, `The live service was not touched. ${how}`);
}
async function rollBack(caught, { previous, now }, job) {
    const { plan, lost } = previous;
    const { groupName, revision, group } = plan;
    job.tools.log.info(`The update failed: ${(0,told/* findingsOf */.W)(caught)[0]?.message ?? ''}`);
    job.tools.log.info(`Rolling back to revision ${revision}.`);
    const { endpoint } = await bringUp(job, {
        plan,
        before: now,
        replaces: now !== undefined && compareGroups(now, group).some(({ replaces }) => replaces),
        afterDelete: true,
        steps: rollback_STEPS,
    });
    job.facts.result = 'rolled-back';
    pointTo(job, { groupName, revision, state: 'Healthy', endpoint, image: group.tags?.[service_tags/* TAGS */.gp.image] });
    return (0,told/* withAftermath */.X)(caught, `The service was rolled back and serves again as revision ${revision} at ${endpoint.scoringUri}.${lostSentence(lost)}`);
}
/** The last case: neither the new state nor the old one serves in the live group. */
async function stranded(caught, second, failed, job) {
    const { candidate, change } = failed;
    if (second instanceof Superseded)
        return second;
    const more = rollbackFindings(second, change.previous?.lost ?? []);
    if (candidate.isVerified) {
        const how = await candidate.takeOver();
        delete job.facts.result;
        return (0,told/* withAftermath */.X)(caught, `The rollback failed as well. ${how}`, more);
    }
    job.facts.state = 'Failed';
    return (0,told/* withAftermath */.X)(caught, `The rollback failed as well: nothing serves at ${change.plan.groupName} now.`, more);
}
function rollbackFindings(second, lost) {
    const [first = (0,build_findings/* error */.z3)('it failed'), ...others] = (0,told/* findingsOf */.W)(second);
    return [{ ...first, message: `The rollback failed: ${first.message}${lostSentence(lost)}` }, ...others];
}
function lostSentence(lost) {
    return lost.length === 0
        ? ''
        : ` Azure does not show these and this run does not know them, so they could not be restored: ${lost.join('; ')}.`;
}

;// CONCATENATED MODULE: ./build/phases/live.js









const live_STEPS = { deploy: 'Deploy', wait: 'Wait for Healthy' };
/**
 * Writes the live group, waits until it is healthy with its new revision, and smoke-tests it.
 * @throws ActionError; an update that failed has been rolled back where that is wanted and possible.
 */
async function changeLive(change, candidate, job) {
    const now = await readAgain(change, job);
    let isTouched = false;
    try {
        await live_write(change, now, job, () => (isTouched = true));
        await confirmOurs(change, job);
    }
    catch (caught) {
        if (caught instanceof deployment_failure_DeploymentFailure)
            showFailure(caught, job);
        throw await recover(caught, { change, isTouched, candidate }, job);
    }
}
async function live_write({ plan, live, decision }, before, job, onTouched) {
    const { facts, tools, target } = job;
    const { group, groupName, revision } = plan;
    facts.revision = revision;
    facts.portalUrl = target.groups.portalUrl(groupName);
    tools.log.info(`${live_doing(before, decision.kind)} the container group ${groupName} in ${group.location ?? ''}: ${facts.portalUrl}`);
    const { endpoint } = await bringUp(job, {
        plan,
        before,
        replaces: before !== undefined && decision.kind === 'replace',
        steps: live_STEPS,
        onTouched: (operation) => {
            onTouched();
            if (!operation)
                return;
            pointTo(job, { groupName, revision, state: 'Transitioning' });
            facts.result = live ? 'updated' : 'created';
        },
    });
    pointTo(job, { groupName, revision, state: 'Healthy', endpoint });
    tools.log.info(`Healthy: ${endpoint.scoringUri}`);
    await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
}
function live_doing(before, kind) {
    if (!before)
        return 'Creating';
    return kind === 'replace' ? 'Replacing' : 'Updating';
}
/**
 * The group right before it is written: minutes may have gone by since it was read.
 * @throws Superseded when another run has deployed it meanwhile.
 */
async function readAgain({ plan, live }, { target, tools }) {
    const { groupName } = plan;
    const { clock, log } = tools;
    const now = await readSettled({ groups: target.groups, groupName, clock, log });
    const superseded = supersededBy(now, plan, live);
    if (superseded)
        throw superseded;
    const foreign = now ? checkOwnership(now, plan) : [];
    if (foreign.length > 0)
        throw new build_findings/* ActionError */.lZ(foreign);
    return now;
}
/** The last look: what was verified is what is there. No answer proves nothing. @throws Superseded */
async function confirmOurs({ plan }, { target, tools }) {
    const now = await target.groups.get(plan.groupName).catch(() => undefined);
    if (!now)
        tools.log.debug(`The container group ${plan.groupName} could not be read again.`);
    const superseded = supersededBy(now, plan);
    if (superseded)
        throw superseded;
}
/** What is known of a service that did not become healthy. */
function showFailure({ service }, { facts }) {
    facts.state = service.state;
    if (service.endpoint)
        facts.endpoint = service.endpoint;
}

;// CONCATENATED MODULE: ./build/phases/update.js







/**
 * Creates the service or updates it, and resolves when it is verified. A living service is not touched before a
 * candidate has proved that the new state works, unless the strategy is in-place.
 * @throws ActionError; then the service is as it was before where that is possible, and the error says what is.
 */
async function update(planned, image, job) {
    const { live, decision } = planned;
    const request = { ...planned.request, image };
    const change = {
        plan: planService(request),
        decision,
        ...(live && { live, previous: planPrevious(live, request) }),
    };
    const run = request.provenance.runUrl ?? job.tools.newSalt();
    const candidate = new Candidate(planCandidate(request, run), job);
    let isVerified = false;
    try {
        await candidate.takeTurn();
        if (!candidate.serves && 'candidate' in decision && decision.candidate)
            await prove(candidate, change, job);
        await changeLive(change, candidate, job);
        isVerified = true;
    }
    finally {
        await candidate.cleanUp(isVerified);
    }
}
/** A candidate that fails ends the run before the live group is touched. */
async function prove(candidate, { live, previous }, job) {
    try {
        await candidate.prove();
    }
    catch (caught) {
        if (!live || !previous)
            throw caught;
        job.facts.result = 'unchanged';
        const how = await lookAtUntouched(job, live, previous.plan);
        throw (0,told/* withAftermath */.X)(caught, `This was the candidate; the live service was not touched. ${how}`);
    }
}

;// CONCATENATED MODULE: ./build/deploy.js









/** From the configuration to a verified service: one line a phase. Nothing is written before the image is built. */
async function deploy_deploy(inputs, configuration, tools, facts, phase) {
    const target = await phase('Sign in', () => connect(inputs, configuration, tools));
    if (!target)
        return planOffline(inputs, configuration, tools, facts);
    const resolved = await phase('Resolve models', () => resolve(inputs, configuration, target, tools, facts));
    const planned = await phase('Plan and check', () => plan(inputs, configuration, target, resolved, tools, facts));
    tools.planStands();
    await tellDecision(planned, tools, facts);
    if (inputs.dryRun)
        return showPlan(planned, tools, facts);
    const job = { inputs, configuration, target, tools, facts, phase };
    if (planned.decision.kind === 'unchanged')
        return confirmUnchanged(planned, job);
    const image = await phase('Build image', () => image_buildImage(planned.image, tools, facts));
    await update(planned, image, job);
}


/***/ })

};
