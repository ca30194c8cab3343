import type { Figures } from './measure.ts'
import { callbacks } from './attacks/callbacks.ts'
import { gate } from './attacks/gate.ts'
import { damagedImports } from './attacks/imports.ts'
import { log } from './attacks/log.ts'
import { throughWindow } from './attacks/window.ts'

/** Attacks in full counts: what got through, what broke, what was said that must not be. */
export async function attacks(): Promise<Figures> {
  return {
    ...(await callbacks(10_000)),
    ...(await gate(100_000)),
    ...(await log(100_000)),
    ...(await damagedImports(100_000)),
    ...(await throughWindow({ messages: 20_000, paths: 10_000 }))
  }
}
