import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Result } from '#contract/result'
import { startApp, type RunningApp } from '../support/app.ts'
import { named, Practice, type PracticeReady } from '../support/practice.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { inFolder } from './in-folder.ts'
import { mainHeapBytes } from './main-heap-bytes.ts'
import type { Figures } from './measure.ts'

const first = 200
/** Chromium gives up connections that nobody uses, and the system their handles. */
const idleMs = 10_000
const scope = 'https://atlas.microsoft.com/.default'

/** Sign-in, token and sign-out over and over in the running app, with MSAL and Chromium's network: what grew after the first cycles. */
export function windowCycles(count: number): Promise<Figures> {
  return inFolder(async (home) => {
    const practice = await Practice.start(home)
    const running = await startApp(home)
    try {
      await choosePracticeCloud(running.page)
      const daemon = named(practice.ready.apps[1], 'application')
      await run(running, daemon, first)
      const before = await stateOf(running, home)
      await run(running, daemon, count)
      const after = await stateOf(running, home)
      return {
        windowCycles: count,
        windowHandlesGrown: after.handles - before.handles,
        windowHeapGrownPercent: (100 * (after.heapBytes - before.heapBytes)) / before.heapBytes,
        windowFilesGrown: after.files - before.files
      }
    } finally {
      await running.close()
      await practice.stop()
    }
  })
}

async function run({ page }: RunningApp, daemon: PracticeReady['apps'][number], times: number): Promise<void> {
  const wanted = { times, scope, tenant: daemon.tenantId, clientId: daemon.clientId, clientSecret: daemon.secret }
  await page.evaluate(async ({ times: turns, scope: asked, ...application }) => {
    // A page that asks too fast is told how long to wait.
    const patiently = async <T>(ask: () => Promise<Result<T>>): Promise<T> => {
      const answer = await ask()
      if (answer.ok) return answer.value
      if (answer.failure.code !== 'busy') throw new Error(JSON.stringify(answer))
      const { retryAfterSeconds } = answer.failure
      await new Promise((resolve) => setTimeout(resolve, retryAfterSeconds * 1000))
      return patiently(ask)
    }
    const { graticule } = window
    const operationId = (): string => crypto.randomUUID()
    for (let turn = 0; turn < turns; turn += 1) {
      const { accountId, homeTenantId: tenantId } = await patiently(() =>
        graticule.call('signInWithClientSecret', { ...application, operationId: operationId(), sendAnyway: false })
      )
      await patiently(() =>
        graticule.call('acquireToken', {
          operationId: operationId(),
          accountId,
          tenantId,
          scope: asked,
          refresh: false
        })
      )
      await patiently(() => graticule.call('signOut', { accountId }))
    }
  }, wanted)
  await sleep(idleMs)
}

/** Handles of all processes of the app, the heap of its main process, and the files of its data folder. */
async function stateOf(
  { app }: RunningApp,
  home: string
): Promise<{ handles: number; heapBytes: number; files: number }> {
  const processes = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid))
  const open =
    process.platform === 'linux' ? processes.map((pid) => readdirSync(`/proc/${String(pid)}/fd`).length) : [Number.NaN]
  return {
    handles: open.reduce((sum, one) => sum + one, 0),
    heapBytes: await mainHeapBytes(app),
    files: readdirSync(home, { recursive: true }).length
  }
}
