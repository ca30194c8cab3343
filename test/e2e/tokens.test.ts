import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { dismissMessages, goTo } from '../support/screens/frame.ts'
import { pickTenant } from '../support/screens/tenants.ts'
import {
  acquireToken,
  checkSignature,
  closePanel,
  copyToken,
  openClaims,
  readClaims,
  readTokens,
  tokenRow,
  unmetExpectations
} from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, readClipboard, readStock, signInAs } from './steps.ts'

const identity = 'ann@contoso.com'
const resource = 'Azure Maps'

test('a token is acquired in a guest tenant, read, checked, copied and revealed for a time', async ({ atPractice }) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  const fabrikam = practice.ready.tenants.find(({ displayName }) => displayName === 'Fabrikam Survey')
  await signInAs(page, practice.user(identity))
  await pickTenant(page, 'Fabrikam Survey')
  expect(await acquireToken(page, { resource })).toContain(`Token for ${resource} acquired. It works until`)

  const form = page.getByRole('form', { name: 'Acquire token' })
  await form.getByLabel('Resource').selectOption({ label: 'Own scope…' })
  await form.getByLabel('Own scope').fill('no scope')
  await form.getByRole('button', { name: 'Acquire token' }).click()
  await expect(form.getByText('“no scope” is not a scope.')).toBeVisible()
  await form.getByLabel('Own scope').fill('https://atlas.microsoft.com/user_impersonation')
  await form.getByRole('button', { name: 'Acquire token' }).click()
  await expect(page.getByRole('complementary').getByRole('status')).toContainText('acquired')
  expect((await readTokens(page)).map(({ tenant }) => tenant)).toEqual(['Fabrikam Survey', 'Fabrikam Survey'])
  await closePanel(page)
  const row = (await readStock(page)).tokens
  expect(row).toHaveLength(2)

  await tokenRow(page, resource, identity).first().getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText(`Removed the token for ${resource}.`).first()).toBeVisible()
  expect((await readStock(page)).tokens).toHaveLength(1)

  const panel = await openClaims(page, resource, identity)
  const claims = await readClaims(panel)
  expect(claims.find(({ claim }) => claim === 'tid')?.value).toContain(fabrikam?.tenantId ?? 'no such tenant')
  const unexplained = claims.filter(({ meaning }) => meaning === '').map(({ claim }) => claim)
  for (const claim of ['aud', 'iss', 'exp', 'tid', 'oid', 'scp', 'appid', 'xms_practice']) {
    expect(claims.map((one) => one.claim)).toContain(claim)
    expect(unexplained).not.toContain(claim)
  }
  expect(await unmetExpectations(panel)).toEqual([])
  expect(await checkSignature(panel)).toBe('The signature is valid.')

  await closePanel(page)
  await copyToken(page, { resource, identity, form: 'curl command' })
  const curl = await readClipboard(atPractice)
  await dismissMessages(page)
  await copyToken(page, { resource, identity, form: 'Authorization header' })
  const header = await readClipboard(atPractice)
  await dismissMessages(page)
  const receipt = await copyToken(page, { resource, identity, form: 'token' })
  expect(receipt).toMatch(/^Copied: .+\. The clipboard is cleared at \d\d:\d\d:\d\d\.$/)
  const token = await readClipboard(atPractice)
  expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  expect(header).toBe(`Authorization: Bearer ${token}`)
  expect(curl).toMatch(/^curl /)
  expect(curl).toContain(`Bearer ${token}`)

  const everything = async (): Promise<string> =>
    page.evaluate(() => {
      const fields = [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value)
      const stores = [
        Object.entries(localStorage),
        Object.entries(sessionStorage),
        document.cookie,
        history.state,
        location.href
      ]
      return JSON.stringify([document.documentElement.outerHTML, fields, stores])
    })
  const signature = token.split('.')[2] ?? ''
  expect(await everything()).not.toContain(signature)
  await openClaims(page, resource, identity)
  await panel.getByRole('tab', { name: 'Raw' }).click()
  expect(await everything()).not.toContain(signature)
  await panel.getByRole('button', { name: 'Reveal token' }).click()
  await expect(page.getByTestId('revealed-token')).toHaveText(token)
  await expect(panel.getByRole('timer', { name: 'Time until the token hides' })).toHaveText(/^00:\d\d$/)
  await expect(page.getByTestId('revealed-token')).toHaveCount(0, { timeout: 35_000 })
  expect(await everything()).not.toContain(signature)
  // It was copied before it was revealed, for as long.
  await expect.poll(() => readClipboard(atPractice)).toBe('')
})

test('a token is renewed on request, and the clipboard is cleared when the screen locks and on quitting', async ({
  atPractice,
  home
}) => {
  const { page, practice, app } = atPractice
  await signInAs(page, practice.user(identity))
  await acquireToken(page, { resource })
  await closePanel(page)
  await copyToken(page, { resource, identity, form: 'token' })
  const first = await readClipboard(atPractice)
  await tokenRow(page, resource, identity).getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Renew' }).click()
  await expect(page.getByText(/^Renewed the token for Azure Maps\. It works until/).first()).toBeVisible()
  await dismissMessages(page)
  await copyToken(page, { resource, identity, form: 'token' })
  expect(await readClipboard(atPractice)).not.toBe(first)
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect.poll(() => readClipboard(atPractice)).toBe('')
  await dismissMessages(page)
  await copyToken(page, { resource, identity, form: 'token' })

  // An X clipboard goes with its owner anyway, so what the app itself does is written down.
  const note = join(home, 'cleared')
  await app.evaluate(({ clipboard }, file) => {
    const clear = clipboard.clear.bind(clipboard)
    clipboard.clear = (): void => {
      clear()
      const isEmpty = (clipboard.readText() as unknown) === ''
      process.getBuiltinModule('fs').writeFileSync(file, isEmpty ? 'empty' : 'not empty')
    }
  }, note)
  await atPractice.close()
  expect(await readFile(note, 'utf8')).toBe('empty')
})

test('without the network, lists, claims and tokens come from the vault', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user(identity))
  await acquireToken(page, { resource })
  const stock = await readStock(page)
  await atPractice.close()
  await practice.stop()

  const offline = await startApp(home)
  await goTo(offline.page, 'Tenants')
  await expect(offline.page.getByText(/^3 tenants, as of .* from the vault$/)).toBeVisible()
  await goTo(offline.page, 'Tokens')
  expect(await readStock(offline.page)).toEqual(stock)
  expect(await acquireToken(offline.page, { resource })).toContain('It was in the vault already.')
  await closePanel(offline.page)
  const panel = await openClaims(offline.page, resource, identity)
  expect((await readClaims(panel)).length).toBeGreaterThan(5)
  await panel.getByRole('tab', { name: 'Signature' }).click()
  await panel.getByRole('button', { name: 'Check signature' }).click()
  await expectFailure(offline.page, 'The practice cloud is stopped.')
  await expect(offline.page.getByRole('note', { name: 'Offline' })).toBeVisible()
  await closePanel(offline.page)
  await copyToken(offline.page, { resource, identity, form: 'token' })
  expect(await readClipboard(offline)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  await offline.page.getByRole('button', { name: 'Acquire token…' }).click()
  const form = offline.page.getByRole('form', { name: 'Acquire token' })
  await form.getByLabel('Resource').selectOption({ label: 'GeoCatalog' })
  await form.getByRole('button', { name: 'Acquire token' }).click()
  await expectFailure(offline.page, 'The practice cloud is stopped.')
  expect(await readStock(offline.page)).toEqual(stock)
  await offline.close()
})
