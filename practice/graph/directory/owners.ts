import type { Application, Tenant, World } from '../../world/model.ts'
import { applicationObjectId, registrationsOf, toApplication } from './applications.ts'
import { objectsById } from './directory-objects.ts'
import type { Entity } from './entity.ts'

/** The registration that an application or a service principal of its home tenant stands for. */
export const registrationOf = (world: World, tenant: Tenant, { body }: Entity): Application | undefined =>
  registrationsOf(world, tenant).find(({ appId }) => appId === body.appId)

/** Who may change an application besides administrators. */
export const ownersOf = (world: World, tenant: Tenant, of: Entity): Entity[] =>
  objectsById(world, tenant, registrationOf(world, tenant, of)?.owners ?? [])

/** The registrations that somebody owns. */
export const ownedBy = (world: World, tenant: Tenant, objectId: string): Entity[] =>
  registrationsOf(world, tenant)
    .filter(({ owners = [] }) => owners.includes(objectId))
    .map((application) => toApplication(world, tenant, application))

/** The registration with this object id. */
export const registrationById = (world: World, tenant: Tenant, objectId: string): Application | undefined =>
  registrationsOf(world, tenant).find((application) => applicationObjectId(application) === objectId.toLowerCase())
