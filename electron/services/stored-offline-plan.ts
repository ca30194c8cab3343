import { hasTexts, isMoment, membersOf } from './stored-shape.ts'

/** A token as the plan remembers it: by what it is asked with. */
export interface StoredItem {
  accountId: string
  tenantId: string
  scope: string
}

/** What the index keeps of the plan. */
export interface StoredPlan {
  items: StoredItem[]
  /** IDs of the profiles of which everything is taken. */
  everythingOf: string[]
  returnAt: string | null
}

/** The plan as the index holds it; null where none was made or it is not one. */
export function toStoredPlan(value: unknown): StoredPlan | null {
  const { items, everythingOf, returnAt } = membersOf(value) ?? {}
  if (!Array.isArray(items) || !items.every(isStoredItem)) return null
  const whole = Array.isArray(everythingOf) ? everythingOf.filter((id) => typeof id === 'string') : []
  return { items, everythingOf: whole, returnAt: isMoment(returnAt) ? returnAt : null }
}

function isStoredItem(value: unknown): value is StoredItem {
  const item = membersOf(value)
  return item !== null && hasTexts(item, 'accountId', 'tenantId', 'scope')
}
