export const id = 727;
export const ids = [727];
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

/***/ 84727:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  check: () => (/* binding */ check),
  deploy: () => (/* binding */ deploy_deploy)
});

// EXTERNAL MODULE: ./build/service/decide/deployed.js
var deployed = __webpack_require__(38115);
// EXTERNAL MODULE: ./build/service/decide/owner.js
var owner = __webpack_require__(82410);
// EXTERNAL MODULE: ./build/phases/group-name.js
var group_name = __webpack_require__(67672);
;// CONCATENATED MODULE: ./build/phases/compare/beside.js



/**
 * Looks what runs beside a preview, so that a reviewer sees what would change. Nothing depends on it: a service that is
 * not there, or cannot be read, is not told.
 */
async function lookBeside({ preview, facts }, { groups, workspace, resourceGroup }) {
    if (!preview)
        return;
    const groupName = (0,group_name/* baseGroupNameOf */.B)(preview, workspace?.id ?? resourceGroup.id);
    const live = await groups.get(groupName).catch(() => undefined);
    if (live && (0,owner/* foreignReason */.v)(live, { service: preview.base }) === undefined)
        facts.beside = (0,deployed/* deployedOf */.qj)(live);
}

// EXTERNAL MODULE: ./build/phases/prepare/connect.js + 5 modules
var connect = __webpack_require__(49417);
// EXTERNAL MODULE: ./build/findings.js
var build_findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/service/decide/compare.js + 1 modules
var compare = __webpack_require__(60239);
// EXTERNAL MODULE: ./build/phases/prepare/show-plan.js
var show_plan = __webpack_require__(39710);
;// CONCATENATED MODULE: ./build/phases/prepare/decision.js



/** Tells what will be done to an existing service and why, or what waits, before anything is written. */
async function tellDecision({ decision, live, plan }, tools, facts) {
    if (decision.kind === 'create')
        return;
    if (decision.kind === 'unchanged')
        return tellWaiting(decision, plan, tools, facts);
    const { log } = tools;
    const { reasons, differences } = decision;
    log.info(`The container group ${plan.groupName} is to be written: ${reasons.join('; ')}.`);
    facts.reasons = reasons;
    await tellChanges(`Changes of ${plan.groupName}`, differences, tools, facts);
    if (decision.kind === 'replace')
        log.report(replacement(decision, live, plan));
}
async function tellWaiting({ waiting }, { groupName }, tools, facts) {
    if (!waiting)
        return;
    facts.isWaiting = true;
    await tellChanges(`Waiting changes of ${groupName}`, waiting.differences, tools, facts);
    tools.log.report((0,build_findings/* notice */.lm)(`The container group ${groupName} runs and answers, so it is left as it is, because redeploy is if-unhealthy. What waits: ${waiting.reasons.join('; ')}.`, { input: 'redeploy', remedy: 'To deploy it, run the workflow with `redeploy: if-changed`.' }));
}
async function tellChanges(title, differences, { log }, facts) {
    if (differences.length === 0)
        return;
    facts.changes = differences.map(compare/* describeDifference */.h);
    await (0,show_plan/* logText */.k)(log, title, facts.changes.join('\n'));
}
function replacement({ differences }, live, plan) {
    const paths = differences.filter(({ replaces }) => replaces).map(({ path }) => path);
    const [label, wanted] = [live, plan.group].map((group) => `${group?.ipAddress?.dnsNameLabel ?? ''} ${group?.location ?? ''}`.toLowerCase());
    const name = label === wanted ? 'its name stays' : 'so does its name';
    return (0,build_findings/* warning */.$e)(`Azure does not change ${paths.join(', ')} in place: the container group ${plan.groupName} is deleted and created again. Its IP address changes, ${name}, and the service is away until the new group answers.`, { remedy: 'Call the service by its name (output fqdn), not by its IP address.' });
}

// EXTERNAL MODULE: ./build/phases/tell/github-deployment.js + 1 modules
var github_deployment = __webpack_require__(65833);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(38816);
// EXTERNAL MODULE: ./build/azure/registry/manifests.js
var manifests = __webpack_require__(75860);
;// CONCATENATED MODULE: ./build/azure/registry/public-digest.js


/** Microsoft's registry: public, without any sign-in. */
const MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/** Milliseconds for one request. */
const TIMEOUT_MS = 30_000;
const accessSchema = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1) });
/**
 * Reads the digest of a tag as anybody may: from Microsoft's registry, and from Azure registries that let everybody
 * pull. The sign-in of the run is not used: the server is named by a file of the repository, and no token goes there.
 */
async function readPublicDigest(reader, image) {
    const isAzure = image.server.endsWith(`.${reader.cloud.registrySuffix}`);
    if (image.server !== MICROSOFT_REGISTRY && !isAzure)
        return 'unasked';
    const { repository, tag = 'latest' } = image;
    const request = (0,manifests/* manifestRequest */.Hb)({
        server: image.server,
        repository,
        reference: tag,
        method: 'HEAD',
        timeoutMs: TIMEOUT_MS,
    });
    const answer = await ask(reader, request);
    if (answer?.status !== 401)
        return (0,manifests/* readManifestDigest */.ct)(answer);
    const token = await anonymousToken(reader, image);
    if (token === undefined)
        return 'unreadable';
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return (0,manifests/* readManifestDigest */.ct)(await ask(reader, { ...request, headers }));
}
/** The token that a registry with anonymous pull gives to everybody. */
async function anonymousToken(reader, { server, repository }) {
    const query = new URLSearchParams({ service: server, scope: `repository:${repository}:pull` });
    const answer = await ask(reader, {
        url: `https://${server}/oauth2/token?${query.toString()}`,
        timeoutMs: TIMEOUT_MS,
    });
    if (answer?.status !== 200)
        return undefined;
    try {
        return accessSchema.safeParse(JSON.parse(answer.body)).data?.access_token;
    }
    catch {
        return undefined;
    }
}
/** Undefined when there was no answer. */
function ask({ http }, request) {
    return http(request).catch(() => undefined);
}

// EXTERNAL MODULE: ./build/azure/registry/registry.js + 5 modules
var registry = __webpack_require__(34578);
// EXTERNAL MODULE: ./build/image/reference.js
var image_reference = __webpack_require__(17755);
;// CONCATENATED MODULE: ./build/image/base-digest.js


/**
 * Adds to a base image the digest that its tag has now. So the hash of the Dockerfile, which names the image that is
 * built, changes when the base image was patched, and only then. What is no reference, has a digest already or does
 * not exist is left as it is: others tell.
 */
async function pinBase(baseImage, place, lookUp) {
    const reference = (0,image_reference/* parseImageReference */.o_)(baseImage);
    if (!reference || reference.digest !== undefined)
        return { baseImage, findings: [] };
    const tagged = { ...reference, tag: reference.tag ?? 'latest' };
    const found = await lookUp(tagged);
    if (typeof found === 'object') {
        return { baseImage: (0,image_reference/* formatImageReference */.my)({ ...tagged, digest: found.digest }), findings: [] };
    }
    return { baseImage, findings: found === 'absent' ? [] : [unpinned(tagged, place)] };
}
function unpinned(image, place) {
    return (0,build_findings/* notice */.lm)(`The digest of the base image ${(0,image_reference/* formatImageReference */.my)(image)} cannot be read from here: a newer image behind its tag is no reason to build again.`, {
        remedy: `To tell versions apart, write the digest into the base image: ${image.server}/${image.repository}@sha256:...`,
        ...(place && { place }),
    });
}

;// CONCATENATED MODULE: ./build/image/base-image.js

/**
 * What the image is built on when the inference config names nothing.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/concept-prebuilt-docker-images-inference.md`,
 * which advises the tag latest.
 */
const DEFAULT_BASE_IMAGE = 'mcr.microsoft.com/azureml/minimal-py312-inference:latest';
/** Host of Microsoft's images. */
const base_image_MICROSOFT_REGISTRY = 'mcr.microsoft.com';
/**
 * True for Azure ML's prebuilt inference images: they hold the scoring server and start it themselves.
 * Their names end in -inference (minimal-..., mlflow-..., curated/...). The inference-base images they are
 * built on have the start script but not the server, so they count as any other base.
 * Source: `Azure/azureml-assets:assets/inference/environments`.
 */
function isInferenceImage(baseImage) {
    const ref = (0,image_reference/* parseImageReference */.o_)(baseImage);
    if (ref?.server !== base_image_MICROSOFT_REGISTRY)
        return false;
    return /^azureml\/(?:curated\/)?[^/]+-inference$/.test(ref.repository);
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
;// CONCATENATED MODULE: ./build/image/archive.js





/** Two empty blocks of 512 bytes end a tar archive. Source: POSIX.1, pax, "ustar Interchange Format". */
const END_OF_ARCHIVE = 1024;
/** gzip's own default. */
const CODE_LEVEL = 6;
/** Stored: model files hardly compress, and compressing them would be slower than the network. */
const MODEL_LEVEL = 0;
/** Bytes that leave the gzip stream at once. */
const CHUNK = 1 << 20;
/**
 * The build context as tar.gz, made while it is read: nothing is kept on disk, and in memory only what is on its
 * way. The same context gives the same bytes. The archive is two gzip members: code compressed, models stored.
 * The stream fails with ActionError when a file is longer or shorter than its listing said.
 */
function streamArchive(build, onProgress) {
    return external_node_stream_.Readable.from(archiveBytes(build.context, counter(onProgress)), { objectMode: false });
}
async function* archiveBytes(context, count) {
    const code = context.filter((file) => file.compress);
    const models = context.filter((file) => !file.compress);
    yield* gzip(withoutEnd(tar(code, count)), CODE_LEVEL);
    yield* gzip(tar(models, count), MODEL_LEVEL);
}
/** One gzip member. */
async function* gzip(source, level) {
    const member = (0,external_node_zlib_.createGzip)({ level, chunkSize: CHUNK });
    const filled = (0,promises_.pipeline)(source, member);
    // The error is told by the loop below, which reads the destroyed stream.
    filled.catch(() => undefined);
    yield* member;
    await filled;
}
/** A whole tar archive. */
async function* tar(files, count) {
    const archive = (0,tar_stream.pack)();
    const write = async () => {
        for (const file of files) {
            // First the source, then its entry: an entry that nobody fills would fail with nobody to hear it.
            const content = await file.open();
            const header = { name: file.path, size: file.bytes, mode: file.mode, mtime: new Date(0) };
            await (0,promises_.pipeline)(content, exactly(file, count), archive.entry(header));
        }
        archive.finalize();
    };
    const written = write();
    // A failure to write ends the reader below, which throws it on: nobody else has to hear of it.
    archive.on('error', () => undefined);
    written.catch((caught) => archive.destroy(caught instanceof Error ? caught : undefined));
    try {
        yield* archive;
        await written;
    }
    finally {
        archive.destroy();
    }
}
/** Passes everything on but the mark that ends a tar archive, so that another archive can follow. */
async function* withoutEnd(source) {
    let kept = Buffer.alloc(0);
    for await (const chunk of source) {
        const all = Buffer.concat([kept, chunk]);
        const end = Math.max(0, all.length - END_OF_ARCHIVE);
        if (end > 0)
            yield all.subarray(0, end);
        kept = all.subarray(end);
    }
}
/** Passes a file's content on and fails when its length is not the listed one: tar would be broken silently. */
function exactly(file, count) {
    let length = 0;
    return new external_node_stream_.Transform({
        transform(chunk, _encoding, done) {
            length += chunk.length;
            count(chunk.length);
            if (length > file.bytes)
                done(changed(file, 'longer'));
            else
                done(null, chunk);
        },
        flush(done) {
            done(length < file.bytes ? changed(file, 'shorter') : null);
        },
    });
}
function changed(file, how) {
    return (0,build_findings/* failure */.V2)(`${JSON.stringify(file.path)} is ${how} than the ${file.bytes} bytes it had when it was listed.`, {
        remedy: 'It changed during the run. Run again when nothing writes to it.',
    });
}
function counter(onProgress) {
    let total = 0;
    return (bytes) => {
        total += bytes;
        onProgress(total);
    };
}

;// CONCATENATED MODULE: ./build/image/build-causes.js
/** What always helps when the registry cannot build. */
const PREBUILT = 'build the image elsewhere and name it with the input image';
const COMPILE = 'Pin a version that has a wheel for this Python, or take the package from conda-forge, or name a base image with a compiler.';
const NETWORK = 'Run again; if it happens every time, the registry or its agent pool may be cut off from the internet.';
/** Known failures, the most telling first. */
const CAUSES = [
    {
        pattern: /No matching distribution found for azureml-defaults/,
        what: () => 'pip finds no azureml-defaults for the Python of the base image.',
        remedy: 'List azureml-inference-server-http instead of azureml-defaults, and azureml-core if score.py imports it; or name a base image or python version that azureml-defaults supports.',
    },
    {
        pattern: /No matching distribution found for (\S+)/,
        what: (match) => `pip finds no package that fits ${match[1]}.`,
        remedy: 'Check the name and the version, and that this version supports the Python of the environment.',
    },
    {
        pattern: /ResolutionImpossible|Cannot install .* because these package versions have conflicting dependencies/,
        what: () => 'pip finds no versions of the packages that fit together.',
        remedy: 'Loosen the pins that the lines below name. azureml-inference-server-http counts too: it needs flask 3 and pydantic 2.',
    },
    {
        pattern: /Could not open requirements file|Invalid requirement:|is not a valid editable requirement/,
        what: () => 'pip cannot read one of the requirements.',
        remedy: 'List packages only: files such as -r other.txt or ./package are not there when the environment is built.',
    },
    {
        pattern: /Failed building wheel for (\S+)/,
        what: (match) => `pip cannot compile ${match[1] ?? ''} in this base image.`,
        remedy: COMPILE,
    },
    {
        pattern: /error: command '?(?:gcc|g\+\+|cc|cmake|x86_64-\S+)'? failed|metadata-generation-failed/,
        what: () => 'pip cannot compile a package in this base image.',
        remedy: COMPILE,
    },
    {
        pattern: /ResolvePackageNotFound|PackagesNotFoundError|nothing provides( requested)? (\S+)/,
        what: (match) => `conda finds ${match[2] ? `nothing that provides ${match[2]}` : 'not all packages'} in the channels.`,
        remedy: 'Check names and versions, and the channels: most packages are in conda-forge.',
    },
    {
        pattern: /UnsatisfiableError|LibMambaUnsatisfiableError|Found conflicts!|conflicting requests/,
        what: () => 'conda finds no versions of the packages that fit together.',
        remedy: 'Loosen the pins that the lines below name, the one of python first.',
    },
    {
        pattern: /CondaToSNonInteractiveError|Terms of Service have not been accepted/,
        what: () => "conda's default channels ask for their terms of service to be accepted.",
        remedy: 'Name the channels in the conda file: conda-forge, and nodefaults to leave out the default ones.',
    },
    {
        pattern: /conda not found in the base image/,
        what: () => 'the base image has no conda, which the packages of the environment need.',
        remedy: 'List the packages under pip: only, or name a base image with conda, such as those of mcr.microsoft.com/azureml.',
    },
    {
        pattern: /python: (?:command )?not found|exec: "python": executable file not found/,
        what: () => 'the base image has no python.',
        remedy: 'Name a base image with Python, or list python among the conda packages.',
    },
    {
        pattern: /when specifying push, at least one credential is required/,
        what: () => 'the registry uses repository permissions (ABAC), which quick builds may not push to by default.',
        remedy: `Set \`registry:\` to a registry with "RBAC Registry Permissions", or ${PREBUILT}.`,
    },
    {
        pattern: /manifest unknown|manifest for (\S+) not found|pull access denied for (\S+)|repository does not exist/,
        what: (match) => `the base image ${match[1] ?? match[2] ?? ''} cannot be pulled.`.replace('  ', ' '),
        remedy: 'Check environment.docker.baseImage: it must be public or in the registry that builds.',
    },
    {
        pattern: /client with IP '?\S+'? is not allowed access|denied: |unauthorized: authentication required/,
        what: () => 'a registry refused the build.',
        remedy: `In a FROM step the base image needs a sign-in that the build has not: use a public one. Else: a registry without public access builds only with trusted services or an agent pool: allow it, or ${PREBUILT}.`,
    },
    {
        pattern: /COPY failed|file not found in build context|failed to download context|failed to scan dependencies/,
        what: () => 'the uploaded files did not arrive as they were sent.',
        remedy: 'Run again. If it happens every time, report it to aci-model-deploy with the lines below.',
    },
    {
        pattern: /no space left on device/i,
        what: () => 'the build machine has no space left.',
        remedy: `Make the models, the packages or the base image smaller, or ${PREBUILT}.`,
    },
    {
        pattern: /CondaHTTPError|Temporary failure in name resolution|Could not resolve host|Connection (?:timed out|reset|refused)|ReadTimeoutError|TLS handshake timeout|toomanyrequests/,
        what: () => 'a download failed during the build.',
        remedy: NETWORK,
    },
];

;// CONCATENATED MODULE: ./build/image/build-failure.js


/** Lines of the failing step that are shown. */
const EVIDENCE_LINES = 25;
/** The shorter a line, the less of the page it takes; pip prints whole lists of versions. */
const LONGEST_LINE = 400;
/** What to say of the states that need no log. */
const BY_STATUS = {
    Timeout: {
        what: 'it took longer than the registry allows.',
        remedy: `Ask for fewer packages (conda environments take longest), or ${PREBUILT}.`,
    },
    Canceled: { what: 'somebody or something cancelled it.', remedy: 'Run again.' },
    Error: { what: 'the registry could not run it.', remedy: `Run again, or ${PREBUILT}.` },
};
/** Says why a build failed, with the failing step's lines as evidence. Pure. */
function explainBuildFailure(build) {
    const step = failingStep(build.log);
    const byStatus = BY_STATUS[build.status];
    const cause = byStatus ? undefined : findCause(step);
    const what = byStatus?.what ?? cause?.what ?? 'a step of the build failed.';
    // The registry's own message is general ("exit status 1"): it only helps where nothing else does.
    const said = build.message && !cause ? ` The registry says: ${JSON.stringify(build.message)}.` : '';
    return (0,build_findings/* error */.z3)(`The image could not be built: ${what}${said}`, {
        remedy: byStatus?.remedy ?? cause?.remedy ?? 'The lines below are the end of the step that failed.',
        evidence: [
            `Run ${build.runId} in ${build.server}: ${build.status}`,
            ...step.slice(-EVIDENCE_LINES).map(shorten),
        ],
    });
}
/** The last step of the log, without what the registry writes after it. */
function failingStep(log) {
    const lines = log.map((line) => line.trimEnd()).filter((line) => line !== '');
    const start = lines.findLastIndex((line) => /^Step \d+\/\d+ : /.test(line));
    const step = start < 0 ? lines : lines.slice(start);
    const end = step.findIndex((line) => / Container failed during run: /.test(line));
    return end < 0 ? step : step.slice(0, end);
}
function findCause(lines) {
    for (const { pattern, what, remedy } of CAUSES) {
        for (const line of lines) {
            const match = pattern.exec(line);
            if (match)
                return { what: what(match), remedy };
        }
    }
    return undefined;
}
function shorten(line) {
    return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}...`;
}

// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(46193);
;// CONCATENATED MODULE: ./build/image/build-log.js

/** Failed reads in a row after which the log is given up. */
const LOST_AFTER = 5;
/**
 * Follows a log by byte offset and tells each whole line once. Parts may end within a line or a character.
 * A log that cannot be read is no reason to fail a build: after a few errors of `read` it counts as complete.
 */
function createBuildLog(read, tell) {
    const decoder = new external_node_string_decoder_.StringDecoder('utf8');
    const lines = [];
    let offset = 0;
    let open = '';
    let complete = false;
    let failures = 0;
    const keep = (text) => {
        // A carriage return starts the line anew on a terminal: what counts is what was written last.
        const line = text.replace(/\r+$/, '').split('\r').at(-1) ?? '';
        lines.push(line);
        tell(line);
    };
    return {
        lines,
        get complete() {
            return complete;
        },
        advance: async () => {
            if (complete)
                return false;
            const part = await read(offset).catch(() => undefined);
            failures = part ? 0 : failures + 1;
            complete = part?.complete ?? failures === LOST_AFTER;
            if (!part)
                return false;
            offset += part.bytes.length;
            const pieces = (open + decoder.write(Buffer.from(part.bytes))).split('\n');
            open = pieces.pop() ?? '';
            pieces.forEach(keep);
            return part.bytes.length > 0;
        },
        finish: () => {
            const rest = open + decoder.end();
            open = '';
            if (rest !== '')
                keep(rest);
        },
    };
}

// EXTERNAL MODULE: ./build/image/layout.js
var layout = __webpack_require__(21014);
// EXTERNAL MODULE: ./build/bytes.js
var build_bytes = __webpack_require__(98099);
;// CONCATENATED MODULE: ./build/image/progress.js

/** Milliseconds between two lines: often enough to see that it moves, seldom enough to keep the log short. */
const INTERVAL_MS = 10_000;
/** Progress in few lines: one every ten seconds, and one at the end. */
function createUploadProgress(context, clock, tell) {
    const total = context.reduce((sum, file) => sum + file.bytes, 0);
    const begin = clock.now();
    let told = begin;
    return {
        at: (bytes) => {
            if (clock.now() - told < INTERVAL_MS)
                return;
            told = clock.now();
            tell(`Uploading the build context: ${(0,build_bytes/* formatBytes */.z)(bytes)} of ${(0,build_bytes/* formatBytes */.z)(total)} (${percent(bytes, total)}).`);
        },
        done: () => {
            const files = context.length === 1 ? '1 file' : `${context.length} files`;
            const took = ((clock.now() - begin) / 1000).toFixed(1);
            tell(`Uploaded the build context: ${files}, ${(0,build_bytes/* formatBytes */.z)(total)} in ${took} s.`);
        },
    };
}
function percent(bytes, total) {
    return `${Math.floor((100 * bytes) / Math.max(total, 1))} %`;
}

// EXTERNAL MODULE: ./build/image/types.js
var types = __webpack_require__(28107);
;// CONCATENATED MODULE: ./build/image/build.js







/** First wait between two looks at a build, in milliseconds; each is half longer, up to the last. */
const FIRST_WAIT_MS = 1_000;
const LAST_WAIT_MS = 5_000;
/** How long a build may wait for a machine and run: the hour asked for in the request and half an hour in the queue. */
const GIVE_UP_MS = 90 * 60_000;
/** How long to wait after the build for the rest of its log. */
const LOG_REST_MS = 10_000;
/**
 * Uploads the context, builds the image in the registry and pushes it. Returns its digest, if the registry told it.
 * Throws ActionError with the failing step's lines.
 */
async function buildImage(build, registry, tools) {
    const { log, onBuild } = tools;
    const source = await upload(build, registry, tools);
    const imageName = `${build.repository}:${build.tag}`;
    const others = [];
    for (;;) {
        const started = await registry.startBuild({ source, imageName, dockerfile: layout/* CONTEXT */.SK.dockerfile }, others);
        onBuild?.(started.id);
        const run = await log.group(`Building ${imageName} in ${registry.server}`, () => follow(started, registry, tools));
        onBuild?.(undefined);
        const { digest } = run.images.find(({ repository, tag }) => `${repository}:${tag}` === imageName) ?? {};
        if (!started.isFound || digest !== undefined)
            return digest;
        const tagged = await registry.digestOf(build.repository, build.tag);
        if (typeof tagged === 'object')
            return tagged.digest;
        log.info(`The build ${run.id} did not make this image.`);
        others.push(run.id);
    }
}
async function upload(build, registry, { log, clock }) {
    const progress = createUploadProgress(build.context, clock, (line) => log.info(line));
    const archive = () => streamArchive(build, progress.at);
    const source = await registry.uploadSource(archive, (secret) => log.mask(secret));
    progress.done();
    return source;
}
/** Waits for the end of a build and shows its log meanwhile. What becomes of one that was found is no error. */
async function follow(started, registry, { log, clock }) {
    const { isFound = false } = started;
    if (isFound)
        log.info(`The answer was lost; the build ${started.id} was started since, and is followed.`);
    const buildLog = createBuildLog((from) => registry.readBuildLog(started.id, from, (secret) => log.mask(secret)), (line) => log.info(line));
    const begin = clock.now();
    let run = started;
    for (let wait = FIRST_WAIT_MS; !types/* FINAL_BUILD_STATES */.R.includes(run.status); wait = Math.min(wait * 1.5, LAST_WAIT_MS)) {
        if (clock.now() - begin > GIVE_UP_MS) {
            if (isFound)
                return run;
            throw await giveUp(run, registry);
        }
        await clock.sleep(wait);
        const before = run.status;
        run = await registry.pollBuild(started.id);
        const spoke = await buildLog.advance();
        if (!spoke && run.status !== before)
            log.info(`The build is ${run.status} (${seconds(clock.now() - begin)}).`);
    }
    await readRest(buildLog, clock);
    if (run.status !== 'Succeeded' && !isFound)
        throw failed(run, registry, buildLog);
    log.info(`Built in ${seconds(clock.now() - begin)}.`);
    return run;
}
/** The last lines are written a moment after the build's end, and they are the ones that explain a failure. */
async function readRest(buildLog, clock) {
    const end = clock.now() + LOG_REST_MS;
    await buildLog.advance();
    while (!buildLog.complete && clock.now() < end) {
        await clock.sleep(FIRST_WAIT_MS);
        await buildLog.advance();
    }
    buildLog.finish();
}
function failed(run, registry, { lines }) {
    const { id: runId, status, message } = run;
    return new build_findings/* ActionError */.lZ([
        explainBuildFailure({ runId, status, message, server: registry.server, log: lines }),
    ]);
}
async function giveUp(run, registry) {
    // The failure is told either way.
    await registry.cancelBuild(run.id).catch(() => undefined);
    return (0,build_findings/* failure */.V2)(`The build ${run.id} in ${registry.server} is still ${run.status} after ${seconds(GIVE_UP_MS)}: it was cancelled.`, {
        remedy: 'Run again; builds of the registry may be waiting for each other.',
    });
}
function seconds(ms) {
    const total = Math.round(ms / 1000);
    return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}

;// CONCATENATED MODULE: ./build/image/ensure.js



/** Looks for the image of a plan. A string is its full reference with digest. */
async function findImage(build, registry) {
    const found = await registry.digestOf(build.repository, build.tag);
    return typeof found === 'string' ? found : { image: byDigest(build, found.digest) };
}
/**
 * Makes sure that the registry has the image of a plan: its tag is the hash of all that goes in, so a tag that
 * exists is not built again. Where the registry may not be read, the image is built, with a warning.
 * Throws ActionError when the build fails.
 */
async function ensureImage(build, registry, tools) {
    const found = await findImage(build, registry);
    if (typeof found === 'object') {
        tools.log.info(`Nothing to build: ${registry.server} has ${build.repository}:${build.tag}.`);
        return { image: found.image, built: false };
    }
    if (found === 'unreadable')
        tools.log.report(unreadable(registry));
    const digest = (await buildImage(build, registry, tools)) ??
        digestIn(await registry.digestOf(build.repository, build.tag));
    if (digest === undefined)
        throw noDigest(build, registry);
    return { image: byDigest(build, digest), built: true };
}
function byDigest({ server, repository }, digest) {
    return (0,image_reference/* formatImageReference */.my)({ server, repository, digest });
}
function digestIn(lookup) {
    return typeof lookup === 'string' ? undefined : lookup.digest;
}
function unreadable({ server }) {
    return (0,build_findings/* warning */.$e)(`The registry ${server} may not be read from here, so the image is built although it may be there already.`, {
        remedy: `Grant the role AcrPull on ${server} to the identity that runs this workflow, and let the runner reach the registry.`,
    });
}
function noDigest(build, registry) {
    return new build_findings/* ActionError */.lZ([
        (0,build_findings/* error */.z3)(`${registry.server} built ${build.repository}:${build.tag} but does not tell its digest.`, {
            remedy: `Grant the role AcrPull on ${registry.server} to the identity that runs this workflow, and run again.`,
        }),
    ]);
}

;// CONCATENATED MODULE: ./build/image/pin.js


/**
 * Replaces the tag of a prebuilt image by the digest it leads to, when its registry is the one the run knows and may
 * be read. The tag goes: with a digest it means nothing any more, and not every reader of references takes both.
 * Throws ActionError when the registry does not have the image.
 */
async function pinImage(image, registry) {
    if (image.digest !== undefined || registry?.server.toLowerCase() !== image.server)
        return image;
    const found = await registry.digestOf(image.repository, image.tag ?? 'latest');
    if (found === 'absent')
        throw missing(image);
    const { server, repository } = image;
    return found === 'unreadable' ? image : { server, repository, digest: found.digest };
}
function missing(image) {
    return (0,build_findings/* failure */.V2)(`The registry ${image.server} has no image ${(0,image_reference/* formatImageReference */.my)(image)}.`, {
        input: 'image',
        remedy: 'Push it first, or correct the repository or the tag.',
    });
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
;// CONCATENATED MODULE: ./build/image/python-packages.js

/** The scoring server. Source: https://pypi.org/project/azureml-inference-server-http/ */
const SERVER_PACKAGE = 'azureml-inference-server-http';
/**
 * The newest Python that the server's own classifiers name is 3.12. Only used when the environment leaves the
 * version open, where conda would take the newest of all.
 */
const PYTHON_WHEN_OPEN = 'python<3.13';
/**
 * The text of requirements.txt. The server is resolved together with the user's packages, so that a conflict
 * (an old flask, say) fails the build with pip's explanation instead of the service with a traceback.
 */
function requirementsText(packages) {
    return `${withServer(packages, []).join('\n')}\n`;
}
/** The text of the conda environment file: the user's packages in their order, with Python, pip and the server. */
function condaFileText(environment) {
    const names = environment.packages.map(packageName);
    const packages = [
        ...environment.packages,
        ...(names.includes('python') ? [] : [PYTHON_WHEN_OPEN]),
        ...(names.includes('pip') ? [] : ['pip']),
    ];
    const pip = withServer(environment.pip, names);
    return (0,dist/* stringify */.As)({
        ...(environment.channels.length > 0 && { channels: environment.channels }),
        dependencies: pip.length > 0 ? [...packages, { pip }] : packages,
    });
}
/**
 * Adds the server where it is not listed. azureml-defaults does not count: newer versions no longer bring it
 * (`Azure/azureml-assets` pull request 5128). It stays in the list, because scripts import azureml.core from it.
 */
function withServer(pip, condaNames) {
    const listed = [...pip.map(packageName), ...condaNames];
    return listed.includes(SERVER_PACKAGE) ? pip : [...pip, SERVER_PACKAGE];
}
/** Name of a requirement as pip compares it (PEP 503): lower case, one dash for runs of dash, dot, underscore. */
function packageName(requirement) {
    const egg = /#egg=([\w.-]+)/.exec(requirement)?.[1];
    const bare = egg ?? /^\s*(?:[\w/.-]+::)?([\w.-]+)/.exec(requirement)?.[1] ?? '';
    return bare.toLowerCase().replace(/[-_.]+/g, '-');
}

// EXTERNAL MODULE: ./build/config/paths.js
var paths = __webpack_require__(97147);
;// CONCATENATED MODULE: ./build/image/source-files.js







/** Version control keeps its whole history in these folders, with everything that was ever committed. */
const VERSION_CONTROL = ['.git', '.hg', '.svn'];
/** Python's caches hold time stamps: with them every run would build a new image. */
const LEFT_OUT = [...VERSION_CONTROL, '__pycache__'];
/** Bytes up to which a file is read at once: for small files that is many times faster than a stream. */
const SMALL_FILE = 1 << 20;
/**
 * Walks the source directory. Links are followed, as v1 did, but only to places inside the workspace.
 * @param workspace real path of the repository's checkout
 * @param source real path of the source directory, or of a single file, inside the workspace
 * @param into where it goes in the context
 */
async function walkSource(workspace, source, into) {
    const findings = [];
    const files = [];
    const visit = async (at) => {
        const problem = problemOf(workspace, at);
        if (problem !== undefined)
            findings.push(refusal(workspace, at.path, problem));
        else if ((0,external_node_fs_.statSync)(at.real).isDirectory())
            await descend(at);
        else
            files.push(await sourceFile(at.real, at.contextPath));
    };
    const descend = async (at) => {
        for (const entry of entries(at.real)) {
            const next = await step(workspace, at, entry);
            if ('problem' in next)
                findings.push(refusal(workspace, (0,external_node_path_.join)(at.path, entry.name), next.problem));
            else
                await visit(next);
        }
    };
    await visit({ path: source, real: source, contextPath: into, above: [] });
    return { files, findings };
}
/** One file of the checkout as a file of the context. `path` is a real path that has been checked. */
async function sourceFile(path, contextPath) {
    const { size, mode } = (0,external_node_fs_.statSync)(path);
    const small = size <= SMALL_FILE;
    return {
        path: contextPath,
        bytes: size,
        identity: `sha256:${small ? (0,external_node_crypto_.hash)('sha256', (0,external_node_fs_.readFileSync)(path)) : await hashStream(path)}`,
        compress: true,
        // Only the executable bit counts: the rest depends on the runner's umask.
        mode: (mode & 0o111) === 0 ? 0o644 : 0o755,
        open: () => Promise.resolve(small ? external_node_stream_.Readable.from([(0,external_node_fs_.readFileSync)(path)]) : (0,external_node_fs_.createReadStream)(path)),
    };
}
/** Entries of a folder that may enter, in an order that does not depend on the machine. */
function entries(directory) {
    return (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true })
        .filter(({ name }) => !LEFT_OUT.includes(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
}
/** From a folder to an entry. Only links have to be resolved: what lies in a real folder is where it seems to be. */
async function step(workspace, from, entry) {
    const lexical = (0,external_node_path_.join)(from.real, entry.name);
    const confined = entry.isSymbolicLink() ? await (0,paths/* confine */.Do)(workspace, lexical) : { realPath: lexical };
    if ('problem' in confined)
        return confined;
    return {
        path: (0,external_node_path_.join)(from.path, entry.name),
        real: confined.realPath,
        contextPath: `${from.contextPath}/${entry.name}`,
        above: [...from.above, from.real],
    };
}
/** Why something may not enter. A predicate that follows its name. */
function problemOf(workspace, { path, real, above }) {
    // A line break in a name would end the Dockerfile's line.
    if (/\p{Cc}/u.test(path))
        return 'has a control character in its name';
    const hidden = (0,paths/* forwardSlashes */.R$)((0,external_node_path_.relative)(workspace, real))
        .split('/')
        .find((part) => VERSION_CONTROL.includes(part));
    if (hidden !== undefined)
        return `lies in ${hidden}, which never enters an image`;
    if (above.includes(real))
        return 'is a link to a folder that contains it';
    const stats = (0,external_node_fs_.statSync)(real);
    return stats.isFile() || stats.isDirectory() ? undefined : 'is neither a file nor a folder';
}
function refusal(workspace, path, problem) {
    const file = (0,paths/* forwardSlashes */.R$)((0,external_node_path_.relative)(workspace, path)) || '.';
    return (0,build_findings/* error */.z3)(`${JSON.stringify(file)} cannot go into the image: it ${problem}.`, {
        place: { file },
        remedy: 'Remove it from the source directory, or put a copy of what is needed there.',
    });
}
async function hashStream(path) {
    const digest = (0,external_node_crypto_.createHash)('sha256');
    await (0,promises_.pipeline)((0,external_node_fs_.createReadStream)(path, { highWaterMark: SMALL_FILE }), digest);
    return digest.digest('hex');
}

;// CONCATENATED MODULE: ./build/image/context.js








/**
 * Lists the build context, sorted by path. Model files are not opened; files of the repository are hashed.
 * Throws ActionError with every file that may not enter.
 */
async function collectContext(source) {
    const code = await collectCode(source);
    const files = [
        textFile(layout/* CONTEXT */.SK.dockerfile, source.dockerfile),
        ...environmentFiles(source.inference),
        ...code.files,
        ...source.models.flatMap(modelFiles),
    ].sort((a, b) => (a.path < b.path ? -1 : 1));
    const findings = [...code.findings, ...duplicates(files)];
    if ((0,build_findings/* hasErrors */.Cs)(findings))
        throw new build_findings/* ActionError */.lZ(findings);
    return files;
}
/** Without a source directory only the entry script enters: nothing says that its neighbours belong to the service. */
async function collectCode({ workspaceDirectory, inference }) {
    const workspace = (0,external_node_fs_.realpathSync)(workspaceDirectory);
    const { sourceDirectory, entryScriptPath, entryScript } = inference;
    if (sourceDirectory === undefined)
        return walkSource(workspace, entryScriptPath, `${layout/* CONTEXT */.SK.code}/${entryScript}`);
    return walkSource(workspace, sourceDirectory, `${layout/* CONTEXT */.SK.code}/${(0,external_node_path_.basename)(sourceDirectory)}`);
}
function environmentFiles({ python }) {
    if (python.kind === 'pip')
        return [textFile(layout/* CONTEXT */.SK.requirements, requirementsText(python.packages))];
    return python.kind === 'conda' ? [textFile(layout/* CONTEXT */.SK.condaFile, condaFileText(python))] : [];
}
/** A model's files under `<name>/<version>/`. They are stored, since weights hardly compress. */
function modelFiles(model) {
    return model.files.map((file) => ({
        path: `${layout/* CONTEXT */.SK.models}/${model.name}/${model.version}/${file.path}`,
        bytes: file.bytes,
        identity: file.identity,
        compress: false,
        mode: 0o644,
        open: () => file.open(),
    }));
}
function textFile(path, text) {
    const content = Buffer.from(text);
    return {
        path,
        bytes: content.length,
        identity: `sha256:${(0,external_node_crypto_.hash)('sha256', content)}`,
        compress: true,
        mode: 0o644,
        open: () => Promise.resolve(external_node_stream_.Readable.from([content])),
    };
}
/** Two files at one path: one of them would be lost without a word. */
function duplicates(sorted) {
    const twice = sorted.filter((file, index) => sorted[index + 1]?.path === file.path);
    return twice.map(({ path }) => (0,build_findings/* error */.z3)(`Two files would lie at ${JSON.stringify(path)} in the image.`, {
        input: 'models',
        remedy: 'Name each model once, and give local models different names.',
    }));
}

;// CONCATENATED MODULE: ./build/image/dockerfile.js



/** The user that Azure ML's inference images run as. Other bases get one of the same name. */
const USER = 'dockeruser';
/**
 * Writes the Dockerfile. Only what Docker's classic builder knows, because a quick build uses it. Layers go from
 * what changes seldom to what changes often: user, packages, models, code. The user's environment variables are
 * not here: they belong to the container group, where they can change without a build.
 */
function writeDockerfile(facts) {
    const baseImage = facts.baseImage ?? DEFAULT_BASE_IMAGE;
    const blocks = [
        [`FROM ${baseImage}`],
        userLines(),
        packageLines(facts.python, isInferenceImage(baseImage)),
        facts.models.length > 0 ? [copyForUser(`${layout/* CONTEXT */.SK.models}/`, `${layout/* MODELS_ROOT */.ao}/`)] : [],
        [copyForUser(`${layout/* CONTEXT */.SK.code}/`, `${layout/* APP_ROOT */.V2}/`)],
        environmentLines(facts),
        [`WORKDIR ${layout/* APP_ROOT */.V2}`, `USER ${USER}`, `EXPOSE ${layout/* SCORING_PORT */.OQ}`, ...startLines(facts, baseImage)],
    ];
    return `${blocks
        .filter((block) => block.length > 0)
        .map((block) => block.join('\n'))
        .join('\n\n')}\n`;
}
/** A user without rights, on every base: useradd is Debian's and Red Hat's, adduser is Alpine's. */
function userLines() {
    return [
        'USER root',
        `RUN id ${USER} >/dev/null 2>&1 || useradd --create-home ${USER} || adduser -D ${USER}`,
        `RUN mkdir -p ${layout/* APP_ROOT */.V2} && chown ${USER} ${layout/* APP_ROOT */.V2}`,
    ];
}
function packageLines(python, hasServer) {
    switch (python.kind) {
        case 'conda':
            return condaLines();
        case 'pip':
            return pipLines();
        case 'base-image':
            return hasServer ? [] : [installMissingServer()];
    }
}
function pipLines() {
    const file = `${layout/* TOOLS_ROOT */.Px}/requirements.txt`;
    return [copy(layout/* CONTEXT */.SK.requirements, file), `RUN python -m pip install --no-cache-dir --requirement ${file}`];
}
/** The server goes into the new environment through its file: see condaFileText(). */
function condaLines() {
    const file = `${layout/* TOOLS_ROOT */.Px}/conda.yml`;
    return [
        copy(layout/* CONTEXT */.SK.condaFile, file),
        'RUN command -v conda >/dev/null || { echo "aci-model-deploy: conda not found in the base image" >&2; exit 1; }',
        `RUN conda env create --quiet --prefix ${layout/* CONDA_PREFIX */.Pz} --file ${file} && conda clean --all --yes`,
        `ENV AZUREML_CONDA_ENVIRONMENT_PATH="${layout/* CONDA_PREFIX */.Pz}"`,
        `ENV PATH="${layout/* CONDA_PREFIX */.Pz}/bin:$PATH"`,
        `ENV LD_LIBRARY_PATH="${layout/* CONDA_PREFIX */.Pz}/lib:$LD_LIBRARY_PATH"`,
    ];
}
/** v1 added its serving stack to the user's own images; a server that is there already is left alone. */
function installMissingServer() {
    const has = `python -c 'import ${SERVER_PACKAGE.replaceAll('-', '_')}' 2>/dev/null`;
    return `RUN ${has} || python -m pip install --no-cache-dir ${SERVER_PACKAGE}`;
}
/** What the scoring server and the inference images' start script read. */
function environmentLines(facts) {
    const models = (0,layout/* modelDirectory */.Tn)(facts.models);
    return [
        env('AML_APP_ROOT', layout/* APP_ROOT */.V2),
        env('AZUREML_ENTRY_SCRIPT', (0,layout/* entryScriptBelowRoot */.Vc)(facts.entryScript, facts.sourceFolder)),
        // The server appends this folder to sys.path, as v1's driver put the source directory there.
        ...(facts.sourceFolder === undefined ? [] : [env('AZUREML_SOURCE_DIRECTORY', facts.sourceFolder)]),
        ...(models === undefined ? [] : [env('AZUREML_MODEL_DIR', models)]),
    ];
}
/**
 * An inference image keeps its own start (nginx in front of the server) as long as the server runs on the image's
 * own Python. Everything else starts the server itself: a conda environment brings another Python, other bases
 * have no start of their own, and an odd path is safe only as an argument of the exec form. A base image's
 * ENTRYPOINT is reset, since it would take CMD as its arguments.
 */
function startLines(facts, baseImage) {
    const script = (0,layout/* entryScriptBelowRoot */.Vc)(facts.entryScript, facts.sourceFolder);
    const plainPath = /^[\w./-]+$/.test(script);
    if (isInferenceImage(baseImage) && facts.python.kind !== 'conda' && plainPath)
        return [];
    const command = ['azmlinfsrv', '--entry_script', `${layout/* APP_ROOT */.V2}/${script}`, '--port', String(layout/* SCORING_PORT */.OQ)];
    return ['ENTRYPOINT []', `CMD ${JSON.stringify(command)}`];
}
/** The JSON form is safe for every name. */
function copy(from, to) {
    return `COPY ${JSON.stringify([from, to])}`;
}
function copyForUser(from, to) {
    return `COPY --chown=${USER} ${JSON.stringify([from, to])}`;
}
/** Docker expands $ and takes \ and " as special inside double quotes. */
function env(name, value) {
    return `ENV ${name}="${value.replaceAll(/[\\"$]/g, String.raw `\$&`)}"`;
}

;// CONCATENATED MODULE: ./build/image/tag.js

/** Change it when the same files would make another image, so that old images are not taken for new ones. */
const FORMAT = 'aci-model-deploy image 1';
/** Hex digits of the hash that make the tag: 128 bits, no accident makes two alike. */
const TAG_LENGTH = 32;
/** The image's tag: a hash of everything that goes in. The order of the files does not matter. */
function imageTag(dockerfile, context) {
    const files = context
        .map(({ path, mode, bytes, identity }) => JSON.stringify([path, mode, bytes, identity]))
        .sort();
    return (0,external_node_crypto_.hash)('sha256', JSON.stringify([FORMAT, dockerfile, files])).slice(0, TAG_LENGTH);
}

;// CONCATENATED MODULE: ./build/image/plan.js






/**
 * Plans the image without a network: Dockerfile, context and tag. Reads the files of the repository to hash them.
 * Throws ActionError when the base image is no reference or a file may not enter.
 */
async function planImage(request) {
    const { inference, models } = request;
    checkBase(inference);
    const dockerfile = writeDockerfile({
        baseImage: request.baseImage ?? inference.baseImage,
        python: inference.python,
        entryScript: inference.entryScript,
        sourceFolder: inference.sourceDirectory === undefined ? undefined : (0,external_node_path_.basename)(inference.sourceDirectory),
        models,
    });
    const context = await collectContext({ ...request, dockerfile });
    return {
        server: request.server,
        repository: request.repository,
        tag: imageTag(dockerfile, context),
        dockerfile,
        context,
    };
}
function checkBase({ baseImage, at }) {
    if (baseImage === undefined)
        return;
    const findings = (0,image_reference/* checkBaseImage */.XY)(baseImage, at('environment', 'docker', 'baseImage'));
    if (findings.length > 0)
        throw new build_findings/* ActionError */.lZ(findings);
}

// EXTERNAL MODULE: ./build/image/pull.js
var image_pull = __webpack_require__(83223);
;// CONCATENATED MODULE: ./build/phases/prepare/image.js










/**
 * Plans the image, and looks whether the registry has it already.
 *
 * @param repository Where a built image goes.
 * @throws ActionError when it cannot be built or found.
 */
async function planImageOf(inputs, configuration, { models, repository }, target, tools) {
    const { image, inference } = configuration;
    if (image)
        return prebuilt(inputs, image, target, tools);
    if (!inference)
        throw new Error('There is neither an image nor an inference config.');
    const finding = buildRegistry(inputs, target, tools);
    const [registry, base] = await Promise.all([finding, pinnedBase(inference, finding, target)]);
    const { workspaceDirectory } = tools;
    const build = await planImage({
        repository,
        server: registry.server,
        workspaceDirectory,
        inference,
        baseImage: base.baseImage,
        models,
    });
    const { server, tag } = build;
    const found = await registry.digestOf(repository, tag);
    const about = { registry, ...base };
    if (typeof found === 'object')
        return { ...about, reference: { server, repository, digest: found.digest } };
    return { ...about, reference: { server, repository, tag }, build };
}
/** The base image with the digest that its tag has now. The run's sign-in goes to the run's own registry only. */
function pinnedBase({ baseImage = DEFAULT_BASE_IMAGE, at }, registry, { connection }) {
    const { http, cloud } = connection;
    return pinBase(baseImage, at('environment', 'docker', 'baseImage'), async (image) => {
        const own = image.server.endsWith(`.${cloud.registrySuffix}`) ? await registry : undefined;
        return own?.server.toLowerCase() === image.server
            ? own.digestOf(image.repository, image.tag ?? 'latest')
            : readPublicDigest({ http, cloud }, image);
    });
}
/** The registry that builds: the input's, else the workspace's. */
async function buildRegistry(inputs, { connection, workspace }, tools) {
    if (inputs.registry !== undefined)
        return (0,registry/* createRegistry */.I)(connection, { server: inputs.registry }, tools);
    if (workspace?.containerRegistry)
        return (0,registry/* createRegistry */.I)(connection, { id: workspace.containerRegistry }, tools);
    throw (0,build_findings/* failure */.V2)(`The workspace ${workspace?.name ?? ''} has no container registry yet.`, {
        input: 'registry',
        remedy: 'Azure ML makes one with its first image. Until then name a registry with the input registry.',
    });
}
/** A prebuilt image, by digest where its registry tells it. */
async function prebuilt(inputs, image, target, tools) {
    const registry = await prebuiltRegistry(inputs, image, target, tools);
    return { reference: await pinImage(image, registry), ...(registry && { registry }), findings: [] };
}
/** Only registries of Azure can be asked. One that the run has no right to see will do when it has its own way to pull. */
async function prebuiltRegistry(inputs, image, target, tools) {
    const { connection } = target;
    if (!image.server.endsWith(`.${connection.cloud.registrySuffix}`))
        return undefined;
    try {
        return await (0,registry/* createRegistry */.I)(connection, { server: image.server }, tools);
    }
    catch (caught) {
        const ownWay = inputs.registryIdentity !== undefined || inputs.registryUsername !== undefined;
        if (ownWay && caught instanceof build_findings/* ActionError */.lZ)
            return undefined;
        throw caught;
    }
}
/** How ACI will pull it. @throws ActionError when there is no way. */
function pullOf(inputs, image, checks) {
    const { pull } = checks.take((0,image_pull/* resolvePull */.Uj)({
        image: image.reference,
        registry: image.registry,
        identity: inputs.registryIdentity,
        username: inputs.registryUsername,
        password: inputs.registryPassword,
    }));
    return pull;
}
/** Builds what is not there yet. Returns the full reference, and sets it as an output. */
async function image_buildImage(image, tools, facts) {
    const { build, registry, reference } = image;
    const known = (0,image_reference/* formatImageReference */.my)(reference);
    const { log, clock, ledger } = tools;
    const onBuild = (id) => ledger.note({ build: id === undefined ? undefined : { id, server: reference.server } });
    const full = build && registry ? (await ensureImage(build, registry, { log, clock, onBuild })).image : known;
    log.info(full === known ? `Nothing to build: ${full}` : `Built ${full}`);
    facts.image = full;
    return full;
}
/**
 * Looks how large the image is that the service runs. Nothing depends on it, so it may be done beside other work; what
 * cannot be read is not told.
 */
async function measureImage({ registry, reference }, facts, image = (0,image_reference/* formatImageReference */.my)(reference)) {
    const { repository, digest } = (0,image_reference/* parseImageReference */.o_)(image) ?? {};
    if (repository === undefined || digest === undefined)
        return;
    const bytes = await registry?.bytesOf(repository, digest);
    if (bytes !== undefined)
        facts.imageSize = { image, bytes };
}

// EXTERNAL MODULE: ./build/image/repository.js
var image_repository = __webpack_require__(57800);
// EXTERNAL MODULE: ./build/log.js
var build_log = __webpack_require__(36650);
// EXTERNAL MODULE: ./build/models/merge-alike.js
var merge_alike = __webpack_require__(60106);
// EXTERNAL MODULE: ./build/models/local.js + 2 modules
var local = __webpack_require__(13010);
;// CONCATENATED MODULE: ./build/models/resolve.js




/** A line of progress is logged each time this many models have been looked up. */
const PROGRESS_STEP = 100;
/**
 * Looks up all models at the same time and tells everything that is wrong at once; refusals that are alike
 * are told once. The models keep the order of the references.
 */
async function resolveModels(references, options) {
    const progress = countUp(references.length, options.log ?? build_log/* silentLog */.a);
    const outcomes = await Promise.all(references.map(async (reference) => {
        const outcome = await attempt(reference, options);
        progress();
        return outcome;
    }));
    const found = outcomes.filter((outcome) => 'model' in outcome);
    const findings = outcomes.flatMap((outcome) => outcome.findings);
    const models = found.map(({ model }) => model);
    return { models, findings: [...(0,merge_alike/* mergeAlike */.d)(findings), ...checkDistinct(models)] };
}
async function attempt(reference, options) {
    try {
        return await resolveOne(reference, options);
    }
    catch (caught) {
        // Anything else, such as a failed sign-in, ends the run: it is not about this model.
        if (!(caught instanceof build_findings/* ActionError */.lZ))
            throw caught;
        return { findings: caught.findings };
    }
}
async function resolveOne(reference, { workspaceDirectory, store }) {
    if (reference.kind === 'local')
        return (0,local/* resolveLocal */.iT)(reference, workspaceDirectory);
    if (store)
        return store.find(reference);
    const message = `The model "${reference.text}" is registered in a workspace, but the run has none.`;
    throw new build_findings/* ActionError */.lZ([
        (0,build_findings/* error */.z3)(message, {
            input: 'workspace',
            remedy: 'Set the input workspace, or give the model as a path such as ./model.pkl.',
        }),
    ]);
}
/** `iris` may turn out to be the `iris:3` of another line. */
function checkDistinct(models) {
    const seen = new Set();
    return models.flatMap(({ name, version }) => {
        const id = `${name}:${version}`;
        if (!seen.has(id)) {
            seen.add(id);
            return [];
        }
        const remedy = 'Remove one of the lines, or give a model of the repository another name with name=path.';
        return [(0,build_findings/* error */.z3)(`Two lines of the input models are the same model: ${id}.`, { input: 'models', remedy })];
    });
}
function countUp(total, log) {
    let done = 0;
    return () => {
        done += 1;
        if (done % PROGRESS_STEP === 0 && total > PROGRESS_STEP)
            log.info(`Looked up ${done} of ${total} models`);
    };
}

;// CONCATENATED MODULE: ./build/preflight/limits.js
/** Bytes of a gigabyte as Azure counts memory and images. */
const GIGABYTE = 1_073_741_824;
/**
 * A model must be smaller than this, in bytes; each model counts alone. The documentation says "under 1 GB".
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
const MODEL_BYTES_LIMIT = GIGABYTE;
/**
 * Models of one deployment, at most.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md`.
 */
const MODELS_LIMIT = 1000;
/**
 * An image, at most, in bytes (15 GB).
 * Source: `MicrosoftDocs/azure-docs:articles/container-instances/container-instances-resource-and-quota-limits.md`.
 */
const IMAGE_BYTES_LIMIT = 15 * GIGABYTE;
/**
 * Memory is recommended to be this many times what the models need.
 * Source: `MicrosoftDocs/azure-ai-docs:articles/machine-learning/v1/how-to-deploy-azure-container-instance.md` (150 %).
 */
const MEMORY_PER_MODEL_BYTE = 1.5;

;// CONCATENATED MODULE: ./build/preflight/models.js



/**
 * The limits of Azure Container Instances for models: their number, the size of each, the size of all, and the memory.
 * @param memoryInGB of the scoring container.
 */
function checkModels(models, memoryInGB) {
    const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
    return [
        ...checkCount(models.length),
        ...models.filter((model) => model.bytes >= MODEL_BYTES_LIMIT).map(tooLarge),
        ...checkTotal(bytes),
        ...checkMemory(bytes, memoryInGB),
    ];
}
function checkCount(count) {
    if (count <= MODELS_LIMIT)
        return [];
    const [asked, limit] = [count, MODELS_LIMIT].map((value) => value.toLocaleString('en-US'));
    return [
        (0,build_findings/* error */.z3)(`${asked} models are listed; one deployment takes at most ${limit}.`, {
            input: 'models',
            remedy: 'Deploy the models in several services, or register several files as one model (a folder).',
        }),
    ];
}
function tooLarge({ name, version, bytes, place }) {
    const size = `${(0,build_bytes/* formatBytes */.z)(bytes)} (${bytes.toLocaleString('en-US')} bytes)`;
    return (0,build_findings/* error */.z3)(`The model "${name}:${version}" has ${size}; Azure Container Instances is for models under 1 GB.`, {
        input: 'models',
        ...(place && { place }),
        remedy: 'Make the model smaller, or use a single-node AKS cluster for development and tests of larger models.',
    });
}
function checkTotal(bytes) {
    if (bytes <= IMAGE_BYTES_LIMIT)
        return [];
    return [
        (0,build_findings/* error */.z3)(`All models together have ${(0,build_bytes/* formatBytes */.z)(bytes)}; an image on Azure Container Instances has at most 15 GB.`, {
            input: 'models',
            remedy: 'Deploy the models in several services, or use a single-node AKS cluster for development and tests.',
        }),
    ];
}
function checkMemory(bytes, memoryInGB) {
    const advised = bytes * MEMORY_PER_MODEL_BYTE;
    if (memoryInGB * GIGABYTE >= advised)
        return [];
    // Rounded up to one decimal, the steps of memoryInGB.
    const atLeast = Math.ceil((advised / GIGABYTE) * 10) / 10;
    return [
        (0,build_findings/* warning */.$e)(`The scoring container has ${memoryInGB} GB of memory for models of ${(0,build_bytes/* formatBytes */.z)(bytes)}: ` +
            'loading them may need more, and a container without memory is restarted over and over.', {
            remedy: `Set containerResourceRequirements.memoryInGB to ${atLeast} or more (1.5 times the models).`,
        }),
    ];
}

// EXTERNAL MODULE: ./build/phases/checks.js
var phases_checks = __webpack_require__(78192);
;// CONCATENATED MODULE: ./build/phases/prepare/offline.js






/** Stands for the registry in a plan that no registry was asked for. */
const SOME_REGISTRY = 'registry.invalid';
/**
 * A dry run without a sign-in: checks the models of the repository and shows the Dockerfile where it can be known.
 * @throws ActionError with all findings.
 */
async function planOffline(inputs, { references, deployment, inference }, tools, facts) {
    const checks = new phases_checks/* Checks */.s(tools.log);
    const { workspaceDirectory } = tools;
    const local = references.filter((reference) => reference.kind === 'local');
    const { models } = checks.take(await resolveModels(local, { workspaceDirectory }));
    checks.add(checkModels(models, deployment.memoryInGB));
    facts.models = models;
    checks.settle();
    const registered = references.filter((reference) => reference.kind === 'registered');
    if (inference && registered.length === 0) {
        const build = await planImage({
            repository: (0,image_repository/* imageRepository */.a)(inputs.name),
            server: SOME_REGISTRY,
            workspaceDirectory,
            inference,
            models,
        });
        await (0,show_plan/* logText */.k)(tools.log, 'Dockerfile', build.dockerfile);
    }
    const names = registered.map((reference) => reference.text).join(', ');
    tools.log.info(`Checked: config files, entry script, ${models.length} ${models.length === 1 ? 'model' : 'models'} of the repository`);
    tools.log.info(`Not checked without a sign-in: ${names ? `models ${names}, ` : ''}rights, region, quota, registry, the container group`);
    facts.result = 'planned';
}

// EXTERNAL MODULE: ./build/service/decide/immutable.js
var immutable = __webpack_require__(85813);
// EXTERNAL MODULE: ./build/service/wait/state.js
var state = __webpack_require__(58397);
// EXTERNAL MODULE: ./build/service/tags.js
var service_tags = __webpack_require__(12771);
;// CONCATENATED MODULE: ./build/service/decide/decide.js




/**
 * Decides from the plan and the live group, before anything is written. Unchanged means: as far as Azure knows;
 * whether the service answers with the revision that it has is for the caller to find out, who takes
 * {@link decideUpdate} when it does not. Pure.
 */
function decide(request) {
    const { live, plan, redeploy, strategy } = request;
    if (!live)
        return { kind: 'create' };
    const differences = (0,compare/* compareGroups */.G)(live, plan.group);
    const wrong = (0,state/* stateReasons */.Py)(live);
    const changed = changeReasons(live, plan, differences);
    const reasons = [...(redeploy === 'always' ? ['redeploy is "always"'] : []), ...wrong, ...changed];
    if (reasons.length === 0)
        return { kind: 'unchanged' };
    if (redeploy === 'if-unhealthy' && wrong.length === 0)
        return { kind: 'unchanged', waiting: { differences, reasons } };
    return updateOf({ live, strategy, differences, reasons });
}
/** The update of a group that was to be left as it is but does not do what it should, for this reason. */
function decideUpdate({ waiting }, live, plan, strategy, reason) {
    const reasons = [reason, ...(waiting?.reasons ?? [])];
    return updateOf({ live, strategy, differences: (0,compare/* compareGroups */.G)(live, plan.group), reasons });
}
function updateOf(facts) {
    const { live, strategy, differences } = facts;
    const replacing = differences.filter(({ replaces }) => replaces);
    const why = replacing.map(({ path, from, to }) => `Azure does not change ${path} in place (${from ?? 'none'} -> ${to ?? 'none'})`);
    return {
        kind: replacing.length > 0 ? 'replace' : 'update',
        differences,
        reasons: [...facts.reasons, ...why],
        // A group without containers serves nobody: there is nothing to protect.
        candidate: strategy === 'verified' && !(0,immutable/* isEmpty */.I)(live),
    };
}
function changeReasons(live, plan, differences) {
    if (live.tags?.[service_tags/* TAGS */.gp.revision] !== plan.revision)
        return [revisionReason(live, differences)];
    if (live.tags[service_tags/* TAGS */.gp.restored] !== undefined)
        return ['the container group was put back by a rollback, perhaps with other secrets'];
    const drift = differences.filter((difference) => !isSomebodyElses(difference));
    if (drift.length === 0)
        return [];
    const paths = drift.map(({ path }) => path).join(', ');
    return [`the container group was changed since it was deployed: ${paths}`];
}
function revisionReason(live, differences) {
    if (live.tags?.[service_tags/* TAGS */.gp.revision] === undefined)
        return 'the container group has no revision';
    return differences.length > 0
        ? 'the desired state has changed'
        : 'something that Azure does not show has changed: a key, a secure variable, the password of the registry or the configuration of the front end';
}
/**
 * Azure Policy puts tags and Log Analytics onto groups, again after every PUT: to take them for drift would restart
 * the service for nothing in every run.
 * Source: https://learn.microsoft.com/azure/container-instances/policy-reference
 */
function isSomebodyElses({ path, kind }) {
    return kind === 'removed' && /^(?:tags\[|diagnostics\.)/.test(path);
}

// EXTERNAL MODULE: ./build/service/write/deploy.js + 2 modules
var deploy = __webpack_require__(59666);
// EXTERNAL MODULE: ./build/service/plan/plan.js + 4 modules
var plan_plan = __webpack_require__(31682);
// EXTERNAL MODULE: ./build/phases/update/answers.js + 1 modules
var answers = __webpack_require__(98024);
// EXTERNAL MODULE: ./build/preview/types.js
var preview_types = __webpack_require__(58258);
;// CONCATENATED MODULE: ./build/phases/prepare/request.js



/** Everything that the container group is planned from. */
function requestOf({ inputs, preview, tools, facts }, { deployment, auth, variables, tags }, { location, workspace }, { groupName, image, models, pull, live }) {
    return {
        name: inputs.name,
        groupName,
        location,
        ...(workspace && { workspace: workspace.id }),
        // Without an image the run ends after the checks; until then its name does not matter.
        image: image ? (0,image_reference/* formatImageReference */.my)(image.reference) : '',
        ...(image?.baseImage !== undefined && { baseImage: image.baseImage }),
        models,
        ...(pull && { pull }),
        cpu: deployment.cpu,
        memoryInGB: deployment.memoryInGB,
        port: inputs.port,
        healthPath: inputs.healthPath,
        scoringPath: inputs.scoringPath,
        scoringTimeoutMs: inputs.scoringTimeoutMs,
        variables,
        auth,
        // The label of the config is the live service's.
        ...(deployment.dnsNameLabel !== undefined && !preview && { dnsNameLabel: deployment.dnsNameLabel }),
        tags,
        ...(preview && {
            preview: { of: (0,preview_types/* previewTag */.j)(preview), expires: tools.clock.now() + inputs.previewTtlMs },
        }),
        provenance: facts.origin ?? {},
        // The salt of the live group: only with it does the same state give the same revision.
        salt: live?.tags?.[service_tags/* TAGS */.gp.salt] ?? tools.newSalt(),
    };
}

;// CONCATENATED MODULE: ./build/preflight/capacity.js

/** An error when the region does not run Linux container groups with a public address; a warning when it tells nothing. */
function checkRegion(location, capabilities) {
    if (capabilities.length === 0) {
        return [
            (0,build_findings/* warning */.$e)(`The region "${location}" does not tell what it offers; whether the service fits shows when it is created.`, {
                input: 'location',
            }),
        ];
    }
    if (offers(capabilities).length > 0)
        return [];
    return [
        (0,build_findings/* error */.z3)(`The region "${location}" does not offer Linux container groups with a public address.`, {
            input: 'location',
            remedy: 'Choose another region with the input location.',
        }),
    ];
}
/** An error when the region offers less CPU or memory than the group asks for. Says nothing where {@link checkRegion} does. */
function checkCapacity(asked, capabilities) {
    const offered = offers(capabilities);
    if (offered.length === 0)
        return [];
    const fits = offered.some(({ cpu, memoryInGB }) => asked.cpu <= cpu && asked.memoryInGB <= memoryInGB);
    return fits ? [] : [tooSmall(asked, offered)];
}
function tooSmall({ location, cpu, memoryInGB, place }, offered) {
    const most = offered.map((offer) => `${offer.cpu} CPU and ${offer.memoryInGB} GB of memory`).join(', or ');
    return (0,build_findings/* error */.z3)(`The container group needs ${cpu} CPU and ${memoryInGB} GB of memory (the front end included); ` +
        `the region "${location}" offers at most ${most}.`, {
        ...(place && { place }),
        remedy: 'Lower containerResourceRequirements (cpu, memoryInGB) in the deployment config, ' +
            'or choose another region with the input location.',
    });
}
/** A group without a GPU is what a region lists under gpu "None"; lists without it count as they are. */
function offers(capabilities) {
    const fitting = capabilities.filter(({ osType, ipAddressType, resourceType }) => is(osType, 'Linux') && is(ipAddressType, 'Public') && is(resourceType, 'containerGroups'));
    const plain = fitting.filter(({ gpu }) => is(gpu, 'None'));
    return (plain.length > 0 ? plain : fitting).flatMap(({ capabilities: largest }) => largest?.maxCpu === undefined || largest.maxMemoryInGB === undefined
        ? []
        : [{ cpu: largest.maxCpu, memoryInGB: largest.maxMemoryInGB }]);
}
/** A property that is absent rules nothing out. */
function is(value, wanted) {
    return value === undefined || value.toLowerCase() === wanted.toLowerCase();
}

;// CONCATENATED MODULE: ./build/preflight/quota.js

/** How a quota is called in Azure and for people. Codes: Azure's ContainerGroupQuotaReached errors. */
const QUOTAS = [
    { code: 'StandardCores', unit: 'cores', input: 'cores' },
    { code: 'ContainerGroups', unit: 'container groups', input: 'groups' },
];
/** An error for each quota of the region that the deployment would exceed. A quota that is not listed is not checked. */
function checkQuota(asked, usages) {
    return QUOTAS.flatMap(({ code, unit, input }) => {
        const usage = usages.find(({ name }) => name?.value?.toLowerCase() === code.toLowerCase());
        const amount = asked[input];
        if (usage?.limit === undefined || usage.currentValue === undefined || amount <= 0)
            return [];
        return checkOne({
            code,
            unit,
            candidate: asked.candidate ?? false,
            location: asked.location,
            amount,
            limit: usage.limit,
            used: usage.currentValue,
        });
    });
}
/** Azure counts cores in whole numbers, and whether it rounds a part up is not documented: between the two it warns. */
function checkOne(comparison) {
    const { code, unit, candidate, location, amount, limit, used } = comparison;
    const quota = `The quota for ${unit} (${code}) in the region "${location}"`;
    const state = `${rounded(used)} of ${limit} are in use, and ${rounded(amount)} more are asked${candidate ? ' for the candidate' : ''}`;
    if (rounded(used + amount) > limit) {
        const message = `${quota} would be exceeded: ${state}.`;
        return [(0,build_findings/* error */.z3)(message, { input: 'location', remedy: remedy(comparison) })];
    }
    if (used + Math.ceil(rounded(amount)) <= limit)
        return [];
    return [
        (0,build_findings/* warning */.$e)(`${quota} is exceeded if Azure rounds up to whole cores: ${state}.`, {
            remedy: remedy(comparison),
        }),
    ];
}
function remedy({ limit, candidate }) {
    const raise = 'ask for a higher quota (https://aka.ms/azsupport)';
    if (candidate) {
        return `Set strategy to in-place, which needs no room beside the living service, or ${raise}.`;
    }
    return limit === 0
        ? `This subscription may not use the region at all: choose another with the input location, or ${raise}.`
        : `Delete container groups that are not needed, choose another region with the input location, or ${raise}.`;
}
/** Sums such as 1.1 + 0.2 without their binary tail. ACI counts hundredths of a core. */
function rounded(value) {
    return Math.round(value * 100) / 100;
}

;// CONCATENATED MODULE: ./build/phases/prepare/room.js



/** Asks what the region offers, and checks that the group fits, and with it the candidate where there will be one. */
async function checkRoom({ deployment }, { groups, location }, written, checks) {
    const [capabilities, usages = []] = await Promise.all([
        checks.attempt(groups.capabilities(location)),
        checks.attempt(groups.usages(location)),
    ]);
    const place = deployment.at('containerResourceRequirements');
    return [
        ...(capabilities ? checkFit(location, capabilities, totals(written.group), place) : []),
        ...checkQuotas(location, written, usages),
    ];
}
function checkFit(location, capabilities, asked, place) {
    return [
        ...checkRegion(location, capabilities),
        ...checkCapacity({ location, ...asked, ...(place && { place }) }, capabilities),
    ];
}
/** The quota for what is taken beyond what runs already. What only the candidate is too much for, in-place can do. */
function checkQuotas(location, { group, live, decision }, usages) {
    const asked = totals(group).cpu;
    const isHere = live?.location?.replaceAll(' ', '').toLowerCase() === location;
    const more = asked - (live && isHere ? totals(live).cpu : 0);
    const alone = checkQuota({ location, cores: more, groups: isHere ? 0 : 1 }, usages);
    if ((0,build_findings/* hasErrors */.Cs)(alone) || !('candidate' in decision) || !decision.candidate)
        return alone;
    // The candidate is there before the live group changes, and until it has changed.
    const cores = asked + Math.max(0, more);
    return checkQuota({ location, cores, groups: 1, candidate: true }, usages);
}
function totals({ containers }) {
    const sum = (pick) => 
    // Cents of a core and tenths of a GB: what binary fractions add is rounded off.
    Math.round(containers.reduce((total, container) => total + container.resources.requests[pick], 0) * 100) /
        100;
    return { cpu: sum('cpu'), memoryInGB: sum('memoryInGB') };
}

;// CONCATENATED MODULE: ./build/phases/prepare/plan.js









/**
 * Plans the container group, decides what is to be written, and checks the plan against what there is: the last step
 * before a write. What only a write needs is asked only before one.
 * @throws ActionError with all findings.
 */
async function plan(run, configuration, target, resolved) {
    const { inputs, tools, facts } = run;
    const { checks, image, live } = resolved;
    const request = requestOf(run, configuration, target, resolved);
    const planned = checks.take((0,plan_plan/* planService */.$)(request));
    checks.add(image?.findings ?? []);
    checks.add(checkModels(resolved.models, request.memoryInGB));
    if (live)
        checks.add((0,deploy/* checkOwnership */._)(live, planned));
    const decision = await settledDecision(inputs, planned, live, tools);
    const isWrite = decision.kind !== 'unchanged';
    if (isWrite)
        checks.add(await checkRoom(configuration, target, { group: planned.group, live, decision }, checks));
    const complete = isWrite ? await withPassword(request, image, checks, tools) : request;
    checks.settle();
    if (!image)
        throw new Error('The image was neither planned nor reported.');
    facts.revision = planned.revision;
    facts.keysEnabled = planned.auth.enabled;
    if (request.preview)
        facts.expires = request.preview.expires;
    const { inference } = configuration;
    const plan = isWrite ? (0,plan_plan/* planService */.$)(complete) : planned;
    if (live)
        facts.since = { before: (0,deployed/* deployedOf */.qj)(live), after: (0,deployed/* plannedOf */.sb)(plan.group, request.models) };
    return {
        request: complete,
        plan,
        decision,
        image,
        ...(inference && { inference }),
        ...(live && { live }),
    };
}
/** Unchanged is only what answers: with the revision of the plan, or with its own where the plan waits. */
async function settledDecision({ redeploy, strategy = 'verified' }, planned, live, tools) {
    const decision = decide({ live, plan: planned, redeploy, strategy });
    if (!live || decision.kind !== 'unchanged')
        return decision;
    if (await (0,answers/* answers */.G)(decision.waiting ? (0,deployed/* deployedOf */.qj)(live) : planned, live, tools))
        return decision;
    const reason = 'the service does not answer with its revision';
    return decideUpdate(decision, live, planned, strategy, reason);
}
/** The request with the password of the registry's admin user, where ACI pulls with it. */
async function withPassword(request, image, checks, { log }) {
    const pull = await checks.attempt((0,image_pull/* completePull */.VA)(request.pull, image?.registry));
    if (pull?.kind === 'password')
        log.mask(pull.password);
    return { ...request, ...(pull && { pull }) };
}

// EXTERNAL MODULE: ./node_modules/p-limit/index.js + 1 modules
var p_limit = __webpack_require__(70370);
// EXTERNAL MODULE: ./build/models/names.js
var names = __webpack_require__(10139);
;// CONCATENATED MODULE: ./build/models/scope.js

/** An error when a long id belongs to another workspace than the run's: the Action reads models of one workspace. */
function checkScope(reference, workspace) {
    const { scope } = reference;
    if (!scope)
        return [];
    const [, , subscriptionId, , resourceGroup] = workspace.id.split('/');
    const differences = [
        differs('subscription', scope.subscriptionId, subscriptionId),
        differs('resource group', scope.resourceGroup, resourceGroup),
        differs('workspace', scope.workspace, workspace.name),
        differs('workspace', scope.workspaceGuid, workspace.guid),
    ].filter((text) => text !== undefined);
    if (differences.length === 0)
        return [];
    return [
        (0,build_findings/* error */.z3)(`The model "${reference.text}" belongs to another workspace: ${differences.join(', ')}.`, {
            input: 'models',
            remedy: 'Set subscription-id, workspace-resource-group and workspace to where the model is, or copy the model into this workspace.',
        }),
    ];
}
/** ARM compares these names without case. What one side does not know does not differ. */
function differs(what, asked, actual) {
    if (asked === undefined || actual === undefined)
        return undefined;
    if (asked.toLowerCase() === actual.toLowerCase())
        return undefined;
    return `its ${what} is "${asked}", and this run uses "${actual}"`;
}

// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/models/exact-length.js
var exact_length = __webpack_require__(10125);
// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/azure/storage/errors.js
var errors = __webpack_require__(14359);
;// CONCATENATED MODULE: ./build/azure/storage/blob-download.js





/**
 * How often a download that breaks off is taken up again where it broke. The SDK could do it, but ends with
 * "The operation was aborted" when the connection is lost.
 */
const BROKEN_OFF = (0,retry/* ruleOf */.Y)('download-broken-off');
/**
 * Streams a blob. The first answer is awaited here, so that a refusal is told before anything is read.
 * A blob that changed since it was listed is refused: the image's tag tells of the listed one.
 * @throws AzureError when storage refuses; the stream fails when it would end short.
 */
async function download(client, blob, address) {
    const from = async (offset) => {
        const conditions = { ifMatch: `"${blob.etag}"` };
        const answer = await client
            .download(offset, undefined, { conditions, maxRetryRequests: 0 })
            .catch((caught) => {
            throw (0,errors/* toStorageError */.J)(`download ${address}`, caught);
        });
        if (!answer.readableStreamBody)
            throw new Error(`The download of ${address} has no body.`);
        return answer.readableStreamBody;
    };
    const chunks = resumed(await from(0), from, blob.bytes, address);
    return (0,exact_length/* exactLength */.S)(external_node_stream_.Readable.from(chunks, { objectMode: false }), blob.bytes, `The blob ${address}`);
}
/** Reads on from where a body broke off. */
async function* resumed(first, from, bytes, address) {
    let body = first;
    let offset = 0;
    for (let left = BROKEN_OFF.retries;; left -= 1) {
        try {
            for await (const chunk of body) {
                const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
                offset += buffer.length;
                yield buffer;
            }
            return;
        }
        catch (caught) {
            if (offset >= bytes)
                return;
            if (left === 0)
                throw brokenOff(address, offset, caught);
        }
        body = await from(offset);
    }
}
function brokenOff(address, offset, cause) {
    return (0,build_findings/* failure */.V2)(`The download of ${address} broke off ${BROKEN_OFF.retries + 1} times, the last time after ${offset} bytes.`, { ...(BROKEN_OFF.remedy !== undefined && { remedy: BROKEN_OFF.remedy }) }, { cause });
}

;// CONCATENATED MODULE: ./build/azure/storage/blob-path.js

/**
 * Takes a blob's path apart for use as a file path.
 * A blob name is any text, so `..` or an absolute path in it could write outside of the model's folder.
 * @throws ActionError for a name that would not stay in its folder or is no file name.
 */
function checkedPath(path, blob) {
    const bad = path.split('/').find((segment) => segment === '' || segment === '.' || segment === '..');
    const reason = bad === undefined ? unusable(path) : bad === '' ? 'it has an empty part' : `it has the part "${bad}"`;
    if (reason === undefined)
        return path;
    throw (0,build_findings/* failure */.V2)(`The blob ${JSON.stringify(blob)} cannot be laid out as a file of the model: ${reason}.`, {
        input: 'models',
        remedy: 'Rename the blob and register the model again.',
    });
}
function unusable(path) {
    if (path.includes('\\'))
        return 'it has a backslash';
    if (/\p{Cc}/u.test(path))
        return 'it has a control character';
    return undefined;
}
/**
 * A blob and a folder of the same name can lie side by side in storage, but not on a disk.
 * @throws ActionError that names the pair.
 */
function checkNoFileIsFolder(paths) {
    const files = new Set(paths);
    for (const path of paths) {
        for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            const parent = path.slice(0, end);
            if (files.has(parent))
                throw clash(parent, path);
        }
    }
}
function clash(parent, path) {
    return (0,build_findings/* failure */.V2)(`The model has a file ${JSON.stringify(parent)} and a file ${JSON.stringify(path)} in a folder of that name.`, {
        input: 'models',
        remedy: 'Rename one of the two and register the model again.',
    });
}

// EXTERNAL MODULE: ./build/azure/storage/retries.js
var retries = __webpack_require__(65936);
;// CONCATENATED MODULE: ./build/azure/storage/blobs.js





/**
 * Opens a container by its URL, such as https://mlstore.blob.core.windows.net/azureml. Nothing is sent yet.
 * The SDK's pipeline retries as the table says, and takes HTTPS_PROXY and NO_PROXY from the environment by itself.
 */
async function openContainer(url, access, options = { retryOptions: (0,retries/* storageRetries */.S)() }) {
    const client = await createClient(url, access, options);
    return {
        list: async (path, doing) => {
            try {
                return await listExactly(client, url, path.replace(/\/+$/, ''));
            }
            catch (caught) {
                if (caught instanceof build_findings/* ActionError */.lZ)
                    throw caught;
                throw (0,errors/* toStorageError */.J)(`${doing} in ${url}`, caught);
            }
        },
    };
}
async function createClient(url, access, options) {
    const storage = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563), __webpack_require__.e(738), __webpack_require__.e(275)]).then(__webpack_require__.bind(__webpack_require__, 99275));
    switch (access.kind) {
        case 'key': {
            const credential = new storage.StorageSharedKeyCredential(access.account, access.key);
            return new storage.ContainerClient(url, credential, options);
        }
        case 'sas':
            return new storage.ContainerClient(`${url}?${access.token}`, new storage.AnonymousCredential(), options);
        case 'identity':
            return new storage.ContainerClient(url, access.credential, options);
    }
}
/** The exact blob first: a bare prefix would also match its siblings (`model` and `model2`). */
async function listExactly(client, url, path) {
    const root = checkedPath(path, path).slice(path.lastIndexOf('/') + 1);
    const blob = await head(client, path);
    // An empty blob may stand for a folder without saying so.
    if (blob && !blob.folder && blob.bytes > 0)
        return { root, files: [toFile(client, url, blob, root)] };
    const folder = await listFolder(client, `${path}/`);
    if (folder) {
        const files = folder.map((item) => toFile(client, url, item, `${root}/${item.name.slice(path.length + 1)}`));
        checkNoFileIsFolder(files.map((file) => file.path));
        return { root, files };
    }
    if (!blob)
        return undefined;
    return { root, files: blob.folder ? [] : [toFile(client, url, blob, root)] };
}
async function head(client, name) {
    try {
        const answer = await client.getBlobClient(name).getProperties();
        return facts(name, answer.contentLength, answer.etag, answer.metadata);
    }
    catch (caught) {
        const { status, code } = (0,errors/* toStorageError */.J)(`read ${name}`, caught);
        if (status === 404 && code !== 'ContainerNotFound')
            return undefined;
        throw caught;
    }
}
/** The files below a prefix, without the entries of folders; undefined when nothing at all is there. */
async function listFolder(client, prefix) {
    const items = [];
    for await (const item of client.listBlobsFlat({ prefix, includeMetadata: true })) {
        items.push(facts(item.name, item.properties.contentLength, item.properties.etag, item.metadata));
    }
    return items.length === 0 ? undefined : items.filter((item) => !item.folder);
}
function facts(name, bytes = 0, etag = '', metadata = {}) {
    const marked = Object.entries(metadata).some(([key, value]) => key.toLowerCase() === 'hdi_isfolder' && value.toLowerCase() === 'true');
    // Some tools mark a folder with an empty blob whose name ends in a slash.
    const folder = marked || (bytes === 0 && name.endsWith('/'));
    return { name, bytes, etag: etag.replaceAll('"', ''), folder };
}
function toFile(client, url, blob, path) {
    const address = `${url}/${blob.name.split('/').map(encodeURIComponent).join('/')}`;
    return {
        path: checkedPath(path, blob.name),
        bytes: blob.bytes,
        identity: `${address} ${blob.etag}`,
        open: () => download(client.getBlobClient(blob.name), blob, address),
    };
}

// EXTERNAL MODULE: ./build/azure/roles.js
var roles = __webpack_require__(44313);
// EXTERNAL MODULE: ./build/azure/shapes.js
var shapes = __webpack_require__(68484);
// EXTERNAL MODULE: ./build/azure/workspace/workspace.js
var workspace_workspace = __webpack_require__(99375);
;// CONCATENATED MODULE: ./build/azure/workspace/datastores.js







/** Creates the cache of opened datastores. Keys and SAS tokens are masked in the log before they are used. */
function createDatastores(connection, log = build_log/* silentLog */.a, open = openContainer) {
    const opened = new Map();
    const once = (key, make) => {
        const known = opened.get(key) ?? make();
        opened.set(key, known);
        return known;
    };
    const openUrl = (url) => open(url, callerOf(connection));
    return {
        openUrl: (url) => once(url, () => openUrl(url)),
        open: (workspaceId, name) => {
            const path = `${workspaceId}/datastores/${encodeURIComponent(name)}`;
            return once(path.toLowerCase(), async () => {
                const url = await containerUrl(connection, path, name);
                const found = await accessOf(connection, log, path, url);
                if ('denied' in found)
                    return explainDenied(await openUrl(url.container), found.denied);
                const container = await open(url.container, found);
                return found.kind === 'identity' ? container : orElse(container, () => openUrl(url.container));
            });
        },
    };
}
async function containerUrl(connection, path, name) {
    const answer = await connection.arm({
        path,
        apiVersion: workspace_workspace/* ML_API_VERSION */.W8,
        doing: `read the datastore "${name}"`,
    });
    const { properties } = (0,shapes/* readShape */._f)(shapes/* datastoreShape */.XO, answer, `the datastore "${name}"`);
    const account = properties.accountName ?? '';
    const container = containerName(properties, name);
    const suffix = connection.cloud.storageSuffix;
    // Tokens go to the storage hosts of the signed-in cloud only.
    if (properties.endpoint && properties.endpoint.toLowerCase() !== suffix) {
        throw (0,build_findings/* failure */.V2)(`The datastore "${name}" lies at ${JSON.stringify(properties.endpoint)}, outside of ${connection.cloud.name}.`, {
            remedy: 'Set the input cloud to the cloud of the storage account, or register the model from a datastore of this cloud.',
        });
    }
    if (!/^[a-z0-9]{3,24}$/.test(account) || !/^[$a-z0-9][a-z0-9-]{1,62}$/.test(container)) {
        throw (0,build_findings/* failure */.V2)(`The datastore "${name}" does not say which storage account and container it means.`);
    }
    const credentialsType = properties.credentials?.credentialsType ?? 'None';
    return { account, container: `https://${account}.blob.${suffix}/${container}`, credentialsType };
}
/** Gen2 accounts answer as Blob storage too; their file systems are containers. */
function containerName(properties, name) {
    const type = properties.datastoreType;
    if (type === 'AzureBlob')
        return properties.containerName ?? '';
    if (type === 'AzureDataLakeGen2')
        return properties.filesystem ?? '';
    throw (0,build_findings/* failure */.V2)(`The datastore "${name}" is of the type ${JSON.stringify(type)}; models are read from Blob storage only.`, {
        remedy: 'Register the model from a datastore of the type AzureBlob or AzureDataLakeGen2.',
    });
}
function callerOf({ credential }) {
    return { kind: 'identity', credential };
}
/** The datastore's key or SAS; the caller's identity where it keeps neither, or where its secrets may not be read. */
async function accessOf(connection, log, path, { account, credentialsType }) {
    if (credentialsType !== 'AccountKey' && credentialsType !== 'Sas')
        return callerOf(connection);
    const doing = 'read the credentials of a datastore';
    try {
        const answer = await connection.arm({
            method: 'POST',
            path: `${path}/listSecrets`,
            apiVersion: workspace_workspace/* ML_API_VERSION */.W8,
            doing,
        });
        const { key, sasToken } = (0,shapes/* readShape */._f)(shapes/* secretsShape */.XK, answer, 'the credentials of a datastore');
        const secret = key ?? sasToken?.replace(/^\?/, '');
        if (!secret)
            return callerOf(connection);
        log.mask(secret);
        return key ? { kind: 'key', account, key } : { kind: 'sas', token: secret };
    }
    catch (caught) {
        if ((0,azure_error/* isStatus */.zM)(caught, 403))
            return { denied: caught };
        throw caught;
    }
}
/** Turns to the caller's identity once the account has refused its key (allowSharedKeyAccess=false). */
function orElse(container, identity) {
    let current = container;
    return {
        list: async (path, doing) => {
            try {
                return await current.list(path, doing);
            }
            catch (caught) {
                if (!(caught instanceof azure_error/* AzureError */.M6 && caught.code === 'KeyBasedAuthenticationNotPermitted'))
                    throw caught;
                current = await identity();
                return current.list(path, doing);
            }
        },
    };
}
/** When neither the datastore's secrets nor the blobs may be read, either of two roles helps. */
function explainDenied(container, denied) {
    return {
        list: async (path, doing) => {
            try {
                return await container.list(path, doing);
            }
            catch (caught) {
                if (!(0,azure_error/* isStatus */.zM)(caught, 403))
                    throw caught;
                const denial = (0,roles/* readDenial */.oq)(denied.facts.message);
                const byKey = denial ? `${(0,roles/* grantRemedy */.HT)(denial)} ` : '';
                throw caught.asActionError(`${byKey}Or grant "${roles/* BLOB_READER */.eA}" on the storage account.`);
            }
        },
    };
}

// EXTERNAL MODULE: ./build/azure/explain.js
var explain = __webpack_require__(21139);
;// CONCATENATED MODULE: ./build/azure/workspace/model-uri.js
/** The datastore for what runs write; it is the container `azureml` of the workspace's storage account. */
const ARTIFACT_STORE = 'workspaceartifactstore';
/** Keywords come in any case: both resourceGroups and resourcegroups occur. */
const SCOPE = /^subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/(?:providers\/Microsoft\.MachineLearningServices\/)?workspaces\/([^/]+)\//i;
/** `/paths/` may be missing. The path itself may have a folder named "paths", so only the first counts. */
const DATASTORE = /^datastores\/([^/]+)\/(?:paths\/(?=.)|(?!paths\/))(.+)$/i;
const JOB_ARTIFACT = /^jobs\/([^/]+)\/outputs\/artifacts\/paths\/(.+)$/i;
const RUN = /^runs:\/+([^/]+)\/(.+)$/i;
/**
 * Reads a modelUri. Undefined for a shape that does not lead to storage.
 * Sources: the uri parser in `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/_utils/_storage_utils.py`;
 * job outputs are kept under ExperimentRun/dcid.<job> (`Azure/azure-powershell`, New-AzMLWorkspaceModelVersion).
 * @param storageSuffix the cloud's, such as core.windows.net: a token is sent to no other host.
 */
function parseModelUri(uri, storageSuffix) {
    const run = RUN.exec(uri);
    if (run)
        return artifact(run[1], run[2], undefined);
    if (/^https:\/\//i.test(uri))
        return parseBlobUrl(uri, storageSuffix);
    if (!/^azureml:\/\//i.test(uri))
        return undefined;
    const whole = uri.slice('azureml://'.length);
    const scope = SCOPE.exec(whole);
    const rest = scope ? whole.slice(scope[0].length) : whole;
    const workspaceId = scope ? workspacePath(scope) : undefined;
    const job = JOB_ARTIFACT.exec(rest);
    if (job)
        return artifact(job[1], job[2], workspaceId);
    const [, datastore, path] = DATASTORE.exec(rest) ?? [];
    return datastore && path ? inDatastore(datastore, path, workspaceId) : undefined;
}
function workspacePath([, subscription = '', group = '', workspace = '']) {
    return `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.MachineLearningServices/workspaces/${workspace}`;
}
function artifact(job = '', path = '', workspaceId) {
    return inDatastore(ARTIFACT_STORE, `ExperimentRun/dcid.${job}/${path}`, workspaceId);
}
function inDatastore(datastore, path, workspaceId) {
    return { kind: 'datastore', datastore, path, ...(workspaceId !== undefined && { workspaceId }) };
}
/** `https://<account>.blob.<suffix>/<container>/<path>`; a SAS in it is dropped. */
function parseBlobUrl(uri, storageSuffix) {
    if (!URL.canParse(uri))
        return undefined;
    const url = new URL(uri);
    const account = /^([a-z0-9]{3,24})\.(?:blob|dfs)\./.exec(url.hostname)?.[1];
    const host = `${account ?? ''}.blob.${storageSuffix}`;
    if (!account || url.port !== '' || url.hostname.replace('.dfs.', '.blob.') !== host)
        return undefined;
    const [, container, path] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    const decoded = path === undefined ? undefined : decode(path);
    return container && decoded
        ? { kind: 'blob', container: `https://${host}/${container}`, path: decoded }
        : undefined;
}
function decode(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/azure/workspace/model-versions.js




/** How many existing versions an error names. */
const VERSIONS_NAMED = 5;
/**
 * Reads the version asked for, or the one created last: what `az ml` takes for @latest, which need not be the
 * highest number.
 * @throws ActionError for a model or version that does not exist, naming those that do; AzureError for refusals.
 */
async function readVersion(connection, workspace, reference) {
    const context = { connection, workspace };
    const { name, version } = reference;
    if (version === undefined) {
        const [newest] = await newestVersions(context, name, 1);
        if (newest)
            return newest;
        throw await unknownModel(context, reference);
    }
    const doing = `read the model "${name}:${version}"`;
    const path = `${modelPath(context, name)}/versions/${encodeURIComponent(version)}`;
    try {
        const answer = await context.connection.arm({ path, apiVersion: workspace_workspace/* ML_API_VERSION */.W8, doing });
        return (0,shapes/* readShape */._f)(shapes/* modelVersionShape */.px, answer, `the model "${name}:${version}"`);
    }
    catch (caught) {
        throw (0,azure_error/* isStatus */.zM)(caught, 404) ? await unknownModel(context, reference) : caught;
    }
}
function modelPath({ workspace }, name) {
    return `${workspace.id}/models/${encodeURIComponent(name)}`;
}
/** Newest first; archived versions are left out by Azure. Empty for a model that does not exist. */
async function newestVersions(context, name, count) {
    try {
        const answer = await context.connection.arm({
            path: `${modelPath(context, name)}/versions`,
            apiVersion: workspace_workspace/* ML_API_VERSION */.W8,
            query: { $orderBy: 'createdtime desc', $top: String(count) },
            doing: `list the versions of the model "${name}"`,
        });
        return (0,shapes/* readShape */._f)(shapes/* modelVersionsShape */.q8, answer, `the versions of the model "${name}"`).value;
    }
    catch (caught) {
        if ((0,azure_error/* isStatus */.zM)(caught, 404))
            return [];
        throw caught;
    }
}
async function unknownModel(context, { name, version }) {
    const where = `in the workspace "${context.workspace.name}"`;
    const existing = version === undefined ? [] : await newestVersions(context, name, VERSIONS_NAMED);
    if (existing.length === 0) {
        return (0,build_findings/* failure */.V2)(`The model "${name}" does not exist ${where}, or has only archived versions.`, {
            input: 'models',
            remedy: 'Check the name (models are told apart by upper and lower case) and the workspace; see az ml model list.',
        });
    }
    const newest = existing.map((item) => item.name).join(', ');
    return (0,build_findings/* failure */.V2)(`The model "${name}" has no version "${version ?? ''}" ${where}.`, {
        input: 'models',
        remedy: `Its newest versions are: ${newest}. Write ${name} without a version for the newest.`,
    });
}

;// CONCATENATED MODULE: ./build/azure/workspace/model-store.js









/** Models whose blobs are listed at once. A storage account takes 20,000 requests a second. */
const CONCURRENT_LISTINGS = 32;
/** The registered models of a workspace, read over Resource Manager and Blob storage. */
function createModelStore(connection, workspace, options = {}) {
    const datastores = createDatastores(connection, options.log, options.open);
    const context = { connection, workspace, datastores, limit: (0,p_limit/* default */.A)(CONCURRENT_LISTINGS) };
    return {
        find: async (reference) => {
            try {
                return await find(context, reference);
            }
            catch (caught) {
                throw caught instanceof azure_error/* AzureError */.M6 ? (0,explain/* explain */.W)(caught) : caught;
            }
        },
    };
}
async function find(context, reference) {
    const elsewhere = checkScope(reference, context.workspace);
    if (elsewhere.length > 0)
        throw new build_findings/* ActionError */.lZ(elsewhere);
    const { name: version, properties } = await readVersion(context.connection, context.workspace, reference);
    const badVersion = (0,names/* checkVersion */.p)(reference.text, version);
    if (badVersion)
        throw new build_findings/* ActionError */.lZ([badVersion]);
    const label = `${reference.name}:${version}`;
    const origin = properties.modelUri ?? '';
    const stored = await readFiles(context, label, origin);
    const model = {
        name: reference.name,
        version,
        source: 'registered',
        ...stored,
        bytes: stored.files.reduce((sum, file) => sum + file.bytes, 0),
        origin,
    };
    return { model, findings: remarks(label, properties) };
}
async function readFiles(context, label, uri) {
    const location = parseModelUri(uri, context.connection.cloud.storageSuffix);
    if (!location)
        throw model_store_unreadable(label, uri);
    const stored = await context.limit(async () => {
        const container = await openLocation(context, location);
        return listEither(container, location.path, `list the files of the model "${label}"`);
    });
    if (stored && stored.files.length > 0)
        return stored;
    const problem = stored ? 'is an empty folder' : 'has no files where it was registered';
    throw (0,build_findings/* failure */.V2)(`The model "${label}" ${problem}: ${uri}`, {
        input: 'models',
        remedy: 'The files were deleted or moved: register the model again.',
    });
}
function openLocation({ datastores, workspace }, location) {
    if (location.kind === 'blob')
        return datastores.openUrl(location.container);
    return datastores.open(location.workspaceId ?? workspace.id, location.datastore);
}
/** Azure does not say whether a modelUri is percent-encoded: the path is tried as it is, then decoded. */
async function listEither(container, path, doing) {
    const decoded = model_store_decode(path);
    const stored = await container.list(path, doing);
    return stored ?? (decoded === path ? undefined : container.list(decoded, doing));
}
function model_store_decode(path) {
    try {
        return decodeURIComponent(path);
    }
    catch {
        return path;
    }
}
function model_store_unreadable(label, uri) {
    const what = uri === ''
        ? 'Azure does not tell where its files are'
        : `the Action cannot read from ${JSON.stringify(uri)}`;
    return (0,build_findings/* failure */.V2)(`The model "${label}" cannot be read: ${what}.`, {
        input: 'models',
        remedy: 'Register its files again with `az ml model create --path <folder>`, ' +
            'or put them into the repository and name them here as ./path.',
    });
}
function remarks(label, { isArchived, properties }) {
    const findings = [];
    if (isArchived) {
        findings.push((0,build_findings/* warning */.$e)(`The model "${label}" is archived; it is deployed all the same.`, {
            input: 'models',
            remedy: `Restore it (az ml model restore) or deploy a version in use.`,
        }));
    }
    if (isTrue(properties?.['azureml.unpack']) || isTrue(properties?.['unpack'])) {
        findings.push((0,build_findings/* warning */.$e)(`The model "${label}" is an archive that Azure ML would unpack; it is put into the image as it is.`, {
            input: 'models',
            remedy: 'Unpack it in init(), or register the unpacked folder.',
        }));
    }
    return findings;
}
function isTrue(value) {
    return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

// EXTERNAL MODULE: ./build/elapsed.js
var elapsed = __webpack_require__(48712);
// EXTERNAL MODULE: ./build/service/wait/events.js
var wait_events = __webpack_require__(60711);
// EXTERNAL MODULE: ./build/service/wait/view.js
var view = __webpack_require__(35651);
// EXTERNAL MODULE: ./build/service/wait/wreck.js
var wreck = __webpack_require__(80318);
;// CONCATENATED MODULE: ./build/service/write/settled.js





/**
 * Reads a group, and waits while another operation on it is under way: what it is then is what an update starts from.
 * A group that cannot come up any more is not waited for, nor is one that takes longer than five minutes.
 */
async function readSettled(request) {
    const { groups, groupName, clock, log } = request;
    const rule = (0,retry/* ruleOf */.Y)('group-in-transition');
    const [wait = 0] = rule.waits;
    const giveUp = clock.now() + (0,retry/* totalWait */.G8)(rule);
    for (let told = false;; told = true) {
        const group = await groups.get(groupName);
        if (!group || !isBusy(group) || clock.now() + wait > giveUp)
            return group;
        if (!told)
            log.info(`Azure is still busy with ${groupName}; waiting up to ${(0,elapsed/* formatElapsed */.C)((0,retry/* totalWait */.G8)(rule))}.`);
        await clock.sleep(wait);
    }
}
function isBusy(group) {
    if (!(0,view/* isUnderWay */.gn)(group))
        return false;
    const events = (0,wait_events/* eventsSince */.S5)({ group, operation: [], since: undefined, before: undefined });
    return !(0,wreck/* wreckOf */.S)({ group, operation: undefined, events, restarts: new Map(), since: undefined });
}

;// CONCATENATED MODULE: ./build/phases/prepare/resolve.js








/** Reads models, registry and the live container group, side by side. */
async function resolve(run, configuration, target) {
    const { inputs, preview, tools, facts } = run;
    const checks = new phases_checks/* Checks */.s(tools.log);
    const { connection, workspace, groups, resourceGroup } = target;
    const groupName = (0,group_name/* groupNameOf */.c)(run, workspace?.id ?? resourceGroup.id);
    const repository = preview ? (0,image_repository/* previewRepository */.R)(groupName) : (0,image_repository/* imageRepository */.a)(inputs.name);
    const store = workspace && createModelStore(connection, workspace, { log: tools.log });
    const modelsThenImage = async () => {
        const { workspaceDirectory, log } = tools;
        const { models } = checks.take(await resolveModels(configuration.references, { workspaceDirectory, log, ...(store && { store }) }));
        facts.models = models;
        tellModels(models, tools);
        const complete = models.length === configuration.references.length;
        return [
            models,
            complete
                ? await checks.attempt(planImageOf(inputs, configuration, { models, repository }, target, tools))
                : undefined,
        ];
    };
    const { clock, log } = tools;
    // A dry run does not wait for others: it changes nothing that they could be in the way of.
    const readLive = inputs.dryRun ? groups.get(groupName) : readSettled({ groups, groupName, clock, log });
    const [[models, image], live] = await Promise.all([modelsThenImage(), checks.attempt(readLive)]);
    const pull = image && (await checks.attempt(Promise.resolve().then(() => pullOf(inputs, image, checks))));
    return {
        checks,
        models,
        groupName,
        ...(live && { live }),
        ...(image && { image }),
        ...(pull && { pull }),
    };
}
/** Models named one by one; of more, only the sum. */
const MODELS_NAMED = 5;
function tellModels(models, { log }) {
    if (models.length > MODELS_NAMED) {
        const bytes = models.reduce((sum, model) => sum + model.bytes, 0);
        log.info(`${models.length} models, ${(0,build_bytes/* formatBytes */.z)(bytes)} together`);
        return;
    }
    for (const { name, version, source, bytes, files } of models) {
        const count = files.length === 1 ? '1 file' : `${files.length} files`;
        log.info(`Model ${name}:${version} (${source}): ${(0,build_bytes/* formatBytes */.z)(bytes)} in ${count}`);
    }
}

// EXTERNAL MODULE: ./build/predictions/figures.js
var figures = __webpack_require__(11976);
// EXTERNAL MODULE: ./build/predictions/limit.js
var predictions_limit = __webpack_require__(17374);
;// CONCATENATED MODULE: ./build/predictions/gate.js



/** One error when more predictions have changed than the input allows; it names each of them. */
function checkLimit(comparison) {
    const { limit } = comparison;
    const changed = (0,figures/* changedOf */.oI)(comparison);
    const compared = (0,figures/* predictionsOf */.eE)(comparison).length;
    if (!limit || (0,predictions_limit/* isWithin */.UO)(limit, changed.length, compared))
        return [];
    const evidence = changed.map(changeText);
    const message = `${changed.length} of ${compared} predictions changed, and ${predictions_limit/* INPUT */.bO} allows ${(0,predictions_limit/* limitText */.PW)(limit)}. The first: ${evidence[0] ?? ''}.`;
    const remedy = `If the new answers are right, raise ${predictions_limit/* INPUT */.bO} for this change, with a label of the pull request for example; if not, correct the model or run() of the entry script.`;
    return [(0,build_findings/* error */.z3)(message, { input: predictions_limit/* INPUT */.bO, remedy, evidence })];
}
/** A changed prediction in a line. */
function changeText({ name, change }) {
    if (!change)
        return name;
    const more = change.more > 0 ? ` (and ${change.more} more)` : '';
    return `"${name}": ${change.path} was ${change.before} and is ${change.after}${more}`;
}

// EXTERNAL MODULE: ./build/service/plan/front-end-config.js
var front_end_config = __webpack_require__(98916);
;// CONCATENATED MODULE: ./build/smoke/call.js
/** Waits in milliseconds before a request is sent again whose connection broke. The network is not what is tested. */
const RECONNECT_MS = [1_000, 2_000];
/** DNS errors of Node: the name of a new container group takes a while to spread. */
const DNS_ERRORS = ['ENOTFOUND', 'EAI_AGAIN'];
/**
 * Sends one request and measures it. Never throws. A broken connection is tried again; a status, whatever it is,
 * and a time-out are not. While the FQDN does not resolve, the service is asked by its address.
 */
async function callService(caller, call) {
    const notes = [];
    let byAddress = false;
    for (let attempt = 0;;) {
        const start = caller.clock.now();
        const sent = await caller
            .http(call_requestOf(caller, call, byAddress))
            .catch((caught) => ({ caught }));
        const latencyMs = caller.clock.now() - start;
        if (!('caught' in sent))
            return { answer: sent, latencyMs, notes };
        if (isTimeout(sent.caught))
            return { problem: `no answer within ${caller.timeoutMs / 1000} s`, timedOut: true, latencyMs, notes };
        if (!byAddress && isDnsError(sent.caught)) {
            byAddress = true;
            notes.push('the host name did not resolve yet; the service was called by its address');
            continue;
        }
        const wait = RECONNECT_MS[attempt];
        if (wait === undefined)
            return { problem: `no answer: ${messageOf(sent.caught)}`, latencyMs, notes };
        attempt += 1;
        await caller.clock.sleep(wait);
        notes.push(`the connection broke and was tried again: ${messageOf(sent.caught)}`);
    }
}
function call_requestOf({ endpoint, timeoutMs }, call, byAddress) {
    const url = new URL(call.url);
    const host = url.host;
    if (byAddress)
        url.hostname = endpoint.ipAddress;
    return {
        url: url.href,
        method: call.method,
        timeoutMs,
        headers: {
            ...(byAddress && { host }),
            ...(call.key !== undefined && { authorization: `Bearer ${call.key}` }),
            ...(call.contentType !== undefined && { 'content-type': call.contentType }),
        },
        ...(call.body !== undefined && { body: call.body }),
        ...(call.wantsBytes && { wantsBytes: true }),
    };
}
function isTimeout(caught) {
    return caught instanceof Error && caught.name === 'AbortError';
}
function isDnsError(caught) {
    if (!(caught instanceof Error))
        return false;
    const code = 'code' in caught ? caught.code : undefined;
    return DNS_ERRORS.includes(String(code)) || DNS_ERRORS.some((name) => caught.message.includes(name));
}
function messageOf(caught) {
    return caught instanceof Error && caught.message !== '' ? caught.message : 'unknown reason';
}

// EXTERNAL MODULE: ./build/report/printable.js
var printable = __webpack_require__(74628);
;// CONCATENATED MODULE: ./build/smoke/difference.js

/** Longest value that is shown, in characters. */
const VALUE_LIMIT = 120;
/** The differences of two JSON values in the order of the expected one. The order of keys does not matter. */
function findDifferences(expected, actual, rules, path = '$') {
    if (Array.isArray(expected) && Array.isArray(actual))
        return inArrays(expected, actual, rules, path);
    if (isObject(expected) && isObject(actual))
        return inObjects(expected, actual, rules, path);
    return rules.isSame(expected, actual) ? [] : [{ path, kind: 'value', expected, actual }];
}
/** The differences from what a smoke-test file expects, a line each: where, what was expected and what came. */
function difference(expected, actual, mode) {
    return findDifferences(expected, actual, { mode, isSame: (left, right) => left === right }).map(lineOf);
}
function lineOf({ path, kind, expected, actual }) {
    switch (kind) {
        case 'value':
            return `${path}: expected ${json(expected)}, got ${json(actual)}`;
        case 'length':
            return `${path}: expected ${items(expected)}, got ${items(actual)}: expected ${json(expected)}, got ${json(actual)}`;
        case 'missing':
            return `${path}: expected ${json(expected)}, but the key is missing`;
        case 'surplus':
            return `${path}: not expected, got ${json(actual)}`;
    }
}
function inArrays(expected, actual, rules, path) {
    if (expected.length !== actual.length)
        return [{ path, kind: 'length', expected, actual }];
    return expected.flatMap((item, index) => findDifferences(item, actual[index], rules, `${path}[${index}]`));
}
function inObjects(expected, actual, rules, path) {
    const wanted = Object.entries(expected).flatMap(([key, value]) => {
        const at = member(path, key);
        return Object.hasOwn(actual, key)
            ? findDifferences(value, actual[key], rules, at)
            : [{ path: at, kind: 'missing', expected: value, actual: undefined }];
    });
    if (rules.mode === 'subset')
        return wanted;
    const surplus = Object.entries(actual).filter(([key]) => !Object.hasOwn(expected, key));
    return [
        ...wanted,
        ...surplus.map(([key, value]) => {
            return { path: member(path, key), kind: 'surplus', expected: undefined, actual: value };
        }),
    ];
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function member(path, key) {
    return /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}[${(0,printable/* cut */.Jj)(JSON.stringify(key), VALUE_LIMIT)}]`;
}
/** How many an array has, in words. */
function items(list) {
    const count = Array.isArray(list) ? list.length : 0;
    return count === 1 ? '1 item' : `${count} items`;
}
function json(value) {
    return (0,printable/* cut */.Jj)(JSON.stringify(value), VALUE_LIMIT);
}

// EXTERNAL MODULE: ./build/smoke/json.js
var smoke_json = __webpack_require__(21074);
;// CONCATENATED MODULE: ./build/smoke/compare.js



/** Status that is expected when the file does not say. */
const DEFAULT_STATUS = 200;
/** Longest part of an unexpected answer that is shown. */
const ANSWER_LIMIT = 500;
/** Differences shown for one request. */
const DIFFERENCE_LIMIT = 20;
/**
 * Compares an answer with what the smoke-test file expects. Pure. JSON is compared by value, numbers exactly.
 * When the status is another, only that and the answer are told: the body then says why.
 */
function compareAnswer(answer, expect) {
    const status = expect.status ?? DEFAULT_STATUS;
    if (answer.status !== status) {
        const wrong = [`status: expected ${status}, got ${answer.status}`, `answer: ${shown(answer.body)}`];
        return { differences: [...wrong, ...latency(answer, expect)], notes: [], onlyLate: false };
    }
    const { differences, notes } = compareBody(answer.body, expect);
    const late = latency(answer, expect);
    const onlyLate = differences.length === 0 && late.length > 0;
    return { differences: [...limited(differences), ...late], notes, onlyLate };
}
function latency({ latencyMs }, { maxLatencyMs }) {
    if (maxLatencyMs === undefined || latencyMs <= maxLatencyMs)
        return [];
    return [`latency: expected at most ${maxLatencyMs} ms, got ${Math.round(latencyMs)} ms`];
}
function compareBody(body, expect) {
    const checks = [
        ...('body' in expect ? [{ mode: 'exact', expected: expect.body }] : []),
        ...('contains' in expect ? [{ mode: 'subset', expected: expect.contains }] : []),
    ];
    const results = checks.map(({ mode, expected }) => compareJson(body, expected, mode));
    return {
        differences: results.flatMap((result) => result.differences),
        notes: [...new Set(results.flatMap((result) => result.notes))],
    };
}
function compareJson(body, expected, mode) {
    const parsed = (0,smoke_json/* parseJson */.q)(body);
    if (!parsed)
        return compareText(body, expected);
    const inner = typeof parsed.value === 'string' && typeof expected !== 'string' ? (0,smoke_json/* parseJson */.q)(parsed.value) : undefined;
    const note = 'the answer is a JSON string that holds JSON, as json.dumps() in run() makes it; it was compared decoded';
    return { differences: difference(expected, (inner ?? parsed).value, mode), notes: inner ? [note] : [] };
}
/** An image with a server of its own may answer plain text. */
function compareText(body, expected) {
    if (body === expected)
        return { differences: [], notes: ['the answer is not JSON and was compared as text'] };
    const why = /\b(?:NaN|Infinity)\b/.test(body) ? ' (NaN and Infinity are not JSON)' : '';
    return {
        differences: [
            `expected ${shown(JSON.stringify(expected))}, but the answer is not JSON${why}: ${shown(body)}`,
        ],
        notes: [],
    };
}
function shown(text) {
    return text === '' ? '(empty)' : (0,printable/* cut */.Jj)((0,printable/* printableLine */.oy)(text), ANSWER_LIMIT);
}
function limited(lines) {
    const left = lines.length - DIFFERENCE_LIMIT;
    return left > 0 ? [...lines.slice(0, DIFFERENCE_LIMIT), `… and ${left} more differences`] : [...lines];
}

;// CONCATENATED MODULE: ./build/predictions/value.js
/** NaN and Infinity as Python's json.dumps() writes them, or a string, in which they mean nothing. */
const STRING_OR_WORD = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/gs;
/**
 * The value of an answer's body, or undefined when it is not JSON. Whole numbers become bigints: none is rounded, and
 * 5 can be told from 5.0. Python's NaN and Infinity become texts.
 */
function readValue(body) {
    return parse(body) ?? parse(body.replace(STRING_OR_WORD, quoted));
}
function parse(text) {
    try {
        return { value: JSON.parse(text, wholeNumbers) };
    }
    catch {
        return undefined;
    }
}
/** The source is what the text has, such as 5.0. */
function wholeNumbers(_key, value, context) {
    const { source = '' } = context ?? {};
    return typeof value === 'number' && /^-?\d+$/.test(source) ? BigInt(source) : value;
}
function quoted(found) {
    return found.startsWith('"') ? found : `"${found}"`;
}
/** A value as people read it: JSON. */
function valueText(value) {
    if (isNumber(value))
        return `${value}`;
    return JSON.stringify(value, (_key, inner) => (typeof inner === 'bigint' ? Number(inner) : inner));
}
/** Numbers nearer to zero are compared as if they were this large: relative to them, any noise is a change. */
const SMALLEST = 1e-6;
/**
 * True for two texts, numbers and the like that are the same. Numbers may differ by the tolerance, relative to the
 * larger one; two whole numbers may not: they are classes, counts and ids.
 */
function isSameValue(left, right, tolerance) {
    if (left === right)
        return true;
    if (!isNumber(left) || !isNumber(right))
        return false;
    if (typeof left === 'bigint' && typeof right === 'bigint')
        return false;
    const [a, b] = [Number(left), Number(right)];
    if (!Number.isFinite(a) || !Number.isFinite(b))
        return a === b;
    return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b), SMALLEST);
}
function isNumber(value) {
    return typeof value === 'number' || typeof value === 'bigint';
}

;// CONCATENATED MODULE: ./build/predictions/compare.js





/** Longest value that is shown, in characters. */
const compare_VALUE_LIMIT = 120;
/** What is shown of two long texts before the place where they part, in characters. */
const LEAD = 20;
/** Compares what two services made of one request. Pure. */
function compareAnswers(before, after, { tolerance, expect }) {
    if (before?.status !== after?.status)
        return { change: { path: 'status', before: answerText(before), after: answerText(after), more: 0 } };
    if (!before || !after)
        return { failure: 'no answer' };
    const isFailure = before.status >= 400 && before.status !== (expect.status ?? DEFAULT_STATUS);
    if (isFailure)
        return { failure: `status ${before.status}` };
    const change = compareBodies(before, after, tolerance);
    return change ? { change } : {};
}
function answerText(answer) {
    return answer ? (0,printable/* cut */.Jj)(`${answer.status}: ${answer.body || '(empty)'}`, compare_VALUE_LIMIT) : 'no answer';
}
function compareBodies(before, after, tolerance) {
    const [left, right] = [readValue(before.body), readValue(after.body)];
    if (!left || !right)
        return compareTexts(before, after);
    const [one, other] = decoded(left.value, right.value);
    const isSame = (a, b) => isSameValue(a, b, tolerance);
    const [first, ...others] = findDifferences(one, other, { mode: 'exact', isSame });
    return first && { path: first.path, more: others.length, ...textsOf(first) };
}
/** What is no JSON is compared byte for byte: numbers in binary may all be the same as text. */
function compareTexts(before, after) {
    const [left, right] = [before, after].map(({ bytes, body }) => Buffer.from(bytes ?? body));
    if (!left || !right || left.equals(right))
        return undefined;
    if (isText(before) && isText(after))
        return { path: 'answer', more: 0, ...sideBySide(before.body, after.body) };
    const at = left.findIndex((byte, index) => byte !== right[index]);
    const place = at < 0 ? left.length : at;
    return {
        path: `byte ${place + 1} of the answer`,
        more: 0,
        before: byteText(left, place),
        after: byteText(right, place),
    };
}
/** What UTF-8 does not know becomes this character. */
function isText({ body }) {
    return !body.includes('\uFFFD');
}
function byteText(bytes, place) {
    const byte = bytes[place];
    const shown = byte === undefined ? 'none' : `0x${byte.toString(16).padStart(2, '0')}`;
    return `${shown} (of ${(0,build_bytes/* formatBytes */.z)(bytes.length)})`;
}
/** run() that returns json.dumps(...) makes JSON strings that hold JSON. On one side only, callers see a difference. */
function decoded(left, right) {
    if (typeof left !== 'string' || typeof right !== 'string')
        return [left, right];
    const [one, other] = [readValue(left), readValue(right)];
    return one && other ? [one.value, other.value] : [left, right];
}
function textsOf({ kind, expected, actual }) {
    switch (kind) {
        case 'value':
            return sideBySide(valueText(expected), valueText(actual));
        case 'length':
            return { before: items(expected), after: items(actual) };
        case 'missing':
            return { before: (0,printable/* cut */.Jj)(valueText(expected), compare_VALUE_LIMIT), after: 'missing' };
        case 'surplus':
            return { before: 'missing', after: (0,printable/* cut */.Jj)(valueText(actual), compare_VALUE_LIMIT) };
    }
}
/** Both texts, shortened so that the place where they part is seen. */
function sideBySide(before, after) {
    const longest = Math.max(before.length, after.length);
    let same = 0;
    while (same < longest && before[same] === after[same])
        same += 1;
    const from = longest <= compare_VALUE_LIMIT ? 0 : Math.max(0, same - LEAD);
    const part = (text) => (0,printable/* cut */.Jj)(`${from > 0 ? '…' : ''}${text.slice(from)}`, compare_VALUE_LIMIT);
    return { before: part(before), after: part(after) };
}

;// CONCATENATED MODULE: ./build/predictions/run.js



/**
 * Sends each request to the service that runs now and then to the next one. One request is under way at any time: a
 * service with one worker has its users to answer as well. When the live service cannot be asked, nothing is compared.
 */
async function askBoth(questions) {
    const { live, next, requests, http, clock, timeoutMs, tolerance } = questions;
    const callerOf = ({ endpoint }) => ({ endpoint, http, clock, timeoutMs });
    const known = await firstLook(callerOf(live), live);
    if ('why' in known)
        return known;
    const compared = [];
    for (const request of requests) {
        const before = await callService(callerOf(live), scoring(request, known));
        const trouble = troubleOf(before, live);
        if (trouble)
            return trouble;
        const after = await callService(callerOf(next), scoring(request, next));
        compared.push({
            name: request.name,
            ...compareAnswers(before.answer, after.answer, { tolerance, expect: request.expect }),
            latencyMs: { before: before.latencyMs, after: after.latencyMs },
        });
    }
    return compared;
}
function scoring({ body, contentType }, { endpoint, key }) {
    const url = endpoint.scoringUri;
    return { method: 'POST', url, body, contentType, wantsBytes: true, ...(key !== undefined && { key }) };
}
/** Finds out whether the live service is the one that Azure shows, and which key it takes. */
async function firstLook(caller, live) {
    const { endpoint, healthPath, keys } = live;
    const url = new URL(healthPath, endpoint.scoringUri).href;
    const health = await callService(caller, { method: 'GET', url });
    const trouble = troubleOf(health, live);
    if (trouble)
        return trouble;
    if (health.answer?.status !== 200)
        return {
            why: `the live service is not healthy: ${health.answer?.status ?? 'no answer'} for GET ${healthPath}`,
        };
    if (keys.length === 0)
        return { endpoint };
    for (const key of keys) {
        // Cheap, and it needs the key. An image may have no such page, but the key is looked at first.
        const taken = await callService(caller, { method: 'GET', url: endpoint.swaggerUri, key });
        const trouble = troubleOf(taken, live);
        if (trouble)
            return trouble;
        if (taken.answer?.status !== UNAUTHORIZED)
            return { endpoint, key };
    }
    return REFUSED;
}
const UNAUTHORIZED = 401;
const REFUSED = {
    why: 'the live service refused the keys of this run',
    remedy: 'Give the run the key that the live service has, in primary-key or secondary-key.',
};
/** Why the live service cannot be asked any more. An answer that took too long is an answer of its own kind. */
function troubleOf({ answer, problem, timedOut }, live) {
    if (!answer)
        return timedOut ? undefined : { why: `the live service cannot be reached: ${problem ?? ''}` };
    const { revision } = live;
    if (answer.headers[front_end_config/* REVISION_HEADER */.Ut] === revision)
        return undefined;
    return { why: `what answers is not revision ${revision} of the live service` };
}

// EXTERNAL MODULE: ./build/report/sections/predictions.js
var predictions = __webpack_require__(47310);
// EXTERNAL MODULE: ./build/github/refusal.js + 1 modules
var github_refusal = __webpack_require__(2248);
;// CONCATENATED MODULE: ./build/github/contents.js

/**
 * The bytes of a file of the repository at a commit; undefined when there is none. Needs `contents: read`.
 * Files up to 100 MB. Source: https://docs.github.com/rest/repos/contents#get-repository-content
 *
 * @param path Relative to the repository, with forward slashes.
 * @throws GitHubRefusal
 */
async function readFileAt(api, path, commit) {
    const { owner, repo } = api;
    const doing = `read the file ${path} at ${commit.slice(0, 7)}`;
    try {
        return await api.call({ doing, permission: 'contents: read', isRead: true }, async (client) => {
            const { data, headers } = await client.rest.repos.getContent({
                owner,
                repo,
                path,
                ref: commit,
                mediaType: { format: 'raw' },
                // GitHub calls every file UTF-8; the client would decode an image and destroy it.
                request: { parseSuccessResponseBody: false },
            });
            // What is no file is described in JSON.
            const isFile = headers['content-type']?.includes('raw') ?? false;
            const bytes = await new Response(data).bytes();
            return isFile ? bytes : undefined;
        });
    }
    catch (caught) {
        if (caught instanceof github_refusal/* GitHubRefusal */.k && caught.status === 404)
            return undefined;
        throw caught;
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/config/document.js + 1 modules
var config_document = __webpack_require__(83296);
// EXTERNAL MODULE: ./build/config/shape.js
var shape = __webpack_require__(81822);
// EXTERNAL MODULE: ./build/models/git-lfs.js
var git_lfs = __webpack_require__(16369);
// EXTERNAL MODULE: ./build/smoke/file.js + 2 modules
var smoke_file = __webpack_require__(67856);
;// CONCATENATED MODULE: ./build/predictions/base-branch.js










/**
 * The smoke test of a pull request's base branch, in the place where the checked-out repository has it. Undefined when
 * there is none. What is wrong with it comes back as findings; what `read` throws goes on.
 * @throws ActionError for a file in Git LFS.
 */
async function loadFromBase({ workspaceDirectory, path: given, ...options }, read) {
    const names = given === undefined ? smoke_file/* DEFAULT_SMOKE_FILES */.u : [given];
    // Nobody else can read or write it.
    const folder = await (0,external_node_fs_promises_.mkdtemp)(external_node_path_.join((0,external_node_os_.tmpdir)(), 'base-branch-'));
    try {
        for (const name of names) {
            const file = pathInRepository(workspaceDirectory, name);
            if (!(await base_branch_copy(file, folder, read)))
                continue;
            await copyBodies(file, { folder, read, limit: options.limit });
            return await (0,smoke_file/* loadSmokeTest */.aL)({ ...options, workspaceDirectory: folder, path: file });
        }
        return undefined;
    }
    finally {
        await (0,external_node_fs_promises_.rm)(folder, { recursive: true, force: true });
    }
}
/**
 * Path of a file in its repository, which may be checked out into a folder of the workspace. Links are not followed:
 * what the pull request makes of them does not matter.
 */
function pathInRepository(workspaceDirectory, name) {
    const file = external_node_path_.resolve(workspaceDirectory, name);
    let root = external_node_path_.dirname(file);
    while (root !== workspaceDirectory &&
        (0,paths/* contains */.gR)(workspaceDirectory, root) &&
        !(0,external_node_fs_.existsSync)(external_node_path_.join(root, '.git')))
        root = external_node_path_.dirname(root);
    return (0,paths/* repositoryPath */.SH)((0,paths/* contains */.gR)(workspaceDirectory, root) ? root : workspaceDirectory, file);
}
/** Copies a file into the folder, to where the repository has it. */
async function base_branch_copy(file, folder, read) {
    const content = await read(file);
    if (!content)
        return false;
    if ((0,git_lfs/* isPointer */._V)(content))
        throw inLfs(file);
    const target = external_node_path_.join(folder, file);
    await (0,external_node_fs_promises_.mkdir)(external_node_path_.dirname(target), { recursive: true });
    await (0,external_node_fs_promises_.writeFile)(target, content);
    return true;
}
function inLfs(file) {
    return (0,build_findings/* failure */.V2)(`The file ${file} is in Git LFS, and GitHub's API gives only its pointer.`, {
        remedy: 'Keep what the requests of the smoke-test file send in Git itself.',
    });
}
/** Copies the files that the first requests send. One that is not there, or outside, is reported when the test is read. */
async function copyBodies(smokeFile, { folder, read, limit }) {
    const { document } = await (0,config_document/* readDocument */.u)(folder, smokeFile);
    const requests = (0,shape/* valueAt */.fK)(document?.value, ['requests']);
    if (!Array.isArray(requests))
        return;
    const base = external_node_path_.join(folder, external_node_path_.dirname(smokeFile));
    const named = requests.slice(0, limit).map((request) => (0,shape/* valueAt */.fK)(request, ['file']));
    const files = named.filter((name) => typeof name === 'string').map((name) => external_node_path_.resolve(base, name));
    for (const file of new Set(files))
        if (file !== folder && (0,paths/* contains */.gR)(folder, file))
            await base_branch_copy((0,paths/* repositoryPath */.SH)(folder, file), folder, read);
}

;// CONCATENATED MODULE: ./build/phases/compare/compared-requests.js


/** Most requests that are compared: they go to a service that people use. */
const MAX_REQUESTS = 20;
/**
 * The first requests of the smoke-test file. For a pull request it is the base branch's: the author of a change does
 * not choose what the live service receives.
 * @throws ActionError when GitHub does not give the file.
 */
async function comparedRequests(job) {
    const pull = job.event?.pullRequest;
    if (pull)
        return requestsOfBase(pull, job);
    const { requests, leftOut, tolerance } = job.configuration.smoke;
    if (requests.length === 0)
        return { why: 'there is no smoke-test file with requests to send' };
    const first = requests.slice(0, MAX_REQUESTS);
    return { requests: first, leftOut: leftOut + requests.length - first.length, tolerance };
}
async function requestsOfBase({ base }, { inputs, tools }) {
    const api = await tools.github(inputs.githubToken);
    if (!api)
        return {
            why: 'without a token the requests of the base branch cannot be read',
            remedy: 'Leave the input github-token out, or pass a token that may read the repository.',
        };
    const { workspaceDirectory } = tools;
    const { scoringTimeoutMs, smokeTest } = inputs;
    const file = await loadFromBase({ workspaceDirectory, scoringTimeoutMs, limit: MAX_REQUESTS, ...(smokeTest && { path: smokeTest }) }, (name) => readFileAt(api, name, base.sha));
    const source = `${base.ref} at ${base.sha.slice(0, 7)}`;
    if (!file)
        return { why: `the base branch (${source}) has no smoke-test file yet` };
    const wrong = file.findings.find(({ severity }) => severity === 'error');
    if (wrong)
        return { why: `the smoke-test file of ${source} cannot be used: ${wrong.message}` };
    const { requests, leftOut, tolerance } = file;
    return { requests, leftOut, tolerance, source };
}

// EXTERNAL MODULE: ./build/config/auth.js
var config_auth = __webpack_require__(41489);
// EXTERNAL MODULE: ./build/service/wait/endpoint.js
var wait_endpoint = __webpack_require__(89375);
// EXTERNAL MODULE: ./build/service/plan/previous.js
var previous = __webpack_require__(53153);
;// CONCATENATED MODULE: ./build/phases/compare/live-scorer.js






/** The service that a preview stands beside, found and reached as a run for it would. @throws AzureError */
async function scorerBeside(preview, { configuration, inputs, target }) {
    const { groups, workspace, resourceGroup } = target;
    const { base } = preview;
    const groupName = (0,group_name/* baseGroupNameOf */.B)(preview, workspace?.id ?? resourceGroup.id);
    const live = await groups.get(groupName);
    if (!live)
        return { why: `there is no service ${base} yet (container group ${groupName})` };
    const foreign = (0,owner/* foreignReason */.v)(live, { service: base });
    if (foreign !== undefined)
        return { why: `the container group ${groupName} ${foreign}` };
    // The preview's own keys are made from these.
    const { auth } = (0,config_auth/* resolveAuth */.h)(configuration.deployment, inputs);
    const { scoringPath } = inputs;
    return liveScorer(live, (0,previous/* planPrevious */.n)(live, { name: base, auth, variables: [], scoringPath }).plan);
}
/** A service of this run. */
function scorerOf(auth, endpoint) {
    return { endpoint, ...(auth.enabled && { key: auth.primaryKey }) };
}
/**
 * How a living group is asked.
 *
 * @param plan From planPrevious(): what is known of the group, and the keys of this run.
 */
function liveScorer(live, { auth, healthPath, revision, scoringPath, }) {
    const endpoint = (0,wait_endpoint/* endpointOf */.X5)(live, scoringPath);
    if (!endpoint || revision === '')
        return { why: 'the live service has no address or no revision' };
    if (live.tags?.[service_tags/* TAGS */.gp.auth] === 'key' && !auth.enabled)
        return {
            why: 'the live service wants a key, and this run has none',
            remedy: 'Pass primary-key: ${{ secrets.NAME }}.',
        };
    const keys = auth.enabled ? [auth.primaryKey, auth.secondaryKey].filter((key) => key !== undefined) : [];
    return { endpoint, revision, healthPath, keys };
}

// EXTERNAL MODULE: ./build/service/wait/deleted.js
var deleted = __webpack_require__(72873);
// EXTERNAL MODULE: ./build/diagnosis/diagnose.js + 17 modules
var diagnose = __webpack_require__(80188);
// EXTERNAL MODULE: ./build/diagnosis/evidence.js
var evidence = __webpack_require__(44321);
// EXTERNAL MODULE: ./build/diagnosis/match.js
var match = __webpack_require__(1643);
;// CONCATENATED MODULE: ./build/smoke/failure.js





/**
 * One error for each request that failed: expected and actual side by side, and why, as far as it can be told. It
 * points to the line of the user's code that failed, else to the request in the smoke-test file. The first carries
 * the scoring container's log of that moment. Empty when everything passed.
 */
function smokeFailures(smoke, tested = { service: '', repository: {} }) {
    const failed = smoke.requests.filter((request) => !request.passed);
    return failed.map((request, index) => findingOf(request, diagnosisOf(request, tested), index === 0 ? logLines(smoke.logTail) : []));
}
/** Only a call that went wrong itself is diagnosed: the log says nothing of a wrong prediction. */
function diagnosisOf({ name, status, fault, log = '' }, { service, repository }) {
    if (!fault)
        return undefined;
    const container = { name: service, isFrontEnd: false, state: 'Running', restarts: 0, log };
    const answers = [{ name, status, ...fault }];
    return (0,diagnose/* diagnose */.h)({ containers: [container], events: [], answers, repository })[0];
}
function findingOf(request, diagnosis, log) {
    const { name, differences, notes } = request;
    const remedy = diagnosis?.remedy ?? request.remedy;
    const place = diagnosis?.place ?? request.place;
    const [first = 'not as expected', ...others] = differences;
    const more = others.length === 0 ? '' : ` (and ${others.length} more ${others.length === 1 ? 'line' : 'lines'} below)`;
    const cause = diagnosis ? ` ${(0,diagnose/* causeSentence */.J)(diagnosis)}` : '';
    return (0,build_findings/* error */.z3)(`Smoke test "${name}" failed: ${first}${more}.${cause}`, {
        ...(remedy && { remedy }),
        ...(place && { place }),
        evidence: [answerLine(request, place), ...differences, ...notes, ...causeLines(diagnosis), ...log],
    });
}
/** Says where the request is when the annotation points to something else. */
function answerLine({ name, status, latencyMs, place }, shown) {
    const answer = status === 0 ? 'no answer' : `status ${status}`;
    const where = place && place !== shown ? ` (${place.file}${place.line ? `:${place.line}` : ''})` : '';
    return `${name}${where}: ${answer} after ${(0,elapsed/* formatElapsed */.C)(latencyMs)}`;
}
function causeLines(diagnosis) {
    return diagnosis ? ['', 'What points to the cause:', ...(0,evidence/* trimmed */.d)(diagnosis.evidence)] : [];
}
function logLines(logTail) {
    if (logTail === undefined)
        return ['', 'The scoring container has written no log.'];
    return ['', "The scoring container's last log lines:", ...(0,evidence/* trimmed */.d)((0,match/* linesOf */.Dx)(logTail.trimEnd()))];
}

;// CONCATENATED MODULE: ./build/smoke/advice.js
/** Set by the scoring server when run() raised. Source: microsoft/azureml-inference-server:azureml_inference_server_http/ */
const RUN_FAILED_HEADER = 'x-ms-run-function-failed';
/** How a request went wrong that got no answer, or one with another status than expected. Undefined for a right status. */
function faultOf({ answer, timedOut = false }, expectedStatus) {
    if (!answer)
        return { runFailed: false, timedOut };
    if (answer.status === expectedStatus)
        return undefined;
    return { runFailed: saysRunFailed(answer.headers), timedOut: false };
}
function saysRunFailed(headers) {
    return headers[RUN_FAILED_HEADER]?.toLowerCase() === 'true';
}
/** What each status of a failed request means here, as an imperative sentence. */
const advice_BY_STATUS = {
    400: 'Look at what the request sends: the scoring server did not take it.',
    401: 'The service refused the key: deploy again, so that it gets the key of the input primary-key.',
    404: 'Check the input scoring-path: the image serves nothing at that path.',
    405: 'Check the input scoring-path: it does not take POST.',
    413: 'Send a smaller request: the front end takes 100 MB.',
    415: 'Set content-type of the request to what run() expects.',
    502: 'Read the log below: the scoring container stopped during the request, often because it ran out of memory (raise memoryInGB in the deployment config).',
    503: 'Read the log below: the scoring container did not take the request.',
    504: 'Raise the input scoring-timeout, or give the service more cpu in the deployment config.',
};
/** What to do about a request that did not give what was expected. `latencyOnly`: it was right, but late. */
function remedyOf({ answer, timedOut = false }, expectedStatus, latencyOnly) {
    if (!answer) {
        return timedOut
            ? (advice_BY_STATUS[504] ?? '')
            : 'Check that this runner may reach the address: a firewall or proxy may stand between.';
    }
    if (latencyOnly)
        return 'Raise max-latency-ms, or give the service more cpu in the deployment config.';
    if (answer.status !== expectedStatus)
        return byStatus(answer.status, saysRunFailed(answer.headers));
    return 'If the new answer is right, change "expect" of this request; if not, check the model version and run().';
}
function byStatus(status, runFailed) {
    if (runFailed)
        return 'Read the traceback in the log below: run() of the entry script failed for this request.';
    return (advice_BY_STATUS[status] ??
        'Read the log below, and compare the request with what run() of the entry script expects.');
}

;// CONCATENATED MODULE: ./build/smoke/probes.js



const probes_UNAUTHORIZED = 401;
/** With keys on, a call without one has to be refused. It sends what a real caller would. */
async function probeWithoutKey(caller, first) {
    const call = {
        method: 'POST',
        url: caller.endpoint.scoringUri,
        body: first?.body ?? '{}',
        contentType: first?.contentType ?? 'application/json',
    };
    const result = await callService(caller, call);
    const refused = result.answer?.status === probes_UNAUTHORIZED;
    const answered = result.answer
        ? [`status: expected ${probes_UNAUTHORIZED}, got ${result.answer.status}`]
        : [result.problem ?? 'no answer'];
    const remedy = result.answer
        ? 'Do not use this endpoint: it answers callers without a key. Delete the container group and deploy again; when it stays so, report it to the project.'
        : remedyOf(result, probes_UNAUTHORIZED, false);
    return probe('a call without the key is refused', result, refused ? [] : answered, remedy);
}
/** A cheap call that needs the key: the Swagger page. An image may have none, but the key must be taken. */
async function probeKey(caller, which, key) {
    const result = await callService(caller, { method: 'GET', url: caller.endpoint.swaggerUri, key });
    const status = result.answer?.status;
    const differences = !result.answer
        ? [result.problem ?? 'no answer']
        : status === probes_UNAUTHORIZED
            ? [`status: got ${probes_UNAUTHORIZED} with the ${which} key`]
            : [];
    const refused = `The service refused the ${which} key: deploy again, so that it gets the key of the input ${which}-key.`;
    return probe(`the ${which} key is taken`, result, differences, result.answer ? refused : remedyOf(result, 200, false));
}
/** Without a smoke test: does the service answer at all? */
async function probeHealth(caller, healthPath) {
    const url = serviceUrl(caller.endpoint, healthPath);
    const result = await callService(caller, { method: 'GET', url });
    const { answer, problem, latencyMs } = result;
    const differences = answer
        ? compareAnswer({ ...answer, latencyMs }, {}).differences
        : [problem ?? 'no answer'];
    const fault = faultOf(result, DEFAULT_STATUS);
    return {
        ...probe(`GET ${healthPath}`, result, differences, remedyOf(result, DEFAULT_STATUS, false)),
        ...(fault && { fault }),
    };
}
function serviceUrl(endpoint, path) {
    return new URL(path, endpoint.scoringUri).href;
}
function probe(name, result, differences, remedy) {
    const { answer, latencyMs, notes } = result;
    const passed = differences.length === 0;
    return {
        name,
        probe: true,
        passed,
        status: answer?.status ?? 0,
        latencyMs,
        differences,
        notes,
        ...(!passed && { remedy }),
    };
}

;// CONCATENATED MODULE: ./build/smoke/run.js





/** Longest request that is shown to people as an example, in characters. */
const SAMPLE_LIMIT = 1_000;
/**
 * Calls the service as its users will, one request after another: a single worker would only make them wait for
 * each other. A service that answers wrongly is a result, not an exception.
 */
async function runSmokeTest(options) {
    const { requests } = options;
    const results = [];
    let logTail;
    for (const step of stepsOf(options)) {
        const result = await step();
        // A restart empties the log: it is read at once, and the last one with text is kept.
        const log = result.passed ? undefined : await options.logTail().catch(() => undefined);
        logTail = log || logTail;
        results.push(log ? { ...result, log } : result);
    }
    const sample = sampleOf(requests, results);
    return {
        scored: requests.length > 0,
        requests: results,
        passed: results.every((result) => result.passed),
        ...(logTail && { logTail }),
        ...(sample && { sample }),
    };
}
function stepsOf({ auth, requests, healthPath, endpoint, http, clock, timeoutMs }) {
    const caller = { endpoint, http, clock, timeoutMs };
    const key = auth.enabled ? auth.primaryKey : undefined;
    const score = requests.map((request) => () => scoreOne(caller, request, key));
    const alive = requests.length === 0 ? [() => probeHealth(caller, healthPath)] : score;
    if (!auth.enabled)
        return alive;
    const { primaryKey, secondaryKey } = auth;
    return [
        () => probeWithoutKey(caller, requests[0]),
        ...alive,
        ...(requests.length === 0
            ? [() => probeKey(caller, 'primary', primaryKey)]
            : []),
        ...(secondaryKey === undefined
            ? []
            : [() => probeKey(caller, 'secondary', secondaryKey)]),
    ];
}
async function scoreOne(caller, request, key) {
    const { name, body, contentType, expect, place } = request;
    const url = caller.endpoint.scoringUri;
    const result = await callService(caller, {
        method: 'POST',
        url,
        body,
        contentType,
        ...(key !== undefined && { key }),
    });
    const { answer, problem, latencyMs } = result;
    const compared = answer
        ? compareAnswer({ ...answer, latencyMs }, expect)
        : { differences: [problem ?? 'no answer'], notes: [], onlyLate: false };
    const passed = compared.differences.length === 0;
    const expectedStatus = expect.status ?? DEFAULT_STATUS;
    const fault = faultOf(result, expectedStatus);
    return {
        name,
        passed,
        status: answer?.status ?? 0,
        latencyMs,
        differences: compared.differences,
        notes: [...result.notes, ...compared.notes],
        ...(!passed && { remedy: remedyOf(result, expectedStatus, compared.onlyLate) }),
        ...(fault && { fault }),
        ...(place && { place }),
    };
}
function sampleOf(requests, results) {
    const sent = results.filter((result) => !result.probe);
    const good = requests.find(({ body }, index) => typeof body === 'string' &&
        body.length <= SAMPLE_LIMIT &&
        sent[index]?.passed &&
        sent[index].status === 200);
    if (typeof good?.body !== 'string')
        return undefined;
    // JSON of many lines makes an example that is hard to copy.
    const json = (0,smoke_json/* parseJson */.q)(good.body);
    return { body: json ? JSON.stringify(json.value) : good.body, contentType: good.contentType };
}

;// CONCATENATED MODULE: ./build/phases/update/smoke.js




/** Milliseconds on top of the scoring time-out, so that the front end's own 504 comes before the client gives up. */
const CLIENT_MARGIN_MS = 5_000;
/** Log lines read when a request fails: enough for a long traceback. */
const LOG_LINES = 200;
/**
 * Calls the service as its users will.
 * @throws ActionError when an answer is not as expected; Deleted when that is because somebody deleted the group.
 */
async function smokeTest({ inputs, configuration, target, tools, facts }, service) {
    const { plan, endpoint } = service;
    const smoke = await runSmokeTest({
        endpoint,
        auth: plan.auth,
        requests: configuration.smoke.requests,
        http: await tools.http(),
        clock: tools.clock,
        timeoutMs: inputs.scoringTimeoutMs + CLIENT_MARGIN_MS,
        healthPath: plan.healthPath,
        logTail: () => target.groups.logs(plan.groupName, plan.name, LOG_LINES),
    });
    facts.smoke = smoke;
    const failures = smokeFailures(smoke, { service: plan.name, repository: configuration.repository });
    if (failures.length > 0)
        throw await failureOf(failures, plan.groupName, target, tools);
    const scored = smoke.requests.filter((request) => !request.probe).length;
    tools.log.info(smoke.scored
        ? `Smoke test passed: ${scored} of ${scored} requests`
        : 'The service answers; nothing was scored');
}
/** No answer is right when there is no group. */
async function failureOf(failures, groupName, { groups }, { clock }) {
    const failed = new build_findings/* ActionError */.lZ(failures);
    const isGone = await (0,deleted/* isDeleted */.oy)(groups, groupName, clock).catch(() => false);
    return isGone ? new deleted/* Deleted */.qn(groupName, { cause: failed }) : failed;
}

// EXTERNAL MODULE: ./build/phases/told.js
var told = __webpack_require__(7036);
;// CONCATENATED MODULE: ./build/phases/compare/predictions.js










/**
 * Compares a preview that this run has verified with the service that it stands beside. The preview stays in any case.
 * @throws ActionError when more predictions have changed than the input max-changed-predictions allows.
 */
async function comparePreview(preview, { plan }, job) {
    const { endpoint } = job.facts;
    if (!endpoint)
        throw new Error('The preview was verified without an address.');
    try {
        await comparePredictions(job, () => scorerBeside(preview, job), scorerOf(plan.auth, endpoint));
    }
    catch (caught) {
        throw job.tools.stop.aborted ? caught : (0,told/* withAftermath */.XM)(caught, 'The preview stays, to be looked at.');
    }
}
/** Nothing is compared, because the service that is to be updated does not serve. Whoever counts on a limit is told. */
function skipPredictions(job) {
    if (!job.inputs.maxChangedPredictions)
        return;
    job.facts.predictions = { why: 'the live service does not serve' };
    tell(job.facts.predictions, job);
}
/**
 * Compares the predictions of the service that runs now with those of the one that may take its place. That they
 * cannot be compared is told and fails no run.
 * @throws ActionError when more have changed than the input max-changed-predictions allows.
 */
async function comparePredictions(job, live, next) {
    const { event, configuration, facts, inputs } = job;
    const isAnything = event?.pullRequest !== undefined || configuration.smoke.requests.length > 0;
    // That nothing was scored is told anyway.
    if (!isAnything && !inputs.maxChangedPredictions)
        return;
    await job.phase('Compare predictions', async () => {
        const comparison = await predictions_compare(job, live, next).catch(reasonOf);
        facts.predictions = comparison;
        tell(comparison, job);
        const errors = 'why' in comparison ? [] : checkLimit(comparison);
        if (errors.length > 0)
            throw new build_findings/* ActionError */.lZ(errors);
    });
}
async function predictions_compare(job, findLive, next) {
    const { inputs, tools } = job;
    const live = await findLive();
    if ('why' in live)
        return live;
    const asked = await comparedRequests(job);
    if ('why' in asked)
        return asked;
    const { source, leftOut, ...questions } = asked;
    const timeoutMs = inputs.scoringTimeoutMs + CLIENT_MARGIN_MS;
    const http = await tools.http();
    const requests = await askBoth({ ...questions, live, next, http, clock: tools.clock, timeoutMs });
    if ('why' in requests)
        return requests;
    const limit = inputs.maxChangedPredictions;
    return { requests, leftOut, ...(source !== undefined && { source }), ...(limit && { limit }) };
}
/** What GitHub or Azure refused is no fault of the change. @throws everything else. */
function reasonOf(caught) {
    if (!(caught instanceof build_findings/* ActionError */.lZ) && !(caught instanceof azure_error/* AzureError */.M6))
        throw caught;
    const [first] = (0,told/* findingsOf */.WX)(caught);
    return { why: first?.message ?? '', ...(first?.remedy !== undefined && { remedy: first.remedy }) };
}
/** A limit that could not be looked at is worth a warning: somebody counts on it. */
function tell(comparison, { inputs, tools }) {
    const { log } = tools;
    const isGate = inputs.maxChangedPredictions !== undefined;
    if ('why' in comparison) {
        const { why, remedy } = comparison;
        const message = `Predictions were not compared with those of the live service: ${why}`;
        log.report((isGate ? build_findings/* warning */.$e : build_findings/* notice */.lm)(message, remedy === undefined ? {} : { remedy }));
        return;
    }
    const sentence = (0,predictions/* predictionsSentence */.W)(comparison);
    if (isGate && (0,figures/* predictionsOf */.eE)(comparison).length === 0)
        log.report((0,build_findings/* warning */.$e)(sentence));
    else
        log.info(sentence);
}

// EXTERNAL MODULE: ./build/phases/update/serving.js
var serving = __webpack_require__(65783);
;// CONCATENATED MODULE: ./build/phases/update/unchanged.js









/** Ends a run that leaves the service as it is. @throws ActionError when an answer is wrong. */
async function leaveUnchanged(planned, job) {
    job.facts.result = 'unchanged';
    if (planned.decision.kind === 'unchanged' && planned.decision.waiting)
        await leaveWaiting(planned, job);
    else
        await confirmUnchanged(planned, job);
}
/** Smoke-tests a service that is as it should be. Nothing is written but tags that only tell about it. */
async function confirmUnchanged(planned, job) {
    const { plan, image, live } = planned;
    const { tools } = job;
    const endpoint = (0,wait_endpoint/* endpointOf */.X5)(live, plan.scoringPath);
    if (!endpoint)
        throw new Error('The service was found unchanged without an address.');
    const { groupName, revision } = plan;
    const reference = (0,image_reference/* formatImageReference */.my)(image.reference);
    (0,serving/* pointTo */.iK)(job, { groupName, revision, state: 'Healthy', endpoint, image: reference });
    tools.log.info(`Unchanged: ${groupName} runs revision ${revision} as it should, and answers. Nothing is written: ${endpoint.scoringUri}`);
    if (job.preview)
        await renew(planned, service_tags/* TAGS_OUTSIDE_REVISION */.y6, job);
    else if (areModelsRenamed(planned))
        await renew(planned, [service_tags/* TAGS */.gp.models], job);
    try {
        await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
    }
    catch (caught) {
        if (caught instanceof deleted/* Deleted */.qn)
            throw caught;
        throw (0,told/* withAftermath */.XM)(caught, 'The service is as this workflow wants it, so nothing was written; `redeploy: always` would start it anew.');
    }
}
/**
 * Points to a service that runs and answers although it is not what the plan says. It is not smoke-tested: the smoke
 * test belongs to the state that waits.
 */
async function leaveWaiting(planned, job) {
    const { plan, live } = planned;
    const { facts, tools } = job;
    if (!live)
        throw new Error('A service that is not there was found healthy.');
    const { revision, image, keysEnabled, scoringPath = plan.scoringPath } = (0,deployed/* deployedOf */.qj)(live);
    // They are what waits, not what runs.
    delete facts.models;
    if (keysEnabled !== undefined)
        facts.keysEnabled = keysEnabled;
    const endpoint = (0,wait_endpoint/* endpointOf */.X5)(live, scoringPath);
    (0,serving/* pointTo */.iK)(job, { groupName: plan.groupName, revision, state: 'Healthy', endpoint, image });
    tools.log.info(`Nothing is written: ${plan.groupName} answers as revision ${revision}: ${endpoint?.scoringUri ?? ''}`);
    if (job.preview)
        await renew(planned, [service_tags/* TAGS */.gp.expires], job);
}
/** A prebuilt image is the same, whatever models the workflow says are in it. */
function areModelsRenamed({ plan, live }) {
    const models = plan.group.tags?.[service_tags/* TAGS */.gp.models];
    return models !== undefined && models !== live?.tags?.[service_tags/* TAGS */.gp.models];
}
/** Gives a group these tags of this run, such as a preview's time to go and the commit that it stands for. */
async function renew({ plan, live }, names, { target, tools }) {
    const { groupName, group } = plan;
    const newer = Object.entries(group.tags ?? {}).filter(([tag]) => names.includes(tag));
    try {
        await target.groups.tag(groupName, { ...live?.tags, ...Object.fromEntries(newer) });
    }
    catch (caught) {
        tools.log.report((0,build_findings/* warning */.$e)(`The tags of ${groupName} could not be renewed: ${(0,told/* findingsOf */.WX)(caught)[0]?.message ?? ''}`, {
            remedy: `Until the next run they count as they are.`,
        }));
    }
}

// EXTERNAL MODULE: ./build/service/plan/names.js
var plan_names = __webpack_require__(94426);
;// CONCATENATED MODULE: ./build/service/plan/candidate.js



/**
 * Plans the candidate of a service: the same containers in a group of its own with a label of its own, tagged with
 * the service's group and the run, so that a later run knows whose it is. Pure.
 *
 * @param request With the image by its digest.
 * @param run What tells this run from others.
 */
function planCandidate(request, run) {
    return (0,plan_plan/* planService */.$)({
        ...request,
        dnsNameLabel: undefined,
        groupName: (0,plan_names/* candidateName */.vf)(request.groupName),
        tags: { ...request.tags, [service_tags/* TAGS */.gp.candidateOf]: request.groupName, [service_tags/* TAGS */.gp.candidateRun]: run },
    });
}

// EXTERNAL MODULE: ./build/service/write/gone.js
var gone = __webpack_require__(12521);
// EXTERNAL MODULE: ./build/phases/update/bring-up.js
var bring_up = __webpack_require__(55701);
// EXTERNAL MODULE: ./build/phases/update/turn.js
var update_turn = __webpack_require__(87040);
;// CONCATENATED MODULE: ./build/phases/update/candidate.js









const STEPS = { deploy: 'Deploy candidate', wait: 'Wait for candidate' };
/** The candidate of a service through a run: at most one group, which is gone when the run ends unless it serves. */
class Candidate {
    #plan;
    #job;
    #isMade = false;
    #serves = false;
    #standby;
    /** @param plan From planCandidate(). */
    constructor(plan, job) {
        this.#plan = plan;
        this.#job = job;
    }
    /** True when the candidate is what users are sent to: since this run, or since an earlier one whose rollback failed. */
    get serves() {
        return this.#serves;
    }
    /** True when it was verified and could serve. */
    get isVerified() {
        return this.#standby !== undefined;
    }
    /**
     * Sees that there is no candidate of another run: one that may still be worked on is waited for, one that was left
     * behind is removed. One that serves is kept until the live group is verified.
     * @throws ActionError when the name belongs to a group that is no candidate of this service.
     */
    async takeTurn() {
        const turn = await (0,update_turn/* awaitTurn */.et)(this.#plan, this.#job);
        if (turn.kind === 'serving')
            this.#adopt(turn.group);
        if (turn.kind === 'left-behind')
            await this.#delete();
    }
    /**
     * Creates the candidate, waits for it and smoke-tests it. Resolves to where it is reached.
     * @throws ActionError when it is not fit to serve.
     */
    async prove() {
        const job = this.#job;
        const plan = this.#plan;
        job.tools.log.info(`Verifying a candidate first: ${plan.groupName} (${job.target.groups.portalUrl(plan.groupName)})`);
        // The label may still be held by a candidate of an earlier run.
        const { endpoint } = await (0,bring_up/* bringUp */.q)(job, {
            plan,
            before: undefined,
            afterDelete: true,
            steps: STEPS,
            onBegin: () => job.tools.ledger.begin({ candidate: this.#underWay(false) }),
            onTouched: () => (this.#isMade = true),
        });
        await job.phase('Smoke-test candidate', () => smokeTest(job, { plan, endpoint }));
        // What the live group will answer is what counts.
        delete job.facts.smoke;
        const { tags = {} } = plan.group;
        job.tools.ledger.note({ candidate: this.#underWay(true) });
        this.#standby = { revision: plan.revision, endpoint, image: tags[service_tags/* TAGS */.gp.image], tags };
        job.tools.log.info(`The candidate is verified: ${endpoint.scoringUri}`);
        return endpoint;
    }
    /**
     * Makes the verified candidate the one that serves: it is tagged so that no clean-up takes it, and outputs point to
     * it. Resolves to a sentence about it.
     */
    async takeOver() {
        const { groupName } = this.#plan;
        const { target, tools } = this.#job;
        if (!this.#standby)
            throw new Error('A candidate that was not verified cannot serve.');
        const { revision, endpoint, image, tags } = this.#standby;
        this.#serves = true;
        tools.ledger.note({ candidate: undefined });
        try {
            await target.groups.tag(groupName, { ...tags, [service_tags/* TAGS */.gp.serving]: update_turn/* SERVING */.Zd });
        }
        catch (caught) {
            tools.log.report((0,build_findings/* warning */.$e)(`The candidate ${groupName} serves, but could not be tagged: ${candidate_messageOf(caught)}`, {
                remedy: `Set its tag ${service_tags/* TAGS */.gp.serving} to ${update_turn/* SERVING */.Zd} in the portal, or the next run will remove it.`,
            }));
        }
        (0,serving/* pointTo */.iK)(this.#job, { groupName, revision, state: 'Healthy', endpoint, image });
        return `The verified candidate ${groupName} stays and serves at ${endpoint.scoringUri}; the outputs point to it.`;
    }
    /**
     * Removes what this run made, and after a success also a candidate that has served since an earlier run. Never
     * throws: what cannot be removed is told, and hides no other error.
     *
     * @param isLiveGood The live group was verified.
     */
    async cleanUp(isLiveGood) {
        const { ledger, stop } = this.#job.tools;
        // The post step removes the candidate of a cancelled run.
        if (stop.aborted)
            return;
        if (this.#serves ? !isLiveGood : !this.#isMade) {
            ledger.note({ candidate: undefined });
            return;
        }
        const { groupName } = this.#plan;
        const { target, tools, phase } = this.#job;
        try {
            await phase('Remove candidate', async () => {
                const found = await target.groups.get(groupName);
                if (!found || (this.#isMade && !(0,update_turn/* isOwn */.NP)(found, this.#plan)))
                    return;
                await this.#delete();
            });
            ledger.note({ candidate: undefined });
        }
        catch (caught) {
            tools.log.report((0,build_findings/* warning */.$e)(`The candidate ${groupName} could not be removed: ${candidate_messageOf(caught)}`, {
                remedy: `It costs money until it is gone: az container delete --name ${groupName} --resource-group ${target.resourceGroup.name}`,
            }));
        }
    }
    #underWay(isVerified) {
        const { groupName, group } = this.#plan;
        return { groupName, run: group.tags?.[service_tags/* TAGS */.gp.candidateRun] ?? '', isVerified };
    }
    #delete() {
        const { target, tools } = this.#job;
        const { groupName } = this.#plan;
        return (0,gone/* deleteGroup */.N)({ groups: target.groups, groupName, clock: tools.clock, log: tools.log });
    }
    #adopt(found) {
        const { groupName, scoringPath } = this.#plan;
        const { tags = {} } = found;
        const endpoint = (0,wait_endpoint/* endpointOf */.X5)(found, tags[service_tags/* TAGS */.gp.scoringPath] ?? scoringPath);
        this.#serves = true;
        if (endpoint)
            this.#standby = { revision: tags[service_tags/* TAGS */.gp.revision] ?? '', endpoint, image: tags[service_tags/* TAGS */.gp.image], tags };
        this.#job.tools.log.info(`The candidate ${groupName} has served since a rollback failed; it goes when the live group is verified.`);
    }
}
function candidate_messageOf(caught) {
    return (0,told/* findingsOf */.WX)(caught)[0]?.message ?? '';
}

// EXTERNAL MODULE: ./build/service/decide/superseded.js
var decide_superseded = __webpack_require__(81037);
// EXTERNAL MODULE: ./build/service/wait/deployment-failure.js
var deployment_failure = __webpack_require__(65226);
;// CONCATENATED MODULE: ./build/phases/update/rollback.js









const KEPT = 'The failed update stays as it is';
const NOT_RESTORED = 'Nothing of the service is left, and nothing is put back';
const rollback_STEPS = { deploy: 'Roll back', wait: 'Wait for rollback' };
/** Puts the service back where that is wanted, and resolves to the error that ends the run. Never throws. */
async function recover(caught, failed, job) {
    const { plan, live, previous } = failed.change;
    // What another run has deployed is not ours to undo.
    if (caught instanceof decide_superseded/* Superseded */.b || job.tools.stop.aborted)
        return caught;
    if (!live || !previous)
        return caught instanceof deleted/* Deleted */.qn ? nothingLeft(caught, job) : caught;
    if (!failed.isTouched)
        return untouched(caught, live, previous, job);
    try {
        const now = await job.target.groups.get(plan.groupName);
        const superseded = (0,decide_superseded/* supersededBy */.g)(now, plan, live);
        if (superseded)
            return superseded;
        if (isAsBefore(now, failed.change))
            return await untouched(caught, live, previous, job);
        if (job.inputs.onFailure === 'keep') {
            if (!now)
                pointToNothing(job);
            return (0,told/* withAftermath */.XM)(caught, `${now ? KEPT : NOT_RESTORED}, because on-failure is keep.`);
        }
        return await rollBack(caught, { ...failed, previous, now }, job);
    }
    catch (second) {
        return stranded(caught, second, failed, job);
    }
}
/** True when Azure shows the state before this run: a write that was not answered has not been made. */
function isAsBefore(now, { plan, live }) {
    const [found, before] = [now?.tags?.[service_tags/* TAGS */.gp.revision], live?.tags?.[service_tags/* TAGS */.gp.revision]];
    return found !== undefined && found === before && found !== plan.revision;
}
function pointToNothing({ facts }) {
    facts.state = 'Failed';
    delete facts.endpoint;
}
/** A first deployment that somebody deleted. */
function nothingLeft(caught, job) {
    pointToNothing(job);
    delete job.facts.result;
    return (0,told/* withAftermath */.XM)(caught, 'It was the first deployment of the service, so nothing of it is left; run the workflow again to create it.');
}
async function untouched(caught, live, previous, job) {
    job.facts.result = 'unchanged';
    const how = await (0,serving/* lookAtUntouched */.o)(job, live, previous.plan);
    return (0,told/* withAftermath */.XM)(caught, `The live service was not touched. ${how}`);
}
async function rollBack(caught, { previous, now }, job) {
    const { plan, lost } = previous;
    const { groupName, revision, group } = plan;
    job.tools.log.info(`The update failed: ${(0,told/* findingsOf */.WX)(caught)[0]?.message ?? ''}`);
    job.tools.log.info(`Rolling back to revision ${revision}.`);
    const replaces = now !== undefined && (0,compare/* compareGroups */.G)(now, group).some((difference) => difference.replaces);
    const { endpoint } = await (0,bring_up/* bringUp */.q)(job, {
        plan,
        before: now,
        replaces,
        afterDelete: true,
        steps: rollback_STEPS,
        onBegin: () => {
            const { live } = job.tools.ledger.underWay;
            job.tools.ledger.begin({ live: live && { ...live, step: 'roll-back' } });
        },
    });
    job.facts.result = 'rolled-back';
    (0,serving/* pointTo */.iK)(job, { groupName, revision, state: 'Healthy', endpoint, image: group.tags?.[service_tags/* TAGS */.gp.image] });
    return (0,told/* withAftermath */.XM)(caught, `The service was rolled back and serves again as revision ${revision} at ${endpoint.scoringUri}${now && !replaces ? '' : ', in a new group with another IP address'}.${lostSentence(lost)}`);
}
/** The last case: neither the new state nor the old one is verified in the live group. */
async function stranded(caught, second, failed, job) {
    const { candidate, change } = failed;
    if (second instanceof decide_superseded/* Superseded */.b || job.tools.stop.aborted)
        return second;
    const more = rollbackFindings(second, change.previous?.lost ?? []);
    if (candidate.isVerified) {
        const how = await candidate.takeOver();
        delete job.facts.result;
        return (0,told/* withAftermath */.XM)(caught, `The rollback failed as well. ${how}`, more);
    }
    const serving = await stillServing(change, job).catch(() => undefined);
    job.facts.state = serving === undefined ? 'Failed' : 'Unhealthy';
    const what = serving === undefined
        ? `nothing serves at ${change.plan.groupName} now`
        : `${change.plan.groupName} answers as revision ${serving}, but was not verified`;
    return (0,told/* withAftermath */.XM)(caught, `The rollback failed as well: ${what}.`, more);
}
/** The revision that answers where neither the update nor the rollback was seen healthy. */
async function stillServing({ plan }, { target, tools }) {
    const now = await target.groups.get(plan.groupName);
    const revision = now?.tags?.[service_tags/* TAGS */.gp.revision];
    if (!now || revision === undefined)
        return undefined;
    return (await (0,answers/* answers */.G)({ ...plan, revision }, now, tools)) ? revision : undefined;
}
function rollbackFindings(second, lost) {
    const [first = (0,build_findings/* error */.z3)('it failed'), ...others] = (0,told/* findingsOf */.WX)(second);
    return [{ ...first, message: `The rollback failed: ${first.message}${lostSentence(lost)}` }, ...others];
}
function lostSentence(lost) {
    return lost.length === 0
        ? ''
        : ` Azure does not show these and this run does not know them, so they could not be restored: ${lost.join('; ')}.`;
}

;// CONCATENATED MODULE: ./build/phases/update/live.js











const live_STEPS = { deploy: 'Deploy', wait: 'Wait for Healthy' };
/**
 * Writes the live group, waits until it is healthy with its new revision, and smoke-tests it.
 * @throws ActionError; an update that failed has been rolled back where that is wanted and possible.
 */
async function changeLive(change, candidate, job) {
    const { ledger, stop } = job.tools;
    const now = await readAgain(change, job);
    let isTouched = false;
    try {
        await write(change, now, job, {
            onBegin: () => ledger.begin({ live: underWay(change, candidate, job) }),
            onTouched: () => (isTouched = true),
        });
        await confirmOurs(change, job);
        ledger.note({ live: undefined });
    }
    catch (caught) {
        if (caught instanceof deployment_failure/* DeploymentFailure */.S)
            showFailure(caught, job);
        const told = await recover(caught, { change, isTouched, candidate }, job);
        // What a cancelled run has left open is for the post step.
        if (!stop.aborted)
            ledger.note({ live: undefined });
        throw told;
    }
}
async function write({ plan, live, decision }, before, job, { onBegin, onTouched }) {
    const { facts, tools, target } = job;
    const { group, groupName, revision } = plan;
    facts.revision = revision;
    facts.portalUrl = target.groups.portalUrl(groupName);
    tools.log.info(`${doing(before, decision.kind)} the container group ${groupName} in ${group.location ?? ''}: ${facts.portalUrl}`);
    const { endpoint } = await (0,bring_up/* bringUp */.q)(job, {
        plan,
        before,
        replaces: before !== undefined && decision.kind === 'replace',
        steps: live_STEPS,
        onBegin,
        onTouched: (operation) => {
            onTouched();
            if (!operation)
                return;
            (0,serving/* pointTo */.iK)(job, { groupName, revision, state: 'Transitioning' });
            facts.result = live ? 'updated' : 'created';
        },
    });
    (0,serving/* pointTo */.iK)(job, { groupName, revision, state: 'Healthy', endpoint });
    tools.log.info(`Healthy: ${endpoint.scoringUri}`);
    await job.phase('Smoke test', () => smokeTest(job, { plan, endpoint }));
}
/** For the post step, should this run not come to its end. */
function underWay({ plan, before }, { isVerified, serves }, { inputs }) {
    const { groupName, revision } = plan;
    // One that has served since an earlier run has proved another state than this run's.
    const isProven = isVerified && !serves;
    const isKept = inputs.onFailure === 'keep';
    return { groupName, revision, step: 'write', isProven, isKept, ...(before && { before }) };
}
function doing(before, kind) {
    if (!before)
        return 'Creating';
    return kind === 'replace' ? 'Replacing' : 'Updating';
}
/**
 * The group right before it is written: minutes may have gone by since it was read.
 * @throws Superseded when another run has deployed it meanwhile.
 */
async function readAgain({ plan, live }, { target, tools }) {
    const { groupName } = plan;
    const { clock, log } = tools;
    const now = await readSettled({ groups: target.groups, groupName, clock, log });
    const superseded = (0,decide_superseded/* supersededBy */.g)(now, plan, live);
    if (superseded)
        throw superseded;
    const foreign = now ? (0,deploy/* checkOwnership */._)(now, plan) : [];
    if (foreign.length > 0)
        throw new build_findings/* ActionError */.lZ(foreign);
    return now;
}
/** The last look: what was verified is what is there. No answer proves nothing. @throws Superseded, Deleted */
async function confirmOurs({ plan }, { target, tools }) {
    const { groups } = target;
    const { groupName } = plan;
    try {
        const now = await groups.get(groupName);
        const superseded = (0,decide_superseded/* supersededBy */.g)(now, plan);
        if (superseded)
            throw superseded;
        if (!now && (await (0,deleted/* isDeleted */.oy)(groups, groupName, tools.clock)))
            throw new deleted/* Deleted */.qn(groupName);
    }
    catch (caught) {
        if (!(caught instanceof azure_error/* AzureError */.M6))
            throw caught;
        tools.log.debug(`The container group ${groupName} could not be read again.`);
    }
}
/** What is known of a service that did not become healthy. */
function showFailure({ service }, { facts }) {
    facts.state = service.state;
    if (service.endpoint)
        facts.endpoint = service.endpoint;
}

// EXTERNAL MODULE: ./build/phases/cancel/saved.js
var saved = __webpack_require__(74091);
;// CONCATENATED MODULE: ./build/phases/update/update.js











/**
 * Creates the service or updates it, and resolves when it is verified. A living service is not touched before a
 * candidate has proved that the new state works, unless the strategy is in-place.
 * @throws ActionError; then the service is as it was before where that is possible, and the error says what is.
 */
async function update(planned, image, job) {
    const { live, decision } = planned;
    const request = { ...planned.request, image };
    const change = {
        plan: (0,plan_plan/* planService */.$)(request),
        decision,
        ...(live && { live, previous: (0,previous/* planPrevious */.n)(live, request), before: (0,saved/* beforeOf */.v8)(live, request) }),
    };
    if (live)
        job.facts.since = { before: (0,deployed/* deployedOf */.qj)(live), after: (0,deployed/* plannedOf */.sb)(change.plan.group, request.models) };
    const run = request.provenance.runUrl ?? job.tools.newSalt();
    const candidate = new Candidate(planCandidate(request, run), job);
    let isVerified = false;
    try {
        await candidate.takeTurn();
        if (!candidate.serves && 'candidate' in decision && decision.candidate)
            await prove(candidate, change, job);
        else if (live && !job.preview)
            skipPredictions(job);
        await changeLive(change, candidate, job);
        isVerified = true;
    }
    finally {
        await candidate.cleanUp(isVerified);
    }
}
/** A candidate that fails ends the run before the live group is touched. */
async function prove(candidate, { plan, live, previous }, job) {
    try {
        const endpoint = await candidate.prove();
        // A preview is compared with the service that it stands beside, whatever it was itself before.
        if (live && previous && !job.preview)
            await comparePredictions(job, () => liveScorer(live, previous.plan), scorerOf(plan.auth, endpoint));
    }
    catch (caught) {
        if (!live || !previous || job.tools.stop.aborted)
            throw caught;
        job.facts.result = 'unchanged';
        const how = await (0,serving/* lookAtUntouched */.o)(job, live, previous.plan);
        throw (0,told/* withAftermath */.XM)(caught, `This was the candidate; the live service was not touched. ${how}`);
    }
}

;// CONCATENATED MODULE: ./build/tasks/deploy.js












/** From the configuration to a verified service: one line a phase. Nothing is written before the image is built. */
async function deploy_deploy(run, configuration) {
    const { inputs, tools, facts, phase } = run;
    const target = await phase('Sign in', () => (0,connect/* connect */.Ng)(inputs, configuration, tools));
    if (!target)
        return planOffline(inputs, configuration, tools, facts);
    const [resolved] = await Promise.all([
        phase('Resolve models', () => resolve(run, configuration, target)),
        lookBeside(run, target),
    ]);
    const planned = await phase('Plan and check', () => plan(run, configuration, target, resolved));
    tools.planStands();
    await tellDecision(planned, tools, facts);
    if (inputs.dryRun)
        return (0,show_plan/* showPlan */.t)(planned, tools, facts);
    const job = { ...run, configuration, target };
    if (planned.decision.kind === 'unchanged') {
        await Promise.all([leaveUnchanged(planned, job), measureImage(planned.image, facts)]);
    }
    else {
        await (0,github_deployment/* openDeployment */.Q6)(planned.plan.groupName, job);
        const image = await phase('Build image', () => image_buildImage(planned.image, tools, facts));
        await Promise.all([update(planned, image, job), measureImage(planned.image, facts, image)]);
    }
    // What waits is not what the preview answers with.
    if (run.preview && !facts.isWaiting)
        await comparePreview(run.preview, planned, job);
}
/** What needs no Azure, for a run that may not sign in. @throws ActionError with all findings. */
async function check({ inputs, tools, facts }, configuration) {
    tools.planStands();
    await planOffline(inputs, configuration, tools, facts);
    facts.result = 'checked';
}


/***/ })

};
