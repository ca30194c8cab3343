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

/** Denies the page every permission and download; the page needs neither. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

/** Chromium would take the first client certificate unasked, and would show its own password prompt. */
export function lockAuthentication(app: Pick<App, 'on'>): void {
  app.on('select-client-certificate', (event, _contents, _url, _certificates, callback) => {
    event.preventDefault()
    callback()
  })
}
