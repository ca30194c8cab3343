import type { Page } from 'playwright'
import { goTo } from '../support/screens/frame.ts'
import { savePracticeTarget } from '../support/screens/keys.ts'
import { addProfile } from '../support/screens/profiles.ts'
import { acquireToken, closePanel } from '../support/screens/tokens.ts'
import { expect, test } from './fixtures.ts'
import { signInAs } from './steps.ts'

test('by the keyboard alone the focus is never lost: what an action takes away hands it on', async ({ atPractice }) => {
  test.setTimeout(90_000)
  const { page, practice } = atPractice
  const main = page.getByRole('main')
  const press = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).focus()
    await page.keyboard.press('Enter')
  }

  await goTo(page, 'Tokens')
  await main.getByRole('button', { name: 'Sign in' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeFocused()
  await press('Open the browser')
  await expect(page.getByRole('heading', { name: 'Finish in your browser' })).toBeVisible()
  await expect(main.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(main.getByRole('radio', { name: /^System browser/ })).toBeFocused()

  await signInAs(page, practice.user('ann@contoso.com'))
  await press('Pin City of Aalborg')
  await expect(main.getByRole('row').nth(1)).toContainText('City of Aalborg')
  await expect(page.getByRole('button', { name: 'Pin City of Aalborg' })).toBeFocused()
  await press('Select City of Aalborg')
  await expect(page.getByLabel('Tenant, profile and cloud')).toContainText('City of Aalborg')
  await expect(main.getByRole('row').filter({ hasText: 'City of Aalborg' })).toBeFocused()

  await savePracticeTarget(page, 'account')
  await savePracticeTarget(page, 'GeoCatalog')
  await press(/^Remove contoso-maps/)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Azure Maps accounts' })).toBeFocused()
  await press(/^Remove /)
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect(page.getByRole('button', { name: /^Remove / })).toBeFocused()

  await goTo(page, 'Test access')
  await press('Run test')
  await expect(page.getByTestId('access-summary')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Run again' })).toBeFocused()

  await goTo(page, 'Tokens')
  for (const each of ['Azure Maps', 'GeoCatalog']) {
    await acquireToken(page, { resource: each })
    await closePanel(page)
  }
  const rows = page.getByRole('table', { name: 'Tokens', exact: true }).locator('tbody').getByRole('row')
  const count = await rows.count()
  await rows.first().getByRole('button', { name: 'More actions' }).press('Enter')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('menuitem', { name: 'Remove' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(rows).toHaveCount(count - 1)
  await expect(rows.first()).toBeFocused()

  await addProfile(page, 'Field team', 'Magenta')
  await press('Use Field team')
  await expect(page.getByRole('button', { name: /^Profile: Field team/ })).toBeVisible()
  await expectFocusSomewhere(page)
  await press('Remove Field team')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).press('Enter')
  await expect(page.getByRole('rowheader', { name: 'Field team' })).toHaveCount(0)
  await expectFocusSomewhere(page)
})

test('a list that another process changed keeps focus, place and search', async ({ atPractice }) => {
  const { page, practice } = atPractice
  const endpoint = practice.ready.geocatalogs[0]?.endpoint ?? ''
  // Past the window's state, as another process does it.
  const add = (labels: string[]): Promise<void> =>
    page.evaluate(
      async ([all, address]) => {
        for (const label of all) {
          await window.graticule.call('saveGeoCatalogTarget', { targetId: null, label, endpoint: address })
        }
        window.dispatchEvent(new Event('focus'))
      },
      [labels, endpoint] as const
    )
  await goTo(page, 'Keys')
  await add(Array.from({ length: 40 }, (_one, index) => `Catalog ${String(index + 10)}`))
  const row = page.getByRole('row').filter({ hasText: 'Catalog 35' })
  await row.focus()
  const place = await row.boundingBox()
  await add(['Zebra'])
  await expect(page.getByRole('row').filter({ hasText: 'Zebra' })).toBeAttached()
  await expect(row).toBeFocused()
  expect(await row.boundingBox()).toEqual(place)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('complementary', { name: 'Edit Catalog 35' })
  await panel.getByLabel('Name').fill('Half typed')
  await add(['Zulu'])
  await expect(page.getByRole('row').filter({ hasText: 'Zulu' })).toBeAttached()
  await expect(panel.getByLabel('Name')).toHaveValue('Half typed')
  await expect(panel.getByLabel('Name')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
})

test.describe('300 tenants', () => {
  test.use({ practiceArgs: ['--device-code-interval-seconds', '1', '--world', 'crowded'] })

  test('the row that has the focus is never under the head of the list', async ({ atPractice }) => {
    test.setTimeout(90_000)
    const { page, practice } = atPractice
    await signInAs(page, practice.user('tess@contoso.com'))
    const rows = page
      .getByRole('table', { name: /^Tenants of/ })
      .locator('tbody')
      .getByRole('row')
    await expect(rows).toHaveCount(300)
    await rows.nth(150).focus()
    const unseen = await page.evaluate(async () => {
      const found: string[] = []
      for (const key of [...Array<string>(25).fill('ArrowUp'), ...Array<string>(25).fill('ArrowDown')]) {
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
        await new Promise(requestAnimationFrame)
        const row = document.activeElement
        const { left, top, width, height } = row?.getBoundingClientRect() ?? new DOMRect()
        const seen = document.elementFromPoint(left + width / 2, top + height / 2)
        if (row?.matches('[data-row]') !== true || !row.contains(seen)) found.push(`${key} ${row?.textContent ?? ''}`)
      }
      return found
    })
    expect(unseen).toEqual([])
    await expect(rows.nth(150)).toBeFocused()
  })
})

async function expectFocusSomewhere(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main')?.id)).toBe('main')
}
