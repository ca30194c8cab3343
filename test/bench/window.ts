import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { openBrowser } from '../support/browser.ts'
import { percentile, repeat, timeMs, type Figures } from './measure.ts'
import { offlineStartMs } from './offline-start.ts'
import { windowCycles } from './window-cycles.ts'

const starts = 5

/** From launch to the first screen with its answer from the main process, against an empty Electron window. */
export async function window(): Promise<Figures> {
  const home = await mkdtemp(join(tmpdir(), 'graticule-bench-'))
  try {
    let memoryMb = 0
    const ours = await repeat(starts, async () => {
      const started = performance.now()
      const running = await startApp(home)
      const took = performance.now() - started
      memoryMb = await running.app.evaluate(({ app }) =>
        app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize / 1024, 0)
      )
      await running.close()
      return took
    })
    const bare = await repeat(starts, async () => {
      let close: () => Promise<void> = () => Promise.resolve()
      const took = await timeMs(async () => {
        ;({ close } = await openBrowser())
      })
      await close()
      return took
    })
    const [startP50Ms, bareStartP50Ms] = [percentile(ours, 0.5), percentile(bare, 0.5)]
    return {
      startP50Ms,
      bareStartP50Ms,
      startRatio: startP50Ms / bareStartP50Ms,
      offlineStartP50Ms: await offlineStartMs(starts),
      memoryMb,
      ...(await windowCycles(1_000))
    }
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
