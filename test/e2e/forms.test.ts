import { join } from 'node:path'
import { root } from '../../build/paths.ts'
import { goTo } from '../support/screens/frame.ts'
import { addProfile, openProfilesScreen } from '../support/screens/profiles.ts'
import { chooseCertificate, openSignIn } from '../support/screens/sign-in.ts'
import { acquireToken, closePanel, tokenRow } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { setSmallestWindow } from './layout.ts'
import { signInAs } from './steps.ts'

const resource = 'Azure Maps'
const notAnId = '00000000-0000-0000-0000-00000000000'

test('what is refused in a form is in view and has the focus, at 200 % in the smallest window', async ({
  atPractice
}) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  await setSmallestWindow(atPractice, 2)

  await openSignIn(page)
  const signIn = page.getByRole('form', { name: 'Sign in' })
  const send = signIn.getByRole('button', { name: 'Sign in', exact: true })
  await signIn.getByRole('radio', { name: 'Client secret (application)' }).check()
  await send.click()
  await expectWrong('Directory (tenant)', 'is missing')
  await signIn.getByLabel('Directory (tenant)').fill('contoso.com')
  await signIn.getByLabel('Application (client) ID').fill(notAnId)
  await send.click()
  await expectWrong('Application (client) ID', notAnId)
  await signIn.getByLabel('Application (client) ID').fill(practice.ready.apps[0]?.clientId ?? '')
  await send.click()
  await expectWrong('Client secret', 'is missing')
  await signIn.getByRole('radio', { name: 'Certificate (application)' }).check()
  await send.click()
  await expect(signIn.getByRole('button', { name: 'Choose file…' })).toBeFocused()
  await expect(signIn.getByText('is missing')).toBeInViewport({ ratio: 1 })
  const whom = { tenantId: 'contoso.com', clientId: practice.ready.apps[0]?.clientId ?? '' }
  await chooseCertificate(atPractice, whom, [join(root, 'test/unit/adapters/certificates/aes-256.pfx')])
  await signIn.getByLabel('Password of the file').waitFor()
  await send.click()
  await expectWrong('Password of the file', 'aes-256.pfx')
  await signIn.getByLabel('Directory (tenant)').fill('')
  await signIn.getByLabel('Application (client) ID').fill('')
  await signInAs(page, practice.user('ann@contoso.com'))

  await openProfilesScreen(page)
  await page.getByRole('button', { name: 'Add a profile…' }).click()
  await page.getByRole('form').getByRole('button', { name: 'Save' }).click()
  await expectWrong('Name', 'is missing')
  await page.getByRole('form').getByLabel('Name').fill('Field team')
  await page.getByRole('form').getByLabel('Directory (tenant), optional').fill('no tenant')
  await page.getByRole('form').getByRole('button', { name: 'Save' }).click()
  await expectWrong('Directory (tenant), optional', 'no tenant')

  await goTo(page, 'Keys')
  for (const kind of ['Azure Maps account', 'GeoCatalog']) {
    await page.getByRole('button', { name: `Add ${kind}…` }).click()
    const save = page.getByRole('form', { name: kind }).getByRole('button', { name: 'Save' })
    await save.click()
    await expectWrong('Name', 'is missing')
    await page.getByRole('form').getByLabel('Name').fill('Survey')
    await page.getByRole('form').getByLabel('Endpoint').fill('http://nowhere.example')
    await save.click()
    await expectWrong('Endpoint', 'http://nowhere.example')
    await closePanel(page)
  }

  await goTo(page, 'Tokens')
  await page.getByRole('button', { name: 'Acquire token…' }).click()
  const acquire = page.getByRole('form', { name: 'Acquire token' })
  await acquire.getByLabel('Resource').selectOption({ label: 'Own scope…' })
  await acquire.getByLabel('Own scope').fill('no scope')
  await acquire.getByRole('button', { name: 'Acquire token' }).click()
  await expectWrong('Own scope', 'no scope')

  async function expectWrong(label: string, words: string): Promise<void> {
    const field = page.getByRole('form').getByLabel(label, { exact: true })
    await expect(field).toBeFocused()
    await expect(field).toBeInViewport({ ratio: 1 })
    await expect(field).toHaveAccessibleDescription(new RegExp(words.replaceAll('.', '\\.')))
    await expect(page.locator('.field-error')).toBeInViewport({ ratio: 1 })
  }
})

for (const zoom of [1, 2]) {
  test(`a message covers no button of a panel, at ${String(zoom * 100)} % in the smallest window`, async ({
    atPractice
  }) => {
    const { page, practice } = atPractice
    const ann = practice.user('ann@contoso.com')
    await signInAs(page, ann)
    await acquireToken(page, { resource })
    await closePanel(page)
    await setSmallestWindow(atPractice, zoom)
    await practice.stop()
    await tokenRow(page, resource, ann.userPrincipalName).getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Renew' }).click()
    const message = page.getByRole('region', { name: 'Messages' }).getByRole('alert')
    await expect(message).toBeVisible()

    await addProfile(page, 'Field team', 'Magenta')
    await page.getByRole('button', { name: 'Edit Field team' }).click()
    await page.getByRole('complementary').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('complementary')).toHaveCount(0)
    await expect(message).toBeInViewport()
    await expect(page.getByTestId('announcement')).toHaveText('Saved Field team.')
  })
}
