const SECOND = 1_000;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24;

/** A duration in milliseconds for people: 340 ms, 4.2 s, 38 s, 1 m 12 s, 2 h 5 m, 3 d 4 h. */
export function formatElapsed(ms: number): string {
  if (ms < SECOND) return `${Math.max(0, Math.round(ms))} ms`;
  const tenths = Math.round(ms / 100);
  if (tenths < 100) return `${(tenths / 10).toFixed(1)} s`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m ${seconds % MINUTE} s`;
  const minutes = Math.round(seconds / MINUTE);
  const hours = Math.round(minutes / MINUTE);
  if (hours >= 2 * DAY) return `${Math.floor(hours / DAY)} d ${hours % DAY} h`;
  return `${Math.floor(minutes / MINUTE)} h ${minutes % MINUTE} m`;
}
