import { describe, expect, it } from 'vitest'
import { at, MAPS_SCOPE, withPracticeCloud } from '../../clients/practice-fixture.ts'

const fixture = withPracticeCloud()
const tenant = (index: number): string => at(fixture.cloud.ready.tenants, index).tenantId
const daemon = () => at(fixture.cloud.world.applications, 1)

/** The code of the refusal for a further secret of the daemon, or the status of its success. */
const answerTo = async (more: { tenantId?: string; startsAt?: number; expiresAt?: number }): Promise<unknown> => {
  const value = 'prc8Q~another-secret'
  const secret = { secretId: tenant(1), value, displayName: 'another', expiresAt: Date.now() + 60_000, ...more }
  daemon().secrets.push(secret)
  const { status, body } = await fixture.token(tenant(0), {
    grant_type: 'client_credentials',
    client_id: daemon().appId,
    client_secret: value,
    scope: MAPS_SCOPE
  })
  daemon().secrets.pop()
  return body.error_codes ?? status
}

describe('a further secret of an application', () => {
  it('counts beside the first', async () => {
    expect(await answerTo({})).toBe(200)
  })

  it('counts only in its tenant where it belongs to a service principal', async () => {
    expect(await answerTo({ tenantId: tenant(0) })).toBe(200)
    expect(await answerTo({ tenantId: tenant(1) })).toEqual([7000215])
  })

  it('counts in its time alone', async () => {
    expect(await answerTo({ startsAt: Date.now() + 30_000 })).toEqual([7000215])
    expect(await answerTo({ expiresAt: Date.now() - 1 })).toEqual([7000222])
  })
})
