import { decodeProtectedHeader } from 'jose'
import { describe, expect, it } from 'vitest'
import { MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { takenByMaps } from '../../clients/taken-by-maps.ts'

const fixture = withPracticeCloud()

const admin = async (path: string, body?: string): Promise<[number, { published?: string[]; error?: string }]> => {
  const { url, token } = fixture.cloud.ready.admin
  const response = await fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { method: 'POST', body })
  })
  return [response.status, (await response.json()) as { published?: string[]; error?: string }]
}
const published = async (): Promise<unknown[]> => {
  const answer = await fixture.fetch(`${fixture.cloud.ready.endpoints.login}/common/discovery/v2.0/keys`)
  return ((await answer.json()) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
}
const newToken = (): Promise<string> => fixture.appToken(1, MAPS_SCOPE)

describe('keys that roll over', () => {
  it('sign new tokens at once, while old tokens are good until their key is retired', async () => {
    const before = await newToken()
    const [status, { published: told }] = await admin('/keys/roll-over', '')
    expect([status, told]).toEqual([200, await published()])
    const after = await newToken()
    expect(await published()).toEqual([decodeProtectedHeader(after).kid, decodeProtectedHeader(before).kid])
    expect([await takenByMaps(fixture, before), await takenByMaps(fixture, after)]).toEqual([200, 200])
    await admin('/keys/retire-old', '')
    expect(await published()).toEqual([decodeProtectedHeader(after).kid])
    expect([await takenByMaps(fixture, before), await takenByMaps(fixture, after)]).toEqual([401, 200])
  })

  it('can retire the old one in the same step', async () => {
    const before = await newToken()
    await admin('/keys/roll-over', '{"retireOld": true}')
    expect((await admin('/keys'))[1].published).toHaveLength(1)
    expect([await takenByMaps(fixture, before), await takenByMaps(fixture, await newToken())]).toEqual([401, 200])
  })

  it.each(['nonsense', '[]', '{"retireOld": "yes"}', '{"retire": true}'])(
    'leave everything as it is for %s',
    async (body) => {
      const before = await published()
      expect((await admin('/keys/roll-over', body))[0]).toBe(400)
      expect(await published()).toEqual(before)
    }
  )

  it('leave the workload issuer its own', async () => {
    const issuer = `${fixture.cloud.ready.endpoints.login}/practice-workload/openid/v1/jwks`
    const keys = async (): Promise<unknown> => (await fixture.fetch(issuer)).json()
    const before = await keys()
    await admin('/keys/roll-over', '{"retireOld": true}')
    expect(await keys()).toEqual(before)
  })
})
