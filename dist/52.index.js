export const id = 52;
export const ids = [52];
export const modules = {

/***/ 11052:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   nothing: () => (/* binding */ nothing)
/* harmony export */ });
/** Says why there is nothing to do. What is wrong with inputs does not matter then. */
function nothing({ tools, facts }, findings) {
    for (const finding of findings)
        if (finding.severity !== 'error')
            tools.log.report(finding);
    facts.result = 'skipped';
}


/***/ })

};
