import * as v from 'valibot'
import { applicationsOf, PORTAL_CLIENT_ID, READ_SURVEYS } from './default-applications.ts'
import { ROLES } from './built-in-roles.ts'
import { contractorsOf } from './default-contractors.ts'
import { defaultCollections } from './default-collections.ts'
import { groupsOf, MAP_READERS } from './default-groups.ts'
import { identitiesOf } from './default-identities.ts'
import { storageAccountsOf } from './default-storage.ts'
import { vaultsOf } from './default-vaults.ts'
import { worldSchema } from './model/world.ts'
import type { Tenant, World, WorldInput } from './model.ts'
import { newSharedKey } from './random-secrets.ts'
import { stableId } from './stable-id.ts'

type TenantInput = WorldInput['tenants'][number]
type UserInput = NonNullable<WorldInput['users']>[number]

const tenant = (
  key: string,
  displayName: string,
  domain: string,
  countryCode: string,
  regionScope: Tenant['regionScope']
): TenantInput => ({
  tenantId: stableId(`tenant:${key}`),
  displayName,
  defaultDomain: domain,
  domains: [domain, `${key}.onmicrosoft.com`],
  countryCode,
  regionScope
})

const contoso = tenant('contoso', 'Contoso GIS', 'contoso.com', 'US', 'WW')
const fabrikam = tenant('fabrikam', 'Fabrikam Survey', 'fabrikam.com', 'US', 'NA')
const aalborg = tenant('aalborg', 'City of Aalborg', 'aalborg.example', 'DK', 'EU')

type MembershipInput = UserInput['memberships'][number]

const place = (
  key: string,
  where: TenantInput,
  kind: MembershipInput['kind'],
  more: Partial<MembershipInput> = {}
): MembershipInput => ({
  tenantId: where.tenantId,
  objectId: stableId(`user:${key}@${where.tenantId}`),
  kind,
  ...more
})

const user = (
  key: string,
  givenName: string,
  surname: string,
  home: TenantInput,
  guestIn: TenantInput[] = [],
  atHome: Partial<MembershipInput> = {},
  asGuest: Partial<MembershipInput> = {}
): UserInput => ({
  userPrincipalName: `${key}@${home.defaultDomain}`,
  displayName: `${givenName} ${surname}`,
  givenName,
  surname,
  memberships: [place(key, home, 'member', atHome), ...guestIn.map((where) => place(key, where, 'guest', asGuest))]
})

const ARM_APP_ID = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
const MAPS_APP_ID = 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'

const consent = (appId: string, resourceAppId: string) => ({
  appId,
  tenantId: contoso.tenantId,
  userObjectId: null,
  resourceAppId
})

const SUBSCRIPTION_ID = stableId('subscription:contoso-gis')
const SUBSCRIPTION = `/subscriptions/${SUBSCRIPTION_ID}`
const GROUP = `${SUBSCRIPTION}/resourceGroups/gis-rg`

const FIELD_READER = `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/field-reader`

const mapsAccount = (name: string, userAssignedIdentities: string[] = []) => ({
  resourceId: `${GROUP}/providers/Microsoft.Maps/accounts/${name}`,
  name,
  tenantId: contoso.tenantId,
  clientId: stableId(`maps:${name}`),
  primaryKey: newSharedKey(),
  secondaryKey: newSharedKey(),
  userAssignedIdentities
})

const geoCatalog: NonNullable<WorldInput['geoCatalogs']>[number] = {
  resourceId: `${GROUP}/providers/Microsoft.Orbital/geoCatalogs/contoso-imagery`,
  name: 'contoso-imagery',
  tenantId: contoso.tenantId,
  identities: [FIELD_READER],
  collections: defaultCollections()
}

/** The small world that everybody starts in: three tenants, five people, three applications, one subscription. */
export const makeDefaultWorld = (): World => {
  const users = [
    user('ann', 'Ann', 'Okafor', contoso, [fabrikam, aalborg], { administrator: true }),
    user('rhea', 'Rhea', 'Lindqvist', contoso),
    user('carl', 'Carl', 'Mendes', fabrikam, [contoso]),
    user('sam', 'Sam', 'Delgado', contoso),
    // The city wants a second factor from her, so that one person meets "needs MFA" on the way to a guest tenant.
    user('mia', 'Mia', 'Haugen', contoso, [aalborg], {}, { mfaRequired: true })
  ] as const
  const [ann, rhea, carl, sam, mia] = users
  const atContoso = ({ memberships }: UserInput): string =>
    memberships.find(({ tenantId }) => tenantId === contoso.tenantId)?.objectId ?? ''
  const applications = applicationsOf(contoso.tenantId)
  const principal = (name: string): string => stableId(`sp:${name}:${contoso.tenantId}`)
  const maps = mapsAccount('contoso-maps', [FIELD_READER])
  const contractors = contractorsOf(contoso.tenantId, SUBSCRIPTION, maps.resourceId)
  const vaults = vaultsOf(contoso.tenantId, GROUP, maps, {
    administrator: ann.memberships[0].objectId,
    reader: principal('survey-daemon')
  })
  const storageAccounts = storageAccountsOf(contoso.tenantId, GROUP)
  const storage = storageAccounts[0].resourceId
  const rbacVault = vaults[0]?.resourceId ?? GROUP
  const assign = (principalId: string, role: { id: string }, scope: string) => ({ principalId, roleId: role.id, scope })
  const annId = ann.memberships[0].objectId
  const rheaId = rhea.memberships[0].objectId
  return v.parse(worldSchema, {
    name: 'default',
    tenants: [contoso, fabrikam, aalborg],
    users: [...users],
    groups: [
      ...groupsOf(contoso.tenantId, {
        ann: atContoso(ann),
        rhea: atContoso(rhea),
        carl: atContoso(carl),
        sam: atContoso(sam),
        mia: atContoso(mia)
      }),
      ...contractors.groups
    ],
    applications,
    managedIdentities: [...identitiesOf(contoso.tenantId, GROUP), ...contractors.managedIdentities],
    resourceGroups: contractors.resourceGroups,
    roleDefinitions: contractors.roleDefinitions,
    consents: [
      ...applications.filter(({ firstParty }) => firstParty !== true).map(({ appId }) => consent(appId, ARM_APP_ID)),
      // Maps alone, so that asking for the GeoCatalog on behalf of somebody shows what a missing consent says.
      consent(PORTAL_CLIENT_ID, MAPS_APP_ID)
    ],
    appRoleAssignments: [
      {
        tenantId: contoso.tenantId,
        principalId: principal('survey-daemon'),
        resourceAppId: PORTAL_CLIENT_ID,
        value: READ_SURVEYS
      }
    ],
    subscriptions: [
      { subscriptionId: SUBSCRIPTION_ID, tenantId: contoso.tenantId, displayName: 'Contoso GIS production' }
    ],
    roleAssignments: [
      assign(annId, ROLES.owner, SUBSCRIPTION),
      assign(annId, ROLES.mapsDataReader, SUBSCRIPTION),
      assign(annId, ROLES.geoCatalogAdministrator, geoCatalog.resourceId),
      assign(rheaId, ROLES.mapsDataReader, maps.resourceId),
      assign(rheaId, ROLES.geoCatalogReader, geoCatalog.resourceId),
      assign(MAP_READERS, ROLES.mapsDataReader, maps.resourceId),
      assign(MAP_READERS, ROLES.geoCatalogReader, geoCatalog.resourceId),
      assign(principal('operator'), ROLES.contributor, SUBSCRIPTION),
      assign(principal('survey-daemon'), ROLES.mapsDataReader, maps.resourceId),
      assign(principal('survey-daemon'), ROLES.geoCatalogReader, geoCatalog.resourceId),
      assign(principal('field-reader'), ROLES.mapsDataReader, maps.resourceId),
      assign(principal('field-reader'), ROLES.geoCatalogReader, geoCatalog.resourceId),
      assign(annId, ROLES.keyVaultSecretsOfficer, rbacVault),
      assign(rheaId, ROLES.keyVaultSecretsUser, rbacVault),
      assign(principal('survey-daemon'), ROLES.keyVaultSecretsUser, rbacVault),
      assign(principal('gis-worker'), ROLES.keyVaultSecretsUser, rbacVault),
      assign(annId, ROLES.storageBlobDataContributor, storage),
      assign(rheaId, ROLES.storageBlobDataReader, storage),
      assign(principal('survey-daemon'), ROLES.storageBlobDataReader, storage),
      assign(principal('field-reader'), ROLES.storageBlobDataReader, storage),
      ...contractors.roleAssignments
    ],
    mapsAccounts: [maps, mapsAccount('contoso-field-maps')],
    geoCatalogs: [geoCatalog],
    storageAccounts,
    vaults
  } satisfies WorldInput)
}
