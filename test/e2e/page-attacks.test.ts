import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright'
import { expect, test } from './fixtures.ts'

/** Where an attack wants to go; `PORT` is that of a server that counts who comes. */
const targets = [
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/redirect',
  'https://localhost:PORT/',
  '//127.0.0.1:PORT/',
  'data:text/html,<script>top.hacked=1;opener.hacked=1</script>',
  'javascript:void(window.hacked=1)',
  'file:///etc/passwd',
  'app://other/',
  'app://graticule/nothing-here',
  'app://graticule/index.html',
  'view-source:app://graticule/',
  'chrome://gpu',
  'mailto:somebody@evil.example',
  'graticule://sign-in?tenant=evil'
]

/** How it tries; `TARGET` is a text with the address. */
const ways = [
  'location.href = TARGET',
  'location.assign(TARGET)',
  'location.replace(TARGET)',
  "window.open(TARGET, '_blank')",
  "window.open(TARGET, '_self')",
  'navigation.navigate(TARGET)',
  "document.body.appendChild(Object.assign(document.createElement('a'), { href: TARGET })).click()",
  "document.body.appendChild(Object.assign(document.createElement('a'), { href: TARGET, target: '_blank' })).click()",
  "document.body.appendChild(Object.assign(document.createElement('a'), { href: TARGET, download: 'x.txt' })).click()",
  "document.body.appendChild(Object.assign(document.createElement('form'), { action: TARGET, method: 'get' })).submit()",
  "document.body.appendChild(Object.assign(document.createElement('form'), { action: TARGET, method: 'post', target: '_blank' })).submit()",
  "document.body.append(Object.assign(document.createElement('iframe'), { src: TARGET }))",
  "document.body.append(Object.assign(document.createElement('object'), { data: TARGET }))",
  "document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=' + TARGET }))",
  "document.head.append(Object.assign(document.createElement('base'), { href: TARGET }), Object.assign(document.createElement('link'), { rel: 'prefetch', href: TARGET }))",
  "document.body.append(Object.assign(document.createElement('script'), { src: TARGET }), Object.assign(new Image(), { src: TARGET }))",
  "navigator.sendBeacon(TARGET, 'x'); void fetch(TARGET, { mode: 'no-cors' }).catch(() => 0)",
  "new Worker(TARGET); new EventSource(TARGET); new WebSocket(TARGET.replace('http', 'ws'))"
]

test('the page cannot be led away, opened, framed, dropped on or made to download, in any of 250 ways', async ({
  graticule
}) => {
  test.setTimeout(90_000)
  const { page, app } = graticule
  const came: string[] = []
  const server = createServer((request, answer) => {
    came.push(request.url ?? '')
    answer.writeHead(302, { location: 'app://other/' }).end()
  })
  server.on('connection', () => came.push('a connection'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const port = String((server.address() as AddressInfo).port)
  await app.evaluate(({ app: main, session }) => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    session.fromPartition('graticule-window').on('will-download', (event, item) => {
      if (!event.defaultPrevented) seen.push(`downloads ${item.getURL()}`)
    })
    main.on('web-contents-created', () => seen.push('new contents'))
  })
  await page.evaluate(() => Object.assign(window, { stillHere: true }))
  let attacks = 0
  for (const way of ways) {
    for (const target of targets) {
      const text = JSON.stringify(target.replace('PORT', port))
      await page.evaluate(`(() => { try { ${way.replaceAll('TARGET', text)} } catch {} })()`)
      attacks += 1
    }
    // Navigations begin after the script that asked for them.
    await page.waitForTimeout(250)
    const state = await page.evaluate(() => {
      for (const left of document.querySelectorAll(
        'iframe, object, meta[http-equiv=refresh], base, link[rel=prefetch]'
      ))
        left.remove()
      const { stillHere = false, hacked = false } = window as { stillHere?: boolean; hacked?: unknown }
      return { url: location.href, stillHere, hacked }
    })
    expect(state, way).toEqual({ url: 'app://graticule/', stillHere: true, hacked: false })
  }
  expect(attacks).toBeGreaterThanOrEqual(200)
  await dropOn(page, port)
  expect(await page.evaluate(() => 'stillHere' in window)).toBe(true)
  expect(page.url()).toBe('app://graticule/')
  expect(came).toEqual([])
  expect(await app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)).toEqual([])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect(await graticule.openedPages()).toEqual([])
  server.close()
})

/** Files and addresses, dropped as by hand. */
async function dropOn(page: Page, port: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const items = [
    { mimeType: 'text/uri-list', data: `http://127.0.0.1:${port}/dropped` },
    { mimeType: 'text/html', data: '<script>window.hacked=1</script>' }
  ]
  for (const data of [
    { items, dragOperationsMask: 1 },
    { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 }
  ])
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await devTools.send('Input.dispatchDragEvent', { type, x: 400, y: 300, data })
  await page.waitForTimeout(250)
  await devTools.detach()
}

test('a page that empties itself comes back', async ({ graticule }) => {
  const { page } = graticule
  for (const attack of [
    "location.href = 'about:blank'",
    "location.replace('about:blank')",
    "window.open('about:blank', '_self')",
    "navigation.navigate('about:blank#')"
  ]) {
    await page.evaluate(`window.before = true; setTimeout(() => { ${attack} })`)
    await expect.poll(() => page.evaluate(() => 'before' in window).catch(() => true)).toBe(false)
    await expect(page.getByRole('heading', { level: 1, name: 'Choose a cloud' })).toBeVisible()
    expect(page.url()).toBe('app://graticule/')
  }
})

test('every permission that Chromium knows is denied, but to write plain text to the clipboard', async ({
  graticule
}) => {
  const { page, app } = graticule
  const states = await page.evaluate(async () => {
    const names = [
      'accelerometer',
      'ambient-light-sensor',
      'background-fetch',
      'background-sync',
      'camera',
      'clipboard-read',
      'clipboard-write',
      'display-capture',
      'geolocation',
      'gyroscope',
      'idle-detection',
      'local-fonts',
      'magnetometer',
      'microphone',
      'midi',
      'notifications',
      'payment-handler',
      'periodic-background-sync',
      'persistent-storage',
      'push',
      'screen-wake-lock',
      'speaker-selection',
      'storage-access',
      'window-management'
    ]
    const asked = names.map(async (name): Promise<[string, string]> => {
      try {
        const question = { name, userVisibleOnly: true } as unknown as PermissionDescriptor
        return [name, (await navigator.permissions.query(question)).state]
      } catch {
        return [name, 'not known']
      }
    })
    return Promise.all(asked)
  })
  expect(states.filter(([, state]) => state === 'granted').map(([name]) => name)).toEqual(['clipboard-write'])
  expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(10)
  const devices = await page.evaluate(async () => {
    const hardware = navigator as unknown as Record<
      string,
      { requestDevice?: (o: unknown) => Promise<unknown> } | undefined
    >
    const asked = ['usb', 'hid', 'serial', 'bluetooth'].map(async (kind) => {
      const request = hardware[kind]?.requestDevice
      if (request === undefined) return 'refused'
      return request.call(hardware[kind], { filters: [], acceptAllDevices: true }).then(
        (found) => (Array.isArray(found) && found.length === 0 ? 'refused' : kind),
        () => 'refused'
      )
    })
    return Promise.all(asked)
  })
  expect(new Set(devices)).toEqual(new Set(['refused']))
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('each file of the page, each error and each method is answered with the whole policy', async ({ graticule }) => {
  const answers = await graticule.app.evaluate(async ({ app, session }) => {
    const listed = process.getBuiltinModule('node:fs').readFileSync(`${app.getAppPath()}/renderer-files.json`, 'utf8')
    const files = JSON.parse(listed) as string[]
    const asked: [string, string][] = [
      ...['', ...files, 'nothing-here', '%00', '../main.js'].map((file): [string, string] => [
        'GET',
        `app://graticule/${file}`
      ]),
      ...['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'].map((method): [string, string] => [method, 'app://graticule/']),
      ['GET', 'app://other/']
    ]
    const pageSession = session.fromPartition('graticule-window')
    return Promise.all(
      asked.map(async ([method, url]) => {
        const answer = await pageSession.fetch(url, { method })
        return { files: files.length, policy: answer.headers.get('content-security-policy') }
      })
    )
  })
  expect(answers.length).toBeGreaterThan((answers[0]?.files ?? 0) + 5)
  expect(new Set(answers.map(({ policy }) => policy))).toEqual(
    new Set([
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ])
  )
})
