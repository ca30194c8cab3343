import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import type { CloudContext } from '../cloud-context.ts'
import { pageOf } from '../http/page.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import { makeServiceApp } from '../http/service-app.ts'
import type { KeyVault, SecretPermission } from '../world/model.ts'
import { newSecretSchema, propertiesSchema, readBody } from './read-secret-body.ts'
import { deleted, listed, listedDeleted, withoutValue, withValue } from './secret-bundle.ts'
import {
  change,
  findSecret,
  requireDeleted,
  requireEnabled,
  requireName,
  requireSecret,
  requireVersion,
  setSecret
} from './secrets.ts'
import { challenge, requireVaultAccess } from './vault-access.ts'
import { badParameter, VaultError } from './vault-error.ts'

const API_VERSIONS = [
  '7.0',
  '7.1',
  '7.2',
  '7.3',
  '7.4',
  '7.5',
  '7.6-preview.2',
  '7.6',
  '2025-06-01-preview',
  '2025-07-01'
]
const MOST_RESULTS = 25

const requireApiVersion = (c: Context<PracticeEnv>): string => {
  const version = c.req.query('api-version') ?? ''
  if (API_VERSIONS.includes(version)) return version
  throw badParameter(
    version === ''
      ? 'api-version must be specified'
      : `The specified version (${version.slice(0, 40)}) is not recognized.`
  )
}

const answer = (c: Context<PracticeEnv>, body: unknown, status: 200 | VaultError['status'] = 200): Response => {
  serviceHeaders(c)
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/json; charset=utf-8' })
}

const serviceHeaders = (c: Context<PracticeEnv>): void => {
  c.header('Cache-Control', 'no-cache')
  c.header('Pragma', 'no-cache')
  c.header('Expires', '-1')
  c.header('x-ms-keyvault-region', 'eastus')
  c.header('x-ms-keyvault-network-info', 'conn_type=Ipv4;addr=127.0.0.1;act_addr_fam=InterNetwork;')
  c.header('x-ms-keyvault-service-version', '1.9.3070.1')
  c.header('x-ms-request-id', randomUUID())
  const clientRequestId = c.req.header('x-ms-client-request-id')
  if (clientRequestId !== undefined) c.header('x-ms-client-request-id', clientRequestId)
}

/** The secrets of one Key Vault; its listener is the vault, as its host name is in Azure. */
export const makeVaultApp = (cloud: CloudContext, vault: KeyVault, origin: string): Hono<PracticeEnv> => {
  const app = makeServiceApp(cloud, 'vault')
  const allow = async (c: Context<PracticeEnv>, permission: SecretPermission): Promise<string> => {
    await requireVaultAccess(cloud, c, vault, permission)
    return requireApiVersion(c)
  }
  const nowSeconds = (c: Context<PracticeEnv>): number => Math.floor(c.get('nowMs') / 1000)
  const list = (c: Context<PracticeEnv>, version: string, lines: unknown[]): Response => {
    const size = Number(c.req.query('maxresults') ?? MOST_RESULTS)
    if (!Number.isInteger(size) || size < 1 || size > MOST_RESULTS)
      throw badParameter(`maxresults must be between 1 and ${String(MOST_RESULTS)}.`)
    const { value, skip } = pageOf(lines, size, c.req.query('$skiptoken'))
    if (value === undefined) throw badParameter('The skip token is not valid.')
    const query = new URLSearchParams({ 'api-version': version, $skiptoken: skip ?? '', maxresults: String(size) })
    return answer(c, { value, nextLink: skip === undefined ? null : `${origin}${c.req.path}?${query.toString()}` })
  }

  app.get('/secrets', async (c) => {
    const version = await allow(c, 'list')
    return list(
      c,
      version,
      vault.secrets.filter((one) => one.deletedAt === null).map((one) => listed(origin, one))
    )
  })
  app.get('/secrets/:name/versions', async (c) => {
    const version = await allow(c, 'list')
    const secret = findSecret(vault, c.req.param('name'))
    // Recorded: the versions of an unknown secret are an empty list.
    return list(c, version, secret?.versions.map((one) => withoutValue(origin, secret.name, one)) ?? [])
  })
  app.get('/secrets/:name/:version?', async (c) => {
    await allow(c, 'get')
    const secret = requireSecret(vault, c.req.param('name'))
    return answer(c, withValue(origin, secret.name, requireEnabled(requireVersion(secret, c.req.param('version')))))
  })
  app.put('/secrets/:name', async (c) => {
    await allow(c, 'set')
    const name = requireName(c.req.param('name'))
    const { value, ...properties } = await readBody(c.req, newSecretSchema)
    const secret = setSecret(vault, name, value, properties, nowSeconds(c))
    return answer(c, withValue(origin, secret.name, secret.versions[0]))
  })
  app.patch('/secrets/:name/:version?', async (c) => {
    await allow(c, 'set')
    const secret = requireSecret(vault, c.req.param('name'))
    const version = requireVersion(secret, c.req.param('version'))
    change(version, await readBody(c.req, propertiesSchema), nowSeconds(c))
    return answer(c, withoutValue(origin, secret.name, version))
  })
  app.delete('/secrets/:name', async (c) => {
    await allow(c, 'delete')
    const secret = requireSecret(vault, c.req.param('name'))
    secret.deletedAt = nowSeconds(c)
    return answer(c, deleted(origin, secret))
  })
  app.get('/deletedsecrets', async (c) => {
    const version = await allow(c, 'list')
    return list(
      c,
      version,
      vault.secrets.filter((one) => one.deletedAt !== null).map((one) => listedDeleted(origin, one))
    )
  })
  app.get('/deletedsecrets/:name', async (c) => {
    await allow(c, 'get')
    return answer(c, deleted(origin, requireDeleted(vault, c.req.param('name'))))
  })
  app.post('/deletedsecrets/:name/recover', async (c) => {
    await allow(c, 'recover')
    const secret = requireDeleted(vault, c.req.param('name'))
    secret.deletedAt = null
    return answer(c, withoutValue(origin, secret.name, secret.versions[0]))
  })
  app.delete('/deletedsecrets/:name', async (c) => {
    await allow(c, 'purge')
    const secret = requireDeleted(vault, c.req.param('name'))
    vault.secrets = vault.secrets.filter((one) => one !== secret)
    serviceHeaders(c)
    return c.body(null, 204)
  })
  app.notFound(async (c) => {
    try {
      await requireVaultAccess(cloud, c, vault, 'list')
      return refuse(
        c,
        new VaultError(405, 'MethodNotAllowed', 'The practice cloud does not have this operation yet.', {
          guessed: true
        })
      )
    } catch (error) {
      return refuse(c, error)
    }
  })
  app.onError((error, c) => refuse(c, error))

  const refuse = (c: Context<PracticeEnv>, thrown: unknown): Response => {
    const error =
      thrown instanceof VaultError ? thrown : badParameter('The practice cloud could not answer this request.')
    if (error.status === 401) c.header('WWW-Authenticate', challenge(cloud, vault))
    if (error.guessed) c.header('x-emulated-guess', '1')
    const inner = error.innerCode === undefined ? {} : { innererror: { code: error.innerCode } }
    return answer(c, { error: { code: error.code, message: error.message, ...inner } }, error.status)
  }
  return app
}
