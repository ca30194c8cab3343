import { randomUUID } from 'node:crypto'
import type { Ids } from '../services/ports.ts'

/** Random UUIDs from the system's generator. */
export const randomIds: Ids = { next: () => randomUUID() }
