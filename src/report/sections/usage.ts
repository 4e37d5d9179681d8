import { keyCommand } from '../../preview/keys.ts';
import type { Endpoint } from '../../service/types.ts';
import type { SmokeSample } from '../../smoke/types.ts';
import { details, fence } from '../markdown.ts';
import type { RunFacts } from '../types.ts';

/** Environment variable that holds the key in the examples. */
const KEY_VARIABLE = 'SCORING_KEY';
/** The one that holds the live service's key, of which a preview's is made. */
const LIVE_KEY_VARIABLE = 'LIVE_KEY';
/** File that holds the request in the examples when no request is known. */
const REQUEST_FILE = 'request.json';

/** A service that is to be called. */
export interface Callee extends Pick<RunFacts, 'preview' | 'keysEnabled'> {
  readonly endpoint: Endpoint;
  /** A request that worked. */
  readonly sample?: SmokeSample | undefined;
}

/** How to call the service of a run, folded. Empty after a failure, and when it is not known where it is. */
export function renderUsage({ endpoint, smoke, failures, ...facts }: RunFacts): string {
  if (!endpoint || failures.length > 0) return '';
  return details('How to call it', usageText({ ...facts, endpoint, sample: smoke?.sample }));
}

/** How to call a service. Keys are never written: the examples read them from the environment. */
export function usageText({ endpoint, keysEnabled = false, sample, preview }: Callee): string {
  const { scoringUri } = endpoint;
  return [
    ...(keysEnabled ? keyHint(preview) : []),
    ...(sample ? [] : [`\`${REQUEST_FILE}\` is a file with a request that your \`run()\` understands.`]),
    fence('bash', curl(scoringUri, keysEnabled, sample)),
    fence('python', python(scoringUri, keysEnabled, sample)),
  ].join('\n\n');
}

function keyHint(preview: RunFacts['preview']): string[] {
  if (!preview) return [`Put a key of the service into the environment variable \`${KEY_VARIABLE}\` first.`];
  return [
    `The preview has a key of its own. Whoever has the live service's key can make it: put that key (the secret of the input \`primary-key\`) into the environment variable \`${LIVE_KEY_VARIABLE}\` first.`,
    fence('bash', `export ${KEY_VARIABLE}=$(${keyCommand(preview, LIVE_KEY_VARIABLE)})`),
  ];
}

function curl(uri: string, keysEnabled: boolean, sample?: SmokeSample): string {
  return [
    `curl --fail-with-body ${shellQuote(uri)}`,
    ...(keysEnabled ? [`--header "Authorization: Bearer $${KEY_VARIABLE}"`] : []),
    `--header ${shellQuote(`Content-Type: ${contentType(sample)}`)}`,
    `--data-binary ${sample ? shellQuote(sample.body) : `@${REQUEST_FILE}`}`,
  ].join(' \\\n  ');
}

function python(uri: string, keysEnabled: boolean, sample?: SmokeSample): string {
  const body = sample ? `${pythonText(sample.body)}.encode()` : `open("${REQUEST_FILE}", "rb").read()`;
  const key = `        "Authorization": "Bearer " + os.environ["${KEY_VARIABLE}"],`;
  return [
    keysEnabled ? 'import os\nimport urllib.request' : 'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${pythonText(uri)},`,
    `    data=${body},`,
    '    headers={',
    `        "Content-Type": ${pythonText(contentType(sample))},`,
    ...(keysEnabled ? [key] : []),
    '    },',
    ')',
    'with urllib.request.urlopen(request) as answer:',
    '    print(answer.read().decode())',
  ].join('\n');
}

function contentType(sample?: SmokeSample): string {
  return sample?.contentType ?? 'application/json';
}

function shellQuote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A string literal of Python: in single quotes where that needs no escapes, else as JSON, which Python reads too. */
function pythonText(text: string): string {
  if (!text.includes('"')) return JSON.stringify(text);
  return /^[^'\\\p{Cc}]*$/u.test(text) ? `'${text}'` : JSON.stringify(text);
}
