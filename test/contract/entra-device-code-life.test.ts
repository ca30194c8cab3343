import { expect, it } from 'vitest'
import { developerSignOn } from '../../electron/knowledge/clouds.ts'
import { withPracticeCloud } from '../clients/practice-fixture.ts'
import { failureOfAsync } from '../fakes/failure-of.ts'
import { cloudOf, createAdapters, never } from './adapters-on-practice.ts'

// The code dies between two looks, so that nobody but this computer notices.
const fixture = withPracticeCloud({ deviceCodeSeconds: 1, deviceCodeIntervalSeconds: 3 })

it('says expired where the code ran out while nobody entered it', async () => {
  const { entra, sent } = createAdapters()
  const { clientId } = developerSignOn
  const cloud = cloudOf(fixture.cloud)
  const user = {
    profileId: 'practice',
    cloud,
    tenant: 'organizations',
    clientId,
    signal: never,
    onStep: () => undefined
  }
  expect(await failureOfAsync(entra.signInByDeviceCode(user))).toEqual({ code: 'device-code-expired' })
  expect(sent.filter(({ url }) => url.includes('/token'))).toHaveLength(1)
})
