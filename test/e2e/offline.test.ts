import { readDoor, goTo } from '../support/screens/frame.ts'
import { offlineRow, openOfflineScreen, planOffline, prepareOffline } from '../support/screens/offline.ts'
import { copyToken, readTokens, tokenRow } from '../support/screens/tokens.ts'
import { startApp } from '../support/app.ts'
import { expect, test } from './fixtures.ts'
import { readClipboard, readStock, signInAs } from './steps.ts'

const taken = ['Azure Maps', 'GeoCatalog']

test('what is chosen gets fresh tokens, and works without the network as long as it said', async ({
  practice,
  atPractice,
  home
}) => {
  const { page } = atPractice
  const ann = practice.user('ann@contoso.com')
  await signInAs(page, ann)
  await openOfflineScreen(page)
  await expect(page.getByRole('button', { name: 'Prepare', exact: true })).toBeDisabled()
  await planOffline(page, taken, new Date(Date.now() + 12 * 3_600_000))
  expect(await prepareOffline(page)).toMatch(
    /^Everything chosen has a fresh token\. Everything works until .*\d\d:\d\d\.$/
  )
  for (const resource of taken)
    await expect(offlineRow(page, resource)).toContainText(/works until .*\d\d:\d\d, before you are back/)
  await expect(offlineRow(page, 'Key Vault')).toContainText('no token that works')
  await expect(page.getByText('2 of 2 stop working before you are back')).toBeVisible()
  const stock = await readStock(page)
  expect(stock.tokens).toHaveLength(2)

  await practice.stop()
  expect(await prepareOffline(page)).toMatch(/^2 of 2 could not be renewed\. Nothing was removed\./)
  await expect(offlineRow(page, 'Azure Maps')).toContainText(/works until .*Not renewed: The practice cloud is stopped/)
  expect(await readStock(page)).toEqual(stock)
  const door = await readDoor(page, 'Network')
  expect(door.state).toMatch(/^offline \d\d:\d\d$/)
  expect(door.text).toMatch(/Offline since \d\d:\d\d, /)
  const banner = page.getByRole('note', { name: 'Offline' })
  await expect(banner).toContainText('Lists and tokens from the vault still work;')
  await page.evaluate(() => window.graticule.call('lockVault', {}))
  await expect(banner).toContainText('Lists still work;')
  await page.getByRole('note', { name: 'Vault closed' }).getByRole('button', { name: 'Unlock' }).click()
  await expect(banner).toContainText('Lists and tokens from the vault still work;')
  await goTo(page, 'Tokens')
  for (const { resource, valid } of await readTokens(page))
    expect(`${resource}: ${valid}`).toMatch(/works until .*\d\d:\d\d/)
  await atPractice.close()

  // Started again with nothing to talk to.
  const again = await startApp(home)
  try {
    expect(await readStock(again.page)).toEqual(stock)
    await copyToken(again.page, { resource: 'Azure Maps', identity: ann.userPrincipalName, form: 'token' })
    expect((await readClipboard(again)).split('.')).toHaveLength(3)
    await openOfflineScreen(again.page)
    await expect(offlineRow(again.page, 'GeoCatalog').getByRole('checkbox')).toBeChecked()
    await expect(offlineRow(again.page, 'GeoCatalog')).toContainText(/works until .*\d\d:\d\d/)
  } finally {
    await again.close()
  }
})

test('without anybody signed in the screen says what it is for, and a time that is past is refused', async ({
  practice,
  atPractice
}) => {
  const { page } = atPractice
  await openOfflineScreen(page)
  await expect(page.getByRole('heading', { name: 'Nobody is signed in' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await signInAs(page, practice.user('ann@contoso.com'))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('go offline')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Go offline' })).toBeVisible()
  await planOffline(page, ['Key Vault'], new Date(Date.now() - 3_600_000))
  await expect(page.getByText('This time is past.')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Everything of Practice cloud' }).check()
  for (const resource of taken) await expect(offlineRow(page, resource).getByRole('checkbox')).toBeChecked()
})

test('what a preparation came to is not said any longer than it is true', async ({ practice, atPractice }) => {
  const { page } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await openOfflineScreen(page)
  await planOffline(page, ['Azure Maps'], new Date(Date.now() + 3 * 3_600_000))
  expect(await prepareOffline(page)).toContain('Everything chosen has a fresh token.')
  await goTo(page, 'Tokens')
  const row = tokenRow(page, 'Azure Maps', 'ann@contoso.com')
  await row.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(row).toHaveCount(0)
  await openOfflineScreen(page)
  await expect(page.getByText('Not everything chosen works now.')).toBeVisible()
  await expect(page.getByText('Everything chosen has a fresh token.')).toBeHidden()
  await prepareOffline(page)
  await page.clock.install({ time: Date.now() + 4 * 3_600_000 })
  await page.clock.runFor(2_000)
  await expect(offlineRow(page, 'Azure Maps')).toContainText(/expired .*\d\d:\d\d/)
  await expect(page.getByText('Not everything chosen works now.')).toBeVisible()
  await expect(page.getByText(/before you are back/)).toBeHidden()
})

test('a double click on Prepare prepares, and does not cancel at once', async ({ practice, atPractice }) => {
  const { page } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await openOfflineScreen(page)
  await page.getByRole('checkbox', { name: 'Everything of Practice cloud' }).check()
  // As slow as Entra ID may be: Cancel stands there when the second click comes.
  await practice.weather([{ match: { service: 'login', pathIncludes: '/token' }, do: { kind: 'latency', ms: 1000 } }])
  const prepare = page.getByRole('button', { name: 'Prepare', exact: true })
  await prepare.dblclick()
  await expect(page.getByText('Everything chosen has a fresh token.')).toBeVisible()
  await prepare.click()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Cancelled. What was renewed until then is kept.')).toBeVisible()
})

test('a lock in the middle of a preparation is not said to be a cancel', async ({ practice, atPractice }) => {
  const { page } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await openOfflineScreen(page)
  await page.getByRole('checkbox', { name: 'Everything of Practice cloud' }).check()
  await practice.weather([{ match: { service: 'login', pathIncludes: '/token' }, do: { kind: 'latency', ms: 1000 } }])
  await page.getByRole('button', { name: 'Prepare', exact: true }).click()
  await expect(page.getByRole('progressbar')).toBeVisible()
  await page.evaluate(() => window.graticule.call('lockVault', {}))
  const outcome = page.getByRole('main').getByRole('status')
  await expect(outcome).toContainText('Stopped, because the vault was locked. What was renewed until then is kept.')
  await page.getByRole('note', { name: 'Vault closed' }).getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('note', { name: 'Vault closed' })).toBeHidden()
  await expect(outcome).toContainText('Stopped, because the vault was locked.')
})
