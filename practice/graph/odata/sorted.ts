import type { Entity } from '../directory/entity.ts'
import type { Order } from './query-options.ts'

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: false })

/** The entities in the order asked for; those that are equal stay as they were. */
export const sorted = (entities: readonly Entity[], orderBy: readonly Order[]): Entity[] =>
  [...entities].sort((left, right) => {
    for (const { property, descending } of orderBy) {
      const order = collator.compare(textOf(left.body[property]), textOf(right.body[property]))
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
