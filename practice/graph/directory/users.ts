import type { Membership, Tenant, User, World } from '../../world/model.ts'
import type { Entity, EntityType } from './entity.ts'

const USUAL = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id'
]

const FURTHER = [
  'accountEnabled',
  'createdDateTime',
  'creationType',
  'department',
  'externalUserState',
  'mailNickname',
  'otherMails',
  'proxyAddresses',
  'usageLocation',
  'userType'
]

/** A person. */
export const USER: EntityType = { name: 'user', properties: [...USUAL, ...FURTHER], unselected: USUAL }

/** The name that a person has in a tenant; a guest's is made from the home one. */
export const userPrincipalNameIn = (user: User, { kind }: Membership, { defaultDomain }: Tenant): string =>
  kind === 'member' ? user.userPrincipalName : `${user.userPrincipalName.replace('@', '_')}#EXT#@${defaultDomain}`

const toUser = (user: User, membership: Membership, tenant: Tenant): Entity => {
  const userPrincipalName = userPrincipalNameIn(user, membership, tenant)
  const guest = membership.kind === 'guest'
  return {
    type: USER,
    id: membership.objectId,
    body: {
      businessPhones: [],
      displayName: user.displayName,
      givenName: user.givenName,
      jobTitle: null,
      mail: user.userPrincipalName,
      mobilePhone: null,
      officeLocation: null,
      preferredLanguage: null,
      surname: user.surname,
      userPrincipalName,
      id: membership.objectId,
      accountEnabled: user.enabled,
      createdDateTime: null,
      creationType: guest ? 'Invitation' : null,
      department: null,
      externalUserState: guest ? 'Accepted' : null,
      mailNickname: userPrincipalName.split('@')[0],
      otherMails: guest ? [user.userPrincipalName] : [],
      proxyAddresses: [],
      usageLocation: tenant.countryCode,
      userType: guest ? 'Guest' : 'Member'
    }
  }
}

/** The people of a tenant, guests among them. */
export const usersOf = (world: World, tenant: Tenant): Entity[] =>
  world.users.flatMap((user) => {
    const membership = user.memberships.find(({ tenantId }) => tenantId === tenant.tenantId)
    return membership === undefined ? [] : [toUser(user, membership, tenant)]
  })

/** The person behind an object id of a tenant. */
export const personOf = (
  world: World,
  tenantId: string,
  objectId: string
): { user: User; membership: Membership } | undefined => {
  for (const user of world.users)
    for (const membership of user.memberships)
      if (membership.tenantId === tenantId && membership.objectId === objectId) return { user, membership }
  return undefined
}
