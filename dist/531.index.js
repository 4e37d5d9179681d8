export const id = 531;
export const ids = [531];
export const modules = {

/***/ 55701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ bringUp)
/* harmony export */ });
/* harmony import */ var _azure_azure_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65604);
/* harmony import */ var _service_write_capacity_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29499);
/* harmony import */ var _service_write_deploy_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(59666);
/* harmony import */ var _service_write_gone_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12521);
/* harmony import */ var _service_wait_wait_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15330);





/**
 * Deploys a group and waits until it is healthy with its own revision. Where the region has no room for a new group,
 * it is deleted and tried again; for a living one the state before is what comes next.
 * @throws ActionError when Azure refuses it; DeploymentFailure when it does not become healthy; Superseded.
 */
async function bringUp(job, up) {
    if (up.before && !up.replaces) {
        return bringUpOnce(job, up).catch((caught) => {
            throw (0,_service_write_capacity_js__WEBPACK_IMPORTED_MODULE_1__/* .withRegions */ ._f)(caught, up.plan.group);
        });
    }
    const again = { ...up, before: undefined, replaces: true };
    return (0,_service_write_capacity_js__WEBPACK_IMPORTED_MODULE_1__/* .whereThereIsRoom */ .PT)(up.plan, job.tools, (isFirst) => bringUpOnce(job, isFirst ? up : again));
}
async function bringUpOnce(job, up) {
    const { inputs, configuration, target, tools, phase } = job;
    const { plan, before, replaces, steps } = up;
    const { clock, log } = tools;
    const operation = await phase(steps.deploy, () => write(job, up));
    const http = await tools.http();
    return phase(steps.wait, () => (0,_service_wait_wait_js__WEBPACK_IMPORTED_MODULE_4__/* .waitForHealthy */ .S)({
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
    const { plan, replaces = false, afterDelete = replaces, onBegin, onTouched } = up;
    const { groups } = target;
    const { clock, log } = tools;
    onBegin();
    try {
        if (replaces)
            await (0,_service_write_gone_js__WEBPACK_IMPORTED_MODULE_3__/* .deleteGroup */ .N)({ groups, groupName: plan.groupName, clock, log });
    }
    catch (caught) {
        if (!wasRefused(caught))
            onTouched?.();
        throw caught;
    }
    if (replaces) {
        onTouched?.();
        onBegin();
    }
    try {
        const operation = await (0,_service_write_deploy_js__WEBPACK_IMPORTED_MODULE_2__/* .deploy */ .g)({ groups, plan, afterDelete, clock, log });
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
    return cause instanceof _azure_azure_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AzureError */ .M6 && cause.status >= 400 && cause.status < 500 && cause.status !== 408;
}


/***/ }),

/***/ 60239:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ compareGroups),
  h: () => (/* binding */ describeDifference)
});

// EXTERNAL MODULE: ./build/service/decide/immutable.js
var immutable = __webpack_require__(85813);
// EXTERNAL MODULE: ./build/service/tags.js
var tags = __webpack_require__(12771);
;// CONCATENATED MODULE: ./build/service/decide/visible.js
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

;// CONCATENATED MODULE: ./build/service/decide/compare.js



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
const OUTSIDE = new Set(tags/* TAGS_OUTSIDE_REVISION */.y6.map((tag) => `tags[${tag}]`));
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
        replaces: (0,immutable/* needsReplacement */.m)(path, live),
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


/***/ }),

/***/ 85813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isEmpty),
/* harmony export */   m: () => (/* binding */ needsReplacement)
/* harmony export */ });
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


/***/ }),

/***/ 81037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ Superseded),
/* harmony export */   g: () => (/* binding */ supersededBy)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12771);


/** Somebody else has deployed the group while this run worked on it. What they deployed is not ours to undo. */
class Superseded extends _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
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
    const found = group?.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.revision];
    if (found === undefined || found === plan.revision || found === before?.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.revision])
        return undefined;
    const run = group?.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .TAGS */ .gp.runUrl];
    return new Superseded([
        (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3)(`The container group ${plan.groupName} was deployed by ${run ? `another run (${run})` : 'somebody else'} while this run worked on it: it has the revision ${found}, and this run's is ${plan.revision}.`, {
            remedy: 'What that run deployed is left as it is. Let no two runs work on one service: set `concurrency` in the workflow.',
        }),
    ]);
}


/***/ }),

/***/ 53153:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ planPrevious)
/* harmony export */ });
/* harmony import */ var _decide_deployed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38115);
/* harmony import */ var _front_end_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41837);
/* harmony import */ var _probes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3715);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12771);




/**
 * Plans the previous state of a service from the group that was read before the update, its recorded tags, and the
 * secrets of this run. Where the keys have changed, this run's keys hold: Azure does not tell the old ones, so that
 * the group is tagged as restored, and no later run takes it for unchanged. Pure.
 */
function planPrevious(live, known) {
    const lost = [];
    const auth = authOf(live, known, lost);
    const scoring = (0,_decide_deployed_js__WEBPACK_IMPORTED_MODULE_0__/* .scoringContainerOf */ .kr)(live);
    const { healthPath, revision, scoringPath = known.scoringPath } = (0,_decide_deployed_js__WEBPACK_IMPORTED_MODULE_0__/* .deployedOf */ .qj)(live);
    const frontEnd = (0,_front_end_js__WEBPACK_IMPORTED_MODULE_1__/* .frontEndVolume */ .JJ)({
        revision,
        port: scoring?.ports?.[0]?.port ?? 0,
        healthPath,
        scoringTimeoutMs: timeoutOf(scoring),
        auth,
    });
    const restored = groupOf(live, known, frontEnd, lost);
    const isSure = lost.length === 0 && !auth.enabled;
    const group = isSure ? restored : { ...restored, tags: { ...restored.tags, [_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.restored]: 'true' } };
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
    if (tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.auth] === 'none')
        return { enabled: false };
    if (tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.auth] === 'key' && !auth.enabled)
        lost.push('the keys: this run has none, so that anybody may call the service');
    return auth;
}
/** Milliseconds: exactly as the server's variable says where it fits the probe, else as the probe says. */
function timeoutOf(scoring) {
    const probed = (0,_probes_js__WEBPACK_IMPORTED_MODULE_3__/* .scoringTimeoutOf */ .WM)(scoring?.readinessProbe);
    const variable = scoring?.environmentVariables?.find(({ name }) => name === 'SCORING_TIMEOUT_MS');
    const exact = Number(variable?.value ?? Number.NaN) - _probes_js__WEBPACK_IMPORTED_MODULE_3__/* .SERVER_TIMEOUT_MARGIN_MS */ .E;
    return Math.abs(exact - probed) < 1000 ? exact : probed;
}
/** The body of the PUT: what Azure showed, without what it only answers, and with the secrets. */
function groupOf(live, known, frontEnd, lost) {
    const { location, tags, osType, restartPolicy, sku, priority, zones, subnetIds, dnsConfig } = live;
    const access = accessOf(live, known, lost);
    return {
        ...defined({ location, tags, restartPolicy, sku, priority, subnetIds, dnsConfig }),
        ...(zones && zones.length > 0 && { zones }),
        osType,
        ...access,
        containers: live.containers.map((container) => containerOf(container, known, lost)),
        ...(live.initContainers &&
            live.initContainers.length > 0 && {
            initContainers: live.initContainers.map((container) => containerOf(container, known, lost)),
        }),
        ...(live.ipAddress && { ipAddress: addressOf(live.ipAddress) }),
        ...(live.volumes && { volumes: live.volumes.map((volume) => volumeOf(volume, frontEnd, lost)) }),
    };
}
/** With its secure variables, and without what Azure only answers. */
function containerOf(container, known, lost) {
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
function accessOf(live, { pull }, lost) {
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
    const identity = identityOf(live.identity, identities);
    return {
        ...(identity && { identity }),
        ...(credentials.length > 0 && { imageRegistryCredentials: credentials }),
    };
}
function identityOf(live, identities) {
    const isSystem = live?.type?.includes('SystemAssigned') ?? false;
    if (identities.size === 0)
        return isSystem ? { type: 'SystemAssigned' } : undefined;
    return {
        type: isSystem ? 'SystemAssigned, UserAssigned' : 'UserAssigned',
        userAssignedIdentities: Object.fromEntries([...identities].map((id) => [id, {}])),
    };
}
/** Without the address itself: Azure gives it. */
function addressOf({ type, ports, dnsNameLabel, autoGeneratedDomainNameLabelScope }) {
    return { type, ports, ...defined({ dnsNameLabel, autoGeneratedDomainNameLabelScope }) };
}
function volumeOf(volume, frontEnd, lost) {
    if (volume.name === _front_end_js__WEBPACK_IMPORTED_MODULE_1__/* .FRONT_END_VOLUME */ .t8)
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


/***/ }),

/***/ 72873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oo: () => (/* binding */ MISSING_MS),
/* harmony export */   oy: () => (/* binding */ isDeleted),
/* harmony export */   qn: () => (/* binding */ Deleted)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);

/**
 * Milliseconds that a group which was there must be missing before it counts as deleted: a single look may meet a copy
 * of Resource Manager that lags behind.
 */
const MISSING_MS = 10_000;
/** Milliseconds between two looks. */
const LOOK_MS = 1_000;
/** Somebody else has deleted the group while this run worked on it. */
class Deleted extends _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    constructor(groupName, options) {
        super([
            (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3)(`The container group ${groupName} is gone: somebody else deleted it while this run worked on it.`, {
                remedy: 'The activity log of its resource group tells who. If it was another run, let no two runs work on one service: set `concurrency` in the workflow.',
            }),
        ], options);
        this.name = 'Deleted';
    }
}
/** True when a group that this run has seen is not there, and stays away. */
async function isDeleted(groups, groupName, clock) {
    const until = clock.now() + MISSING_MS;
    while ((await groups.get(groupName)) === undefined) {
        if (clock.now() >= until)
            return true;
        await clock.sleep(LOOK_MS);
    }
    return false;
}


/***/ }),

/***/ 65226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ deploymentFailure),
/* harmony export */   S: () => (/* binding */ DeploymentFailure)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);
/* harmony import */ var _diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80188);
/* harmony import */ var _diagnosis_evidence_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(44321);
/* harmony import */ var _diagnosis_match_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1643);
/* harmony import */ var _diagnosis_place_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(81053);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(60711);
/* harmony import */ var _progress_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(28493);
/* harmony import */ var _symptoms_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(49782);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(35651);









/** Events shown as evidence. */
const SHOWN_EVENTS = 15;
/** A service that did not become healthy. */
class DeploymentFailure extends _findings_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ {
    service;
    constructor(service, ...given) {
        super(...given);
        this.name = 'DeploymentFailure';
        this.service = service;
    }
}
/** The error that ends a wait: what happened, why, what to do, and the evidence. */
function deploymentFailure(autopsy) {
    const diagnoses = (0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .diagnose */ .h)((0,_symptoms_js__WEBPACK_IMPORTED_MODULE_5__/* .symptomsOf */ .A)(autopsy));
    const { state, endpoint, view, portalUrl, correlationId, remedy } = autopsy;
    const [first] = diagnoses;
    const code = view.operation?.error?.code;
    const azure = { portalUrl, ...(code && { code }), ...(correlationId && { correlationId }) };
    const finding = (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3)(headline(autopsy, first), {
        remedy: first?.remedy ?? remedy,
        ...(first?.place && { place: first.place }),
        azure,
        evidence: evidenceOf(autopsy, diagnoses),
    });
    return new DeploymentFailure({ state, diagnoses, ...(endpoint && { endpoint }) }, [finding]);
}
function headline({ service, what, said }, first) {
    const happened = `The service ${service} is not healthy: ${what}`;
    if (first)
        return `${happened}. ${(0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .causeSentence */ .J)(first)}`;
    return said ? `${happened}: ${(0,_diagnosis_place_js__WEBPACK_IMPORTED_MODULE_3__/* .quote */ .hD)(said)}` : `${happened}.`;
}
function evidenceOf({ view, logs, outcome }, diagnoses) {
    const [first, ...others] = diagnoses;
    const containers = view.group?.containers ?? [];
    return [
        ...section('What points to the cause:', (0,_diagnosis_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .trimmed */ .d)(first?.evidence ?? [])),
        ...others.flatMap((other) => [
            ...section(`${(0,_diagnosis_diagnose_js__WEBPACK_IMPORTED_MODULE_1__/* .causeSentence */ .J)(other)} ${other.remedy}`, (0,_diagnosis_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .trimmed */ .d)(other.evidence)),
        ]),
        ...section('Containers:', containers.map((container) => containerLine(container, view))),
        ...section('Events of this deployment:', (0,_diagnosis_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .trimmed */ .d)(view.events.slice(-SHOWN_EVENTS).map(_events_js__WEBPACK_IMPORTED_MODULE_6__/* .describeEvent */ .gN))),
        ...[...logs].flatMap(([container, log]) => section(`Last lines of the log of ${container}:`, (0,_diagnosis_evidence_js__WEBPACK_IMPORTED_MODULE_2__/* .trimmed */ .d)((0,_diagnosis_match_js__WEBPACK_IMPORTED_MODULE_7__/* .linesOf */ .Dx)(log.trimEnd())))),
        ...(outcome ? [`Last seen: ${(0,_progress_js__WEBPACK_IMPORTED_MODULE_4__/* .describeOutcome */ .S)(outcome)}`] : []),
    ];
}
function section(title, lines) {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
function containerLine(container, { since, restarts }) {
    const { currentState } = container.instanceView ?? {};
    const code = (0,_view_js__WEBPACK_IMPORTED_MODULE_8__/* .exitCodeOf */ .FO)(container, since);
    return [
        `${container.name}: ${currentState?.state ?? 'not started'}`,
        ...(currentState?.detailStatus ? [currentState.detailStatus] : []),
        ...(code === undefined ? [] : [`exit code ${code}`]),
        `restarts: ${restarts.get(container.name) ?? 0}`,
    ].join(', ');
}


/***/ }),

/***/ 15330:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ waitForHealthy)
});

// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/elapsed.js
var elapsed = __webpack_require__(48712);
// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/explain.js
var explain = __webpack_require__(21139);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/service/wait/deleted.js
var deleted = __webpack_require__(72873);
// EXTERNAL MODULE: ./build/service/wait/events.js
var events = __webpack_require__(60711);
// EXTERNAL MODULE: ./build/service/wait/view.js
var wait_view = __webpack_require__(35651);
;// CONCATENATED MODULE: ./build/service/wait/arm-watch.js






/** How long Azure may fail to answer, or not know the group, before a wait is given up. Milliseconds. */
const PATIENCE_MS = 60_000;
/** Asks Azure how a deployment goes, and bears with answers that fail to come. */
class ArmWatch {
    #watched;
    #restarts;
    #operation;
    #isLost = false;
    #group;
    #isMissing = false;
    #lastGood;
    constructor(watched) {
        this.#watched = watched;
        this.#restarts = new wait_view/* RestartCounter */.cD(watched.before);
        this.#lastGood = watched.clock.now();
    }
    /** True when the group was there, and Azure did not know it at the last look. */
    get isGone() {
        return this.#isMissing && (this.#group ?? this.#watched.before) !== undefined;
    }
    /**
     * Asks once for the operation and the group, together.
     * @throws ActionError when Azure refuses, or has not answered for a minute.
     * @throws Deleted when the group is not there any more.
     */
    async look() {
        await Promise.all([this.#lookAtOperation(), this.#lookAtGroup()]);
        const { operation, before } = this.#watched;
        const since = operation?.startedAt;
        return {
            group: this.#group,
            operation: this.#operation,
            events: (0,events/* eventsSince */.S5)({ group: this.#group, operation: this.#operation?.events ?? [], since, before }),
            restarts: this.#restarts.see(this.#group),
            since,
        };
    }
    async #lookAtOperation() {
        const { operation, log } = this.#watched;
        const isOver = this.#operation !== undefined && (0,wait_view/* isFinal */.dR)(this.#operation);
        if (!operation || isOver || this.#isLost)
            return;
        try {
            this.#operation = await operation.poll();
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M6))
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
            this.#isMissing = group === undefined;
            if (group) {
                this.#group = (0,wait_view/* withoutOldStates */.gE)(group, before);
                this.#lastGood = clock.now();
                return;
            }
        }
        catch (caught) {
            if (!(caught instanceof azure_error/* AzureError */.M6))
                throw caught;
            if (!mayPass(caught) || this.#isOverdue(PATIENCE_MS))
                throw (0,explain/* explain */.W)(caught);
            log.debug(`Azure does not tell about the container group: ${caught.message}`);
            return;
        }
        // A new group may not be known everywhere at once.
        if (this.#isOverdue(this.isGone ? deleted/* MISSING_MS */.Oo : PATIENCE_MS))
            throw new deleted/* Deleted */.qn(groupName);
    }
    #isOverdue(patienceMs) {
        return this.#watched.clock.now() - this.#lastGood > patienceMs;
    }
}
/** True for what may be over in a moment. A group in transition is only a reason to look again. */
function mayPass({ facts, code }) {
    return code === 'ContainerGroupTransitioning' || (0,retry/* classify */.L8)(facts, { call: 'group' }).retries > 0;
}

// EXTERNAL MODULE: ./build/service/wait/container-logs.js
var container_logs = __webpack_require__(36839);
// EXTERNAL MODULE: ./build/service/wait/deployment-failure.js
var deployment_failure = __webpack_require__(65226);
// EXTERNAL MODULE: ./build/service/wait/endpoint.js
var wait_endpoint = __webpack_require__(89375);
// EXTERNAL MODULE: ./build/service/wait/health.js
var health = __webpack_require__(20936);
// EXTERNAL MODULE: ./build/service/wait/progress.js
var progress = __webpack_require__(28493);
// EXTERNAL MODULE: ./build/service/wait/state.js
var state = __webpack_require__(58397);
// EXTERNAL MODULE: ./build/service/decide/superseded.js
var decide_superseded = __webpack_require__(81037);
// EXTERNAL MODULE: ./build/service/wait/wreck.js
var wait_wreck = __webpack_require__(80318);
;// CONCATENATED MODULE: ./build/service/wait/wait.js













/** Milliseconds between two looks at Azure; half of it when only Azure's word is missing. */
const LOOK_MS = 1_000;
/** Milliseconds that a healthy service's name is given to resolve. */
const NAME_MS = 60_000;
/** Milliseconds that the last reading of the logs may take. */
const LAST_LOGS_MS = 5_000;
/**
 * Waits until the service is healthy: Azure is done, every container runs, and the health path answers 200 with the
 * revision of this plan. Azure's word alone is never enough.
 * @throws DeploymentFailure as soon as the service cannot become healthy any more, or at the time-out.
 * @throws Superseded as soon as the group is somebody else's deployment; Deleted when somebody else deleted it.
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
        this.#logs = new container_logs/* ContainerLogs */.R(groups, plan.groupName);
        this.#progress = new progress/* Progress */.k(log, clock);
        this.#deadline = clock.now() + request.timeoutMs;
        const question = { http, clock, healthPath: plan.healthPath, revision: plan.revision };
        // The answer everybody waits for: Azure is asked at once.
        this.health = new health/* HealthWatch */.u(question, () => this.#wake.abort());
    }
    async untilHealthy() {
        const { clock, plan } = this.#request;
        for (;;) {
            const next = clock.now() + LOOK_MS;
            this.#wake = new AbortController();
            const view = await this.#arm.look();
            this.health.aim((0,wait_endpoint/* addressOf */.ci)(view.group));
            void this.#logs.read(view.group);
            this.#progress.tell(view, this.health.outcome);
            const endpoint = (0,wait_endpoint/* endpointOf */.X5)(view.group, plan.scoringPath);
            if (view.group && endpoint && (0,wait_view/* isRunning */.W_)(view) && this.health.isHealthy) {
                return { state: 'Healthy', endpoint, group: view.group };
            }
            const superseded = (0,decide_superseded/* supersededBy */.g)(view.group, plan, this.#request.before);
            if (superseded)
                throw superseded;
            const failure = await this.#wrecked(view);
            if (failure)
                throw failure;
            if (clock.now() >= this.#deadline) {
                throw this.#arm.isGone ? new deleted/* Deleted */.qn(plan.groupName) : await this.#timedOut(view);
            }
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
        log.report((0,findings/* warning */.$e)(`The service is healthy, but after ${(0,elapsed/* formatElapsed */.C)(NAME_MS)} its name ${fqdn} does not resolve on this runner.`, {
            remedy: 'DNS may need a few more minutes. Until then the service answers under its IP address.',
        }));
    }
    async #nameWorksWithin(ms) {
        const { clock } = this.#request;
        const until = clock.now() + ms;
        while (clock.now() < until) {
            if (this.health.nameWorks)
                return true;
            await clock.sleep(LOOK_MS / 4);
        }
        return this.health.nameWorks;
    }
    async #pause(next) {
        const { clock } = this.#request;
        const soon = this.health.isHealthy ? next - LOOK_MS / 2 : next;
        const rest = Math.min(soon, this.#deadline) - clock.now();
        if (rest > 0)
            await clock.sleep(rest, this.#wake.signal);
    }
    /** The error of a deployment that is lost. One of a group that is not there any more ends otherwise. */
    async #wrecked(view) {
        const wreck = (0,wait_wreck/* wreckOf */.S)(view);
        if (!wreck)
            return undefined;
        const remedy = 'Read the events and log lines below, correct the cause, and run the workflow again.';
        // A failed operation says little: the group is read once more, because it may tell what was wrong.
        const last = wreck.kind === 'operation' ? await this.#arm.look() : view;
        if (this.#arm.isGone)
            return undefined;
        const told = (0,wait_wreck/* wreckOf */.S)(last) ?? wreck;
        return this.#failure(last, told.what, remedy, told);
    }
    #timedOut(view) {
        const what = `it did not become so within ${(0,elapsed/* formatElapsed */.C)(this.#request.timeoutMs)} (wait-timeout)`;
        const remedy = 'See what it is busy with in the log lines below. If init() only needs longer, raise wait-timeout; otherwise check that the server listens on `port` and answers on `health-path`.';
        return this.#failure(view, what, remedy);
    }
    async #failure(view, what, remedy, wreck) {
        const { plan, groups, operation, clock, repository } = this.#request;
        const read = new AbortController();
        await Promise.race([this.#logs.read(view.group), clock.sleep(LAST_LOGS_MS, read.signal)]);
        read.abort();
        return (0,deployment_failure/* deploymentFailure */.K)({
            service: plan.name,
            what,
            said: wreck?.said,
            remedy,
            repository,
            view,
            logs: inOrder(view.group, this.#logs.kept),
            outcome: this.health.outcome,
            state: (0,state/* serviceState */.Lj)(view, this.health.isHealthy, wreck),
            endpoint: (0,wait_endpoint/* endpointOf */.X5)(view.group, plan.scoringPath),
            portalUrl: groups.portalUrl(plan.groupName),
            correlationId: operation?.correlationId,
        });
    }
}
/** The logs in the order of the containers: the scoring container's first. */
function inOrder(group, logs) {
    const entries = (group?.containers ?? []).map(({ name }) => [name, logs.get(name)]);
    return new Map(entries.filter((entry) => entry[1] !== undefined));
}


/***/ }),

/***/ 29499:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZW: () => (/* binding */ capacityRemedy),
  PT: () => (/* binding */ whereThereIsRoom),
  _f: () => (/* binding */ withRegions)
});

// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/azure/retry/codes.js
var codes = __webpack_require__(51427);
// EXTERNAL MODULE: ./build/service/wait/deployment-failure.js
var deployment_failure = __webpack_require__(65226);
;// CONCATENATED MODULE: ./build/service/write/neighbours.js
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

;// CONCATENATED MODULE: ./build/service/write/capacity.js





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
        return await (0,retry/* withRetry */.bD)({ call: 'operation' }, async () => {
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
        throw withRegions(caught instanceof azure_error/* AzureError */.M6 ? caught.origin : caught, group);
    }
}
/** What a deployment threw; where there was no room, with other regions and sizes. */
function withRegions(caught, group) {
    if (!isWithoutRoom(caught))
        return caught;
    const { service, findings } = caught;
    const remedy = capacityRemedy(group);
    return new deployment_failure/* DeploymentFailure */.S(service, findings.map((finding, at) => (at === 0 ? { ...finding, remedy } : finding)));
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
    return caught instanceof deployment_failure/* DeploymentFailure */.S && caught.service.diagnoses[0]?.rule === CAPACITY;
}
function noRoom(groupName, cause) {
    return new azure_error/* AzureError */.M6({
        doing: `deploy the container group ${groupName}`,
        // The call itself was answered; it is the operation that failed.
        status: 200,
        code: codes/* INSUFFICIENT_CAPACITY */.Lg,
        message: cause.message,
    }, { cause });
}


/***/ }),

/***/ 59666:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _: () => (/* binding */ checkOwnership),
  g: () => (/* binding */ deploy)
});

// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
;// CONCATENATED MODULE: ./build/service/write/put.js

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
            if (!(caught instanceof azure_error/* AzureError */.M6))
                throw caught;
            isOpen ||= (0,azure_error/* leavesOpen */.LN)(caught);
            if (isOpen && (await isTaken(groups, groupName, group)))
                return followed(groups, groupName);
            throw caught;
        }
    };
}
/** How the image is pulled, where that decides whether a refusal may pass. */
function pullOf({ containers, imageRegistryCredentials = [] }) {
    if (imageRegistryCredentials.some(({ identity }) => identity !== undefined))
        return 'identity';
    return containers.some(({ image }) => isOnDockerHub(image)) ? 'docker-hub' : undefined;
}
function isOnDockerHub(image) {
    const [host = '', ...path] = image.split('/');
    const isHost = path.length > 0 && /[.:]|^localhost$/.test(host);
    return !isHost || DOCKER_HUB.test(host);
}
/** True when the group has every tag of the plan, the run's own among them. */
async function isTaken(groups, name, { tags = {} }) {
    try {
        const found = (await groups.get(name))?.tags;
        return found !== undefined && Object.entries(tags).every(([tag, value]) => found[tag] === value);
    }
    catch (caught) {
        if (caught instanceof azure_error/* AzureError */.M6)
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

// EXTERNAL MODULE: ./build/azure/explain.js
var explain = __webpack_require__(21139);
// EXTERNAL MODULE: ./build/service/write/capacity.js + 1 modules
var capacity = __webpack_require__(29499);
;// CONCATENATED MODULE: ./build/service/write/refused-put.js




/** The error of a PUT that Azure refuses for good; where there is no room, with other regions and sizes. */
function refusedPut(refusal, place, group) {
    const explained = (0,explain/* explain */.W)(refusal);
    if ((0,retry/* classify */.L8)(refusal.facts, place).retryClass !== 'capacity')
        return explained;
    const remedy = (0,capacity/* capacityRemedy */.ZW)(group);
    return new findings/* ActionError */.lZ(explained.findings.map((finding) => ({ ...finding, remedy })), { cause: refusal });
}

// EXTERNAL MODULE: ./build/service/decide/owner.js
var owner = __webpack_require__(82410);
// EXTERNAL MODULE: ./build/service/tags.js
var tags = __webpack_require__(12771);
;// CONCATENATED MODULE: ./build/service/write/deploy.js







/** Refuses a group that is not this service's: only what the Action made for it may be replaced. */
function checkOwnership(live, plan) {
    const foreign = (0,owner/* foreignReason */.v)(live, { service: plan.name, preview: plan.group.tags?.[tags/* TAGS */.gp.preview] });
    if (foreign === undefined)
        return [];
    return [
        (0,findings/* error */.z3)(`The container group ${plan.groupName} exists already and ${foreign}; it is left as it is.`, {
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
    const place = { call: 'put', afterDelete, pull: pullOf(plan.group) };
    try {
        return await (0,retry/* withRetry */.bD)(place, putOnce(groups, plan), { clock, log });
    }
    catch (caught) {
        throw caught instanceof azure_error/* AzureError */.M6 ? refusedPut(caught, place, plan.group) : caught;
    }
}


/***/ })

};
