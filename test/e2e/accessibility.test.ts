import type { Page } from 'playwright'
import { goTo } from '../support/screens/frame.ts'
import { findings } from './axe.ts'
import { expect, test } from './fixtures.ts'
import { setSmallestWindow, tooWide } from './layout.ts'
import { signInAs } from './steps.ts'
import { tour } from './tour.ts'

test('axe finds nothing on any screen, light or dark', async ({ practice, graticule }) => {
  test.setTimeout(300_000)
  const found: Record<string, string[]> = {}
  let stops = 0
  await tour(graticule, practice, async (stop) => {
    stops += 1
    const all = await findings(graticule.page)
    if (all.length > 0) found[stop] = all
  })
  expect(stops).toBeGreaterThan(30)
  expect(found).toEqual({})
})

test('at 200 % in the smallest window nothing is cut off and no page scrolls sideways', async ({
  practice,
  graticule
}) => {
  test.setTimeout(90_000)
  await setSmallestWindow(graticule, 2)
  const found: Record<string, string[]> = {}
  await tour(graticule, practice, async (stop) => {
    const wide = await tooWide(graticule, { mayDataScroll: true })
    if (wide.length > 0) found[stop] = wide
  })
  expect(found).toEqual({})
})

test('the keyboard alone reaches every screen, list and action, and the focus is seen', async ({ atPractice }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  const heading = page.getByRole('heading', { level: 1 })
  for (const [key, name] of [
    ['1', 'Tenants'],
    ['2', 'Tokens'],
    ['3', 'Test access'],
    ['4', 'Keys']
  ] as const) {
    await page.keyboard.press(`Control+${key}`)
    await expect(heading).toHaveText(name)
    await expectVisibleFocus(page, name)
  }

  await page.keyboard.press('Control+1')
  await expect(page.getByRole('searchbox')).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await tabTo(page, () => document.activeElement?.matches('[data-row]') === true)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  const name = await page.evaluate(() => document.activeElement?.querySelector('th')?.textContent.trim() ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Tenant, profile and cloud')).toContainText(name)

  await page.keyboard.press('Control+k')
  const command = page.getByRole('combobox', { name: 'Command' })
  await expect(command).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(command).toHaveCount(0)
  await page.keyboard.press('Control+k')
  await command.fill('acquire')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Acquire token' })).toBeFocused()
  await tabTo(page, () => document.activeElement?.matches('form button[type=submit]') === true)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Token for GeoCatalog acquired.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary')).toHaveCount(0)

  await goTo(page, 'Tokens')
  await tabTo(page, () => document.activeElement?.matches('[data-row]') === true)
  await page.keyboard.press('Control+c')
  await expect(page.getByText(/^Copied: /).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'What this token says' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await expect(page.locator('[data-row]:focus, [data-row] :focus')).toBeVisible()
})

/** Presses Tab until the focus is where it is wanted. */
async function tabTo(page: Page, isThere: () => boolean): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(isThere)) return
  }
  throw new Error('Sixty presses of Tab did not lead there')
}

/** Walks the whole screen by Tab: each stop has a visible ring, and the walk ends where it began. */
async function expectVisibleFocus(page: Page, screen: string): Promise<void> {
  const unseen: string[] = []
  const walked = await page.evaluateHandle(() => new Set<Element>())
  let stops = 0
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate((before) => {
      const element = document.activeElement
      if (element === null || element === document.body) return null
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
      const isSeen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      const isNew = !before.has(element)
      before.add(element)
      return { isNew, name: element.outerHTML.slice(0, 120), isSeen }
    }, walked)
    if (stop === null) continue
    if (!stop.isNew) break
    stops += 1
    if (!stop.isSeen) unseen.push(stop.name)
  }
  expect(unseen, screen).toEqual([])
  expect(stops, screen).toBeGreaterThan(8)
}
