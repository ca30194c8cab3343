import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { goTo } from '../support/screens/frame.ts'
import { openVaultScreen } from '../support/screens/vault.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { damageRecords } from './damage-records.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

test('locked, lists stay and nothing stored opens; unlocked, everything is there', async ({ atPractice }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await closePanel(page)
  const stock = await readStock(page)
  await openVaultScreen(page)
  await expect(page.getByRole('row', { name: 'Access tokens 1' })).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Lock now' }).click()
  await expect(page.getByRole('note', { name: 'Vault closed' })).toContainText('Graticule is locked.')
  await expect(page.getByRole('heading', { name: 'What is kept' })).toBeHidden()

  expect(await readStock(page)).toEqual(stock)
  expect(await acquireToken(page, { resource: 'GeoCatalog' })).toContain('Graticule is locked.')
  await page.getByRole('note', { name: 'Vault closed' }).getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByRole('note', { name: 'Vault closed' })).toBeHidden()
  await closePanel(page)
  expect(await acquireToken(page, { resource: 'GeoCatalog' })).toContain('acquired')
})

test('a check finds a damaged entry, says what happened, and leads to the sign-in in two clicks', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await atPractice.close()
  await damageRecords(join(home, 'vault'), 'msal-cache', 1)
  const again = await startApp(home)
  await goTo(again.page, 'Tenants')
  await openVaultScreen(again.page)
  await again.page.getByRole('button', { name: 'Check the vault' }).click()
  await expect(again.page.getByText('1 entry of 1 did not open and went aside.')).toBeVisible()
  await expect(again.page.getByText('A trial entry was written, read back and deleted.')).toBeVisible()
  await expect(again.page.getByRole('table', { name: 'Set aside' }).getByRole('row')).toHaveCount(2)
  await expect(again.page.getByRole('cell', { name: 'missing' })).toBeVisible()
  await again.page.getByRole('button', { name: 'Sign in again…' }).click()
  await signInAs(again.page, practice.user('ann@contoso.com'))
  await openVaultScreen(again.page)
  await expect(again.page.getByRole('cell', { name: 'stored anew' })).toBeVisible()
  await expect(again.page.getByText('did not open and went aside')).toBeHidden()
  await again.page.getByRole('button', { name: 'Make a new data key' }).click()
  await expect(again.page.getByText('Every entry is sealed under a new key.').first()).toBeVisible()
  await again.close()
})

test('when to lock is remembered, and the report for support names nobody', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await openVaultScreen(page)
  await page.getByLabel('When nobody types or clicks').selectOption({ label: 'After 15 minutes' })
  await page.getByRole('checkbox', { name: 'When the screen is locked' }).check()
  const stored = (): Promise<unknown> =>
    page.evaluate(async () => {
      const health = await window.graticule.call('readVaultHealth', {})
      return health.ok ? health.value.autoLock : health.failure
    })
  await expect.poll(stored).toEqual({ idleMinutes: 15, whenAsleep: false, whenScreenLocks: true })
  await page.getByRole('button', { name: 'Copy report' }).click()
  await expect(page.getByText('Report about the vault copied.').first()).toBeVisible()
  const report = await atPractice.app.evaluate(({ clipboard }) => clipboard.readText())
  expect(JSON.parse(report)).toMatchObject({ vault: { mode: 'keychain' }, autoLock: { idleMinutes: 15 } })
  expect(report).not.toMatch(/ann@|contoso|graticule-e2e/)
  await atPractice.close()
  const again = await startApp(home)
  await goTo(again.page, 'Tenants')
  await openVaultScreen(again.page)
  await expect(again.page.getByLabel('When nobody types or clicks')).toHaveValue('15')
  await expect(again.page.getByRole('checkbox', { name: 'When the screen is locked' })).toBeChecked()
  await again.close()
})
