import { startApp } from '../support/app.ts'
import { goTo } from '../support/screens/frame.ts'
import { pickTenant, readTenants, whereYouAre } from '../support/screens/tenants.ts'
import { expect, test } from './fixtures.ts'
import { setSmallestWindow, tooWide } from './layout.ts'
import { signInAs } from './steps.ts'

test('tenants are found, pinned and picked, and the choice is remembered', async ({ atPractice, home }) => {
  const { page, practice } = atPractice
  await signInAs(page, practice.user('ann@contoso.com'))
  const domains = practice.ready.tenants.map(({ defaultDomain }) => defaultDomain)
  expect((await readTenants(page)).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
    'Contoso GIS home',
    'City of Aalborg guest',
    'Fabrikam Survey guest'
  ])
  expect((await readTenants(page)).map(({ domain }) => domain).sort()).toEqual(domains.sort())

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('/')
  const search = page.getByRole('searchbox', { name: 'Search tenants' })
  await expect(search).toBeFocused()
  for (const query of ['fab surv', 'fabrikam.', practice.user('carl@fabrikam.com').tenants[0] ?? '']) {
    await search.fill(query)
    await expect(page.getByText('1 of 3 tenants')).toBeVisible()
    expect((await readTenants(page)).map(({ name }) => name)).toEqual(['Fabrikam Survey'])
  }
  await search.fill('nowhere')
  await expect(page.getByText('No tenant matches “nowhere”.')).toBeVisible()
  await search.fill('')

  await page.getByRole('button', { name: 'Pin Fabrikam Survey' }).click()
  await expect(page.getByRole('button', { name: 'Pin Fabrikam Survey' })).toHaveAttribute('aria-pressed', 'true')
  await pickTenant(page, 'City of Aalborg')
  expect(await whereYouAre(page)).toContain('City of Aalborg')
  const before = await readTenants(page)
  expect(before.map(({ name, isInUse }) => `${name} ${String(isInUse)}`)).toEqual([
    'Fabrikam Survey false',
    'Contoso GIS false',
    'City of Aalborg true'
  ])

  await atPractice.close()
  const again = await startApp(home)
  await goTo(again.page, 'Tenants')
  expect(await readTenants(again.page)).toEqual(before)
  expect(await whereYouAre(again.page)).toContain('City of Aalborg')
  await again.close()
})

test.describe('300 tenants', () => {
  test.use({ practiceArgs: ['--device-code-interval-seconds', '1', '--world', 'crowded'] })

  test('with names in every script are listed as text, in the smallest window, without a pause', async ({
    atPractice
  }) => {
    const { page, practice } = atPractice
    const dialogs: string[] = []
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await setSmallestWindow(atPractice)
    await signInAs(page, practice.user('tess@contoso.com'))
    await expect(page.getByText(/^300 tenants, as of/)).toBeVisible()
    await expect(page.getByRole('table', { name: /^Tenants of/ }).locator('tbody tr')).toHaveCount(300)
    const names = (await readTenants(page)).map(({ name }) => name)
    // A tenant whose name is blank goes by its domain.
    for (const { displayName, defaultDomain } of practice.ready.tenants) {
      expect(names).toContain(displayName.trim() === '' ? defaultDomain : displayName.trim())
    }
    expect(names.some((name) => name.includes('بلدية الرياض'))).toBe(true)
    expect(names.some((name) => name.length > 200)).toBe(true)
    expect(names).toContain('<img src=x onerror=alert(1)> Survey')
    expect(await page.locator('main table img, main table script').count()).toBe(0)
    expect(await tooWide(atPractice)).toEqual([])

    // By the work of the page's own thread: a computer that is busy with other things is not the window's pause.
    const devTools = await page.context().newCDPSession(page)
    await devTools.send('Performance.enable', { timeDomain: 'threadTicks' })
    const workedSeconds = async (): Promise<number> => {
      const { metrics } = await devTools.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
    }
    for (const query of ['s', 'su', 'sur', 'surv', 'su', '', 'roads']) {
      const before = await workedSeconds()
      await page.evaluate(async (text) => {
        const search = document.querySelector<HTMLInputElement>('input[type=search]')
        if (search === null) throw new Error('There is no search field')
        search.value = text
        search.dispatchEvent(new InputEvent('input', { bubbles: true }))
        await new Promise(requestAnimationFrame)
        await new Promise((resolve) => setTimeout(resolve))
      }, query)
      const took = (await workedSeconds()) - before
      expect(took).toBeGreaterThan(0)
      expect(took).toBeLessThan(1)
    }
    await devTools.detach()
    const found = await readTenants(page)
    expect(found.length).toBeGreaterThan(0)
    expect(found.every(({ name }) => name.includes('Roads'))).toBe(true)

    const search = page.getByRole('searchbox', { name: 'Search tenants' })
    for (const query of ['بلدية', 'Cadastre and the Joint']) {
      await search.fill(query)
      await page.getByRole('button', { name: /^Select / }).click()
      await expect(page.getByLabel('Tenant, profile and cloud')).toContainText(query)
      expect(await tooWide(atPractice), query).toEqual([])
    }
    expect(dialogs).toEqual([])
  })
})
