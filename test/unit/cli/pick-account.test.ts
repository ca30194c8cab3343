import { describe, expect, it } from 'vitest'
import { pickAccount } from '../../../electron/cli/pick-account.ts'
import { failureOf } from '../../fakes/failure-of.ts'
import { buildHouse } from '../../fakes/house.ts'

const ids = ['cccccccc-0000-4000-8000-000000000003', 'dddddddd-0000-4000-8000-000000000004'] as const

describe('the account of a command', () => {
  it('is the one in use, or the one that is named by ID or name, and never a guess', async () => {
    const { services, entra } = await buildHouse()
    expect(failureOf(() => pickAccount(services, undefined))).toEqual({
      code: 'nobody-signed-in',
      profile: 'Azure'
    })
    const ann = await services.signIn.withUser({
      operationId: 'o',
      method: 'interactive',
      tenant: null,
      clientId: null
    })
    expect(pickAccount(services, undefined)).toEqual(ann)
    expect(pickAccount(services, 'ANN@contoso.com')).toEqual(ann)
    const { signInWithClientSecret } = entra
    const twins = await Promise.all(
      ids.map(async (clientId) => {
        const signedIn = await signInWithClientSecret({ clientId, profileId: 'public' } as never)
        return services.accounts.remember({ ...signedIn, displayName: 'survey' })
      })
    )
    const accountIds = services.accounts
      .list()
      .flatMap(({ accountId, kind }) => (kind === 'application' ? accountId : []))
    expect(failureOf(() => pickAccount(services, 'survey'))).toEqual({
      code: 'account-ambiguous',
      name: 'survey',
      accountIds
    })
    expect(pickAccount(services, ids[1]).accountId).toBe(twins[1]?.accountId)
  })
})
