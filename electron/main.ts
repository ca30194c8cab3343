import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, ipcMain, Menu, nativeTheme, powerMonitor, protocol, systemPreferences } from 'electron'
import { failureMessage } from '#contract/failure-message'
import { createArm } from './adapters/arm/arm.ts'
import { createElectronBrowser } from './adapters/browser/electron-browser.ts'
import { createElectronClipboard } from './adapters/clipboard/electron-clipboard.ts'
import { systemClock } from './adapters/clock.ts'
import { createCertificateDialog } from './adapters/certificate/certificate-dialog.ts'
import { certificateReader } from './adapters/certificate/certificate-reader.ts'
import { createClouds } from './adapters/clouds.ts'
import { openDataFolder, type DataFolder } from './adapters/data-folder.ts'
import { createEntra } from './adapters/entra/entra.ts'
import { electronConnection } from './adapters/http/electron-connection.ts'
import { createElectronHttp } from './adapters/http/electron-http.ts'
import { randomIds } from './adapters/ids.ts'
import { createSigningKeys } from './adapters/jwks/signing-keys.ts'
import { createKeytarKeychain } from './adapters/keychain/keytar-keychain.ts'
import { ErrorLog } from './adapters/log/error-log.ts'
import { createPracticeCloud } from './adapters/practice/practice-admin.ts'
import { createPracticeUtility } from './adapters/practice/practice-utility.ts'
import { createServiceProbe } from './adapters/probe/service-probe.ts'
import { createScreenCapture } from './adapters/screen-capture.ts'
import { createSystemPresence } from './adapters/presence/system-presence.ts'
import { openVault } from './adapters/vault/vault.ts'
import { guardDataFolder } from './adapters/windows-folder.ts'
import { createHandlers } from './ipc/handlers.ts'
import { serve } from './ipc/serve.ts'
import { isFromTrustedWindow } from './ipc/trusted-window.ts'
import { AppFailure } from './services/app-failure.ts'
import type { Emit } from './services/ports.ts'
import { composeServices } from './services/compose.ts'
import { appOrigin, registerAppScheme, serveAppFiles } from './window/app-protocol.ts'
import { lockByItself } from './window/auto-lock.ts'
import { endCleanly } from './window/end-cleanly.ts'
import { keepWindow } from './window/kept-window.ts'
import { lockAuthentication, lockNavigation, lockSessions } from './window/navigation.ts'
import { openMainWindow, windowSession } from './window/main-window.ts'
import { menuTemplate } from './window/menu.ts'
import { refusedSwitch } from './window/refused-switches.ts'

/** Neither Chromium nor another process's practice cloud tells the main process of a change. */
const lookAroundMs = 3_000

const folder = dirname(fileURLToPath(import.meta.url))
const refused = refusedSwitch(app.isPackaged, process.platform, process.argv.slice(1))
if (refused === null) {
  // Before the app is ready: Chromium's profile must not begin anywhere else.
  await begin().catch(giveUp)
} else {
  process.stderr.write(`Graticule does not start with ${refused}.\n`)
  app.exit(1)
}

async function begin(): Promise<void> {
  const data = await openDataFolder({ platform: process.platform, env: process.env })
  app.setPath('userData', data.chromium)
  app.setPath('crashDumps', join(data.chromium, 'Crashpad'))
  // A second start shows the window of the first: both would write the same Chromium profile.
  if (!app.requestSingleInstanceLock()) {
    app.exit(0)
    return
  }
  registerAppScheme(protocol)
  // Root has no sandbox; only development and CI start so, a packaged app refuses the switch above.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  lockSessions(app)
  lockNavigation(app)
  lockAuthentication(app)
  // Not awaited: a module that waits for readiness is waited for by it.
  app
    .whenReady()
    .then(() => run(data))
    .catch(giveUp)
}

/** Without this a start that fails would leave a process that nobody sees. */
function giveUp(error: unknown): void {
  if (error instanceof AppFailure) {
    const { title, whatToDo } = failureMessage(error.failure)
    dialog.showErrorBox('Graticule could not start', `${title}\n${whatToDo}`)
  } else {
    dialog.showErrorBox(
      'Graticule could not start',
      error instanceof Error ? error.message : 'The reason is not known.'
    )
  }
  app.exit(1)
}

async function run(data: DataFolder): Promise<void> {
  const window = keepWindow(app, {
    platform: process.platform,
    open: () => openMainWindow({ folder, isPackaged: app.isPackaged, isDark: nativeTheme.shouldUseDarkColors }),
    onClosed: () => {
      // Nobody is left to see how they end.
      services.operations.cancelAll()
      services.certificates.forget()
    }
  })
  const emit: Emit = (name, payload) => {
    if (name === 'status-changed') nativeTheme.themeSource = services.settings.theme()
    window.current()?.webContents.send(name, payload)
  }
  const clock = systemClock
  const ids = randomIds
  const errors = new ErrorLog(data.errorLog, clock, ids)
  const report = (error: unknown): string => errors.report(error)
  const guard = guardDataFolder(data, { platform: process.platform, env: process.env })
  const keychain = createKeytarKeychain()
  const vault = await openVault({ folder: data.vault, keychain, beforeWrite: guard.done })
  const clouds = createClouds(data.practiceDescription)
  const http = createElectronHttp(clock)
  const browser = createElectronBrowser(clouds)
  const clipboard = createElectronClipboard(clock)
  const practice = createPracticeUtility({ folder, description: data.practiceDescription })
  const outside = {
    vault,
    clouds,
    clock,
    connection: electronConnection,
    ids,
    emit,
    clipboard,
    screenCapture: createScreenCapture(clock, window.current),
    browser,
    certificateDialog: createCertificateDialog(window.current),
    certificateReader,
    practice,
    practiceCloud: createPracticeCloud(data.practiceDescription),
    presence: createSystemPresence(process.platform, systemPreferences),
    entra: createEntra({ vault, http, browser, clock }),
    arm: createArm(http),
    signingKeys: createSigningKeys(http),
    probe: createServiceProbe(http),
    folderRights: guard.rights,
    version: app.getVersion(),
    platform: process.platform,
    fixedProfile: null
  }
  const services = composeServices(outside)
  const handlers = createHandlers(services, outside)
  serve(ipcMain, handlers, {
    isTrusted: (event) => isFromTrustedWindow(event, window.current(), appOrigin),
    report,
    // Not the clock: a person may set it back.
    now: () => performance.now()
  })

  await serveAppFiles(windowSession().protocol, folder)
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged)))
  nativeTheme.themeSource = services.settings.theme()

  const lock = async (): Promise<void> => {
    await handlers.lockVault({})
  }
  lockByItself({
    power: {
      onSleep: (listener) => powerMonitor.on('suspend', listener),
      onScreenLock: (listener) => powerMonitor.on('lock-screen', listener),
      idleSeconds: () => powerMonitor.getSystemIdleTime()
    },
    choice: () => services.settings.autoLock(),
    lock: () => void lock().catch(report)
  })
  const lookAround = async (): Promise<void> => {
    await vault.keepUp()
    services.changes.look()
    await services.status.look()
  }
  const looking = setInterval(() => void lookAround().catch(report), lookAroundMs).unref()
  const clearClipboard = (): void => void clipboard.clear().catch(report)
  powerMonitor.on('lock-screen', clearClipboard)
  powerMonitor.on('suspend', clearClipboard)
  endCleanly(
    app,
    async () => {
      clearInterval(looking)
      services.operations.cancelAll()
      await Promise.allSettled([clipboard.clear(), practice.stop()])
      await vault.close()
    },
    keychain.isHeld
  )
  window.start()
  // After the window stands, so that no start waits for it.
  void services.vaultHealth.rotateWhenDue().catch(report)
}
