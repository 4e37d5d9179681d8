import { eventText } from '../match.ts';
import type { Rule, SymptomEvent, Told } from '../types.ts';

type PullFailure = Omit<Told, 'evidence'>;

/** Why an image does not arrive; the first pattern that fits an event counts, so that no two rules tell the same event. */
const FAILURES: readonly (PullFailure & { readonly name: string; readonly pattern: RegExp })[] = [
  {
    name: 'registry-limits',
    pattern: /toomanyrequests|rate limit|too many requests|\b429\b|^RegistryErrorResponse:/i,
    cause: 'The registry limits how often images are pulled from it, and the limit is reached.',
    remedy:
      'Run again later. To be rid of it, copy the image to an Azure container registry, or give registry-username and registry-password of an account.',
    certainty: 'certain',
  },
  {
    name: 'architecture',
    pattern: /exec format error|no match(?:ing manifest)? for (?:platform|linux\/amd64)/i,
    cause: 'The image is not for Linux on amd64, probably because it was built on an arm64 machine.',
    remedy: 'Build the image for linux/amd64: docker build --platform linux/amd64.',
    certainty: 'certain',
  },
  {
    name: 'pull-denied',
    pattern: /unauthorized|denied|authentication required|insufficient_scope|\b40[13]\b/i,
    cause: 'The registry refused to give the image.',
    remedy:
      'Set registry-identity to an identity with the role AcrPull (a new role takes a few minutes), or give registry-username and registry-password.',
    certainty: 'certain',
  },
  {
    name: 'registry-unreachable',
    pattern:
      /no such host|i\/o timeout|connection refused|connection reset|TLS handshake|x509|network is unreachable/i,
    cause: 'Azure cannot reach the registry of the image.',
    remedy:
      'Check the name of the registry, and that its firewall lets Azure Container Instances in: it must be open to public networks.',
    certainty: 'certain',
  },
  {
    name: 'disk-full',
    pattern: /no space left on device/i,
    cause: 'The image is too large for the container group.',
    remedy: 'Make the image smaller: a container group takes images up to 15 GB.',
    certainty: 'certain',
  },
  {
    name: 'image-not-found',
    pattern: /not found|manifest unknown|name unknown|does not exist/i,
    cause: 'The image does not exist in the registry.',
    remedy: 'Check the name, tag and digest of the image, and whether a clean-up of the registry removed it.',
    certainty: 'certain',
  },
  {
    name: 'image-inaccessible',
    pattern: /^InaccessibleImage:|Please check the image and registry credential/i,
    cause: 'Azure cannot get the image: it does not exist, or its registry does not let Azure in.',
    remedy:
      'Check name and tag of the image, then registry-identity (role AcrPull) or registry-username and registry-password. A new role takes a few minutes.',
    certainty: 'certain',
  },
];

/** Events that tell of an image that did not arrive or does not start. */
const ABOUT_IMAGES = /^(?:Failed|Error|ErrImagePull|InaccessibleImage|RegistryErrorResponse):/i;
/** A container that cannot be started is another matter, but for an image of another machine. */
const PULL = /pull|registry|manifest|exec format error|^InaccessibleImage:/i;

/** Why the image does not arrive. */
export const PULL_RULES: readonly Rule[] = FAILURES.map(({ name, cause, remedy, certainty }) => ({
  name,
  find: ({ events, containers }) => {
    const lines = [...events.map(failureLine), ...containers.flatMap(({ log }) => formatErrors(log))];
    const line = lines.find((each) => each !== undefined && nameOf(each) === name);
    return line === undefined ? undefined : { cause, remedy, certainty, evidence: [line] };
  },
}));

function failureLine(event: SymptomEvent): string | undefined {
  const text = eventText(event);
  return ABOUT_IMAGES.test(text) && PULL.test(text) ? text : undefined;
}

/** A shell in the image may be the one that notices. */
function formatErrors(log: string): readonly string[] {
  return /^.*exec format error.*$/im.exec(log) ?? [];
}

function nameOf(line: string): string | undefined {
  return FAILURES.find(({ pattern }) => pattern.test(line))?.name;
}
