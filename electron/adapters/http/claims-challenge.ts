import { parseObject } from './json-answer.ts'
import type { HttpAnswer } from './http.ts'

/**
 * The claims that a service wants a token for, as JSON text, from its `WWW-Authenticate`; null where it asks for none.
 * Source: Microsoft identity platform, claims challenges.
 */
export function readClaimsChallenge({ status, headers }: Pick<HttpAnswer, 'status' | 'headers'>): string | null {
  const challenge = headers['www-authenticate'] ?? ''
  if (status !== 401 || !/\berror="(?:insufficient_claims|invalid_token)"/.test(challenge)) return null
  const encoded = /\bclaims="([A-Za-z0-9+/_-]+=*)"/.exec(challenge)?.[1]
  if (encoded === undefined) return null
  const claims = Buffer.from(encoded, 'base64').toString()
  const wanted = parseObject(claims)?.access_token
  const isWanted = typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)
  return isWanted ? claims : null
}
