import * as v from 'valibot'
import { forgetPrincipals } from '../graph/write/forget-principal.ts'
import type { JsonBody } from '../http/json-body.ts'
import { managedIdentitySchema } from '../world/model/resource-manager.ts'
import type { ManagedIdentity, World } from '../world/model.ts'
import { ArmError } from './arm-error.ts'
import { type ArmReply, type ArmRequest, QUOTA } from './arm-request.ts'
import { locationSchema, readBody, tagsSchema } from './read-body.ts'
import { removeFrom, resourceRoute } from './resource-route.ts'

const TYPE = 'Microsoft.ManagedIdentity/userAssignedIdentities'
const putSchema = v.object({ location: locationSchema, tags: v.nullish(tagsSchema) })
const patchSchema = v.object({ tags: v.nullish(tagsSchema) })

const userAssigned = (world: World): ManagedIdentity[] => world.managedIdentities.filter(({ kind }) => kind === 'user')

/** Recorded: this provider spells the word in small letters, whatever the request said. */
const recordedId = ({ resourceId }: ManagedIdentity): string =>
  resourceId.replace('/resourceGroups/', '/resourcegroups/')

const put = async (
  request: ArmRequest,
  id: string,
  existing: ManagedIdentity | undefined
): Promise<{ resource: ManagedIdentity } & ArmReply> => {
  const { location, tags } = await readBody(request, putSchema)
  if (existing !== undefined) {
    existing.tags = tags ?? {}
    return { resource: existing }
  }
  const { cloud, caller, path } = request
  const resource = v.parse(managedIdentitySchema, {
    name: path.name ?? '',
    kind: 'user',
    tenantId: caller.tenantId,
    clientId: crypto.randomUUID(),
    objectId: crypto.randomUUID(),
    resourceId: id,
    location,
    tags: tags ?? {}
  })
  cloud.world.managedIdentities.push(resource)
  const headers = { ...QUOTA.writes, location: recordedId(resource) }
  const operation = `tenantId=${caller.tenantId},objectId=${caller.objectId}/${location}/${crypto.randomUUID()}`
  return { resource, headers: { ...headers, 'x-ms-operation-identifier': operation } }
}

const showCredential = (identity: ManagedIdentity, subject: string): JsonBody => {
  const name = subject.replace(/[^\w-]+/g, '-').slice(0, 120)
  return {
    id: `${recordedId(identity)}/federatedIdentityCredentials/${name}`,
    name,
    type: `${TYPE}/federatedIdentityCredentials`,
    properties: { issuer: 'practice', subject, audiences: ['api://AzureADTokenExchange'] }
  }
}

const federated = ({ path }: ArmRequest, identity: ManagedIdentity): JsonBody => {
  const all = identity.federatedSubjects.map((subject) => showCredential(identity, subject))
  const [wanted] = path.rest
  if (wanted === undefined) return { value: all }
  const found = all.find(({ name }) => name === wanted)
  if (found !== undefined) return found
  const message = `The federated identity credential '${wanted.slice(0, 120)}' was not found.`
  throw new ArmError(404, 'NotFound', message, { guessed: true })
}

/** User-assigned managed identities, and whose tokens of another issuer count as them. */
export const identities = resourceRoute<ManagedIdentity>({
  type: TYPE,
  versions: [
    '2018-11-30',
    '2021-09-30-preview',
    '2022-01-31-preview',
    '2023-01-31',
    '2023-07-31-preview',
    '2024-11-30'
  ],
  all: userAssigned,
  show: (_cloud, identity) => ({
    location: identity.location,
    tags: identity.tags,
    id: recordedId(identity),
    name: identity.name,
    type: TYPE,
    properties: { tenantId: identity.tenantId, principalId: identity.objectId, clientId: identity.clientId }
  }),
  put,
  patch: async (request, identity) => {
    const { tags } = await readBody(request, patchSchema)
    if (tags) identity.tags = tags
    return undefined
  },
  remove: ({ cloud }, identity) => {
    const { world } = cloud
    removeFrom(world.managedIdentities, identity)
    forgetPrincipals(world, [identity.objectId])
    const stays = (id: string): boolean => id.toLowerCase() !== identity.resourceId.toLowerCase()
    for (const account of world.mapsAccounts)
      account.userAssignedIdentities = account.userAssignedIdentities.filter(stays)
    for (const catalog of world.geoCatalogs) catalog.identities = catalog.identities.filter(stays)
    return { headers: QUOTA.deletes }
  },
  operations: {
    federatedidentitycredentials: {
      method: 'GET',
      permission: 'federatedIdentityCredentials/read',
      deep: true,
      run: federated
    }
  }
})
