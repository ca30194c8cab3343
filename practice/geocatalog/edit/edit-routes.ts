import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../../http/practice-env.ts'
import type { StacCollection, StacItem } from '../../world/model.ts'
import { apiVersion, type CatalogSite, requireCollection, requireItem } from '../catalog-site.ts'
import { badRequest, conflict, quoted } from '../geocatalog-error.ts'
import { itemDocument } from '../item-document.ts'
import { type Failure, operationDocument, type Work } from '../operations.ts'
import { answer, answerIngestion } from '../reply.ts'
import { collection as collectionDocument } from '../stac.ts'
import { readCollection } from './read-collection.ts'
import { merged, readItems } from './read-item.ts'
import { readJson } from '../read-json.ts'

const bodyOf = async (c: Context<PracticeEnv>): Promise<unknown> => {
  const body = await readJson(c)
  if (body === undefined) throw badRequest('Expecting Value: Line 1 Column 1 (Char 0)')
  return body
}

/** Answers that a change has begun, and where to ask for its end. */
export const accept = (c: Context<PracticeEnv>, { origin, operations }: CatalogSite, work: Work): Response => {
  const operation = operations.start(work)
  const address = `${origin}/inma/operations/${operation.id}?api-version=${apiVersion(c)}`
  c.header('Location', address)
  c.header('operation-location', address)
  return answerIngestion(c, operationDocument(operation), 202)
}

const add = (collection: StacCollection, items: readonly StacItem[]): Failure => {
  const ids = new Set(collection.items.map(({ id }) => id))
  const taken = items.find(({ id }) => ids.size === ids.add(id).size)
  if (taken !== undefined)
    return {
      code: 'ItemAlreadyExistsInCollection',
      message: `Item '${taken.id}' already exists in collection '${collection.id}'`
    }
  collection.items.push(...items)
  return null
}

const replace = (collection: StacCollection, item: StacItem): Failure => {
  collection.items = [...collection.items.filter(({ id }) => id !== item.id), item]
  return null
}

const addItemRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const { cloud, origin } = site
  const now = (): string => new Date().toISOString()
  app.post('/stac/collections/:id/items', async (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const items = readItems(await bodyOf(c), collection.id, now())
    const apply = (): Failure => add(collection, items)
    return accept(c, site, { type: 'AddItem', collectionId: collection.id, items: items.length, apply })
  })
  app.on(['PUT', 'PATCH'], '/stac/collections/:id/items/:item', async (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const id = c.req.param('item')
    const body = await bodyOf(c)
    const whole =
      c.req.method === 'PUT' ? body : merged(itemDocument(cloud, origin, collection, requireItem(collection, id)), body)
    const [item] = readItems(whole, collection.id, now())
    if (item?.id !== id) throw badRequest(`The item has another id than the address, ${quoted(id)}.`)
    const apply = (): Failure => replace(collection, item)
    return accept(c, site, { type: 'UpdateItem', collectionId: collection.id, items: 1, apply })
  })
  app.delete('/stac/collections/:id/items/:item', (c) => {
    const collection = requireCollection(site, c.req.param('id'))
    const item = requireItem(collection, c.req.param('item'))
    const apply = (): Failure => {
      collection.items = collection.items.filter(({ id }) => id !== item.id)
      return null
    }
    return accept(c, site, { type: 'DeleteItem', collectionId: collection.id, items: 1, apply })
  })
}

/** The routes that change collections and items; all of them need an administrator. */
export const addEditRoutes = (app: Hono<PracticeEnv>, site: CatalogSite): void => {
  const { catalog } = site
  const now = (): string => new Date().toISOString()
  app.post('/stac/collections', async (c) => {
    const collection = readCollection(await bodyOf(c), now())
    const isTaken = (): boolean => catalog.collections.some(({ id }) => id === collection.id)
    const message = `Collection ${quoted(collection.id)} already exists.`
    if (isTaken()) throw conflict(message)
    const apply = (): Failure => {
      // Another request may have come in between.
      if (isTaken()) return { code: 'Conflict', message }
      catalog.collections.push(collection)
      return null
    }
    return accept(c, site, { type: 'AddCollection', collectionId: collection.id, apply })
  })
  app.put('/stac/collections/:id', async (c) => {
    const id = c.req.param('id')
    const known = catalog.collections.find((one) => one.id === id)
    const collection = readCollection(await bodyOf(c), now(), known)
    if (collection.id !== id) throw badRequest(`The collection has another id than the address, ${quoted(id)}.`)
    if (known === undefined) catalog.collections.push(collection)
    else Object.assign(known, collection)
    return answer(c, collectionDocument(site, collection))
  })
  app.delete('/stac/collections/:id', (c) => {
    const { id } = requireCollection(site, c.req.param('id'))
    const apply = (): Failure => {
      catalog.collections = catalog.collections.filter((one) => one.id !== id)
      catalog.ingestions = catalog.ingestions.filter((one) => one.collectionId !== id)
      return null
    }
    return accept(c, site, { type: 'DeleteCollection', collectionId: id, apply })
  })
  addItemRoutes(app, site)
}
