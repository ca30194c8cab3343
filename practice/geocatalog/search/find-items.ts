import type { StacCollection } from '../../world/model.ts'
import { type Predicate, readCql2 } from './cql2.ts'
import { type Entry, valueOf } from './entry.ts'
import { boxesMeet, readShape, shapeMeetsBox } from './geometry.ts'
import { intervalOf, overlaps, readInterval } from './interval.ts'
import { readQuery } from './query-extension.ts'
import type { Search } from './read-search.ts'

const predicates = (search: Search): Predicate[] => {
  const { ids, bbox, intersects, datetime, query, filter } = search
  const interval = datetime === undefined ? undefined : readInterval(datetime)
  const shape = intersects === undefined ? undefined : readShape(intersects)
  return [
    ({ item }) => ids === undefined || ids.includes(item.id),
    ({ item }) => bbox === undefined || boxesMeet(bbox, item.bbox),
    ({ item }) => interval === undefined || overlaps(interval, intervalOf(item)),
    ({ item }) => shape === undefined || shapeMeetsBox(shape, item.bbox),
    query === undefined ? () => true : readQuery(query),
    filter === undefined ? () => true : readCql2(filter)
  ]
}

const compare = (left: unknown, right: unknown): number => {
  if (left === right) return 0
  if (left === undefined || left === null) return 1
  if (right === undefined || right === null) return -1
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : 1
  return 0
}

/** The newest first, then by id downwards, unless the search says otherwise. */
const NEWEST_FIRST: Search['sortby'] = [
  { field: 'datetime', direction: 'desc' },
  { field: 'id', direction: 'desc' }
]

/** All items that a search means, in its order. */
export const findItems = (collections: readonly StacCollection[], search: Search): Entry[] => {
  const wanted = predicates(search)
  const order = [...search.sortby, ...NEWEST_FIRST]
  return collections
    .filter(({ id }) => search.collections?.includes(id) ?? true)
    .flatMap((collection) => collection.items.map((item): Entry => ({ collection, item })))
    .filter((entry) => wanted.every((predicate) => predicate(entry)))
    .sort((left, right) => {
      for (const { field, direction } of order) {
        const by = compare(valueOf(left, field), valueOf(right, field))
        if (by !== 0) return direction === 'asc' ? by : -by
      }
      return 0
    })
}
