import { join } from 'node:path'
import { BrowserWindow, session, type Session, type WebPreferences } from 'electron'
import { appOrigin } from './app-protocol.ts'

/** Kept in memory: the page stores nothing on disk. */
const partition = 'graticule-window'

/** The session of the window's page. */
export function windowSession(): Session {
  return session.fromPartition(partition)
}

/** What the page may do; every switch is named so that no default decides. */
function webPreferences(folder: string, isPackaged: boolean): WebPreferences {
  return Object.freeze({
    preload: join(folder, 'preload.cjs'),
    partition,
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    devTools: !isPackaged
  })
}

/** Opens the one window of the app; it is shown once its page has painted. */
export function openMainWindow(options: { folder: string; isPackaged: boolean; isDark: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    width: 1200,
    height: 780,
    minWidth: 960,
    minHeight: 640,
    show: false,
    title: '',
    backgroundColor: options.isDark ? '#12181d' : '#ffffff',
    webPreferences: webPreferences(options.folder, options.isPackaged)
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  const home = `${appOrigin}/`
  // Chromium asks nobody about a navigation to about:blank; what cannot be forbidden is undone.
  window.webContents.on('did-navigate', (_event, url) => {
    if (url !== home) void window.loadURL(home)
  })
  void window.loadURL(home)
  return window
}
