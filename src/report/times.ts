/** A time in milliseconds since the Unix epoch for people: 2026-11-25 23:51:02 UTC. */
export function formatTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
