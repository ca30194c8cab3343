import { readdir, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchOptions } from '../../build/runtime/launch.ts'
import { searchHeap } from '../support/heap.ts'
import { placesOf, readTrace } from '../support/network-trace.ts'
import { searchProcesses } from '../support/process-search.ts'
import { startRecorded } from '../support/recorded-app.ts'
import { recordedSecrets, secretFields } from '../support/recorded-secrets.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { encodings, filesWith, hitsIn, type Secrets } from '../support/secret-search.ts'
import { expect, test } from './fixtures.ts'
import { secretSession } from './secret-session.ts'
import { tour } from './tour.ts'

const isLinux = process.platform === 'linux'
// Names the practice cloud's own people, passwords and keys by design, as it does on the screen.
const exempt = ['practice.json']

test('a session through a recording proxy asks listed hosts only, and leaves none of 30 secrets anywhere', async ({
  practice,
  home
}) => {
  test.setTimeout(240_000)
  const elsewhere = await mkdtemp(join(tmpdir(), 'graticule-leaks-'))
  const [temp, trace] = [join(elsewhere, 'temp'), join(elsewhere, 'trace')]
  await mkdir(temp)
  const running = await startRecorded({ home, practice, temp }, isLinux ? trace : undefined)
  const { app, page, proxy, known } = running
  await choosePracticeCloud(page)
  const { typed, shown } = await secretSession(running, { practice, home, elsewhere, proxyPort: proxy.port })
  const secrets: Secrets = { ...recordedSecrets(proxy.recorded), ...typed }
  expect(new Set(Object.values(secrets).map(String)).size).toBeGreaterThanOrEqual(30)
  for (const kind of [...secretFields, 'subscription key']) expect(Object.keys(secrets)).toContain(`${kind} 1`)

  // The public cloud was asked for once, by a script whose proxy let nothing through.
  const listed = new Set([...known, 'login.microsoftonline.com:443'])
  expect([...proxy.asked].filter((host) => !listed.has(host))).toEqual([])
  expect(proxy.recorded.length).toBeGreaterThan(50)
  const { tenantId, admin, endpoints } = { ...practice.ready.apps[1], ...practice.ready }
  const addresses = Buffer.from([...proxy.recorded.map(({ url }) => url), ...(await running.openedPages())].join('\n'))
  expect(hitsIn(addresses, { ...secrets, 'no secret': tenantId ?? '' })).toEqual(['no secret'])

  const inPlainSight = await readFile(join(home, 'practice.json'), 'utf8')
  const hidden = Object.fromEntries(
    Object.entries(secrets).filter(([, secret]) => !inPlainSight.includes(String(secret)))
  )
  for (const [where, text] of Object.entries(shown)) expect(hitsIn(Buffer.from(text), hidden), where).toEqual([])
  const starts = Object.values(hidden).map((secret) => String(secret).slice(0, 500))
  const isHeld = { test: (text: string) => starts.some((start) => text.includes(start)) }
  expect(await searchHeap(page, isHeld)).toEqual([])

  if (isLinux) {
    const { executablePath } = await launchOptions()
    const { ofExecutable, hits } = await searchProcesses(executablePath, { ...secrets, 'no secret': home })
    expect(ofExecutable).toBeGreaterThan(1)
    expect(hits.filter((hit) => !hit.startsWith('no secret in '))).toEqual([])
    expect(hits).toContain(`no secret in environ of ${executablePath}`)
  }
  const crashed = page.waitForEvent('crash')
  const pageProcess = await app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.getOSProcessId())
  process.kill(pageProcess ?? Number.NaN, 'SIGSEGV')
  await crashed
  const files = async (): Promise<string[]> => [
    ...(await filesWith(home, secrets, exempt)),
    ...(await filesWith(temp, secrets))
  ]
  expect(await files()).toEqual([])
  await running.close()
  expect(await files()).toEqual([])
  const left = [...(await readdir(home, { recursive: true })), ...(await readdir(temp, { recursive: true }))]
  expect(left.filter((name) => /\.dmp$|(^|[/\\])core[^/\\]*$/.test(name))).toEqual([])

  if (isLinux) {
    // Besides the proxy: is it the practice cloud that answers, and what it tells of itself.
    const ports = [String(proxy.port), new URL(endpoints.login).port, new URL(admin.url).port]
    const places = placesOf(await readTrace(trace))
    expect(places.filter((place) => !ports.some((port) => place === `127.0.0.1 ${port}`))).toEqual([])
    expect(places).toContain(`127.0.0.1 ${String(proxy.port)}`)
  }
  await rm(elsewhere, { recursive: true })
})

test('the search finds each kind of secret in each of its forms', async ({ home }) => {
  const secret = 'x/Secret+of~the.search?'
  const planted = join(home, 'planted')
  for (const form of encodings(secret)) {
    await mkdir(planted)
    await writeFile(join(planted, 'file'), Buffer.concat([Buffer.from('before '), form, Buffer.from(' after')]))
    expect(await filesWith(planted, { secret })).toEqual(['secret in file'])
    await rm(planted, { recursive: true })
  }
  const inside = Buffer.from(`{"a":"b","secret":"${secret}"}`).toString('base64')
  expect(hitsIn(Buffer.from(inside), { secret })).toEqual(['secret'])
})

test('a tour through the app logs no error, breaks no rule of its policy and sends no request from its page', async ({
  practice,
  graticule
}) => {
  test.setTimeout(90_000)
  const { page } = graticule
  const said: string[] = []
  const asked = new Set<string>()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(String(error)))
  page.on('request', (request) =>
    asked.add(new URL(request.url()).origin.replace('null', request.url().split(':')[0] ?? ''))
  )
  // From the first byte on: the window was open before anybody listened.
  await page.reload()
  await tour(graticule, practice, () => Promise.resolve())
  expect(said).toEqual([])
  expect([...asked].filter((origin) => !/^(app:\/\/graticule|app|data)$/.test(origin))).toEqual([])
  expect(asked.size).toBeGreaterThan(0)
})
