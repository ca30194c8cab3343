import { enterDeviceCode, identify, at } from '../support/screens/practice-pages.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { goTo } from '../support/screens/frame.ts'
import { askForDeviceCode, openSignIn, signInWithClientSecret } from '../support/screens/sign-in.ts'
import { startApp } from '../support/app.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, playDeviceCode, readClipboard, readStock, signInAs } from './steps.ts'

test('a device code is shown with all that a person needs, and signs in', async ({ atPractice, browserOfUser }) => {
  const { page, practice, openedPages } = atPractice
  const { code, address } = await askForDeviceCode(page)
  const shown = page.getByRole('region', { name: 'Sign in by device code' })
  await expect(shown).toContainText('Practice cloud')
  await expect(shown).toContainText('Only continue if you started this sign-in yourself.')
  await expect(shown.getByRole('img')).toHaveAttribute('alt', `QR code of ${address}`)

  const timer = shown.getByRole('timer', { name: 'Time until the code expires' })
  await expect(timer).toHaveText(/^14:\d\d$/)
  const before = await timer.innerText()
  await expect(timer).not.toHaveText(before)

  await shown.getByRole('button', { name: 'Copy code' }).click()
  await expect(page.getByText('Copied: Code.')).toHaveCount(2)
  expect(await readClipboard(atPractice)).toBe(code)
  await shown.getByRole('button', { name: 'Open sign-in page' }).click()
  await expect.poll(openedPages).toEqual([address])

  const ann = practice.user('ann@contoso.com')
  await enterDeviceCode(browserOfUser.page, { address, code, person: ann })
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  expect((await readStock(page)).accounts).toEqual(['ann@contoso.com ready'])
})

test('a device code that expires, is declined or is cancelled ends in a sentence and costs nothing', async ({
  atPractice: { page, practice }
}) => {
  const [ann, sam] = [practice.user('ann@contoso.com'), practice.user('sam@contoso.com')]
  await signInAs(page, ann)
  await acquireToken(page, { resource: 'Azure Maps' })
  const stock = await readStock(page)

  const { code } = await askForDeviceCode(page)
  await practice.expireDeviceCode(code)
  await expectFailure(page, 'The code expired before anyone entered it.')

  await playDeviceCode(await askForDeviceCode(page), sam, 'cancel')
  await expectFailure(page, 'The sign-in was declined at the sign-in page.')

  await askForDeviceCode(page)
  await page.getByRole('region', { name: 'Sign in by device code' }).getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Get a code' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(await readStock(page)).toEqual(stock)
})

test('the system browser signs in, its last page names the app, and cancelling closes the door', async ({
  atPractice: { page, practice, openedPages },
  browserOfUser
}) => {
  await page.getByRole('radio', { name: 'System browser' }).check()
  await page.getByRole('button', { name: 'Open the browser' }).click()
  await expect(page.getByRole('heading', { name: 'Finish in your browser' })).toBeVisible()
  await expect.poll(openedPages).toHaveLength(1)
  const [url = ''] = await openedPages()
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256')
  await browserOfUser.page.goto(url)
  await identify(browserOfUser.page, practice.user('ann@contoso.com'))
  await expect(browserOfUser.page.getByRole('heading')).toHaveText('You are signed in to Graticule')
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
  const stock = await readStock(page)
  expect(stock.accounts).toEqual(['ann@contoso.com ready'])

  await openSignIn(page)
  await page.getByRole('radio', { name: 'System browser' }).check()
  await page.getByRole('button', { name: 'Open the browser' }).click()
  await expect.poll(openedPages).toHaveLength(2)
  const [, second = ''] = await openedPages()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Open the browser' })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
  const redirect = new URL(second).searchParams.get('redirect_uri') ?? ''
  expect(redirect).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+/)
  await expect
    .poll(() =>
      fetch(redirect).then(
        () => 'open',
        () => 'closed'
      )
    )
    .toBe('closed')
  expect(await readStock(page)).toEqual(stock)

  // Somebody who presses Cancel at the page itself.
  await page.getByRole('button', { name: 'Open the browser' }).click()
  await expect.poll(openedPages).toHaveLength(3)
  const [, , third = ''] = await openedPages()
  const declined = new URL(new URL(third).searchParams.get('redirect_uri') ?? '')
  expect(declined.hostname).toMatch(/^(localhost|127\.0\.0\.1)$/)
  await browserOfUser.page.goto(third)
  await at(browserOfUser.page, 'account')
  await browserOfUser.page.getByRole('button', { name: 'Cancel' }).click()
  await expectFailure(page, 'The sign-in was declined at the sign-in page.')
  expect(await readStock(page)).toEqual(stock)
})

test('a client secret signs in; what is wrong with the input is said before or after it is sent', async ({
  atPractice: { page, practice }
}) => {
  const [, daemon] = practice.ready.apps
  if (daemon === undefined) throw new Error('The practice cloud has no second application')
  await signInWithClientSecret(page, daemon)
  await acquireToken(page, { resource: 'Azure Maps' })
  const stock = await readStock(page)
  expect(stock.accounts).toEqual([`${daemon.clientId} ready`])

  await openSignIn(page)
  const form = page.getByRole('form', { name: 'Sign in' })
  const fill = async (values: { tenant?: string; clientId?: string; secret?: string }): Promise<void> => {
    await form.getByRole('radio', { name: 'Client secret (application)' }).check()
    await form.getByLabel('Directory (tenant)').fill(values.tenant ?? daemon.tenantId)
    await form.getByLabel('Application (client) ID').fill(values.clientId ?? daemon.clientId)
    await form.getByLabel('Client secret', { exact: true }).fill(values.secret ?? daemon.secret)
    await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  }

  await fill({ secret: 'not-the-secret' })
  await expectFailure(page, `The client secret of the application ${daemon.clientId} is wrong.`)
  await expectFailure(page, 'AADSTS7000215')
  await expect(form.getByLabel('Client secret', { exact: true })).toHaveValue('')

  const sentBefore = (await practice.requests()).length
  await fill({ secret: daemon.secretId })
  await expectFailure(page, 'This looks like the ID of a client secret, not its value.')
  await expectFailure(page, 'Nothing was sent yet.')
  expect((await practice.requests()).length).toBe(sentBefore)
  await page.getByRole('button', { name: 'Send it anyway' }).click()
  await expectFailure(page, `The client secret of the application ${daemon.clientId} is wrong.`)
  expect((await practice.requests()).length).toBeGreaterThan(sentBefore)

  const sent = (await practice.requests()).length
  await fill({ clientId: 'survey-daemon' })
  await expect(form.getByText('Application (client) ID is not an ID: “survey-daemon”.')).toBeVisible()
  await expect(form.getByLabel('Application (client) ID')).toHaveAttribute('aria-invalid', 'true')
  await fill({ tenant: 'con toso' })
  await expect(form.getByText('“con toso” is neither a directory ID nor a domain.')).toBeVisible()
  await fill({ secret: '' })
  await expect(form.getByText('Client secret is missing.')).toBeVisible()
  expect((await practice.requests()).length).toBe(sent)

  const nobody = '11111111-2222-3333-4444-555555555555'
  await fill({ tenant: nobody })
  await expectFailure(page, `There is no directory “${nobody}” in the practice cloud.`)
  await fill({ tenant: 'nowhere.example' })
  await expectFailure(page, 'There is no directory “nowhere.example” in the practice cloud.')
  await fill({ clientId: nobody })
  await expectFailure(page, `does not know the application ${nobody}.`)
  expect(await readStock(page)).toEqual(stock)
})

test('signing out removes the sign-in and its tokens, and leaves the others', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  const anns = (await readStock(page)).tokens
  await signInAs(page, practice.user('rhea@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })

  await goTo(page, 'Tenants')
  await page.getByLabel('Account', { exact: true }).selectOption({ label: 'ann@contoso.com' })
  await page.getByRole('button', { name: 'Sign out…' }).click()
  const question = page.getByRole('alertdialog')
  await expect(question).toContainText('Sign out ann@contoso.com?')
  await question.getByRole('button', { name: 'Cancel' }).click()
  expect((await readStock(page)).accounts).toHaveLength(2)
  await page.getByRole('button', { name: 'Sign out…' }).click()
  await question.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('Signed out ann@contoso.com. Its tokens were removed.').first()).toBeVisible()
  const left = await readStock(page)
  expect(left.accounts).toEqual(['rhea@contoso.com ready'])
  expect(left.tokens).toHaveLength(1)
  expect(left.tokens).not.toEqual(anns)

  await atPractice.close()
  const again = await startApp(home)
  expect(await readStock(again.page)).toEqual(left)
  await again.close()
})
