import type { StacCollection, StacItem } from '../../world/model.ts'

/** An item with the collection that it is in. */
export interface Entry {
  collection: StacCollection
  item: StacItem
}

/** What a filter or a sort order means by a name: id, collection, datetime, or a property of the item. */
export const valueOf = ({ collection, item }: Entry, name: string): unknown => {
  const own = name.replace(/^properties\./, '')
  if (own === 'id') return item.id
  if (own === 'collection') return collection.id
  if (own === 'datetime') return item.datetime
  return Object.hasOwn(item.properties, own) ? item.properties[own] : undefined
}
