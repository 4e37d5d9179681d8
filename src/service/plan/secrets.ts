import type { ContainerGroup } from '@azure/arm-containerinstance';

/** A group whose secrets are replaced by stars, and the secrets by the place where they were. */
export interface Separated {
  readonly open: ContainerGroup;
  readonly secrets: Readonly<Record<string, string>>;
}

const STARS = '***';

/**
 * Takes the secrets out of a group: secure variables, registry passwords, and whole secret volumes, because the
 * front end's configuration holds the keys.
 */
export function separateSecrets(group: ContainerGroup): Separated {
  const secrets: Record<string, string> = {};
  const take = (place: string, secret: string): string => {
    secrets[place] = secret;
    return STARS;
  };
  const open: ContainerGroup = {
    ...group,
    containers: group.containers.map((container) => ({
      ...container,
      ...(container.environmentVariables && {
        environmentVariables: container.environmentVariables.map((variable) =>
          variable.secureValue === undefined
            ? variable
            : {
                name: variable.name,
                secureValue: take(`variable/${container.name}/${variable.name}`, variable.secureValue),
              },
        ),
      }),
    })),
    ...(group.imageRegistryCredentials && {
      imageRegistryCredentials: group.imageRegistryCredentials.map((credential) =>
        credential.password === undefined
          ? credential
          : { ...credential, password: take(`registry/${credential.server}`, credential.password) },
      ),
    }),
    ...(group.volumes && {
      volumes: group.volumes.map((volume) =>
        volume.secret === undefined
          ? volume
          : {
              ...volume,
              secret: Object.fromEntries(
                Object.entries(volume.secret).map(([file, content]) => [
                  file,
                  take(`volume/${volume.name}/${file}`, content),
                ]),
              ),
            },
      ),
    }),
  };
  return { open, secrets };
}
