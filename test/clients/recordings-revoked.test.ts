import { describe, expect, it } from 'vitest'
import { revokeSessions } from '../../practice/entra/revocation.ts'
import { compareAll, readRecording, type RecordedRow } from './compare-with-recording.ts'
import { ARM_SCOPE, at, CLI, withPracticeCloud } from './practice-fixture.ts'
import { refreshTokenOf } from './sign-in-by-script.ts'

const CP1 = '{"access_token":{"xms_cc":{"values":["cp1"]}}}'

const fixture = withPracticeCloud()
const endpoints = () => fixture.cloud.ready.endpoints
const rhea = () => at(fixture.cloud.world.users, 1)

const refresh = async (refreshToken: string, scope: string): Promise<Response> =>
  fixture.fetch(`${endpoints().login}/contoso.com/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: CLI,
      grant_type: 'refresh_token',
      client_info: '1',
      claims: CP1,
      refresh_token: refreshToken,
      scope
    })
  })

const longToken = async (scope: string): Promise<string> => {
  const answer = await refresh(await refreshTokenOf(fixture, rhea(), 'contoso.com'), scope)
  return ((await answer.json()) as { access_token: string }).access_token
}

const ask = async (url: string, scope: string, meanwhile: () => void): Promise<Response> => {
  const authorization = `Bearer ${await longToken(scope)}`
  meanwhile()
  const answer = await fixture.fetch(url, { headers: { authorization } })
  rhea().enabled = true
  return answer
}

const askRevoked = async (): Promise<Response> => {
  const refreshToken = await refreshTokenOf(fixture, rhea(), 'contoso.com')
  revokeSessions(rhea())
  return refresh(refreshToken, ARM_SCOPE)
}
const askArmGone = (): Promise<Response> =>
  ask(`${endpoints().arm}/subscriptions?api-version=2022-12-01`, ARM_SCOPE, () => {
    rhea().enabled = false
  })
const HOST = { 'header www-authenticate is other': 'It names the practice login host; the rest is compared below.' }

const rows: RecordedRow[] = [
  {
    id: 'entra-token-refresh-revoked-400',
    ask: askRevoked,
    known: { 'header x-ms-clitelem is other': 'It also tells the age of the refresh token in milliseconds.' }
  },
  { id: 'arm-subscriptions-badtoken-401', ask: askArmGone, known: HOST }
]

/** A challenge without the host, which is the practice cloud's own. */
const shape = (header: string): string => header.replace(/https:\/\/(localhost:\d+|login\.[\w.]+)/g, 'LOGIN')

describe('Revoked sessions are answered as it was recorded', () => {
  compareAll(rows)

  it('with the challenge of ARM', async () => {
    const recorded = (await readRecording('arm-subscriptions-badtoken-401')).response.headers['WWW-Authenticate'] ?? ''
    expect(shape((await askArmGone()).headers.get('www-authenticate') ?? '')).toBe(shape(recorded))
  })

  it('word for word, but for the times', async () => {
    const words = (body: unknown): string =>
      ((body as { error_description: string }).error_description.split(/\s+Trace ID:/)[0] ?? '').replaceAll(
        /'\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z'/g,
        'TIME'
      )
    const recorded = await readRecording('entra-token-refresh-revoked-400')
    expect(words(await (await askRevoked()).json())).toBe(words(recorded.response.body))
  })
})
