import type { Context } from 'hono'
import type { JsonBody } from '../http/json-body.ts'
import { pageOf } from '../http/page.ts'
import { contextOf, send } from './answer.ts'
import { type Entity, type EntityType, shown, shownWithType, showsGuess } from './directory/entity.ts'
import type { GraphEnv } from './graph-env.ts'
import { badRequest } from './graph-error.ts'
import { matches } from './odata/matches.ts'
import { type QueryOptions, readQueryOptions } from './odata/query-options.ts'
import { isFound } from './odata/search.ts'
import { sorted } from './odata/sorted.ts'

/** A list that a request is about. */
export interface Listing {
  entities: readonly Entity[]
  type: EntityType
  /** Its name in `@odata.context`. */
  context: string
  /** Whether it may hold several types, so that each object tells its own. */
  mixed: boolean
  /** What `$expand` adds to each object. */
  expand: (entity: Entity, names: readonly string[]) => JsonBody
}

/** Whether the request accepts an answer that is a little late, which advanced queries want. */
export const isEventual = (c: Context<GraphEnv>): boolean =>
  c.req.header('consistencylevel')?.toLowerCase() === 'eventual'

/** The OData options of a request about a type. */
export const optionsFor = (c: Context<GraphEnv>, type: EntityType): QueryOptions =>
  readQueryOptions(new URL(c.req.url).searchParams, type, isEventual(c))

const chosen = (entities: readonly Entity[], { filter, search, orderBy }: QueryOptions): Entity[] => {
  const found = entities.filter(
    ({ body }) => (filter === undefined || matches(filter, body)) && (search === undefined || isFound(search, body))
  )
  return sorted(found, orderBy)
}

const nextLink = (c: Context<GraphEnv>, skip: string): string => {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.delete('skiptoken')
  searchParams.set('$skiptoken', skip)
  return `${c.env.origin}${pathname}?${searchParams.toString().replaceAll('%24', '$')}`
}

/** The header that marks an answer with something in it that no source confirms. */
export const guessHeader = (
  entities: readonly Entity[],
  select: readonly string[] | undefined
): Readonly<Record<string, string>> =>
  entities.some((entity) => showsGuess(entity, select)) ? { 'x-emulated-guess': '1' } : {}

/** Filters, sorts, cuts and sends a list. */
export const answerList = (c: Context<GraphEnv>, listing: Listing): Response => {
  const options = optionsFor(c, listing.type)
  const all = chosen(listing.entities, options)
  const { value, skip } = pageOf(all, options.pageSize, options.skipToken)
  if (value === undefined) throw badRequest('Invalid $skiptoken. Follow the @odata.nextLink of the page before.')
  const show = listing.mixed ? shownWithType : shown
  return send(
    c,
    {
      '@odata.context': contextOf(c, listing.context, options.select),
      ...(options.count ? { '@odata.count': all.length } : {}),
      ...(skip === undefined ? {} : { '@odata.nextLink': nextLink(c, skip) }),
      value: value.map((entity) => ({ ...show(entity, options.select), ...listing.expand(entity, options.expand) }))
    },
    { headers: { 'x-ms-resource-unit': '2', ...guessHeader(value, options.select) } }
  )
}

/** How many objects of a list pass the filter, as plain text. */
export const answerCount = (c: Context<GraphEnv>, listing: Listing): Response => {
  if (!isEventual(c)) throw badRequest('$count is not currently supported.', 'Request_BadRequest')
  const params = new URL(c.req.url).searchParams
  params.set('$count', 'true')
  const all = chosen(listing.entities, readQueryOptions(params, listing.type, true))
  c.header('Content-Type', 'text/plain')
  return c.body(String(all.length))
}
