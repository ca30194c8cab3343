import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import type { RunningApp } from '../support/app.ts'
import type { Practice } from '../support/practice.ts'
import { runAccessTest } from '../support/screens/access.ts'
import { choosePracticeCloud, dismissMessages, goTo } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { makeWeather, openPracticeScreen } from '../support/screens/practice.ts'
import { openOfflineScreen, planOffline, prepareOffline } from '../support/screens/offline.ts'
import { addProfile, switchProfile } from '../support/screens/profiles.ts'
import { askForDeviceCode, chooseCertificate, openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel, openClaims } from '../support/screens/tokens.ts'
import { openVaultScreen } from '../support/screens/vault.ts'
import { expect } from './fixtures.ts'
import { playDeviceCode } from './steps.ts'

/** What is done at each stop, by its name. */
export type Visit = (stop: string) => Promise<void>

const resource = 'Azure Maps'
const fixture = (name: string): string => join(root, 'test/unit/adapters/certificates', name)

/** Leads through every screen and the states it can be in, from the first run on. */
export async function tour({ app, page }: RunningApp, practice: Practice, visit: Visit): Promise<void> {
  const ann = practice.user('ann@contoso.com')
  await visit('choose a cloud')
  await choosePracticeCloud(page)
  await openOfflineScreen(page)
  await visit('nobody to go offline')
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click()
  await tourSignIn()
  await tourTenants()
  await tourTokens()
  await tourKeys()
  await tourAccess()
  await tourFrame()
  await tourProfiles()
  await tourOffline()
  await tourPractice()
  await practice.stop()
  await goTo(page, 'Tokens')
  await page.getByRole('button', { name: 'Acquire token…' }).click()
  await page.getByRole('form').getByLabel('Resource').selectOption({ label: 'Key Vault' })
  await page.getByRole('form').getByRole('button', { name: 'Acquire token' }).click()
  await expect(page.getByRole('note', { name: 'Offline' })).toBeVisible()
  await visit('offline')
  await openPracticeScreen(page)
  await expect(page.getByRole('button', { name: 'Start the practice cloud' })).toBeVisible()
  await visit('the practice cloud, stopped')
  await openOfflineScreen(page)
  await prepareOffline(page)
  await visit('nothing could be renewed')

  async function tourSignIn(): Promise<void> {
    await visit('sign in by the system browser')
    await page.getByRole('button', { name: 'Open the browser' }).click()
    await expect(page.getByRole('heading', { name: 'Finish in your browser' })).toBeVisible()
    await visit('waiting for the browser')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('radio', { name: 'Client secret (application)' }).check()
    const form = page.getByRole('form', { name: 'Sign in' })
    await form.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(form.getByText('Directory (tenant) is missing.')).toBeVisible()
    await visit('a field of the sign-in is wrong')
    const [, daemon] = practice.ready.apps
    await form.getByLabel('Directory (tenant)').fill(daemon?.tenantId ?? '')
    await form.getByLabel('Application (client) ID').fill(daemon?.clientId ?? '')
    await form.getByLabel('Client secret', { exact: true }).fill(daemon?.secretId ?? '')
    await form.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert')).toBeVisible()
    await visit('a secret that looks like an ID')
    await page.getByRole('button', { name: 'Send it anyway' }).click()
    await expect(page.getByRole('alert')).toContainText('is wrong')
    await visit('a sign-in that failed')
    const whom = { tenantId: daemon?.tenantId ?? '', clientId: daemon?.clientId ?? '' }
    await chooseCertificate({ app, page }, whom, [fixture('survey.cer.pem')])
    await expect(page.getByRole('alert')).toContainText('no private key')
    await visit('a certificate file that cannot be used')
    await chooseCertificate({ app, page }, whom, [fixture('aes-256.pfx')])
    await form.getByLabel('Password of the file').fill('wrong')
    await form.getByLabel('Password of the file').press('Tab')
    await expect(form.getByText('The password of “aes-256.pfx” is wrong.')).toBeVisible()
    await visit('a certificate with a wrong password')
    await form.getByLabel('Password of the file').fill('open sesame')
    await form.getByLabel('Password of the file').press('Tab')
    await expect(page.getByRole('region', { name: 'Chosen certificate' })).toBeVisible()
    await visit('a certificate')
    await form.getByLabel('Directory (tenant)').fill('')
    await form.getByLabel('Application (client) ID').fill('')
    const shown = await askForDeviceCode(page)
    await visit('a device code')
    await playDeviceCode(shown, ann)
  }

  async function tourPractice(): Promise<void> {
    await openPracticeScreen(page)
    await expect(page.getByRole('table', { name: 'People' })).toBeVisible()
    await visit('people of the practice cloud')
    await makeWeather(page, 'A host cannot be reached')
    await page.getByRole('button', { name: /^End / }).waitFor()
    await makeWeather(page, 'Consent is missing', { 'Whom it is about': 'nobody' })
    await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
    await visit('weather of the practice cloud')
    await goTo(page, 'Tokens')
    await page.getByRole('button', { name: 'Acquire token…' }).click()
    await page.getByRole('form').getByLabel('Resource').selectOption({ label: 'Key Vault' })
    await page.getByRole('form').getByRole('button', { name: 'Acquire token' }).click()
    await expect(page.getByText('Perhaps the practice cloud')).toBeVisible()
    await visit('a failure while there is weather')
    await closePanel(page)
    await openPracticeScreen(page)
    await page.getByRole('tab', { name: /^Weather/ }).click()
    await page.getByRole('button', { name: /^End / }).click()
    await expect(page.getByText('Fine weather')).toBeVisible()
    await page.getByRole('tab', { name: 'Requests' }).click()
    await expect(page.getByRole('table', { name: 'Requests' })).toBeVisible()
    await visit('requests to the practice cloud')
    await page.getByRole('tab', { name: 'World' }).click()
    await visit('the world of the practice cloud')
  }

  async function tourTenants(): Promise<void> {
    await expect(page.getByRole('button', { name: 'Pin Fabrikam Survey' })).toBeVisible()
    await page.getByRole('button', { name: 'Pin Fabrikam Survey' }).click()
    await visit('tenants')
    await page.getByRole('searchbox', { name: 'Search tenants' }).fill('nowhere')
    await visit('no tenant found')
    await page.getByRole('button', { name: 'Sign out…' }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await visit('the question before signing out')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
    await openSignIn(page)
    await visit('sign in once more')
  }

  async function tourTokens(): Promise<void> {
    await goTo(page, 'Tokens')
    await visit('no token')
    await acquireToken(page, { resource })
    await visit('a token acquired')
    const form = page.getByRole('form', { name: 'Acquire token' })
    await form.getByLabel('Resource').selectOption({ label: 'Own scope…' })
    await form.getByLabel('Own scope').fill('no scope')
    await form.getByRole('button', { name: 'Acquire token' }).click()
    await expect(form.getByText('is not a scope')).toBeVisible()
    await visit('a scope that is none')
    await closePanel(page)
    await visit('tokens')
    for (const menu of ['Copy', 'More actions']) {
      await page.getByRole('button', { name: menu, exact: true }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await visit(`the menu ${menu}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
    const panel = await openClaims(page, resource, ann.userPrincipalName)
    await visit('claims')
    await panel.getByRole('tab', { name: 'Signature' }).click()
    await panel.getByRole('button', { name: 'Check signature' }).click()
    await expect(panel.getByText('The signature is valid.')).toBeVisible()
    await visit('a signature')
    await panel.getByRole('tab', { name: 'Raw' }).click()
    await visit('the payload')
    await panel.getByRole('button', { name: 'Reveal token' }).click()
    await expect(page.getByTestId('revealed-token')).toBeVisible()
    await visit('a revealed token')
    await closePanel(page)
  }

  async function tourKeys(): Promise<void> {
    await goTo(page, 'Test access')
    await visit('nothing to test')
    await goTo(page, 'Keys')
    await visit('no key')
    await page.getByRole('button', { name: 'Add Azure Maps account…' }).click()
    await page.getByRole('form').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('form').getByText('is missing').first()).toBeVisible()
    await visit('an Azure Maps account without a name')
    await closePanel(page)
    await savePracticeTarget(page, 'account')
    await visit('keys')
    await page.getByRole('button', { name: /^Edit / }).click()
    await visit('an Azure Maps account')
    await closePanel(page)
    await page.getByRole('button', { name: /^Remove / }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await visit('the question before removing')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  }

  async function tourAccess(): Promise<void> {
    await goTo(page, 'Test access')
    await visit('before the access test')
    const [account] = practice.ready.maps
    await runAccessTest(page, resource, account?.name ?? '')
    await visit('the answers of the access test')
  }

  async function tourProfiles(): Promise<void> {
    const long = 'Direktoratet for Samfunnssikkerhet, Geodata og Kartverk 2026'
    await addProfile(page, long, 'Magenta')
    await visit('profiles')
    await page.getByRole('button', { name: `Edit ${long}` }).click()
    const form = page.getByRole('form', { name: 'Profile' })
    await form.getByLabel('Name', { exact: true }).fill('')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form.getByText('is missing')).toBeVisible()
    await visit('a profile without a name')
    await closePanel(page)
    await page.getByRole('button', { name: `Remove ${long}` }).click()
    await expect(page.getByRole('alertdialog')).toBeVisible()
    await visit('the question before removing a profile')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
    await switchProfile(page, long)
    await visit('a profile with a long name in use')
    await switchProfile(page, 'Practice cloud')
  }

  async function tourOffline(): Promise<void> {
    await openOfflineScreen(page)
    await visit('before going offline')
    await planOffline(page, [resource, 'GeoCatalog'], new Date(Date.now() - 86_400_000))
    await expect(page.getByText('This time is past.')).toBeVisible()
    await visit('a return that is past')
    await planOffline(page, [], new Date(Date.now() + 86_400_000))
    await prepareOffline(page)
    await visit('prepared to go offline')
  }

  async function tourFrame(): Promise<void> {
    await dismissMessages(page)
    for (const door of ['Practice cloud', 'Vault', 'Network']) {
      await page
        .getByRole('region', { name: 'Status' })
        .getByRole('button', { name: new RegExp(`^${door}:`) })
        .click()
      await expect(page.getByRole('dialog', { name: door })).toBeVisible()
      await visit(`the door ${door}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    await openVaultScreen(page)
    await page.getByRole('button', { name: 'Check the vault' }).click()
    await expect(page.getByText('all of them sound')).toBeVisible()
    await visit('the vault')
    await page.getByRole('main').getByRole('button', { name: 'Lock now' }).click()
    await expect(page.getByRole('note', { name: 'Vault closed' })).toBeVisible()
    await visit('the vault, locked')
    await page.getByRole('note', { name: 'Vault closed' }).getByRole('button', { name: 'Unlock' }).click()
    await expect(page.getByRole('note', { name: 'Vault closed' })).toBeHidden()
    for (const dialog of ['Command palette', 'Keyboard shortcuts']) {
      await page.getByRole('button', { name: dialog }).click()
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      await visit(dialog)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
    for (const menu of ['Theme', 'Profile: Practice cloud']) {
      await page.getByRole('button', { name: menu }).click()
      await expect(page.getByRole('menu')).toBeVisible()
      await visit(`the menu ${menu}`)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('menu')).toHaveCount(0)
    }
  }
}
