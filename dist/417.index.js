export const id = 417;
export const ids = [417];
export const modules = {

/***/ 26605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  T: () => (/* binding */ armError),
  P: () => (/* binding */ createArm)
});

// EXTERNAL MODULE: ./build/log.js
var build_log = __webpack_require__(36650);
// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/clouds.js
var clouds = __webpack_require__(93796);
// EXTERNAL MODULE: ./build/azure/request-timeout.js
var request_timeout = __webpack_require__(17983);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/azure/retry/retry-after.js
var retry_after = __webpack_require__(58796);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
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
/** A client for Azure Resource Manager that keeps to its throttling: a 429 holds back every request, and none is lost. */
async function createArm(credential, cloud, clock, log = build_log/* silentLog */.a) {
    const rest = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563)]).then(__webpack_require__.bind(__webpack_require__, 18563));
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
        timeout: request_timeout/* REQUEST_TIMEOUT_MS */.j2,
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
    return (request) => throttle.run(() => (0,retry/* withRetry */.bD)({ call: 'arm' }, sending(request, sendChecked), { clock, log, pause }));
}
/** One try after the other. From the first one on whose end is not known, its effect is looked for before the next. */
function sending(request, send) {
    const { lookFor } = request;
    if (!lookFor)
        return () => send(request);
    let isOpen = false;
    return async () => {
        const found = isOpen ? await lookFor() : undefined;
        if (found)
            return found;
        try {
            return await send(request);
        }
        catch (caught) {
            isOpen ||= (0,azure_error/* leavesOpen */.LN)(caught);
            throw caught;
        }
    };
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
    const wait = (0,retry_after/* retryAfterMs */.V)(response.headers.get('retry-after'));
    return new azure_error/* AzureError */.M6({
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
    if (!(caught instanceof Error) || !(isRestError(caught) || (0,request_timeout/* isTimeout */.kL)(caught)))
        return caught;
    const message = (0,request_timeout/* isTimeout */.kL)(caught) ? request_timeout/* TIMED_OUT */.VP : caught.message;
    return new azure_error/* AzureError */.M6({ doing: request.doing, status: 0, code: '', message, portalUrl: pageOf(cloud, request) }, { cause: caught });
}
function pageOf(cloud, { path }) {
    return (0,clouds/* portalUrl */.gn)(cloud, new URL(path, cloud.resourceManager).pathname);
}


/***/ }),

/***/ 64517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  O: () => (/* binding */ createContainerGroups)
});

// EXTERNAL MODULE: ./build/azure/clouds.js
var clouds = __webpack_require__(93796);
// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/arm.js + 1 modules
var arm = __webpack_require__(26605);
;// CONCATENATED MODULE: ./build/azure/container-instance/operation.js

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
    const correlationId = taken?.headers.get('x-ms-correlation-request-id');
    const ask = (path) => follow.arm({ path, doing: follow.doing });
    return {
        ...(Number.isFinite(date) && { startedAt: date }),
        ...(correlationId !== undefined && { correlationId }),
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
    const operation = asRecord(body);
    const events = asRecord(operation['properties'])['events'];
    const error = operation['error'] === undefined ? undefined : (0,arm/* armError */.T)(body);
    return {
        status: operation_text(operation['status']),
        events: Array.isArray(events) ? events.map(readEvent) : [],
        ...(error && { error }),
    };
}
function readEvent(value) {
    const event = asRecord(value);
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
function asRecord(value) {
    return typeof value === 'object' && value !== null ? value : {};
}
function operation_text(value) {
    return typeof value === 'string' ? value : '';
}

// EXTERNAL MODULE: ./build/azure/request-timeout.js
var request_timeout = __webpack_require__(17983);
// EXTERNAL MODULE: ./build/azure/retry/retry-after.js
var retry_after = __webpack_require__(58796);
;// CONCATENATED MODULE: ./build/azure/container-instance/rest-error.js




/** Runs a call of an Azure SDK. @throws AzureError for a refused or unanswered request; anything else as it was. */
async function translateErrors(context, call) {
    try {
        return await call();
    }
    catch (caught) {
        if ((0,request_timeout/* isTimeout */.kL)(caught))
            throw timedOut(context, caught);
        const { isRestError } = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563)]).then(__webpack_require__.bind(__webpack_require__, 18563));
        if (!isRestError(caught))
            throw caught;
        throw toAzureError(context, caught);
    }
}
function timedOut({ doing, portalUrl }, cause) {
    const facts = {
        doing,
        status: 0,
        code: '',
        message: request_timeout/* TIMED_OUT */.VP,
        ...(portalUrl !== undefined && { portalUrl }),
    };
    return new azure_error/* AzureError */.M6(facts, { cause });
}
function toAzureError({ doing, portalUrl }, caught) {
    const { response } = caught;
    const told = (0,arm/* armError */.T)(parse(response?.bodyAsText));
    const correlationId = response?.headers.get('x-ms-correlation-request-id');
    const wait = (0,retry_after/* retryAfterMs */.V)(response?.headers.get('retry-after'));
    return new azure_error/* AzureError */.M6({
        doing,
        status: response?.status ?? 0,
        code: told.code,
        message: told.message || caught.message.slice(0, 300),
        ...(correlationId !== undefined && { correlationId }),
        ...(wait !== undefined && { retryAfterMs: wait }),
        ...(portalUrl !== undefined && { portalUrl }),
    }, { cause: caught });
}
function parse(text) {
    try {
        return JSON.parse(text ?? '');
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
;// CONCATENATED MODULE: ./build/azure/container-instance/container-groups.js






/** The SDK's requests have no end of their own: a connection that nobody answers would hold up the run for good. */
const requestTimeout = {
    name: 'requestTimeout',
    sendRequest: (request, next) => {
        request.timeout = request_timeout/* REQUEST_TIMEOUT_MS */.j2;
        return next(request);
    },
};
/**
 * Speaks to Microsoft.ContainerInstance (API 2023-05-01) through the stable SDK.
 *
 * @param tools Time and log for what is tried again.
 * @param transport Sends the requests; the SDK's own by default.
 */
async function createContainerGroups(connection, resourceGroup, tools, transport) {
    const { ContainerInstanceManagementClient: Client } = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(860), __webpack_require__.e(312)]).then(__webpack_require__.t.bind(__webpack_require__, 80312, 19));
    const client = new Client(connection.credential, connection.subscriptionId, {
        endpoint: connection.cloud.resourceManager,
        userAgentOptions: { userAgentPrefix: 'aci-model-deploy' },
        // The SDK repeats no 429 without Retry-After, counts by status alone and tells nobody: retry.ts does it.
        retryOptions: { maxRetries: 0 },
        additionalPolicies: [{ policy: requestTimeout, position: 'perCall' }],
        ...(transport && { httpClient: transport }),
    });
    return adapt(client, connection, resourceGroup, tools);
}
function adapt(client, connection, resourceGroup, tools) {
    const { containerGroups, containers, location: locations } = client;
    const idOf = (name) => `/subscriptions/${connection.subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.ContainerInstance/containerGroups/${name}`;
    const page = (name) => (0,clouds/* portalUrl */.gn)(connection.cloud, idOf(name));
    const calling = (doing, name, call) => translateErrors({ doing, ...(name !== undefined && { portalUrl: page(name) }) }, call);
    const patiently = (call, doing, name, send) => (0,retry/* withRetry */.bD)({ call }, () => calling(doing, name, send), tools);
    const get = (name) => patiently('group', `read the container group ${name}`, name, () => containerGroups.get(resourceGroup, name)).catch(absentWhen((code) => code !== 'ResourceGroupNotFound', 404));
    return {
        get,
        list: () => patiently('group', `list the container groups of ${resourceGroup}`, undefined, () => collect(containerGroups.listByResourceGroup(resourceGroup))),
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
        if (statuses.some((status) => (0,azure_error/* isStatus */.zM)(caught, status) && agrees(caught.code)))
            return undefined;
        throw caught;
    };
}


/***/ }),

/***/ 17983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VP: () => (/* binding */ TIMED_OUT),
/* harmony export */   j2: () => (/* binding */ REQUEST_TIMEOUT_MS),
/* harmony export */   kL: () => (/* binding */ isTimeout)
/* harmony export */ });
/* harmony import */ var _elapsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48712);

/** Milliseconds before a request to Resource Manager is given up. It answers or fails within 60 s itself. */
const REQUEST_TIMEOUT_MS = 90_000;
/** What a request is said to have got whose time was up. */
const TIMED_OUT = `there was no answer within ${(0,_elapsed_js__WEBPACK_IMPORTED_MODULE_0__/* .formatElapsed */ .C)(REQUEST_TIMEOUT_MS)}`;
/**
 * True for the error of a request whose time was up: the pipeline ends it as if the caller had aborted it, which the
 * Action never does with a request to Resource Manager.
 */
function isTimeout(caught) {
    return caught instanceof Error && caught.name === 'AbortError';
}


/***/ }),

/***/ 95069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  L8: () => (/* binding */ classify),
  Y: () => (/* binding */ ruleOf),
  G8: () => (/* binding */ totalWait),
  bD: () => (/* binding */ withRetry)
});

// UNUSED EXPORTS: ANYTHING_ELSE, RETRY_RULES

// EXTERNAL MODULE: ./build/elapsed.js
var elapsed = __webpack_require__(48712);
// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/retry/codes.js
var retry_codes = __webpack_require__(51427);
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
        id: 'upload-refused',
        calls: ['upload'],
        codes: [retry_codes/* ANY_4XX */.gk],
        why: "the registry's storage refuses the build context",
        remedy: retry_codes/* UPLOAD_REMEDY */.xs,
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
        id: 'upload-address',
        retryClass: 'expired',
        calls: ['upload'],
        codes: ['AuthenticationFailed'],
        waits: [1 * SECOND],
        retries: 1,
        why: "the registry's storage does not accept the address of the upload any more",
        remedy: retry_codes/* UPLOAD_REMEDY */.xs,
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
async function withRetry(place, action, tools) {
    const { clock, log, signal, rules } = tools;
    const pause = tools.pause ?? (({ line, waitMs }) => (log.info(line), clock.sleep(waitMs, signal)));
    const counts = new Map();
    for (let tried = 1;; tried += 1) {
        try {
            return await action();
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M6))
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


/***/ }),

/***/ 58796:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ retryAfterMs)
/* harmony export */ });
/** Milliseconds that a Retry-After header asks to wait; undefined without a usable one. A date is not sent by Azure. */
function retryAfterMs(header) {
    const seconds = Number(header ?? '');
    return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}


/***/ }),

/***/ 68484:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hu: () => (/* binding */ workspaceShape),
/* harmony export */   XK: () => (/* binding */ secretsShape),
/* harmony export */   XO: () => (/* binding */ datastoreShape),
/* harmony export */   _f: () => (/* binding */ readShape),
/* harmony export */   bR: () => (/* binding */ resourceGroupShape),
/* harmony export */   px: () => (/* binding */ modelVersionShape),
/* harmony export */   q8: () => (/* binding */ modelVersionsShape)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38816);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);


/** What the Action reads of ARM's answers. Other properties are let through unseen. */
const resourceGroupShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), location: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const workspaceShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    location: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    properties: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        containerRegistry: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        workspaceId: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
    }),
});
const modelVersionShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    properties: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        modelUri: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        isArchived: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().nullish(),
        properties: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .unknown */ .L5J()).nullish(),
    }),
});
const modelVersionsShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ value: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(modelVersionShape) });
const datastoreShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    properties: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        datastoreType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        accountName: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        /** AzureBlob. */
        containerName: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        /** AzureDataLakeGen2: its container. */
        filesystem: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        /** Storage suffix, such as core.windows.net. */
        endpoint: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
        credentials: zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ credentialsType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }).nullish(),
    }),
});
const secretsShape = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    secretsType: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
    key: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
    sasToken: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().nullish(),
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
    throw (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .failure */ .V2)(`Azure's answer about ${what} is not in the form that the Action knows.`, {
        remedy: 'Run the workflow again; if it stays, open an issue with the lines below.',
        evidence: problems,
    });
}


/***/ }),

/***/ 99375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K4: () => (/* binding */ getWorkspace),
/* harmony export */   RX: () => (/* binding */ workspaceId),
/* harmony export */   W8: () => (/* binding */ ML_API_VERSION),
/* harmony export */   Wf: () => (/* binding */ getResourceGroup)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);
/* harmony import */ var _azure_error_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(65604);
/* harmony import */ var _explain_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(21139);
/* harmony import */ var _shapes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68484);




/** Stable version of Microsoft.MachineLearningServices: https://learn.microsoft.com/azure/templates/microsoft.machinelearningservices */
const ML_API_VERSION = '2024-04-01';
/** Stable version of Microsoft.Resources: https://learn.microsoft.com/azure/templates/microsoft.resources/resourcegroups */
const RESOURCES_API_VERSION = '2021-04-01';
/** ARM id of a workspace, without asking for it. Azure's own may differ from it in case. */
function workspaceId({ subscriptionId, resourceGroup, workspace, }) {
    return `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}
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
    const { id, location, properties } = (0,_shapes_js__WEBPACK_IMPORTED_MODULE_3__/* .readShape */ ._f)(_shapes_js__WEBPACK_IMPORTED_MODULE_3__/* .workspaceShape */ .Hu, answer, `the workspace "${name}"`);
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
    const { id, location } = (0,_shapes_js__WEBPACK_IMPORTED_MODULE_3__/* .readShape */ ._f)(_shapes_js__WEBPACK_IMPORTED_MODULE_3__/* .resourceGroupShape */ .bR, answer, `the resource group "${name}"`);
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
    if (!(caught instanceof _azure_error_js__WEBPACK_IMPORTED_MODULE_1__/* .AzureError */ .M6))
        return caught;
    const absence = caught.status === 404 ? absences[caught.code] : undefined;
    if (!absence)
        return (0,_explain_js__WEBPACK_IMPORTED_MODULE_2__/* .explain */ .W)(caught);
    const { message, ...details } = absence;
    const [refusal] = caught.asActionError().findings;
    return new _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ([(0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3)(message, { ...details, ...(refusal?.azure && { azure: refusal.azure }) })], {
        cause: caught,
    });
}


/***/ }),

/***/ 36650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ silentLog)
/* harmony export */ });
/** A log that says nothing; for tests and for work whose progress nobody follows. */
const silentLog = {
    info: () => undefined,
    debug: () => undefined,
    report: () => undefined,
    group: (_title, body) => body(),
    mask: () => undefined,
};


/***/ }),

/***/ 49417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ng: () => (/* binding */ connect),
  cy: () => (/* binding */ howSignedIn),
  Jv: () => (/* binding */ signIn)
});

// EXTERNAL MODULE: ./build/azure/arm.js + 1 modules
var azure_arm = __webpack_require__(26605);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
;// CONCATENATED MODULE: ./build/azure/sign-in/cli-subscription.js

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
    return (0,findings/* failure */.V2)(`The input subscription-id is missing, and the Azure CLI has no default subscription: ${why}.`, {
        input: 'subscription-id',
        remedy: 'Set `subscription-id:` under `with:`, or run `az account set --subscription` before this step.',
        ...evidence,
    });
}

// EXTERNAL MODULE: ./build/azure/clouds.js
var clouds = __webpack_require__(93796);
// EXTERNAL MODULE: ./build/azure/container-instance/container-groups.js + 2 modules
var container_groups = __webpack_require__(64517);
;// CONCATENATED MODULE: ./build/azure/sign-in/sign-in-refusal.js

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
        return (0,findings/* failure */.V2)(`There is no sign-in for Azure: no sign-in inputs are set, and ${whyNotByCli(text)}.`, {
            remedy: NO_SIGN_IN,
            evidence: text.split('\n'),
        });
    }
    if (NO_ANSWER.test(text))
        return unreachable(text, cloud);
    const remedy = REMEDIES.find(({ code }) => code.test(text))?.remedy ?? 'Check client-id, tenant-id and the credential.';
    return (0,findings/* failure */.V2)(`Azure refused the sign-in of client ${method.clientId} in tenant ${method.tenantId}: ${reasonIn(text)}`, { remedy, evidence: text.split('\n') });
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
    return (0,findings/* failure */.V2)(`The sign-in service of ${name} (${authority}) cannot be reached${who}.`, {
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
        if (error instanceof findings/* ActionError */.lZ)
            return error;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/azure/sign-in/credential.js

/** Milliseconds that `az account get-access-token` may take; the first call on a fresh runner builds az's command index. */
const AZURE_CLI_TIMEOUT_MS = 60_000;
/**
 * Makes the credential. With OIDC every renewal asks GitHub for a fresh assertion, so that a wait may outlast a token
 * (AADSTS700024, https://github.com/Azure/login/issues/372).
 */
async function createCredential(method, cloud, idToken) {
    const identity = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563), __webpack_require__.e(738), __webpack_require__.e(16)]).then(__webpack_require__.bind(__webpack_require__, 73016));
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

// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/azure/retry/codes.js
var codes = __webpack_require__(51427);
;// CONCATENATED MODULE: ./build/azure/sign-in/patient-credential.js



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
                return await (0,retry/* withRetry */.bD)({ call: 'sign-in' }, ask, tools);
            }
            catch (caught) {
                // explainSignIn() reads the library's own error.
                throw caught instanceof azure_error/* AzureError */.M6 ? caught.origin : caught;
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
    const code = EMPTY.test(message) ? codes/* EMPTY_ANSWER */.zH : '';
    return new azure_error/* AzureError */.M6({ doing: 'sign in to Azure', status: status || 200, code, message }, { cause: caught });
}

// EXTERNAL MODULE: ./build/azure/retry/retry-after.js
var retry_after = __webpack_require__(58796);
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
                throw unanswered(request, caught);
            });
            if (last.status < 400)
                return last;
            throw refused(request, last);
        };
        try {
            return await (0,retry/* withRetry */.bD)({ call: 'registry' }, send, tools);
        }
        catch (caught) {
            if (last)
                return last;
            throw caught;
        }
    };
}
function refused(request, { status, headers }) {
    const wait = (0,retry_after/* retryAfterMs */.V)(headers['retry-after']);
    return new azure_error/* AzureError */.M6({
        doing: doing(request),
        status,
        code: '',
        message: '',
        ...(wait !== undefined && { retryAfterMs: wait }),
    });
}
function unanswered(request, caught) {
    if (!(caught instanceof Error))
        return caught;
    return new azure_error/* AzureError */.M6({ doing: doing(request), status: 0, code: '', message: caught.message }, { cause: caught });
}
/** Without the query, which may hold a token. */
function doing({ url }) {
    const { host, pathname } = new URL(url);
    return `ask ${host}${pathname}`;
}

// EXTERNAL MODULE: ./build/azure/workspace/workspace.js
var workspace_workspace = __webpack_require__(99375);
// EXTERNAL MODULE: ./build/phases/checks.js
var phases_checks = __webpack_require__(78192);
// EXTERNAL MODULE: ./build/phases/target.js
var target = __webpack_require__(34488);
;// CONCATENATED MODULE: ./build/phases/prepare/connect.js











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
            ? checks.attempt((0,workspace_workspace/* getResourceGroup */.Wf)(connection, group))
            : { id: `/subscriptions/${connection.subscriptionId}/resourceGroups/${group}`, name: group },
        inputs.workspace === undefined
            ? undefined
            : checks.attempt((0,workspace_workspace/* getWorkspace */.K4)(connection, {
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
        groups: await (0,container_groups/* createContainerGroups */.O)(connection, resourceGroup.name, tools),
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
        if (!(inputs.dryRun && method.kind === 'cli' && caught instanceof findings/* ActionError */.lZ))
            throw caught;
        tools.log.report((0,findings/* notice */.lm)('There is no sign-in for Azure: this dry run checks only what needs none.'));
        return undefined;
    }
    const arm = await (0,azure_arm/* createArm */.P)(credential, cloud, tools.clock, tools.log);
    return {
        cloud,
        subscriptionId: configuration.subscriptionId ?? (await defaultSubscription(tools.runCommand)),
        credential,
        arm,
        http: patientHttp(await tools.http(), tools),
    };
}
/** Who the run is in Azure, and where that is not said, in which subscription. */
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


/***/ })

};
