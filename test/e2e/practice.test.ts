import type { Page } from 'playwright'
import type { RunningApp } from '../support/app.ts'
import type { Browser } from '../support/browser.ts'
import { makeWeather, openPracticeScreen } from '../support/screens/practice.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { expectFailure, readStock } from './steps.ts'

/** Signs in as somebody from the list of people; their browser opens what the app asks it to, and asks nothing. */
async function signInFromList({ page, openedPages }: RunningApp, browser: Browser, name: string): Promise<void> {
  await openPracticeScreen(page)
  await page.getByRole('button', { name: `Sign in as ${name}` }).click()
  await expect.poll(async () => (await openedPages()).length).toBe(1)
  const [address = ''] = await openedPages()
  await browser.page.goto(address)
  await expect(page.getByRole('heading', { level: 1, name: 'Tenants' })).toBeVisible()
}

const requests = (page: Page) => page.getByRole('table', { name: 'Requests' }).getByRole('row')

test('one click signs in as anybody, and the log shows what was asked', async ({ atPractice, browserOfUser }) => {
  const { page } = atPractice
  await signInFromList(atPractice, browserOfUser, 'Rhea Lindqvist')
  expect((await readStock(page)).accounts).toEqual(['rhea@contoso.com ready'])
  await openPracticeScreen(page)
  await page.getByRole('searchbox', { name: 'Search people' }).fill('fabrikam mendes')
  await expect(page.getByRole('table', { name: 'People' }).getByRole('row')).toHaveCount(2)
  await page.getByRole('searchbox', { name: 'Search people' }).fill('nobody at all')
  await expect(page.getByText('Nobody is called that.')).toBeVisible()

  await page.getByRole('tab', { name: 'Requests' }).click()
  await expect(requests(page).filter({ hasText: 'POST /organizations/oauth2/v2.0/token' })).not.toHaveCount(0)
  await page.getByRole('searchbox', { name: 'Search requests' }).fill('/tenants')
  await expect(requests(page).nth(1)).toContainText('Azure Resource Manager')
  expect(await page.getByRole('main').innerText()).not.toMatch(/eyJ|client_secret=|Bearer/)
})

test('weather is made, seen in the log and ended, and a wrong value is said', async ({ atPractice, browserOfUser }) => {
  const { page } = atPractice
  await signInFromList(atPractice, browserOfUser, 'Ann Okafor')
  await openPracticeScreen(page)
  await makeWeather(page, 'Consent is missing')
  await expect(page.getByRole('button', { name: 'End Consent is missing' })).toBeVisible()
  const refused = await acquireToken(page, { resource: 'Azure Maps' })
  expect(refused).toContain('consent')
  await closePanel(page)

  await openPracticeScreen(page)
  await page.getByRole('tab', { name: 'Requests' }).click()
  await expect(requests(page).filter({ hasText: 'by the weather' })).not.toHaveCount(0)
  await page.getByRole('tab', { name: 'Weather (1 in force)' }).click()
  await page.getByRole('button', { name: 'End Consent is missing' }).click()
  await expect(page.getByText('Fine weather')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'In force' })).toBeFocused()
  await makeWeather(page, 'Conditional Access blocks device code', { 'Whom it is about': 'nobody' })
  await expectFailure(page, 'There is no "nobody".')
  await expect(page.getByRole('button', { name: /^End / })).toBeHidden()
  expect(await acquireToken(page, { resource: 'Azure Maps' })).toContain('acquired')
})

test('the door tells of weather from a terminal, a failure names it, and the end of a practice cloud shows by itself', async ({
  atPractice
}) => {
  const { page, practice } = atPractice
  const door = page.getByRole('region', { name: 'Status' }).getByRole('button', { name: /^Practice cloud:/ })
  await expect(door).toHaveAccessibleName('Practice cloud: running')
  await practice.weather([
    { name: 'Entra ID is down', match: { service: 'login' }, do: { kind: 'status', status: 503 } },
    { name: 'Late maps', match: { service: 'maps' }, do: { kind: 'latency', ms: 10 } }
  ])
  await expect(door).toHaveAccessibleName('Practice cloud: 2 weathers', { timeout: 15_000 })
  await page.getByRole('radio', { name: 'Device code' }).check()
  await page.getByRole('button', { name: 'Get a code' }).click()
  await expectFailure(page, "Perhaps the practice cloud's weather: Entra ID is down, Late maps.")
  await door.click()
  await expect(page.getByRole('dialog', { name: 'Practice cloud' })).toContainText(
    'Weather in force: Entra ID is down, Late maps.'
  )
  await page.keyboard.press('Escape')
  await practice.weather([])
  await expect(door).toHaveAccessibleName('Practice cloud: running', { timeout: 15_000 })
  await practice.stop()
  await expect(door).toHaveAccessibleName('Practice cloud: stopped', { timeout: 15_000 })
})

test('another world is started in place of the one that runs', async ({ graticule: { page } }) => {
  await page.getByRole('button', { name: 'Use the practice cloud', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await openPracticeScreen(page)
  await page.getByRole('tab', { name: 'World' }).click()
  await page.getByRole('radio', { name: '5,000 people' }).check()
  await expect(page.getByText('its tokens, changes and weather are gone')).toBeVisible()
  await page.getByRole('button', { name: 'Start this world instead' }).click()
  await expect(page.getByText(/^50 of 5,?0\d\d people; search for the others\.$/)).toBeVisible({ timeout: 20_000 })
  await page.getByRole('button', { name: 'Stop the practice cloud' }).click()
  await expect(page.getByRole('button', { name: 'Start the practice cloud' })).toBeVisible()
  await expect(page.getByRole('tab', { name: 'People' })).toBeHidden()
})
