import { error, notice, warning, type Finding, type Place } from '../findings.ts';
import type { Auth, DeploymentConfig } from './types.ts';

/** Long enough not to be guessed, short enough for a request header. */
const KEY_LENGTH = { min: 16, max: 256 };

/** What a bearer token may hold (RFC 6750, section 2.1), which is also safe in the front end's configuration. */
const KEY_CHARACTERS = /^[A-Za-z0-9._~+/=-]+$/;

/** The keys as the inputs primary-key and secondary-key have them; an empty text is no key. */
export interface KeyInputs {
  readonly primaryKey?: string | undefined;
  readonly secondaryKey?: string | undefined;
  /** True where GitHub gives the run no secrets: a key that is not there says nothing about the service. */
  readonly mayLack?: boolean | undefined;
}

/** One key and where it stands. */
interface Key {
  readonly value: string;
  /** How messages call it: `The input primary-key`. */
  readonly subject: string;
  readonly where: { readonly input?: string; readonly place?: Place };
}

interface Keys {
  readonly primary?: Key | undefined;
  readonly secondary?: Key | undefined;
}

/**
 * Decides who may call the service. Messages never show a key.
 * @param deployment undefined when the file could not be read: then only the inputs are checked.
 * @returns `auth` counts only when no finding is an error.
 */
export function resolveAuth(
  deployment: DeploymentConfig | undefined,
  inputs: KeyInputs,
): { auth: Auth; findings: Finding[] } {
  const keys = chooseKeys(deployment, inputs);
  const findings = [
    ...checkFile(deployment, inputs),
    ...[keys.primary, keys.secondary].flatMap((key) => (key ? checkKey(key) : [])),
    ...(inputs.mayLack && !keys.primary ? [] : checkTogether(deployment, keys)),
  ];
  const { primary, secondary } = keys;
  if (!primary) return { auth: { enabled: false }, findings };
  const second = secondary && secondary.value !== primary.value ? { secondaryKey: secondary.value } : {};
  return { auth: { enabled: true, primaryKey: primary.value, ...second }, findings };
}

/** With a primary-key input the file's keys are not used at all: they are in the repository's history. */
function chooseKeys(deployment: DeploymentConfig | undefined, inputs: KeyInputs): Keys {
  const primary = fromInput('primary-key', inputs.primaryKey);
  const secondary = fromInput('secondary-key', inputs.secondaryKey);
  if (primary) return { primary, secondary };
  return {
    primary: fromFile(deployment, 'primaryKey'),
    secondary: secondary ?? fromFile(deployment, 'secondaryKey'),
  };
}

function fromInput(input: string, value: string | undefined): Key | undefined {
  return value ? { value, subject: `The input ${input}`, where: { input } } : undefined;
}

function fromFile(
  deployment: DeploymentConfig | undefined,
  name: 'primaryKey' | 'secondaryKey',
): Key | undefined {
  const value = deployment?.[name];
  if (!deployment || !value) return undefined;
  return { value, subject: `"keys.${name}"`, where: { place: deployment.at('keys', name) } };
}

function checkFile(deployment: DeploymentConfig | undefined, inputs: KeyInputs): Finding[] {
  if (!deployment?.primaryKey && !deployment?.secondaryKey) return [];
  const unused = inputs.primaryKey ? ' They are not used, because the input primary-key is given.' : '';
  return [
    warning(
      `The file ${deployment.file} holds keys: everybody who can read the repository knows them.${unused}`,
      {
        place: deployment.at('keys'),
        remedy:
          'Make new keys, store them as secrets, pass them in primary-key and secondary-key, and remove keys from the file.',
      },
    ),
  ];
}

function checkKey({ value, subject, where }: Key): Finding[] {
  const { min, max } = KEY_LENGTH;
  const remedy = 'Make a key with: openssl rand -base64 32';
  if (value.length < min || value.length > max) {
    const message = `${subject} has ${value.length} characters; a key has ${min} to ${max}.`;
    return [error(message, { ...where, remedy })];
  }
  if (KEY_CHARACTERS.test(value)) return [];
  const message = `${subject} has a character that a key cannot have: allowed are A-Z, a-z, 0-9 and . _ ~ + / = -`;
  return [error(message, { ...where, remedy })];
}

function checkTogether(deployment: DeploymentConfig | undefined, { primary, secondary }: Keys): Finding[] {
  if (secondary && !primary) return [secondaryAlone(secondary)];
  if (!deployment) return [];
  const place = deployment.at('authEnabled');
  if (!primary) return [deployment.authEnabled ? keyMissing(place) : noKeys()];
  if (deployment.authEnabled === false) return [keyWithoutAuth(primary, place)];
  return [
    ...(deployment.authEnabled ? [] : [turnedOn(primary)]),
    ...(secondary?.value === primary.value ? [sameKeys(secondary)] : []),
    plainHttp(),
  ];
}

function secondaryAlone({ subject, where }: Key): Finding {
  const remedy = 'Pass the key in primary-key, or both keys.';
  return error(`${subject} is given, but no primary key.`, { ...where, remedy });
}

function keyMissing(place: Place): Finding {
  return error('The deployment config sets authEnabled, but there is no primary key.', {
    input: 'primary-key',
    place,
    remedy: 'Pass primary-key: ${{ secrets.NAME }}. A secret that does not exist arrives as an empty text.',
  });
}

function keyWithoutAuth({ subject, where }: Key, place: Place): Finding {
  return error(`${subject} is given, but the deployment config sets authEnabled to false.`, {
    ...where,
    place,
    remedy: 'Set authEnabled to true, or remove the key.',
  });
}

function noKeys(): Finding {
  return warning('The service has no keys: everybody who knows its address can call it.', {
    input: 'primary-key',
    remedy: 'Set authEnabled to true in the deployment config and pass primary-key.',
  });
}

function turnedOn({ subject, where }: Key): Finding {
  return notice(
    `${subject} is given, so the service demands a key although the deployment config does not set authEnabled.`,
    {
      ...where,
      remedy: 'Set authEnabled to true in the deployment config to say so.',
    },
  );
}

function sameKeys({ subject, where }: Key): Finding {
  const remedy = 'Use two different keys, so that one can be changed while clients use the other.';
  return warning(`${subject} is the same as the primary key and is not used.`, { ...where, remedy });
}

function plainHttp(): Finding {
  return warning('The keys travel over plain HTTP: whoever can read the traffic can read them.', {
    input: 'primary-key',
    remedy:
      'Call the service from networks that you trust, and change the keys regularly; TLS is not supported yet.',
  });
}
