import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import type { MapsAccount, World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'

/** The identity member of a body: which identities the account is to have. */
export const identitySchema = v.object({
  /** Some clients send the member empty. */
  type: v.nullish(v.string()),
  userAssignedIdentities: v.nullish(v.record(v.string(), v.nullable(v.unknown())))
})

const findIdentity = (world: World, id: string): World['managedIdentities'][number] | undefined =>
  world.managedIdentities.find(
    ({ resourceId, kind }) => kind === 'user' && resourceId.toLowerCase() === id.toLowerCase()
  )

/** The identity member of an account as it is shown; left out where it has none. */
export const mapsIdentityOf = (world: World, account: MapsAccount): JsonBody => {
  const { systemIdentity, userAssignedIdentities, tenantId } = account
  const kinds = [
    ...(systemIdentity === undefined ? [] : ['SystemAssigned']),
    ...(userAssignedIdentities.length === 0 ? [] : ['UserAssigned'])
  ]
  if (kinds.length === 0) return {}
  const assigned = userAssignedIdentities.map((id) => {
    const { objectId: principalId, clientId } = findIdentity(world, id) ?? { objectId: null, clientId: null }
    return [id, { principalId, clientId }]
  })
  return {
    identity: {
      type: kinds.join(', '),
      ...(systemIdentity === undefined ? {} : { principalId: systemIdentity, tenantId }),
      ...(assigned.length === 0 ? {} : { userAssignedIdentities: Object.fromEntries(assigned) as JsonBody })
    }
  }
}

/** Gives an account the identities of a body; each user-assigned one must be there. A null takes one away. */
export const setMapsIdentity = (
  world: World,
  account: MapsAccount,
  { type, userAssignedIdentities }: v.InferOutput<typeof identitySchema>
): void => {
  if (type === null || type === undefined) return
  const kinds = type.split(',').map((kind) => kind.trim().toLowerCase())
  const named = Object.entries(userAssignedIdentities ?? {}).filter(([, value]) => value !== null)
  const ids = named.map(([id]) => {
    const found = findIdentity(world, id)
    if (found !== undefined) return found.resourceId
    throw new ArmError(400, 'FailedIdentityOperation', `The identity '${id.slice(0, 300)}' does not exist.`, {
      guessed: true
    })
  })
  account.userAssignedIdentities = kinds.includes('userassigned') ? ids : []
  if (!kinds.includes('systemassigned')) delete account.systemIdentity
  else account.systemIdentity ??= crypto.randomUUID()
}
