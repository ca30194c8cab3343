import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../build/paths.ts'
import { startApp } from '../support/app.ts'
import { goTo } from '../support/screens/frame.ts'
import { openOfflineScreen, prepareOffline } from '../support/screens/offline.ts'
import { addProfile, openProfilesScreen, switchProfile } from '../support/screens/profiles.ts'
import { openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { damageRecords } from './damage-records.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

test('the same person in two profiles: neither sees the other, and both go offline', async ({ atPractice }) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  const ann = practice.user('ann@contoso.com')
  await signInAs(page, ann)
  await goTo(page, 'Tokens')
  await acquireToken(page, { resource: 'Azure Maps' })
  await closePanel(page)
  const before = await readStock(page)

  await addProfile(page, 'Field team', 'Magenta')
  await switchProfile(page, 'Field team')
  await expect(page.getByLabel('Tenant, profile and cloud')).toContainText('Field team')
  expect(await readStock(page)).toEqual({ accounts: [], tokens: [] })
  await goTo(page, 'Tokens')
  await expect(page.getByRole('main')).not.toContainText('ann@contoso.com')
  await openSignIn(page)
  await signInAs(page, ann)
  await expect(page.getByLabel('Tenant, profile and cloud')).toContainText('Field team')

  await openOfflineScreen(page)
  const everything = page.getByRole('checkbox', { name: 'Everything of Field team' })
  await everything.check()
  await expect(page.getByRole('checkbox', { name: 'Everything of Practice cloud' })).toBeChecked({
    indeterminate: true
  })
  expect(await prepareOffline(page)).toContain('Everything chosen has a fresh token.')
  expect((await readStock(page)).tokens).toHaveLength(4)

  await openProfilesScreen(page)
  await page.getByRole('button', { name: 'Remove Field team' }).click()
  await expect(page.getByRole('alertdialog')).toContainText('1 account in it will be signed out')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByRole('button', { name: /^Profile: Practice cloud/ })).toBeVisible()
  const after = await readStock(page)
  expect(after).toEqual(before)
})

test('a profile is added, chosen and found again by the keyboard, and its sign-in starts with its defaults', async ({
  atPractice
}) => {
  const { page } = atPractice
  await page.getByRole('button', { name: /^Profile: / }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu').locator(':focus')).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('menuitem', { name: 'Add a profile…' })).toBeFocused()
  await page.keyboard.press('Enter')
  const form = page.getByRole('form', { name: 'Profile' })
  await expect(page.getByRole('heading', { name: 'Add a profile' })).toBeFocused()
  await form.getByLabel('Name', { exact: true }).focus()
  await page.keyboard.press('Enter')
  await expect(form.getByText('Name of the profile is missing.')).toBeVisible()
  await page.keyboard.type('Support (Contoso)')
  await form.getByLabel('How to sign in').selectOption('Client secret (application)')
  await form.getByLabel('Directory (tenant), optional').fill('contoso.com')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('rowheader', { name: 'Support (Contoso)' })).toBeVisible()

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Command' }).fill('switch support')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /^Profile: Support \(Contoso\)/ })).toBeVisible()
  await openSignIn(page)
  await expect(page.getByRole('radio', { name: 'Client secret (application)' })).toBeChecked()
  await expect(page.getByLabel('Directory (tenant)', { exact: true })).toHaveValue('contoso.com')
})

test('sign-in defaults that are damaged are said, and the form starts without them', async ({ atPractice, home }) => {
  await openProfilesScreen(atPractice.page)
  await atPractice.page.getByRole('button', { name: 'Edit Practice cloud' }).click()
  const form = atPractice.page.getByRole('form', { name: 'Profile' })
  await form.getByLabel('Directory (tenant), optional').fill('fabrikam.com')
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(form).toHaveCount(0)
  await atPractice.close()
  await damageRecords(join(home, 'vault'), 'profile', 1)

  const { page, close } = await startApp(home)
  await openSignIn(page)
  await expect(page.getByRole('main').getByRole('alert')).toContainText('“sign-in default” is damaged')
  await expect(page.getByLabel('Directory (tenant), optional')).toHaveValue('')
  await close()
})

test('what the command line does with profiles is seen in the open window, which acts in no other one than it shows', async ({
  atPractice,
  home
}) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  const env = { ...process.env, GRATICULE_HOME: home }
  const profile = (...args: string[]): Promise<unknown> =>
    promisify(execFile)(process.execPath, [join(root, 'electron/cli.ts'), 'profile', ...args], { env })
  await openProfilesScreen(page)
  await profile('add', 'Night shift', '--cloud', 'practice')
  await expect(page.getByRole('rowheader', { name: 'Night shift' })).toBeVisible()
  await profile('use', 'Night shift')
  await expect(page.getByLabel('Tenant, profile and cloud')).toContainText('Night shift')
  expect(await readStock(page)).toEqual({ accounts: [], tokens: [] })
  await goTo(page, 'Tenants')
  await expect(page.getByRole('main')).not.toContainText('ann@contoso.com')

  await profile('remove', 'Night shift')
  await expect(page.getByRole('button', { name: 'Profile: Practice cloud' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('ann@contoso.com')
})
