import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { channels } from '#contract/api'
import { launchOptions } from '../../build/runtime/launch.ts'
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

test('every answer of the app protocol carries the content security policy', async ({ graticule }) => {
  const scripts = await graticule.page.evaluate(() => Array.from(document.scripts, (script) => script.src))
  const urls = [
    'app://graticule/',
    'app://graticule/index.html',
    'app://graticule/nothing-here',
    'app://other/',
    ...scripts
  ]
  const policies = await graticule.app.evaluate(async ({ session }, asked) => {
    const pageSession = session.fromPartition('graticule-window')
    const answers = await Promise.all(asked.map((url) => pageSession.fetch(url)))
    return answers.map((answer) => [
      answer.headers.get('content-security-policy'),
      answer.headers.get('x-content-type-options')
    ])
  }, urls)
  expect(policies).toHaveLength(urls.length)
  for (const [policy, sniff] of policies) {
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
    expect(policy).not.toContain('unsafe')
    expect(sniff).toBe('nosniff')
  }
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

test('the page cannot be led away, opened, framed or made to download', async ({ graticule }) => {
  const { page, app } = graticule
  const attacks = [
    "location.href = 'https://example.com/'",
    "location.assign('data:text/html,hello')",
    "location.replace('file:///etc/passwd')",
    "location.href = 'app://other/'",
    "location.href = 'app://graticule/nothing-here'",
    "location.href = 'javascript:document.title=1'",
    "window.open('https://example.com/')",
    "window.open('about:blank')",
    "Object.assign(document.createElement('a'), { href: 'https://example.com/', target: '_blank' }).click()",
    "Object.assign(document.createElement('a'), { href: 'data:text/plain,x', download: 'x.txt' }).click()",
    "document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' }))",
    "document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<script>top.hacked=1</script>' }))",
    "document.body.append(document.createElement('webview'))",
    "{ const f = document.createElement('form'); f.action = 'https://example.com/'; f.method = 'post'; document.body.append(f); f.submit() }"
  ]
  for (const attack of attacks) {
    await page.evaluate((code) => {
      const script = document.createElement('script')
      script.textContent = code
      document.body.append(script)
    }, attack)
    // The policy stops the inline script; the same attack by an allowed script must fail as well.
    await page.evaluate(attack).catch(() => undefined)
    await page.waitForTimeout(60)
    expect(page.url(), attack).toBe('app://graticule/')
    expect(await page.evaluate(() => (window as unknown as { hacked?: unknown }).hacked), attack).toBeUndefined()
  }
  expect(app.windows()).toHaveLength(1)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
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
  const ups = [
    '../',
    '..\\',
    '%2e%2e/',
    '%2e%2e%2f',
    '..%2f',
    '..%5c',
    '....//',
    '.%2e/',
    '%252e%252e%252f',
    '/./../',
    '\u2025/',
    '..%c0%af'
  ]
  const goals = [
    'package.json',
    'main.js',
    'preload.cjs',
    'renderer-files.json',
    'etc/passwd',
    'windows/win.ini',
    'practice.mjs'
  ]
  const urls = ups.flatMap((up) =>
    goals.flatMap((goal) => Array.from({ length: 12 }, (_, depth) => `app://graticule/${up.repeat(depth)}${goal}`))
  )
  const outcome = await graticule.app.evaluate(async ({ session }, asked) => {
    const pageSession = session.fromPartition('graticule-window')
    const statuses = await Promise.all(
      asked.map((url) =>
        pageSession.fetch(url).then(
          ({ status }) => status,
          () => 0
        )
      )
    )
    const posted = await pageSession.fetch('app://graticule/index.html', { method: 'POST' })
    const own = await pageSession.fetch('app://graticule/index.html')
    return { escapes: asked.filter((_, index) => statuses[index] === 200), posted: posted.status, own: own.status }
  }, urls)
  expect(outcome).toEqual({ escapes: [], posted: 404, own: 200 })
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

test('hostile messages on every channel are refused and change nothing', async ({ graticule }) => {
  const { page } = graticule
  const names = Object.keys(channels)
  const outcome = await page.evaluate(async (calls) => {
    const junk = [
      null,
      1,
      'x',
      [],
      [[]],
      { a: 1 },
      { accountId: {} },
      { operationId: '../..' },
      { cloud: 'other' },
      { tokenId: '\u0000' },
      { targetId: 'x'.repeat(100_000) },
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')
    ] as unknown[]
    const codes = new Map<string, number>()
    const call = window.graticule.call as (
      name: string,
      request: unknown
    ) => Promise<{ ok: boolean; failure?: { code: string } }>
    for (const name of calls) {
      for (const request of junk) {
        const answer = await call(name, request)
        const code = answer.ok ? 'accepted' : (answer.failure?.code ?? 'none')
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
    }
    const unknown = await (async () => call('toString', {}))().then(
      () => 'answered',
      () => 'refused'
    )
    return { codes: Object.fromEntries(codes), unknown, polluted: 'polluted' in {} }
  }, names)
  expect(
    Object.keys(outcome.codes)
      .sort()
      .filter((code) => code !== 'busy')
  ).toEqual(['request-refused'])
  expect(outcome).toMatchObject({ unknown: 'refused', polluted: false })
})

test('a second start shows the first window and ends', async ({ graticule, home }) => {
  const { executablePath, args, env } = await launchOptions()
  const second = spawn(executablePath, args, { env: { ...env, GRATICULE_HOME: home }, stdio: 'ignore' })
  const [code] = (await once(second, 'exit')) as [number]
  expect(code).toBe(0)
  expect(await graticule.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
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
