import { describe, expect, it } from 'vitest'
import { makeMapsSas, type MapsSasTerms, readMapsSas } from '../../../practice/maps/sas-token.ts'
import { makeDefaultWorld } from '../../../practice/world/default-world.ts'
import { at } from '../../clients/practice-fixture.ts'

const NOW_MS = 1_780_000_000_000
const HOUR_MS = 3_600_000
const world = makeDefaultWorld()
const account = at(world.mapsAccounts, 0)
const terms: MapsSasTerms = {
  signingKey: 'primaryKey',
  principalId: 'b14ee29e-54cd-4425-a067-e35854a5d532',
  maxRatePerSecond: 5,
  regions: ['eastus'],
  startsAt: NOW_MS,
  expiresAt: NOW_MS + HOUR_MS
}
const reasonOf = async (token: string, nowMs = NOW_MS): Promise<string> => {
  const check = await readMapsSas(world, token, nowMs)
  return check.ok ? 'ok' : check.reason
}

describe('SAS tokens of Azure Maps', () => {
  it.each(['primaryKey', 'secondaryKey', 'managedIdentity'] as const)(
    'say what they were made with: %s',
    async (key) => {
      const check = await readMapsSas(world, await makeMapsSas(account, { ...terms, signingKey: key }), NOW_MS)
      expect(check).toMatchObject({ ok: true, terms: { ...terms, signingKey: key } })
      expect(check.ok && check.account).toBe(account)
    }
  )

  it('count from their start to their end', async () => {
    const token = await makeMapsSas(account, terms)
    expect(await reasonOf(token, NOW_MS - HOUR_MS)).toBe('not-yet')
    expect(await reasonOf(token, NOW_MS + 2 * HOUR_MS)).toBe('expired')
  })

  it('end with the key that signed them, and with no other', async () => {
    const byPrimary = await makeMapsSas(account, terms)
    const bySecondary = await makeMapsSas(account, { ...terms, signingKey: 'secondaryKey' })
    account.primaryKey = 'a-new-key'
    expect([await reasonOf(byPrimary), await reasonOf(bySecondary)]).toEqual(['wrong-key', 'ok'])
  })

  it('are refused when they are none', async () => {
    const [header = '', , signature = ''] = (await makeMapsSas(account, terms)).split('.')
    const pack = (claims: object): string => Buffer.from(JSON.stringify(claims)).toString('base64url')
    const none = `${pack({ alg: 'none' })}.${pack({ account: account.clientId })}.`
    const stranger = await makeMapsSas({ ...account, clientId: terms.principalId }, terms)
    expect(
      await Promise.all(['', 'x.y.z', none, `${header}.${pack({})}.${signature}`].map((one) => reasonOf(one)))
    ).toEqual(['malformed', 'malformed', 'malformed', 'malformed'])
    expect(await reasonOf(stranger)).toBe('unknown-account')
  })
})
