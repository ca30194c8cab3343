import type { Tenant, World } from '../../world/model.ts'
import { APPLICATION, applicationsOf } from './applications.ts'
import type { Entity, EntityType } from './entity.ts'
import { DIRECTORY_ROLE, directoryRolesOf, GROUP, groupsOf } from './groups.ts'
import { SERVICE_PRINCIPAL, servicePrincipalsOf } from './service-principals.ts'
import { USER, usersOf } from './users.ts'

const TYPES = [USER, GROUP, SERVICE_PRINCIPAL, APPLICATION, DIRECTORY_ROLE]

/** Any object of a directory: it may have the properties of each of the types. */
export const DIRECTORY_OBJECT: EntityType = {
  name: 'directoryObject',
  properties: [...new Set(TYPES.flatMap(({ properties }) => properties))]
}

/** Every object of a tenant's directory. */
export const directoryObjectsOf = (world: World, tenant: Tenant): Entity[] => [
  ...usersOf(world, tenant),
  ...groupsOf(world, tenant),
  ...servicePrincipalsOf(world, tenant),
  ...applicationsOf(world, tenant),
  ...directoryRolesOf(tenant)
]

/** The objects with these ids, in the directory's order. */
export const objectsById = (world: World, tenant: Tenant, ids: readonly string[]): Entity[] => {
  const wanted = new Set(ids.map((id) => id.toLowerCase()))
  return directoryObjectsOf(world, tenant).filter(({ id }) => wanted.has(id))
}
