import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { channels } from '#contract/api'
import { launchOptions } from '../../build/runtime/launch.ts'
import { traversals } from '../bench/attacks/traversals.ts'
import { wire } from '../bench/attacks/wire.ts'
import { expect, test } from './fixtures.ts'

test('the page holds no Electron object, no Node and nothing but the wire', async ({ graticule }) => {
  const found = await graticule.page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', '__dirname'].filter(
      (name) => name in window
    ),
    wire: Object.keys(window.graticule).sort(),
    isFrozen: Object.isFrozen(window.graticule)
  }))
  expect(found).toEqual({ globals: [], wire: ['call', 'on'], isFrozen: true })
})

test('script from outside text, eval and requests to the network do not run', async ({ graticule }) => {
  const outcome = await graticule.page.evaluate(async () => {
    const state = window as unknown as { hacked?: string[] }
    state.hacked = []
    const host = document.createElement('div')
    host.innerHTML = '<img src="x" onerror="hacked.push(\'img\')"><svg onload="hacked.push(\'svg\')"></svg>'
    document.body.append(host)
    const script = document.createElement('script')
    script.textContent = "hacked.push('inline')"
    document.body.append(script)
    const data = document.createElement('script')
    data.src = "data:text/javascript,hacked.push('data')"
    document.body.append(data)
    // A string as code is the eval that can be tried from here: the inspector itself is let through by the policy.
    setTimeout("hacked.push('eval')" as unknown as () => void, 0)
    const request = await fetch('https://localhost:1/').then(
      () => 'sent',
      () => 'refused'
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    host.remove()
    return { hacked: state.hacked, request }
  })
  expect(outcome).toEqual({ hacked: [], request: 'refused' })
})

test('every permission is denied', async ({ graticule }) => {
  const outcome = await graticule.page.evaluate(async () => {
    const refused = (attempt: Promise<unknown>): Promise<string> =>
      attempt.then(
        () => 'granted',
        () => 'denied'
      )
    return {
      notification: await Notification.requestPermission(),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true })),
      clipboard: await refused(navigator.clipboard.readText()),
      location: await refused(
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject))
      ),
      screen: await refused(navigator.mediaDevices.getDisplayMedia())
    }
  })
  expect(outcome).toEqual({
    notification: 'denied',
    camera: 'denied',
    clipboard: 'denied',
    location: 'denied',
    screen: 'denied'
  })
})

test('no path leads out of the listed files', async ({ graticule }) => {
  const { traversalsNotFound = 0, ...counted } = await traversals(graticule, 1_200)
  expect(counted).toEqual({ traversals: 1_200, traversalEscapes: 0, ownPageStatus: 200 })
  expect(traversalsNotFound).toBeGreaterThan(500)
  const posted = await graticule.app.evaluate(({ session }) =>
    session
      .fromPartition('graticule-window')
      .fetch('app://graticule/index.html', { method: 'POST' })
      .then(({ status }) => status)
  )
  expect(posted).toBe(404)
})

test('a page that is not ours gets no answer on any channel', async ({ graticule }) => {
  const answers = await graticule.app.evaluate(async ({ app, BrowserWindow }, names) => {
    const preload = `${app.getAppPath()}/preload.cjs`
    const answered: unknown[] = []
    for (const url of ['about:blank', 'data:text/html,hello', 'app://graticule/']) {
      // The last one is even our own page, in a window that is not the one we opened.
      const partition = 'graticule-window'
      const window = new BrowserWindow({
        show: false,
        webPreferences: { preload, partition, sandbox: true, contextIsolation: true }
      })
      await window.loadURL(url)
      const code = `typeof graticule === 'undefined' ? null : Promise.all(${JSON.stringify(names)}.map((name) => graticule.call(name, {})))`
      answered.push((await window.webContents.executeJavaScript(code)) as unknown)
      window.destroy()
    }
    return answered
  }, Object.keys(channels))
  const all = answers.flat().filter((answer) => answer !== null) as { ok: boolean; failure?: { code: string } }[]
  expect(all.length).toBeGreaterThanOrEqual(Object.keys(channels).length * 2)
  for (const answer of all) expect(answer).toEqual({ ok: false, failure: { code: 'request-refused' } })
})

test('a frame inside the page has no wire, and is not let in', async ({ graticule }) => {
  const { page, app } = graticule
  const found = await page.evaluate(async () => {
    const wires: boolean[] = []
    for (const sources of [{}, { src: 'about:blank' }, { srcdoc: '<p>hello' }, { src: 'app://graticule/' }]) {
      const frame: HTMLIFrameElement = document.createElement('iframe')
      Object.assign(frame, sources)
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve, 100))
      try {
        wires.push('graticule' in (frame.contentWindow ?? {}))
      } catch {
        wires.push(false)
      }
    }
    return wires
  })
  expect(found).toEqual([false, false, false, false])
  const inFrames = await app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      (BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.framesInSubtree ?? [])
        .filter(({ parent }) => parent !== null)
        .map((frame) => frame.executeJavaScript('typeof graticule + typeof require'))
    )
  )
  expect(inFrames.length).toBeGreaterThan(0)
  expect(new Set(inFrames)).toEqual(new Set(['undefinedundefined']))
})

test('hostile messages on every channel are refused and change nothing', async ({ graticule }) => {
  const { wireMessages = 0, wireMessagesAtGate = 0, wireGrewMb, ...counted } = await wire(graticule, 1_500)
  expect(counted).toEqual({
    wireMessagesNotRefused: 0,
    wirePrototypesChanged: 0,
    wireAnswersAfterwards: 1
  })
  expect(wireMessages).toBeGreaterThan(1_300)
  expect(wireMessagesAtGate).toBeGreaterThan(1_000)
  expect(wireGrewMb).toBeLessThan(50)
  const names = await graticule.page.evaluate(async () => {
    const call = window.graticule.call as (name: unknown, request: unknown) => Promise<unknown>
    const asked = ['toString', '__proto__', 'constructor', 'tokens:list', '', 'getStatus ', {}, null]
    return Promise.all(
      asked.map(async (name) =>
        (async () => call(name, {}))().then(
          () => `answered ${JSON.stringify(name)}`,
          () => 'refused'
        )
      )
    )
  })
  expect(new Set(names)).toEqual(new Set(['refused']))
})

test('the preload and the main process know the channels of the contract, and no others', async ({ graticule }) => {
  const known = await graticule.app.evaluate(({ app, ipcMain }) => {
    const preload = process.getBuiltinModule('node:fs').readFileSync(`${app.getAppPath()}/preload.cjs`, 'utf8')
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, unknown> }
    return {
      preload: [...preload.matchAll(/["'`]([a-z]+:[a-z-]+)["'`]/g)].map(([, channel]) => channel),
      handled: [...handlers.keys()],
      // Electron listens to errors of its own.
      listened: ipcMain.eventNames().filter((name) => name !== 'error')
    }
  })
  const all = Object.values(channels).toSorted()
  expect([...new Set(known.preload)].sort()).toEqual(all)
  expect(known.handled.sort()).toEqual(all)
  expect(known.listened).toEqual([])
})

test('a second start shows the first window and ends, whatever link or file it was given', async ({
  graticule,
  home
}) => {
  const { executablePath, args, env } = await launchOptions()
  const given = [
    'graticule://sign-in?tenant=evil',
    'https://evil.example/',
    'file:///etc/passwd',
    join(home, 'world.yaml')
  ]
  for (const more of [[], given]) {
    const second = spawn(executablePath, [...args, ...more], { env: { ...env, GRATICULE_HOME: home }, stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number]
    expect(code).toBe(0)
  }
  expect(await graticule.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(graticule.page.url()).toBe('app://graticule/')
  expect(await graticule.openedPages()).toEqual([])
  await expect(graticule.page.getByRole('heading', { level: 1 })).toHaveText('Choose a cloud')
})

test('a page that crashes comes back by itself', async ({ graticule }) => {
  const { app, page } = graticule
  await page.evaluate(() => Object.assign(window, { before: true }))
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()
  })
  // Asked of the main process, because the test's own page went with the crash.
  const shown = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      const code = "('before' in window ? 'the old page: ' : '') + document.querySelector('h1')?.textContent"
      return contents === undefined || contents.isCrashed() || contents.isLoading()
        ? 'crashed'
        : Promise.race([
            contents.executeJavaScript(code).catch(() => 'crashed') as Promise<unknown>,
            new Promise((resolve) => setTimeout(resolve, 1000, 'no answer'))
          ])
    })
  await expect.poll(shown, { timeout: 15_000 }).toBe('Choose a cloud')
})
