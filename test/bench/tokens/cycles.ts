import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '../../../electron/adapters/clock.ts'
import { createClouds } from '../../../electron/adapters/clouds.ts'
import { createNodeHttp } from '../../../electron/adapters/http/node-http.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { Practice } from '../../support/practice.ts'
import { heapBytes } from '../heap-bytes.ts'
import { inFolder } from '../in-folder.ts'
import type { Figures } from '../measure.ts'
import { mapsScope } from './at-practice.ts'
import { signInAnn, startWithoutWindow } from './started-app.ts'

/** What comes before what grows is seen. */
interface Settling {
  /** Cycles that fill what is kept. */
  first: number
  /** How long connections that nobody uses are waited for. */
  idleMs: number
}

/**
 * Sign-in in a browser, token and sign-out over and over with MSAL, the network and the vault, on a practice cloud that is
 * another process: what grew here after the first cycles, once connections were given up.
 */
export function cycles(count: number, { first, idleMs }: Settling): Promise<Figures> {
  return inFolder(async (root) => {
    const practice = await Practice.start(root)
    try {
      const cloud = createClouds(join(root, 'practice.json')).get('practice')
      if (cloud === null) throw new Error('The practice cloud is not described')
      const http = createNodeHttp(systemClock)
      const parts = { folder: join(root, 'vault'), keychain: new FakeKeychain(), http, clock: systemClock }
      const app = await startWithoutWindow(cloud, parts)
      const { signal } = new AbortController()
      const run = async (times: number): Promise<State> => {
        for (let done = 0; done < times; done += 1) {
          const { accountId, homeTenantId: tenantId } = await signInAnn(app)
          await app.services.tokens.acquire({ accountId, tenantId, scope: mapsScope, refresh: false, signal })
          await app.services.accounts.signOut(accountId)
          app.events.length = 0
        }
        await sleep(idleMs)
        return stateOf(root)
      }
      const before = await run(first)
      const after = await run(count)
      const leftRecords = app.vault.contents()?.records.reduce((sum, record) => sum + record.count, 0) ?? Number.NaN
      await app.stop()
      return {
        cycles: count,
        handlesGrown: after.handles - before.handles,
        heapGrownPercent: (100 * (after.heapBytes - before.heapBytes)) / before.heapBytes,
        filesGrown: after.files - before.files,
        leftRecords
      }
    } finally {
      await practice.stop()
    }
  })
}

interface State {
  handles: number
  heapBytes: number
  files: number
}

function stateOf(root: string): State {
  return {
    handles: process.platform === 'linux' ? readdirSync('/proc/self/fd').length : Number.NaN,
    heapBytes: heapBytes(),
    files: readdirSync(root, { recursive: true }).length
  }
}
