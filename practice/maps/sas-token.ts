import { hkdfSync } from 'node:crypto'
import { decodeJwt, errors, jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import type { MapsAccount, World } from '../world/model.ts'

/** The keys that a SAS token can be signed with, as Azure Resource Manager names them. */
export const SIGNING_KEYS = ['primaryKey', 'secondaryKey', 'managedIdentity'] as const

/** What a SAS token allows, to whom and for how long. */
export interface MapsSasTerms {
  signingKey: (typeof SIGNING_KEYS)[number]
  /** Object id of the user-assigned identity whose roles decide. */
  principalId: string
  maxRatePerSecond: number
  /** Where calls with it may be answered; empty for everywhere. */
  regions: readonly string[]
  /** Epoch milliseconds. */
  startsAt: number
  expiresAt: number
}

/** A SAS token that was read, or what is wrong with it. */
export type MapsSasCheck =
  | { ok: true; account: MapsAccount; terms: MapsSasTerms; tokenId: string }
  | { ok: false; reason: 'malformed' | 'unknown-account' | 'wrong-key' | 'not-yet' | 'expired' }

const AUDIENCE = 'https://atlas.microsoft.com'
const ALGORITHM = 'HS256'

const claimsSchema = v.object({
  account: v.string(),
  sub: v.string(),
  jti: v.string(),
  signingKey: v.picklist(SIGNING_KEYS),
  maxRatePerSecond: v.pipe(v.number(), v.minValue(1), v.maxValue(500)),
  regions: v.array(v.string()),
  nbf: v.number(),
  exp: v.number()
})

const signingSecret = (account: MapsAccount, name: MapsSasTerms['signingKey']): Uint8Array => {
  const key = name === 'managedIdentity' ? account.platformKey : account[name]
  return new Uint8Array(hkdfSync('sha256', key, account.clientId, 'practice cloud: Azure Maps SAS', 32))
}

/** Makes a SAS token of an account. The format is a guess: Azure's own is opaque, ours says "practice" and dies with its key. */
export const makeMapsSas = (account: MapsAccount, terms: MapsSasTerms): Promise<string> =>
  new SignJWT({
    account: account.clientId,
    signingKey: terms.signingKey,
    maxRatePerSecond: terms.maxRatePerSecond,
    regions: [...terms.regions],
    xms_practice: 'true'
  })
    .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
    .setIssuer('practice')
    .setAudience(AUDIENCE)
    .setSubject(terms.principalId)
    .setJti(crypto.randomUUID())
    .setNotBefore(new Date(terms.startsAt))
    .setExpirationTime(new Date(terms.expiresAt))
    .sign(signingSecret(account, terms.signingKey))

const readClaims = (token: string): v.InferOutput<typeof claimsSchema> | undefined => {
  try {
    const parsed = v.safeParse(claimsSchema, decodeJwt(token))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** Reads a SAS token and checks its signature and times; roles, regions, rate and disableLocalAuth are the caller's to check. */
export const readMapsSas = async (world: World, token: string, nowMs: number): Promise<MapsSasCheck> => {
  const claims = readClaims(token)
  if (claims === undefined) return { ok: false, reason: 'malformed' }
  const account = world.mapsAccounts.find(({ clientId }) => clientId === claims.account)
  if (account === undefined) return { ok: false, reason: 'unknown-account' }
  try {
    const currentDate = new Date(nowMs)
    const secret = signingSecret(account, claims.signingKey)
    await jwtVerify(token, secret, { algorithms: [ALGORITHM], audience: AUDIENCE, issuer: 'practice', currentDate })
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { ok: false, reason: 'expired' }
    if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf')
      return { ok: false, reason: 'not-yet' }
    if (error instanceof errors.JWSSignatureVerificationFailed) return { ok: false, reason: 'wrong-key' }
    return { ok: false, reason: 'malformed' }
  }
  const { sub: principalId, jti: tokenId, nbf, exp, signingKey, maxRatePerSecond, regions } = claims
  const terms = { signingKey, principalId, maxRatePerSecond, regions, startsAt: nbf * 1000, expiresAt: exp * 1000 }
  return { ok: true, account, terms, tokenId }
}
