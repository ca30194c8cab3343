import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import open from 'open'
import type { Browser, Clouds } from '../../services/ports.ts'
import { guardBrowser } from './guarded-browser.ts'

/** An opener that finds no browser ends within this time; one that found it may run on with it. */
const failsWithinMs = 1_500

/** The system browser, opened from a terminal. */
export function createNodeBrowser(clouds: Clouds): Browser {
  return guardBrowser(clouds, async (url) => {
    const opener = await open(url)
    const stop = new AbortController()
    const { signal } = stop
    try {
      if (opener.exitCode === null) {
        await Promise.race([once(opener, 'exit', { signal }), sleep(failsWithinMs, undefined, { signal })])
      }
    } finally {
      stop.abort()
    }
    if (opener.exitCode !== null && opener.exitCode !== 0) throw new Error(`It ended with ${String(opener.exitCode)}`)
  })
}
