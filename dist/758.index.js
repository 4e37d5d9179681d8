export const id = 758;
export const ids = [758];
export const modules = {

/***/ 11989:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  post: () => (/* binding */ post)
});

// EXTERNAL MODULE: ./build/azure/container-instance/container-groups.js + 2 modules
var container_groups = __webpack_require__(64517);
// EXTERNAL MODULE: ./build/azure/sign-in/sign-in.js
var sign_in = __webpack_require__(35175);
// EXTERNAL MODULE: ./build/findings.js
var findings = __webpack_require__(43876);
// EXTERNAL MODULE: ./build/phases/cancel/afterwards.js
var afterwards = __webpack_require__(21947);
// EXTERNAL MODULE: ./build/phases/assignment.js + 2 modules
var assignment = __webpack_require__(58383);
// EXTERNAL MODULE: ./build/phases/prepare/connect.js + 5 modules
var connect = __webpack_require__(49417);
// EXTERNAL MODULE: ./build/phases/tell/github-deployment.js + 1 modules
var github_deployment = __webpack_require__(65833);
// EXTERNAL MODULE: ./build/service/write/gone.js
var gone = __webpack_require__(12521);
// EXTERNAL MODULE: ./build/service/tags.js
var tags = __webpack_require__(12771);
// EXTERNAL MODULE: ./build/stop.js
var stop = __webpack_require__(51110);
// EXTERNAL MODULE: ./build/phases/told.js
var told = __webpack_require__(7036);
// EXTERNAL MODULE: ./build/phases/update/turn.js
var turn = __webpack_require__(87040);
;// CONCATENATED MODULE: ./build/phases/cancel/remove-candidate.js






/** Removes the candidate of a run that did not come to its end. Tells and resolves to false when it is left; never throws. */
async function removeCandidate(candidate, after) {
    const { groupName } = candidate;
    const { tools, resourceGroup } = after;
    try {
        tools.log.info(await (0,stop/* unlessStopped */.OO)(tools.stop, () => remove(candidate, after)));
        return true;
    }
    catch (caught) {
        const why = tools.stop.aborted ? 'there was no time left' : ((0,told/* findingsOf */.WX)(caught)[0]?.message ?? '');
        tools.log.report((0,findings/* error */.z3)(`The candidate ${groupName} could not be removed: ${why}`, {
            remedy: `It costs money until it is gone: az container delete --name ${groupName} --resource-group ${resourceGroup}. The next run of the workflow removes it as well.`,
        }));
        return false;
    }
}
/** Resolves to what was done, as a sentence. */
async function remove({ groupName, run }, { groups, tools }) {
    const { clock, log } = tools;
    const found = await groups.get(groupName);
    if (!found)
        return `There is no candidate ${groupName}.`;
    if (found.tags?.[tags/* TAGS */.gp.candidateRun] !== run)
        return `The candidate ${groupName} belongs to another run by now.`;
    if (found.tags[tags/* TAGS */.gp.serving] === turn/* SERVING */.Zd)
        return `The candidate ${groupName} serves, and stays.`;
    await (0,gone/* deleteGroup */.N)({ groups, groupName, clock, log });
    return `Removed the candidate ${groupName}.`;
}

// EXTERNAL MODULE: ./build/azure/registry/registry.js + 5 modules
var registry = __webpack_require__(34578);
// EXTERNAL MODULE: ./build/log.js
var log = __webpack_require__(36650);
// EXTERNAL MODULE: ./build/service/decide/compare.js + 1 modules
var compare = __webpack_require__(60239);
// EXTERNAL MODULE: ./build/service/wait/endpoint.js
var wait_endpoint = __webpack_require__(89375);
// EXTERNAL MODULE: ./build/service/plan/previous.js
var previous = __webpack_require__(53153);
// EXTERNAL MODULE: ./build/service/decide/superseded.js
var decide_superseded = __webpack_require__(81037);
// EXTERNAL MODULE: ./build/service/wait/wait.js + 1 modules
var wait = __webpack_require__(15330);
// EXTERNAL MODULE: ./build/phases/update/bring-up.js
var bring_up = __webpack_require__(55701);
// EXTERNAL MODULE: ./build/phases/prepare/configure.js + 20 modules
var configure = __webpack_require__(43293);
// EXTERNAL MODULE: ./build/phases/tell/publish.js + 20 modules
var publish = __webpack_require__(79273);
// EXTERNAL MODULE: ./build/phases/cancel/saved.js
var cancel_saved = __webpack_require__(74091);
;// CONCATENATED MODULE: ./build/phases/cancel/restore.js
















/**
 * Looks after a change of the live group that a run did not bring to its end. Tells what it did and what is left;
 * resolves to false when the group does not serve as it should. Never throws.
 *
 * @param candidate It stays and serves when a group cannot be put back that a candidate could stand in for.
 */
async function restore(duty, candidate, after) {
    const { tools } = after;
    try {
        tools.log.info(await (0,stop/* unlessStopped */.OO)(tools.stop, () => settle(duty, after)));
        return true;
    }
    catch (caught) {
        const stays = candidate?.isVerified ? ` ${await letServe(candidate, after)}` : '';
        const { groupName } = duty.change;
        const why = tools.stop.aborted
            ? 'it was not healthy yet when the time of the post step was over. Azure goes on with it.'
            : ((0,told/* findingsOf */.WX)(caught)[0]?.message ?? '');
        const azure = { portalUrl: after.groups.portalUrl(groupName) };
        const remedy = 'Look at the group in the portal, and run the workflow again.';
        const evidence = tools.stop.aborted ? [] : ((0,told/* findingsOf */.WX)(caught)[0]?.evidence ?? []);
        tools.log.report((0,findings/* error */.z3)(`${groupName} could not be rolled back: ${why}${stays}`, { remedy, azure, evidence }));
        return false;
    }
}
/** Resolves to what was done, in whole sentences. @throws when the state before could not be put back. */
async function settle({ kind, change }, after) {
    const { groupName, before, step } = change;
    const { groups } = after;
    const now = await groups.get(groupName);
    const superseded = (0,decide_superseded/* supersededBy */.g)(now, change, before?.group);
    if (superseded)
        return superseded.message;
    const place = groups.portalUrl(groupName);
    if (kind === 'leave' || !before)
        return leftAlone(change, now, place);
    const isBefore = isAsBefore(now, before, change);
    if (isBefore && step === 'write')
        return `Azure did not take the change of ${groupName}: it is as it was before this run.`;
    if (kind === 'follow' && now)
        return `The change of ${groupName} goes on in Azure and is not undone, because a candidate has proved that it works: ${place}`;
    return putBack(change, { before, now, isTaken: isBefore }, after);
}
function leftAlone({ groupName, isKept, isUnsaved }, now, place) {
    if (!now)
        return `There is no container group ${groupName}.`;
    const why = isKept
        ? 'it stays as it is, because on-failure is keep'
        : isUnsaved
            ? 'it stays as it is, because the state before could not be saved'
            : 'there was no service before it to go back to';
    return `The change of ${groupName} goes on in Azure; ${why}: ${place}`;
}
function isAsBefore(now, { group }, { revision }) {
    const found = now?.tags?.[tags/* TAGS */.gp.revision];
    return found !== undefined && found !== revision && found === group.tags?.[tags/* TAGS */.gp.revision];
}
async function putBack(change, { before, now, isTaken }, after) {
    const { groups, tools } = after;
    const { clock, log } = tools;
    const job = await jobOf(after);
    const { plan, lost } = await previousOf(before, job, after);
    const { inputs } = job;
    log.info(`Rolling back ${change.groupName} to revision ${plan.revision}: ${groups.portalUrl(change.groupName)}`);
    const http = await tools.http();
    const { endpoint } = isTaken
        ? await (0,wait/* waitForHealthy */.S)({ plan, groups, http, clock, log, timeoutMs: inputs.waitTimeoutMs })
        : await (0,bring_up/* bringUp */.q)(job, {
            plan,
            before: now,
            replaces: now !== undefined && (0,compare/* compareGroups */.G)(now, plan.group).some(({ replaces }) => replaces),
            afterDelete: true,
            steps: { deploy: 'Roll back', wait: 'Wait for rollback' },
            onBegin: () => undefined,
        });
    const missing = lost.length === 0 ? '' : ` These could not be restored: ${lost.join('; ')}.`;
    return `Rolled back: ${change.groupName} serves again as revision ${plan.revision} at ${endpoint.scoringUri}.${missing}`;
}
/** The secrets of this run, from its inputs and config files: what it said about them has been said. */
async function jobOf(after) {
    const { inputs, preview, tools, connection, resourceGroup, groups } = after;
    const quiet = { ...tools, log: { ...log/* silentLog */.a, mask: (secret) => tools.log.mask(secret) } };
    const configuration = await (0,configure/* configure */.j)(after, [], quiet);
    const id = `/subscriptions/${connection.subscriptionId}/resourceGroups/${resourceGroup}`;
    return {
        inputs,
        ...(preview && { preview }),
        configuration,
        target: { connection, resourceGroup: { id, name: resourceGroup }, location: '', groups },
        tools,
        facts: (0,publish/* newFacts */.E3)(inputs),
        phase: (_name, body) => body(),
    };
}
async function previousOf({ group, known, pull: saved }, { configuration, inputs, tools }, { connection }) {
    const pull = await (0,cancel_saved/* completeSavedPull */.uJ)(saved, inputs, async (server) => (await (0,registry/* createRegistry */.I)(connection, { server }, tools)).adminCredential());
    if (pull?.kind === 'password')
        tools.log.mask(pull.password);
    const { auth, variables } = configuration;
    return (0,previous/* planPrevious */.n)(group, { ...known, auth, variables, ...(pull && { pull }) });
}
/** Tags the verified candidate so that no clean-up takes it. Resolves to a sentence. Never throws. */
async function letServe({ groupName }, { groups }) {
    try {
        const found = await groups.get(groupName);
        if (!found)
            return '';
        await groups.tag(groupName, { ...found.tags, [tags/* TAGS */.gp.serving]: turn/* SERVING */.Zd });
        const endpoint = (0,wait_endpoint/* endpointOf */.X5)(found, found.tags?.[tags/* TAGS */.gp.scoringPath] ?? '/score');
        return `The verified candidate ${groupName} stays and serves at ${endpoint?.scoringUri ?? 'its address'}.`;
    }
    catch (caught) {
        return `The verified candidate ${groupName} is left, but could not be tagged as the one that serves: ${(0,told/* findingsOf */.WX)(caught)[0]?.message ?? ''}`;
    }
}

;// CONCATENATED MODULE: ./build/post.js











/**
 * The post step: ends what a run that was cancelled, or ended by force, has left under way in Azure, and tells GitHub
 * how its Deployment ended. Does nothing after a run that came to its own end. Resolves to false when something is left to do.
 */
async function post(underWay, given, tools) {
    const [isDone] = await Promise.all([
        lookAfter(underWay, given, tools),
        (0,github_deployment/* closeCutOff */.Uo)(underWay.deployment, { inputs: given, tools }),
    ]);
    return isDone;
}
/** Resolves to false when something is left to do in Azure. */
async function lookAfter(underWay, given, tools) {
    const duty = (0,afterwards/* afterwards */.Q)(underWay);
    const { place } = underWay;
    if ((0,afterwards/* isIdle */.x)(duty) || !place)
        return true;
    tools.log.info('The run did not come to its end; looking after what it has left under way in Azure.');
    try {
        const subject = (0,assignment/* assign */.k)(given, tools.event());
        const after = await (0,stop/* unlessStopped */.OO)(tools.stop, () => signInAgain(place, subject, tools));
        return await fulfil(duty, after);
    }
    catch (caught) {
        for (const finding of tools.stop.aborted ? [outOfTime(duty)] : (0,told/* findingsOf */.WX)(caught))
            tools.log.report(finding);
        return false;
    }
}
/** Secrets come from the inputs again: nothing of them is saved. */
async function signInAgain({ subscriptionId, resourceGroup }, subject, tools) {
    const { inputs } = subject;
    const choice = (0,sign_in/* chooseSignIn */.U)(inputs.signIn);
    for (const secret of choice.secrets)
        tools.log.mask(secret);
    if (choice.findings.length > 0)
        throw new findings/* ActionError */.lZ(choice.findings);
    const connection = await (0,connect/* signIn */.Jv)({ ...inputs, dryRun: false }, { signIn: choice, subscriptionId }, tools);
    if (!connection)
        throw (0,findings/* failure */.V2)('There is no sign-in for Azure.');
    const groups = await (0,container_groups/* createContainerGroups */.O)(connection, resourceGroup, tools);
    return { ...subject, tools, connection, resourceGroup, groups };
}
/** The candidate goes first, so that it is gone whatever becomes of the rest, unless it is the last that works. */
async function fulfil(duty, after) {
    const { candidate, live, isCandidateNeeded } = duty;
    const remove = async () => !candidate || removeCandidate(candidate, after);
    const isRemoved = isCandidateNeeded || (await remove());
    const isLiveGood = !live || (await restore(live, candidate, after));
    return (isCandidateNeeded && isLiveGood ? await remove() : isRemoved) && isLiveGood;
}
function outOfTime({ candidate, live }) {
    const left = [
        ...(candidate ? [`the candidate ${candidate.groupName}`] : []),
        ...(live ? [`the container group ${live.change.groupName}`] : []),
    ];
    return (0,findings/* error */.z3)(`The post step ended before it was done. Look at ${left.join(' and ')} in the portal.`, {
        remedy: 'Run the workflow again: it starts from what it finds, and removes a candidate that was left behind.',
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
