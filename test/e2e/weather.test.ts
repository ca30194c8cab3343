import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { askForDeviceCode, openSignIn } from '../support/screens/sign-in.ts'
import { goTo } from '../support/screens/frame.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, playDeviceCode, readStock, signInAs } from './steps.ts'

test('a sign-in service in trouble is named, and no account or token is lost', async ({ atPractice }) => {
  const { page, practice } = atPractice
  const login = new URL(practice.ready.endpoints.login).host
  const arm = new URL(practice.ready.endpoints.arm).host
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  const stock = await readStock(page)
  const troubles: [Parameters<typeof practice.weather>[0][number]['do'], string][] = [
    [{ kind: 'html' }, `A web page answered instead of ${login}.`],
    [{ kind: 'status', status: 503 }, `${login} failed to answer properly.`],
    [{ kind: 'status', status: 429, headers: { 'retry-after': '7' } }, `${login} has had too many requests.`],
    [{ kind: 'status', status: 200, body: '' }, `${login} sent an empty answer.`],
    [{ kind: 'status', status: 200, body: '{"half": ' }, `The answer of ${login} could not be understood.`],
    [{ kind: 'cut' }, `${login} could not be reached.`]
  ]
  await openSignIn(page)
  await page.getByRole('radio', { name: 'Device code' }).check()
  for (const [trouble, title] of troubles) {
    await practice.weather([{ match: { service: 'login' }, do: trouble }])
    await page.getByRole('button', { name: 'Get a code' }).click()
    await expectFailure(page, title)
  }
  // While the person types, a broken answer says nothing about the code: the app goes on asking.
  await practice.weather([])
  const shown = await askForDeviceCode(page)
  const broken = async (): Promise<number> => (await practice.requests()).filter(({ status }) => status === 503).length
  const before = await broken()
  await practice.weather([{ match: { service: 'login' }, times: 1, do: { kind: 'status', status: 503 } }])
  await expect.poll(broken).toBe(before + 1)
  await playDeviceCode(shown, practice.user('ann@contoso.com'))
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  expect(await readStock(page)).toEqual(stock)

  await goTo(page, 'Tokens')
  await page.getByRole('button', { name: 'Acquire token…' }).click()
  const form = page.getByRole('form', { name: 'Acquire token' })
  await form.getByLabel('Resource').selectOption({ label: 'Key Vault' })
  await practice.weather([{ match: { service: 'login' }, do: { kind: 'hang' } }])
  await form.getByRole('button', { name: 'Acquire token' }).click()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await expect(form.getByRole('button', { name: 'Acquire token' })).toBeVisible()
  for (const [trouble, title] of troubles.slice(0, 3)) {
    await practice.weather([{ match: { service: 'login' }, do: trouble }])
    await form.getByRole('button', { name: 'Acquire token' }).click()
    await expectFailure(page, title)
  }
  await closePanel(page)

  await goTo(page, 'Tenants')
  await practice.weather([{ match: { service: 'arm' }, do: { kind: 'html' } }])
  await page.getByRole('button', { name: 'Refresh tenants' }).click()
  const messages = page.getByRole('region', { name: 'Messages' })
  await expect(messages).toContainText(`A web page answered instead of ${arm}.`)
  await expect(page.getByText(/^3 tenants/)).toBeVisible()
  // A service that fails for now: the last answer stays, and says how old it is and why.
  await practice.weather([{ match: { service: 'arm' }, do: { kind: 'status', status: 500 } }])
  await page.getByRole('button', { name: 'Refresh tenants' }).click()
  await expect(page.getByText(/^3 tenants, as of .*, from the vault\. .* failed to answer properly\./)).toBeVisible()
  await practice.weather([])
  expect(await readStock(page)).toEqual(stock)
})
