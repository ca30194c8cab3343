import type { Figures } from './measure.ts'
import { flips } from './vault/flips.ts'
import { killed } from './vault/kills.ts'
import { manyProcesses } from './vault/processes.ts'
import { speed } from './vault/speed.ts'
import { stops } from './vault/stops.ts'

/** The vault in full counts: speed against bare LMDB, kills, processes, flipped bits, stopped rotations. Takes some minutes. */
export async function vault(): Promise<Figures> {
  return {
    ...(await speed()),
    ...flips(),
    ...(await manyProcesses()),
    ...(await killed()),
    ...(process.platform === 'linux' ? await stops(20) : {})
  }
}
