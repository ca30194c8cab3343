import type { RunningApp } from '../support/app.ts'

/** Bytes in use in the app's main process after a garbage collection. */
export function mainHeapBytes(app: RunningApp['app']): Promise<number> {
  return app.evaluate(() => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
    const collect = process.getBuiltinModule('node:vm').runInNewContext('gc') as () => void
    collect()
    return process.memoryUsage().heapUsed
  })
}
