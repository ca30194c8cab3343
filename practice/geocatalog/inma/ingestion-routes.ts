import type { Context, Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { JsonBody } from '../../http/json-body.ts'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { Ingestion } from '../../world/model.ts'
import { apiVersion, type CatalogSite, requireCollection } from '../catalog-site.ts'
import { accept } from '../edit/edit-routes.ts'
import { badRequest, notFound, quoted } from '../geocatalog-error.ts'
import { answerIngestion } from '../reply.ts'
import { type IngestionRun, runDocument, startRun } from './runs.ts'
import { readJson } from '../read-json.ts'

const changesSchema = v.object({
  importType: v.exactOptional(v.picklist(['StaticCatalog'])),
  displayName: v.exactOptional(v.string()),
  sourceCatalogUrl: v.exactOptional(v.pipe(v.string(), v.url('An address is needed.'))),
  skipExistingItems: v.exactOptional(v.boolean()),
  keepOriginalAssets: v.exactOptional(v.boolean())
})

const readChanges = async (c: Context<PracticeEnv>): Promise<v.InferOutput<typeof changesSchema>> => {
  const parsed = v.safeParse(changesSchema, await readJson(c))
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw badRequest(`The ingestion is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
}

const told = (ingestion: Ingestion): JsonBody => {
  const { id, creationTime, importType, displayName, sourceCatalogUrl, skipExistingItems, keepOriginalAssets } =
    ingestion
  const named = { importType, displayName, sourceCatalogUrl, skipExistingItems, keepOriginalAssets }
  return { id, creationTime, ...named, status: 'Ready' }
}

/** The routes for what is to be ingested into a collection, and for the runs of it. */
export const addIngestionRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const { catalog, origin, operations } = site
  const runs: IngestionRun[] = []
  const path = '/inma/collections/:id/ingestions' as const
  const address = (c: Context<PracticeEnv>, { collectionId, id }: Ingestion, more = ''): string =>
    `${origin}/inma/collections/${collectionId}/ingestions/${id}${more}?api-version=${apiVersion(c)}`
  const requireIngestion = (collectionId: string, id: string): Ingestion => {
    const found = catalog.ingestions.find((one) => one.id === id && one.collectionId === collectionId)
    if (found === undefined) throw notFound(`Ingestion ${quoted(id)} not found in collection ${quoted(collectionId)}`)
    return found
  }
  app.get(path, (c) => {
    const { id } = requireCollection(site, c.req.param('id'))
    return answerIngestion(c, { value: catalog.ingestions.filter((one) => one.collectionId === id).map(told) })
  })
  app.post(path, async (c) => {
    const { id: collectionId } = requireCollection(site, c.req.param('id'))
    const { importType, ...changes } = await readChanges(c)
    if (importType === undefined) throw badRequest('The ingestion is not valid: importType: StaticCatalog is needed.')
    const made = { id: randomUUID(), creationTime: new Date().toISOString(), importType }
    const usual = { skipExistingItems: false, keepOriginalAssets: false }
    const ingestion: Ingestion = { ...made, ...usual, ...changes, collectionId }
    catalog.ingestions.push(ingestion)
    c.header('Location', address(c, ingestion))
    return answerIngestion(c, told(ingestion), 201)
  })
  app.get(`${path}/:ingestion`, (c) =>
    answerIngestion(c, told(requireIngestion(c.req.param('id'), c.req.param('ingestion'))))
  )
  app.patch(`${path}/:ingestion`, async (c) => {
    const ingestion = requireIngestion(c.req.param('id'), c.req.param('ingestion'))
    Object.assign(ingestion, await readChanges(c))
    return answerIngestion(c, told(ingestion))
  })
  app.delete(`${path}/:ingestion`, (c) => {
    const { id, collectionId } = requireIngestion(c.req.param('id'), c.req.param('ingestion'))
    const apply = (): null => {
      catalog.ingestions = catalog.ingestions.filter((one) => one.id !== id)
      return null
    }
    const additionalInformation = { IngestionId: id }
    return accept(c, site, { type: 'DeleteIngestion', collectionId, additionalInformation, apply })
  })
  app.post(`${path}/:ingestion/runs`, (c) => {
    const ingestion = requireIngestion(c.req.param('id'), c.req.param('ingestion'))
    const run = startRun(operations, ingestion)
    runs.unshift(run)
    c.header('Location', address(c, ingestion, `/runs/${run.id}`))
    return answerIngestion(c, runDocument(run), 201)
  })
  app.get(`${path}/:ingestion/runs`, (c) => {
    const ingestion = requireIngestion(c.req.param('id'), c.req.param('ingestion'))
    return answerIngestion(c, { value: runs.filter((one) => one.ingestion === ingestion).map(runDocument) })
  })
  app.get(`${path}/:ingestion/runs/:run`, (c) => {
    const ingestion = requireIngestion(c.req.param('id'), c.req.param('ingestion'))
    const run = runs.find((one) => one.ingestion === ingestion && one.id === c.req.param('run'))
    if (run === undefined) throw notFound(`Run ${quoted(c.req.param('run'))} not found`)
    return answerIngestion(c, runDocument(run))
  })
}
