import type { Claim, ClaimExpectation, SignatureCheck, TokenClaims } from '#contract/model'
import { claimMeanings, timeClaims } from '../knowledge/claims.ts'
import type { Cloud } from '../knowledge/clouds.ts'
import type { Accounts } from './accounts.ts'
import type { Network } from './network.ts'
import type { Clock, SigningKeys } from './ports.ts'
import { audiencesOf, resourceOfScope } from './resources.ts'
import type { Settings } from './settings.ts'
import type { Tokens } from './tokens.ts'

type Json = Record<string, unknown>

interface ClaimsParts {
  tokens: Tokens
  accounts: Accounts
  settings: Settings
  signingKeys: SigningKeys
  network: Network
  clock: Clock
}

/** Says what a token says, in plain words; nothing here grants or refuses anything. */
export class Claims {
  readonly #parts: ClaimsParts

  constructor(parts: ClaimsParts) {
    this.#parts = parts
  }

  /** The claims with their meaning, and what the resource expects against what the token has. */
  async read(tokenId: string): Promise<TokenClaims> {
    const { tokens, accounts, settings, clock } = this.#parts
    const token = tokens.get(tokenId)
    const account = accounts.get(token.accountId)
    const cloud = settings.cloudNamed(account.cloud)
    const { header, payload } = decode(await tokens.text(tokenId))
    return {
      token,
      header: describe(header),
      claims: describe(payload),
      expectations: expect(payload, {
        cloud,
        scope: token.scope,
        tenantId: token.tenantId,
        clientId: account.clientId,
        kind: account.kind,
        nowSeconds: clock.now() / 1000
      }),
      payloadJson: JSON.stringify(payload, null, 2)
    }
  }

  /** Checks the signature against the keys that the tenant publishes. */
  async verifySignature(tokenId: string): Promise<SignatureCheck> {
    const { tokens, accounts, settings, signingKeys, network, clock } = this.#parts
    const summary = tokens.get(tokenId)
    const cloud = settings.cloudNamed(accounts.get(summary.accountId).cloud)
    const token = await tokens.text(tokenId)
    const { header } = decode(token)
    const checkedAt = new Date(clock.now()).toISOString()
    const keyId = typeof header.kid === 'string' ? header.kid : null
    if (Object.keys(header).length === 0) {
      return {
        state: 'not-verifiable',
        keyId,
        checkedAt,
        reason: 'This token is not a JSON Web Token; only its service can read it.'
      }
    }
    if ('nonce' in header) {
      return {
        state: 'not-verifiable',
        keyId,
        checkedAt,
        reason: 'Tokens with a nonce in their header can be checked by their service only.'
      }
    }
    const check = await network.use(cloud, signingKeys.verify({ cloud, tenantId: summary.tenantId, token }))
    const reasons = {
      valid: 'Signed with a key that the directory publishes, and unchanged since.',
      invalid: 'The signature does not fit: the token was changed or cut. Acquire it anew.',
      'key-not-published':
        'The directory does not publish the key that signed this token: it is from another cloud, or keys were rolled over.'
    } as const
    return { state: check.state, keyId: check.keyId ?? keyId, checkedAt, reason: reasons[check.state] }
  }
}

function decode(token: string): { header: Json; payload: Json } {
  const [header, payload] = token.split('.')
  return { header: decodePart(header), payload: decodePart(payload) }
}

function decodePart(part: string | undefined): Json {
  try {
    const bytes = Uint8Array.from(atob((part ?? '').replace(/-/g, '+').replace(/_/g, '/')), (char) =>
      char.charCodeAt(0)
    )
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return typeof json === 'object' && json !== null ? (json as Json) : {}
  } catch {
    return {}
  }
}

function describe(json: Json): Claim[] {
  return Object.entries(json).map(([claim, value]) => ({
    claim,
    value: show(claim, value),
    meaning: claimMeanings[claim] ?? ''
  }))
}

function show(claim: string, value: unknown): string {
  if (typeof value === 'number' && timeClaims.includes(claim)) {
    const moment = new Date(value * 1000)
    return Number.isNaN(moment.getTime()) ? String(value) : moment.toISOString()
  }
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function expect(
  payload: Json,
  about: {
    cloud: Cloud
    scope: string
    tenantId: string
    clientId: string
    kind: 'user' | 'application'
    nowSeconds: number
  }
): ClaimExpectation[] {
  const text = (claim: string): string => (claim in payload ? show(claim, payload[claim]) : 'missing')
  const resource = resourceOfScope(about.cloud, about.scope)
  const application = 'appid' in payload ? 'appid' : 'azp'
  const expectations: ClaimExpectation[] = []
  const add = (claim: string, expected: string, met: boolean): void => {
    expectations.push({ claim, expected, got: text(claim), met })
  }
  if (resource !== null) {
    const audiences = audiencesOf(about.cloud, resource)
    add('aud', audiences[0] ?? '', audiences.includes(text('aud')))
  }
  add('tid', about.tenantId, text('tid') === about.tenantId)
  add(application, about.clientId, text(application) === about.clientId)
  if (about.kind === 'user')
    add('scp', 'at least one delegated permission', typeof payload.scp === 'string' && payload.scp !== '')
  else add('oid', 'the service principal', typeof payload.oid === 'string' && !('scp' in payload))
  const expires = payload.exp
  add('exp', 'in the future', typeof expires === 'number' && expires > about.nowSeconds)
  return expectations
}
