/**
 * Regions with container instances by geography, large ones first.
 * Source: https://azure.microsoft.com/explore/global-infrastructure/products-by-region/
 */
const GEOGRAPHIES: readonly (readonly string[])[] = [
  ['eastus', 'westus2', 'eastus2', 'centralus', 'southcentralus', 'westus3', 'northcentralus', 'westus'],
  ['canadacentral', 'canadaeast'],
  [
    'northeurope',
    'westeurope',
    'swedencentral',
    'francecentral',
    'germanywestcentral',
    'italynorth',
    'polandcentral',
    'spaincentral',
    'norwayeast',
    'switzerlandnorth',
  ],
  ['uksouth', 'ukwest'],
  ['southeastasia', 'eastasia', 'japaneast', 'koreacentral', 'japanwest'],
  ['australiaeast', 'australiasoutheast'],
  ['centralindia', 'southindia'],
  ['uaenorth', 'qatarcentral', 'israelcentral'],
  ['usgovvirginia', 'usgovarizona', 'usgovtexas'],
  ['chinanorth3', 'chinaeast2', 'chinanorth2'],
];

/** Other regions of the same geography; none for a region that is not known. */
export function neighboursOf(region: string): readonly string[] {
  const name = region.replaceAll(' ', '').toLowerCase();
  return GEOGRAPHIES.find((regions) => regions.includes(name))?.filter((other) => other !== name) ?? [];
}
