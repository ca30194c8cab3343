import { decodeJwt } from 'jose'
import { describe, expect, it } from 'vitest'
import { ARM_SCOPE, at, CLI, withPracticeCloud } from '../../clients/practice-fixture.ts'
import { person } from '../../clients/sign-in-by-script.ts'

const fixture = withPracticeCloud()
const sign = async (index: number, more: Record<string, string> = {}, tenant = 'organizations') => {
  const { userPrincipalName: username, password } = person(fixture, index)
  return fixture.token(tenant, {
    grant_type: 'password',
    client_id: CLI,
    username,
    password,
    scope: `openid offline_access ${ARM_SCOPE}`,
    ...more
  })
}
const refused = async (...asked: Parameters<typeof sign>): Promise<[number, unknown]> => {
  const { body } = await sign(...asked)
  return [at(body.error_codes as number[], 0), body.error]
}
const rhea = () => at(fixture.cloud.world.users, 1)

describe('name and password in a form', () => {
  it('give a token at the home tenant, with a refresh token', async () => {
    const { status, body } = await sign(1)
    expect([status, decodeJwt(String(body.access_token)).upn]).toEqual([200, 'rhea@contoso.com'])
    expect(body.refresh_token).toBeTypeOf('string')
  })

  it.each([
    ['an unknown name', () => refused(1, { username: 'nobody@contoso.com' }), [50034, 'invalid_grant']],
    ['a wrong password', () => refused(1, { password: 'wrong' }), [50126, 'invalid_grant']],
    ['a guest', () => refused(2, {}, 'contoso.com'), [50034, 'invalid_grant']],
    ['a shared endpoint that does not know this way', () => refused(1, {}, 'common'), [9001023, 'invalid_request']],
    ['no name', () => refused(1, { username: '' }), [900144, 'invalid_request']],
    [
      'a confidential client without its secret',
      () => refused(1, { client_id: at(fixture.cloud.ready.apps, 0).clientId }, 'contoso.com'),
      [7000218, 'invalid_client']
    ]
  ])('are refused: %s', async (_name, answer, expected) => {
    expect(await answer()).toEqual(expected)
  })

  it.each([
    [{ enabled: false }, 50057],
    [{ locked: true }, 50053],
    [{ passwordExpired: true }, 50055],
    [{ mfaRequired: true }, 50076],
    [{ mfaRequired: true, mfaRegistered: false }, 50079]
  ])('are refused for somebody who is %o', async (state, code) => {
    const before = { ...rhea() }
    Object.assign(rhea(), state)
    const [given] = await refused(1)
    Object.assign(rhea(), before)
    expect(given).toBe(code)
  })
})
