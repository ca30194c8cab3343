import type { Hono } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeBackup, restoreBackup } from './backup.ts'
import { backupBodySchema, newSecretSchema, propertiesSchema, readBody } from './read-secret-body.ts'
import { deleted, listed, withoutValue, withValue } from './secret-bundle.ts'
import { change, findSecret, requireEnabled, requireName, requireSecret, requireVersion, setSecret } from './secrets.ts'
import { answer } from './vault-reply.ts'
import { allow, answerList, nowSeconds, type VaultSite } from './vault-site.ts'

/** The routes for secrets that are there. */
export const addSecretRoutes = (app: Hono<PracticeEnv>, site: VaultSite): void => {
  const { vault, origin } = site
  app.get('/secrets', async (c) => {
    const version = await allow(site, c, 'list')
    const there = vault.secrets.filter((one) => one.deletedAt === null)
    return answerList(
      site,
      c,
      version,
      there.map((one) => listed(origin, one))
    )
  })
  app.get('/secrets/:name/versions', async (c) => {
    const version = await allow(site, c, 'list')
    const secret = findSecret(vault, c.req.param('name'))
    // Recorded: the versions of an unknown secret are an empty list.
    return answerList(site, c, version, secret?.versions.map((one) => withoutValue(origin, secret.name, one)) ?? [])
  })
  app.get('/secrets/:name/:version?', async (c) => {
    await allow(site, c, 'get')
    const secret = requireSecret(vault, c.req.param('name'))
    return answer(c, withValue(origin, secret.name, requireEnabled(requireVersion(secret, c.req.param('version')))))
  })
  app.post('/secrets/:name/backup', async (c) => {
    await allow(site, c, 'backup')
    return answer(c, { value: await makeBackup(vault, requireSecret(vault, c.req.param('name'))) })
  })
  app.post('/secrets/restore', async (c) => {
    await allow(site, c, 'restore')
    const { value } = await readBody(c.req, backupBodySchema)
    const secret = await restoreBackup(vault, value)
    return answer(c, withoutValue(origin, secret.name, secret.versions[0]))
  })
  app.put('/secrets/:name', async (c) => {
    await allow(site, c, 'set')
    const name = requireName(c.req.param('name'))
    const { value, ...properties } = await readBody(c.req, newSecretSchema)
    const secret = setSecret(vault, name, value, properties, nowSeconds(c))
    return answer(c, withValue(origin, secret.name, secret.versions[0]))
  })
  app.patch('/secrets/:name/:version?', async (c) => {
    await allow(site, c, 'set')
    const secret = requireSecret(vault, c.req.param('name'))
    const version = requireVersion(secret, c.req.param('version'))
    change(version, await readBody(c.req, propertiesSchema), nowSeconds(c))
    return answer(c, withoutValue(origin, secret.name, version))
  })
  app.delete('/secrets/:name', async (c) => {
    await allow(site, c, 'delete')
    const secret = requireSecret(vault, c.req.param('name'))
    secret.deletedAt = nowSeconds(c)
    return answer(c, deleted(origin, secret))
  })
}
