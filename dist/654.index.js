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


/***/ })

};
