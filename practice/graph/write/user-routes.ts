import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import { contextOf, send } from '../answer.ts'
import { personOf } from '../directory/users.ts'
import type { GraphEnv } from '../graph-env.ts'
import { denied, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { requireMe } from '../read-routes.ts'
import { allow, type GraphRequest, requireInSet, requireSet, withCaller } from '../request.ts'

const name = v.optional(v.pipe(v.string(), v.nonEmpty(), v.maxLength(256)))

const changeSchema = v.strictObject({
  accountEnabled: v.optional(v.boolean()),
  displayName: name,
  givenName: name,
  surname: name,
  passwordProfile: v.optional(
    v.object({
      password: v.optional(v.pipe(v.string(), v.minLength(8), v.maxLength(256))),
      forceChangePasswordNextSignIn: v.optional(v.boolean())
    })
  )
})

const requirePerson = (request: GraphRequest) => {
  const key = request.c.req.param('key') ?? ''
  const entity = requireInSet(request, requireSet('users'), key)
  const found = personOf(request.world, request.tenant.tenantId, entity.id)
  if (found === undefined) throw notFound(key)
  return found
}

const change = async (request: GraphRequest): Promise<Response> => {
  allow(request, 'writeUsers')
  const { user, membership } = requirePerson(request)
  const sent = await readBody(request, changeSchema)
  const { passwordProfile: profile } = sent
  // The home tenant alone knows a guest's password.
  if (profile !== undefined && membership.kind === 'guest') throw denied()
  user.enabled = sent.accountEnabled ?? user.enabled
  user.displayName = sent.displayName ?? user.displayName
  user.givenName = sent.givenName ?? user.givenName
  user.surname = sent.surname ?? user.surname
  if (profile?.password !== undefined) {
    user.password = profile.password
    user.sessionsRevokedAt = Date.now()
  }
  user.passwordExpired = profile?.forceChangePasswordNextSignIn ?? user.passwordExpired
  return request.c.body(null, 204)
}

const revoke = (request: GraphRequest, user: { sessionsRevokedAt?: number }): Response => {
  user.sessionsRevokedAt = Date.now()
  return send(request.c, { '@odata.context': contextOf(request.c, 'Edm.Boolean'), value: true })
}

/** Changing people: a blocked account, a new password, ended sessions. */
export const addUserRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.patch('/:version/users/:key', withCaller(cloud, change))
  app.post(
    '/:version/users/:key/revokesigninsessions',
    withCaller(cloud, (request) => {
      allow(request, 'writeUsers')
      return revoke(request, requirePerson(request).user)
    })
  )
  app.post(
    '/:version/me/revokesigninsessions',
    withCaller(cloud, (request) => {
      allow(request, 'readSelf')
      const { id } = requireMe(request)
      const found = personOf(request.world, request.tenant.tenantId, id)
      if (found === undefined) throw notFound(id)
      return revoke(request, found.user)
    })
  )
}
