import { createHash } from 'node:crypto'
import type { SecretVersion, WorldInput } from './model.ts'

type KeyVault = NonNullable<WorldInput['vaults']>[number]
type VaultSecret = NonNullable<KeyVault['secrets']>[number]

const DAY_SECONDS = 86_400

const version = (name: string, value: string, daysOld: number, more: Partial<SecretVersion> = {}): SecretVersion => {
  const created = Math.floor(Date.now() / 1000) - daysOld * DAY_SECONDS
  const id = createHash('sha256')
    .update(`practice-cloud:${name}:${String(daysOld)}`)
    .digest('hex')
    .slice(0, 32)
  return { version: id, value, enabled: true, created, updated: created, ...more }
}

const secret = (name: string, ...versions: VaultSecret['versions']): VaultSecret => ({
  name,
  versions
})

/** Who may do what in the default vaults. */
interface VaultPeople {
  administrator: string
  reader: string
}

/** A vault that asks roles, with the key of an Azure Maps account in it, one that asks access policies, and one whose firewall is closed. */
export const vaultsOf = (
  tenantId: string,
  resourceGroup: string,
  maps: { name: string; primaryKey: string; secondaryKey: string },
  { administrator, reader }: VaultPeople
): KeyVault[] => {
  const resourceId = (name: string): string => `${resourceGroup}/providers/Microsoft.KeyVault/vaults/${name}`
  const key = 'azure-maps-key'
  const retired = { enabled: false, contentType: 'text/plain' }
  const yesterday = Math.floor(Date.now() / 1000) - DAY_SECONDS
  return [
    {
      resourceId: resourceId('contoso-gis-kv'),
      name: 'contoso-gis-kv',
      tenantId,
      mode: 'rbac',
      secrets: [
        secret(
          key,
          version(key, maps.primaryKey, 20, { contentType: 'text/plain', tags: { account: maps.name } }),
          version(key, 'practice-key-from-before-the-rotation', 200)
        ),
        secret('retired-maps-key', version('retired-maps-key', 'practice-retired-key', 400, retired)),
        secret('expired-maps-key', version('expired-maps-key', 'practice-expired-key', 90, { expires: yesterday }))
      ]
    },
    {
      resourceId: resourceId('contoso-field-kv'),
      name: 'contoso-field-kv',
      tenantId,
      mode: 'access-policy',
      accessPolicies: [
        { objectId: administrator, secrets: ['get', 'list', 'set', 'delete', 'recover', 'purge', 'backup', 'restore'] },
        { objectId: reader, secrets: ['get'] }
      ],
      secrets: [secret(key, version(key, maps.secondaryKey, 20))]
    },
    {
      resourceId: resourceId('contoso-closed-kv'),
      name: 'contoso-closed-kv',
      tenantId,
      mode: 'rbac',
      firewall: true,
      secrets: [secret(key, version(key, 'practice-key-behind-the-firewall', 30))]
    }
  ]
}
