const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'] as const;

/** A size for people, counted in 1,024s as Azure's limits are: "512 bytes", "1.5 MB". At most two decimals, rounded. */
export function formatBytes(bytes: number): string {
  const step = Math.max(0, Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = Math.round((bytes / 1024 ** step) * 100) / 100;
  return `${value.toLocaleString('en-US')} ${UNITS[step] ?? ''}`;
}
