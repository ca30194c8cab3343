import type { Context } from 'hono'
import type { CloudContext } from '../cloud-context.ts'
import type { PracticeEnv } from '../http/practice-env.ts'
import type { GeoCatalog, StacCollection, StacItem } from '../world/model.ts'
import { notFound, quoted } from './geocatalog-error.ts'
import type { Operations } from './operations.ts'

/** One GeoCatalog with all that its routes share. */
export interface CatalogSite {
  cloud: CloudContext
  catalog: GeoCatalog
  /** Where it answers, without a slash at the end. */
  origin: string
  operations: Operations
}

/** The collection with this id; the words of the 404 are recorded. */
export const requireCollection = ({ catalog }: CatalogSite, id: string): StacCollection => {
  const found = catalog.collections.find((one) => one.id === id)
  if (found === undefined)
    throw notFound(`Collection ${quoted(id)} not found. Please verify the collection ID and try again.`, false)
  return found
}

/** The item with this id. */
export const requireItem = (collection: StacCollection, id: string): StacItem => {
  const found = collection.items.find((one) => one.id === id)
  if (found === undefined) throw notFound(`Item ${quoted(id)} not found in collection ${quoted(collection.id)}`)
  return found
}

/** The api-version that the request named and that has been checked. */
export const apiVersion = (c: Context<PracticeEnv>): string => c.req.query('api-version') ?? ''
