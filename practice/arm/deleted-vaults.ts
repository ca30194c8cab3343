import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { covers } from '../world/authorization.ts'
import type { KeyVault, World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { requirePermission, requireSubscription } from './arm-permission.ts'
import { type ArmReply, type ArmRequest, type ArmRoute, methodNotAllowed, page, QUOTA } from './arm-request.ts'
import { readBody } from './read-body.ts'
import { removeFrom } from './resource-route.ts'
import { VAULT_VERSIONS } from './vault-versions.ts'

const DAY_MS = 86_400_000
const KEPT_DAYS = 90

const seconds = (epochMs: number): string => new Date(epochMs).toISOString().replace(/\.\d+Z$/, 'Z')

const show = (scope: string, { name, location, resourceId, tags, deletedAt = 0 }: KeyVault): JsonBody => ({
  id: `${scope}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${name}`,
  name,
  type: 'Microsoft.KeyVault/deletedVaults',
  properties: {
    vaultId: resourceId,
    location,
    tags,
    deletionDate: seconds(deletedAt),
    scheduledPurgeDate: seconds(deletedAt + KEPT_DAYS * DAY_MS)
  }
})

const deletedIn = (world: World, scope: string): KeyVault[] =>
  world.vaults.filter(({ deletedAt, resourceId }) => deletedAt !== undefined && covers(scope, resourceId))

/** The deleted vaults of a subscription. */
export const deletedVaults: ArmRoute = {
  displayType: 'Microsoft.KeyVault/deletedVaults',
  versions: VAULT_VERSIONS,
  answer: (request) => {
    const { cloud, c, caller, path } = request
    if (c.req.method !== 'GET' || path.name !== undefined) throw methodNotAllowed()
    requireSubscription(cloud.world, caller, path.scope)
    requirePermission(cloud.world, caller, path.scope, 'Microsoft.KeyVault/deletedVaults/read')
    const found = deletedIn(cloud.world, path.scope).map((one) => show(path.scope, one))
    return { body: page(request, found), headers: QUOTA.reads }
  }
}

const one = (request: ArmRequest): ArmReply => {
  const { cloud, c, caller, path } = request
  const [name = '', operation, ...deeper] = path.rest
  if (path.action !== 'deletedvaults' || deeper.length > 0) throw methodNotAllowed()
  requireSubscription(cloud.world, caller, path.scope)
  const purges = c.req.method === 'POST' && operation?.toLowerCase() === 'purge'
  if (!purges && (c.req.method !== 'GET' || operation !== undefined)) throw methodNotAllowed()
  const verb = purges ? 'purge/action' : 'read'
  requirePermission(cloud.world, caller, path.scope, `Microsoft.KeyVault/locations/deletedVaults/${verb}`)
  const found = deletedIn(cloud.world, path.scope).find((vault) => vault.name.toLowerCase() === name.toLowerCase())
  if (found === undefined)
    throw new ArmError(
      404,
      'DeletedVaultNotFound',
      `The specified deleted vault '${name.slice(0, 64)}' does not exist.`,
      {
        guessed: true
      }
    )
  if (!purges) return { body: show(path.scope, found), headers: QUOTA.reads }
  removeFrom(cloud.world.vaults, found)
  return { headers: QUOTA.writes, guessed: true }
}

/** A deleted vault by `locations/{region}/deletedVaults/{name}`, and its end for good. */
export const deletedVault: ArmRoute = {
  displayType: 'Microsoft.KeyVault/locations',
  versions: VAULT_VERSIONS,
  deep: true,
  answer: one
}

const nameSchema = v.object({ name: v.string(), type: v.optional(v.string()) })

/** Whether a vault could have a name. */
export const checkVaultName: ArmRoute = {
  displayType: 'Microsoft.KeyVault/checkNameAvailability',
  versions: VAULT_VERSIONS,
  answer: async (request) => {
    const { cloud, c, caller, path } = request
    if (c.req.method !== 'POST' || path.name !== undefined) throw methodNotAllowed()
    requireSubscription(cloud.world, caller, path.scope)
    requirePermission(cloud.world, caller, path.scope, 'Microsoft.KeyVault/checkNameAvailability/read')
    const { name } = await readBody(request, nameSchema)
    if (!/^[a-z](?!.*--)[a-z\d-]{1,22}[a-z\d]$/i.test(name)) {
      const message = `The vault name '${name.slice(0, 64)}' is invalid. A vault's name must be between 3-24 alphanumeric characters. The name must begin with a letter, end with a letter or digit, and not contain consecutive hyphens.`
      return { body: { nameAvailable: false, reason: 'AccountNameInvalid', message } }
    }
    if (!cloud.world.vaults.some((vault) => vault.name.toLowerCase() === name.toLowerCase()))
      return { body: { nameAvailable: true } }
    const message = `The vault name '${name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`
    return { body: { nameAvailable: false, reason: 'AlreadyExists', message }, guessed: true }
  }
}
