import type { WorldInput } from './model.ts'
import { stableId } from './stable-id.ts'

/** The developer tools' public client, present and consented in every tenant. */
const CLI_CLIENT_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const SECRET_LIFE_MS = 365 * 86_400_000

type Application = NonNullable<WorldInput['applications']>[number]

const confidential = (key: string, displayName: string, homeTenantId: string): Application => ({
  appId: stableId(`app:${key}`),
  displayName,
  homeTenantId,
  kind: 'confidential',
  secrets: [{ secretId: stableId(`secret:${key}`), expiresAt: Date.now() + SECRET_LIFE_MS }],
  servicePrincipals: [{ tenantId: homeTenantId, objectId: stableId(`sp:${key}:${homeTenantId}`) }]
})

const publicClient = (appId: string, displayName: string, homeTenantId: string, firstParty: boolean): Application => ({
  appId,
  displayName,
  homeTenantId,
  signInAudience: 'AzureADMultipleOrgs',
  kind: 'public',
  firstParty,
  redirectUris: [
    'http://localhost',
    'http://127.0.0.1',
    'https://login.microsoftonline.com/common/oauth2/nativeclient'
  ],
  servicePrincipals: firstParty ? [] : [{ tenantId: homeTenantId, objectId: stableId(`sp:${appId}:${homeTenantId}`) }]
})

/** The department's three confidential applications, then its public client, then the developer tools. */
export const applicationsOf = (homeTenantId: string): Application[] => [
  confidential('operator', 'GIS operator', homeTenantId),
  confidential('survey-daemon', 'survey-daemon', homeTenantId),
  confidential('no-role', 'GIS kiosk', homeTenantId),
  publicClient(stableId('app:contoso-gis-desktop'), 'Contoso GIS desktop', homeTenantId, false),
  publicClient(CLI_CLIENT_ID, 'Microsoft Azure CLI', 'f8cdef31-a31e-4b4a-93e4-5f571e91255a', true)
]
