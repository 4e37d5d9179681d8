// Preloaded into the Action: time runs FACTOR times as fast for its timers and its clock, so that waits take milliseconds.
const FACTOR = Number(process.env.FAST_CLOCK_FACTOR ?? 10);
const realSetTimeout = globalThis.setTimeout;
const realSetInterval = globalThis.setInterval;
const realNow = Date.now.bind(Date);
const start = realNow();

globalThis.setTimeout = (callback, ms, ...rest) => realSetTimeout(callback, (ms ?? 0) / FACTOR, ...rest);
globalThis.setInterval = (callback, ms, ...rest) => realSetInterval(callback, (ms ?? 0) / FACTOR, ...rest);
Date.now = () => start + (realNow() - start) * FACTOR;
