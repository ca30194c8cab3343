import { expect, it } from 'vitest'
import { MAPS_SCOPE, at, withPracticeCloud } from '../clients/practice-fixture.ts'
import { person } from '../clients/sign-in-by-script.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never, recordName, signInByCode } from './adapters-on-practice.ts'

const fixture = withPracticeCloud({ deviceCodeIntervalSeconds: 1 })
const added = 'practice-00000000-0000-4000-8000-000000000001'

it('the same person in two profiles has two caches: signing out of one leaves the other, and neither opens with the other', async () => {
  const adapters = createAdapters()
  const cloud = cloudOf(fixture.cloud)
  const first = await signInByCode(adapters, cloud, person(fixture, 0))
  const second = await signInByCode(adapters, cloud, person(fixture, 0), added)
  expect(second.accountId).toBe(first.accountId.replace('practice.', `${added}.`))
  const cacheOf = (accountId: string): string => adapters.vault.records.get(recordName('msal-cache', accountId)) ?? ''
  expect(cacheOf(first.accountId)).not.toBe(cacheOf(second.accountId))

  const { tenantId } = at(fixture.cloud.ready.tenants, 0)
  const wanted = { cloud, tenantId, scope: MAPS_SCOPE, refresh: true, signal: never }
  const [one, two] = await Promise.all(
    [first, second].map((account) => adapters.entra.acquireToken({ ...wanted, account }))
  )
  expect(one?.accessToken).not.toBe(two?.accessToken)

  await adapters.entra.forget(second)
  expect(adapters.vault.records.has(recordName('msal-cache', second.accountId))).toBe(false)
  const gone = await failureOfAsync(adapters.entra.acquireToken({ ...wanted, account: second }))
  expect(gone).toMatchObject({ code: 'sign-in-needed', reason: 'not-stored' })
  expect((await adapters.entra.acquireToken({ ...wanted, account: first })).fromNetwork).toBe(true)
})
