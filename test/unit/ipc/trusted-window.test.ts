import type { BrowserWindow, IpcMainInvokeEvent } from 'electron'
import { describe, expect, it } from 'vitest'
import { isFromTrustedWindow } from '../../../electron/ipc/trusted-window.ts'

const origin = 'app://graticule'

/** Our window on a page, as far as the check looks at it. */
function windowOn(url: string, isDestroyed = false) {
  const mainFrame = { url }
  const webContents = { mainFrame }
  return { isDestroyed: () => isDestroyed, webContents }
}

function isTrusted(
  window: ReturnType<typeof windowOn> | null,
  event: { sender: unknown; senderFrame: unknown }
): boolean {
  return isFromTrustedWindow(event as IpcMainInvokeEvent, window as unknown as BrowserWindow | null, origin)
}

describe('a message', () => {
  it('of the top frame of our window is listened to', () => {
    const window = windowOn(`${origin}/`)
    const { webContents } = window
    expect(isTrusted(window, { sender: webContents, senderFrame: webContents.mainFrame })).toBe(true)
  })

  it('of a frame inside it, of a frame that is gone, of another window or without a window is not', () => {
    const window = windowOn(`${origin}/`)
    const { webContents } = window
    const inner = { url: `${origin}/`, parent: webContents.mainFrame }
    const other = windowOn(`${origin}/`).webContents
    expect(isTrusted(window, { sender: webContents, senderFrame: inner })).toBe(false)
    expect(isTrusted(window, { sender: webContents, senderFrame: null })).toBe(false)
    expect(isTrusted(window, { sender: webContents, senderFrame: other.mainFrame })).toBe(false)
    expect(isTrusted(window, { sender: other, senderFrame: other.mainFrame })).toBe(false)
    expect(isTrusted(window, { sender: other, senderFrame: webContents.mainFrame })).toBe(false)
    expect(isTrusted(null, { sender: webContents, senderFrame: webContents.mainFrame })).toBe(false)
    const closed = windowOn(`${origin}/`, true)
    expect(isTrusted(closed, { sender: closed.webContents, senderFrame: closed.webContents.mainFrame })).toBe(false)
  })

  it.each([
    '',
    'null',
    'about:blank',
    'about:srcdoc',
    'data:text/html,hello',
    `blob:${origin}/1`,
    'file:///index.html',
    'https://graticule/',
    'app://other/',
    'app://graticule.evil/',
    'app://graticule:80/',
    'app://evil/app://graticule/',
    'app:graticule',
    'apps://graticule/',
    'javascript:app://graticule/',
    'chrome-error://chromewebdata/'
  ])('of our window on the page %j is not', (url) => {
    const window = windowOn(url)
    expect(isTrusted(window, { sender: window.webContents, senderFrame: window.webContents.mainFrame })).toBe(false)
  })
})
