import type { Hono } from 'hono'
import * as v from 'valibot'
import type { CloudContext } from '../../cloud-context.ts'
import type { Application } from '../../world/model.ts'
import { contextOf, send } from '../answer.ts'
import { applicationObjectId } from '../directory/applications.ts'
import { federatedCredentialsOf } from '../directory/federated-credentials.ts'
import type { GraphEnv } from '../graph-env.ts'
import { alreadyThere, badRequest, notFound } from '../graph-error.ts'
import { readBody } from '../read-body.ts'
import { withCaller } from '../request.ts'
import { requireRegistration } from './application-routes.ts'

const MOST = 20

const words = v.pipe(v.string(), v.nonEmpty('This must not be empty.'), v.maxLength(600))
const audiences = v.pipe(v.array(words), v.minLength(1), v.maxLength(1))
const description = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(600))))

const createSchema = v.object({
  name: v.pipe(v.string(), v.regex(/^[\w-]{1,120}$/, 'Up to 120 letters, digits, hyphens and underscores.')),
  issuer: words,
  subject: words,
  description,
  audiences
})

const changeSchema = v.object({
  issuer: v.optional(words),
  subject: v.optional(words),
  description,
  audiences: v.optional(audiences)
})

type Credential = Application['federatedCredentials'][number]

const requireUnique = ({ federatedCredentials }: Application, { issuer, subject }: Credential, self?: Credential) => {
  if (federatedCredentials.some((one) => one !== self && one.issuer === issuer && one.subject === subject))
    throw alreadyThere(`FederatedIdentityCredential with issuer ${issuer} and subject ${subject} already exists.`)
}

const requireCredential = (application: Application, key: string): Credential => {
  const index = federatedCredentialsOf(application).findIndex(({ id, body }) => id === key || body.name === key)
  const found = application.federatedCredentials[index]
  if (found === undefined) throw notFound(key)
  return found
}

const BASE = '/:version/applications/:key/federatedidentitycredentials'

/** Trusts in the tokens of other issuers. */
export const addFederatedRoutes = (app: Hono<GraphEnv>, cloud: CloudContext): void => {
  app.post(
    BASE,
    withCaller(cloud, async (request) => {
      const application = requireRegistration(request)
      const { description: said, ...sent } = await readBody(request, createSchema)
      if (application.federatedCredentials.length >= MOST)
        throw badRequest(`An application has at most ${String(MOST)} federated credentials.`, 'Request_BadRequest')
      const credential: Credential = { ...sent, ...(typeof said === 'string' ? { description: said } : {}) }
      requireUnique(application, credential)
      application.federatedCredentials.push(credential)
      const entity = federatedCredentialsOf(application).at(-1)
      const owner = applicationObjectId(application)
      return send(
        request.c,
        {
          '@odata.context': contextOf(request.c, `applications('${owner}')/federatedIdentityCredentials/$entity`),
          ...entity?.body
        },
        {
          status: 201,
          headers: {
            Location: `${request.c.env.origin}/v2/${request.tenant.tenantId}/federatedIdentityCredentials/${entity?.id ?? ''}`
          }
        }
      )
    })
  )
  app.patch(
    `${BASE}/:credential`,
    withCaller(cloud, async (request) => {
      const application = requireRegistration(request)
      const credential = requireCredential(application, request.c.req.param('credential') ?? '')
      const sent = await readBody(request, changeSchema)
      const changed: Credential = {
        name: credential.name,
        issuer: sent.issuer ?? credential.issuer,
        subject: sent.subject ?? credential.subject,
        audiences: sent.audiences ?? credential.audiences
      }
      const said = sent.description === undefined ? credential.description : sent.description
      if (typeof said === 'string') changed.description = said
      requireUnique(application, changed, credential)
      application.federatedCredentials[application.federatedCredentials.indexOf(credential)] = changed
      return request.c.body(null, 204)
    })
  )
  app.delete(
    `${BASE}/:credential`,
    withCaller(cloud, (request) => {
      const application = requireRegistration(request)
      const credential = requireCredential(application, request.c.req.param('credential') ?? '')
      application.federatedCredentials.splice(application.federatedCredentials.indexOf(credential), 1)
      return request.c.body(null, 204)
    })
  )
}
