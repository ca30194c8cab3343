import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { EntraError } from '../entra/entra-error.ts'
import { describeError, makeTrace } from '../entra/error-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { answerArc } from './arc.ts'
import type { ArcKeys } from './arc-keys.ts'
import { answerCloudShell } from './cloud-shell.ts'
import type { IdentitySite } from './identity-site.ts'
import { ImdsError } from './imds-error.ts'
import { answerInstance } from './instance.ts'
import { answerMachine } from './machine.ts'
import { answerServiceHost, APP_SERVICE, MACHINE_LEARNING, SERVICE_FABRIC } from './service-host.ts'
import { TokenCache } from './token-cache.ts'

const TOKEN_PATH = '/metadata/identity/oauth2/token'

const answer = (c: Context<PracticeEnv>, body: unknown, status: 200 | ImdsError['status'] = 200): Response =>
  c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8' })

const makeIdentityApp = (cloud: CloudContext): { app: Hono<PracticeEnv>; site: IdentitySite } => {
  const app = makeServiceApp(cloud, 'imds')
  app.notFound((c) => refuse(c, new ImdsError(404, { error: 'Not found' }, true)))
  app.onError((error, c) => refuse(c, toImdsError(c, error)))
  return { app, site: { cloud, tokens: new TokenCache() } }
}

/** The endpoints of a machine, App Service, Azure Machine Learning and Cloud Shell, on one listener. */
export const makeImdsApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const { app, site } = makeIdentityApp(cloud)
  app.get(TOKEN_PATH, async (c) => answer(c, await answerMachine(site, c)))
  app.get('/metadata/instance/*', (c) => {
    const found = answerInstance(cloud, c)
    return typeof found === 'string' ? c.text(found) : answer(c, found)
  })
  app.get('/msi/token', async (c) => {
    const host = c.req.header('secret') === undefined ? APP_SERVICE : MACHINE_LEARNING
    return answer(c, await answerServiceHost(site, c, host))
  })
  app.post('/msi/token', async (c) => answer(c, await answerCloudShell(cloud, c)))
  return app
}

/** The endpoint of a server that Azure Arc looks after. */
export const makeArcApp = (cloud: CloudContext, keys: ArcKeys): Hono<PracticeEnv> => {
  const { app, site } = makeIdentityApp(cloud)
  app.get(TOKEN_PATH, async (c) => answer(c, await answerArc(site, keys, c)))
  return app
}

/** The endpoint of a Service Fabric cluster. */
export const makeServiceFabricApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const { app, site } = makeIdentityApp(cloud)
  app.get(TOKEN_PATH, async (c) => answer(c, await answerServiceHost(site, c, SERVICE_FABRIC)))
  return app
}

const toImdsError = (c: Context<PracticeEnv>, error: Error): ImdsError => {
  if (error instanceof ImdsError) return error
  if (error instanceof EntraError) {
    const description = describeError(error, makeTrace(c.get('nowMs'), undefined))
    return new ImdsError(400, { error: error.entry.error, error_description: description })
  }
  const description = 'The practice cloud could not answer this request.'
  return new ImdsError(400, { error: 'invalid_request', error_description: description }, true)
}

const refuse = (c: Context<PracticeEnv>, error: ImdsError): Response => {
  if (error.guessed) c.header('x-emulated-guess', '1')
  return answer(c, error.body, error.status)
}
