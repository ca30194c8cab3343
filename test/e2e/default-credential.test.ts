import { startApp } from '../support/app.ts'
import { choosePracticeCloud } from '../support/screens/frame.ts'
import { openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { findings, showTheme, themes } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { readStock } from './steps.ts'

test('DefaultAzureCredential shows each step, and who a program here is', async ({ atPractice }) => {
  const { page, practice } = atPractice
  const [machine] = practice.ready.managedIdentities
  if (machine === undefined) throw new Error('The practice machine has no identity')
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'DefaultAzureCredential' }).check()
  await form.getByRole('button', { name: 'Run it' }).click()
  const result = page.getByRole('region', { name: /^A program here is / })
  await expect(result).toContainText('An application, by Managed identity, after ')
  const step = (name: string) => result.getByRole('row').filter({ hasText: name })
  await expect(step('EnvironmentCredential')).toContainText('Skipped')
  await expect(step('EnvironmentCredential')).toContainText('It needs AZURE_TENANT_ID, AZURE_CLIENT_ID and')
  await expect(step('ManagedIdentityCredential')).toContainText(/Used\s*\d+\.\d s/)
  await expect(step('AzureCliCredential')).toContainText('Not asked')
  expect(await findings(page)).toEqual([])
  for (const theme of themes) {
    await showTheme(page, theme)
    await page.screenshot({ path: test.info().outputPath(`trace-${theme}.png`), fullPage: true })
  }
  await result.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  await expect(page.getByText(/^Signs in as a managed identity of this host/)).toContainText(machine.resourceId)
  await acquireToken(page, { resource: 'Azure Maps' })
})

test('where no step gives a token the form says what each lacks', async ({ practice, home }) => {
  // Developer tools that this computer may have would be asked else.
  const graticule = await startApp(home, { AZURE_TOKEN_CREDENTIALS: 'prod' })
  const { page } = graticule
  await choosePracticeCloud(page)
  const body = { error: 'invalid_request', error_description: 'Identity not found' }
  await practice.weather([{ match: { service: 'imds' }, do: { kind: 'status', status: 400, body } }])
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'DefaultAzureCredential' }).check()
  await form.getByRole('button', { name: 'Run it' }).click()
  await expect(form.getByRole('alert')).toContainText('DefaultAzureCredential failed at Managed identity.')
  const steps = form.getByRole('table', { name: 'Steps of DefaultAzureCredential' })
  await expect(steps.getByRole('row').filter({ hasText: 'ManagedIdentityCredential' })).toContainText('Failed')
  await expect(steps.getByRole('row').filter({ hasText: 'AzureCliCredential' })).toContainText(
    'AZURE_TOKEN_CREDENTIALS leaves it out.'
  )
  expect(await findings(page)).toEqual([])
  for (const theme of themes) {
    await showTheme(page, theme)
    await page.screenshot({ path: test.info().outputPath(`failed-${theme}.png`), fullPage: true })
  }
  expect((await readStock(page)).accounts).toEqual([])
  await graticule.close()
})
