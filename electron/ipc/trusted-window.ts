import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'

/** True for a message from the top frame of our one window, showing our own page; nothing else is listened to. */
export function isFromTrustedWindow(
  event: IpcMainInvokeEvent,
  window: BrowserWindow | null,
  pageOrigin: string
): boolean {
  if (window === null || window.isDestroyed() || event.sender !== window.webContents) return false
  const frame = event.senderFrame
  return frame !== null && frame === window.webContents.mainFrame && originOf(frame.url) === pageOrigin
}

function originOf(url: string): string {
  // `URL.origin` is "null" for schemes it does not know, so the parts are compared.
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  } catch {
    return ''
  }
}
