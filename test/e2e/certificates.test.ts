import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import { certificateFiles } from '../support/certificate-file.ts'
import { chooseCertificate, openSignIn, signInWithCertificate } from '../support/screens/sign-in.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { goTo } from '../support/screens/frame.ts'
import { findings } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { readStock } from './steps.ts'

const password = 'open sesame'
const fixture = (name: string): string => join(root, 'test/unit/adapters/certificates', name)

test('an application signs in with its certificate, which names itself before anything is sent', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  const [, daemon] = practice.ready.apps
  if (daemon === undefined) throw new Error('The practice cloud is empty')
  const { whole, thumbprint } = await certificateFiles(daemon, home, password)
  await chooseCertificate(atPractice, daemon, [])
  const form = page.getByRole('form', { name: 'Sign in' })
  await expect(form.getByText('No file chosen')).toBeVisible()
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(form.getByText('Certificate file is missing.')).toBeVisible()

  await signInWithCertificate(atPractice, daemon, [whole])
  expect((await readStock(page)).accounts).toEqual([`${daemon.clientId} ready`])
  await goTo(page, 'Tenants')
  await expect(page.getByText(/^Signs in with a certificate, valid until /)).toBeVisible()
  await acquireToken(page, { resource: 'Azure Maps' })
  expect(thumbprint).toMatch(/^[0-9A-F]{40}$/)
})

test('a protected file is opened by its password, and its thumbprint and end are shown', async ({
  atPractice,
  home
}) => {
  const { page, practice } = atPractice
  const [, daemon] = practice.ready.apps
  if (daemon === undefined) throw new Error('The practice cloud is empty')
  const { sealed, thumbprint } = await certificateFiles(daemon, home, password)
  await chooseCertificate(atPractice, daemon, [sealed])
  const form = page.getByRole('form', { name: 'Sign in' })
  const field = form.getByLabel('Password of the file')
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(form.getByText('“survey.pem” is protected with a password.')).toBeVisible()
  await field.fill('wrong')
  await field.press('Tab')
  await expect(form.getByText('The password of “survey.pem” is wrong.')).toBeVisible()
  await field.fill(password)
  await field.press('Tab')
  await expect(page.getByRole('region', { name: 'Chosen certificate' })).toContainText(thumbprint)
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  await openSignIn(page)
  await page.getByRole('radio', { name: 'Certificate (application)' }).check()
  await expect(page.getByText('No file chosen')).toBeVisible()
})

test('each wrong file says what is wrong and who must act, and nothing is sent', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  const [operator, daemon] = practice.ready.apps
  if (daemon === undefined || operator === undefined) throw new Error('The practice cloud is empty')
  const { bare } = await certificateFiles(daemon, home, password)
  const alert = page.getByRole('form', { name: 'Sign in' }).getByRole('alert')
  const form = page.getByRole('form', { name: 'Sign in' })

  await chooseCertificate(atPractice, daemon, [bare])
  await expect(alert).toContainText('“survey.cer” holds a certificate, but no private key.')
  await expect(alert).toContainText('Who must act: You, or whoever gave you the file')
  await chooseCertificate(atPractice, daemon, [join(root, 'package.json')])
  await expect(alert).toContainText('“package.json” is not a certificate.')
  // Electron has no scrypt for keys.
  await chooseCertificate(atPractice, daemon, [fixture('survey.cer.pem'), fixture('scrypt.key.pem')])
  await form.getByLabel('Password of the file').fill(password)
  await form.getByLabel('Password of the file').press('Tab')
  await expect(alert).toContainText('is protected or written in a way that Graticule does not read.')
  const expired = await certificateFiles(operator, home, password)
  await chooseCertificate(atPractice, operator, [expired.whole])
  await expect(alert).toContainText('The certificate expired on ')
  await expect(alert).toContainText('Who must act: The owner of the app registration')
  expect((await practice.requests()).filter(({ path }) => path.endsWith('/token'))).toEqual([])

  const { whole, thumbprint } = await certificateFiles(daemon, home, password)
  await chooseCertificate(atPractice, operator, [whole])
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(alert).toContainText('is not registered with the application')
  await expect(alert).toContainText(thumbprint)
  await goTo(page, 'Tenants')
  expect((await readStock(page)).accounts).toEqual([])
})

test.describe('with a certificate that ends tomorrow', () => {
  const folder = mkdtempSync(join(tmpdir(), 'graticule-ends-tomorrow-'))
  const world = join(folder, 'world.json')
  const application = {
    displayName: 'survey-daemon',
    secrets: [{}],
    certificates: [{ expiresAt: Date.now() + 36 * 3_600_000 }]
  }
  writeFileSync(
    world,
    JSON.stringify({
      name: 'A certificate ends tomorrow',
      tenants: [{ displayName: 'Contoso', defaultDomain: 'contoso.com' }],
      applications: [application]
    })
  )
  test.use({ practiceArgs: ['--state', world] })
  test.afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('the account says so, and who has to act', async ({ atPractice, home }) => {
    const { page, practice } = atPractice
    const daemon = practice.ready.apps.find(({ displayName }) => displayName === 'survey-daemon')
    if (daemon === undefined) throw new Error('The practice cloud has no such application')
    await signInWithCertificate(atPractice, daemon, [(await certificateFiles(daemon, home, password)).whole])
    const note = page.getByRole('main').getByText('The certificate of survey-daemon expires in 1 day.')
    await expect(note).toBeVisible()
    await expect(page.getByText('Who must act: The owner of the app registration')).toBeVisible()
    expect(await findings(page)).toEqual([])
    await page.getByRole('main').getByRole('button', { name: 'Sign in again' }).click()
    await expect(page.getByRole('radio', { name: 'Certificate (application)' })).toBeChecked()
    await expect(page.getByLabel('Directory (tenant)', { exact: true })).toHaveValue(daemon.tenantId)
    await expect(page.getByLabel('Application (client) ID', { exact: true })).toHaveValue(daemon.clientId)
  })
})
