import type { App, Session, WebContents } from 'electron'
import { appOrigin } from './app-protocol.ts'

/** Nothing leaves our page: no navigation, window, frame, webview or download. */
export function lockNavigation(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => {
    lockContents(contents)
  })
}

function lockContents(contents: WebContents): void {
  const stayOrRefuse = (event: { preventDefault: () => void }, url: string): void => {
    if (url !== `${appOrigin}/`) event.preventDefault()
  }
  contents.on('will-navigate', (event) => {
    stayOrRefuse(event, event.url)
  })
  contents.on('will-frame-navigate', (event) => {
    stayOrRefuse(event, event.url)
  })
  contents.on('will-redirect', (event) => {
    event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** The page may write plain text to the clipboard (codes to send to support); nothing else, least of all read it. */
const allowedPermission = 'clipboard-sanitized-write'

/** Denies every other permission and every download, also of Chromium's own, in the page's session and those that requests go through. */
export function lockSessions(app: Pick<App, 'on'>): void {
  app.on('session-created', lockSession)
}

function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => {
    callback(permission === allowedPermission)
  })
  session.setPermissionCheckHandler((_contents, permission) => permission === allowedPermission)
  session.setDevicePermissionHandler(() => false)
  // Else Chromium asks Google for a dictionary for each session; the page checks no spelling.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

/** Chromium would hand over the first client certificate unasked. */
export function lockAuthentication(app: Pick<App, 'on'>): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault()
    callback()
  })
}
