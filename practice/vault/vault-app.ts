import type { Context, Hono } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import type { KeyVault } from '../world/model.ts'
import { addDeletedSecretRoutes } from './deleted-secret-routes.ts'
import { addSecretRoutes } from './secret-routes.ts'
import { challenge, requireVaultAccess } from './vault-access.ts'
import { badParameter, VaultError } from './vault-error.ts'
import { answer } from './vault-reply.ts'

const notThere = (): VaultError =>
  new VaultError(405, 'MethodNotAllowed', 'The practice cloud does not have this operation yet.', { guessed: true })

/** The secrets of one Key Vault; its listener is the vault, as its host name is in Azure. */
export const makeVaultApp = (cloud: CloudContext, vault: KeyVault, origin: string): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'vault')
  const site = { cloud, vault, origin }
  addSecretRoutes(app, site)
  addDeletedSecretRoutes(app, site)
  app.notFound(async (c) => {
    try {
      await requireVaultAccess(cloud, c, vault, 'list')
      return refuse(c, notThere())
    } catch (error) {
      return refuse(c, error)
    }
  })
  app.onError((error, c) => refuse(c, error))

  const refuse = (c: Context<PracticeEnv>, thrown: unknown): Response => {
    const error =
      thrown instanceof VaultError ? thrown : badParameter('The practice cloud could not answer this request.')
    if (error.status === 401) c.header('WWW-Authenticate', error.challenge ?? challenge(cloud, vault))
    if (error.guessed) c.header('x-emulated-guess', '1')
    const inner = error.innerCode === undefined ? {} : { innererror: { code: error.innerCode } }
    return answer(c, { error: { code: error.code, message: error.message, ...inner } }, error.status)
  }
  return app
}
