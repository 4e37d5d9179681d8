export const id = 613;
export const ids = [613];
export const modules = {

/***/ 77613:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   requestIdToken: () => (/* binding */ requestIdToken)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(88179);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7094);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43876);
/* harmony import */ var _harmless_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(51535);




/** Milliseconds to wait before asking again. The toolkit itself repeats after 502, 503 and 504. */
const WAITS_MS = [1_000, 3_000];
/**
 * Asks GitHub for a token that proves to Microsoft Entra which repository and branch this run belongs to.
 * The token is masked. Throws an ActionError when the job may not ask or GitHub gives none.
 */
async function requestIdToken(audience, clock = _clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .m) {
    if (!process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] || !process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'])
        throw notPermitted();
    for (const wait of WAITS_MS) {
        const token = await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getIDToken */ .V9(audience).catch(() => undefined);
        if (token !== undefined)
            return token;
        await clock.sleep(wait);
    }
    try {
        return await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .getIDToken */ .V9(audience);
    }
    catch (caught) {
        throw notGiven(caught);
    }
}
/** The toolkit would only say that a variable is missing. */
function notPermitted() {
    return (0,_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V2)('GitHub gives this job no OIDC token to sign in to Azure with: the job has no permission to ask for one.', {
        remedy: 'Add these lines to the job (or the workflow): "permissions: { id-token: write, contents: read }". ' +
            'A pull request from a fork never gets a token: there, sign in is not possible.',
        input: 'client-id',
        evidence: ['permissions:', '  id-token: write', '  contents: read'],
    });
}
function notGiven(caught) {
    const reason = caught instanceof Error ? (0,_harmless_js__WEBPACK_IMPORTED_MODULE_3__/* .harmlessLine */ .K)(caught.message) : 'unknown reason';
    return (0,_findings_js__WEBPACK_IMPORTED_MODULE_2__/* .failure */ .V2)(`GitHub gave no OIDC token to sign in to Azure with, asked ${WAITS_MS.length + 1} times: ${reason}`, { remedy: 'Run the job again; when it fails again, look at https://www.githubstatus.com.' }, { cause: caught });
}


/***/ })

};
