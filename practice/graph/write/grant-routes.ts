import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import type { Consent } from '../../world/model.ts'
import { contextOf, send } from '../answer.ts'
import { offeredBy } from '../directory/api-permissions.ts'
import { toPermissionGrant } from '../directory/permission-grants.ts'
import { type Presence, presenceById } from '../directory/presences.ts'
import { personOf } from '../directory/users.ts'
import type { GraphEnv } from '../graph-env.ts'
import { alreadyThere, badRequest, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { allow, type GraphRequest, withCaller } from '../request.ts'

const scope = v.optional(v.string(), '')

const createSchema = v.object({
  clientId: v.string(),
  consentType: v.picklist(['AllPrincipals', 'Principal']),
  principalId: v.optional(v.nullable(v.pipe(v.string(), v.toLowerCase())), null),
  resourceId: v.string(),
  scope
})

const changeSchema = v.object({ scope })

const requirePresence = ({ world, tenant }: GraphRequest, id: string): Presence => {
  const found = presenceById(world, tenant, id)
  if (found === undefined) throw notFound(id)
  return found
}

/** The permissions of a scope text; one that the API does not have is refused. */
const readScopes = ({ world }: GraphRequest, resourceAppId: string, text: string): string[] => {
  const offered = offeredBy(world, resourceAppId).scopes.map(({ value }) => value)
  const wanted = text.split(/\s+/).filter((one) => one !== '')
  const unknown = wanted.find(
    (one) => !offered.includes(one) && !['openid', 'profile', 'email', 'offline_access'].includes(one)
  )
  if (unknown !== undefined)
    throw badRequest(`The scope '${unknown.slice(0, 100)}' is not offered by this API.`, 'Request_BadRequest')
  return wanted
}

const create = async (request: GraphRequest): Promise<Response> => {
  const { world, tenant, c } = request
  allow(request, 'writeGrants')
  const sent = await readBody(request, createSchema)
  const client = requirePresence(request, sent.clientId)
  const resource = requirePresence(request, sent.resourceId)
  if ((sent.consentType === 'Principal') !== (sent.principalId !== null))
    throw badRequest("'principalId' is needed for consent of one person, and only then.", 'Request_BadRequest')
  if (sent.principalId !== null && personOf(world, tenant.tenantId, sent.principalId) === undefined)
    throw notFound(sent.principalId)
  const consent: Consent = {
    appId: client.appId,
    tenantId: tenant.tenantId,
    userObjectId: sent.principalId,
    resourceAppId: resource.appId,
    scopes: readScopes(request, resource.appId, sent.scope)
  }
  const isKnown = world.consents.some(
    (one) =>
      one.appId === consent.appId &&
      one.tenantId === consent.tenantId &&
      one.userObjectId === consent.userObjectId &&
      one.resourceAppId === consent.resourceAppId
  )
  if (isKnown) throw alreadyThere('Permission entry already exists.')
  world.consents.push(consent)
  return send(
    c,
    {
      '@odata.context': contextOf(c, 'oauth2PermissionGrants/$entity'),
      ...toPermissionGrant(world, tenant, consent)?.body
    },
    { status: 201 }
  )
}

const requireConsent = ({ world, tenant, c }: GraphRequest): Consent => {
  const key = c.req.param('key') ?? ''
  const found = world.consents.find(
    (consent) => consent.tenantId === tenant.tenantId && toPermissionGrant(world, tenant, consent)?.id === key
  )
  if (found === undefined) throw notFound(key)
  return found
}

/** Delegated permissions: what is granted here, the next sign-in finds granted. */
export const addGrantRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post('/:version/oauth2permissiongrants', withCaller(cloud, create))
  app.patch(
    '/:version/oauth2permissiongrants/:key',
    withCaller(cloud, async (request) => {
      allow(request, 'writeGrants')
      const consent = requireConsent(request)
      const sent = await readBody(request, changeSchema)
      consent.scopes = readScopes(request, consent.resourceAppId, sent.scope)
      return request.c.body(null, 204)
    })
  )
  app.delete(
    '/:version/oauth2permissiongrants/:key',
    withCaller(cloud, (request) => {
      allow(request, 'writeGrants')
      const { consents } = request.world
      consents.splice(consents.indexOf(requireConsent(request)), 1)
      return request.c.body(null, 204)
    })
  )
}
