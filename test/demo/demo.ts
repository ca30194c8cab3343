import { ensureElectron } from '../../build/runtime/electron.ts'
import { describeRuntime } from '../../build/runtime/electron-runtime.ts'
import { announce, conclude, reasonOf, tellDone, tellFailed, tellMatrix } from './narrator.ts'
import { writeReport, type StepEntry } from './report.ts'
import { Stage } from './stage.ts'
import type { Step } from './step.ts'
import { story } from './story.ts'

/** How long any one step may take. */
const stepLimitMs = 60_000

const runtime = await ensureElectron()
const startedAt = new Date().toISOString()
const steps: StepEntry[] = []
const stage = await Stage.set()
const stopped = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    stopped.abort()
  })
}

announce(describeRuntime(runtime))
report()
const isDone = await playAll()
if (!isDone && !stopped.signal.aborted) await stage.pictureOfFailure()
await stage.clear()
report()
tellMatrix(stage.matrix)
conclude(steps, stage.screenshots.length)
process.exit(isDone ? 0 : 1)

async function playAll(): Promise<boolean> {
  for (const step of story) {
    const started = performance.now()
    const entry: StepEntry = { name: step.name, ok: false, ms: 0 }
    steps.push(entry)
    try {
      const seen = await within(step)
      entry.ok = true
      entry.ms = Math.round(performance.now() - started)
      tellDone(entry, seen)
    } catch (error) {
      entry.ms = Math.round(performance.now() - started)
      tellFailed(entry, stopped.signal.aborted ? 'Stopped from outside.' : reasonOf(error))
      return false
    } finally {
      report()
    }
  }
  return true
}

/** The step's end, or an error when it takes too long or the demo is stopped. */
async function within(step: Step): Promise<string> {
  const limit = AbortSignal.any([stopped.signal, AbortSignal.timeout(stepLimitMs)])
  const cut = new Promise<never>((_, reject) => {
    limit.addEventListener('abort', () => reject(new Error(`It did not end within ${stepLimitMs / 1000} s.`)))
  })
  limit.throwIfAborted()
  return Promise.race([step.play(stage), cut])
}

function report(): void {
  const { version: electron, source: electronSource } = runtime
  writeReport({ electron, electronSource, startedAt, steps, matrix: stage.matrix, screenshots: stage.screenshots })
}
