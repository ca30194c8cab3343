import type { Page } from 'playwright'
import type { RunningApp } from '../app.ts'
import type { Browser } from '../browser.ts'
import type { PracticeReady } from '../practice.ts'
import { answerOpenDialog } from '../system-dialog.ts'
import { goTo } from './frame.ts'
import { enterDeviceCode } from './practice-pages.ts'

type Person = PracticeReady['users'][number]
type Application = Pick<PracticeReady['apps'][number], 'tenantId' | 'clientId' | 'secret' | 'displayName'>

/** The sign-in screen, from wherever the window is. */
export async function openSignIn(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })
  if (await heading.isVisible()) return
  await goTo(page, 'Tenants')
  const main = page.getByRole('main')
  await main.getByRole('button', { name: 'Add account', exact: true }).click()
  await heading.waitFor()
}

/** Asks for a device code and reads from the window what a person reads: the code, and the page to type it at. */
export async function askForDeviceCode(page: Page): Promise<{ code: string; address: string }> {
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'Device code' }).check()
  await form.getByRole('button', { name: 'Get a code' }).click()
  const shown = page.getByRole('region', { name: 'Sign in by device code' })
  const code = (await shown.getByLabel('Code', { exact: true }).innerText()).replaceAll(' ', '')
  const name = (await shown.getByRole('img', { name: /^QR code of / }).getAttribute('alt')) ?? ''
  const address = name.replace('QR code of ', '')
  return { code, address: address.startsWith('http') ? address : `https://${address}` }
}

/** Signs a person in by device code: the code from the window, typed at the page in the browser. */
export async function signInByDeviceCode(
  page: Page,
  browser: Browser,
  person: Person,
  { whileCodeShows }: { whileCodeShows?: () => Promise<void> } = {}
): Promise<void> {
  const { code, address } = await askForDeviceCode(page)
  await whileCodeShows?.()
  await enterDeviceCode(browser.page, { address, code, person })
  await waitUntilSignedIn(page, [person.displayName])
}

/** Types an application's client ID and secret into the form. */
export async function signInWithClientSecret(page: Page, application: Application): Promise<void> {
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'Client secret (application)' }).check()
  await form.getByLabel('Directory (tenant)').fill(application.tenantId)
  await form.getByLabel('Application (client) ID').fill(application.clientId)
  await form.getByLabel('Client secret', { exact: true }).fill(application.secret)
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  // Its token need not hold the name of the application.
  await waitUntilSignedIn(page, [application.displayName, application.clientId])
}

/** Chooses a certificate in the form, with the files that the system's dialog answers, and fills in whose it is. */
export async function chooseCertificate(
  { app, page }: Pick<RunningApp, 'app' | 'page'>,
  application: Pick<Application, 'tenantId' | 'clientId'>,
  files: string[]
): Promise<void> {
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'Certificate (application)' }).check()
  await form.getByLabel('Directory (tenant)').fill(application.tenantId)
  await form.getByLabel('Application (client) ID').fill(application.clientId)
  await answerOpenDialog(app, files)
  await form.getByRole('button', { name: 'Choose file…' }).click()
}

/** Signs an application in with a file that is no longer asked about. */
export async function signInWithCertificate(
  running: Pick<RunningApp, 'app' | 'page'>,
  application: Application,
  files: string[]
): Promise<void> {
  const { page } = running
  await chooseCertificate(running, application, files)
  await page.getByRole('region', { name: 'Chosen certificate' }).waitFor()
  await page.getByRole('form', { name: 'Sign in' }).getByRole('button', { name: 'Sign in', exact: true }).click()
  await waitUntilSignedIn(page, [application.displayName, application.clientId])
}

/** The Tenants screen, with the account in use, is where a sign-in ends. */
async function waitUntilSignedIn(page: Page, names: string[]): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Tenants', exact: true }).waitFor()
  const messages = page.getByRole('region', { name: 'Messages' })
  await messages
    .getByText(new RegExp(`^Signed in as (${names.join('|')})\\.$`))
    .last()
    .waitFor()
}
