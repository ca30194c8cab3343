import { badRequest, unsupportedQuery } from '../graph-error.ts'
import { type Filter } from './filter-parser.ts'
import { readFilter } from './check-filter.ts'
import { parseSearch, type Search } from './search.ts'
import type { EntityType } from '../directory/entity.ts'

/** One property to sort by. */
export interface Order {
  property: string
  descending: boolean
}

/** The OData options of a request, read and checked. */
export interface QueryOptions {
  filter: Filter | undefined
  search: Search | undefined
  select: string[] | undefined
  orderBy: Order[]
  expand: string[]
  pageSize: number
  skipToken: string | undefined
  count: boolean
}

const USUAL_PAGE = 100
const LARGEST_PAGE = 999
const KNOWN = ['filter', 'search', 'select', 'orderby', 'expand', 'top', 'skiptoken', 'count', 'format']

/** Every option by its name without the dollar sign, which may be left out. */
const optionsOf = (query: URLSearchParams): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [name, value] of query) {
    const bare = name.replace(/^\$/, '').toLowerCase()
    if (name.startsWith('$') && bare === 'skip') throw badRequest("'$skip' is not supported by the service.")
    if (name.startsWith('$') && !KNOWN.includes(bare))
      throw badRequest(`The query option '${name.slice(0, 50)}' is not known.`)
    if (KNOWN.includes(bare)) found.set(bare, value)
  }
  return found
}

const requireProperty = (name: string, { name: type, properties }: EntityType): string => {
  if (properties.includes(name)) return name
  throw badRequest(
    `Parsing OData Select and Expand failed: Could not find a property named '${name.slice(0, 100)}' on type 'microsoft.graph.${type}'.`
  )
}

const commaList = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const readTop = (text: string | undefined): number => {
  if (text === undefined) return USUAL_PAGE
  const size = /^\d{1,9}$/.test(text) ? Number(text) : NaN
  if (size >= 1 && size <= LARGEST_PAGE) return size
  throw unsupportedQuery(
    `Invalid page size specified: '${text.slice(0, 20)}'. Must be between 1 and ${String(LARGEST_PAGE)} inclusive.`
  )
}

const readOrder = (text: string | undefined, type: EntityType): Order[] =>
  commaList(text).map((part) => {
    const [property = '', direction = 'asc', ...rest] = part.split(/\s+/)
    if (rest.length > 0 || !['asc', 'desc'].includes(direction.toLowerCase()))
      throw badRequest(`Invalid $orderby clause '${part.slice(0, 100)}'.`)
    return { property: requireProperty(property, type), descending: direction.toLowerCase() === 'desc' }
  })

/** Reads the options for a list or an object of one type; `eventual` is the ConsistencyLevel header. */
export const readQueryOptions = (query: URLSearchParams, type: EntityType, eventual: boolean): QueryOptions => {
  const options = optionsOf(query)
  const count = options.get('count')?.toLowerCase() === 'true' && eventual
  const search = options.get('search')
  if (search !== undefined && !eventual)
    throw unsupportedQuery(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'"
    )
  const filter = options.get('filter')
  const select = options.get('select')
  return {
    filter: filter === undefined ? undefined : readFilter(filter, type.name, type.properties, count),
    search: search === undefined ? undefined : parseSearch(search),
    select:
      select === undefined || select.trim() === '*'
        ? undefined
        : commaList(select).map((name) => requireProperty(name, type)),
    orderBy: readOrder(options.get('orderby'), type),
    expand: commaList(options.get('expand')?.replace(/\([^()]*\)/g, '')),
    pageSize: readTop(options.get('top')),
    skipToken: options.get('skiptoken'),
    count
  }
}
