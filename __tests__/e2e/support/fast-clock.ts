// Preloaded into the Action: time runs FAST_CLOCK_FACTOR times as fast for its timers and its clock, so that waits take
// milliseconds.
const factor = Number(process.env['FAST_CLOCK_FACTOR'] ?? 10);
const start = Date.now();
const realNow = Date.now.bind(Date);

/** A timer function whose delays are shorter. */
function faster<T extends (...args: never[]) => unknown>(timer: T): T {
  return new Proxy(timer, {
    apply: (target, thisArg, [callback, ms, ...rest]: [unknown, number | undefined, ...unknown[]]): unknown =>
      Reflect.apply(target, thisArg, [callback, (ms ?? 0) / factor, ...rest]),
  });
}

globalThis.setTimeout = faster(globalThis.setTimeout);
globalThis.setInterval = faster(globalThis.setInterval);
Date.now = () => start + (realNow() - start) * factor;
