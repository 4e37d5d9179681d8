/** Milliseconds that a Retry-After header asks to wait; undefined without a usable one. A date is not sent by Azure. */
export function retryAfterMs(header: string | null | undefined): number | undefined {
  const seconds = Number(header ?? '');
  return seconds > 0 && Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
