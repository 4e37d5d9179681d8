export const id = 9;
export const ids = [9];
export const modules = {

/***/ 9009:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readGitHubContext: () => (/* binding */ readGitHubContext)
/* harmony export */ });
/**
 * Reads the run's context.
 * @actions/github is imported here and not at the top: it takes long to load, and a wrong config file needs none of it.
 */
async function readGitHubContext() {
    const { context } = await __webpack_require__.e(/* import() */ 785).then(__webpack_require__.bind(__webpack_require__, 92785));
    const repository = process.env['GITHUB_REPOSITORY'];
    const commit = context.sha;
    const attempt = context.runAttempt > 1 ? `/attempts/${context.runAttempt}` : '';
    return {
        workspaceDirectory: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
        ...(repository && { repository }),
        ...(commit && { commit }),
        ...(repository &&
            context.runId > 0 && {
            runUrl: `${context.serverUrl}/${repository}/actions/runs/${context.runId}${attempt}`,
        }),
    };
}


/***/ })

};
