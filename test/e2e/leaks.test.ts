import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchOptions } from '../../build/runtime/launch.ts'
import { certificateFiles } from '../support/certificate-file.ts'
import { goTo } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { chooseCertificate, openSignIn, signInWithClientSecret } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel, copyToken, readTokens } from '../support/screens/tokens.ts'
import { encodings, filesWith, hitsIn, type Secrets } from '../support/secret-search.ts'
import { expect, test } from './fixtures.ts'
import { readClipboard, signInAs } from './steps.ts'
import { tour } from './tour.ts'

// Names the practice cloud's own people, passwords and keys by design, as it does on the screen.
const exempt = ['practice.json']

/** Arguments and environment of all processes of the app's runtime (Linux). */
async function processesWith(executable: string, secrets: Secrets): Promise<{ seen: number; hits: string[] }> {
  const hits: string[] = []
  let seen = 0
  for (const id of await readdir('/proc')) {
    if (!/^\d+$/.test(id) || (await readlink(`/proc/${id}/exe`).catch(() => '')) !== executable) continue
    seen += 1
    for (const file of ['cmdline', 'environ']) {
      const content = await readFile(`/proc/${id}/${file}`).catch(() => Buffer.alloc(0))
      hits.push(...hitsIn(content, secrets).map((name) => `${name} in ${file}`))
    }
  }
  return { seen, hits }
}

test('no secret is in a file, an argument or an environment, in any of its forms', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  const [, daemon] = practice.ready.apps
  const [maps] = practice.ready.maps
  if (daemon === undefined || maps === undefined) throw new Error('The practice cloud is empty')
  await signInWithClientSecret(page, daemon)
  await acquireToken(page, { resource: 'Azure Maps' })
  await closePanel(page)
  const [{ identity } = { identity: '' }] = await readTokens(page)
  await copyToken(page, { resource: 'Azure Maps', identity, form: 'token' })
  const token = await readClipboard(atPractice)
  const ann = practice.user('ann@contoso.com')
  await signInAs(page, ann)
  await acquireToken(page, { resource: 'GeoCatalog' })
  await savePracticeTarget(page, 'account')
  // A failure is written down somewhere, too.
  await openSignIn(page)
  await page.getByRole('radio', { name: 'Client secret (application)' }).check()
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByLabel('Directory (tenant)').fill(daemon.tenantId)
  await form.getByLabel('Application (client) ID').fill(daemon.clientId)
  const wrong = `wrong~${daemon.secret.slice(6)}`
  await form.getByLabel('Client secret', { exact: true }).fill(wrong)
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await goTo(page, 'Tokens')
  // A certificate, from a file that is no part of the app's folder.
  const filePassword = 'open sesame, and nobody hears it'
  const elsewhere = await mkdtemp(join(tmpdir(), 'graticule-certificate-'))
  const { sealed, keyBytes } = await certificateFiles(daemon, elsewhere, filePassword)
  await chooseCertificate(atPractice, daemon, [sealed])
  await form.getByLabel('Password of the file').fill(filePassword)
  await form.getByLabel('Password of the file').press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()

  const secrets = {
    'private key': keyBytes,
    'private key as text': keyBytes.toString('base64'),
    'password of the certificate': filePassword,
    'client secret': daemon.secret,
    'wrong client secret': wrong,
    'primary key': maps.primaryKey,
    'secondary key': maps.secondaryKey,
    password: ann.password,
    token,
    "token's signature": token.split('.')[2] ?? token
  }
  expect(await filesWith(home, secrets, exempt)).toEqual([])
  if (process.platform === 'linux') {
    const { executablePath } = await launchOptions()
    const { seen, hits } = await processesWith(executablePath, secrets)
    expect(seen).toBeGreaterThan(1)
    expect(hits).toEqual([])
  }
  await atPractice.close()
  expect(await filesWith(home, secrets, exempt)).toEqual([])

  // The search itself finds what there is to find.
  const planted = join(home, 'planted')
  for (const form of encodings(`x${daemon.secret}`.slice(1))) {
    await mkdir(planted)
    await writeFile(join(planted, 'file'), Buffer.concat([Buffer.from('before '), form, Buffer.from(' after')]))
    expect(await filesWith(planted, secrets)).toContain('client secret in file')
    await rm(planted, { recursive: true })
  }
  const inside = Buffer.from(`{"a":"b","secret":"${daemon.secret}"}`).toString('base64')
  expect(hitsIn(Buffer.from(inside), secrets)).toEqual(['client secret'])
  expect(hitsIn(await readFile(daemon.certificateFile ?? ''), secrets)).toEqual(['private key', 'private key as text'])
  await rm(elsewhere, { recursive: true })
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
