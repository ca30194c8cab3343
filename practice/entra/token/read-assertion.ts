import { decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose'
import { EntraError } from '../entra-error.ts'

/** A JWT that a client sends as proof, taken apart but not checked yet. */
export interface Assertion {
  token: string
  header: ProtectedHeaderParameters
  claims: JWTPayload
}

/** Entra ID lets clocks be wrong by five minutes. */
export const LEEWAY_SECONDS = 300

/** Takes a JWT apart; 50027 for anything that is none. */
export const readAssertion = (token: string): Assertion => {
  try {
    return { token, header: decodeProtectedHeader(token), claims: decodeJwt(token) }
  } catch {
    throw new EntraError(50027)
  }
}

const FARTHEST_SECONDS = 8_640_000_000_000

const asSeconds = (value: unknown): number | undefined =>
  typeof value === 'number' && Math.abs(value) < FARTHEST_SECONDS ? value : undefined

const shown = (seconds: number): string => new Date(seconds * 1000).toISOString().replace('000Z', '0000000Z')

/** Refuses an assertion that is not valid yet or any more, with 700024, or without an end with 90014. */
export const checkAssertionTimes = ({ claims }: Assertion, nowMs: number): void => {
  const now = Math.floor(nowMs / 1000)
  const until = asSeconds(claims.exp)
  const from = asSeconds(claims.nbf) ?? asSeconds(claims.iat) ?? now
  if (until === undefined) throw new EntraError(90014, { field: 'exp' })
  if (until + LEEWAY_SECONDS > now && from - LEEWAY_SECONDS <= now) return
  throw new EntraError(700024, { now: shown(now), from: shown(from), until: shown(until) })
}

/** The audiences of an assertion. */
export const audiencesOf = ({ claims }: Assertion): readonly string[] =>
  typeof claims.aud === 'string' ? [claims.aud] : (claims.aud ?? [])
