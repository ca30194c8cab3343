import { once } from 'node:events'
import open from 'open'
import type { Browser, Clouds } from '../../services/ports.ts'
import { guardBrowser } from './guarded-browser.ts'

/** The system browser, opened from a terminal. */
export function createNodeBrowser(clouds: Clouds): Browser {
  return guardBrowser(clouds, async (url) => {
    const opener = await open(url)
    // A missing opener is told by an event, right after the start.
    if (opener.pid === undefined) await once(opener, 'spawn')
  })
}
