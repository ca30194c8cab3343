import * as v from 'valibot'
import { latitude, longitude } from '../../world/model/geocatalogs.ts'
import { badRequest } from '../geocatalog-error.ts'

const LARGEST_PAGE = 10_000
const USUAL_PAGE = 10

const names = v.array(v.pipe(v.string(), v.nonEmpty()))
const direction = v.optional(v.picklist(['asc', 'desc']), 'asc')
const box = v.pipe(
  v.array(v.number()),
  v.check((numbers) => numbers.length === 4 || numbers.length === 6, 'four numbers are needed, or six with heights'),
  v.transform((numbers): [number, number, number, number] => {
    const [west = 0, south = 0] = numbers
    const [east = 0, north = 0] = numbers.length === 6 ? numbers.slice(3) : numbers.slice(2)
    return [west, south, east, north]
  }),
  v.tuple([longitude, latitude, longitude, latitude])
)

const searchSchema = v.object({
  collections: v.optional(names),
  ids: v.optional(names),
  bbox: v.optional(box),
  intersects: v.optional(v.unknown()),
  datetime: v.optional(v.string()),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LARGEST_PAGE)), USUAL_PAGE),
  token: v.optional(v.string()),
  sortby: v.optional(v.array(v.object({ field: v.string(), direction })), []),
  query: v.optional(v.unknown()),
  filter: v.optional(v.unknown()),
  'filter-lang': v.optional(v.literal('cql2-json')),
  fields: v.optional(v.object({ include: v.optional(names, []), exclude: v.optional(names, []) }))
})

/** What a search asks for. */
export type Search = v.InferOutput<typeof searchSchema>

const nullsLeftOut = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null))
    : value

/** Reads the JSON body of a search; what does not fit is named. */
export const readSearch = (body: unknown): Search => {
  const parsed = v.safeParse(searchSchema, nullsLeftOut(body))
  if (!parsed.success) {
    const [issue] = parsed.issues
    throw badRequest(`The search is not valid: ${v.getDotPath(issue) ?? 'body'}: ${issue.message}`)
  }
  const { bbox, intersects } = parsed.output
  if (bbox !== undefined && intersects !== undefined) throw badRequest('A search has bbox or intersects, not both.')
  return parsed.output
}

const parts = (value: string): string[] => value.split(',').filter((part) => part !== '')

const json = (name: string, value: string): unknown => {
  try {
    return JSON.parse(value) as unknown
  } catch {
    throw badRequest(`The ${name} is not JSON.`)
  }
}

const READERS: ReadonlyMap<string, (value: string) => unknown> = new Map<string, (value: string) => unknown>(
  Object.entries({
    collections: parts,
    ids: parts,
    bbox: (value) => parts(value).map(Number),
    intersects: (value) => json('intersects', value),
    limit: Number,
    sortby: (value) =>
      parts(value).map((part) => ({
        field: part.replace(/^[+-]/, ''),
        direction: part.startsWith('-') ? 'desc' : 'asc'
      })),
    query: (value) => json('query', value),
    filter: (value) => json('filter (only filter-lang=cql2-json is understood here)', value),
    fields: (value) => ({
      include: parts(value).filter((part) => !part.startsWith('-')),
      exclude: parts(value).flatMap((part) => (part.startsWith('-') ? part.slice(1) : []))
    })
  })
)

/** Reads the query string of a search. */
export const readSearchQuery = (query: URLSearchParams): Search =>
  readSearch(Object.fromEntries([...query].map(([name, value]) => [name, READERS.get(name)?.(value) ?? value])))
