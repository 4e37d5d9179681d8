export const id = 986;
export const ids = [986];
export const modules = {

/***/ 75860:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hb: () => (/* binding */ manifestRequest),
/* harmony export */   ct: () => (/* binding */ readManifestDigest),
/* harmony export */   px: () => (/* binding */ readImageSize)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38816);

/** Kinds of manifests, newest first: without them the registry answers in a form of its own choice. */
const MANIFESTS = [
    'application/vnd.oci.image.index.v1+json',
    'application/vnd.oci.image.manifest.v1+json',
    'application/vnd.docker.distribution.manifest.list.v2+json',
    'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
const digestSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().regex(/^sha256:[a-f0-9]{64}$/);
/** The request for a manifest. Source: `opencontainers/distribution-spec:spec.md`. */
function manifestRequest({ server, repository, reference, method, timeoutMs, }) {
    const url = `https://${server}/v2/${repository}/manifests/${reference}`;
    return { url, method, headers: { accept: MANIFESTS }, timeoutMs };
}
/** What the registry said; unreadable when it did not answer as registries do. */
function readManifestDigest(answer) {
    if (answer?.status === 404)
        return 'absent';
    const digest = digestSchema.safeParse(answer?.headers['docker-content-digest']);
    return answer?.status === 200 && digest.success ? { digest: digest.data } : 'unreadable';
}
/** Source: `opencontainers/image-spec:manifest.md`; Docker's schema 2 has the same fields. */
const sizedSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ size: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nonnegative() });
const imageSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ config: sizedSchema, layers: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(sizedSchema) });
/** Source: `opencontainers/image-spec:image-index.md` */
const indexSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    manifests: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        digest: digestSchema,
        platform: zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({ os: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), architecture: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }).optional(),
    })),
});
/**
 * Bytes of an image as they are pulled: its configuration and its layers. Of an image for several platforms, the digest
 * of the manifest for the one that ACI runs. Undefined when the body is neither.
 */
function readImageSize(body) {
    const image = imageSchema.safeParse(body).data;
    if (image)
        return { bytes: image.layers.reduce((sum, { size }) => sum + size, image.config.size) };
    const found = indexSchema
        .safeParse(body)
        .data?.manifests.find(({ platform }) => platform?.os === 'linux' && platform.architecture === 'amd64');
    return found && { digest: found.digest };
}


/***/ }),

/***/ 34578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ createRegistry)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(38816);
// EXTERNAL MODULE: ./build/azure/azure-error.js
var azure_error = __webpack_require__(65604);
// EXTERNAL MODULE: ./build/azure/explain.js
var explain = __webpack_require__(21139);
// EXTERNAL MODULE: ./build/image/types.js
var types = __webpack_require__(28107);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/azure/shapes.js
var shapes = __webpack_require__(68484);
;// CONCATENATED MODULE: ./build/azure/registry/build.js





/** What `az acr build` sends. Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/build.py`. */
const TASKS_API = '2019-06-01-preview';
/** Seconds a build may run: the service's default. It allows 300 to 28,800. */
const BUILD_TIMEOUT_S = 3600;
/** Cores of the build machine: what every tier of registry offers. */
const BUILD_CPU = 2;
/** Runs that are looked through for one whose answer was lost. The list begins with the newest. */
const NEWEST = 20;
const QUICK_BUILD = 'QuickBuild';
const runSchema = schemas/* object */.Ikc({
    properties: schemas/* object */.Ikc({
        runType: schemas/* string */.YjP().nullish(),
        createTime: schemas/* string */.YjP().nullish(),
        runId: schemas/* string */.YjP().min(1),
        status: schemas/* string */.YjP().min(1),
        runErrorMessage: schemas/* string */.YjP().nullish(),
        outputImages: schemas/* array */.YOg(schemas/* object */.Ikc({ repository: schemas/* string */.YjP(), tag: schemas/* string */.YjP().nullish(), digest: schemas/* string */.YjP().nullish() }))
            .nullish(),
    }),
});
/**
 * Queues a quick build. When the answer is lost, the runs of the registry are looked through before it is asked again:
 * a second build would cost as much as the first.
 */
async function startBuild(connection, registry, request, others) {
    let found;
    try {
        const answer = await connection.arm({
            method: 'POST',
            path: `${registry.id}/scheduleRun`,
            apiVersion: TASKS_API,
            body: requestBody(request),
            doing: `start a build in the registry ${registry.name}`,
            lookFor: async () => {
                found = await findStarted(connection, registry, request, others);
                return found && { status: 200, headers: {}, body: undefined };
            },
        });
        return found ?? toRun(answer);
    }
    catch (caught) {
        throw notPermitted(caught, registry);
    }
}
/**
 * A run that may be the one whose answer was lost: one that has built the image, else the oldest that was started since
 * the upload and goes on. Source: `Azure/azure-rest-api-specs`, Microsoft.ContainerRegistry 2019-06-01-preview, Runs_List.
 */
async function findStarted(connection, registry, { source: { since }, imageName }, others) {
    if (since === undefined)
        return undefined;
    const runs = (await newestRuns(connection, registry)).filter(({ runId, runType, createTime }) => runType === QUICK_BUILD && Date.parse(createTime ?? '') >= since && !others.includes(runId));
    const builds = runs.map(readRun);
    const found = builds.find(({ images }) => images.some(({ repository, tag }) => `${repository}:${tag}` === imageName)) ??
        builds.findLast(({ status }) => !types/* FINAL_BUILD_STATES */.R.includes(status));
    return found && { ...found, isFound: true };
}
/** Empty when they cannot be read. */
async function newestRuns(connection, registry) {
    try {
        const answer = await connection.arm({
            path: `${registry.id}/runs`,
            apiVersion: TASKS_API,
            query: { $top: String(NEWEST) },
            doing: `list the builds of the registry ${registry.name}`,
        });
        const { data } = schemas/* object */.Ikc({ value: schemas/* array */.YOg(runSchema) }).safeParse(answer.body);
        return data?.value.map(({ properties }) => properties) ?? [];
    }
    catch (caught) {
        if (caught instanceof azure_error/* AzureError */.M6)
            return [];
        throw caught;
    }
}
function requestBody({ source, imageName, dockerfile }) {
    return {
        type: 'DockerBuildRequest',
        imageNames: [imageName],
        isPushEnabled: true,
        sourceLocation: source.path,
        dockerFilePath: dockerfile,
        platform: { os: 'Linux', architecture: 'amd64' },
        timeout: BUILD_TIMEOUT_S,
        agentConfiguration: { cpu: BUILD_CPU },
        credentials: { sourceRegistry: { loginMode: 'Default' } },
    };
}
/** Free subscriptions have no quick builds. Source: Azure-Samples/azure-search-openai-demo issue 2592. */
function notPermitted(caught, registry) {
    if (!(caught instanceof azure_error/* AzureError */.M6) || caught.code !== 'TasksOperationsNotAllowed')
        return caught;
    return (0,findings/* failure */.V2)(`The registry ${registry.name} may not build images (TasksOperationsNotAllowed): free subscriptions have no builds.`, {
        remedy: 'Build the image with Docker in an earlier step of the workflow, push it, and name it with the input image.',
        azure: {
            code: caught.code,
            ...(caught.facts.correlationId && { correlationId: caught.facts.correlationId }),
        },
    });
}
/** Asks how a build is. */
async function pollBuild(connection, registry, runId) {
    const doing = `read the build ${runId} of the registry ${registry.name}`;
    return toRun(await connection.arm({
        path: `${registry.id}/runs/${runId}`,
        apiVersion: TASKS_API,
        doing,
    }));
}
/** Ends a build. */
async function cancelBuild(connection, registry, runId) {
    const doing = `cancel the build ${runId} of the registry ${registry.name}`;
    await connection.arm({
        method: 'POST',
        path: `${registry.id}/runs/${runId}/cancel`,
        apiVersion: TASKS_API,
        doing,
    });
}
function toRun(answer) {
    return readRun((0,shapes/* readShape */._f)(runSchema, answer, 'a build').properties);
}
function readRun({ runId, status, runErrorMessage, outputImages }) {
    const images = (outputImages ?? []).flatMap(({ repository, tag, digest }) => tag && digest ? [{ repository, tag, digest }] : []);
    return { id: runId, status, images, ...(runErrorMessage && { message: runErrorMessage }) };
}
/** URL of a build's log. It is a secret: mask it. */
async function logUrl(connection, registry, runId) {
    const doing = `read the log of the build ${runId}`;
    const path = `${registry.id}/runs/${runId}/listLogSasUrl`;
    const answer = await connection.arm({ method: 'POST', path, apiVersion: TASKS_API, doing });
    return (0,shapes/* readShape */._f)(schemas/* object */.Ikc({ logLink: schemas/* url */.OZ5() }), answer, 'the log of a build').logLink;
}

// EXTERNAL MODULE: ./build/azure/registry/manifests.js
var manifests = __webpack_require__(75860);
;// CONCATENATED MODULE: ./build/azure/registry/data.js


/** Milliseconds for one request to the registry. */
const TIMEOUT_MS = 30_000;
/** Audience of registries that refuse Resource Manager's tokens; the same in every cloud. Source: https://learn.microsoft.com/azure/container-registry/container-registry-disable-authentication-as-arm */
const REGISTRY_SCOPE = 'https://containerregistry.azure.net/.default';
/** Version of the registry's own API. */
const DATA_API = '2021-07-01';
const refreshSchema = schemas/* object */.Ikc({ refresh_token: schemas/* string */.YjP().min(1) });
const accessSchema = schemas/* object */.Ikc({ access_token: schemas/* string */.YjP().min(1) });
/**
 * Asks the registry for the digest of a tag: Entra's token is exchanged for one of the registry's, and that for one
 * that may pull from this repository. Unreadable: a right is missing, or the registry cannot be reached from here.
 * Source: https://github.com/Azure/acr/blob/main/docs/AAD-OAuth.md
 */
async function readDigest(connection, registry, repository, reference) {
    const token = await accessToken(connection, registry, repository, 'pull');
    if (token === undefined)
        return 'unreadable';
    return (0,manifests/* readManifestDigest */.ct)(await askForManifest(connection, registry, { repository, reference, method: 'HEAD' }, token));
}
/** Bytes of an image as they are pulled. Undefined when that cannot be read, for whatever reason. */
async function readImageBytes(connection, registry, repository, digest) {
    const token = await accessToken(connection, registry, repository, 'pull');
    if (token === undefined)
        return undefined;
    const look = async (reference) => {
        const query = { repository, reference, method: 'GET' };
        const answer = await askForManifest(connection, registry, query, token);
        return answer?.status === 200 ? (0,manifests/* readImageSize */.px)(json(answer.body)) : undefined;
    };
    const found = await look(digest);
    const image = found && 'digest' in found ? await look(found.digest) : found;
    return image && 'bytes' in image ? image.bytes : undefined;
}
function askForManifest(connection, { server }, query, token) {
    const request = (0,manifests/* manifestRequest */.Hb)({ ...query, server, timeoutMs: TIMEOUT_MS });
    const headers = { ...request.headers, authorization: `Bearer ${token}` };
    return ask(connection, { ...request, headers });
}
/**
 * Deletes a repository with all its manifests and tags. It needs the right artifacts/delete, which AcrDelete has.
 * Source: `Azure/azure-rest-api-specs:specification/containerregistry/data-plane/Azure.ContainerRegistry/stable/2021-07-01`
 */
async function deleteRepository(connection, registry, repository) {
    const token = await accessToken(connection, registry, repository, 'delete');
    if (token === undefined)
        return { status: 401 };
    const answer = await ask(connection, {
        url: `https://${registry.server}/acr/v1/${repository}?api-version=${DATA_API}`,
        method: 'DELETE',
        headers: { authorization: `Bearer ${token}` },
        timeoutMs: TIMEOUT_MS,
    });
    if (answer?.status === 404)
        return 'absent';
    return answer?.status === 202 ? 'deleted' : { status: answer?.status ?? 0 };
}
/** A token of the registry's for one action on one repository; undefined where it gives none. */
async function accessToken({ credential, cloud, ...connection }, { server, takesArmTokens }, repository, action) {
    const entra = await credential.getToken(takesArmTokens ? `${cloud.resourceManager}/.default` : REGISTRY_SCOPE);
    if (!entra)
        return undefined;
    const exchange = { grant_type: 'access_token', service: server, access_token: entra.token };
    const refresh = await post(connection, `https://${server}/oauth2/exchange`, exchange, refreshSchema);
    if (!refresh)
        return undefined;
    const scope = `repository:${repository}:${action}`;
    const grant = { grant_type: 'refresh_token', service: server, scope, refresh_token: refresh.refresh_token };
    return (await post(connection, `https://${server}/oauth2/token`, grant, accessSchema))?.access_token;
}
async function post(connection, url, form, schema) {
    const answer = await ask(connection, {
        url,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(form).toString(),
        timeoutMs: TIMEOUT_MS,
    });
    return answer?.status === 200 ? schema.safeParse(json(answer.body)).data : undefined;
}
/** Undefined when there was no answer: a registry behind a firewall is as unreadable as one that refuses. */
async function ask({ http }, request) {
    return http(request).catch(() => undefined);
}
function json(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/azure/retry.js + 2 modules
var retry = __webpack_require__(95069);
// EXTERNAL MODULE: ./build/azure/storage/errors.js
var errors = __webpack_require__(14359);
// EXTERNAL MODULE: ./build/azure/storage/retries.js
var retries = __webpack_require__(65936);
;// CONCATENATED MODULE: ./build/azure/registry/upload.js








/** Bytes of a block and blocks on their way at once: the fastest of those measured against a null server. */
const BLOCK_BYTES = 8 << 20;
const BLOCKS_AT_ONCE = 4;
const uploadSchema = schemas/* object */.Ikc({ uploadUrl: schemas/* url */.OZ5(), relativePath: schemas/* string */.YjP().min(1) });
/**
 * Uploads a build context in blocks. The storage library tries again what may pass of a block; an address that is no
 * longer accepted is asked for anew, and everything is sent once more.
 *
 * @param archive Makes the archive, for each try.
 */
function uploadSource(connection, registry, archive, { mask, ...tools }) {
    const doing = `upload the build context to ${registry.server}`;
    const path = `${registry.id}/listBuildSourceUploadUrl`;
    const uploadOnce = async () => {
        // What Resource Manager refuses has been tried again already, and says nothing about the upload.
        const answer = await connection
            .arm({ method: 'POST', path, apiVersion: TASKS_API, doing })
            .catch((caught) => {
            throw caught instanceof azure_error/* AzureError */.M6 ? (0,explain/* explain */.W)(caught) : caught;
        });
        const { uploadUrl, relativePath } = (0,shapes/* readShape */._f)(uploadSchema, answer, 'the upload of a build context');
        maskSas(uploadUrl, mask);
        await send(uploadUrl, archive(), doing);
        const since = Date.parse(answer.headers['date'] ?? '');
        return { path: relativePath, ...(Number.isFinite(since) && { since }) };
    };
    return (0,retry/* withRetry */.bD)({ call: 'upload' }, uploadOnce, tools);
}
/** The archive's own error (a file that changed) says more than the upload's that follows from it. */
async function send(uploadUrl, archive, doing) {
    const { BlockBlobClient } = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563), __webpack_require__.e(738), __webpack_require__.e(275)]).then(__webpack_require__.bind(__webpack_require__, 99275));
    const client = new BlockBlobClient(uploadUrl, undefined, { retryOptions: (0,retries/* storageRetries */.S)() });
    let own;
    // A model file that could not be read says nothing about the upload either.
    archive.once('error', (caught) => (own = caught instanceof azure_error/* AzureError */.M6 ? (0,explain/* explain */.W)(caught) : caught));
    try {
        await client.uploadStream(archive, BLOCK_BYTES, BLOCKS_AT_ONCE);
    }
    catch (caught) {
        throw own ?? (0,errors/* toStorageError */.J)(doing, caught);
    }
    finally {
        archive.destroy();
    }
}
/** A signed URL is a secret, and so is its signature alone. */
function maskSas(url, mask) {
    const { search, searchParams } = new URL(url);
    mask(url);
    if (search !== '')
        mask(search.slice(1));
    const signature = searchParams.get('sig');
    if (signature)
        for (const form of [signature, encodeURIComponent(signature)])
            mask(form);
}

;// CONCATENATED MODULE: ./build/azure/registry/log.js




/**
 * Metadata of a log blob that appears when nothing more will be written. Its value is the build's state.
 * Source: `Azure/azure-cli:src/azure-cli/azure/cli/command_modules/acr/_stream_utils.py`.
 */
const COMPLETE = 'complete';
/** Reads logs of builds by byte offset. The log is an append blob that grows while the build runs. */
function createLogReader(connection, registry) {
    const urls = new Map();
    const urlOf = async (runId, mask) => {
        const known = urls.get(runId);
        if (known !== undefined)
            return known;
        const url = await logUrl(connection, registry, runId);
        maskSas(url, mask);
        urls.set(runId, url);
        return url;
    };
    return async (runId, from, mask) => {
        const url = await urlOf(runId, mask);
        try {
            return await readPart(url, from);
        }
        catch (caught) {
            const failed = (0,errors/* toStorageError */.J)(`read the log of the build ${runId}`, caught);
            // The URL is only valid for a while: the next call asks for a new one.
            if (failed.status === 403)
                urls.delete(runId);
            else if (failed.status !== 404)
                throw failed;
            // A build that waits for a machine has no log yet.
            return { bytes: new Uint8Array(), complete: false };
        }
    };
}
async function readPart(url, from) {
    const { BlobClient } = await Promise.all(/* import() */[__webpack_require__.e(434), __webpack_require__.e(563), __webpack_require__.e(738), __webpack_require__.e(275)]).then(__webpack_require__.bind(__webpack_require__, 99275));
    const blob = new BlobClient(url, undefined, { retryOptions: (0,retries/* storageRetries */.S)() });
    const { contentLength = 0, metadata = {} } = await blob.getProperties();
    const complete = Object.keys(metadata).some((name) => name.toLowerCase() === COMPLETE);
    if (contentLength <= from)
        return { bytes: new Uint8Array(), complete };
    return { bytes: await blob.downloadToBuffer(from, contentLength - from), complete };
}

;// CONCATENATED MODULE: ./build/azure/registry/resource.js




/** Source: `Azure/azure-rest-api-specs:specification/containerregistry/resource-manager/Microsoft.ContainerRegistry`. */
const REGISTRY_API = '2023-07-01';
const resourceSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    name: schemas/* string */.YjP(),
    location: schemas/* string */.YjP(),
    properties: schemas/* object */.Ikc({
        loginServer: schemas/* string */.YjP().toLowerCase(),
        adminUserEnabled: schemas/* boolean */.zMY().optional(),
        anonymousPullEnabled: schemas/* boolean */.zMY().optional(),
        policies: schemas/* object */.Ikc({ azureADAuthenticationAsArmPolicy: schemas/* object */.Ikc({ status: schemas/* string */.YjP().optional() }).optional() })
            .optional(),
    }),
});
const listSchema = schemas/* object */.Ikc({ value: schemas/* array */.YOg(resourceSchema), nextLink: schemas/* string */.YjP().nullish() });
/**
 * Finds the registry in Azure.
 * @throws ActionError when there is none, or AzureError when Azure refuses to say.
 */
async function findRegistry(connection, choice) {
    const { server, id } = choice;
    if (server?.startsWith('/'))
        return getRegistry(connection, server, 'registry');
    if (server !== undefined)
        return searchRegistry(connection, server);
    if (id !== undefined)
        return getRegistry(connection, id);
    throw (0,findings/* failure */.V2)('The workspace has no container registry yet: Azure ML makes it with the first image it builds.', {
        input: 'registry',
        remedy: 'Set `registry:` to the name of an Azure container registry, or name a ready image with `image:`.',
    });
}
async function getRegistry(connection, id, input) {
    const doing = `read the container registry ${nameIn(id)}`;
    try {
        const answer = await connection.arm({ path: id, apiVersion: REGISTRY_API, doing });
        return toResource((0,shapes/* readShape */._f)(resourceSchema, answer, `the registry ${nameIn(id)}`));
    }
    catch (caught) {
        if (!(0,azure_error/* isStatus */.zM)(caught, 404))
            throw caught;
        throw (0,findings/* failure */.V2)(`The container registry ${nameIn(id)} does not exist (${id}).`, {
            input: input ?? 'registry',
            remedy: input
                ? 'Correct its id.'
                : 'The workspace names it, but it was deleted: set `registry:` to another one.',
        });
    }
}
/** By name or login server, in the whole subscription: the input does not say the resource group. */
async function searchRegistry(connection, wanted) {
    const all = await listRegistries(connection);
    const text = wanted.toLowerCase();
    const found = all.find((registry) => registry.name.toLowerCase() === text || registry.server === text);
    if (found)
        return found;
    const names = all.map((registry) => registry.name).join(', ');
    throw (0,findings/* failure */.V2)(`There is no container registry ${JSON.stringify(wanted)} in the subscription ${connection.subscriptionId}.`, {
        input: 'registry',
        remedy: `${names ? `Registries that this run can see: ${names}.` : 'This run can see no registry there.'} For one of another subscription write its full resource id; to see one, this run needs the role Reader on it.`,
    });
}
async function listRegistries(connection) {
    const doing = `list the container registries of the subscription ${connection.subscriptionId}`;
    const found = [];
    let next = `/subscriptions/${connection.subscriptionId}/providers/Microsoft.ContainerRegistry/registries`;
    for (let first = true; next !== undefined; first = false) {
        const answer = await connection.arm({
            path: next,
            doing,
            ...(first && { apiVersion: REGISTRY_API }),
        });
        const page = (0,shapes/* readShape */._f)(listSchema, answer, 'the container registries of the subscription');
        found.push(...page.value.map(toResource));
        next = page.nextLink ?? undefined;
    }
    return found;
}
function toResource({ id, name, location, properties }) {
    return {
        id,
        name,
        location,
        server: properties.loginServer,
        adminUser: properties.adminUserEnabled ?? false,
        anonymousPull: properties.anonymousPullEnabled ?? false,
        takesArmTokens: properties.policies?.azureADAuthenticationAsArmPolicy?.status?.toLowerCase() !== 'disabled',
    };
}
function nameIn(id) {
    return id.split('/').at(-1) ?? id;
}

;// CONCATENATED MODULE: ./build/azure/registry/registry.js









const credentialsSchema = schemas/* object */.Ikc({
    username: schemas/* string */.YjP().min(1),
    passwords: schemas/* array */.YOg(schemas/* object */.Ikc({ value: schemas/* string */.YjP().min(1) })).min(1),
});
/**
 * The registry that builds and holds the images: the `registry` input's, else the workspace's.
 * @throws ActionError when there is none or Azure refuses, with the missing role by name; so do its methods.
 */
async function createRegistry(connection, choice, tools) {
    const resource = await explained(findRegistry(connection, choice));
    const { server, id, location, anonymousPull } = resource;
    return {
        server,
        id,
        location,
        anonymousPull,
        adminUser: resource.adminUser ? resource.name : undefined,
        digestOf: (repository, reference) => readDigest(connection, resource, repository, reference),
        bytesOf: (repository, digest) => readImageBytes(connection, resource, repository, digest),
        deleteRepository: (repository) => deleteRepository(connection, resource, repository),
        adminCredential: () => explained(adminCredential(connection, resource)),
        uploadSource: (archive, mask) => explained(uploadSource(connection, resource, archive, { ...tools, mask })),
        startBuild: (request, others) => explained(startBuild(connection, resource, request, others)),
        pollBuild: (runId) => explained(pollBuild(connection, resource, runId)),
        readBuildLog: createLogReader(connection, resource),
        cancelBuild: (runId) => explained(cancelBuild(connection, resource, runId)),
    };
}
async function adminCredential(connection, registry) {
    if (!registry.adminUser)
        return undefined;
    const doing = `read the admin user's password of the registry ${registry.name}`;
    const path = `${registry.id}/listCredentials`;
    const answer = await connection.arm({ method: 'POST', path, apiVersion: REGISTRY_API, doing });
    const { username, passwords } = (0,shapes/* readShape */._f)(credentialsSchema, answer, 'the admin user of the registry');
    return { username, password: passwords[0]?.value ?? '' };
}
/** Passes a result on, and a refusal with its remedy. */
async function explained(work) {
    try {
        return await work;
    }
    catch (caught) {
        throw caught instanceof azure_error/* AzureError */.M6 ? (0,explain/* explain */.W)(caught) : caught;
    }
}


/***/ }),

/***/ 14359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ toStorageError)
/* harmony export */ });
/* harmony import */ var _azure_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65604);

/**
 * Turns what the storage SDK threw into an AzureError. Anything that is not about the request, such as a failed sign-in,
 * is thrown on.
 */
function toStorageError(doing, caught) {
    if (caught instanceof _azure_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AzureError */ .M6)
        return caught;
    if (!isRestError(caught))
        throw caught;
    const status = typeof caught.statusCode === 'number' ? caught.statusCode : 0;
    // A HEAD has no body: its error code comes in a header only.
    const header = caught.response?.headers?.get?.('x-ms-error-code');
    const code = header ?? (typeof caught.code === 'string' ? caught.code : '');
    // The lines after the first repeat the request id and the time. A message that is markup says nothing.
    const [message = ''] = caught.message.split('\n');
    const correlationId = caught.response?.headers?.get?.('x-ms-request-id');
    return new _azure_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AzureError */ .M6({
        doing,
        status,
        code,
        message: message.startsWith('<') ? '' : message,
        ...(correlationId !== undefined && { correlationId }),
    }, { cause: caught });
}
function isRestError(caught) {
    return caught instanceof Error && caught.name === 'RestError';
}


/***/ }),

/***/ 65936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ storageRetries)
/* harmony export */ });
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95069);

/**
 * The row for storage in the words of its library, which waits (2^n - 1) times the delay before the n-th further try,
 * counted from 0. Source: `Azure/azure-sdk-for-js:sdk/storage/storage-common/src/policies/StorageRetryPolicyV2.ts`.
 */
function storageRetries() {
    const { retries, waits } = (0,_retry_js__WEBPACK_IMPORTED_MODULE_0__/* .ruleOf */ .Y)('storage-fault');
    return {
        maxTries: retries + 1,
        retryDelayInMs: waits[1] ?? 0,
        maxRetryDelayInMs: waits.at(-1) ?? 0,
    };
}


/***/ }),

/***/ 28107:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ FINAL_BUILD_STATES)
/* harmony export */ });
/** States of a run that ended. Before: Queued, Started, Running. */
const FINAL_BUILD_STATES = ['Succeeded', 'Failed', 'Canceled', 'Error', 'Timeout'];


/***/ }),

/***/ 12521:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ deleteGroup)
/* harmony export */ });
/* harmony import */ var _azure_azure_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(65604);
/* harmony import */ var _azure_explain_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21139);
/* harmony import */ var _azure_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(95069);
/* harmony import */ var _elapsed_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48712);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43876);





/** Milliseconds between two looks at a group that is being deleted, and until it must be gone. */
const GONE = { wait: 1_000, atMost: 120_000 };
/**
 * Deletes a group and resolves when Azure no longer knows it. A group that is absent is gone.
 * @throws ActionError when Azure refuses it, or still shows the group after two minutes.
 */
async function deleteGroup(request) {
    const { groups, groupName, clock } = request;
    try {
        await (0,_azure_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .withRetry */ .bD)({ call: 'delete' }, () => groups.delete(groupName), request);
    }
    catch (caught) {
        throw caught instanceof _azure_azure_error_js__WEBPACK_IMPORTED_MODULE_0__/* .AzureError */ .M6 ? (0,_azure_explain_js__WEBPACK_IMPORTED_MODULE_1__/* .explain */ .W)(caught) : caught;
    }
    const giveUp = clock.now() + GONE.atMost;
    while ((await groups.get(groupName)) !== undefined) {
        if (clock.now() >= giveUp) {
            throw (0,_findings_js__WEBPACK_IMPORTED_MODULE_4__/* .failure */ .V2)(`Azure took the deletion of the container group ${groupName}, but still shows it after ${(0,_elapsed_js__WEBPACK_IMPORTED_MODULE_3__/* .formatElapsed */ .C)(GONE.atMost)}.`, { remedy: 'Look at the group in the portal; run the workflow again when it is gone.' });
        }
        await clock.sleep(GONE.wait);
    }
}


/***/ })

};
