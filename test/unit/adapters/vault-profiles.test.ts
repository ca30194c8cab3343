import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../electron/adapters/vault/store.ts'
import { FakeKeychain } from '../../fakes/keychain.ts'
import { failureOfAsync } from '../../fakes/failure-of.ts'
import { tenantA } from '../../fakes/entra.ts'
import { buildHouse } from '../../fakes/house.ts'
import { tempFolder, vaultIn } from './vault-bench.ts'

const never = new AbortController().signal
const maps = 'https://atlas.microsoft.com/.default'

describe('what lies in the vault of a profile', () => {
  it('opens in no other profile, whoever copies its bytes there', async () => {
    const root = tempFolder()
    const keychain = new FakeKeychain()
    const vault = await vaultIn(root, keychain)
    const { services } = await buildHouse({ vault })
    const { profiles, signIn, tokens, targets } = services
    const added = await profiles.save({
      profileId: null,
      cloud: 'public',
      name: 'Field team',
      colour: 'green',
      defaults: { tenant: 'fabrikam.com', clientId: null, method: null }
    })
    const ids: { tokenId: string; targetId: string }[] = []
    for (const profileId of [added.profileId, 'public']) {
      await profiles.use(profileId)
      const request = { operationId: 'o', method: 'interactive', tenant: null, clientId: null } as const
      const { accountId } = await signIn.withUser(request)
      await vault.write('msal-cache', accountId, `cache of ${accountId}`)
      const { tokenId } = await tokens.acquire({
        accountId,
        tenantId: tenantA,
        scope: maps,
        refresh: false,
        signal: never
      })
      const { targetId } = await targets.saveMaps({
        targetId: null,
        label: 'contoso-maps',
        endpoint: 'https://atlas.microsoft.com',
        mapsClientId: tenantA,
        primaryKey: `key of ${profileId}`,
        secondaryKey: null
      })
      ids.push({ tokenId, targetId })
    }
    await vault.close()

    const store = await openStore(join(root, 'vault'))
    const moved: [string, string][] = []
    await store.transaction(() => {
      for (const { key, value } of store.records.list([])) {
        const [kind = '', id = ''] = key
        if (!id.startsWith(added.profileId)) continue
        const there =
          kind === 'shared-key' ? `${ids[1]?.targetId ?? ''}~primary` : id.replace(added.profileId, 'public')
        store.records.put([kind, there], value)
        moved.push([kind, there])
      }
    })
    await store.close()

    const again = await vaultIn(root, keychain)
    expect(moved.map(([kind]) => kind).sort()).toEqual(['access-token', 'msal-cache', 'profile', 'shared-key'])
    const house = await buildHouse({ vault: again })
    const attempts: (() => Promise<unknown>)[] = [
      () => house.services.profiles.signInDefaults('public'),
      () => house.services.tokens.text(ids[1]?.tokenId ?? ''),
      () => house.services.targets.key(ids[1]?.targetId ?? '', 'primary'),
      () => again.read('msal-cache', moved.find(([kind]) => kind === 'msal-cache')?.[1] ?? '')
    ]
    for (const attempt of attempts) expect((await failureOfAsync(attempt())).code).toBe('record-damaged')
    await house.services.profiles.use(added.profileId)
    expect(await house.services.profiles.signInDefaults(added.profileId)).toMatchObject({ tenant: 'fabrikam.com' })
    expect(await house.services.targets.key(ids[0]?.targetId ?? '', 'primary')).toBe(`key of ${added.profileId}`)
    expect(await house.services.tokens.text(ids[0]?.tokenId ?? '')).toContain('.')
  })
})
