import { searchHeap } from '../support/heap.ts'
import { saveMapsAccount } from '../support/screens/keys.ts'
import { openSignIn } from '../support/screens/sign-in.ts'
import { expect, test } from './fixtures.ts'
import { tour } from './tour.ts'

/** An access, ID or client assertion token: three parts, of which a snapshot may have cut the last. */
const anyToken = /eyJ[\w-]{10,}\.eyJ[\w-]{10,}/
/** Typed into forms by the tests below, and nowhere else. */
const typed = /typed-canary/

test('the memory of the page holds a token while it is revealed, and at no other time', async ({
  practice,
  graticule
}) => {
  test.setTimeout(180_000)
  const { page } = graticule
  const held: Record<string, number> = {}
  let stops = 0
  await tour(graticule, practice, async (stop) => {
    stops += 1
    if (stop !== 'a revealed token' && stops % 2 === 0) return
    held[stop] = (await searchHeap(page, anyToken)).length
  })
  expect(Object.keys(held).length).toBeGreaterThanOrEqual(20)
  expect(Object.entries(held).filter(([, tokens]) => tokens > 0)).toEqual([['a revealed token', 1]])
})

test('what was typed into a form is out of the memory of the page once it was sent', async ({
  practice,
  atPractice
}) => {
  const { page } = atPractice
  const [, daemon] = practice.ready.apps
  await openSignIn(page)
  await page.getByRole('radio', { name: 'Client secret (application)' }).check()
  const form = page.getByRole('form', { name: 'Sign in' })
  // What is no secret is bound to the form, which shows that the search finds what is typed.
  await form.getByLabel('Directory (tenant)').fill('typed-canary-tenant')
  expect(await searchHeap(page, typed)).toEqual(['typed-canary-tenant'])
  await form.getByLabel('Directory (tenant)').fill(daemon?.tenantId ?? '')
  await form.getByLabel('Application (client) ID').fill(daemon?.clientId ?? '')
  await form.getByLabel('Client secret', { exact: true }).fill('typed-canary-client-secret')
  await form.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect(await searchHeap(page, typed)).toEqual([])

  const [account] = practice.ready.maps
  if (account === undefined) throw new Error('The practice cloud is empty')
  await saveMapsAccount(page, {
    ...account,
    endpoint: practice.ready.endpoints.maps,
    primaryKey: 'typed-canary-primary-key',
    secondaryKey: 'typed-canary-secondary-key'
  })
  expect(await searchHeap(page, typed)).toEqual([])
})
