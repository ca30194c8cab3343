import type { App, BrowserWindow } from 'electron'

/** The one window of the app, which comes and goes. */
export interface KeptWindow {
  /** Null while there is none. */
  current: () => BrowserWindow | null
  /** Opens it, and from then on again where a person asks for it. */
  start: () => void
}

/** Keeps one window: brings it to the front where it is asked for again, and ends the app with it where the system does so. */
export function keepWindow(
  app: App,
  parts: { platform: string; open: () => BrowserWindow; onClosed: () => void }
): KeptWindow {
  let window: BrowserWindow | null = null
  const open = (): BrowserWindow => {
    const opened = parts.open()
    opened.on('closed', () => {
      window = null
      parts.onClosed()
    })
    // The page holds nothing that the main process does not have.
    opened.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') opened.reload()
    })
    return opened
  }
  const show = (): void => {
    if (window === null) {
      window = open()
      return
    }
    if (window.isMinimized()) window.restore()
    window.focus()
  }
  return {
    current: () => (window?.isDestroyed() === false ? window : null),
    start: () => {
      app.on('second-instance', show)
      app.on('activate', show)
      app.on('window-all-closed', () => {
        if (parts.platform !== 'darwin') app.quit()
      })
      show()
    }
  }
}
