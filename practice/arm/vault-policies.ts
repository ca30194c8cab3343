import * as v from 'valibot'
import type { JsonBody } from '../http/json-body.ts'
import { secretPermissionSchema } from '../world/model/vaults.ts'
import type { KeyVault, SecretPermission } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import type { ArmRequest } from './arm-request.ts'
import { readBody } from './read-body.ts'

type Policies = KeyVault['accessPolicies']

const EVERY = secretPermissionSchema.options

const secretsSchema = v.pipe(
  v.array(v.pipe(v.string(), v.toLowerCase(), v.picklist([...EVERY, 'all']))),
  v.transform((names): SecretPermission[] =>
    names.includes('all') ? [...EVERY] : names.filter((name) => name !== 'all')
  )
)

/** Access policies as a body has them; what they say of keys and certificates is not kept. */
export const policiesSchema = v.array(
  v.pipe(
    v.object({
      objectId: v.pipe(v.string(), v.uuid(), v.toLowerCase()),
      permissions: v.object({ secrets: v.nullish(secretsSchema, []) })
    }),
    v.transform(({ objectId, permissions }) => ({ objectId, secrets: permissions.secrets }))
  )
)

const bodySchema = v.object({ properties: v.object({ accessPolicies: policiesSchema }) })

const added = (policies: Policies, more: Policies): Policies => {
  const result = policies.map((one) => ({ ...one }))
  for (const policy of more) {
    const known = result.find(({ objectId }) => objectId === policy.objectId)
    if (known === undefined) result.push(policy)
    else known.secrets = [...new Set([...known.secrets, ...policy.secrets])]
  }
  return result
}

const removed = (policies: Policies, less: Policies): Policies =>
  policies
    .map((one) => {
      const taken = less.find(({ objectId }) => objectId === one.objectId)?.secrets ?? []
      return { ...one, secrets: one.secrets.filter((name) => !taken.includes(name)) }
    })
    .filter(({ secrets }) => secrets.length > 0)

/** Adds, replaces or removes access policies; the vault honours it at once. */
export const changePolicies = async (request: ArmRequest, vault: KeyVault): Promise<JsonBody> => {
  const kind = request.path.rest.join('/').toLowerCase()
  const { accessPolicies } = (await readBody(request, bodySchema)).properties
  if (kind === 'add') vault.accessPolicies = added(vault.accessPolicies, accessPolicies)
  else if (kind === 'replace') vault.accessPolicies = accessPolicies
  else if (kind === 'remove') vault.accessPolicies = removed(vault.accessPolicies, accessPolicies)
  else throw new ArmError(400, 'BadRequest', 'An access policy is added, replaced or removed.', { guessed: true })
  return {
    id: `${vault.resourceId}/accessPolicies/`,
    type: 'Microsoft.KeyVault/vaults/accessPolicies',
    properties: {
      accessPolicies: vault.accessPolicies.map(({ objectId, secrets }) => ({
        tenantId: vault.tenantId,
        objectId,
        permissions: { secrets }
      }))
    }
  }
}
