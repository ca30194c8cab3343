import type { ResourceName } from '#contract/model'
import type { Cloud } from './clouds.ts'

/** A service that tokens are acquired for, as the fields of a cloud name it. */
export interface Resource {
  resource: Exclude<ResourceName, 'other'>
  label: string
  scopeOf: keyof Pick<Cloud, 'mapsScope' | 'geoCatalogScope' | 'armScope' | 'graphScope' | 'keyVaultScope'>
  /** Name of the delegated permission that users may ask for in place of `.default`; null where `.default` serves. */
  delegatedScope: string | null
  /** Application (client) ID of the service, which a token may carry as its audience. */
  applicationId: string
}

/** Services in the order in which they are offered. Source of the ids: Microsoft Entra first-party applications. */
export const resources: readonly Resource[] = [
  {
    resource: 'geocatalog',
    label: 'GeoCatalog',
    scopeOf: 'geoCatalogScope',
    delegatedScope: 'user_impersonation',
    applicationId: '6388acc4-795e-43a9-a320-33075c1eb83b'
  },
  {
    resource: 'maps',
    label: 'Azure Maps',
    scopeOf: 'mapsScope',
    delegatedScope: 'user_impersonation',
    applicationId: 'ba1ea022-5807-41d5-bbeb-292c7e1cf5f6'
  },
  {
    resource: 'arm',
    label: 'Azure Resource Manager',
    scopeOf: 'armScope',
    delegatedScope: 'user_impersonation',
    applicationId: '797f4846-ba00-4fd7-ba43-dac1f8f63013'
  },
  {
    resource: 'key-vault',
    label: 'Key Vault',
    scopeOf: 'keyVaultScope',
    delegatedScope: 'user_impersonation',
    applicationId: 'cfa8b339-82a2-471a-a3c9-0fc0be7a4093'
  },
  {
    resource: 'graph',
    label: 'Microsoft Graph',
    scopeOf: 'graphScope',
    delegatedScope: 'User.Read',
    applicationId: '00000003-0000-0000-c000-000000000000'
  }
]
