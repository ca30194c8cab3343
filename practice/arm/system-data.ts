import type { Caller } from '../entra/verify-token.ts'
import type { JsonBody } from '../http/json-body.ts'
import { armInstant } from './arm-request.ts'

interface Made {
  by: string
  byType: 'User' | 'Application'
  at: number
}

/** Who the world's own resources are said to come from. */
const WORLD: Made = { by: 'ann@contoso.com', byType: 'User', at: Date.UTC(2025, 8, 30, 8) }

const made = new WeakMap<object, { created: Made; changed: Made }>()

/** Remembers who made or changed a resource, for as long as the practice cloud runs. */
export const noteChange = (resource: object, caller: Caller, nowMs: number, isNew = false): void => {
  const now: Made = { by: caller.name, byType: caller.kind === 'user' ? 'User' : 'Application', at: nowMs }
  made.set(resource, { created: isNew ? now : (made.get(resource)?.created ?? WORLD), changed: now })
}

/** Who made and last changed a resource, and when; resource providers tell it of most of them. */
export const systemDataOf = (resource: object): JsonBody => {
  const { created, changed } = made.get(resource) ?? { created: WORLD, changed: WORLD }
  return {
    createdBy: created.by,
    createdByType: created.byType,
    createdAt: armInstant(created.at),
    lastModifiedBy: changed.by,
    lastModifiedByType: changed.byType,
    lastModifiedAt: armInstant(changed.at)
  }
}
