import { randomUUID } from 'node:crypto'
import type { JsonBody } from '../http/json-body.ts'

/** Why an operation failed; null for one that succeeded. */
export type Failure = { code: string; message: string } | null

/** What an operation is to do. */
export interface Work {
  type: string
  collectionId: string
  /** Whether it works on items, which are counted then. */
  items?: number
  additionalInformation?: Readonly<Record<string, string>>
  /** Does it, when its time has come. */
  apply: () => Failure
}

type State = 'waiting' | 'canceled' | { failure: Failure }

/** One change that takes a moment. */
export interface Operation {
  readonly id: string
  readonly work: Work
  readonly createdMs: number
  state: State
}

/** Long enough that a client sees it pending, short enough that nobody waits. */
const RUNNING_AFTER_MS = 60
const FINISHED_AFTER_MS = 120

const iso = (ms: number): string => new Date(ms).toISOString()

/** The status of an operation, as the service spells it. */
export const statusOf = ({ state, createdMs }: Operation, nowMs = Date.now()): string => {
  if (state === 'canceled') return 'Canceled'
  if (state === 'waiting') return nowMs < createdMs + RUNNING_AFTER_MS ? 'Pending' : 'Running'
  return state.failure === null ? 'Succeeded' : 'Failed'
}

const historyOf = (operation: Operation): JsonBody[] => {
  const { state, createdMs } = operation
  const pending = { status: 'Pending', timestamp: iso(createdMs) }
  const running = { status: 'Running', timestamp: iso(createdMs + RUNNING_AFTER_MS) }
  const end = iso(createdMs + FINISHED_AFTER_MS)
  const status = statusOf(operation)
  if (state === 'waiting') return status === 'Pending' ? [pending] : [pending, running]
  if (state === 'canceled') return [pending, { status, timestamp: end }]
  if (state.failure === null) return [pending, running, { status: 'Finished', timestamp: end }]
  const { code, message } = state.failure
  return [pending, running, { status, timestamp: end, errorCode: code, errorMessage: message }]
}

/** How many items an operation is to change, has changed and could not change. */
export const itemCounts = ({
  work,
  state
}: Operation): Record<'total' | 'pending' | 'successful' | 'failed', number> => {
  const total = work.items ?? 0
  const failed = typeof state === 'object' && state.failure !== null ? total : 0
  const successful = typeof state === 'object' && state.failure === null ? total : 0
  return { total, pending: total - failed - successful, successful, failed }
}

const additional = (operation: Operation): JsonBody => {
  const { items, additionalInformation } = operation.work
  if (items === undefined || typeof operation.state !== 'object')
    return additionalInformation === undefined ? {} : { additionalInformation }
  const { total, pending, successful, failed } = itemCounts(operation)
  return {
    startTime: iso(operation.createdMs),
    finishTime: iso(operation.createdMs + FINISHED_AFTER_MS),
    additionalInformation: {
      ...additionalInformation,
      TotalFailedItems: String(failed),
      TotalItems: String(total),
      TotalPendingItems: String(pending),
      TotalSuccessfulItems: String(successful)
    }
  }
}

/** An operation as it is told; one that ends well says Succeeded while its history says Finished, as recorded. */
export const operationDocument = (operation: Operation): JsonBody => ({
  id: operation.id,
  status: statusOf(operation),
  statusHistory: historyOf(operation),
  type: operation.work.type,
  creationTime: iso(operation.createdMs),
  collectionId: operation.work.collectionId,
  ...additional(operation),
  ...(typeof operation.state === 'object' && operation.state.failure !== null
    ? { error: { error: operation.state.failure } }
    : {})
})

/** All operations of one GeoCatalog, the newest first; what is due is done when somebody asks next. */
export class Operations {
  #all: Operation[] = []

  start(work: Work): Operation {
    const operation: Operation = { id: randomUUID(), work, createdMs: Date.now(), state: 'waiting' }
    this.#all.unshift(operation)
    return operation
  }

  /** Does what is due; true where something was. */
  settle(nowMs = Date.now()): boolean {
    let changed = false
    for (const operation of this.#all.toReversed()) {
      if (operation.state !== 'waiting' || nowMs < operation.createdMs + FINISHED_AFTER_MS) continue
      operation.state = { failure: operation.work.apply() }
      changed = true
    }
    return changed
  }

  list(): readonly Operation[] {
    return this.#all
  }

  find(id: string): Operation | undefined {
    return this.#all.find((one) => one.id === id)
  }

  cancel(operations: readonly Operation[]): void {
    for (const operation of operations) if (operation.state === 'waiting') operation.state = 'canceled'
  }
}
