import { execFile } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../build/paths.ts'
import { startApp } from '../support/app.ts'
import { PrivateKeyring } from '../support/private-keyring.ts'
import { choosePracticeCloud, goTo, readDoor, type RailScreen } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { offlineRow, openOfflineScreen } from '../support/screens/offline.ts'
import { openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { spoilEntries } from '../support/vault-pages.ts'
import { findings } from './axe.ts'
import { damageRecords } from './damage-records.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, readStock, signInAs } from './steps.ts'

const screens: readonly RailScreen[] = ['Tenants', 'Tokens', 'Test access', 'Keys']

test.describe('on Linux', () => {
  test.skip(process.platform !== 'linux', 'A keychain can be taken away and locked by a test on Linux only')

  test('without a keychain everything works from memory, every screen says so, and nothing is written', async ({
    practice,
    home
  }) => {
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

  test('a locked keychain closes the vault, and unlocked it gives everything back', async ({ practice, home }) => {
    const keyring = await PrivateKeyring.start()
    try {
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
    } finally {
      await keyring.stop()
    }
  })

  test('a vault whose key is lost is not said to be whole', async ({ practice, home }) => {
    const keyring = await PrivateKeyring.start()
    const other = await PrivateKeyring.start()
    try {
      const first = await startApp(home, keyring.env)
      await choosePracticeCloud(first.page)
      await signInAs(first.page, practice.user('ann@contoso.com'))
      await acquireToken(first.page, { resource: 'Azure Maps' })
      await first.close()

      const lost = await startApp(home, other.env)
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
    } finally {
      await keyring.stop()
      await other.stop()
    }
  })
})

test('a damaged record costs one account: it is named, put aside, and the others work', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await signInAs(page, practice.user('rhea@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await savePracticeTarget(page, 'account')
  const stock = await readStock(page)
  await atPractice.close()
  await damageRecords(join(home, 'vault'), 'msal-cache', 1)

  const again = await startApp(home)
  await goTo(again.page, 'Tokens')
  expect((await readStock(again.page)).tokens).toEqual(stock.tokens)
  const outcomes: string[] = []
  for (const identity of ['ann@contoso.com', 'rhea@contoso.com']) {
    await again.page.getByRole('button', { name: 'Acquire token…' }).click()
    const form = again.page.getByRole('form', { name: 'Acquire token' })
    await form.getByLabel('Identity').selectOption({ label: identity })
    await form.getByLabel('Resource').selectOption({ label: 'GeoCatalog' })
    await form.getByRole('button', { name: 'Acquire token' }).click()
    const answer = again.page.getByRole('complementary').locator('[role=alert], [role=status].note')
    outcomes.push(await answer.innerText())
    await closePanel(again.page)
  }
  expect(outcomes.filter((text) => text.includes('acquired'))).toHaveLength(1)
  expect(outcomes.filter((text) => text.includes('is damaged. All others work.'))).toHaveLength(1)
  const after = await readStock(again.page)
  expect(after.accounts.map((account) => account.split(' ')[1]).sort()).toEqual(['damaged', 'ready'])
  expect(after.tokens).toEqual(expect.arrayContaining(stock.tokens))
  await expect.poll(async () => (await readDoor(again.page, 'Vault')).text).toContain('1 damaged entry')

  const hurt = after.accounts.find((account) => account.endsWith('damaged'))?.split(' ')[0] ?? ''
  await signInAs(again.page, practice.user(hurt))
  expect((await readStock(again.page)).accounts).toEqual(stock.accounts)
  await again.close()
})

test('a damaged vault file is put aside with a clear sentence, and the app is usable', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await atPractice.close()
  const file = join(home, 'vault', 'data.mdb')
  await writeFile(file, randomFillSync(await readFile(file)))

  const again = await startApp(home)
  await expect(again.page.getByText('The vault file was damaged and has been replaced.').first()).toBeVisible()
  await expect(again.page.getByText('What else it held is not known.').first()).toBeVisible()
  const [aside = ''] = (await readdir(home)).filter((name) => name.startsWith('vault-damaged-'))
  expect(await readdir(join(home, aside))).toContain('data.mdb')
  await choosePracticeCloud(again.page)
  await signInAs(again.page, practice.user('ann@contoso.com'))
  expect(await acquireToken(again.page, { resource: 'Azure Maps' })).toContain('acquired')
  await again.close()
})

test('an empty vault file is said once, and the app is usable', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await atPractice.close()
  await writeFile(join(home, 'vault', 'data.mdb'), '')

  const again = await startApp(home)
  const banner = again.page.getByRole('note', { name: 'Vault damaged' })
  await expect(banner).toContainText(
    'The vault file was missing or empty, so a new vault was begun. What it held is gone'
  )
  await expect(banner.getByRole('button')).toHaveCount(0)
  await choosePracticeCloud(again.page)
  await signInAs(again.page, practice.user('ann@contoso.com'))
  expect(await findings(again.page)).toEqual([])
  await again.close()

  const third = await startApp(home)
  expect((await readStock(third.page)).accounts).toEqual(['ann@contoso.com ready'])
  await expect(third.page.getByRole('note', { name: 'Vault damaged' })).toBeHidden()
  await third.close()
})

test('a sign-in lost with a damaged page is named, and two clicks from there the browser asks for it again', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  for (const person of ['ann@contoso.com', 'rhea@contoso.com']) {
    await signInAs(page, practice.user(person))
    await acquireToken(page, { resource: 'Azure Maps' })
  }
  const stock = await readStock(page)
  const ann = await page.evaluate(async () => {
    const accounts = await window.graticule.call('listAccounts', {})
    return accounts.ok ? accounts.value.find(({ username }) => username === 'ann@contoso.com')?.accountId : undefined
  })
  await atPractice.close()
  spoilEntries(join(home, 'vault', 'data.mdb'), ([kind, id]) => kind === 'msal-cache' && id === ann)

  const again = await startApp(home)
  const banner = again.page.getByRole('note', { name: 'Vault damaged' })
  await expect(banner).toContainText('Lost: 1 stored sign-in of ann@contoso.com. Sign in again for ann@contoso.com.')
  const after = await readStock(again.page)
  expect(after.tokens).toEqual(stock.tokens)
  expect(after.accounts).toEqual(['ann@contoso.com damaged', 'rhea@contoso.com ready'])

  await banner.getByRole('button', { name: 'Show what happened' }).click()
  await expect(again.page.getByRole('rowheader', { name: 'stored sign-in of ann@contoso.com' })).toBeVisible()
  await expect(again.page.getByRole('cell', { name: 'is in the vault' })).toBeVisible()
  expect(await findings(again.page)).toEqual([])

  await banner.getByRole('button', { name: 'Sign in again' }).click()
  await again.page.getByRole('button', { name: 'Open the browser' }).click()
  await expect(again.page.getByRole('heading', { name: 'Finish in your browser' })).toBeVisible()
  const underWay = again.page.getByRole('region', { name: 'Sign-in under way' })
  await underWay.getByRole('button', { name: 'Cancel' }).click()
  await signInAs(again.page, practice.user('ann@contoso.com'))
  expect((await readStock(again.page)).accounts).toEqual(stock.accounts)
  await expect(banner.getByRole('button', { name: 'Sign in again' })).toBeHidden()
  await again.close()
})

test('the window and the command line work on one vault at the same time', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  const stock = await readStock(page)
  const cli = async (...args: string[]): Promise<unknown> => {
    const env = { ...process.env, GRATICULE_HOME: home }
    const command = [join(root, 'electron/cli.ts'), ...args, '--cloud', 'practice', '--json']
    const { stdout } = await promisify(execFile)(process.execPath, command, { env })
    return JSON.parse(stdout) as unknown
  }
  const asks = ['arm', 'geocatalog', 'key-vault'].map((name) =>
    cli('token', '--account', 'ann@contoso.com', '--resource', name)
  )
  const [, accounts] = await Promise.all([
    acquireToken(page, { resource: 'Microsoft Graph' }),
    cli('accounts'),
    ...asks
  ])
  expect(accounts).toHaveLength(1)
  const after = await readStock(page)
  expect(after.accounts).toEqual(stock.accounts)
  expect(after.tokens).toEqual(expect.arrayContaining(stock.tokens))
  expect(after.tokens).toHaveLength(5)
})
