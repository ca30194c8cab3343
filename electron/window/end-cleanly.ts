import type { App } from 'electron'

/** Lets the last work finish before the process goes; a signal quits like the menu does. */
export function endCleanly(app: App, end: () => Promise<void>): void {
  let isEnding = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isEnding) return
    isEnding = true
    // Not quit: a quit that was held back once is not asked again.
    void end().finally(() => {
      app.exit(0)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}
