import process from 'node:process';

/** Preloaded into a child process: ends it when its standard input closes, so that it never outlives its parent. */
process.stdin.on('end', () => process.exit(0)).resume();
process.stdin.unref?.();
