/** Shorter values are not masked: the log would lose every "1" and "on", and whoever sees the gaps knows the value. */
const MIN_LENGTH = 4;
/** Shorter lines of a longer value, such as `{` of a JSON file or `},`, are not masked for the same reason. */
const MIN_LINE_LENGTH = 6;

/**
 * Every text that has to be hidden so that `secret` is not shown: itself, line by line, and as JSON, URL
 * and base64 have it. The runner masks a value of several lines line by line, trivial ones too
 * (actions/runner:src/Runner.Worker/ActionCommandManager.cs), so such a value is never masked as a whole.
 */
export function masksOf(secret: string): string[] {
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  const masks =
    lines.length === 1 ? [secret, ...lines] : lines.filter((line) => line.length >= MIN_LINE_LENGTH);
  const encoded = [secret, secret.trim()].flatMap((value) => [json(value), url(value), ...base64(value)]);
  return [...new Set([...masks, ...encoded])].filter((mask) => mask.trim().length >= MIN_LENGTH);
}

function json(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function url(value: string): string {
  return encodeURIComponent(value.toWellFormed());
}

/**
 * The base64 of the value, and what is constant in the base64 of any longer text that holds it. Base64 takes three
 * bytes at a time, so it depends on how many bytes stand before (`Bearer `, `user:`): three fragments cover every case.
 */
function base64(value: string): string[] {
  const bytes = Buffer.from(value);
  if (bytes.length < MIN_LENGTH) return [];
  const fragments = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    // A character holds six bits: those that mix with the neighbours' bits are left out.
    return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const standard = [bytes.toString('base64'), ...fragments];
  return [
    ...standard,
    ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')),
  ];
}

/**
 * The value with three stars for every mask in any text of it, as the runner has it in the log. Keys of objects and
 * functions stay as they are.
 */
export function withoutMasks<T>(value: T, masks: ReadonlySet<string>): T {
  // A mask may be part of a longer one.
  const longestFirst = [...masks].sort((a, b) => b.length - a.length);
  const hide = (part: unknown): unknown => {
    if (typeof part === 'string')
      return longestFirst.reduce((text, mask) => text.replaceAll(mask, '***'), part);
    if (Array.isArray(part)) return part.map(hide);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, hide(member)]));
  };
  return hide(value) as T;
}
