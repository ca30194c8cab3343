import type { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application } from '../../world/model.ts'
import { newClientSecret } from '../../world/random-secrets.ts'
import { contextOf, send } from '../answer.ts'
import { passwordCredential } from '../directory/credentials.ts'
import type { GraphEnv } from '../graph-env.ts'
import { badRequest, denied } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { type GraphRequest, withCaller } from '../request.ts'
import { requireOwnedPrincipal, requireRegistration } from './application-routes.ts'

const TWO_YEARS_MS = 2 * 365 * 86_400_000

const time = v.optional(
  v.nullable(
    v.pipe(
      v.string(),
      v.isoTimestamp('An ISO time is needed.'),
      v.transform((text) => Date.parse(text)),
      v.minValue(0, 'A time after 1970 is needed.')
    )
  )
)

const addSchema = v.object({
  passwordCredential: v.optional(
    v.object({
      displayName: v.optional(v.nullable(v.string())),
      startDateTime: time,
      endDateTime: time
    }),
    {}
  )
})

const removeSchema = v.object({ keyId: v.string() })

/** Whose secret it is: the registration's, or that of a service principal in one tenant. */
interface Holder {
  application: Application
  tenantId?: string
}

const add = async (request: GraphRequest, { application, tenantId }: Holder): Promise<Response> => {
  const { passwordCredential: sent } = await readBody(request, addSchema)
  const nowMs = request.c.env.nowMs
  const startsAt = sent.startDateTime ?? nowMs
  const expiresAt = sent.endDateTime ?? startsAt + TWO_YEARS_MS
  if (expiresAt <= startsAt)
    throw badRequest('The end of the credential must be after its start.', 'Request_BadRequest')
  const secret = {
    secretId: randomUUID(),
    value: newClientSecret(),
    displayName: sent.displayName ?? '',
    startsAt,
    expiresAt,
    ...(tenantId === undefined ? {} : { tenantId })
  }
  application.secrets.push(secret)
  return send(
    request.c,
    {
      '@odata.context': contextOf(request.c, 'microsoft.graph.passwordCredential'),
      ...passwordCredential(secret, secret.value)
    },
    { headers: { Location: request.c.env.origin } }
  )
}

const remove = async (request: GraphRequest, { application, tenantId }: Holder): Promise<Response> => {
  const { keyId } = await readBody(request, removeSchema)
  const index = application.secrets.findIndex(
    (secret) => secret.secretId === keyId.toLowerCase() && secret.tenantId === tenantId
  )
  if (index < 0) throw badRequest('No password credential found with keyId.', 'Request_BadRequest')
  application.secrets.splice(index, 1)
  return request.c.body(null, 204)
}

const ofPrincipal = (request: GraphRequest): Holder => {
  const { application } = requireOwnedPrincipal(request)
  if (application === undefined) throw denied()
  return { application, tenantId: request.tenant.tenantId }
}

/** Secrets of applications and of their service principals; the text is told once. */
export const addPasswordRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  const ofRegistration = (request: GraphRequest): Holder => ({ application: requireRegistration(request) })
  for (const [set, holder] of [
    ['applications', ofRegistration],
    ['serviceprincipals', ofPrincipal]
  ] as const) {
    app.post(
      `/:version/${set}/:key/addpassword`,
      withCaller(cloud, (request) => add(request, holder(request)))
    )
    app.post(
      `/:version/${set}/:key/removepassword`,
      withCaller(cloud, (request) => remove(request, holder(request)))
    )
  }
}
