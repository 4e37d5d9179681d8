import { record } from '../../http.ts';

/** A DockerBuildRequest, as far as a build needs it. */
export interface BuildRequest {
  readonly imageNames: readonly string[];
  readonly isPushEnabled: boolean;
  readonly sourceLocation: string;
  readonly dockerFilePath: string;
}

/** Seconds a run may take. Source: `Azure/azure-resource-manager-schemas`, Microsoft.ContainerRegistry.RegistryTasks. */
const TIMEOUT_RANGE = { from: 300, to: 28_800 } as const;

/** Reads the body of scheduleRun. Returns why it is refused otherwise. */
export function readBuildRequest(body: unknown): BuildRequest | { readonly refusal: string } {
  const { type, dockerFilePath, platform, sourceLocation, imageNames, isPushEnabled, timeout } = record(body);
  if (type !== 'DockerBuildRequest')
    return { refusal: `The run request type '${String(type)}' is not supported.` };
  if (typeof dockerFilePath !== 'string' || dockerFilePath === '')
    return { refusal: "The 'dockerFilePath' is required." };
  if (!isLinux(platform)) return { refusal: "The 'platform.os' is required and must be Linux." };
  if (typeof sourceLocation !== 'string' || sourceLocation === '')
    return { refusal: "The 'sourceLocation' is required for a quick build." };
  if (imageNames !== undefined && !isTexts(imageNames))
    return { refusal: "The 'imageNames' must be a list of texts." };
  if (timeout !== undefined && !isTimeout(timeout)) {
    return {
      refusal: `The 'timeout' must be between ${TIMEOUT_RANGE.from} and ${TIMEOUT_RANGE.to} seconds.`,
    };
  }
  return {
    imageNames: imageNames ?? [],
    isPushEnabled: isPushEnabled === true,
    sourceLocation,
    dockerFilePath,
  };
}

/** The Azure CLI sends `linux`, the documentation says `Linux`. */
function isLinux(platform: unknown): boolean {
  const { os } = record(platform);
  return typeof os === 'string' && os.toLowerCase() === 'linux';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isTimeout(value: unknown): boolean {
  return typeof value === 'number' && value >= TIMEOUT_RANGE.from && value <= TIMEOUT_RANGE.to;
}
