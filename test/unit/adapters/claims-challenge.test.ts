import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readClaimsChallenge } from '../../../electron/adapters/http/claims-challenge.ts'
import { root } from '../../../build/paths.ts'
import { challenge, malformedChallenge, wellFormedClaims } from '../../bench/tokens/malformed-challenges.ts'

const read = (header: string, status = 401): string | null =>
  readClaimsChallenge({ status, headers: { 'www-authenticate': header } })

describe('readClaimsChallenge', () => {
  it('reads the documented challenge, with either error', () => {
    expect(read(challenge(wellFormedClaims))).toBe(wellFormedClaims)
    expect(read(challenge(wellFormedClaims, 'invalid_token'))).toBe(wellFormedClaims)
    expect(read(challenge(wellFormedClaims), 403)).toBeNull()
  })

  it('reads the recorded one, which has a second challenge behind it', () => {
    const file = join(root, 'test/clients/recordings/graph-cae-challenge-401.json')
    const recorded = JSON.parse(readFileSync(file, 'utf8')) as { response: { headers: Record<string, string> } }
    const claims = read(recorded.response.headers['WWW-Authenticate'] ?? '') ?? '{}'
    expect(JSON.parse(claims)).toMatchObject({ access_token: { nbf: { essential: true } } })
  })

  it('reads nothing from 1,000 malformed ones', () => {
    for (let turn = 0; turn < 1000; turn += 1) expect(read(malformedChallenge(turn)), String(turn)).toBeNull()
    expect(readClaimsChallenge({ status: 401, headers: {} })).toBeNull()
  })
})
