import { openSignIn } from '../support/screens/sign-in.ts'
import { goTo } from '../support/screens/frame.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { findings } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { readStock } from './steps.ts'

test('a machine signs in as its managed identities, and says which it does not have', async ({ atPractice }) => {
  const { page, practice } = atPractice
  const [machine, reader] = practice.ready.managedIdentities
  if (machine === undefined || reader === undefined) throw new Error('The practice machine has no identities')
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'Managed identity' }).check()
  const signIn = form.getByRole('button', { name: 'Sign in', exact: true })
  await form.getByLabel('Which identity').selectOption('User-assigned, by client ID')
  await signIn.click()
  await expect(form.getByText('Application (client) ID is missing.')).toBeVisible()
  await form.getByLabel('Client ID').fill(machine.objectId)
  await signIn.click()
  const alert = form.getByRole('alert')
  await expect(alert).toContainText(`The managed identity ${machine.objectId} is not assigned to this resource.`)
  await expect(alert).toContainText('Identity not found')
  expect(await findings(page)).toEqual([])

  await form.getByLabel('Client ID').fill(reader.clientId)
  await signIn.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  await expect(page.getByText(/^Signs in as a managed identity of this host/)).toContainText(reader.resourceId)
  await acquireToken(page, { resource: 'Azure Maps' })

  await openSignIn(page)
  await form.getByRole('radio', { name: 'Managed identity' }).check()
  await form.getByLabel('Which identity').selectOption('System-assigned')
  await signIn.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  await expect(page.getByText(/^Signs in as a managed identity of this host/)).toContainText(machine.resourceId)
  expect((await readStock(page)).accounts.toSorted()).toEqual(
    [`${machine.clientId} ready`, `${reader.clientId} ready`].toSorted()
  )
  expect(await findings(page)).toEqual([])
})

test('a sign-in that the host keeps waiting for is cancelled at once', async ({ atPractice }) => {
  const { page, practice } = atPractice
  await practice.weather([{ match: { service: 'imds' }, do: { kind: 'hang' } }])
  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  await form.getByRole('radio', { name: 'Managed identity' }).check()
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  const waiting = page.getByRole('region', { name: 'Sign-in under way' })
  await waiting.getByRole('button', { name: 'Cancel' }).click()
  await expect(form).toBeVisible()
  await goTo(page, 'Tenants')
  expect((await readStock(page)).accounts).toEqual([])
})
