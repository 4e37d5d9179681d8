export const id = 654;
export const ids = [654];
export const modules = {

/***/ 40654:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createGitHubApi: () => (/* binding */ createGitHubApi)
/* harmony export */ });
/* harmony import */ var _refusal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2248);

/** Milliseconds for one request: without a limit, one that is never answered would hold the job for five minutes. */
const TIMEOUT_MS = 30_000;
/**
 * Undefined without a token or outside of GitHub. The client honours the proxy variables and GITHUB_API_URL. It is
 * imported here and not at the top: it takes long to load.
 */
async function createGitHubApi(token, clock) {
    const [owner = '', repo = ''] = (process.env['GITHUB_REPOSITORY'] ?? '').split('/');
    if (token === undefined || repo === '')
        return undefined;
    const toolkit = await __webpack_require__.e(/* import() */ 785).then(__webpack_require__.bind(__webpack_require__, 92785));
    // What is tried again is told and has its limits in refusal.ts.
    const client = toolkit.getOctokit(token, { userAgent: 'aci-model-deploy', log: SILENT });
    client.hook.before('request', (options) => {
        options.request = { ...options.request, log: SILENT, signal: AbortSignal.timeout(TIMEOUT_MS) };
    });
    return { owner, repo, call: (call, send) => (0,_refusal_js__WEBPACK_IMPORTED_MODULE_0__/* .patiently */ .d)(call, () => send(client), clock) };
}
/** The client would print deprecations and refusals by itself, unescaped: its core and its requests have a log each. */
const SILENT = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
};


/***/ }),

/***/ 2248:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ GitHubRefusal),
  d: () => (/* binding */ patiently)
});

// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/report/printable.js
var printable = __webpack_require__(74628);
;// CONCATENATED MODULE: ./build/github/answer.js
/** Source: https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api */
function meaningOf(answer) {
    const { status, message, headers } = answer;
    if (isLimit(answer))
        return 'limit';
    if (status === 0 || status >= 500)
        return 'passing';
    if (status === 401)
        return 'token';
    if (status === 404)
        return 'hidden';
    if (status !== 403)
        return 'other';
    if (headers['x-github-sso'] !== undefined)
        return 'single-sign-on';
    return /^resource not accessible by /i.test(message) ? 'permission' : 'forbidden';
}
/** Source: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function isLimit({ status, headers, message }) {
    if (status === 429)
        return true;
    if (status !== 403)
        return false;
    return (headers['retry-after'] !== undefined ||
        `${headers['x-ratelimit-remaining'] ?? ''}` === '0' ||
        /secondary rate limit/i.test(message));
}
/** Reads what the client throws: its errors have the answer, everything else is none. */
function answerOf(caught) {
    const message = caught instanceof Error ? caught.message : '';
    const none = { status: 0, message, headers: {} };
    if (!(caught instanceof Error))
        return none;
    if ('errors' in caught)
        return graphqlAnswer(caught);
    // The client gives the status 500 to what was not answered at all.
    const response = 'response' in caught ? caught.response : undefined;
    if (typeof response !== 'object' || response === null)
        return none;
    const status = 'status' in caught && typeof caught.status === 'number' ? caught.status : 0;
    return { status, message, headers: headersOf(response) };
}
/** Statuses of REST that say what these types of GraphQL's errors say; the others are faults, for our queries are right. */
const GRAPHQL_STATUSES = {
    FORBIDDEN: 403,
    NOT_FOUND: 404,
    RATE_LIMITED: 429,
};
function graphqlAnswer(caught) {
    const [first] = Array.isArray(caught.errors) ? caught.errors : [];
    const { type, message } = (first ?? {});
    return {
        status: GRAPHQL_STATUSES[String(type)] ?? 500,
        message: typeof message === 'string' ? message : caught.message,
        headers: headersOf(caught),
    };
}
function headersOf(holder) {
    const headers = 'headers' in holder ? holder.headers : undefined;
    return typeof headers === 'object' && headers !== null ? headers : {};
}

// EXTERNAL MODULE: ./build/github/harmless.js
var harmless = __webpack_require__(51535);
;// CONCATENATED MODULE: ./build/github/refusal.js




/** GitHub refused a request or did not answer. */
class GitHubRefusal extends findings/* ActionError */.lZ {
    /** HTTP status; 0 without an answer. */
    status;
    /** The job lacks the permission: nothing is broken. */
    isPermission;
    constructor(call, answer, options) {
        const meaning = meaningOf(answer);
        super([(0,findings/* error */.z3)(sentence(call, answer), { remedy: REMEDIES[meaning](call) })], options);
        this.name = 'GitHubRefusal';
        this.status = answer.status;
        this.isPermission = meaning === 'permission';
    }
}
/** Milliseconds to wait after a fault of GitHub's or of the network. */
const WAITS_MS = [1_000, 3_000];
/** Longest wait for a rate limit to end, in milliseconds; a longer one is given up. */
const LONGEST_WAIT_MS = 60_000;
/** Characters that are shown of what GitHub, or a proxy before it, says. */
const MESSAGE_LIMIT = 300;
/** Sends a request until it is answered, at most three times. @throws GitHubRefusal */
async function patiently(call, send, clock) {
    for (const wait of WAITS_MS) {
        try {
            return await send();
        }
        catch (caught) {
            const answer = answerOf(caught);
            const ms = waitOf(answer, call, wait, clock);
            if (ms === undefined)
                throw new GitHubRefusal(call, answer, { cause: caught });
            await clock.sleep(ms);
        }
    }
    return send().catch((caught) => {
        throw new GitHubRefusal(call, answerOf(caught), { cause: caught });
    });
}
/**
 * Milliseconds until the request may be sent again; undefined when that would be of no use, or could do twice what
 * was done already. What a limit stopped was not done.
 */
function waitOf(answer, { isRead = false }, byDefault, clock) {
    const meaning = meaningOf(answer);
    if (meaning === 'passing')
        return isRead ? byDefault : undefined;
    if (meaning !== 'limit')
        return undefined;
    const ms = limitEnd(answer, byDefault, clock);
    return ms <= LONGEST_WAIT_MS ? ms : undefined;
}
function limitEnd({ headers }, byDefault, clock) {
    const after = headers['retry-after'];
    if (after !== undefined)
        return Number(after) * 1_000;
    const reset = headers['x-ratelimit-reset'];
    return reset === undefined ? byDefault : Math.max(byDefault, Number(reset) * 1_000 - clock.now());
}
const REMEDIES = {
    limit: () => 'Run again later; fewer jobs at the same time stay below the limit.',
    token: () => 'Pass a token that is valid in the input github-token, or leave the input out.',
    'single-sign-on': () => 'Authorise the token for the single sign-on of the organization, or leave the input github-token out.',
    permission: ({ permission }) => `Add \`${permission}\` to the \`permissions:\` of the job.`,
    forbidden: ({ permission }) => `Look at what GitHub says. The job needs \`${permission}\` in its \`permissions:\`.`,
    hidden: ({ permission }) => `It is gone, or the token may not see it: the job needs \`${permission}\` in its \`permissions:\`.`,
    passing: () => 'When it stays so, look at https://www.githubstatus.com.',
    other: () => 'This is a fault of the Action: please open an issue with this message.',
};
function sentence({ doing }, { status, message }) {
    const why = (0,printable/* cut */.Jj)((0,harmless/* harmlessLine */.K)(message), MESSAGE_LIMIT) || 'no reason given';
    return status === 0
        ? `GitHub did not answer when this run wanted to ${doing}: ${why}`
        : `GitHub did not let this run ${doing} (${status}): ${why}`;
}


/***/ })

};
