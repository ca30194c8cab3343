import type { Figures } from './measure.ts'
import { cycles } from './tokens/cycles.ts'
import { partitions } from './tokens/partition.ts'

/** Accounts and tokens in full counts: nothing crosses partitions, nothing grows. */
export async function tokens(): Promise<Figures> {
  return { ...(await partitions(10_000)), ...(await cycles(1_000)) }
}
