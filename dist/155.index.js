export const id = 155;
export const ids = [155];
export const modules = {

/***/ 80188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  J: () => (/* binding */ causeSentence),
  h: () => (/* binding */ diagnose)
});

// EXTERNAL MODULE: ./build/diagnosis/match.js
var match = __webpack_require__(1643);
;// CONCATENATED MODULE: ./build/diagnosis/traceback.js

const START = 'Traceback (most recent call last):';
const FRAME = /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<name>.+))?$/;
/** The line after the frames, which alone is not indented: "ValueError: text", "package.Error". */
const ERROR = /^[A-Za-z_][\w.]*(?::.*)?$/;
/** What azureml-inference-server-http writes before a message. Source: `microsoft/azureml-inference-server`. */
const PREFIX = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z] \[\d+\] \S+ - /;
/** What Python writes between the tracebacks of a chain. */
const CHAINED = /The above exception was the direct cause|During handling of the above exception/;
/** The scoring server's telemetry logs one that harms nobody. Source: the same repository. */
const HARMLESS = /Error while fetching model IDs/;
/** Code that is not the user's: Python, its packages, Azure ML's servers of all ages, and what a program evaluates. */
const FOREIGN = /[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+|azureml_inference_server_http|azureml-server)[/\\]|^<|^(?:\/usr|\/opt\/\w+)?\/(?:local\/)?bin\//;
/** How many lines before a traceback may say what it belongs to. */
const HEADING_LINES = 4;
const HEADINGS = [
    ['init', /init function failed/i],
    ['import', /Failed to import user script/],
    ['run', /Encountered Exception: |run function failed/i],
];
/** What the user's outermost function tells, where the server says nothing. */
const BY_FUNCTION = new Map([
    ['<module>', 'import'],
    ['init', 'init'],
    ['run', 'run'],
]);
/** A log line without the server's own beginning. */
function withoutPrefix(line) {
    return line.replace(PREFIX, '');
}
/**
 * The exceptions of a log, in its order. Of a chain, such as a server's own exception around one of the entry
 * script, only the last traceback with a frame of the user's code counts, or the last one where none has.
 */
function tracebacks(log) {
    const lines = (0,match/* linesOf */.Dx)(log);
    return chains(lines).flatMap((starts) => {
        const [first = 0] = starts;
        const all = starts.flatMap((at) => readTraceback(lines, at));
        const telling = all.findLast(({ frames }) => frames.some(isOwn)) ?? all.at(-1);
        if (!telling)
            return [];
        const { frames, error, shown } = telling;
        const heading = lines.slice(Math.max(0, first - HEADING_LINES), first + 1).join('\n');
        const stage = stageOf(heading, all.flatMap((each) => each.frames));
        return [{ error, at: first, lines: shown, ...framesOf(frames), ...stage }];
    });
}
/** Line numbers where tracebacks begin, those of a chain together. */
function chains(lines) {
    const found = [];
    for (const [at, line] of lines.entries()) {
        if (!line.includes(START) || HARMLESS.test(line) || HARMLESS.test(lines[at - 1] ?? ''))
            continue;
        const before = lines.slice(Math.max(0, at - 2), at).join('\n');
        const last = found.at(-1);
        if (last && CHAINED.test(before))
            last.push(at);
        else
            found.push([at]);
    }
    return found;
}
function readTraceback(lines, at) {
    const body = lines.slice(at + 1).map(withoutPrefix);
    const end = body.findIndex((each) => ERROR.test(each));
    const error = body[end];
    if (error === undefined)
        return [];
    return [{ error, frames: body.slice(0, end).flatMap(frameOf), shown: [START, ...body.slice(0, end + 1)] }];
}
function framesOf(frames) {
    const last = frames.at(-1);
    const own = frames.findLast(isOwn);
    return { ...(last && { last }), ...(own && { own }) };
}
function stageOf(heading, frames) {
    const told = HEADINGS.find(([, pattern]) => pattern.test(heading))?.[0];
    if (told)
        return { stage: told, told: true };
    const outermost = frames.find(isOwn)?.function;
    return { stage: BY_FUNCTION.get(outermost ?? '') ?? 'unknown', told: false };
}
function frameOf(line) {
    const groups = FRAME.exec(line)?.groups;
    if (!groups)
        return [];
    return [
        { file: groups['file'] ?? '', line: Number(groups['line']), function: groups['name'] ?? '<module>' },
    ];
}
function isOwn({ file }) {
    return !FOREIGN.test(file);
}

;// CONCATENATED MODULE: ./build/diagnosis/exception.js


/** What servers say when a worker takes requests: a traceback before it did not end the start. */
const READY = /ready for serving traffic|init has completed successfully|Application startup complete/;
const SERVER_ERROR = 500;
/** Errors by their last line, whatever the stage; the first that fits counts. */
const BY_ERROR = [
    ['memory', /^(?:\w+\.)*\w*MemoryError\b|can't allocate memory|Cannot allocate memory/],
    ['server-missing', /No module named '?azureml_inference_server_http/],
    ['model-version', /Can't get attribute |incompatible dtype|unsupported pickle protocol/],
    ['module-missing', /^ModuleNotFoundError: No module named /],
    ['library-missing', /\.so[\d.]*: cannot open shared object file/],
    ['not-json', /is not JSON serializable/],
];
/** A module that only an object of a model asks for, when it was saved under another version of the package. */
const MODULE_OF_MODEL = /No module named '(?:numpy|sklearn|pandas|scipy|xgboost|lightgbm)\./;
/** A file that is not there. Only in init() this is the model, unless the path says so. */
const NO_FILE = /^(?:FileNotFoundError|NotADirectoryError|IsADirectoryError)\b/;
const NO_MODEL = /ModelNotFoundException|Model not found in cache|KeyError: 'AZUREML_MODEL_DIR'|(?:No such file|not found|does not exist|Unable to open).*azureml-models|azureml-models.*(?:No such file|not found|does not exist)/i;
/** The exception that explains why the service does not start, or why a request failed. */
function findException(symptoms) {
    const log = (0,match/* scoringContainer */.XP)(symptoms)?.log ?? '';
    const all = tracebacks(log);
    const answer = symptoms.answers.find(({ status, runFailed }) => runFailed || status === SERVER_ERROR);
    const candidates = answer ? all.filter(({ stage }) => stage === 'run') : atStart(symptoms, log, all);
    // A request's exception is the last one. At the start, gunicorn adds one of its own to that of the script.
    const script = answer ? undefined : candidates.findLast(({ own }) => own !== undefined);
    const traceback = script ?? candidates.at(-1);
    return traceback && { kind: kindOf(traceback), traceback, log, ...(answer && { answer }) };
}
/** Tracebacks that may have ended the start: after the last word that the server is ready, and not of a request. */
function atStart(symptoms, log, all) {
    if (symptoms.answers.length > 0)
        return [];
    const ready = log.split(/\r\n|[\r\n]/).findLastIndex((line) => READY.test(line));
    return all.filter(({ at, stage }) => at > ready && stage !== 'run');
}
/** True when the server says that it takes requests. */
function isReady(symptoms) {
    return (0,match/* findInLogs */.e9)(symptoms.containers, READY) !== undefined;
}
function kindOf({ error, stage, own, last }) {
    if (MODULE_OF_MODEL.test(error) && own !== last)
        return 'model-version';
    const byError = BY_ERROR.find(([, pattern]) => pattern.test(error))?.[0];
    if (byError)
        return byError;
    if (NO_MODEL.test(error) || (stage === 'init' && NO_FILE.test(error)))
        return 'model-path';
    return stage === 'unknown' ? 'init' : stage;
}

// EXTERNAL MODULE: ./build/diagnosis/place.js
var diagnosis_place = __webpack_require__(81053);
;// CONCATENATED MODULE: ./build/diagnosis/rules/exception-rule.js

/** A rule for one kind of Python exception. It is certain where the server itself says what the exception ended. */
function exceptionRule(name, kind, tell) {
    return {
        name,
        find: (symptoms) => {
            const exception = findException(symptoms);
            if (exception?.kind !== kind)
                return undefined;
            const { more = [], ...told } = tell(exception, symptoms.repository);
            return {
                ...told,
                certainty: exception.traceback.told ? 'certain' : 'likely',
                evidence: [...exception.traceback.lines, ...more],
            };
        },
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/memory.js



/** 128 + SIGKILL: how a container ends that takes more memory than it has. */
const KILLED = 137;
/** Workers that begin and never become ready, after which it is a loop. */
const BOOTS = 3;
const SAYS_MEMORY = /\bOOMKilled\b|\bOut of memory\b(?!\?)|Cannot allocate memory|can't allocate memory|MemoryError/;
const SAYS_KILLED = /died with SIGKILL|was sent SIGKILL|terminated due to signal 9\b|Killed process \d+/;
const TIMED_OUT = /\[CRITICAL\] WORKER TIMEOUT/;
/** What too little memory looks like, and what only looks like it. */
const MEMORY_RULES = [
    {
        name: 'memory',
        find: (symptoms) => {
            const seen = outOfMemory(symptoms);
            if (!seen)
                return undefined;
            const gigabytes = (0,match/* scoringContainer */.XP)(symptoms)?.memoryInGB;
            const place = symptoms.repository.memory ?? (0,diagnosis_place/* placeOf */.$t)(findException(symptoms)?.traceback.own, symptoms.repository);
            return {
                cause: 'The container ran out of memory.',
                remedy: `Raise memoryInGB in the deployment config${gigabytes === undefined ? '' : ` (now ${gigabytes} GB)`}: a model needs about one and a half times its size, and more while it loads.`,
                ...seen,
                ...(place && { place }),
            };
        },
    },
    {
        name: 'worker-timeout',
        find: ({ containers }) => {
            const found = (0,match/* findInLogs */.e9)(containers, TIMED_OUT);
            return (found && {
                cause: 'init() or a request took longer than gunicorn lets a worker be silent, so it stopped the worker.',
                remedy: 'Make init() faster, or set the environment variable WORKER_TIMEOUT to more seconds than it needs (300 if it is not set).',
                certainty: 'certain',
                evidence: [found.line],
            });
        },
    },
];
/** Undefined when nothing points to memory. Shared with the rules that must not take it for something else. */
function outOfMemory(symptoms) {
    const exception = findException(symptoms);
    if (exception?.kind === 'memory')
        return { certainty: 'certain', evidence: exception.traceback.lines };
    const { containers } = symptoms;
    // gunicorn kills a worker that was silent too long, and then wonders about the memory.
    const killed = (0,match/* findInLogs */.e9)(containers, TIMED_OUT) ? undefined : (0,match/* findInLogs */.e9)(containers, SAYS_KILLED)?.line;
    const ended = wasStopped(symptoms) ? undefined : (0,match/* endedWith */.tX)(symptoms, [KILLED])?.line;
    return (seen('certain', memoryLine(symptoms)) ??
        seen('likely', killed) ??
        seen('likely', ended) ??
        seen('possible', exception || killed ? undefined : bootLoop(symptoms)));
}
function seen(certainty, line) {
    return line === undefined ? undefined : { certainty, evidence: [line] };
}
/** A line that names memory, outside of tracebacks that the entry script may have caught. */
function memoryLine(symptoms) {
    if (isReady(symptoms) && symptoms.answers.length === 0)
        return undefined;
    return (symptoms.events.map(match/* eventText */.cj).find((text) => /OOMKilled/.test(text)) ??
        (0,match/* findInLogs */.e9)(symptoms.containers, SAYS_MEMORY)?.line);
}
/** Azure also kills a container whose liveness probe failed: then the code says nothing of memory. */
function wasStopped({ events }) {
    return events.some(({ name }) => /^Killing$/i.test(name));
}
function bootLoop(symptoms) {
    const boots = (0,match/* linesOf */.Dx)((0,match/* scoringContainer */.XP)(symptoms)?.log ?? '').filter((line) => /Booting worker with pid/.test(line));
    return boots.length < BOOTS || isReady(symptoms) || (0,match/* findInLogs */.e9)(symptoms.containers, TIMED_OUT)
        ? undefined
        : boots.at(-1)?.trim();
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/answers.js





const SERVER_TIMEOUT = /Scoring timeout after (?<ms>\d+) ms/;
/** What only a request shows. */
const ANSWER_RULES = [
    { name: 'run-failed', find: runFailed },
    exceptionRule('result-not-json', 'not-json', ({ traceback }, repository) => {
        const type = /Object of type '?(?<type>\w+)'? is not/.exec(traceback.error)?.groups?.['type'] ?? 'a value';
        const place = (0,diagnosis_place/* placeOf */.$t)(traceback.own, repository) ?? repository.entryScript;
        return {
            cause: `run() returns ${type}, which cannot be written as JSON.`,
            remedy: 'Return lists, numbers and texts: .tolist() makes them of an array, .item() of a single number.',
            ...(place && { place }),
        };
    }),
    { name: 'scoring-timeout', find: scoringTimeout },
    answerRule('body-too-large', 413, () => ({
        cause: 'The request is larger than the front end takes, which is 100 MB.',
        remedy: 'Send a smaller request, or several.',
        certainty: 'certain',
    })),
    answerRule('scoring-crash', 502, (symptoms) => outOfMemory(symptoms)
        ? undefined
        : {
            cause: 'The scoring container stopped during the request.',
            remedy: 'Read its log below. When it says nothing, the container probably ran out of memory: raise memoryInGB in the deployment config.',
            certainty: 'likely',
        }),
];
function answerRule(name, status, tell) {
    return {
        name,
        find: (symptoms) => {
            const answer = symptoms.answers.find((each) => each.status === status);
            const told = answer && tell(symptoms);
            return told && { ...told, evidence: [answered(answer)] };
        },
    };
}
function runFailed(symptoms) {
    const { answers, repository, containers } = symptoms;
    const exception = findException(symptoms);
    const answer = exception?.answer ?? answers.find((each) => each.runFailed);
    if (!answer || (0,match/* findInLogs */.e9)(containers, SERVER_TIMEOUT) || outOfMemory(symptoms))
        return undefined;
    if (exception && exception.kind !== 'run')
        return undefined;
    const place = (0,diagnosis_place/* placeOf */.$t)(exception?.traceback.own, repository);
    return {
        cause: exception
            ? `run() of the entry script failed${(0,diagnosis_place/* whereOf */.de)(exception.traceback, repository)}: ${(0,diagnosis_place/* quote */.hD)(exception.traceback.error)}`
            : 'run() of the entry script raised an exception.',
        remedy: 'Correct the script at that line, or the request, if run() is right to refuse it.',
        certainty: 'certain',
        evidence: [...(exception?.traceback.lines ?? []), answered(answer)],
        ...(place && { place }),
    };
}
function scoringTimeout({ answers, containers }) {
    const server = (0,match/* findInLogs */.e9)(containers, SERVER_TIMEOUT);
    const late = answers.find(({ status, timedOut, runFailed: failed }) => status === 504 || timedOut || (failed && server));
    if (!late)
        return undefined;
    return {
        cause: 'The model took longer for the request than the input scoring-timeout allows.',
        remedy: 'Raise the input scoring-timeout, send less at once, or give the service more cpu in the deployment config.',
        certainty: 'certain',
        evidence: [answered(late), ...(server ? [server.line] : [])],
    };
}
function answered({ name, status }) {
    return `Request ${(0,diagnosis_place/* quote */.hD)(name)}: ${status === 0 ? 'no answer in time' : `status ${status}`}.`;
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/front-end.js

/** What nginx, OpenSSL and v1's azureml-fe-aci say of a certificate or key that they cannot use. */
const CERTIFICATE = /cannot load certificate|PEM_read_bio|key values mismatch|SSL_CTX_use_(?:PrivateKey|certificate)|(?:invalid|failed to (?:load|parse)) (?:the )?(?:TLS |SSL )?(?:certificate|private key)|tls: (?:failed to find any PEM data|private key does not match)/i;
/** Another program has the port: that has its own rule. */
const TAKEN = /\(98: /;
/** What keeps the front end from starting. */
const FRONT_END_RULES = [
    (0,match/* logRule */.dR)('certificate', CERTIFICATE, () => ({
        cause: 'The front end cannot use the TLS certificate or its key.',
        remedy: 'Give the certificate with its chain and the key that belongs to it, both as PEM: openssl x509 -in cert.pem -noout and openssl pkey -in key.pem -noout must read them.',
        certainty: 'certain',
    })),
    {
        name: 'front-end',
        find: ({ containers }) => {
            const found = (0,match/* findInLogs */.e9)(containers.filter(({ isFrontEnd }) => isFrontEnd), /\[emerg\]/);
            if (!found || CERTIFICATE.test(found.line) || TAKEN.test(found.line))
                return undefined;
            return {
                cause: 'The front end, which the Action adds, does not accept its configuration.',
                remedy: 'This is a fault of the Action: please open an issue with the line below.',
                certainty: 'certain',
                evidence: [found.line],
            };
        },
    },
];

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/config/nearest.js
var nearest = __webpack_require__(49445);
;// CONCATENATED MODULE: ./build/diagnosis/model-tree.js


/** What the scoring server writes above the tree when init() failed. Source: `microsoft/azureml-inference-server`. */
const HEADING = /Model Directory Contents:/;
/** Lines of the tree that are kept; the server writes at most 200. */
const TREE_LINES = 60;
/** A line of another kind ends the tree: gunicorn's, or one of the server's with a time. */
const OTHER = /^(?:\[\d{4}-|\d{4}-\d\d-\d\d )|^Traceback /;
/** The tree below AZUREML_MODEL_DIR as the log has it; empty when it has none. */
function modelTree(log) {
    const lines = (0,match/* linesOf */.Dx)(log).map(withoutPrefix);
    const at = lines.findLastIndex((line) => HEADING.test(line));
    if (at < 0)
        return [];
    const rest = lines.slice(at + 1);
    const end = rest.findIndex((line) => line.trim() === '' || OTHER.test(line));
    return rest.slice(0, end < 0 ? TREE_LINES : Math.min(end, TREE_LINES));
}
/**
 * The files of a tree, relative to AZUREML_MODEL_DIR. The tree is indented by two spaces a level, folders end in a
 * slash, and the first line is the folder itself; or every line is a whole path.
 */
function treeFiles(tree, modelDirectory = '/azureml-models/') {
    const above = [];
    return tree.flatMap((line) => {
        const name = line.trim();
        if (name.startsWith('/'))
            return name.endsWith('/') ? [] : [name.split(modelDirectory).at(-1) ?? name];
        const depth = (line.length - line.trimStart().length) / 2;
        above.length = Math.min(above.length, depth);
        above[depth] = name.replace(/\/$/, '');
        return name.endsWith('/') ? [] : [above.slice(1).join('/')];
    });
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/model.js





/** What is wrong between the entry script and the model. */
const MODEL_RULES = [
    exceptionRule('model-path', 'model-path', modelPath),
    exceptionRule('model-version', 'model-version', (exception, repository) => ({
        cause: `The model does not fit the packages in the image: it was saved under other versions, or needs a class of the training code${(0,diagnosis_place/* whereOf */.de)(exception.traceback, repository)}: ${(0,diagnosis_place/* quote */.hD)(exception.traceback.error)}`,
        remedy: 'Pin the packages in the inference config to the versions of the training (pip freeze prints them there), and keep classes of your own in a module that both use.',
        ...placed(repository),
    })),
];
function placed({ packages }) {
    return packages ? { place: packages } : {};
}
function modelPath({ traceback, log }, repository) {
    const { error, own } = traceback;
    const tree = modelTree(log);
    const place = (0,diagnosis_place/* placeOf */.$t)(own, repository);
    const more = tree.length === 0 ? [] : ['The tree under AZUREML_MODEL_DIR:', ...tree.map((line) => `  ${line}`)];
    return {
        cause: /AZUREML_MODEL_DIR/.test(error)
            ? `There is no AZUREML_MODEL_DIR, because no model was deployed with the service${(0,diagnosis_place/* whereOf */.de)(traceback, repository)}.`
            : `The entry script does not find its model${(0,diagnosis_place/* whereOf */.de)(traceback, repository)}: ${(0,diagnosis_place/* quote */.hD)(error)}`,
        remedy: /AZUREML_MODEL_DIR/.test(error)
            ? 'Name the models in the input models.'
            : `Build the path from the variable: os.path.join(os.environ["AZUREML_MODEL_DIR"], ${JSON.stringify(fileMeant(error, tree))}).`,
        more,
        ...(place && { place }),
    };
}
/** The file that the script wants, by its path in the tree where it is there or one of a similar name is. */
function fileMeant(error, tree) {
    const wanted = external_node_path_.posix.basename(/'(?<file>[^']+)'\s*$/.exec(error)?.groups?.['file'] ?? '');
    const files = treeFiles(tree);
    const [only, ...others] = files.filter((file) => external_node_path_.posix.basename(file) === wanted);
    if (only !== undefined && others.length === 0)
        return (0,diagnosis_place/* quote */.hD)(only);
    const alike = (0,nearest/* nearest */.p)(wanted, files.map((file) => external_node_path_.posix.basename(file)));
    const found = alike === undefined ? undefined : files.find((file) => external_node_path_.posix.basename(file) === alike);
    return (0,diagnosis_place/* quote */.hD)(found ?? (wanted === '' ? '<file>' : wanted));
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/platform.js

/** Exit codes of containers that Azure moves. Source: https://learn.microsoft.com/azure/container-instances/container-state */
const MOVED = [7147, 7148];
/** What stops Azure before a container is there. */
const PLATFORM_RULES = [
    (0,match/* eventRule */.nX)('quota', /quota '(?<what>[^']*)' exceeded(?: in region '(?<region>[^']*)')?(?<numbers>[^\n]*)/i, (match) => {
        const { what = '', region, numbers = '' } = match.groups ?? {};
        const [limit, usage, asked] = ['Limit', 'Usage', 'Requested'].map((name) => new RegExp(`${name}: '(\\d+)'`).exec(numbers)?.[1]);
        const counted = limit && usage && asked ? ` (${usage} of ${limit} are used, ${asked} more are needed)` : '';
        return {
            cause: `The quota ${what} of your subscription${region ? ` in ${region}` : ''} is used up${counted}.`,
            remedy: 'Delete container groups that are not needed, ask for a higher quota, or deploy to another location.',
            certainty: 'certain',
        };
    }),
    (0,match/* eventRule */.nX)('capacity', /InsufficientCapacity|requested resource is not available/i, () => ({
        cause: 'The region has no room for a container group of this size at the moment.',
        remedy: 'Try again later, ask for less cpu or memory, or deploy to another location.',
        certainty: 'certain',
    })),
    (0,match/* eventRule */.nX)('mount', /^FailedMount:|\bmount error\(\d+\)/i, () => ({
        cause: 'A volume could not be mounted.',
        remedy: 'Run the deployment again; if it stays so, show the event below to Azure support.',
        certainty: 'certain',
    })),
    {
        name: 'moved',
        find: (symptoms) => {
            const ended = (0,match/* endedWith */.tX)(symptoms, MOVED);
            return (ended && {
                cause: `Azure stopped the container ${ended.container.name} to move it to another machine.`,
                remedy: 'Run the workflow again: nothing is wrong with the service.',
                certainty: 'certain',
                evidence: [ended.line],
            });
        },
    },
];

;// CONCATENATED MODULE: ./build/diagnosis/rules/probes.js



/** The kubelet's words for a failed probe. Source: https://learn.microsoft.com/azure/container-instances/container-instances-liveness-probe */
const REFUSED = /^Unhealthy:.*probe failed.*connection refused/is;
const WRONG_STATUS = /^Unhealthy:.*probe failed.*statuscode: (?<status>\d+)/is;
const SILENT = /^Unhealthy:.*probe failed.*(?:context deadline exceeded|Client\.Timeout|timed? ?out)/is;
const LIVENESS = /^(?:Unhealthy:.*liveness probe failed|Killing:.*liveness)/is;
/** Where servers say that they listen: gunicorn, uvicorn, Flask and most others. */
const LISTENING = /(?:listening (?:at|on)|running on|serving on|started .* on)\D*?(?:https?:\/\/)?(?<host>[\w.*-]+|\[[:\da-f]*\]):(?<port>\d{2,5})\b/i;
/** What our front end answers when nothing listens behind it. */
const BAD_GATEWAY = 502;
const GATEWAY_TIMEOUT = 504;
/** A container that runs and is not ready. */
const PROBE_RULES = [
    { name: 'liveness', find: killedByLiveness },
    { name: 'port', find: port },
    { name: 'never-ready', find: neverReady },
    { name: 'slow-start', find: slowStart },
];
/** The scoring container when it runs, never ended, and no exception explains the silence. */
function silentContainer(symptoms) {
    const container = (0,match/* scoringContainer */.XP)(symptoms);
    if (symptoms.answers.length > 0 || !container || findException(symptoms))
        return undefined;
    const runs = container.state === 'Running' && container.exitCode === undefined && container.restarts === 0;
    return runs ? container : undefined;
}
function lastEvent({ events }, pattern) {
    return events.map(match/* eventText */.cj).findLast((text) => pattern.test(text));
}
function killedByLiveness(symptoms) {
    const killed = lastEvent(symptoms, /^Killing:/i);
    const failed = lastEvent(symptoms, LIVENESS);
    if (killed === undefined || failed === undefined || findException(symptoms))
        return undefined;
    return {
        cause: 'Azure restarted the container because its liveness probe failed: the server lives, but does not answer.',
        remedy: 'Make init() faster than five minutes, and check that health-path answers while a request is scored. Too little cpu has the same effect.',
        certainty: 'certain',
        evidence: [failed, killed],
    };
}
function port(symptoms) {
    const container = silentContainer(symptoms);
    const last = lastEvent(symptoms, /^Unhealthy:/i);
    const refused = last !== undefined && REFUSED.test(last) ? last : undefined;
    const badGateway = symptoms.healthStatus === BAD_GATEWAY;
    if (!container || startsSlowly(container) || (refused === undefined && !badGateway))
        return undefined;
    const listens = listening(container);
    const elsewhere = listens?.port === container.port ? undefined : listens;
    // Until a server is ready its probes fail: that it is by now counts more than old events, and so does what Azure
    // itself has not ended.
    const isExplained = isReady(symptoms) || symptoms.healthStatus !== undefined || symptoms.unfinished !== undefined;
    if (!badGateway && !elsewhere && isExplained)
        return undefined;
    const wanted = container.port === undefined ? 'the port of the input port' : `port ${container.port}`;
    return {
        cause: `Nothing listens on ${wanted} in the container ${container.name}${elsewhere ? `; its server listens on port ${elsewhere.port}` : ''}.`,
        remedy: elsewhere
            ? `Set the input port to ${elsewhere.port}, or let the server listen on ${wanted}.`
            : `If the server only needs longer to start, raise wait-timeout; otherwise let it listen on ${wanted} and on all addresses (0.0.0.0), or name its port in the input port.`,
        certainty: elsewhere ? 'certain' : refused === undefined ? 'possible' : 'likely',
        evidence: [
            refused ?? `The front end answers ${BAD_GATEWAY}: nothing listens behind it.`,
            ...(listens ? [listens.line] : []),
        ],
    };
}
function listening({ log }) {
    const line = (0,match/* linesOf */.Dx)(log).findLast((each) => LISTENING.test(each));
    const found = line === undefined ? undefined : LISTENING.exec(line)?.groups?.['port'];
    return line === undefined || found === undefined ? undefined : { port: Number(found), line: line.trim() };
}
function neverReady(symptoms) {
    const container = silentContainer(symptoms);
    if (!container)
        return undefined;
    const last = lastEvent(symptoms, /^Unhealthy:/i);
    const event = last !== undefined && WRONG_STATUS.test(last) ? last : undefined;
    const { healthStatus = 0 } = symptoms;
    const answered = healthStatus >= 300 && healthStatus !== BAD_GATEWAY && healthStatus !== GATEWAY_TIMEOUT;
    const status = WRONG_STATUS.exec(event ?? '')?.groups?.['status'] ?? (answered ? String(healthStatus) : undefined);
    if (status === undefined)
        return undefined;
    const healthPath = (0,diagnosis_place/* quote */.hD)(container.healthPath ?? '/');
    return {
        cause: `The server answers ${status} to GET ${healthPath}, so it never counts as ready.`,
        remedy: 'Name a path that answers 200 to GET without a key in the input health-path, or correct the server.',
        certainty: 'certain',
        evidence: [event ?? `The endpoint answers ${status} to GET ${healthPath}.`],
    };
}
function slowStart(symptoms) {
    const container = silentContainer(symptoms);
    if (!container)
        return undefined;
    const line = startsSlowly(container);
    const silent = lastEvent(symptoms, SILENT);
    if (line === undefined && silent === undefined)
        return undefined;
    return {
        cause: line === undefined
            ? 'The server takes connections, but does not answer in time.'
            : 'init() of the entry script had not ended when the time was up.',
        remedy: 'If init() only needs longer, raise wait-timeout, or give it more cpu; otherwise look for what it waits for, such as a download.',
        certainty: line === undefined ? 'possible' : 'likely',
        evidence: [line, silent].filter((each) => each !== undefined),
    };
}
/** The line that says that init() began, when none says that it ended. */
function startsSlowly({ log }) {
    const lines = (0,match/* linesOf */.Dx)(log);
    const began = lines.findLastIndex((line) => /Invoking user's init function/.test(line));
    const ended = lines.findLastIndex((line) => /init has completed successfully|init function failed/.test(line));
    return began > ended ? lines[began]?.trim() : undefined;
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/pull.js

/** Why an image does not arrive; the first pattern that fits an event counts, so that no two rules tell the same event. */
const FAILURES = [
    {
        name: 'registry-limits',
        pattern: /toomanyrequests|rate limit|too many requests|\b429\b|^RegistryErrorResponse:/i,
        cause: 'The registry limits how often images are pulled from it, and the limit is reached.',
        remedy: 'Run again later. To be rid of it, copy the image to an Azure container registry, or give registry-username and registry-password of an account.',
        certainty: 'certain',
    },
    {
        name: 'architecture',
        pattern: /exec format error|no match(?:ing manifest)? for (?:platform|linux\/amd64)/i,
        cause: 'The image is not for Linux on amd64, probably because it was built on an arm64 machine.',
        remedy: 'Build the image for linux/amd64: docker build --platform linux/amd64.',
        certainty: 'certain',
    },
    {
        name: 'pull-denied',
        pattern: /unauthorized|denied|authentication required|insufficient_scope|\b40[13]\b/i,
        cause: 'The registry refused to give the image.',
        remedy: 'Set registry-identity to an identity with the role AcrPull (a new role takes a few minutes), or give registry-username and registry-password.',
        certainty: 'certain',
    },
    {
        name: 'registry-unreachable',
        pattern: /no such host|i\/o timeout|connection refused|connection reset|TLS handshake|x509|network is unreachable/i,
        cause: 'Azure cannot reach the registry of the image.',
        remedy: 'Check the name of the registry, and that its firewall lets Azure Container Instances in: it must be open to public networks.',
        certainty: 'certain',
    },
    {
        name: 'disk-full',
        pattern: /no space left on device/i,
        cause: 'The image is too large for the container group.',
        remedy: 'Make the image smaller: a container group takes images up to 15 GB.',
        certainty: 'certain',
    },
    {
        name: 'image-not-found',
        pattern: /not found|manifest unknown|name unknown|does not exist/i,
        cause: 'The image does not exist in the registry.',
        remedy: 'Check the name, tag and digest of the image, and whether a clean-up of the registry removed it.',
        certainty: 'certain',
    },
    {
        name: 'image-inaccessible',
        pattern: /^InaccessibleImage:|Please check the image and registry credential/i,
        cause: 'Azure cannot get the image: it does not exist, or its registry does not let Azure in.',
        remedy: 'Check name and tag of the image, then registry-identity (role AcrPull) or registry-username and registry-password. A new role takes a few minutes.',
        certainty: 'certain',
    },
];
/** Events that tell of an image that did not arrive or does not start. */
const ABOUT_IMAGES = /^(?:Failed|Error|ErrImagePull|InaccessibleImage|RegistryErrorResponse):/i;
/** A container that cannot be started is another matter, but for an image of another machine. */
const PULL = /pull|registry|manifest|exec format error|^InaccessibleImage:/i;
/** Why the image does not arrive. */
const PULL_RULES = FAILURES.map(({ name, cause, remedy, certainty }) => ({
    name,
    find: ({ events, containers }) => {
        const lines = [...events.map(failureLine), ...containers.flatMap(({ log }) => formatErrors(log))];
        const line = lines.find((each) => each !== undefined && nameOf(each) === name);
        return line === undefined ? undefined : { cause, remedy, certainty, evidence: [line] };
    },
}));
function failureLine(event) {
    const text = (0,match/* eventText */.cj)(event);
    return ABOUT_IMAGES.test(text) && PULL.test(text) ? text : undefined;
}
/** A shell in the image may be the one that notices. */
function formatErrors(log) {
    return /^.*exec format error.*$/im.exec(log) ?? [];
}
function nameOf(line) {
    return FAILURES.find(({ pattern }) => pattern.test(line))?.name;
}

;// CONCATENATED MODULE: ./build/diagnosis/packages.js
/**
 * Packages whose name on PyPI is not that of the module they bring. Source: https://pypi.org.
 * Everything else is taken to be called like its module.
 */
const PACKAGES = new Map(Object.entries({
    attr: 'attrs',
    bs4: 'beautifulsoup4',
    cv2: 'opencv-python-headless',
    Crypto: 'pycryptodome',
    dateutil: 'python-dateutil',
    dotenv: 'python-dotenv',
    faiss: 'faiss-cpu',
    fitz: 'pymupdf',
    git: 'GitPython',
    jwt: 'PyJWT',
    Levenshtein: 'python-Levenshtein',
    MySQLdb: 'mysqlclient',
    PIL: 'pillow',
    psycopg2: 'psycopg2-binary',
    skimage: 'scikit-image',
    sklearn: 'scikit-learn',
    yaml: 'PyYAML',
}));
/** Namespaces: the package has the first two parts of the module's name. */
const NAMESPACES = ['azure', 'azureml', 'google'];
const PROTOBUF = /^google\.protobuf\b/;
/** The package on PyPI that has a Python module: "sklearn.svm" gives "scikit-learn". */
function packageOf(module) {
    const [top = module, second, third] = module.split('.');
    const known = PROTOBUF.test(module) ? 'protobuf' : PACKAGES.get(top);
    if (known !== undefined)
        return known;
    const parts = NAMESPACES.includes(top) ? [top, second, top === 'azure' ? third : undefined] : [top];
    return parts
        .filter((part) => part !== undefined)
        .join('-')
        .replaceAll('_', '-');
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/script.js




/** What is wrong with the entry script, or with what it imports. */
const SCRIPT_RULES = [
    (0,match/* logRule */.dR)('no-script', /No score script found\. Expected score script (?<script>\S+?)\.?$/, (match) => ({
        cause: `The scoring server did not find the entry script ${(0,diagnosis_place/* quote */.hD)(match.groups?.['script'] ?? '')}.`,
        remedy: 'Set AZUREML_ENTRY_SCRIPT in your image to the script, relative to AML_APP_ROOT; entryScript does it for images built here.',
        certainty: 'certain',
    })),
    (0,match/* logRule */.dR)('script-functions', /User script at (?<file>\S+) does not have an? (?<name>\w+)\(\) function defined|(?<problem>run\(\) (?:cannot (?:accept|be decorated)|needs to accept).*)/, (match) => {
        const { file, name, problem } = match.groups ?? {};
        return {
            cause: problem
                ? `The entry script's run() is not as the scoring server needs it: ${(0,diagnosis_place/* quote */.hD)(problem)}`
                : `The entry script ${(0,diagnosis_place/* quote */.hD)(file ?? '')} does not define ${name ?? ''}().`,
            remedy: 'Define init(), which loads the model, and run(data), which scores.',
            certainty: 'certain',
        };
    }),
    exceptionRule('module-missing', 'module-missing', missingModule),
    exceptionRule('library-missing', 'library-missing', missingLibrary),
    exceptionRule('import-failed', 'import', (exception, repository) => raised('The entry script cannot be imported; it failed', exception, repository)),
    exceptionRule('init-failed', 'init', (exception, repository) => raised('init() of the entry script failed', exception, repository)),
];
function raised(what, { traceback }, repository) {
    const place = (0,diagnosis_place/* placeOf */.$t)(traceback.own, repository);
    return {
        cause: `${what}${(0,diagnosis_place/* whereOf */.de)(traceback, repository)}: ${(0,diagnosis_place/* quote */.hD)(traceback.error)}`,
        remedy: 'Correct the script at that line; the traceback below shows how it got there. To try it without Azure: azmlinfsrv --entry_script <script>.',
        ...(place && { place }),
    };
}
function missingModule({ traceback }, repository) {
    const module = /No module named '?(?<module>[\w.]+)/.exec(traceback.error)?.groups?.['module'] ?? '';
    const [top = module] = module.split('.');
    const where = (0,diagnosis_place/* whereOf */.de)(traceback, repository);
    if (repository.leftOut?.includes(top)) {
        const place = repository.entryScript;
        return {
            cause: `The Python module ${top} of your repository is not in the image; it is imported${where}.`,
            remedy: 'Add sourceDirectory to the inference config: only with it the files beside the entry script are taken along.',
            ...(place && { place }),
        };
    }
    return {
        cause: `The Python module ${module} is not installed in the image; it is imported${where}.`,
        ...toAdd(packageOf(module), repository),
    };
}
/** Names the line to add, and where. */
function toAdd(name, { packages, code }) {
    if (!packages) {
        const where = code ? 'the inference config (environment.python.condaDependencies)' : 'your image';
        return { remedy: `Add the package that has it to ${where}, which should be ${name}.` };
    }
    const line = /\.ya?ml$/i.test(packages.file) ? `- ${name}` : JSON.stringify(name);
    return {
        remedy: `Add the line ${line} to the pip packages in ${packages.file}, with the version of the training.`,
        place: packages,
    };
}
function missingLibrary({ traceback }, repository) {
    const library = /(?<library>[\w+.-]+\.so[\d.]*):/.exec(traceback.error)?.groups?.['library'] ?? 'a library';
    const remedy = /^lib(?:GL|gthread|SM|Xext)/.test(library)
        ? 'Use opencv-python-headless in place of opencv-python: it needs no screen.'
        : 'Install it in a base image of your own (apt-get), or take the package from conda-forge, which brings its libraries along.';
    return {
        cause: `The system library ${library} is not in the image; a package needs it${(0,diagnosis_place/* whereOf */.de)(traceback, repository)}.`,
        remedy,
        ...(repository.packages && { place: repository.packages }),
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/server.js


/** The programs that serve: azureml-inference-server-http, and what Azure ML's images start. */
const SERVERS = 'azmlinfsrv|gunicorn|runsvdir';
/** What shells, container runtimes, Python and Azure ML's images say of a server that is not there. */
const NO_SERVER = new RegExp(`\\b(?:${SERVERS})["']?:.*(?:not found|no such file)|No module named ['"]?azureml_inference_server_http|azureml-inference-server-http is not installed`, 'i');
const NO_COMMAND = /exec: "?(?<command>[^":]+)"?: (?:executable file not found|stat .*no such file|no such file)/i;
/**
 * Exit codes of Azure ML's inference images. Source:
 * `Azure/azureml-assets:assets/training/model_management/environments/mlflow-model-inference/context`.
 */
const EXIT = { noServer: [96, 100], dynamicInstall: [95, 97, 98, 99] };
/** A shell that does not find a command. Source: POSIX. */
const SHELL_NOT_FOUND = 127;
/** What keeps the server of the image from starting, before any code of the user runs. */
const SERVER_RULES = [
    { name: 'no-server', find: noServer },
    { name: 'no-command', find: noCommand },
    {
        name: 'dynamic-install',
        find: (symptoms) => {
            const ended = (0,match/* endedWith */.tX)(symptoms, EXIT.dynamicInstall);
            return (ended && {
                cause: 'The image installs packages when it starts (AZUREML_EXTRA_…), and that failed.',
                remedy: 'List the packages in the inference config, so that they are in the image, and remove those variables.',
                certainty: 'likely',
                evidence: [ended.line],
            });
        },
    },
    (0,match/* logRule */.dR)('port-taken', /(?:Address already in use|address already in use|EADDRINUSE|Connection in use)(?:.*?[:,]\s?(?<port>\d{2,5})\)?)?|bind\(\) to \S+:(?<bound>\d+) failed \(98/, (match, container) => {
        const port = match.groups?.['bound'] ?? match.groups?.['port'];
        return {
            cause: `The server in ${container?.name ?? 'the container'} wants ${port === undefined ? 'a port' : `port ${port}`} that another program of the container group has already.`,
            remedy: 'Let your server listen on another port than 80, which the front end has, and name that port in the input port.',
            certainty: 'certain',
        };
    }),
    { name: 'configuration', find: configuration },
];
function noServer(symptoms) {
    const event = symptoms.events
        .map(match/* eventText */.cj)
        .find((text) => isServer(NO_COMMAND.exec(text)?.groups?.['command']));
    const log = (0,match/* findInLogs */.e9)(symptoms.containers, NO_SERVER);
    const ended = (0,match/* endedWith */.tX)(symptoms, EXIT.noServer);
    const line = event ?? log?.line ?? ended?.line;
    if (line === undefined)
        return undefined;
    return {
        cause: 'The image has no scoring server.',
        remedy: 'Add azureml-inference-server-http to the pip packages of your environment, or to your own image.',
        certainty: (event ?? log) ? 'certain' : 'likely',
        evidence: [line],
        ...(symptoms.repository.packages && { place: symptoms.repository.packages }),
    };
}
function noCommand(symptoms) {
    const texts = symptoms.events.map(match/* eventText */.cj);
    const text = texts.find((each) => NO_COMMAND.test(each));
    const command = NO_COMMAND.exec(text ?? '')?.groups?.['command'];
    const ended = (0,match/* endedWith */.tX)(symptoms, [SHELL_NOT_FOUND]);
    const line = text ?? ended?.line;
    if (line === undefined || isServer(command) || (0,match/* findInLogs */.e9)(symptoms.containers, NO_SERVER))
        return undefined;
    const what = command === undefined ? 'a command' : `the command ${(0,diagnosis_place/* quote */.hD)(command)}`;
    return {
        cause: `The image starts ${what} that it does not have.`,
        remedy: 'Correct CMD or ENTRYPOINT of the image, or install the program there.',
        certainty: text === undefined ? 'likely' : 'certain',
        evidence: [line],
    };
}
function isServer(command) {
    return command !== undefined && new RegExp(`(?:^|/)(?:${SERVERS})$`).test(command);
}
/** The server checks its environment variables, and writes what is wrong below a heading. */
function configuration(symptoms) {
    const lines = ((0,match/* scoringContainer */.XP)(symptoms)?.log ?? '').split(/\r\n|[\r\n]/);
    const at = lines.findLastIndex((line) => /=+ ?Configuration Error ?=+/.test(line));
    if (at < 0)
        return undefined;
    return {
        cause: 'The scoring server does not accept the value of an environment variable.',
        remedy: 'Correct the variable that the lines below name: it comes from environmentVariables in the inference config, or from the input environment-variables.',
        certainty: 'certain',
        evidence: lines.slice(at, at + 6).filter((line) => line.trim() !== ''),
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules/unfinished.js


/** After how long Azure gives a deployment up. Source: https://learn.microsoft.com/azure/container-instances/container-state */
const AZURE_GIVES_UP = '30 minutes';
/** Events of a start that goes wrong: they tell more than that it goes on. An update itself ends what ran before. */
const TROUBLE = /^(?:Failed|BackOff|InsufficientCapacity)/i;
const OK = 200;
/** A deployment that Azure has not ended, although nothing has gone wrong in it. */
const UNFINISHED_RULES = [
    { name: 'still-pulling', find: stillPulling },
    { name: 'unfinished', find: unfinished },
];
/** Azure's word for the deployment, when nothing else explains that the service is not healthy. */
function stateOf(symptoms) {
    const { containers, events, answers, healthStatus = OK } = symptoms;
    const isBroken = containers.some(({ exitCode, restarts }) => exitCode !== undefined || restarts > 0);
    const hasTrouble = events.some(({ name }) => TROUBLE.test(name));
    const isExplained = isBroken || hasTrouble || answers.length > 0 || healthStatus !== OK;
    return isExplained || findException(symptoms) ? undefined : symptoms.unfinished;
}
/** The container whose image is on its way, and the event that says so. */
function pulling({ containers, events, }) {
    for (const { name } of containers.filter(isWaiting)) {
        const last = events.findLast((event) => event.container === name && /^Pull(?:ing|ed)$/i.test(event.name));
        if (last && /^Pulling$/i.test(last.name))
            return { name, line: (0,match/* eventText */.cj)(last) };
    }
    return undefined;
}
function isWaiting({ state }) {
    return state === 'Waiting';
}
function stillPulling(symptoms) {
    const found = stateOf(symptoms) === undefined ? undefined : pulling(symptoms);
    if (!found)
        return undefined;
    return {
        cause: `Azure was still pulling the image of the container ${found.name} when the time was up.`,
        remedy: 'Raise wait-timeout. A smaller image is pulled faster, and so is one from a registry in the region of the service.',
        certainty: 'certain',
        evidence: [found.line],
    };
}
function unfinished(symptoms) {
    const state = stateOf(symptoms);
    if (state === undefined || pulling(symptoms))
        return undefined;
    const { containers, healthStatus } = symptoms;
    const idle = containers.find(({ state: each }) => each !== 'Running');
    const answers = healthStatus === OK ? ' and the service answers' : '';
    const seen = idle ? `the container ${idle.name} has not started` : `all containers run${answers}`;
    return {
        cause: `Azure has not ended the deployment: it still says ${state}, and ${seen}.`,
        remedy: `This is not the model's doing. Azure gives a deployment up after ${AZURE_GIVES_UP}: look at the group in the portal, delete it if it stays so, and run the workflow again. If that happens again, deploy to another location, or show Azure support the ids and events of this deployment.`,
        certainty: 'certain',
        evidence: [`Azure says ${state}.`, ...symptoms.events.map(match/* eventText */.cj)],
    };
}

;// CONCATENATED MODULE: ./build/diagnosis/rules.js










/**
 * All rules, the earliest stage of a deployment first: what stops Azure, then the image, the start of the server,
 * the script, and at last what only a request shows. A new cause is one more row in the file of its theme.
 * Sources of the texts: v1's troubleshooting guide (learn.microsoft.com/azure/machine-learning/v1/how-to-troubleshoot-deployment),
 * `microsoft/azureml-inference-server`, Azure ML's inference images (`Azure/azureml-assets`), gunicorn, nginx, the
 * kubelet's words for probes, and ACI's messages in `MicrosoftDocs/SupportArticles-docs`.
 */
const RULES = [
    ...PLATFORM_RULES,
    ...UNFINISHED_RULES,
    ...PULL_RULES,
    ...SERVER_RULES,
    ...FRONT_END_RULES,
    ...MEMORY_RULES,
    ...MODEL_RULES,
    ...SCRIPT_RULES,
    ...PROBE_RULES,
    ...ANSWER_RULES,
];

;// CONCATENATED MODULE: ./build/diagnosis/types.js
/** How sure a diagnosis is, the surest first. Certain: what was seen allows no other reading. */
const CERTAINTIES = ['certain', 'likely', 'possible'];

;// CONCATENATED MODULE: ./build/diagnosis/diagnose.js


/**
 * Everything that the symptoms tell, the surest first and within that in the order of the table. Pure. Empty when
 * no rule knows them: then the raw lines are all there is to show.
 */
function diagnose(symptoms, rules = RULES) {
    const found = rules.flatMap((rule) => {
        const told = rule.find(symptoms);
        return told ? [{ rule: rule.name, ...told }] : [];
    });
    return CERTAINTIES.flatMap((certainty) => found.filter((diagnosis) => diagnosis.certainty === certainty));
}
/** The cause as a sentence that says how sure it is. */
function causeSentence({ certainty, cause }) {
    switch (certainty) {
        case 'certain':
            return cause;
        case 'likely':
            return `Most likely: ${cause}`;
        case 'possible':
            return `Possibly: ${cause}`;
    }
}


/***/ }),

/***/ 44321:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ trimmed)
/* harmony export */ });
/* harmony import */ var _report_printable_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(74628);

/** Lines shown of one piece of evidence, and the longest line, in characters. */
const SHOWN_LINES = 40;
const LONGEST_LINE = 500;
/**
 * The last lines of a log, for people to read: long lines are cut, and lines that are the same again and again are
 * told once. Nothing else is changed: it is evidence.
 */
function trimmed(lines) {
    const told = [];
    for (const each of lines) {
        const line = (0,_report_printable_js__WEBPACK_IMPORTED_MODULE_0__/* .cut */ .Jj)(each.trimEnd(), LONGEST_LINE);
        const last = told.at(-1);
        if (last?.line === line)
            last.times += 1;
        else
            told.push({ line, times: 1 });
    }
    const shown = told.slice(-SHOWN_LINES).map(({ line, times }) => `${line}${again(line, times)}`);
    const left = told.length - shown.length;
    return left > 0 ? [`… (${left} lines before)`, ...shown] : shown;
}
function again(line, times) {
    return times === 1 || line === '' ? '' : ` (${times} times)`;
}


/***/ }),

/***/ 1643:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dx: () => (/* binding */ linesOf),
/* harmony export */   XP: () => (/* binding */ scoringContainer),
/* harmony export */   cj: () => (/* binding */ eventText),
/* harmony export */   dR: () => (/* binding */ logRule),
/* harmony export */   e9: () => (/* binding */ findInLogs),
/* harmony export */   nX: () => (/* binding */ eventRule),
/* harmony export */   tX: () => (/* binding */ endedWith)
/* harmony export */ });
/** The lines of a text, with any kind of line end. */
function linesOf(text) {
    return text.split(/\r\n|[\r\n]/);
}
/** The last line of the containers' logs that a pattern without the flag `g` matches. */
function findInLogs(containers, pattern) {
    for (const container of containers) {
        const line = linesOf(container.log).findLast((each) => pattern.test(each));
        const match = line === undefined ? null : pattern.exec(line);
        if (line !== undefined && match)
            return { match, line: line.trim(), container };
    }
    return undefined;
}
/** An event as one text, for patterns and for people: "Failed: Failed to pull image …". */
function eventText({ name, message }) {
    return `${name}: ${message}`;
}
/** A rule for lines of logs. */
function logRule(name, pattern, tell) {
    return {
        name,
        find: ({ containers }) => {
            const found = findInLogs(containers, pattern);
            return found && { ...tell(found.match, found.container), evidence: [found.line] };
        },
    };
}
/** A rule for events, by the text "name: message". */
function eventRule(name, pattern, tell) {
    return {
        name,
        find: ({ events }) => {
            const text = events.map(eventText).find((each) => pattern.test(each));
            const match = text === undefined ? null : pattern.exec(text);
            return text !== undefined && match ? { ...tell(match), evidence: [text] } : undefined;
        },
    };
}
/** The first container that ended with one of these codes. */
function endedWith({ containers }, codes) {
    const container = containers.find(({ exitCode }) => exitCode !== undefined && codes.includes(exitCode));
    if (container?.exitCode === undefined)
        return undefined;
    const { exitCode: code, name } = container;
    return { code, container, line: `The container ${name} ended with exit code ${code}.` };
}
/** The container with the user's server. */
function scoringContainer({ containers }) {
    return containers.find(({ isFrontEnd }) => !isFrontEnd);
}


/***/ }),

/***/ 81053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   de: () => (/* binding */ whereOf),
/* harmony export */   hD: () => (/* binding */ quote)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _image_layout_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21014);
/* harmony import */ var _report_printable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(74628);



/** Longest text from outside in a sentence, in characters. */
const QUOTE_LIMIT = 300;
/** The place in the repository of a line of the user's code; undefined when the file is not from there. */
function placeOf(frame, { code }) {
    if (!frame || !code)
        return undefined;
    const file = node_path__WEBPACK_IMPORTED_MODULE_0__.posix.resolve(_image_layout_js__WEBPACK_IMPORTED_MODULE_1__/* .APP_ROOT */ .V2, frame.file);
    if (code.kind === 'file') {
        return file === code.inImage ? { file: code.inRepository, line: frame.line } : undefined;
    }
    if (!file.startsWith(`${code.inImage}/`))
        return undefined;
    return { file: node_path__WEBPACK_IMPORTED_MODULE_0__.posix.join(code.inRepository, file.slice(code.inImage.length + 1)), line: frame.line };
}
/** " in src/score.py, line 9 (init), raised by joblib/numpy_pickle.py, line 650"; empty without frames. */
function whereOf({ own, last }, repository) {
    const shown = own ?? last;
    if (!shown)
        return '';
    const file = placeOf(shown, repository)?.file ?? shortFile(shown.file);
    // Frames of Python's own frozen modules help nobody.
    const isTold = own && last && last !== own && !last.file.startsWith('<');
    const deeper = isTold ? `, raised by ${shortFile(last.file)}, line ${last.line}` : '';
    const within = shown.function === '<module>' ? '' : ` (${quote(shown.function)})`;
    return ` in ${file}, line ${shown.line}${within}${deeper}`;
}
/** A text from outside for a sentence: short, in one line. */
function quote(text) {
    return (0,_report_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .cut */ .Jj)((0,_report_printable_js__WEBPACK_IMPORTED_MODULE_2__/* .printableLine */ .oy)(text), QUOTE_LIMIT);
}
/** A path without the part that only says where Python is installed. */
function shortFile(file) {
    return quote(file.replace(/^.*[/\\](?:site-packages|dist-packages|lib[/\\]python[\d.]+)[/\\]/, ''));
}


/***/ }),

/***/ 87040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NP: () => (/* binding */ isOwn),
/* harmony export */   Zd: () => (/* binding */ SERVING),
/* harmony export */   et: () => (/* binding */ awaitTurn)
/* harmony export */ });
/* harmony import */ var _elapsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48712);
/* harmony import */ var _findings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43876);
/* harmony import */ var _service_wait_events_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(60711);
/* harmony import */ var _service_tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12771);




/** Milliseconds between two looks at another run's candidate. */
const TURN_MS = 10_000;
/** Value of the tag `serving` on a candidate that had to take over. */
const SERVING = 'true';
/**
 * Waits while another run works on its candidate of the same service: at most for `wait-timeout`, because an older
 * candidate was left behind by a run that ended early.
 * @throws ActionError when the name belongs to a group that is no candidate of this service.
 */
async function awaitTurn(plan, job) {
    const { clock, log } = job.tools;
    const giveUp = clock.now() + job.inputs.waitTimeoutMs;
    const first = await look(plan, job);
    if (!isBusy(first, plan, job, giveUp))
        return turnOf(first);
    log.info(`Another run (${first.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateRun] ?? ''}) has a candidate of this service; waiting up to ${(0,_elapsed_js__WEBPACK_IMPORTED_MODULE_0__/* .formatElapsed */ .C)(job.inputs.waitTimeoutMs)} for it to end.`);
    return job.phase('Wait for another run', async () => {
        for (;;) {
            await clock.sleep(TURN_MS);
            const found = await look(plan, job);
            if (!isBusy(found, plan, job, giveUp))
                return turnOf(found);
        }
    });
}
/** True for a candidate that this run has made. */
function isOwn(found, plan) {
    return found.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateRun] === plan.group.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateRun];
}
function turnOf(found) {
    if (!found)
        return { kind: 'free' };
    return isServing(found) ? { kind: 'serving', group: found } : { kind: 'left-behind' };
}
async function look(plan, { target }) {
    const found = await target.groups.get(plan.groupName);
    const isCandidate = found?.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.managedBy] === _service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .MANAGED_BY */ .Kf &&
        found.tags[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateOf] === plan.group.tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.candidateOf];
    if (!found || isCandidate)
        return found;
    throw (0,_findings_js__WEBPACK_IMPORTED_MODULE_1__/* .failure */ .V2)(`The name of the candidate, ${plan.groupName}, belongs to a container group that is no candidate of this service; it is left as it is.`, { input: 'container-group-name', remedy: 'Choose another name with container-group-name.' });
}
function isServing({ tags }) {
    return tags?.[_service_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .TAGS */ .gp.serving] === SERVING;
}
function isBusy(found, plan, { inputs, tools }, giveUp) {
    if (!found || isServing(found) || isOwn(found, plan))
        return false;
    const now = tools.clock.now();
    return now < giveUp && now - ((0,_service_wait_events_js__WEBPACK_IMPORTED_MODULE_3__/* .bornAt */ .$A)(found) ?? now) < inputs.waitTimeoutMs;
}


/***/ }),

/***/ 38115:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   kr: () => (/* binding */ scoringContainerOf),
/* harmony export */   qj: () => (/* binding */ deployedOf),
/* harmony export */   sb: () => (/* binding */ plannedOf)
/* harmony export */ });
/* harmony import */ var _models_list_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(41683);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12771);


/** Reads the Action's own tags, and the path that the probes ask. Pure. */
function deployedOf(group) {
    const { tags = {} } = group;
    const text = (key, tag) => tags[tag] ? { [key]: tags[tag] } : {};
    const scoringPath = tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.scoringPath] ?? '';
    const auth = tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.auth];
    return {
        revision: tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.revision] ?? '',
        ...text('image', _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.image),
        ...text('baseImage', _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.baseImage),
        models: (0,_models_list_js__WEBPACK_IMPORTED_MODULE_1__/* .parseModelList */ .h)(tags[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.models]),
        ...text('repository', _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.repository),
        ...text('commit', _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.commit),
        ...text('runUrl', _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.runUrl),
        healthPath: scoringContainerOf(group)?.readinessProbe?.httpGet?.path ?? '/',
        // A path that fills the tag may have been cut.
        ...(scoringPath !== '' && scoringPath.length < _tags_js__WEBPACK_IMPORTED_MODULE_0__/* .MAX_TAG_VALUE */ .AZ && { scoringPath }),
        ...(auth !== undefined && { keysEnabled: auth !== 'none' }),
    };
}
/** The same of a plan, whose models are all known: its tag may hold only the first of them. Pure. */
function plannedOf(group, models) {
    return { ...deployedOf(group), models: { models, isComplete: true } };
}
/** The container with the user's server: it has the name of the service. */
function scoringContainerOf({ tags, containers }) {
    return containers.find(({ name }) => name === tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_0__/* .TAGS */ .gp.service]) ?? containers[0];
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

/***/ 41837:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JJ: () => (/* binding */ frontEndVolume),
/* harmony export */   eM: () => (/* binding */ FRONT_END_RESOURCES),
/* harmony export */   t8: () => (/* binding */ FRONT_END_VOLUME),
/* harmony export */   xG: () => (/* binding */ frontEnd)
/* harmony export */ });
/* unused harmony export FRONT_END_IMAGE */
/* harmony import */ var _front_end_config_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(98916);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94426);


/** nginx from Microsoft's registry: no limits of Docker Hub. Source: MCR catalog, azurelinux/base/nginx. */
const FRONT_END_IMAGE = 'mcr.microsoft.com/azurelinux/base/nginx:1.28';
/** What v1's front end took from the group. Source: azureml-core, `azureml-fe-aci`. Cores and GB. */
const FRONT_END_RESOURCES = { cpu: 0.1, memoryInGB: 0.5 };
/** Not /etc/nginx: a volume there would hide the files of the image. */
const MOUNT_PATH = '/etc/aci-model-deploy';
/** Name of the front end's secret volume. */
const FRONT_END_VOLUME = 'front-end';
const CONFIG_FILE = 'nginx.conf';
/** The container that checks keys and limits in front of the scoring server, and the volume with its configuration. */
function frontEnd(service, settings) {
    return {
        container: {
            name: (0,_names_js__WEBPACK_IMPORTED_MODULE_0__/* .frontEndName */ .mT)(service),
            image: FRONT_END_IMAGE,
            // -e: the log file compiled into nginx cannot be opened by every user.
            command: ['nginx', '-e', 'stderr', '-c', `${MOUNT_PATH}/${CONFIG_FILE}`, '-g', 'daemon off;'],
            ports: [{ port: _front_end_config_js__WEBPACK_IMPORTED_MODULE_1__/* .FRONT_END_PORT */ .Eh, protocol: 'TCP' }],
            environmentVariables: [],
            resources: { requests: { ...FRONT_END_RESOURCES } },
            volumeMounts: [{ name: FRONT_END_VOLUME, mountPath: MOUNT_PATH, readOnly: true }],
        },
        volume: frontEndVolume(settings),
    };
}
/** The secret volume with the front end's configuration. */
function frontEndVolume(settings) {
    return {
        name: FRONT_END_VOLUME,
        secret: { [CONFIG_FILE]: Buffer.from((0,_front_end_config_js__WEBPACK_IMPORTED_MODULE_1__/* .frontEndConfig */ .bY)(settings)).toString('base64') },
    };
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

/***/ 3715:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AM: () => (/* binding */ livenessProbe),
/* harmony export */   E: () => (/* binding */ SERVER_TIMEOUT_MARGIN_MS),
/* harmony export */   VZ: () => (/* binding */ readinessProbe),
/* harmony export */   WM: () => (/* binding */ scoringTimeoutOf)
/* harmony export */ });
/**
 * How much later than the front end the scoring server itself gives up a request, in milliseconds: the caller gets
 * the front end's 504, always, and the worker is free a moment later.
 */
const SERVER_TIMEOUT_MARGIN_MS = 1_000;
/**
 * How much longer than the longest request a probe waits, in seconds. The scoring server has a single worker:
 * while it scores it cannot answer a probe, and must not be taken for dead.
 */
const PROBE_MARGIN_S = 5;
/** v1's default on AKS: a slow init() is not killed. Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-azure-kubernetes-service */
const LIVENESS_DELAY_S = 310;
/** Every failure takes the whole time-out when requests queue up, so a service is restarted after minutes of silence only. */
const FAILURES = 5;
/** From the start, every 2 s: traffic is let in as soon as init() is through. */
function readinessProbe(target) {
    return { ...probe(target), initialDelaySeconds: 0, periodSeconds: 2 };
}
/** Restarts a server that hangs. */
function livenessProbe(target) {
    return { ...probe(target), initialDelaySeconds: LIVENESS_DELAY_S, periodSeconds: 30 };
}
/** The longest request that a probe was made for, in milliseconds, rounded up to whole seconds. */
function scoringTimeoutOf(made) {
    return ((made?.timeoutSeconds ?? 0) - PROBE_MARGIN_S) * 1000 - SERVER_TIMEOUT_MARGIN_MS;
}
function probe({ port, healthPath, scoringTimeoutMs }) {
    return {
        httpGet: { path: healthPath, port, scheme: 'http' },
        failureThreshold: FAILURES,
        successThreshold: 1,
        timeoutSeconds: Math.ceil((scoringTimeoutMs + SERVER_TIMEOUT_MARGIN_MS) / 1000) + PROBE_MARGIN_S,
    };
}


/***/ }),

/***/ 36839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ ContainerLogs)
/* harmony export */ });
/** Enough for a traceback and the tree of the model folder, which the scoring server prints after it. */
const TAIL = 500;
/**
 * Keeps the last log of each container that was not empty: a restart empties the log, and takes the reason of the
 * crash with it. Reading never holds anybody up and never fails.
 */
class ContainerLogs {
    #groups;
    #name;
    #kept = new Map();
    #reading = new Map();
    constructor(groups, name) {
        this.#groups = groups;
        this.#name = name;
    }
    /** The last log of each container that was not empty, by the container's name. */
    get kept() {
        return this.#kept;
    }
    /** Starts to read the logs of all containers that have started at least once. Resolves when they are read. */
    async read(group) {
        const started = (group?.containers ?? []).filter(({ instanceView }) => hasStarted(instanceView));
        await Promise.all(started.map(({ name }) => this.#readOne(name)));
    }
    #readOne(container) {
        // A slow answer is waited for; it does not pile up.
        const reading = this.#reading.get(container) ?? this.#fetch(container);
        this.#reading.set(container, reading);
        return reading;
    }
    async #fetch(container) {
        const text = await this.#groups.logs(this.#name, container, TAIL).catch(() => undefined);
        if (text?.trim())
            this.#kept.set(container, text);
        this.#reading.delete(container);
    }
}
function hasStarted(view) {
    return (view?.previousState !== undefined || ['Running', 'Terminated'].includes(view?.currentState?.state ?? ''));
}


/***/ }),

/***/ 89375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X5: () => (/* binding */ endpointOf),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   rs: () => (/* binding */ urlOf)
/* harmony export */ });
/** Reads the public address from what ARM returned; undefined while there is none. */
function addressOf(group) {
    const { ip, fqdn, ports } = group?.ipAddress ?? {};
    const port = ports?.[0]?.port;
    if (port === undefined || (!ip && !fqdn))
        return undefined;
    return { port, ...(ip && { ip }), ...(fqdn && { fqdn }) };
}
/** The service's addresses, as users call them: by name where Azure gave one. */
function endpointOf(group, scoringPath) {
    const address = addressOf(group);
    if (!address)
        return undefined;
    const scoringUri = urlOf(address.fqdn ?? address.ip ?? '', address.port, scoringPath);
    return {
        scoringUri,
        // v1's rule: the last segment is replaced.
        swaggerUri: new URL('swagger.json', scoringUri).href,
        ...(address.fqdn !== undefined && { fqdn: address.fqdn }),
        ipAddress: address.ip ?? '',
    };
}
/** An address below a host; port 80 goes without saying. */
function urlOf(host, port, path) {
    return new URL(path, `http://${host}:${port}`).href;
}


/***/ }),

/***/ 20936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ HealthWatch)
/* harmony export */ });
/* harmony import */ var _endpoint_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(89375);
/* harmony import */ var _plan_front_end_config_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(98916);


/** Milliseconds between two requests. An unready service hangs, so they overlap. */
const INTERVAL_MS = 250;
/** Requests in flight: one lives 5 s before a newer one takes its place. */
const MAX_IN_FLIGHT = 20;
/** Milliseconds until even the most patient request is given up. */
const PATIENCE_MS = 120_000;
/** Milliseconds after which an answer says nothing any more: by then many newer ones are missing. */
const FRESH_MS = 5_000;
/** Asks one route. Never rejects. */
async function ask({ http, healthPath, revision }, route, signal) {
    try {
        const headers = { 'cache-control': 'no-cache', ...(route.host !== undefined && { host: route.host }) };
        return judge(await http({ url: new URL(healthPath, route.url).href, headers, timeoutMs: PATIENCE_MS, signal }), revision);
    }
    catch (caught) {
        const code = codeOf(caught);
        return code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? { kind: 'unresolved' } : { kind: 'silent', code };
    }
}
function judge({ status, headers }, revision) {
    const found = headers[_plan_front_end_config_js__WEBPACK_IMPORTED_MODULE_0__/* .REVISION_HEADER */ .Ut];
    if (status === 200 && found === revision)
        return { kind: 'healthy' };
    return { kind: 'answer', status, ...(found !== undefined && { revision: found }) };
}
function codeOf(caught) {
    return caught instanceof Error && 'code' in caught && typeof caught.code === 'string' ? caught.code : '';
}
/**
 * All ways, the next best after one that does not lead to our front end: by name; by address with the name as Host;
 * by address alone, because a proxy may build its address from Host and be lost as well.
 */
function routesOf(address) {
    const byName = address.fqdn === undefined ? undefined : { url: (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .urlOf */ .rs)(address.fqdn, address.port, '/') };
    const url = address.ip === undefined ? undefined : (0,_endpoint_js__WEBPACK_IMPORTED_MODULE_1__/* .urlOf */ .rs)(address.ip, address.port, '/');
    if (url === undefined)
        return byName ? [byName] : [];
    return byName ? [byName, { url, host: address.fqdn ?? '' }, { url }] : [{ url }];
}
/** Asks the endpoint again and again, from the moment it has an address until it is told to stop. */
class HealthWatch {
    #question;
    #inFlight = [];
    /** Called whenever the endpoint has become healthy. */
    #onHealthy;
    #routes = [];
    /** How many of the routes are in use. */
    #open = 1;
    #asked = 0;
    #last;
    #nameWorks = false;
    constructor(question, onHealthy) {
        this.#question = question;
        this.#onHealthy = onHealthy;
    }
    /** What the newest request that was answered got. */
    get outcome() {
        return this.#last?.outcome;
    }
    /** True while the newest answer is a good one and no more than a moment old. */
    get isHealthy() {
        return this.outcome?.kind === 'healthy' && this.#question.clock.now() - (this.#last?.at ?? 0) <= FRESH_MS;
    }
    /** True when the first route, the one by name, has led to a front end of ours. */
    get nameWorks() {
        return this.#nameWorks;
    }
    /** Where to ask from now on. */
    aim(address) {
        this.#routes = address ? routesOf(address) : [];
    }
    /** Asks until the signal aborts, or the run is cancelled; then no request is left. Never rejects. */
    async run(signal) {
        try {
            while (!signal.aborted) {
                this.#askNext();
                await this.#question.clock.sleep(INTERVAL_MS, signal);
            }
        }
        catch {
            // A cancelled run sleeps no more; whoever asks for the health sleeps as well, and ends with the reason.
        }
        finally {
            for (const request of this.#inFlight)
                request.abort();
        }
    }
    #askNext() {
        const open = Math.min(this.#open, this.#routes.length);
        const position = this.#asked % Math.max(1, open);
        const route = this.#routes[position];
        if (!route)
            return;
        this.#makeRoom();
        const request = new AbortController();
        this.#inFlight.push(request);
        this.#asked += 1;
        const number = this.#asked;
        void ask(this.#question, route, request.signal).then((outcome) => {
            this.#inFlight.splice(this.#inFlight.indexOf(request), 1);
            if (!request.signal.aborted)
                this.#take(number, position, outcome);
        });
    }
    /** The oldest request stays, for a service that is slow to answer; the second oldest gives way. */
    #makeRoom() {
        if (this.#inFlight.length >= MAX_IN_FLIGHT)
            this.#inFlight[1]?.abort();
    }
    #take(number, position, outcome) {
        const lost = outcome.kind === 'unresolved' || (outcome.kind === 'answer' && outcome.revision === undefined);
        if (lost)
            this.#open = Math.max(this.#open, position + 2);
        if (position === 0 && !lost && outcome.kind !== 'silent')
            this.#nameWorks = true;
        // An older request may be answered later; what it got is news only if it is good.
        if (number < (this.#last?.number ?? 0) && outcome.kind !== 'healthy')
            return;
        // A route that leads nowhere says nothing about a service that another route has reached.
        if (lost && this.isHealthy && position !== this.#last?.position)
            return;
        const news = !this.isHealthy && outcome.kind === 'healthy';
        this.#last = { number, position, outcome, at: this.#question.clock.now() };
        if (news)
            this.#onHealthy();
    }
}


/***/ }),

/***/ 28493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ describeOutcome),
/* harmony export */   k: () => (/* binding */ Progress)
/* harmony export */ });
/* harmony import */ var _elapsed_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48712);
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60711);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35651);



/** Tells how a deployment goes on: one line when something changes, none while nothing does. */
class Progress {
    #log;
    #clock;
    #start;
    #told = new Set();
    #phase = '';
    constructor(log, clock) {
        this.#log = log;
        this.#clock = clock;
        this.#start = clock.now();
    }
    /** Time since the wait began, for people. */
    get elapsed() {
        return (0,_elapsed_js__WEBPACK_IMPORTED_MODULE_0__/* .formatElapsed */ .C)(this.#clock.now() - this.#start);
    }
    /** Says what is new since the last time. */
    tell(view, outcome) {
        const phase = describePhase(view);
        if (phase !== this.#phase)
            this.#say(phase);
        this.#phase = phase;
        // An event that happens again is not told again: a crash loop would fill the page.
        for (const event of view.events)
            this.#sayOnce((0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .describeEvent */ .gN)({ ...event, count: 1 }));
        if (outcome)
            this.#sayOnce(describeOutcome(outcome));
    }
    #sayOnce(line) {
        if (this.#told.has(line))
            return;
        this.#told.add(line);
        this.#say(line);
    }
    #say(line) {
        this.#log.info(`[${this.elapsed}] ${line}`);
    }
}
function describePhase({ group, operation }) {
    const containers = (group?.containers ?? []).map((container) => {
        const detail = container.instanceView?.currentState?.detailStatus;
        return `${container.name}: ${(0,_view_js__WEBPACK_IMPORTED_MODULE_2__/* .stateOf */ .L4)(container)}${detail ? ` (${detail})` : ''}`;
    });
    const provisioning = group?.provisioningState ?? operation?.status ?? 'Pending';
    return [`provisioning: ${provisioning}`, ...containers].join(', ');
}
/** What the endpoint does, for people. */
function describeOutcome(outcome) {
    switch (outcome.kind) {
        case 'healthy':
            return 'endpoint: answers with this revision';
        case 'unresolved':
            return 'endpoint: the name does not resolve yet';
        case 'silent':
            return `endpoint: no connection yet${outcome.code ? ` (${outcome.code})` : ''}`;
        case 'answer':
            return `endpoint: answers ${outcome.status} ${revisionText(outcome.revision)}`;
    }
}
function revisionText(revision) {
    return revision === undefined ? 'from something else than the front end' : `with revision ${revision}`;
}


/***/ }),

/***/ 58397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lj: () => (/* binding */ serviceState),
/* harmony export */   Py: () => (/* binding */ stateReasons)
/* harmony export */ });
/* unused harmony export hasNoRoom */
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35651);

/** No room for the group: capacity of the region, or the subscription's quota. Source: ACI's own messages. */
const NO_ROOM = /InsufficientCapacity|requested resource is not available|quota '.*' exceeded/i;
/**
 * The state as v1 named it.
 * Source: https://learn.microsoft.com/azure/machine-learning/v1/how-to-deploy-and-where (service states)
 *
 * @param answers The endpoint answers with this revision.
 * @param wreck Why the deployment is lost, if it is.
 */
function serviceState(view, answers, wreck) {
    if (wreck)
        return hasNoRoom(view) ? 'Unschedulable' : 'Failed';
    if (view.group?.provisioningState === 'Failed')
        return 'Failed';
    if ((0,_view_js__WEBPACK_IMPORTED_MODULE_0__/* .isRunning */ .W_)(view))
        return answers ? 'Healthy' : 'Unhealthy';
    return isOver(view) ? 'Unhealthy' : 'Transitioning';
}
/** Azure was done once, and then a container stopped; or it says itself that the group is unhealthy. */
function isOver({ group, operation }) {
    if (/^unhealthy$/i.test(group?.provisioningState ?? ''))
        return true;
    if (group?.provisioningState !== 'Succeeded')
        return false;
    return operation === undefined || operation.status === 'Succeeded';
}
/** True when Azure had no room for the group. */
function hasNoRoom({ events, operation }) {
    const texts = [operation?.error?.message ?? '', ...events.map(({ name, message }) => `${name} ${message}`)];
    return texts.some((text) => NO_ROOM.test(text));
}
/** What is wrong with a group by Azure's own word, each without a period. Empty says nothing about its answers. */
function stateReasons({ provisioningState, containers, instanceView }) {
    if (provisioningState !== 'Succeeded')
        return [`the provisioning state of the container group is ${provisioningState ?? 'unknown'}`];
    if (instanceView?.state === 'Stopped')
        return ['the container group is stopped'];
    return containers
        .filter((container) => (0,_view_js__WEBPACK_IMPORTED_MODULE_0__/* .stateOf */ .L4)(container) !== 'Running')
        .map((container) => `the container ${container.name} is ${(0,_view_js__WEBPACK_IMPORTED_MODULE_0__/* .stateOf */ .L4)(container)}`);
}


/***/ }),

/***/ 49782:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ symptomsOf)
/* harmony export */ });
/* harmony import */ var _plan_names_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94426);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(35651);


/** What the health path of a healthy service answers. */
const HEALTHY = 200;
/** The symptoms of a deployment that did not become healthy. Pure. */
function symptomsOf({ service, view, logs, outcome, repository = {} }) {
    const { group, operation, events } = view;
    const error = operation?.error;
    const status = statusOf(outcome);
    const unfinished = (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .unfinishedState */ .FU)(view);
    return {
        containers: (group?.containers ?? []).map((container) => factsOf(container, service, view, logs)),
        events: [...events, ...(error ? [{ name: error.code, message: error.message }] : [])],
        ...(unfinished !== undefined && { unfinished }),
        ...(status !== undefined && { healthStatus: status }),
        answers: [],
        repository,
    };
}
/** Only our own front end passes the health path on; what anybody else answers says nothing. */
function statusOf(outcome) {
    if (outcome?.kind === 'healthy')
        return HEALTHY;
    return outcome?.kind === 'answer' && outcome.revision !== undefined ? outcome.status : undefined;
}
function factsOf(container, service, { since, restarts }, logs) {
    const { name, resources, ports, readinessProbe } = container;
    const exitCode = (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodeOf */ .FO)(container, since);
    const port = readinessProbe?.httpGet?.port ?? ports?.[0]?.port;
    const healthPath = readinessProbe?.httpGet?.path;
    return {
        name,
        isFrontEnd: name === (0,_plan_names_js__WEBPACK_IMPORTED_MODULE_0__/* .frontEndName */ .mT)(service),
        state: (0,_view_js__WEBPACK_IMPORTED_MODULE_1__/* .stateOf */ .L4)(container),
        ...(exitCode !== undefined && { exitCode }),
        restarts: restarts.get(name) ?? 0,
        log: logs.get(name) ?? '',
        ...(port !== undefined && { port }),
        ...(healthPath !== undefined && { healthPath }),
        memoryInGB: resources.requests.memoryInGB,
    };
}


/***/ }),

/***/ 35651:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   FU: () => (/* binding */ unfinishedState),
/* harmony export */   L4: () => (/* binding */ stateOf),
/* harmony export */   W_: () => (/* binding */ isRunning),
/* harmony export */   cD: () => (/* binding */ RestartCounter),
/* harmony export */   dR: () => (/* binding */ isFinal),
/* harmony export */   gE: () => (/* binding */ withoutOldStates),
/* harmony export */   gn: () => (/* binding */ isUnderWay)
/* harmony export */ });
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(60711);

/** Words of ACI for an operation under way. Source: `MicrosoftDocs/azure-compute-docs:articles/container-instances/container-state.md` */
const UNDER_WAY = /^(?:pending|creating|repairing|deleting)$/i;
/** True while Azure says of a group that an operation on it is under way. */
function isUnderWay({ provisioningState = '' }) {
    return UNDER_WAY.test(provisioningState);
}
/** True for a state of an operation that does not change any more. */
function isFinal({ status }) {
    return /^(?:succeeded|failed|canceled)$/i.test(status);
}
/** Azure's word for a deployment that it has not ended; undefined when it has. */
function unfinishedState({ group, operation }) {
    if (operation)
        return isFinal(operation) ? undefined : operation.status;
    return group && isUnderWay(group) ? group.provisioningState : undefined;
}
/** True when Azure has finished and every container runs. It does not mean that the service answers. */
function isRunning({ group, operation }) {
    if (group?.provisioningState !== 'Succeeded')
        return false;
    if (operation !== undefined && operation.status !== 'Succeeded')
        return false;
    return (group.containers.length > 0 && group.containers.every((container) => stateOf(container) === 'Running'));
}
/** Waiting, Running or Terminated; Waiting while Azure says nothing. */
function stateOf(container) {
    return container.instanceView?.currentState?.state ?? 'Waiting';
}
/** Exit code of the container's last end within this deployment. */
function exitCodeOf(container, since) {
    const { currentState, previousState } = container.instanceView ?? {};
    return [currentState, previousState].find((state) => state?.exitCode !== undefined &&
        state.state === 'Terminated' &&
        (0,_events_js__WEBPACK_IMPORTED_MODULE_0__/* .isSince */ .$l)({ last: state.finishTime?.getTime() }, since))?.exitCode;
}
/**
 * The group without the containers' states that are still those before the deployment: right after a PUT, Azure may
 * show a container that crashed long ago. One that ran is left, because not every PUT restarts it.
 */
function withoutOldStates(group, before) {
    if (!before)
        return group;
    const old = new Map(before.containers.map((container) => [container.name, stateKey(container)]));
    const containers = group.containers.map((container) => {
        if (stateOf(container) === 'Running' || old.get(container.name) !== stateKey(container))
            return container;
        const known = { ...container };
        delete known.instanceView;
        return known;
    });
    return { ...group, containers };
}
function stateKey({ instanceView }) {
    const { currentState, previousState, restartCount } = instanceView ?? {};
    return JSON.stringify([currentState, previousState, restartCount]);
}
/** Counts restarts from the start of a deployment on, whether or not Azure's own count begins anew with it. */
class RestartCounter {
    #least;
    /** @param before The group as it was before the deployment. */
    constructor(before) {
        this.#least = new Map((before?.containers ?? []).map(({ name, instanceView }) => [name, instanceView?.restartCount ?? 0]));
    }
    /** Restarts of each container since the start: what its count is above the lowest one seen. */
    see(group) {
        const restarts = new Map();
        for (const { name, instanceView } of group?.containers ?? []) {
            const count = instanceView?.restartCount;
            if (count === undefined)
                continue;
            const least = Math.min(count, this.#least.get(name) ?? 0);
            this.#least.set(name, least);
            restarts.set(name, count - least);
        }
        return restarts;
    }
}


/***/ }),

/***/ 80318:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ wreckOf)
/* harmony export */ });
/* harmony import */ var _events_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(60711);
/* harmony import */ var _view_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(35651);


/** Restarts after which a container counts as crashing for good. */
const CRASH_LOOP_RESTARTS = 2;
/** Failed events after which an image counts as one that cannot be pulled, or a container as one that cannot start. */
const FAILED_EVENTS = 3;
/** Tells whether a deployment is lost. */
function wreckOf(view) {
    return failedMount(view) ?? failedStart(view) ?? crashLoop(view) ?? failedOperation(view);
}
function failedOperation({ operation, group }) {
    if (operation && /^(failed|canceled)$/i.test(operation.status)) {
        const said = operation.error?.message;
        return { kind: 'operation', what: 'Azure reports that the deployment failed', ...(said && { said }) };
    }
    // While the operation runs, the group may still show the failure of the deployment before.
    if (group?.provisioningState !== 'Failed' || (operation && operation.status !== 'Succeeded'))
        return undefined;
    return { kind: 'operation', what: 'Azure reports that the container group failed' };
}
function failedMount({ events }) {
    const event = events.find(({ name }) => /^FailedMount$/i.test(name));
    return event && { kind: 'mount', what: 'its containers cannot start', said: event.message, ...at(event) };
}
/** Pull failures, and containers that cannot be started at all: ACI calls both Failed. */
function failedStart({ events }) {
    const failed = events.filter(({ name }) => /^Failed$/i.test(name));
    const last = failed.at(-1);
    if (!last || failed.reduce((sum, { count }) => sum + count, 0) < FAILED_EVENTS)
        return undefined;
    return { kind: 'start', what: whatFailed(last), said: last.message, ...at(last) };
}
/** The runtime's chain of errors stays with the events, where it is evidence. */
function whatFailed({ message, container }) {
    const image = /^Failed to pull image "(?<image>[^"]+)"/.exec(message)?.groups?.['image'];
    if (image !== undefined)
        return `the image ${image} cannot be pulled`;
    return container === undefined
        ? 'a container cannot be started'
        : `the container ${container} cannot be started`;
}
function crashLoop(view) {
    const container = view.group?.containers.find((each) => isLooping(each, view));
    if (!container)
        return undefined;
    const code = (0,_view_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCodeOf */ .FO)(container, view.since);
    const how = code === undefined ? '' : ` (exit code ${code})`;
    return {
        kind: 'crash-loop',
        what: `the container ${container.name} keeps crashing${how}`,
        container: container.name,
    };
}
function isLooping({ name, instanceView }, { restarts, since }) {
    if ((restarts.get(name) ?? 0) >= CRASH_LOOP_RESTARTS)
        return true;
    const backsOff = /CrashLoopBackOff/i.test(instanceView?.currentState?.detailStatus ?? '');
    return backsOff && (0,_events_js__WEBPACK_IMPORTED_MODULE_1__/* .isSince */ .$l)({ last: instanceView?.previousState?.finishTime?.getTime() }, since);
}
function at({ container }) {
    return container === undefined ? {} : { container };
}


/***/ })

};
