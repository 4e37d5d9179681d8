/** A host and a port. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** Names that would be this Azure's if something had them: container groups, storage accounts, registries. */
const AZURE_NAMES = /(\.azurecontainer\.io|\.blob\.core\.windows\.net|\.azurecr\.io|^127\.\d+\.\d+\.\d+)$/;

/** The target of a CONNECT (`host:port`) or of an absolute URL. Undefined when it is none. */
export function targetOf(text: string): Target | undefined {
  const isUrl = /^http:\/\//i.test(text);
  const [, host, port] = /^(?:http:\/\/)?([^/?#:@\s[\]]+)(?::(\d+))?(?=$|[/?#])/i.exec(text) ?? [];
  if (host === undefined || (!isUrl && port === undefined)) return undefined;
  return { host: host.toLowerCase(), port: Number(port ?? 80) };
}

/** The path of an absolute URL as the client wrote it. URL would resolve `/score/..`, which a front end has to see. */
export function rawPathOf(absolute: string): string {
  const path = /^http:\/\/[^/?#]*([^#]*)/i.exec(absolute)?.[1] ?? '';
  return path.startsWith('/') ? path : `/${path}`;
}

/** What a proxy says instead of passing a request on. */
export interface Refusal {
  readonly status: 400 | 403 | 503;
  readonly reason: string;
  readonly text: string;
}

/** What a corporate proxy says: 503 for a name of Azure that nothing has or answers to, 403 for what it does not serve. */
export function refusalOf(target: Target): Refusal {
  const at = `${target.host}:${target.port}`;
  if (AZURE_NAMES.test(target.host)) return unreachable(`Nothing in the local Azure has the address ${at}.`);
  return { status: 403, reason: 'Forbidden', text: `The local Azure does not play ${at}.` };
}

/** 503 with a text. */
export function unreachable(text: string): Refusal {
  return { status: 503, reason: 'Service Unavailable', text };
}

/** 400 for a request line without a usable target. */
export const NO_TARGET: Refusal = {
  status: 400,
  reason: 'Bad Request',
  text: 'The request names no host and port.',
};
