import { badRequest } from '../geocatalog-error.ts'
import type { Entry } from './entry.ts'

/** One page of items and the tokens of those beside it. */
export interface ItemPage {
  entries: Entry[]
  next: string | undefined
  previous: string | undefined
}

const token = (way: 'next' | 'prev', { collection, item }: Entry): string => `${way}:${collection.id}:${item.id}`

/** Cuts a page out of the items found; a token names the item beside which the page lies. */
export const pageOfItems = (found: readonly Entry[], limit: number, asked: string | undefined): ItemPage => {
  const way = asked?.startsWith('prev:') === true ? 'prev' : 'next'
  const beside = asked === undefined ? -1 : found.findIndex((entry) => token(way, entry) === asked)
  if (asked !== undefined && beside < 0) throw badRequest('The token of the page is not valid.')
  const start = way === 'next' ? beside + 1 : Math.max(0, beside - limit)
  const entries = found.slice(start, way === 'next' ? start + limit : beside)
  const [first, last] = [entries[0], entries.at(-1)]
  return {
    entries,
    next: last !== undefined && start + entries.length < found.length ? token('next', last) : undefined,
    previous: first !== undefined && start > 0 ? token('prev', first) : undefined
  }
}
