export const id = 626;
export const ids = [626];
export const modules = {

/***/ 57800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ previewRepository),
/* harmony export */   a: () => (/* binding */ imageRepository)
/* harmony export */ });
/** Where the Action keeps its images in a registry. */
const ROOT = 'aci-model-deploy';
/** Repository of a service's images: rights and clean-up rules of one service never reach another's images. */
function imageRepository(service) {
    return `${ROOT}/${service}`;
}
/** Repository of a preview's images. It is the container group's alone, so that it can go with it. */
function previewRepository(groupName) {
    return `${ROOT}/previews/${groupName}`;
}


/***/ }),

/***/ 10483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ access)
/* harmony export */ });
/* harmony import */ var _azure_container_instance_container_groups_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64517);
/* harmony import */ var _azure_sign_in_ids_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(14650);
/* harmony import */ var _azure_sign_in_sign_in_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35175);
/* harmony import */ var _azure_workspace_workspace_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(99375);
/* harmony import */ var _config_names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(52855);
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(78192);
/* harmony import */ var _prepare_connect_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(49417);
/* harmony import */ var _target_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(34488);








/** Signs in. Nothing is read. @throws ActionError with everything that is wrong with the inputs, or the refused sign-in. */
async function access({ inputs, tools }, findings) {
    const checks = new _checks_js__WEBPACK_IMPORTED_MODULE_5__/* .Checks */ .s(tools.log);
    const choice = (0,_azure_sign_in_sign_in_js__WEBPACK_IMPORTED_MODULE_2__/* .chooseSignIn */ .U)(inputs.signIn);
    for (const secret of choice.secrets)
        tools.log.mask(secret);
    const subscriptionId = inputs.subscriptionId ?? choice.subscriptionId;
    checks.add([...findings, ...choice.findings, ...checkInputs(inputs, subscriptionId)]);
    checks.add((0,_target_js__WEBPACK_IMPORTED_MODULE_7__/* .checkPlace */ .u)(inputs, { signIn: choice, subscriptionId }));
    checks.settle();
    // A dry run has to look as well.
    const asked = { signIn: choice, ...(subscriptionId !== undefined && { subscriptionId }) };
    const connection = await (0,_prepare_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .signIn */ .Jv)({ ...inputs, dryRun: false }, asked, tools);
    if (!connection)
        throw new Error('The sign-in neither worked nor was refused.');
    const { resourceGroup = '' } = inputs;
    tools.log.info(`Signed in ${(0,_prepare_connect_js__WEBPACK_IMPORTED_MODULE_6__/* .howSignedIn */ .cy)(asked, connection)}; resource group ${resourceGroup}`);
    return accessOf(inputs, connection, await (0,_azure_container_instance_container_groups_js__WEBPACK_IMPORTED_MODULE_0__/* .createContainerGroups */ .O)(connection, resourceGroup, tools));
}
function checkInputs({ name, containerGroupName, signIn: { clientId, tenantId } }, subscriptionId) {
    return [
        ...(name === '' ? [] : (0,_config_names_js__WEBPACK_IMPORTED_MODULE_4__/* .checkServiceName */ .PV)(name)),
        ...(containerGroupName === undefined ? [] : (0,_config_names_js__WEBPACK_IMPORTED_MODULE_4__/* .checkContainerGroupName */ .GJ)(containerGroupName)),
        ...(0,_azure_sign_in_ids_js__WEBPACK_IMPORTED_MODULE_1__/* .checkIds */ .t)({ 'subscription-id': subscriptionId, 'client-id': clientId, 'tenant-id': tenantId }),
    ];
}
function accessOf({ resourceGroup: name = '', workspace, workspaceResourceGroup = name }, connection, groups) {
    const { subscriptionId } = connection;
    return {
        connection,
        resourceGroup: { id: `/subscriptions/${subscriptionId}/resourceGroups/${name}`, name },
        ...(workspace !== undefined && {
            workspace: (0,_azure_workspace_workspace_js__WEBPACK_IMPORTED_MODULE_3__/* .workspaceId */ .RX)({ subscriptionId, resourceGroup: workspaceResourceGroup, workspace }),
        }),
        groups,
    };
}


/***/ }),

/***/ 31237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  C: () => (/* binding */ removeAll),
  I: () => (/* binding */ tellDoomed)
});

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/findings.js
var build_findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/report/sections/removals.js
var removals = __webpack_require__(97459);
// EXTERNAL MODULE: ./build/service/write/gone.js
var gone = __webpack_require__(12521);
// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(12771);
// EXTERNAL MODULE: ./build/phases/tell/github-deployment.js + 1 modules
var github_deployment = __webpack_require__(65833);
// EXTERNAL MODULE: ./build/azure/registry/registry.js + 5 modules
var registry_registry = __webpack_require__(34578);
// EXTERNAL MODULE: ./build/image/reference.js
var reference = __webpack_require__(17755);
// EXTERNAL MODULE: ./build/image/repository.js
var repository = __webpack_require__(57800);
// EXTERNAL MODULE: ./build/phases/told.js
var phases_told = __webpack_require__(7036);
;// CONCATENATED MODULE: ./build/phases/remove/remove-images.js






/**
 * Removes the repository of a preview's images, with all of them. Only the one that is the group's by name goes: a
 * prebuilt image and the live service's are somebody else's. Resolves to server/repository when it is gone; what stays
 * is a warning.
 */
async function removeImages(group, remover) {
    const own = ownImages(group);
    if (!own)
        return undefined;
    const { log } = remover.tools;
    const left = await remove(own, remover).catch((caught) => {
        const [told] = (0,phases_told/* findingsOf */.WX)(caught);
        return stays(own, told?.message ?? '', told?.remedy);
    });
    if (left) {
        log.report(left);
        return undefined;
    }
    log.info(`Removed its images: ${nameOf(own)}`);
    return nameOf(own);
}
/** The images that the group's tag names, when they are in the repository that is the group's own. */
function ownImages({ name = '', tags }) {
    const image = (0,reference/* parseImageReference */.o_)(tags?.[service_tags/* TAGS */.gp.image] ?? '');
    return image?.repository === (0,repository/* previewRepository */.R)(name) ? image : undefined;
}
/** Resolves to a warning when the images stay. */
async function remove(own, { inputs, connection, tools }) {
    // A tag may name any server. The run's token goes only to one that Azure knows as a registry of this run's.
    const registry = await (0,registry_registry/* createRegistry */.I)(connection, { server: inputs.registry ?? own.server }, tools);
    if (registry.server !== own.server)
        return stays(own, `the registry of this run is ${registry.server}`, 'Check the input registry.');
    const result = await registry.deleteRepository(own.repository);
    if (typeof result === 'string')
        return undefined;
    const grant = `Grant the role AcrDelete on ${registry.id} to the identity that signs in.`;
    if ([401, 403].includes(result.status))
        return stays(own, 'the identity that signs in lacks the right to delete', grant);
    return stays(own, result.status === 0 ? 'there was no answer' : `HTTP status ${result.status}`);
}
function stays(own, why, remedy = '') {
    const [registry = ''] = own.server.split('.');
    const command = `az acr repository delete --name ${registry} --repository ${own.repository}`;
    return (0,build_findings/* warning */.$e)(`The images ${nameOf(own)} could not be removed: ${why.replace(/\.$/, '')}.`, {
        remedy: `${remedy} They cost money until they are gone: ${command}`.trimStart(),
    });
}
function nameOf({ server, repository }) {
    return `${server}/${repository}`;
}

;// CONCATENATED MODULE: ./build/phases/remove/remove.js








/** Groups that are removed at once: Azure looks at each for a while until it is gone. */
const AT_ONCE = 4;
/**
 * Removes groups, and with a preview the images that are its own. One that cannot be removed keeps no other.
 * @throws ActionError that lists what is left.
 */
async function removeAll(doomed, run, access) {
    const removed = [];
    run.facts.removed = removed;
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    const remove = async (each) => {
        try {
            removed.push(await removeOne(each, run, access));
            return [];
        }
        catch (caught) {
            return leftBehind(each, caught, access);
        }
    };
    const left = await Promise.all(doomed.map((each) => limit(() => remove(each))));
    await (0,github_deployment/* retire */.S5)(servicesOf(doomed, removed), run);
    const findings = left.flat();
    const count = left.filter(({ length }) => length > 0).length;
    if (count > 1)
        findings.unshift((0,build_findings/* error */.z3)(`${count} of ${doomed.length} container groups could not be removed.`));
    if (count > 0)
        throw new build_findings/* ActionError */.lZ(findings);
}
/** The services that are gone; a candidate is none. */
function servicesOf(doomed, removed) {
    const gone = new Set(removed.map(({ containerGroup }) => containerGroup));
    return doomed.flatMap(({ group: { name = '', tags }, kind }) => kind !== 'candidate' && gone.has(name)
        ? [{ service: tags?.[service_tags/* TAGS */.gp.service] ?? '', containerGroup: name }]
        : []);
}
/** What a dry run has to say about the same groups. */
function tellDoomed(doomed, { facts, tools }) {
    facts.removed = doomed.map(removalOf);
    facts.result = 'planned';
    for (const { containerGroup, kind, reason } of facts.removed)
        tools.log.info(`Would be removed: the ${kind} ${containerGroup}, because ${reason}`);
    tools.log.info(`Dry run: nothing was written. ${(0,removals/* removalCount */.o)(facts.removed)} would be removed.`);
}
async function removeOne(doomed, run, { groups, connection }) {
    const { clock, log } = run.tools;
    const removal = removalOf(doomed);
    const { containerGroup: groupName, kind, reason } = removal;
    const now = await groups.get(groupName);
    if (now && !doomed.isStill(now))
        throw changed(removal);
    await (0,gone/* deleteGroup */.N)({ groups, groupName, clock, log });
    log.info(`Removed the ${kind} ${groupName}, because ${reason}`);
    const imageRepository = kind === 'preview' ? await removeImages(doomed.group, { ...run, connection }) : undefined;
    return { ...removal, ...(imageRepository !== undefined && { imageRepository }) };
}
function removalOf({ group, kind, reason }) {
    return { containerGroup: group.name ?? '', kind, reason };
}
function changed({ kind, containerGroup }) {
    return (0,build_findings/* failure */.V2)(`The ${kind} ${containerGroup} was changed while this run looked at it, so it is left as it is.`, { remedy: 'Run the workflow again, and let no two runs work on one service: set `concurrency`.' });
}
function leftBehind({ group, kind }, caught, { groups, resourceGroup }) {
    const { name = '' } = group;
    const [first = (0,build_findings/* error */.z3)('it failed'), ...others] = (0,phases_told/* findingsOf */.WX)(caught);
    const remedy = `It costs money until it is gone: az container delete --name ${name} --resource-group ${resourceGroup.name}`;
    return [
        {
            ...first,
            message: `The ${kind} ${name} could not be removed: ${first.message}`,
            remedy: first.remedy === undefined ? remedy : `${first.remedy} ${remedy}`,
            azure: { portalUrl: groups.portalUrl(name), ...first.azure },
        },
        ...others,
    ];
}


/***/ }),

/***/ 62626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  prune: () => (/* binding */ prune)
});

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/phases/access.js
var access = __webpack_require__(10483);
// EXTERNAL MODULE: ./build/phases/remove/remove.js + 1 modules
var remove = __webpack_require__(31237);
// EXTERNAL MODULE: ./build/github/refusal.js + 1 modules
var refusal = __webpack_require__(2248);
;// CONCATENATED MODULE: ./build/github/absent.js

/**
 * What GitHub answers, or undefined where it says that there is no such thing. To a token that may not see a private
 * repository GitHub says so about everything in it: such a 404 proves nothing, and is thrown.
 * @throws GitHubRefusal
 */
async function unlessAbsent(api, answer) {
    try {
        return await answer;
    }
    catch (caught) {
        if (!(caught instanceof refusal/* GitHubRefusal */.k) || caught.status !== 404)
            throw caught;
        await seeRepository(api);
        return undefined;
    }
}
/** @throws GitHubRefusal when the token does not see its repository. */
async function seeRepository(api) {
    const { owner, repo } = api;
    const call = { doing: 'read its repository', permission: 'metadata: read', isRead: true };
    await api.call(call, ({ rest }) => rest.repos.get({ owner, repo }));
}

;// CONCATENATED MODULE: ./build/github/branches.js

/** True when the repository of the run has a branch of this name. @throws GitHubRefusal */
async function hasBranch(api, branch) {
    const { owner, repo } = api;
    const call = { doing: `read the branch ${branch}`, permission: 'contents: read', isRead: true };
    const answer = await unlessAbsent(api, api.call(call, ({ rest }) => rest.repos.getBranch({ owner, repo, branch })));
    return answer !== undefined;
}

;// CONCATENATED MODULE: ./build/github/pull-requests.js

/** Reads a pull request of the run's repository; undefined when there is none. @throws GitHubRefusal */
async function readPullRequest(api, number) {
    const { owner, repo } = api;
    const call = { doing: `read the pull request ${number}`, permission: 'pull-requests: read', isRead: true };
    const answer = await unlessAbsent(api, api.call(call, ({ rest }) => rest.pulls.get({ owner, repo, pull_number: number })));
    if (!answer)
        return undefined;
    const { state, head, base } = answer.data;
    // A fork may have been deleted, whatever the description says.
    const home = head.repo?.full_name;
    const isHere = home === base.repo.full_name;
    return { isOpen: state === 'open', ...(isHere && { branch: head.ref }) };
}

;// CONCATENATED MODULE: ./build/github/workflow-runs.js

/** Reads which attempt the address of its page names; undefined when it is none of a run. */
function parseRunUrl(url) {
    const [, id, attempt = '1'] = /\/actions\/runs\/(\d{1,15})(?:\/attempts\/(\d{1,6}))?$/.exec(url) ?? [];
    return id === undefined ? undefined : { id: Number(id), attempt: Number(attempt) };
}
/**
 * Whether an attempt of a run is over. A run that is gone is over, and so is an attempt when there is a later one.
 * @throws GitHubRefusal
 */
async function hasEnded(api, { id, attempt }) {
    const { owner, repo } = api;
    const call = { doing: `read the workflow run ${id}`, permission: 'actions: read', isRead: true };
    const answer = await unlessAbsent(api, api.call(call, ({ rest }) => rest.actions.getWorkflowRun({ owner, repo, run_id: id })));
    if (!answer)
        return true;
    const { status, run_attempt: latest = 1 } = answer.data;
    return status === 'completed' || latest > attempt;
}

// EXTERNAL MODULE: ./build/service/wait/events.js
var events = __webpack_require__(60711);
;// CONCATENATED MODULE: ./build/prune/judge.js





/**
 * Age at which the run of a candidate must be over, in milliseconds: a job of GitHub ends after 6 hours, and an hour is
 * for what came before and for clocks that differ.
 * Source: https://docs.github.com/actions/reference/limits
 */
const MAX_RUN_MS = 7 * 3_600_000;
/** Decides about one group. @throws AzureError when Azure does not tell about a candidate. */
async function judge(prunable, by) {
    const verdict = prunable.kind === 'preview' ? await judgePreview(prunable, by) : await judgeCandidate(prunable, by);
    return { prunable, verdict };
}
async function judgePreview({ number, expires }, by) {
    if (expires !== undefined && expires <= by.now)
        return { goes: true, reason: `it expired at ${new Date(expires).toISOString()}` };
    return asking(by, 'its time is not over', async (github) => {
        const pull = await readPullRequest(github, number);
        if (!pull)
            return { goes: true, reason: `there is no pull request ${number}` };
        if (!pull.isOpen)
            return { goes: true, reason: `the pull request ${number} is closed` };
        const { branch } = pull;
        if (branch !== undefined && !(await hasBranch(github, branch)))
            return { goes: true, reason: `the branch ${branch} of the pull request ${number} is gone` };
        return { goes: false, reason: `the pull request ${number} is open` };
    });
}
async function judgeCandidate({ group, run }, by) {
    if (!run)
        return judgeAge(group, by);
    const verdict = await asking(by, '', async (github) => (await hasEnded(github, run))
        ? { goes: true, reason: `its run ${run.id} has ended` }
        : { goes: false, reason: `its run ${run.id} goes on` });
    return verdict.unknown === undefined ? verdict : { ...verdict, ...(await judgeAge(group, by)) };
}
/** By the clock alone. */
async function judgeAge({ name = '' }, { now, read }) {
    const found = await read(name);
    const born = found && (0,events/* bornAt */.$A)(found);
    const hours = MAX_RUN_MS / 3_600_000;
    return born !== undefined && now - born > MAX_RUN_MS
        ? { goes: true, reason: `it is older than ${hours} hours, and no run takes so long` }
        : { goes: false, reason: `it is not known to be older than ${hours} hours` };
}
/** What GitHub tells; without it the group stays for the reason that is given. */
async function asking({ github }, otherwise, ask) {
    if (!github)
        return { goes: false, reason: otherwise, unknown: 'no token' };
    try {
        return await ask(github);
    }
    catch (caught) {
        if (!(caught instanceof refusal/* GitHubRefusal */.k))
            throw caught;
        return { goes: false, reason: otherwise, unknown: caught };
    }
}

// EXTERNAL MODULE: ./build/preview/names.js
var names = __webpack_require__(76223);
// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(12771);
;// CONCATENATED MODULE: ./build/prune/select.js



/**
 * What may be pruned of all groups of a resource group: previews and candidates that this repository has made, and with
 * a service only its own. Pure.
 *
 * @param repository owner/name; its case does not matter.
 * @param service Name of the service itself, not of its previews.
 */
function selectPrunable(groups, repository, service) {
    return groups
        .filter(({ tags = {} }) => tags[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf)
        .filter(({ tags = {} }) => isSame(tags[service_tags/* TAGS */.gp.repository], repository))
        .flatMap((group) => prunable(group, repository) ?? [])
        .filter((each) => service === undefined || isOf(each, repository, service));
}
function prunable(group, repository) {
    const { tags = {} } = group;
    if (tags[service_tags/* TAGS */.gp.candidateOf] !== undefined) {
        // One that serves is all that is left of its service.
        if (tags[service_tags/* TAGS */.gp.serving] !== undefined)
            return undefined;
        const run = parseRunUrl(tags[service_tags/* TAGS */.gp.candidateRun] ?? '');
        return { kind: 'candidate', group, ...(run && { run }) };
    }
    const number = numberOf(group, repository);
    if (number === undefined)
        return undefined;
    const expires = Date.parse(tags[service_tags/* TAGS */.gp.expires] ?? '');
    return { kind: 'preview', group, number, ...(Number.isFinite(expires) && { expires }) };
}
/** Number of the pull request of this repository whose preview a group is. */
function numberOf({ tags = {} }, repository) {
    const [, whose, number] = /^(.+)#([1-9]\d{0,8})$/.exec(tags[service_tags/* TAGS */.gp.preview] ?? '') ?? [];
    return isSame(whose, repository) ? Number(number) : undefined;
}
function isOf({ group }, repository, service) {
    const number = numberOf(group, repository);
    const name = number === undefined ? service : (0,names/* previewName */.gz)(service, number);
    return group.tags?.[service_tags/* TAGS */.gp.service] === name;
}
function isSame(one, other) {
    return one?.toLowerCase() === other.toLowerCase();
}

;// CONCATENATED MODULE: ./build/prune/unknown.js

/** A warning for each reason why GitHub told nothing, with the groups that only time has decided about. Pure. */
function tellUnknown(judged) {
    const byReason = new Map();
    for (const { prunable, verdict } of judged) {
        if (verdict.unknown === undefined)
            continue;
        const why = whyOf(verdict.unknown);
        // One missing permission is one reason, however many pull requests could not be read.
        const reason = why.remedy ?? why.message;
        const known = byReason.get(reason) ?? { why, names: [] };
        known.names.push(prunable.group.name ?? '');
        byReason.set(reason, known);
    }
    return [...byReason.values()].map(({ why, names }) => (0,findings/* warning */.$e)(`${why.message.replace(/\.$/, '')}. Only time has decided about ${names.join(', ')}.`, {
        ...(why.remedy !== undefined && { remedy: why.remedy }),
    }));
}
function whyOf(unknown) {
    const [told] = unknown === 'no token' ? [NO_TOKEN] : unknown.findings;
    return told ?? (0,findings/* error */.z3)('GitHub did not answer.');
}
const NO_TOKEN = (0,findings/* error */.z3)('There is no token for GitHub, so nobody could be asked about pull requests and runs.', { remedy: 'Leave the input github-token out, so that it is the token of the job.' });

;// CONCATENATED MODULE: ./build/tasks/prune.js








/** Groups that are asked about at once. */
const AT_ONCE = 4;
/** Tags that decide: a group in which one has changed meanwhile is left as it is. */
const DECISIVE = [
    service_tags/* TAGS */.gp.managedBy,
    service_tags/* TAGS */.gp.service,
    service_tags/* TAGS */.gp.repository,
    service_tags/* TAGS */.gp.preview,
    service_tags/* TAGS */.gp.expires,
    service_tags/* TAGS */.gp.candidateOf,
    service_tags/* TAGS */.gp.candidateRun,
    service_tags/* TAGS */.gp.serving,
    service_tags/* TAGS */.gp.runUrl,
];
/**
 * Removes this repository's previews that nobody needs any more, and candidates that ended runs have left; with a name
 * only those of that service. It needs no file of the repository.
 * @throws ActionError when something could not be removed; the rest is.
 */
async function prune(run, findings) {
    const { inputs, tools, facts, phase, event } = run;
    facts.removed = [];
    if (event.repository === '')
        throw noRepository();
    const azure = await phase('Sign in', () => (0,access/* access */.T)(run, findings));
    const judged = await phase('Look for what may go', () => judgeAll(run, azure));
    for (const { prunable, verdict } of judged)
        if (!verdict.goes)
            tools.log.info(`Stays: the ${prunable.kind} ${prunable.group.name ?? ''}, because ${verdict.reason}`);
    for (const finding of tellUnknown(judged))
        tools.log.report(finding);
    tools.planStands();
    const doomed = judged.filter(({ verdict }) => verdict.goes).map(doom);
    if (inputs.dryRun) {
        (0,remove/* tellDoomed */.I)(doomed, run);
        return;
    }
    facts.result = 'pruned';
    if (doomed.length === 0)
        tools.log.info('Nothing to prune.');
    else
        await phase('Delete', () => (0,remove/* removeAll */.C)(doomed, run, azure));
}
async function judgeAll({ inputs, event, tools }, { groups }) {
    const service = inputs.name === '' ? undefined : inputs.name;
    const prunable = selectPrunable(await groups.list(), event.repository, service);
    const github = await tools.github(inputs.githubToken);
    const by = { now: tools.clock.now(), github, read: (name) => groups.get(name) };
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    return Promise.all(prunable.map((each) => limit(() => judge(each, by))));
}
function doom({ prunable: { group, kind }, verdict: { reason } }) {
    return { group, kind, reason, isStill: (now) => prune_isSame(now, group) };
}
function prune_isSame({ tags: one }, { tags: other }) {
    return DECISIVE.every((tag) => one?.[tag] === other?.[tag]);
}
function noRepository() {
    return (0,findings/* failure */.V2)('This run does not know its repository, so it cannot tell what is its own.', {
        remedy: 'Leave the variable GITHUB_REPOSITORY as the runner sets it.',
    });
}


/***/ }),

/***/ 70370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ pLimit)
});

// UNUSED EXPORTS: limitFunction

;// CONCATENATED MODULE: ./node_modules/yocto-queue/index.js
/*
How it works:
`this.#head` is an instance of `Node` which keeps track of its current value and nests another instance of `Node` that keeps the value that comes after it. When a value is provided to `.enqueue()`, the code needs to iterate through `this.#head`, going deeper and deeper to find the last value. However, iterating through every single item is slow. This problem is solved by saving a reference to the last value as `this.#tail` so that it can reference it to add a new value.
*/

class Node {
	value;
	next;

	constructor(value) {
		this.value = value;
	}
}

class Queue {
	#head;
	#tail;
	#size;

	constructor() {
		this.clear();
	}

	enqueue(value) {
		const node = new Node(value);

		if (this.#head) {
			this.#tail.next = node;
			this.#tail = node;
		} else {
			this.#head = node;
			this.#tail = node;
		}

		this.#size++;
	}

	dequeue() {
		const current = this.#head;
		if (!current) {
			return;
		}

		this.#head = this.#head.next;
		this.#size--;

		// Clean up tail reference when queue becomes empty
		if (!this.#head) {
			this.#tail = undefined;
		}

		return current.value;
	}

	peek() {
		if (!this.#head) {
			return;
		}

		return this.#head.value;

		// TODO: Node.js 18.
		// return this.#head?.value;
	}

	clear() {
		this.#head = undefined;
		this.#tail = undefined;
		this.#size = 0;
	}

	get size() {
		return this.#size;
	}

	* [Symbol.iterator]() {
		let current = this.#head;

		while (current) {
			yield current.value;
			current = current.next;
		}
	}

	* drain() {
		while (this.#head) {
			yield this.dequeue();
		}
	}
}

;// CONCATENATED MODULE: ./node_modules/p-limit/index.js


function pLimit(concurrency) {
	let rejectOnClear = false;

	if (typeof concurrency === 'object') {
		({concurrency, rejectOnClear = false} = concurrency);
	}

	validateConcurrency(concurrency);

	if (typeof rejectOnClear !== 'boolean') {
		throw new TypeError('Expected `rejectOnClear` to be a boolean');
	}

	const queue = new Queue();
	let activeCount = 0;

	const resumeNext = () => {
		// Process the next queued function if we're under the concurrency limit
		if (activeCount < concurrency && queue.size > 0) {
			activeCount++;
			queue.dequeue().run();
		}
	};

	const next = () => {
		activeCount--;
		resumeNext();
	};

	const run = async (function_, resolve, arguments_) => {
		// Execute the function and capture the result promise
		const result = (async () => function_(...arguments_))();

		// Resolve immediately with the promise (don't wait for completion)
		resolve(result);

		// Wait for the function to complete (success or failure)
		// We catch errors here to prevent unhandled rejections,
		// but the original promise rejection is preserved for the caller
		try {
			await result;
		} catch {}

		// Decrement active count and process next queued function
		next();
	};

	const enqueue = (function_, resolve, reject, arguments_) => {
		const queueItem = {reject};

		// Queue the internal resolve function instead of the run function
		// to preserve the asynchronous execution context.
		new Promise(internalResolve => { // eslint-disable-line promise/param-names
			queueItem.run = internalResolve;
			queue.enqueue(queueItem);
		}).then(run.bind(undefined, function_, resolve, arguments_)); // eslint-disable-line promise/prefer-await-to-then

		// Start processing immediately if we haven't reached the concurrency limit
		if (activeCount < concurrency) {
			resumeNext();
		}
	};

	const generator = (function_, ...arguments_) => new Promise((resolve, reject) => {
		enqueue(function_, resolve, reject, arguments_);
	});

	Object.defineProperties(generator, {
		activeCount: {
			get: () => activeCount,
		},
		pendingCount: {
			get: () => queue.size,
		},
		clearQueue: {
			value() {
				if (!rejectOnClear) {
					queue.clear();
					return;
				}

				const abortError = AbortSignal.abort().reason;

				while (queue.size > 0) {
					queue.dequeue().reject(abortError);
				}
			},
		},
		concurrency: {
			get: () => concurrency,

			set(newConcurrency) {
				validateConcurrency(newConcurrency);
				concurrency = newConcurrency;

				queueMicrotask(() => {
					// eslint-disable-next-line no-unmodified-loop-condition
					while (activeCount < concurrency && queue.size > 0) {
						resumeNext();
					}
				});
			},
		},
		map: {
			async value(iterable, function_) {
				const promises = [];

				try {
					Array.from(iterable, (value, index) => {
						const promise = generator(function_, value, index);
						promises.push(promise);
						return promise;
					});
				} catch (error) {
					// The iterable threw, so `Promise.all` never observes the already scheduled promises. Observe them here to avoid unhandled rejections.
					for (const promise of promises) {
						promise.catch(() => {}); // eslint-disable-line promise/prefer-await-to-then
					}

					throw error;
				}

				return Promise.all(promises);
			},
		},
	});

	return generator;
}

function limitFunction(function_, options) {
	const limit = pLimit(options);

	const limitedFunction = (...arguments_) => limit(() => function_(...arguments_));
	Object.defineProperty(limitedFunction, 'clearQueue', {
		value: limit.clearQueue,
	});

	return limitedFunction;
}

function validateConcurrency(concurrency) {
	if (!((Number.isInteger(concurrency) || concurrency === Number.POSITIVE_INFINITY) && concurrency > 0)) {
		throw new TypeError('Expected `concurrency` to be a number from 1 and up');
	}
}


/***/ })

};
