import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { startApp } from '../support/app.ts'
import { choosePracticeCloud, goTo, readDoor, type RailScreen } from '../support/screens/frame.ts'
import { offlineRow, openOfflineScreen } from '../support/screens/offline.ts'
import { openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, readStock, signInAs } from './steps.ts'

const screens: readonly RailScreen[] = ['Tenants', 'Tokens', 'Test access', 'Keys']

test('without a keychain everything works from memory, every screen says so, and nothing is written', async ({
  practice,
  home
}) => {
  test.skip(process.platform !== 'linux', 'A keychain can be taken away by a test on Linux only')
  const graticule = await startApp(home, { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' })
  const { page } = graticule
  const banner = page.getByRole('note', { name: 'Memory only' })
  await expect(banner).toContainText('Sign-ins, tokens and keys are gone when you quit.')
  await choosePracticeCloud(page)
  await expect(banner).toBeVisible()
  await signInAs(page, practice.user('ann@contoso.com'))
  for (const screen of screens) {
    await goTo(page, screen)
    await expect(banner, screen).toBeVisible()
  }
  expect(await acquireToken(page, { resource: 'Azure Maps' })).toContain('acquired')
  expect((await readDoor(page, 'Vault')).text).toContain('Nothing is written to disk.')
  expect((await readStock(page)).accounts).toEqual(['ann@contoso.com ready'])
  await banner.getByRole('button', { name: 'Try the keychain again' }).click()
  await expect(banner).toBeVisible()
  expect((await readStock(page)).accounts).toEqual(['ann@contoso.com ready'])
  await graticule.close()
  expect(existsSync(join(home, 'vault'))).toBe(false)

  const again = await startApp(home)
  await expect(again.page.getByRole('heading', { level: 1, name: 'Choose a cloud' })).toBeVisible()
  expect((await readStock(again.page)).accounts).toEqual([])
  await again.close()
})

test('a locked keychain closes the vault, and unlocked it gives everything back', async ({
  practice,
  home,
  keyring
}) => {
  const first = await startApp(home, keyring.env)
  await choosePracticeCloud(first.page)
  await signInAs(first.page, practice.user('ann@contoso.com'))
  await acquireToken(first.page, { resource: 'Azure Maps' })
  const stock = await readStock(first.page)
  expect(stock.tokens).toHaveLength(1)
  await first.close()

  await keyring.lock()
  const locked = await startApp(home, keyring.env)
  const banner = locked.page.getByRole('note', { name: 'Vault closed' })
  await expect(banner).toContainText('Unlock Secret Service, then try again. Nothing was lost.')
  for (const screen of screens) {
    await goTo(locked.page, screen)
    await expect(banner, screen).toBeVisible()
  }
  await openSignIn(locked.page)
  await locked.page.getByRole('radio', { name: 'Device code' }).check()
  await banner.getByRole('button', { name: 'Try the keychain again' }).click()
  await expect(banner).toBeVisible()
  await goTo(locked.page, 'Tokens')
  await locked.page.getByRole('button', { name: 'What this token says' }).click()
  await expectFailure(locked.page, 'The keychain is locked, so the vault stays closed.')
  await locked.close()

  await keyring.unlock()
  const again = await startApp(home, keyring.env)
  expect(await readStock(again.page)).toEqual(stock)
  expect(await acquireToken(again.page, { resource: 'Azure Maps' })).toContain('It was in the vault already.')
  await again.close()
})

test('a vault whose key is lost is not said to be whole', async ({ practice, home, keyring, otherKeyring }) => {
  const first = await startApp(home, keyring.env)
  await choosePracticeCloud(first.page)
  await signInAs(first.page, practice.user('ann@contoso.com'))
  await acquireToken(first.page, { resource: 'Azure Maps' })
  await first.close()

  const lost = await startApp(home, otherKeyring.env)
  const banner = lost.page.getByRole('note', { name: 'Vault closed' })
  await expect(banner).toContainText('The vault is closed: its key is not in Secret Service.')
  const { text } = await readDoor(lost.page, 'Vault')
  expect(text).toContain('The vault is closed, so nothing stored can be read.')
  expect(text).toContain('Without the key, begin a new vault and sign in again.')
  expect(text).not.toContain('Nothing was lost')
  const main = lost.page.getByRole('main')
  await goTo(lost.page, 'Tokens')
  await expect(main.getByRole('row', { name: 'Azure Maps' })).toContainText('cannot be read')
  await openOfflineScreen(lost.page)
  await expect(offlineRow(lost.page, 'Azure Maps')).toContainText('no token that works')
  await expect(main).not.toContainText(/works until \d/)

  // By keyboard the focus goes into the question, and back to what asked it.
  const door = lost.page.getByRole('button', { name: /^Vault:/ })
  const begin = lost.page.getByRole('button', { name: 'Begin a new vault…' })
  const question = lost.page.getByRole('alertdialog', { name: 'Begin a new vault?' })
  await door.press('Enter')
  await begin.press('Enter')
  await expect(question).toBeFocused()
  await lost.page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(begin).toBeFocused()
  await lost.page.keyboard.press('Escape')
  await expect(door).toBeFocused()
  await door.press('Enter')
  await expect(begin).toBeVisible()
  await expect(question).toBeHidden()
  await begin.press('Enter')
  await question.getByRole('button', { name: 'Set the old vault aside' }).press('Enter')
  await expect(banner).toBeHidden()
  await expect(begin).toBeHidden()
  await lost.close()
})

test('while a question of the keychain stands the app starts, says so and quits, and nothing is lost', async ({
  practice,
  home,
  keyring
}) => {
  const first = await startApp(home, keyring.env)
  await choosePracticeCloud(first.page)
  await signInAs(first.page, practice.user('ann@contoso.com'))
  const kept = await readStock(first.page)
  await first.close()

  const answer = await keyring.hold()
  try {
    const held = await startApp(home, keyring.env)
    await expect(held.page.getByText('The keychain did not answer in time').first()).toBeVisible()
    // Ends with its process: one that stayed would be found running by every new start.
    await held.close()
    const heldAgain = await startApp(home, keyring.env)
    await heldAgain.close()
  } finally {
    answer()
  }

  const again = await startApp(home, keyring.env)
  expect(await readStock(again.page)).toEqual(kept)
  await again.close()
})
