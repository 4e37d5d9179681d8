const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;
/** Azure counts its limits so: "1 GB" of a model is 1,073,741,824 bytes. */
const STEP = 1024;

/** A size for people, such as 1.2 MB. Units are powers of 1024, as in Azure's limits. */
export function formatBytes(bytes: number): string {
  if (bytes < STEP) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let value = bytes / STEP;
  let unit = 0;
  // 1023.95 KB would be rounded to "1024.0 KB".
  while (value >= STEP - 0.05 && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
