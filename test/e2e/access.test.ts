import type { RunningApp } from '../support/app.ts'
import { readDetail, readMatrix, runAccessTest } from '../support/screens/access.ts'
import { goTo } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { acquireToken } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { readStock, signInAs } from './steps.ts'

const geocode = 'Geocode an address'

/** Starts the test on the target that is there, by a double click as some do, and does not wait for its end. */
async function startAccessTest({ page }: RunningApp): Promise<void> {
  await goTo(page, 'Test access')
  await page.getByRole('button', { name: /^Run (test|again)$/ }).dblclick()
  await expect(page.getByRole('main').getByRole('button', { name: 'Cancel' })).toBeVisible()
}

test('every credential is tried on every check, and each answer is the right one', async ({ atPractice }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  const maps = await savePracticeTarget(page, 'account')
  const catalog = await savePracticeTarget(page, 'GeoCatalog')
  expect(await runAccessTest(page, 'Azure Maps', maps)).toMatch(/^(\d+) of \1 as expected$/)
  const cells = await readMatrix(page)
  expect(new Set(cells.map(({ credential }) => credential)).size).toBeGreaterThanOrEqual(6)
  expect(new Set(cells.map(({ check }) => check)).size).toBe(3)
  for (const { isControl, verdict, status } of cells) {
    expect([verdict, status]).toEqual(isControl ? ['refused', 401] : ['works', 200])
  }
  expect(await runAccessTest(page, 'GeoCatalog', catalog)).toMatch(/^(\d+) of \1 as expected$/)

  // A person without a role is told who has to act.
  await signInAs(page, practice.user('sam@contoso.com'))
  expect(await runAccessTest(page, 'Azure Maps', maps)).toContain('refused')
  const sam = (await readMatrix(page)).find(({ credential, status }) => credential.includes('sam@') && status === 403)
  if (sam === undefined) throw new Error('Sam was not refused')
  const detail = await readDetail(page, sam.check, sam.credential)
  expect(detail).toContain('has no Azure Maps role on this account')
  expect(detail).toContain('assign Azure Maps Data Reader')
})

test('an endpoint typed wrong is refused with the reason, and nothing is sent to it', async ({ atPractice }) => {
  const { page, practice } = atPractice
  const [account] = practice.ready.maps
  const right = practice.ready.endpoints.maps
  await goTo(page, 'Keys')
  await page.getByRole('button', { name: 'Add Azure Maps account…' }).click()
  const form = page.getByRole('form', { name: 'Azure Maps account' })
  await form.getByLabel('Name').fill('By hand')
  await form.getByLabel('Client ID').fill(account?.clientId ?? '')
  const sent = (await practice.requests()).length
  const wrong: [string, string][] = [
    ['atlas', 'The endpoint “atlas” is not a web address. Nothing was sent to it.'],
    [right.replace('https:', 'http:'), 'does not start with https://.'],
    [right.replace('//', '//ann:hunter2@'), 'holds a user name or password.'],
    ['https://atlas.microsoft.com.evil.example', 'is not a host of this service.'],
    ['https://atlas.microsoft.com', 'belongs to another cloud than the one chosen.'],
    [`${right}/geocode?subscription-key=1`, 'has more after the host name.'],
    ['javascript:alert(1)', 'does not start with https://.'],
    ['', 'Endpoint is missing.']
  ]
  for (const [endpoint, sentence] of wrong) {
    await form.getByLabel('Endpoint').fill(endpoint)
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(form, endpoint).toContainText(sentence)
    await expect(form.getByLabel('Endpoint')).toHaveAttribute('aria-invalid', 'true')
    await expect(form).not.toContainText('hunter2')
  }
  expect((await practice.requests()).length).toBe(sent)
  await form.getByLabel('Endpoint').fill(`  ${right}/  `)
  await form.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('rowheader', { name: 'By hand' })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Azure Maps accounts' }).getByText(right, { exact: true })).toBeVisible()
})

test('a service that answers a page, an error, late or not at all is told apart from a refusal', async ({
  atPractice
}) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  const maps = await savePracticeTarget(page, 'account')
  const stock = await readStock(page)
  const host = new URL(practice.ready.endpoints.maps).host

  await practice.weather([{ match: { service: 'maps' }, do: { kind: 'html' } }])
  expect(await runAccessTest(page, 'Azure Maps', maps)).toContain('without a verdict')
  expect((await readMatrix(page)).every(({ verdict, status }) => verdict === 'no-answer' && status === 200)).toBe(true)
  expect(await readDetail(page, geocode, 'Primary key')).toContain('Something answered in the place of the service')

  await practice.weather([{ match: { service: 'maps' }, do: { kind: 'status', status: 500 } }])
  await runAccessTest(page, 'Azure Maps', maps)
  expect((await readMatrix(page)).every(({ verdict, status }) => verdict === 'no-answer' && status === 500)).toBe(true)
  expect(await readDetail(page, geocode, 'Primary key')).toContain('says nothing about access')

  await practice.weather([{ match: { service: 'maps' }, do: { kind: 'hang' } }])
  await startAccessTest(atPractice)
  await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText(/^· \d+ of \d+ answers in .*, cancelled$/)).toBeVisible()

  // One answer never comes; all the rest of the app goes on meanwhile.
  await practice.weather([{ match: { service: 'maps', pathIncludes: '/geocode' }, times: 1, do: { kind: 'hang' } }])
  await startAccessTest(atPractice)
  expect(await acquireToken(page, { resource: 'GeoCatalog' })).toContain('acquired')
  await goTo(page, 'Test access')
  await expect(page.getByTestId('access-summary')).toContainText('1 without a verdict', { timeout: 40_000 })
  const silent = (await readMatrix(page)).find(({ verdict }) => verdict === 'no-answer')
  expect(silent?.check).toBe(geocode)
  expect(await readDetail(page, geocode, silent?.credential ?? '')).toContain(
    `${host} did not answer within 30 seconds.`
  )
  const after = await readStock(page)
  expect(after.accounts).toEqual(stock.accounts)
  expect(after.tokens).toEqual(expect.arrayContaining(stock.tokens))
})

test('a network that goes away in the middle of a test costs nothing', async ({ atPractice }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  await acquireToken(page, { resource: 'Azure Maps' })
  await savePracticeTarget(page, 'account')
  const stock = await readStock(page)
  await practice.weather([{ match: { service: 'maps' }, do: { kind: 'latency', ms: 20_000 } }])
  await startAccessTest(atPractice)
  await expect(page.getByRole('gridcell').first()).toContainText('waiting')
  await practice.stop()
  await expect(page.getByTestId('access-summary')).toContainText('without a verdict')
  await expect(page.getByRole('note', { name: 'Offline' })).toBeVisible()
  expect(await readDetail(page, geocode, 'Primary key')).toContain('The practice cloud is stopped.')
  expect(await readStock(page)).toEqual(stock)
})
