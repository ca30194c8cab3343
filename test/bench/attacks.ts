import type { Figures } from './measure.ts'
import { gate } from './attacks/gate.ts'
import { log } from './attacks/log.ts'

/** Attacks in full counts: what got through, what broke, what was said that must not be. */
export async function attacks(): Promise<Figures> {
  return { ...(await gate(100_000)), ...(await log(100_000)) }
}
