export const id = 536;
export const ids = [536];
export const modules = {

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

/***/ 67672:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ baseGroupNameOf),
/* harmony export */   c: () => (/* binding */ groupNameOf)
/* harmony export */ });
/* harmony import */ var _service_plan_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94426);

/**
 * Name of the container group of the run's service: the input's, else made from the service and its owner. Two
 * repositories may have a pull request of one number for services of one name: a preview's owner is both.
 *
 * @param ownerId ARM id of the workspace; without one, of the resource group.
 */
function groupNameOf({ inputs, preview }, ownerId) {
    const owner = preview ? `${ownerId}#${preview.repository}` : ownerId;
    return inputs.containerGroupName ?? (0,_service_plan_names_js__WEBPACK_IMPORTED_MODULE_0__/* .containerGroupName */ .y0)(inputs.name, owner);
}
/** Name of the container group of the service that a preview stands beside. */
function baseGroupNameOf({ base, baseGroupName }, ownerId) {
    return baseGroupName ?? (0,_service_plan_names_js__WEBPACK_IMPORTED_MODULE_0__/* .containerGroupName */ .y0)(base, ownerId);
}


/***/ }),

/***/ 48445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ expectedName),
/* harmony export */   bf: () => (/* binding */ ownerOf),
/* harmony export */   c1: () => (/* binding */ groupsOf),
/* harmony export */   qn: () => (/* binding */ isCandidate),
/* harmony export */   z5: () => (/* binding */ serviceOf)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);
/* harmony import */ var _preview_types_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58258);
/* harmony import */ var _service_decide_owner_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(82410);
/* harmony import */ var _service_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12771);
/* harmony import */ var _group_name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67672);





/** Whose groups a run may touch that is about this service. */
function ownerOf({ inputs, preview }, { workspace }) {
    return {
        service: inputs.name,
        ...(preview && { preview: (0,_preview_types_js__WEBPACK_IMPORTED_MODULE_4__/* .previewTag */ .j)(preview) }),
        ...(workspace !== undefined && { workspace }),
    };
}
/** Name of the group that the run's service has, or would have. */
function expectedName(subject, access) {
    return (0,_group_name_js__WEBPACK_IMPORTED_MODULE_3__/* .groupNameOf */ .c)(subject, access.workspace ?? access.resourceGroup.id);
}
/**
 * The groups of the run's service and their candidates, out of all groups of the resource group. Pure.
 * @throws ActionError when the group that should be the service's is somebody else's, or it cannot be told which is meant.
 */
function groupsOf(all, subject, access) {
    const owner = ownerOf(subject, access);
    const expected = expectedName(subject, access);
    const foreign = all.find(({ name }) => name === expected);
    const reason = foreign && (0,_service_decide_owner_js__WEBPACK_IMPORTED_MODULE_1__/* .foreignReason */ .v)(foreign, owner);
    if (reason !== undefined)
        throw notOurs(expected, reason);
    const { containerGroupName } = subject.inputs;
    const own = all.filter((group) => (0,_service_decide_owner_js__WEBPACK_IMPORTED_MODULE_1__/* .foreignReason */ .v)(group, owner) === undefined &&
        (containerGroupName === undefined || liveNameOf(group) === containerGroupName));
    const names = [...new Set(own.map(liveNameOf))];
    // All that one pull request has is its previews; two services of one name are two services.
    if (names.length > 1 && !subject.preview)
        throw ambiguous(subject.inputs.name, names);
    return own;
}
/**
 * The group of the run's service and its candidate, out of all groups of the resource group. Pure.
 * @throws ActionError as {@link groupsOf} does.
 */
function serviceOf(all, subject, access) {
    const own = groupsOf(all, subject, access);
    const expected = (0,_group_name_js__WEBPACK_IMPORTED_MODULE_3__/* .groupNameOf */ .c)(subject, access.workspace ?? access.resourceGroup.id);
    // A preview may be in another place than this run would put it.
    const meant = own.some((group) => liveNameOf(group) === expected) ? expected : own[0] && liveNameOf(own[0]);
    const these = own.filter((group) => liveNameOf(group) === meant);
    const live = these.find((group) => !isCandidate(group));
    const candidate = these.find(isCandidate);
    return { ...(live && { live }), ...(candidate && { candidate }) };
}
/** True for a group that stands in for another one. */
function isCandidate({ tags }) {
    return tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateOf] !== undefined;
}
/** Name of the group that serves, or for which a candidate stands in. */
function liveNameOf({ name = '', tags }) {
    return tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateOf] ?? name;
}
function notOurs(name, reason) {
    return (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .failure */ .V2)(`The container group ${name} ${reason}; it is left as it is.`, {
        remedy: 'Check name, container-group-name and workspace; delete the group in the portal if nobody needs it.',
    });
}
function ambiguous(service, names) {
    return (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .failure */ .V2)(`There are several services ${service}: ${names.join(', ')}.`, {
        input: 'container-group-name',
        remedy: 'Say which is meant with workspace or container-group-name.',
    });
}


/***/ }),

/***/ 39710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   k: () => (/* binding */ logText),
/* harmony export */   t: () => (/* binding */ showPlan)
/* harmony export */ });
/* harmony import */ var _service_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31682);

/** What a run would do, by what was decided. */
const WOULD_BE = {
    create: 'created',
    unchanged: 'left as it is',
    update: 'updated',
    replace: 'deleted and created again',
};
/** Ends a dry run: prints what would be built and the container group, with secrets masked. */
async function showPlan({ plan, image, decision }, tools, facts) {
    facts.plan = (0,_service_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .maskPlan */ .k)(plan);
    facts.result = 'planned';
    facts.wouldBe = WOULD_BE[decision.kind];
    if (image.build) {
        const { repository, tag, server, dockerfile } = image.build;
        await logText(tools.log, `Dockerfile of ${server}/${repository}:${tag}`, dockerfile);
        tools.log.info('The image would be built; its digest, and with it the revision, is known after the build');
    }
    else {
        tools.log.info('The image exists: nothing would be built');
    }
    await logText(tools.log, `Container group ${plan.groupName}`, facts.plan);
    tools.log.info(`Dry run: nothing was written. The container group ${plan.groupName} would be ${facts.wouldBe}.`);
}
/** Logs a text of several lines as a group. */
function logText(log, title, text) {
    return log.group(title, () => {
        for (const line of text.trimEnd().split('\n'))
            log.info(line);
        return Promise.resolve();
    });
}


/***/ }),

/***/ 98024:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ answers),
  s: () => (/* binding */ outcomeOf)
});

// EXTERNAL MODULE: ./build/service/wait/endpoint.js
var endpoint = __webpack_require__(89375);
// EXTERNAL MODULE: ./build/service/wait/health.js
var health = __webpack_require__(20936);
;// CONCATENATED MODULE: ./build/service/wait/answers.js


/** Milliseconds between two looks at what the requests got. */
const LOOK_MS = 100;
/**
 * Asks until the health path answers 200 with this revision, or the time is over: what the newest request got. Undefined
 * when there is no address, or nothing has come of any request. Azure is not asked.
 */
async function askFor(question) {
    const { group, healthPath, revision, http, clock, timeoutMs } = question;
    const address = (0,endpoint/* addressOf */.ci)(group);
    if (!address)
        return undefined;
    const stop = new AbortController();
    const healthy = new AbortController();
    const watch = new health/* HealthWatch */.u({ http, clock, healthPath, revision }, () => healthy.abort());
    watch.aim(address);
    const asking = watch.run(stop.signal);
    try {
        const until = clock.now() + timeoutMs;
        while (!watch.isHealthy && clock.now() < until)
            await clock.sleep(LOOK_MS, healthy.signal);
        return watch.outcome;
    }
    finally {
        stop.abort();
        await asking;
    }
}

;// CONCATENATED MODULE: ./build/phases/update/answers.js

/** Milliseconds that a service which should be healthy has for an answer; a scoring request may be in its way. */
const PATIENCE_MS = 20_000;
/** True as soon as the living service answers with the revision of the plan. Azure is not asked. */
async function answers(asked, live, tools) {
    return (await outcomeOf(asked, live, tools))?.kind === 'healthy';
}
/** The same with what the endpoint did instead; undefined when it has no address, or nothing has come of the requests. */
async function outcomeOf({ healthPath, revision }, live, { http, clock }) {
    return askFor({ group: live, healthPath, revision, http: await http(), clock, timeoutMs: PATIENCE_MS });
}


/***/ }),

/***/ 65783:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QC: () => (/* binding */ containerGroupId),
/* harmony export */   iK: () => (/* binding */ pointTo),
/* harmony export */   o: () => (/* binding */ lookAtUntouched)
/* harmony export */ });
/* harmony import */ var _service_wait_endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89375);
/* harmony import */ var _service_tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12771);
/* harmony import */ var _answers_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(98024);



/** From now on outputs and summary point to this group. */
function pointTo({ facts, target, }, serving) {
    const { groupName, revision, state, endpoint, image } = serving;
    facts.containerGroup = containerGroupId(target.resourceGroup.id, groupName);
    facts.portalUrl = target.groups.portalUrl(groupName);
    facts.revision = revision;
    if (state)
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
    const revision = live.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.revision] ?? '';
    const endpoint = (0,_service_wait_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .endpointOf */ .X5)(live, paths.scoringPath);
    const isUp = await (0,_answers_js__WEBPACK_IMPORTED_MODULE_2__/* .answers */ .G)({ healthPath: paths.healthPath, revision }, live, job.tools);
    pointTo(job, {
        groupName: live.name ?? '',
        revision,
        state: isUp ? 'Healthy' : 'Unhealthy',
        endpoint,
        image: live.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.image],
    });
    return isUp
        ? `It serves on as revision ${revision} at ${endpoint?.scoringUri ?? ''}.`
        : `It does not answer as revision ${revision}; that is not this run's doing.`;
}
/** ARM id of a container group. */
function containerGroupId(resourceGroupId, groupName) {
    return `${resourceGroupId}/providers/Microsoft.ContainerInstance/containerGroups/${groupName}`;
}


/***/ }),

/***/ 31682:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ maskPlan),
  $: () => (/* binding */ planService)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/service/plan/front-end-config.js
var front_end_config = __webpack_require__(98916);
;// CONCATENATED MODULE: ./build/service/plan/dns.js


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
        (0,findings/* error */.z3)(`Azure does not take "${dnsNameLabel.slice(0, 80)}" as dnsNameLabel.`, {
            input: 'deployment-config',
            remedy: 'Use 5 to 63 lower-case letters, digits and hyphens; begin with a letter, end with a letter or digit.',
        }),
    ];
}
/** A group's name may be shorter than a label, or begin with a digit. */
function labelOf(groupName) {
    return LABEL.test(groupName) ? groupName : `aci-${groupName}`.slice(0, MAX_LABEL).replace(/-+$/, '');
}

// EXTERNAL MODULE: ./build/service/plan/front-end.js
var front_end = __webpack_require__(41837);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./build/service/plan/secrets.js
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

// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(12771);
;// CONCATENATED MODULE: ./build/service/plan/revision.js



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

// EXTERNAL MODULE: ./build/service/plan/probes.js
var probes = __webpack_require__(3715);
;// CONCATENATED MODULE: ./build/service/plan/scoring-container.js



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
            readinessProbe: (0,probes/* readinessProbe */.VZ)(request),
            livenessProbe: (0,probes/* livenessProbe */.AM)(request),
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
    return roundUp(GROUP_MINIMUM[kind] - front_end/* FRONT_END_RESOURCES */.eM[kind], DECIMALS[kind]);
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
            (0,findings/* notice */.lm)(`The ${kind} of the scoring container is raised from ${from} to ${to}: ${why}.`, {
                input: 'deployment-config',
            }),
        ];
    });
}
function minimumOf(kind) {
    const unit = UNITS[kind];
    return `a container group needs ${GROUP_MINIMUM[kind]} ${unit} in all, and the front end takes ${front_end/* FRONT_END_RESOURCES */.eM[kind]} ${unit}`;
}
/** The user's variables, and the time-outs of the scoring server where the user set none. */
function variables(request) {
    const timeoutMs = request.scoringTimeoutMs + probes/* SERVER_TIMEOUT_MARGIN_MS */.E;
    const defaults = [{ name: 'SCORING_TIMEOUT_MS', value: String(timeoutMs) }];
    if (timeoutMs > WORKER_TIMEOUT_S * 1000)
        defaults.push({ name: 'WORKER_TIMEOUT', value: String(Math.ceil(timeoutMs / 1000)) });
    const taken = new Set(request.variables.map(({ name }) => name));
    return [
        ...request.variables.map(({ name, value, secure }) => secure ? { name, secureValue: value } : { name, value }),
        ...defaults.filter(({ name }) => !taken.has(name)),
    ];
}

;// CONCATENATED MODULE: ./build/service/plan/plan.js







/**
 * Plans the whole container group: always the full desired state, because a PUT resets whatever it does not name.
 * Pure: the same request gives the same plan.
 */
function planService(request) {
    const scoring = scoringContainer(request);
    const tags = (0,service_tags/* planTags */.Vd)(request);
    const assemble = (revision, pull = request.pull) => {
        const { container, volume } = (0,front_end/* frontEnd */.xG)(request.name, { ...request, revision });
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


/***/ }),

/***/ 41155:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  logs: () => (/* binding */ logs),
  status: () => (/* binding */ inspect_status)
});

// EXTERNAL MODULE: ./build/config/variables.js
var config_variables = __webpack_require__(19274);
// EXTERNAL MODULE: ./build/config/nearest.js
var nearest = __webpack_require__(49445);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(12771);
// EXTERNAL MODULE: ./build/phases/group-name.js
var group_name = __webpack_require__(67672);
;// CONCATENATED MODULE: ./build/phases/inspect/absent-service.js




/** Services that an error names. */
const NAMED = 20;
/** The error of a run that looks at a service which is not there: what was looked for, and what is there instead. */
function absentService(all, subject, access) {
    const { name } = subject.inputs;
    const groupName = (0,group_name/* groupNameOf */.c)(subject, access.workspace ?? access.resourceGroup.id);
    const services = servicesIn(all);
    const { name: resourceGroup } = access.resourceGroup;
    return (0,findings/* failure */.V2)(`There is no service ${name} in the resource group ${resourceGroup}${(0,nearest/* didYouMean */.a)(name, services)}: neither the container group ${groupName} nor another one that is tagged ${service_tags/* TAGS */.gp.service}=${name} and ${service_tags/* TAGS */.gp.managedBy}=${service_tags/* MANAGED_BY */.Kf}.`, { input: 'name', remedy: remedyOf(services, resourceGroup) });
}
function remedyOf(services, resourceGroup) {
    if (services.length === 0)
        return `Check resource-group and subscription-id: there is no service of this Action in ${resourceGroup}.`;
    const named = services.slice(0, NAMED);
    const more = services.length > named.length ? ` and ${services.length - named.length} more` : '';
    return `Check name, workspace and container-group-name. Services of this Action in ${resourceGroup}: ${named.join(', ')}${more}.`;
}
/** Names of all services of the Action, in alphabetical order. */
function servicesIn(all) {
    const own = all.filter(({ tags }) => tags?.[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf);
    const names = own.map(({ tags }) => tags?.[service_tags/* TAGS */.gp.service] ?? '').filter((name) => name !== '');
    return [...new Set(names)].sort();
}

// EXTERNAL MODULE: ./build/phases/access.js
var access = __webpack_require__(10483);
// EXTERNAL MODULE: ./build/phases/inspect/find-service.js
var find_service = __webpack_require__(48445);
// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/report/look/status-texts.js
var status_texts = __webpack_require__(93452);
// EXTERNAL MODULE: ./build/service/wait/endpoint.js
var wait_endpoint = __webpack_require__(89375);
// EXTERNAL MODULE: ./build/service/wait/container-logs.js
var container_logs = __webpack_require__(36839);
// EXTERNAL MODULE: ./build/service/decide/deployed.js
var deployed = __webpack_require__(38115);
// EXTERNAL MODULE: ./build/diagnosis/diagnose.js + 17 modules
var diagnose = __webpack_require__(80188);
// EXTERNAL MODULE: ./build/service/wait/events.js
var events = __webpack_require__(60711);
// EXTERNAL MODULE: ./build/service/wait/progress.js
var progress = __webpack_require__(28493);
// EXTERNAL MODULE: ./build/service/wait/state.js
var wait_state = __webpack_require__(58397);
// EXTERNAL MODULE: ./build/service/wait/symptoms.js
var symptoms = __webpack_require__(49782);
// EXTERNAL MODULE: ./build/service/wait/view.js
var wait_view = __webpack_require__(35651);
// EXTERNAL MODULE: ./build/service/wait/wreck.js
var wait_wreck = __webpack_require__(80318);
;// CONCATENATED MODULE: ./build/service/wait/inspection.js









/** Milliseconds for which a container that runs again may still be in a crash loop: Kubernetes waits 5 minutes at most between two starts. */
const FRESH_MS = 600_000;
/** Makes out how a service is, by the rules of a deployment: Azure's word alone is never enough. Pure. */
function inspect(seen) {
    const { group, outcome } = seen;
    const view = viewOf(seen);
    // What went wrong before every container came up is over, and a group that was stopped is no wreck.
    const wreck = (0,wait_view/* isRunning */.W_)(view) || isStopped(group) ? undefined : (0,wait_wreck/* wreckOf */.S)(view);
    const state = (0,wait_state/* serviceState */.Lj)(view, outcome?.kind === 'healthy', wreck);
    const service = group.tags?.[service_tags/* TAGS */.gp.service] ?? '';
    return {
        groupName: group.name ?? '',
        service,
        state,
        ...(state !== 'Healthy' && { what: wreck?.what ?? (0,wait_state/* stateReasons */.Py)(group)[0] ?? whatEndpointDoes(outcome) }),
        deployed: (0,deployed/* deployedOf */.qj)(group),
        containers: containersOf(group),
        events: (0,events/* eventsSince */.S5)({ group, operation: [], since: undefined }),
        ...((0,wait_view/* isRunning */.W_)(view) && upSince(group)),
        diagnoses: state === 'Healthy' || isStopped(group) ? [] : (0,diagnose/* diagnose */.h)((0,symptoms/* symptomsOf */.A)({ ...seen, service, view })),
    };
}
function isStopped({ instanceView }) {
    return instanceView?.state === 'Stopped';
}
function upSince({ containers }) {
    const starts = containers.map(startOf).filter((start) => start !== undefined);
    return starts.length === 0 ? {} : { upSince: Math.max(...starts) };
}
/** What Azure says of a group that nobody deploys, without what says nothing about how it is now. */
function viewOf({ group, now }) {
    const containers = group.containers.map((each) => (isFresh(each, now) ? each : withoutPast(each)));
    const current = { ...group, containers };
    return {
        group: current,
        operation: undefined,
        events: (0,events/* eventsSince */.S5)({ group, operation: [], since: undefined }).filter((event) => isCurrent(event, current)),
        restarts: new Map(containers.map(({ name, instanceView }) => [name, instanceView?.restartCount ?? 0])),
        since: undefined,
    };
}
/** True for a container that does not run or has not run for long: how it ended before is of interest. */
function isFresh(container, now) {
    return (0,wait_view/* stateOf */.L4)(container) !== 'Running' || now - (startOf(container) ?? now) < FRESH_MS;
}
function withoutPast(container) {
    const instanceView = { ...container.instanceView, restartCount: 0 };
    delete instanceView.previousState;
    return { ...container, instanceView };
}
/**
 * Azure keeps the events of earlier deployments. Those of a container count from its last start on, and from the one
 * before where it has crashed since: they tell why.
 */
function isCurrent(event, { containers }) {
    const { currentState, previousState } = containers.find(({ name }) => name === event.container)?.instanceView ?? {};
    return (0,events/* isSince */.$l)(event, (previousState ?? currentState)?.startTime?.getTime());
}
function whatEndpointDoes(outcome) {
    const seen = outcome ? (0,progress/* describeOutcome */.S)(outcome) : 'endpoint: it has no address';
    return `it does not answer with its revision (${seen})`;
}
function startOf({ instanceView }) {
    return instanceView?.currentState?.startTime?.getTime();
}
/** How the containers of a group are, the scoring container first. */
function containersOf({ containers }) {
    return containers.map(statusOf);
}
function statusOf(container) {
    const { currentState, previousState, restartCount = 0 } = container.instanceView ?? {};
    const state = (0,wait_view/* stateOf */.L4)(container);
    const since = state === 'Running' ? startOf(container) : undefined;
    const exitCode = (0,wait_view/* exitCodeOf */.FO)(container, undefined);
    const endedAt = (currentState?.finishTime ?? previousState?.finishTime)?.getTime();
    return {
        name: container.name,
        state,
        detail: currentState?.detailStatus ?? '',
        ...(since !== undefined && { since }),
        restarts: restartCount,
        ...(exitCode !== undefined && { exitCode }),
        ...(exitCode !== undefined && endedAt !== undefined && { endedAt }),
    };
}

// EXTERNAL MODULE: ./build/phases/update/answers.js + 1 modules
var answers = __webpack_require__(98024);
;// CONCATENATED MODULE: ./build/phases/inspect/look.js





/**
 * Reads a group, asks its endpoint where it should answer, and reads its logs where they are wanted. Resolves to
 * undefined when there is no such group.
 */
async function lookAt(groupName, { groups }, { tools, withLogs }) {
    const reader = new container_logs/* ContainerLogs */.R(groups, groupName);
    const readLogs = async (group) => withLogs ? reader.read(group) : undefined;
    const first = await groups.get(groupName);
    if (!first)
        return undefined;
    const [outcome] = await Promise.all([ask(first, tools), readLogs(first)]);
    const group = await again(first, outcome, () => groups.get(groupName));
    if (group !== first)
        await readLogs(group);
    // A container may have logged what it was given.
    const logs = new Map([...reader.kept].map(([name, text]) => [name, tools.hide(text)]));
    return { group, inspection: inspect({ group, outcome, logs, now: tools.clock.now() }), logs };
}
/** What the endpoint of a group does that runs by Azure's word. */
async function ask(group, tools) {
    return (0,wait_state/* stateReasons */.Py)(group).length > 0 ? undefined : (0,answers/* outcomeOf */.s)((0,deployed/* deployedOf */.qj)(group), group, tools);
}
/** The group read again when it should have answered: a container that crashes may have done so meanwhile. */
async function again(first, outcome, read) {
    if (outcome?.kind === 'healthy' || (0,wait_state/* stateReasons */.Py)(first).length > 0)
        return first;
    return (await read()) ?? first;
}

// EXTERNAL MODULE: ./build/phases/update/serving.js
var serving = __webpack_require__(65783);
;// CONCATENATED MODULE: ./build/phases/inspect/list-services.js







/** Groups that are looked at side by side. */
const AT_ONCE = 8;
/** Looks at everything that the Action has made in the resource group, and tells how it is, a line each. */
async function listServices(all, { inputs, tools }, azure) {
    const own = all
        .filter(({ tags }) => tags?.[service_tags/* TAGS */.gp.managedBy] === service_tags/* MANAGED_BY */.Kf)
        .sort((one, other) => keyOf(one).localeCompare(keyOf(other)));
    const limit = (0,p_limit/* default */.A)(AT_ONCE);
    // A list of groups does not tell how they are.
    const looks = await Promise.all(own.map(({ name = '' }) => limit(() => lookAt(name, azure, { tools, withLogs: false }))));
    const services = looks
        // One may have been deleted meanwhile.
        .filter((look) => look !== undefined)
        .map((look) => listed(look, azure, inputs.scoringPath));
    if (services.length === 0)
        tools.log.info(`No service of this Action is in the resource group ${azure.resourceGroup.name}.`);
    for (const { inspection, endpoint } of services)
        tools.log.info(`${inspection.groupName}: ${(0,status_texts/* statusLine */.Bs)(inspection, endpoint)}`);
    return services;
}
function listed({ group, inspection }, { resourceGroup, groups }, scoringPath) {
    const { groupName, deployed } = inspection;
    const endpoint = (0,wait_endpoint/* endpointOf */.X5)(group, deployed.scoringPath ?? scoringPath);
    const preview = group.tags?.[service_tags/* TAGS */.gp.preview];
    return {
        inspection,
        containerGroup: (0,serving/* containerGroupId */.QC)(resourceGroup.id, groupName),
        portalUrl: groups.portalUrl(groupName),
        ...(endpoint && { endpoint }),
        ...(preview !== undefined && { preview }),
        isCandidate: (0,find_service/* isCandidate */.qn)(group),
    };
}
function keyOf({ name = '', tags }) {
    return `${tags?.[service_tags/* TAGS */.gp.service] ?? ''} ${name}`;
}

// EXTERNAL MODULE: ./build/github/harmless.js
var harmless = __webpack_require__(51535);
;// CONCATENATED MODULE: ./build/phases/inspect/read-logs.js


/** Lines that are asked for: as many as `az ml service get-logs` gave. Source: Azure CLI ML v1, get-logs --num_lines */
const LOG_LINES = 5_000;
/**
 * Reads the last lines of each container's log, the scoring container's first: without secrets, and harmless wherever
 * they are printed. A container without one tells why.
 * @throws AzureError when the right to read them is missing.
 */
async function readLogs(group, { groups }, { hide }) {
    const { name = '' } = group;
    const read = async (status) => {
        const container = status.name;
        // They become an output, in which GitHub hides nothing; and what is taken out may have stood within a secret.
        const raw = hide((await groups.logs(name, container, LOG_LINES)) ?? '');
        const text = hide((0,harmless/* harmlessLines */.v)(raw).join('\n'));
        return text.trim() === '' ? { container, text: '', why: whyEmpty(group, status) } : { container, text };
    };
    return Promise.all(containersOf(group).map(read));
}
/** Azure keeps the log of a container only from its last start on. */
function whyEmpty({ instanceView, provisioningState }, { state, detail, restarts, exitCode }) {
    if (instanceView?.state === 'Stopped')
        return 'the container group is stopped, and that empties the logs';
    if (exitCode !== undefined || restarts > 0)
        return 'the container was restarted, which empties the log, and has written nothing since';
    if (state === 'Running')
        return 'the container has written nothing';
    const what = detail === '' ? state : `${state}: ${detail}`;
    return `the container has not started (${what}; provisioning state: ${provisioningState ?? 'unknown'})`;
}

// EXTERNAL MODULE: ./build/diagnosis/evidence.js
var diagnosis_evidence = __webpack_require__(44321);
// EXTERNAL MODULE: ./build/report/times.js
var times = __webpack_require__(42773);
// EXTERNAL MODULE: ./build/phases/prepare/show-plan.js
var show_plan = __webpack_require__(39710);
;// CONCATENATED MODULE: ./build/phases/inspect/tell-status.js






/** Says how a service is: its state and where it comes from, its containers, events and logs. */
async function tellStatus({ service, at = 0, logs = [] }, { endpoint, keysEnabled }, { log }) {
    if (!service)
        return;
    const { deployed, containers, events } = service;
    const lines = [
        `${service.service} is ${(0,status_texts/* statusLine */.Bs)(service, endpoint)}`,
        ['Up for', (0,status_texts/* uptimeText */.Uy)(service, at)],
        ['Revision', deployed.revision],
        ['Models', (0,status_texts/* modelsText */.OQ)(deployed)],
        ['Commit', deployed.commit],
        ['Repository', deployed.repository],
        ['Deployed by', deployed.runUrl],
        ['Image', deployed.image],
        ['Key', keysEnabled === undefined ? undefined : keysEnabled ? 'needed' : 'not needed'],
        ...containers.map((container) => [`Container ${container.name}`, containerText(container)]),
    ];
    for (const line of lines) {
        if (typeof line === 'string')
            log.info(line);
        else if (line[1])
            log.info(line.join(': '));
    }
    const shown = (0,status_texts/* eventLines */.Cl)(events);
    if (shown.length > 0)
        await (0,show_plan/* logText */.k)(log, 'Last events', shown.join('\n'));
    await tellLogs(logs, { log });
}
/** Shows logs as folded groups. */
async function tellLogs(logs, { log }) {
    for (const { container, text, why } of logs) {
        if (why !== undefined)
            log.info(`No log of ${container}: ${why}`);
        else
            await (0,show_plan/* logText */.k)(log, `Log of ${container}`, text);
    }
}
function containerText(container) {
    const { since, restarts } = container;
    const end = (0,status_texts/* endText */.Z4)(container);
    return [
        `${(0,status_texts/* stateText */.r9)(container)}${since === undefined ? '' : ` since ${(0,times/* formatTime */.f)(since)}`}`,
        `restarts: ${restarts}`,
        ...(end === undefined ? [] : [`last end: ${end}`]),
    ].join(', ');
}
/** What is wrong with a service, and what to do; nothing for a healthy one. Coming up is not wrong. */
function stateFinding({ service, state, what, diagnoses }, portalUrl) {
    if (state === 'Healthy')
        return [];
    const [first] = diagnoses;
    const cause = first ? ` ${(0,diagnose/* causeSentence */.J)(first)}` : '';
    const message = `The service ${service} is ${state.toLowerCase()}: ${what ?? ''}.${cause}`;
    const isComingUp = state === 'Transitioning' && !first;
    const remedy = first?.remedy ?? (isComingUp ? 'Look again in a few minutes.' : OTHERWISE);
    const evidence = (0,diagnosis_evidence/* trimmed */.d)(diagnoses.flatMap((diagnosis) => diagnosis.evidence));
    const details = { remedy, azure: { portalUrl }, ...(evidence.length > 0 && { evidence }) };
    return [isComingUp ? (0,findings/* notice */.lm)(message, details) : (0,findings/* warning */.$e)(message, details)];
}
const OTHERWISE = 'Read its events and logs below. A run of the Action with mode: deploy puts a service right that does not run or answer.';
/** What a candidate means for its service. */
function candidateFinding({ inspection, serves, run, endpoint }, service) {
    const { groupName, state, deployed } = inspection;
    const where = endpoint ? ` at ${endpoint.scoringUri}` : '';
    const gone = service ? '' : " The service's own container group is gone.";
    if (serves || !service)
        return [
            (0,findings/* warning */.$e)(`${serves ? 'A candidate serves since a rollback failed' : 'A candidate is left'}: ${groupName} is ${state.toLowerCase()}${where}, with revision ${deployed.revision}.${gone}`, {
                remedy: 'Run the workflow that deploys the service: it puts the service right and removes the candidate.',
            }),
        ];
    return [
        (0,findings/* notice */.lm)(`There is a candidate of the service: ${groupName}, of the run ${run ?? 'that nobody knows'}.`, {
            remedy: 'If that run is over, the next deployment or mode: prune removes it.',
        }),
    ];
}

// EXTERNAL MODULE: ./build/phases/update/turn.js
var turn = __webpack_require__(87040);
// EXTERNAL MODULE: ./build/report/look/tail.js
var tail = __webpack_require__(77229);
;// CONCATENATED MODULE: ./build/tasks/inspect.js














/** Lines of a log that belong to the status of a service. */
const STATUS_LINES = 50;
/**
 * Tells how the run's service is, whatever its state; without a name, how everything of the Action in the resource
 * group is. Nothing is written, and no file of the repository is needed.
 * @throws ActionError when there is no such service.
 */
async function inspect_status(run, findings) {
    const { inputs, tools, facts, phase } = run;
    const looked = { mode: 'status' };
    facts.looked = looked;
    const { azure, all } = await begin(run, findings);
    if (inputs.name === '') {
        looked.services = await phase('Look at the services', () => listServices(all, run, azure));
        looked.at = tools.clock.now();
        tools.planStands();
        return;
    }
    const found = find(all, run, azure);
    const [live, candidate] = await phase('Look at the service', () => lookAtBoth(found, run, azure));
    if (!live && !candidate)
        throw absentService(all, run, azure);
    looked.at = tools.clock.now();
    if (live)
        takeLive(live, looked, run, azure);
    // Its own group is what a service is known by.
    else
        facts.state = 'Unhealthy';
    if (candidate)
        looked.candidate = candidateOf(candidate, run);
    tools.planStands();
    tellFindings(looked, run);
    await tellStatus(looked, facts, tools);
}
/**
 * Shows the last lines of the logs of the run's service. Nothing is written, and no file of the repository is needed.
 * @throws ActionError when there is no such service, or its logs may not be read.
 */
async function logs(run, findings) {
    const { tools, facts, phase, inputs } = run;
    const looked = { mode: 'logs' };
    facts.looked = looked;
    const { azure, all } = await begin(run, findings);
    const { live, candidate } = find(all, run, azure);
    const listed = live ?? candidate;
    const group = listed && (await azure.groups.get(listed.name ?? ''));
    if (!group)
        throw absentService(all, run, azure);
    const { revision, image } = (0,deployed/* deployedOf */.qj)(group);
    const endpoint = (0,wait_endpoint/* endpointOf */.X5)(group, (0,deployed/* deployedOf */.qj)(group).scoringPath ?? inputs.scoringPath);
    (0,serving/* pointTo */.iK)({ facts, target: azure }, { groupName: group.name ?? '', revision, endpoint, image });
    looked.logs = await phase('Read the logs', () => readLogs(group, azure, tools));
    tools.planStands();
    await tellLogs(looked.logs, tools);
}
async function begin(run, findings) {
    const { inputs, tools, phase } = run;
    const { variables } = (0,config_variables/* parseVariables */.r)(inputs.secureEnvironmentVariables, 'secure-environment-variables', true);
    // What the containers were given they may have logged.
    for (const { value } of variables)
        tools.log.mask(value);
    const azure = await phase('Sign in', () => (0,access/* access */.T)(run, findings));
    return { azure, all: await phase('Look for the service', () => azure.groups.list()) };
}
function find(all, run, azure) {
    const found = (0,find_service/* serviceOf */.z5)(all, run, azure);
    if (!found.live && !found.candidate)
        throw absentService(all, run, azure);
    return found;
}
function lookAtBoth({ live, candidate }, { tools }, azure) {
    const look = async (group) => group && lookAt(group.name ?? '', azure, { tools, withLogs: true });
    return Promise.all([look(live), look(candidate)]);
}
function takeLive(look, looked, run, azure) {
    const { inspection, logs: read } = look;
    const { groupName, state, deployed, containers } = inspection;
    const { facts } = run;
    looked.service = inspection;
    looked.logs = containers.flatMap(({ name }) => {
        const text = read.get(name);
        return text === undefined ? [] : [{ container: name, text: (0,tail/* tailOf */.C)(text, { lines: STATUS_LINES }) }];
    });
    if (deployed.keysEnabled !== undefined)
        facts.keysEnabled = deployed.keysEnabled;
    (0,serving/* pointTo */.iK)({ facts, target: azure }, { groupName, revision: deployed.revision, state, endpoint: endpointIn(look, run), image: deployed.image });
}
function candidateOf(look, run) {
    const { tags = {} } = look.group;
    const endpoint = endpointIn(look, run);
    const made = tags[service_tags/* TAGS */.gp.candidateRun];
    return {
        inspection: look.inspection,
        serves: tags[service_tags/* TAGS */.gp.serving] === turn/* SERVING */.Zd,
        ...(made !== undefined && { run: made }),
        ...(endpoint && { endpoint }),
    };
}
function endpointIn({ group, inspection }, { inputs }) {
    return (0,wait_endpoint/* endpointOf */.X5)(group, inspection.deployed.scoringPath ?? inputs.scoringPath);
}
function tellFindings({ service, candidate }, { tools, facts }) {
    const found = [
        ...(service ? stateFinding(service, facts.portalUrl ?? '') : []),
        ...(candidate ? candidateFinding(candidate, service) : []),
    ];
    for (const finding of found)
        tools.log.report(finding);
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
