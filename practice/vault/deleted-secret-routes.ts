import type { Hono } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { deleted, listedDeleted, withoutValue } from './secret-bundle.ts'
import { requireDeleted } from './secrets.ts'
import { answer, serviceHeaders } from './vault-reply.ts'
import { allow, answerList, type VaultSite } from './vault-site.ts'

/** The routes for secrets that are deleted and not yet gone. */
export const addDeletedSecretRoutes = (app: Hono<PracticeEnv>, site: VaultSite): void => {
  const { vault, origin } = site
  app.get('/deletedsecrets', async (c) => {
    const version = await allow(site, c, 'list')
    const gone = vault.secrets.filter((one) => one.deletedAt !== null)
    return answerList(
      site,
      c,
      version,
      gone.map((one) => listedDeleted(origin, one))
    )
  })
  app.get('/deletedsecrets/:name', async (c) => {
    await allow(site, c, 'get')
    return answer(c, deleted(origin, requireDeleted(vault, c.req.param('name'))))
  })
  app.post('/deletedsecrets/:name/recover', async (c) => {
    await allow(site, c, 'recover')
    const secret = requireDeleted(vault, c.req.param('name'))
    secret.deletedAt = null
    return answer(c, withoutValue(origin, secret.name, secret.versions[0]))
  })
  app.delete('/deletedsecrets/:name', async (c) => {
    await allow(site, c, 'purge')
    const secret = requireDeleted(vault, c.req.param('name'))
    vault.secrets = vault.secrets.filter((one) => one !== secret)
    serviceHeaders(c)
    return c.body(null, 204)
  })
}
