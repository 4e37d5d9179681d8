export const id = 856;
export const ids = [856];
export const modules = {

/***/ 87856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseYaml: () => (/* binding */ parseYaml)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);

const TOO_MUCH = 'it is nested too deeply or repeats itself too often';
/** Own words where the library's are for its developers. */
const REASONS = {
    DUPLICATE_KEY: 'a key is written twice in the same mapping',
    MULTIPLE_DOCS: 'it holds several documents (---), and only one is read',
    RESOURCE_EXHAUSTION: TOO_MUCH,
};
/** Parses YAML 1.2, of which JSON is a part. Never throws. */
function parseYaml(text) {
    try {
        return parse(text);
    }
    catch {
        // Aliases of aliases that would fill the memory, and nesting that exhausts the stack.
        const problem = invalid(TOO_MUCH, 0);
        return { value: undefined, problems: [problem], offsetOf: () => undefined };
    }
}
function parse(text) {
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, { prettyErrors: false, merge: true });
    const first = document.errors[0];
    if (first !== undefined) {
        const why = REASONS[first.code] ?? ofFlow(first.message) ?? lowerFirst(first.message);
        return { value: undefined, problems: [invalid(why, first.pos[0])], offsetOf: () => undefined };
    }
    return {
        value: document.toJS(),
        problems: document.warnings.map((warning) => {
            const problem = `is odd YAML: ${lowerFirst(warning.message)}`;
            return { severity: 'warning', problem, remedy: 'Write plain values.', offset: warning.pos[0] };
        }),
        offsetOf: (documentPath, part) => offsetOf(document, documentPath, part),
    };
}
function invalid(why, offset) {
    const remedy = 'Correct the file at this place; indent with spaces, not with tabs.';
    return { severity: 'error', problem: `is no valid YAML: ${why}`, remedy, offset };
}
/** A bracket or brace that is never closed swallows the lines after it. */
function ofFlow(message) {
    if (/^Flow sequence .*\]$/i.test(message))
        return 'a list that begins with [ has no ] at its end';
    return /^Flow map .*\}$/i.test(message) ? 'an object that begins with { has no } at its end' : undefined;
}
function lowerFirst(message) {
    return message.slice(0, 1).toLowerCase() + message.slice(1).replace(/\.$/, '');
}
function offsetOf(document, documentPath, part) {
    let node = document.contents;
    let key = node;
    for (const step of documentPath) {
        const next = child((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) ? node.resolve(document) : node, step);
        if (next === undefined)
            return undefined;
        [key, node] = next;
    }
    return part === 'value' ? (start(node) ?? start(key)) : start(key);
}
/** The key and the value of a step; an item of a list is its own key. */
function child(parent, step) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(parent)) {
        const item = parent.items[Number(step)];
        return item === undefined ? undefined : [item, item];
    }
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(parent))
        return undefined;
    const pair = parent.items.find(({ key }) => String((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) ? key.value : key) === String(step));
    return pair && [pair.key, pair.value];
}
function start(node) {
    return (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(node) ? node.range?.[0] : undefined;
}


/***/ })

};
