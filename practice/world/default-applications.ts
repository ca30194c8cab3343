import type { WorldInput } from './model.ts'
import { stableId } from './stable-id.ts'

/** The developer tools' public client, present and consented in every tenant. */
const CLI_CLIENT_ID = '04b07795-8ddb-461a-bbee-02f9e1bf7b46'

const YEAR_MS = 365 * 86_400_000
const DAY_MS = 86_400_000

/** [K] Azure PowerShell, of the same family of clients as the developer tools. */
const POWERSHELL_CLIENT_ID = '1950a258-227b-4e31-a9cf-717495945fc2'

const MICROSOFT_TENANT_ID = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

type Application = NonNullable<WorldInput['applications']>[number]

const certificate = (key: string, expiresAt: number): NonNullable<Application['certificates']> => [
  { keyId: stableId(`certificate:${key}`), displayName: `${key} certificate`, expiresAt }
]

const confidential = (
  key: string,
  displayName: string,
  homeTenantId: string,
  more: Partial<Application> = {}
): Application => ({
  appId: stableId(`app:${key}`),
  displayName,
  homeTenantId,
  kind: 'confidential',
  secrets: [{ secretId: stableId(`secret:${key}`), expiresAt: Date.now() + YEAR_MS }],
  servicePrincipals: [{ tenantId: homeTenantId, objectId: stableId(`sp:${key}:${homeTenantId}`) }],
  ...more
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

/** The client id of the web API that asks other APIs for its people. */
export const PORTAL_CLIENT_ID = stableId('app:survey-portal')

/** The application permission that the portal offers to daemons. */
export const READ_SURVEYS = 'Surveys.Read.All'

const portal = (homeTenantId: string): Application =>
  confidential('survey-portal', 'Survey portal (web API)', homeTenantId, {
    redirectUris: ['http://localhost', 'http://localhost/signin-oidc'],
    implicitGrant: { idTokens: true, accessTokens: true },
    api: {
      identifierUris: [`api://${PORTAL_CLIENT_ID}`, 'api://survey-portal.contoso.com'],
      scopes: {
        access_as_user: 'Open the survey portal as you',
        'Surveys.Read': 'Read the surveys that you may see'
      },
      appRoles: [{ id: stableId('role:Surveys.Read.All'), value: READ_SURVEYS, displayName: 'Read all surveys' }]
    }
  })

/** The department's three confidential applications, its public client, the developer tools, and its web API. */
export const applicationsOf = (homeTenantId: string): Application[] => [
  confidential('operator', 'GIS operator', homeTenantId, {
    certificates: certificate('operator', Date.now() - DAY_MS)
  }),
  confidential('survey-daemon', 'survey-daemon', homeTenantId, {
    certificates: certificate('survey-daemon', Date.now() + YEAR_MS),
    federatedCredentials: [
      { name: 'survey-cluster', issuer: 'practice', subject: 'system:serviceaccount:survey:survey-daemon' }
    ]
  }),
  confidential('no-role', 'GIS kiosk', homeTenantId),
  publicClient(stableId('app:contoso-gis-desktop'), 'Contoso GIS desktop', homeTenantId, false),
  publicClient(CLI_CLIENT_ID, 'Microsoft Azure CLI', MICROSOFT_TENANT_ID, true),
  publicClient(POWERSHELL_CLIENT_ID, 'Microsoft Azure PowerShell', MICROSOFT_TENANT_ID, true),
  portal(homeTenantId)
]
