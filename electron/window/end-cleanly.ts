import type { App } from 'electron'

/**
 * Lets the last work finish before the process goes; a signal quits like the menu does. While a thread is held that an exit
 * would wait for, the process goes without one: else it would stay without a window, and every new start would find it running.
 */
export function endCleanly(app: App, end: () => Promise<void>, isHeld: () => boolean): void {
  let isEnding = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (isEnding) return
    isEnding = true
    // Not quit: a quit that was held back once is not asked again.
    void end().finally(() => {
      if (isHeld()) process.kill(process.pid, 'SIGKILL')
      else app.exit(0)
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}
