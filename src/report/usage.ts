import type { Endpoint } from '../service/types.ts';
import type { SmokeSample } from '../smoke/types.ts';
import { fence } from './markdown.ts';

/** Environment variable that holds the key in the examples. */
const KEY_VARIABLE = 'SCORING_KEY';
/** File that holds the request in the examples when no request is known. */
const REQUEST_FILE = 'request.json';

/** How to call the service. The key is never written: the examples read it from the environment. */
export function renderUsage(endpoint: Endpoint, keysEnabled: boolean, sample?: SmokeSample): string {
  const hints = [
    ...(keysEnabled
      ? [`Put a key of the service into the environment variable \`${KEY_VARIABLE}\` first.`]
      : []),
    ...(sample ? [] : [`\`${REQUEST_FILE}\` is a file with a request that your \`run()\` understands.`]),
  ];
  return [
    '### Call it',
    ...(hints.length > 0 ? [hints.join(' ')] : []),
    fence('bash', curl(endpoint.scoringUri, keysEnabled, sample)),
    fence('python', python(endpoint.scoringUri, keysEnabled, sample)),
  ].join('\n\n');
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
