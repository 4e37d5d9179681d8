import type { Container, Volume } from '@azure/arm-containerinstance';
import type { FrontEndSettings } from './front-end-config.ts';
import { FRONT_END_PORT, frontEndConfig } from './front-end-config.ts';
import { frontEndName } from './names.ts';

/** nginx from Microsoft's registry: no limits of Docker Hub. Source: MCR catalog, azurelinux/base/nginx. */
export const FRONT_END_IMAGE = 'mcr.microsoft.com/azurelinux/base/nginx:1.28';
/** What v1's front end took from the group. Source: azureml-core, `azureml-fe-aci`. Cores and GB. */
export const FRONT_END_RESOURCES = { cpu: 0.1, memoryInGB: 0.5 } as const;

/** Not /etc/nginx: a volume there would hide the files of the image. */
const MOUNT_PATH = '/etc/aci-model-deploy';
/** Name of the front end's secret volume. */
export const FRONT_END_VOLUME = 'front-end';
const CONFIG_FILE = 'nginx.conf';

/** The container that checks keys and limits in front of the scoring server, and the volume with its configuration. */
export function frontEnd(
  service: string,
  settings: FrontEndSettings,
): { container: Container; volume: Volume } {
  return {
    container: {
      name: frontEndName(service),
      image: FRONT_END_IMAGE,
      // -e: the log file compiled into nginx cannot be opened by every user.
      command: ['nginx', '-e', 'stderr', '-c', `${MOUNT_PATH}/${CONFIG_FILE}`, '-g', 'daemon off;'],
      ports: [{ port: FRONT_END_PORT, protocol: 'TCP' }],
      environmentVariables: [],
      resources: { requests: { ...FRONT_END_RESOURCES } },
      volumeMounts: [{ name: FRONT_END_VOLUME, mountPath: MOUNT_PATH, readOnly: true }],
    },
    volume: frontEndVolume(settings),
  };
}

/** The secret volume with the front end's configuration. */
export function frontEndVolume(settings: FrontEndSettings): Volume {
  return {
    name: FRONT_END_VOLUME,
    secret: { [CONFIG_FILE]: Buffer.from(frontEndConfig(settings)).toString('base64') },
  };
}
