import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../services/ports.ts'

/** The system's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, signal === undefined ? {} : { signal })
}
