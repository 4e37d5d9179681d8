/** Where the Action keeps its images in a registry. */
const ROOT = 'aci-model-deploy';

/** Repository of a service's images: rights and clean-up rules of one service never reach another's images. */
export function imageRepository(service: string): string {
  return `${ROOT}/${service}`;
}

/** Repository of a preview's images. It is the container group's alone, so that it can go with it. */
export function previewRepository(groupName: string): string {
  return `${ROOT}/previews/${groupName}`;
}
