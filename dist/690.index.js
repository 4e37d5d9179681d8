export const id = 690;
export const ids = [690];
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

/***/ 82410:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ foreignReason)
/* harmony export */ });
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12771);

/** Why a group is not the owner's, as the end of a sentence; undefined when it is. Only exact tags count. */
function foreignReason({ tags = {} }, owner) {
    const { [_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.service]: service = '', [_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.preview]: preview } = tags;
    if (tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.managedBy] !== _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .MANAGED_BY */ .Kf)
        return `was not made by this Action (it has no tag ${_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.managedBy}=${_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .MANAGED_BY */ .Kf})`;
    if (service !== owner.service)
        return `belongs to the service "${service}"`;
    if (preview === undefined && owner.preview !== undefined)
        return `is no preview (it has no tag ${_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.preview}=${owner.preview})`;
    if (preview !== owner.preview)
        return `is the preview of the pull request ${preview ?? ''}`;
    if (owner.workspace === undefined || isSameId(tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.workspace], owner.workspace))
        return undefined;
    return `belongs to ${tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.workspace] ? `the workspace ${nameOf(tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.workspace])}` : 'no workspace'}`;
}
/** Ids have no case, and a long one was cut to what a tag may hold. */
function isSameId(tag, id) {
    return tag?.toLowerCase() === id.slice(0, _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_TAG_VALUE */ .AZ).toLowerCase();
}
function nameOf(id = '') {
    return id.split('/').at(-1) ?? id;
}


/***/ }),

/***/ 94426:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   mT: () => (/* binding */ frontEndName),
/* harmony export */   vf: () => (/* binding */ candidateName),
/* harmony export */   y0: () => (/* binding */ containerGroupName)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/**
 * Name of a service's container group: `<service>-<8 hex>`. The hash keeps services of the same name in two
 * workspaces apart, as v1 did.
 *
 * @param service Service name, 3-32 characters.
 * @param ownerId ARM id of the workspace; without one, of the resource group. Its case does not matter.
 */
function containerGroupName(service, ownerId) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(ownerId.toLowerCase()).digest('hex');
    return `${service}-${hash.slice(0, 8)}`;
}
/** Name of the front end's container. It is never the name of the scoring container, which is the service's. */
function frontEndName(service) {
    return `${service}-front-end`;
}
/** Longest name of a container group. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsoftcontainerinstance */
const MAX_GROUP_NAME = 63;
const CANDIDATE = '-candidate';
/** Name of a group's candidate: `<group>-candidate`. A long name is cut, and a hash keeps it apart from others. */
function candidateName(groupName) {
    const name = `${groupName}${CANDIDATE}`;
    if (name.length <= MAX_GROUP_NAME)
        return name;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(groupName).digest('hex').slice(0, 8);
    const kept = groupName.slice(0, MAX_GROUP_NAME - CANDIDATE.length - hash.length - 1);
    return `${kept.replace(/-+$/, '')}-${hash}${CANDIDATE}`;
}


/***/ }),

/***/ 83690:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   remove: () => (/* binding */ remove)
/* harmony export */ });
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43876);
/* harmony import */ var _phases_access_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10483);
/* harmony import */ var _phases_inspect_find_service_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48445);
/* harmony import */ var _phases_tell_github_deployment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(65833);
/* harmony import */ var _phases_remove_remove_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(31237);
/* harmony import */ var _service_decide_owner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(82410);
/* harmony import */ var _service_tags_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12771);







/**
 * Removes the run's service, or its preview: the container group, and a candidate of it whether it serves or not.
 * Nothing there is a success. It needs no file of the repository.
 */
async function remove(run, findings) {
    const { inputs, tools, facts, phase } = run;
    facts.removed = [];
    const azure = await phase('Sign in', () => (0,_phases_access_js__WEBPACK_IMPORTED_MODULE_1__/* .access */ .T)(run, findings));
    const all = await phase('Look for the service', () => azure.groups.list());
    const doomed = (0,_phases_inspect_find_service_js__WEBPACK_IMPORTED_MODULE_2__/* .groupsOf */ .c1)(all, run, azure).map((group) => doom(group, run, azure));
    tools.planStands();
    if (inputs.dryRun) {
        (0,_phases_remove_remove_js__WEBPACK_IMPORTED_MODULE_4__/* .tellDoomed */ .I)(doomed, run);
        return;
    }
    if (doomed.length > 0)
        await phase('Delete', () => (0,_phases_remove_remove_js__WEBPACK_IMPORTED_MODULE_4__/* .removeAll */ .C)(doomed, run, azure));
    else
        await (0,_phases_tell_github_deployment_js__WEBPACK_IMPORTED_MODULE_3__/* .retire */ .S5)([{ service: inputs.name, containerGroup: (0,_phases_inspect_find_service_js__WEBPACK_IMPORTED_MODULE_2__/* .expectedName */ .Ac)(run, azure) }], run);
    facts.result = doomed.length > 0 ? 'deleted' : 'absent';
    tell(run, azure, all, doomed);
}
function doom(group, run, azure) {
    const { preview, event, inputs } = run;
    const owner = (0,_phases_inspect_find_service_js__WEBPACK_IMPORTED_MODULE_2__/* .ownerOf */ .bf)(run, azure);
    const isClosed = event.pullRequest?.action === 'closed';
    return {
        group,
        kind: (0,_phases_inspect_find_service_js__WEBPACK_IMPORTED_MODULE_2__/* .isCandidate */ .qn)(group) ? 'candidate' : preview ? 'preview' : 'service',
        reason: preview && isClosed
            ? `the pull request ${preview.number} is closed`
            : `this run is to delete ${inputs.name}`,
        isStill: (now) => (0,_service_decide_owner_js__WEBPACK_IMPORTED_MODULE_5__/* .foreignReason */ .v)(now, owner) === undefined,
    };
}
function tell({ inputs, preview, tools }, { resourceGroup }, all, doomed) {
    const { log } = tools;
    if (doomed.length === 0)
        log.info(`Nothing to delete: there is no ${inputs.name} in the resource group ${resourceGroup.name}.`);
    if (preview)
        return;
    for (const { group, kind } of doomed) {
        const image = group.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .TAGS */ .gp.image];
        if (kind === 'service' && image)
            log.info(`Its images stay in the registry: ${image}`);
    }
    for (const { name = '', tags = {} } of all) {
        const { [_service_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .TAGS */ .gp.managedBy]: maker, [_service_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .TAGS */ .gp.service]: service, [_service_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .TAGS */ .gp.preview]: whose } = tags;
        if (maker === _service_tags_js__WEBPACK_IMPORTED_MODULE_6__/* .MANAGED_BY */ .Kf && service === inputs.name && whose)
            log.report(isPreview(name, whose));
    }
}
function isPreview(groupName, whose) {
    return (0,_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .notice */ .lm)(`${groupName} is the preview of the pull request ${whose}, and stays.`, {
        remedy: 'It goes when the pull request is closed, or with `mode: prune`.',
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
