import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { IngestionSource } from '../../world/model.ts'
import { apiVersion, type CatalogSite } from '../catalog-site.ts'
import { badRequest, conflict, notFound, quoted } from '../geocatalog-error.ts'
import { answerIngestion, answerNothing } from '../reply.ts'
import { readJson } from '../read-json.ts'

const containerUrl = v.pipe(v.string(), v.url('An address is needed.'), v.startsWith('https://'))
const sourceSchema = v.variant('kind', [
  v.object({
    id: v.pipe(v.string(), v.uuid('A GUID is needed.')),
    kind: v.literal('BlobManagedIdentity'),
    connectionInfo: v.object({ containerUrl, objectId: v.pipe(v.string(), v.uuid('A GUID is needed.')) })
  }),
  v.object({
    id: v.pipe(v.string(), v.uuid('A GUID is needed.')),
    kind: v.literal('SasToken'),
    connectionInfo: v.object({ containerUrl, sasToken: v.string() })
  })
])

const readSource = async (c: Context<PracticeEnv>): Promise<IngestionSource> => {
  const parsed = v.safeParse(sourceSchema, await readJson(c))
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`The ingestion source is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { output: source } = parsed
  const created = new Date().toISOString()
  if (source.kind === 'BlobManagedIdentity') return { ...source, created }
  // The signature itself is not kept: nothing here reads from such a container.
  const ends = Date.parse(new URLSearchParams(source.connectionInfo.sasToken.replace(/^\?/, '')).get('se') ?? '')
  if (Number.isNaN(ends)) throw badRequest('The sasToken is not a shared access signature: it says no end ("se").')
  const { id, kind } = source
  const expiration = new Date(ends).toISOString()
  return { id, kind, created, connectionInfo: { containerUrl: source.connectionInfo.containerUrl, expiration } }
}

/** The routes for the places that a GeoCatalog may ingest from. */
export const addIngestionSourceRoutes = (app: Hono<PracticeEnv>, { cloud, catalog, origin }: CatalogSite): void => {
  const path = '/inma/ingestion-sources'
  const requireSource = (id: string): IngestionSource => {
    const found = catalog.ingestionSources.find((one) => one.id === id)
    if (found === undefined) throw notFound(`Ingestion source ${quoted(id)} not found`)
    return found
  }
  app.get(path, (c) => {
    const value = catalog.ingestionSources.map(({ id, kind, created }) => ({ id, kind, created }))
    return answerIngestion(c, { value })
  })
  app.get(`${path}/managed-identities`, (c) => {
    const assigned = cloud.world.managedIdentities.filter(({ resourceId }) => catalog.identities.includes(resourceId))
    return answerIngestion(c, { value: assigned.map(({ objectId, resourceId }) => ({ objectId, resourceId })) })
  })
  app.get(`${path}/:source`, (c) => answerIngestion(c, requireSource(c.req.param('source'))))
  app.post(path, async (c) => {
    const source = await readSource(c)
    if (catalog.ingestionSources.some(({ id }) => id === source.id))
      throw conflict(`Ingestion source ${quoted(source.id)} already exists.`)
    catalog.ingestionSources.push(source)
    c.header('Location', `${origin}${path}/${source.id}?api-version=${apiVersion(c)}`)
    return answerIngestion(c, source, 201)
  })
  app.put(`${path}/:source`, async (c) => {
    const id = c.req.param('source')
    const source = await readSource(c)
    if (source.id !== id) throw badRequest(`The ingestion source has another id than the address, ${quoted(id)}.`)
    const known = catalog.ingestionSources.findIndex((one) => one.id === id)
    if (known < 0) catalog.ingestionSources.push(source)
    else catalog.ingestionSources[known] = source
    return answerIngestion(c, source)
  })
  app.delete(`${path}/:source`, (c) => {
    const { id } = requireSource(c.req.param('source'))
    catalog.ingestionSources = catalog.ingestionSources.filter((one) => one.id !== id)
    return answerNothing(c)
  })
}
