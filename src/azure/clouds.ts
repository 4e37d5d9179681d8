/** Where one Azure cloud answers. Source: `Azure/azure-sdk-for-python:sdk/ml/azure-ai-ml/azure/ai/ml/_azure_environments.py`. */
export interface Cloud {
  readonly name: CloudName;
  /** Resource manager, without a trailing slash. */
  readonly resourceManager: string;
  readonly authority: string;
  readonly storageSuffix: string;
  readonly registrySuffix: string;
  readonly portal: string;
  /** Token audience of the storage service. */
  readonly storageScope: string;
}

export const CLOUD_NAMES = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;
export type CloudName = (typeof CLOUD_NAMES)[number];

export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
  AzureCloud: {
    name: 'AzureCloud',
    resourceManager: 'https://management.azure.com',
    authority: 'https://login.microsoftonline.com',
    storageSuffix: 'core.windows.net',
    registrySuffix: 'azurecr.io',
    portal: 'https://portal.azure.com',
    storageScope: 'https://storage.azure.com/.default',
  },
  AzureUSGovernment: {
    name: 'AzureUSGovernment',
    resourceManager: 'https://management.usgovcloudapi.net',
    authority: 'https://login.microsoftonline.us',
    storageSuffix: 'core.usgovcloudapi.net',
    registrySuffix: 'azurecr.us',
    portal: 'https://portal.azure.us',
    storageScope: 'https://storage.azure.com/.default',
  },
  AzureChinaCloud: {
    name: 'AzureChinaCloud',
    resourceManager: 'https://management.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    storageSuffix: 'core.chinacloudapi.cn',
    registrySuffix: 'azurecr.cn',
    portal: 'https://portal.azure.cn',
    storageScope: 'https://storage.azure.com/.default',
  },
};

/** Portal page of a resource, by its ARM id. */
export function portalUrl(cloud: Cloud, resourceId: string): string {
  return `${cloud.portal}/#resource${resourceId}`;
}
