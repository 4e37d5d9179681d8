import type { ContainerGroup } from '@azure/arm-containerinstance';
import type { PullCredential } from '../../image/types.ts';
import type { Inputs } from '../../inputs.ts';
import type { ServiceRequest } from '../../service/types.ts';
import type { Before, SavedPull, UnderWay } from './ledger.ts';

/** Members that only tell how a group is, and those that hold what Azure never shows. */
const LEFT_OUT: readonly string[] = [
  'instanceView',
  'secureValue',
  'password',
  'storageAccountKey',
  'workspaceKey',
];
/** Shorter texts are found everywhere by chance. */
const MIN_SECRET = 8;

/** The state before the run, as the post step needs it to go back. Pure. */
export function beforeOf(
  live: ContainerGroup,
  { name, scoringPath, pull }: Pick<ServiceRequest, 'name' | 'scoringPath' | 'pull'>,
): Before {
  const group = JSON.parse(
    JSON.stringify(live, (key, value: unknown) => (LEFT_OUT.includes(key) ? undefined : value)),
  ) as ContainerGroup;
  return { group, known: { name, scoringPath }, ...(pull && { pull: savedPull(pull) }) };
}

function savedPull(pull: PullCredential): SavedPull {
  if (pull.kind === 'identity') return pull;
  const { server, username, ofRegistry } = pull;
  return { kind: ofRegistry ? 'admin' : 'input', server, username };
}

/**
 * How Azure pulls, with the password of the inputs, or the one that `readAdmin` reads from the registry. Undefined
 * when there is none any more.
 */
export async function completeSavedPull(
  saved: SavedPull | undefined,
  { registryPassword }: Pick<Inputs, 'registryPassword'>,
  readAdmin: (
    server: string,
  ) => Promise<{ readonly username: string; readonly password: string } | undefined>,
): Promise<PullCredential | undefined> {
  if (!saved || saved.kind === 'identity') return saved;
  const { server, username } = saved;
  if (saved.kind === 'admin') {
    const admin = await readAdmin(server);
    return admin && { kind: 'password', server, ...admin };
  }
  return registryPassword === undefined
    ? undefined
    : { kind: 'password', server, username, password: registryPassword };
}

/**
 * The notes without any secret of this run, in no encoding: a variable that holds one in the open keeps its name, and
 * gets its value from this run's inputs again. A state that holds one elsewhere is not saved at all. Pure.
 *
 * @param secrets Every form in which a secret may stand somewhere.
 */
export function withoutSecrets(underWay: UnderWay, secrets: readonly string[]): UnderWay {
  const { live } = underWay;
  if (!live?.before) return underWay;
  const { group } = live.before;
  const hide = <T extends Pick<ContainerGroup['containers'][number], 'environmentVariables'>>(
    container: T,
  ): T => ({
    ...container,
    ...(container.environmentVariables && {
      environmentVariables: container.environmentVariables.map((variable) =>
        isSecret(variable.value, secrets) ? { name: variable.name } : variable,
      ),
    }),
  });
  const clean: ContainerGroup = {
    ...group,
    containers: group.containers.map(hide),
    ...(group.initContainers && { initContainers: group.initContainers.map(hide) }),
  };
  const text = JSON.stringify(clean);
  if (secrets.some((secret) => secret.length >= MIN_SECRET && text.includes(secret)))
    return withoutBefore(underWay);
  return { ...underWay, live: { ...live, before: { ...live.before, group: clean } } };
}

function isSecret(value: string | undefined, secrets: readonly string[]): boolean {
  return (
    value !== undefined &&
    secrets.some((secret) => value === secret || (secret.length >= MIN_SECRET && value.includes(secret)))
  );
}

/** The notes without the state before: the post step says then that it cannot go back. Pure. */
export function withoutBefore(underWay: UnderWay): UnderWay {
  const { live } = underWay;
  return live?.before ? { ...underWay, live: { ...live, before: undefined, isUnsaved: true } } : underWay;
}
