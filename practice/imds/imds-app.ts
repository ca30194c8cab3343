import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import { EntraError } from '../entra/entra-error.ts'
import { describeError, makeTrace } from '../entra/error-body.ts'
import type { JsonBody } from '../http/json-body.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import { answerAppService } from './app-service.ts'
import { answerCloudShell } from './cloud-shell.ts'
import { ImdsError } from './imds-error.ts'
import { answerMachine } from './machine.ts'

const answer = (c: Context<PracticeEnv>, body: JsonBody, status: 200 | ImdsError['status'] = 200): Response =>
  c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8' })

/** The endpoints that give managed identities their tokens: a machine's, App Service's and Cloud Shell's, on one listener. */
export const makeImdsApp = (cloud: CloudContext): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'imds')
  app.get('/metadata/identity/oauth2/token', async (c) => answer(c, await answerMachine(cloud, c)))
  app.get('/msi/token', async (c) => answer(c, await answerAppService(cloud, c)))
  app.post('/msi/token', async (c) => answer(c, await answerCloudShell(cloud, c)))
  app.notFound((c) => refuse(c, new ImdsError(404, { error: 'Not found' }, true)))
  app.onError((error, c) => refuse(c, toImdsError(c, error)))
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
