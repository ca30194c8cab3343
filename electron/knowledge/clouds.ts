import type { CloudName } from '#contract/model'

/** Endpoints of one cloud. Origins have no slash at the end. */
export interface Cloud {
  name: CloudName
  label: string
  /** Origin of the sign-in service, such as `https://login.microsoftonline.com`. */
  login: string
  /** Origins that may be opened in the browser while signing in. */
  signInPages: string[]
  /** Issuer prefix of version 1 access tokens. */
  tokenIssuer: string
  arm: string
  armScope: string
  mapsScope: string | null
  /** Origins that Azure Maps answers on, the default first. */
  mapsEndpoints: string[]
  geoCatalogScope: string | null
  /** How a GeoCatalog's host ends; a whole `host:port` for the practice cloud. */
  geoCatalogHosts: string[]
  geoCatalogExample: string
  keyVaultScope: string
  graphScope: string
  portal: string | null
  /** True where sign-in metadata has to be asked from `login` because MSAL does not know the host. */
  isPrivate: boolean
  /** Where a host hands out its managed identities in place of `169.254.169.254`; null where that is the place. */
  identityHost: string | null
  /** PEM of the only authority that this cloud's hosts are trusted by; null for the system's. */
  caPem: string | null
}

/** Azure's clouds. Source: Microsoft Entra "National clouds"; Azure Maps "Geographic scope"; GeoCatalog "US Government cloud". */
export const azureClouds = {
  public: {
    name: 'public',
    label: 'Azure',
    login: 'https://login.microsoftonline.com',
    signInPages: [
      'https://login.microsoftonline.com',
      'https://microsoft.com',
      'https://www.microsoft.com',
      'https://login.microsoft.com'
    ],
    tokenIssuer: 'https://sts.windows.net',
    arm: 'https://management.azure.com',
    armScope: 'https://management.azure.com/.default',
    mapsScope: 'https://atlas.microsoft.com/.default',
    mapsEndpoints: ['https://atlas.microsoft.com', 'https://us.atlas.microsoft.com', 'https://eu.atlas.microsoft.com'],
    geoCatalogScope: 'https://geocatalog.spatio.azure.com/.default',
    geoCatalogHosts: ['.geocatalog.spatio.azure.com', '.geocatalogs.azure.com'],
    geoCatalogExample: 'https://name.label.region.geocatalog.spatio.azure.com',
    keyVaultScope: 'https://vault.azure.net/.default',
    graphScope: 'https://graph.microsoft.com/.default',
    portal: 'https://portal.azure.com',
    isPrivate: false,
    identityHost: null,
    caPem: null
  },
  usgov: {
    name: 'usgov',
    label: 'Azure US Government',
    login: 'https://login.microsoftonline.us',
    signInPages: ['https://login.microsoftonline.us', 'https://microsoft.com', 'https://www.microsoft.com'],
    tokenIssuer: 'https://sts.windows.net',
    arm: 'https://management.usgovcloudapi.net',
    armScope: 'https://management.usgovcloudapi.net/.default',
    // Not established: inferred from the host.
    mapsScope: 'https://atlas.azure.us/.default',
    mapsEndpoints: ['https://atlas.azure.us'],
    geoCatalogScope: 'https://geocatalog.spatio.azure.us/.default',
    geoCatalogHosts: ['.geocatalog.spatio.azure.us'],
    geoCatalogExample: 'https://name.label.region.geocatalog.spatio.azure.us',
    keyVaultScope: 'https://vault.usgovcloudapi.net/.default',
    graphScope: 'https://graph.microsoft.us/.default',
    portal: 'https://portal.azure.us',
    isPrivate: false,
    identityHost: null,
    caPem: null
  },
  china: {
    name: 'china',
    label: 'Azure operated by 21Vianet (China)',
    login: 'https://login.partner.microsoftonline.cn',
    signInPages: ['https://login.partner.microsoftonline.cn', 'https://microsoft.com', 'https://www.microsoft.com'],
    tokenIssuer: 'https://sts.chinacloudapi.cn',
    arm: 'https://management.chinacloudapi.cn',
    armScope: 'https://management.chinacloudapi.cn/.default',
    mapsScope: null,
    mapsEndpoints: [],
    geoCatalogScope: null,
    geoCatalogHosts: [],
    geoCatalogExample: '',
    keyVaultScope: 'https://vault.azure.cn/.default',
    graphScope: 'https://microsoftgraph.chinacloudapi.cn/.default',
    portal: 'https://portal.azure.cn',
    isPrivate: false,
    identityHost: null,
    caPem: null
  }
} as const satisfies Record<Exclude<CloudName, 'practice'>, Cloud>

/** What people call each cloud. */
export const cloudLabels: Record<CloudName, string> = {
  public: azureClouds.public.label,
  usgov: azureClouds.usgov.label,
  china: azureClouds.china.label,
  practice: 'Practice cloud'
}

/**
 * The application that developer tools sign in as when a person has no registration of their own; the same client ID
 * that `@azure/identity` uses. Source: `@azure/identity` constants.
 */
export const developerSignOn = {
  clientId: '04b07795-8ddb-461a-bbee-02f9e1bf7b46',
  name: 'Microsoft Azure CLI'
} as const
