import { execFile } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../../build/paths.ts'
import { startApp } from '../support/app.ts'
import { choosePracticeCloud, goTo, readDoor } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { spoilEntries } from '../support/vault-pages.ts'
import { findings } from './axe.ts'
import { damageRecords } from './damage-records.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

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

test('a vault that is taken away under the open window is said, and the app is usable', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await rm(join(home, 'vault'), { recursive: true })
  await expect(page.getByRole('note', { name: 'Vault damaged' })).toContainText('The vault file was missing or empty')
  expect((await readStock(page)).accounts).toEqual([])
  await choosePracticeCloud(page)
  await signInAs(page, practice.user('ann@contoso.com'))
  await atPractice.close()

  const again = await startApp(home)
  expect((await readStock(again.page)).accounts).toEqual(['ann@contoso.com ready'])
  await again.close()
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
